"""Text as the lint reads it: no accents, no invisible signs, no wide letters, and the way back to the original."""

import unicodedata
from dataclasses import dataclass

_KEPT_CONTROLS = frozenset("\n\t\r")


@dataclass(frozen=True, slots=True)
class FoldedText:
    """`bare` keeps capitals, `lower` does not; both have one sign per entry of `origins`, its place in the original."""

    bare: str
    lower: str
    origins: tuple[int, ...] | range
    invisible: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where bare[start:end] stands in the original text."""
        return self.origins[start], self.origins[end - 1] + 1


def fold_text(text: str) -> FoldedText:
    """Strips what hides a word from a reader of words. Plain ASCII costs nothing."""
    if text.isascii() and all(sign in _KEPT_CONTROLS or sign >= " " for sign in text) and "\x7f" not in text:
        return FoldedText(bare=text, lower=text.lower(), origins=range(len(text)), invisible=())
    bare: list[str] = []
    origins: list[int] = []
    invisible: list[int] = []
    for place, sign in enumerate(text):
        if unicodedata.category(sign)[0] == "C" and sign not in _KEPT_CONTROLS:
            invisible.append(place)
            continue
        for part in unicodedata.normalize("NFKD", sign):
            if not unicodedata.combining(part):
                bare.append(part)
                origins.append(place)
    lower = "".join(part.lower() if len(part.lower()) == 1 else part for part in bare)
    return FoldedText("".join(bare), lower, tuple(origins), tuple(invisible))
