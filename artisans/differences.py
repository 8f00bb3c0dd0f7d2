"""What changed between two wordings, word by word; Khmer, which writes no spaces, by its breaks or its clusters.

Pure. Source of the comparison: Ratcliff and Obershelp, as in Python's difflib.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from artisans.texts import split_clusters

# Two paragraphs of more pieces than this (one times the other) are shown as replaced; comparing them takes too long.
_MOST_PAIRS = 4_000_000
_BREAK = "\u200b"
_RUNS = re.compile(r"[\u1780-\u17ff\u200b-\u200d]+|\s+|[^\s\u1780-\u17ff]+")
_PARAGRAPHS = re.compile(r"[^\n]*\n+|[^\n]+")


class Change(StrEnum):
    """What became of a piece of a text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text that has one fate."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Sides:
    """Two wordings side by side: the older one with what is gone, the newer one with what is new."""

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]

    @property
    def differ(self) -> bool:
        """Whether anything changed."""
        return any(piece.change is not Change.SAME for piece in (*self.before, *self.after))


def compare_texts(before: str, after: str) -> Sides:
    """Both texts in pieces. The pieces of each side, put together, are that text again."""
    left: list[Piece] = []
    right: list[Piece] = []
    for one, other in _match_paragraphs(_PARAGRAPHS.findall(before), _PARAGRAPHS.findall(after)):
        _compare_paragraphs(one, other, left, right)
    return Sides(tuple(_merge(left)), tuple(_merge(right)))


def split_pieces(text: str) -> list[str]:
    """Words and the blanks between them; Khmer runs by their breaks, or by cluster where there are none."""
    pieces: list[str] = []
    for run in _RUNS.findall(text):
        if _BREAK in run:
            pieces += [part for part in re.split(f"({_BREAK}+)", run) if part]
        elif "\u1780" <= run[0] <= "\u17ff":
            pieces += split_clusters(run)
        else:
            pieces.append(run)
    return pieces


def _match_paragraphs(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Paragraphs that belong together; equal ones first, changed ones in their order."""
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from zip(before[a:b], after[c:d], strict=True)
            continue
        olds, news = list(before[a:b]), list(after[c:d])
        longer = max(len(olds), len(news))
        yield from zip(olds + [""] * (longer - len(olds)), news + [""] * (longer - len(news)), strict=True)


def _compare_paragraphs(before: str, after: str, left: list[Piece], right: list[Piece]) -> None:
    olds, news = split_pieces(before), split_pieces(after)
    if len(olds) * len(news) > _MOST_PAIRS and before != after:
        left.append(Piece(Change.GONE, before))
        right.append(Piece(Change.NEW, after))
        return
    for kind, a, b, c, d in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        same = kind == "equal"
        left.append(Piece(Change.SAME if same else Change.GONE, "".join(olds[a:b])))
        right.append(Piece(Change.SAME if same else Change.NEW, "".join(news[c:d])))


def _merge(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Neighbours of one fate as one piece, empty ones left out."""
    held: Piece | None = None
    for piece in pieces:
        if not piece.text:
            continue
        if held and held.change is piece.change:
            held = Piece(held.change, held.text + piece.text)
            continue
        if held:
            yield held
        held = piece
    if held:
        yield held
