"""Hindi and Khmer in Latin letters, as it is typed on phones: many spellings of one word fall together."""

import re
from collections.abc import Iterator

from artisans.lint.lists import read_terms
from artisans.lint.phrases import Index, PhraseIndex, expand_phrases, find_first
from artisans.lint.spans import Span

_WORD = re.compile(r"[a-z]+")
_SOUNDS = tuple(
    (re.compile(many), one)
    for many, one in (
        ("aa+", "a"), ("ee+|ii+", "i"), ("oo+|uu+|ou", "u"), ("ph", "f"), ("w", "v"), ("z", "j"), ("q", "k"),
        ("ck", "k"), ("sh", "s"), ("chh|ch+", "c"), ("([b-df-hj-np-tv-z])\\1+", r"\1"), ("(?<=[aeiou])n(?=v)", ""),
        ("(?<=[bcdgjkpt])h", ""), ("y$", "i"),
    )
)  # fmt: skip


def fold_sound(word: str) -> str:
    """One spelling of a romanised word: `balaatkaar`, `balatkar` and `balathkar` are one."""
    for many, one in _SOUNDS:
        word = many.sub(one, word)
    return word


def find_romanised(lower: str) -> Iterator[Span]:
    """Start, end and rule of each romanised term in a lower-case text."""
    sounds: dict[str, str] = {}
    words = []
    for match in _WORD.finditer(lower):
        word = match.group()
        if word not in sounds:
            sounds[word] = fold_sound(word)
        words.append((*match.span(), sounds[word]))
    return find_first(lower, words, _INDEX)


def _build_index() -> Index:
    index: Index = PhraseIndex()
    for rule, block in read_terms("romanised").items():
        for phrase in expand_phrases(block):
            index.add(" ".join(map(_fold_listed, phrase.split())), rule)
    return index


def _fold_listed(word: str) -> str:
    return f"{fold_sound(word.rstrip('*'))}{'*' if word.endswith('*') else ''}"


_INDEX = _build_index()
