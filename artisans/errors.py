"""What can go wrong with makers and their stories. Each error says what happened in a sentence for the studio."""

from collections.abc import Sequence
from typing import Protocol

from themes.sentences import sentence


class Failure(Protocol):
    """A guard that did not hold."""

    @property
    def guard(self) -> str: ...

    @property
    def reason(self) -> str: ...


class ArtisanError(Exception):
    """Anything refused here; `sentence` may be shown to coordinators and reviewers."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class GuardsFailed(ArtisanError):
    """The story may not be published; `failures` names each guard that does not hold. Retry once they do."""

    def __init__(self, failures: Sequence[Failure]) -> None:
        self.failures = tuple(failures)
        names = tuple(failure.guard.replace("_", " ") for failure in failures)
        # The sentence travels in cookies and sessions: it quotes no word of a story. The reasons stand on the page.
        super().__init__(sentence("Not published yet. Missing: %(names)s.", names=names))

    def __str__(self) -> str:
        return f"{self.sentence} " + " ".join(f"[{failure.guard}] {failure.reason}" for failure in self.failures)


class WrongState(ArtisanError):
    """The step does not exist from where the story stands now; reload and look."""


class TextRefused(ArtisanError):
    """Words are too long or hold a sign that no text needs. The sentence counts signs and quotes no word."""


class LintRefused(ArtisanError):
    """The text tells a history that no story may tell; it can only be rewritten."""


class NotAllowed(ArtisanError):
    """The person may not do this; nobody's second attempt helps."""


class PseudonymRefused(ArtisanError):
    """The pseudonym is not free. The sentence does not say whose name it is."""


class ConsentRefused(ArtisanError):
    """The consent record is incomplete or asks for too much."""


class EvidenceGone(ArtisanError):
    """The evidence of a consent is not kept, or was changed."""


class ConsentFixed(ArtisanError):
    """Consent records are never edited; a change is a new record."""


class VaultLocked(ArtisanError):
    """A vault record cannot be opened with the keys of this shop."""


class PersonaUnknown(ArtisanError):
    """No persona under this id has anything to show (404)."""


class PersonaGone(ArtisanError):
    """What stood here was withdrawn, or its consent ended (410)."""


class PhotoRejected(ArtisanError):
    """The file is no photo that may come in, or the photo may not stand in a story as it is."""


class UploadConflict(ArtisanError):
    """The piece does not follow what has arrived; ask how far the upload is and go on from there."""


class ListRejected(ArtisanError):
    """A list of stories, or its folder of photos, cannot be read as a whole."""
