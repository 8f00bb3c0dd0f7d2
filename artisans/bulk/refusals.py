"""Why a list or a folder cannot be read, in words for a coordinator."""

from themes.sentences import mark as _


class ListRefused(Exception):
    """The file as a whole cannot be read; another file helps."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


NOT_A_LIST = _("This file is no list that can be read. Please save it as CSV (UTF-8) or as XLSX and send that.")
LIST_TOO_LARGE = _("The list is larger than 2 MB or has more than 200 rows. Please send it in parts.")
NO_ROWS = _("The list has no rows.")
MACROS = _("The list holds programs (macros) or more than a list. Please save it as plain XLSX or CSV.")
NOT_A_FOLDER = _("The photos must come as one ZIP file that is not locked with a password.")
FOLDER_TOO_LARGE = _("The ZIP holds more than 200 files or unpacks to more than 200 MB. Please send it in parts.")
ODD_FOLDER = _(
    "The ZIP holds a name that leads elsewhere, or two photos of the same name. Please pack the photos again."
)
