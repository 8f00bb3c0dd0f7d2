"""What a photo needs before it may stand in a story: answers, consent, and what a yes asks for. Pure rules."""

from dataclasses import dataclass

from artisans.showing import Scope
from themes.sentences import mark as _
from themes.sentences import sentence

QUESTIONS = ("face", "sign", "landmark", "child", "uniform")
_ASKED = {
    "face": _("face?"),
    "sign": _("sign?"),
    "landmark": _("landmark?"),
    "child": _("child?"),
    "uniform": _("uniform?"),
}
_SEEN = {"sign": _("sign"), "landmark": _("landmark"), "uniform": _("uniform")}


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """One photo as the guards see it. `number` counts from 1; an answer is None while the question is open.

    `listed`: its digest stands in the revision that the maker reads. `rebuilt`: renditions were made from pixels.
    """

    number: int
    kind: str
    accepted: bool
    rebuilt: bool
    random_name: bool
    original_gone: bool
    listed: bool
    alt: str
    alt_is_clean: bool
    face: bool | None
    sign: bool | None
    landmark: bool | None
    child: bool | None
    uniform: bool | None

    def answer(self, question: str) -> bool | None:
        """The answer to one of the five questions."""
        answer: bool | None = getattr(self, question)
        return answer


def scopes_of_photo(kind: str, face: bool | None) -> frozenset[str]:
    """What showing a photo makes use of: her face where one is in it, or might be; else her hands and her work."""
    with_face = kind == "face" or face is not False
    with_hands = kind != "face"
    scopes = ({Scope.FACE_PHOTO} if with_face else set()) | ({Scope.HANDS_PHOTO} if with_hands else set())
    return frozenset(scopes)


def what_is_missing(photo: PhotoFacts) -> str:
    """Why a photo may not be shown yet, or an empty text."""
    if reason := what_blocks(photo):
        return reason
    if not photo.accepted:
        return "Look at the result and accept it, or remove it."
    if not photo.original_gone:
        return "Its original is still there."
    return "" if photo.listed else "It is not part of the version that she reads."


def what_blocks(photo: PhotoFacts) -> str:
    """Why a photo may not be accepted, or an empty text."""
    open_questions = [question for question in QUESTIONS if photo.answer(question) is None]
    if open_questions:
        asked = tuple(_ASKED[question] for question in open_questions)
        return sentence("Answer these questions: %(questions)s", questions=asked)
    if photo.child:
        return "A child is in the photo. It cannot be shown; remove it."
    marked = tuple(word for question, word in _SEEN.items() if photo.answer(question))
    if marked:
        return sentence(
            "There is a %(thing)s in the photo. Blur it or crop it away, and answer again; or take another one.",
            thing=marked[:1],
        )
    if not photo.alt:
        return "Say in words what the photo shows, for people who cannot see it."
    if not photo.alt_is_clean:
        return "The words beside the photo hold something that may not stand."
    return "" if photo.rebuilt and photo.random_name else "The photo is not rebuilt yet."
