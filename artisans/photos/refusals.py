"""Why a photo is not taken, in words for a coordinator."""

from themes.sentences import mark as _


class PhotoRefused(Exception):
    """The file is no photo that may come in; another file helps, the same one never does."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


EMPTY = _("The file is empty. Please choose the photo again.")
TOO_LARGE = _("The file is larger than 15 MB. Please choose a smaller photo.")
NOT_A_PHOTO = _("This file is not a photo that we can take. Please send a JPEG, PNG, WebP, HEIC or AVIF photo.")
WRONG_NAME = _("The file is not what its name says. Please send the photo as it came from the camera.")
ODD_NAME = _("The name of the file holds signs or endings that no photo needs. Please rename it, such as photo.jpg.")
BROKEN_OFF = _("The photo is broken off: its end is missing. Please send it again.")
BROKEN = _("The photo is damaged and cannot be read. Please take or send it again.")
MORE_BEHIND = _(
    "Something else is stored behind or inside this photo. Please open it, crop it a little, save it as a new photo "
    "and send that one."
)
MOVING = _("This picture moves. Please send a still photo.")
TOO_MANY_PIXELS = _("The photo has more than 52 million pixels. Please send a smaller one.")
TOO_SMALL = _("The photo is too small to be shown: each side needs at least 320 pixels after cropping.")
