"""Hindi and Khmer in Latin letters, as it is typed on phones: many spellings of one word fall together."""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator

from artisans.lint.findings import Rule
from artisans.lint.lists import read_terms
from artisans.lint.phrases import expand_phrases
from artisans.lint.spans import Span

# A phrase: its words, each with whether any ending may follow.
Phrase = tuple[tuple[tuple[str, bool], ...], Rule]

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
    words = [(match.start(), match.end(), match.group()) for match in _WORD.finditer(lower)]
    folded: dict[str, str] = {}
    sounds = [folded.setdefault(word, "") or _remember(folded, word) for _, _, word in words]
    for place, sound in enumerate(sounds):
        for phrase, rule in _INDEX.get(sound[:2], ()):
            if _fits(phrase, sounds, place) and _adjoins(lower, words[place : place + len(phrase)]):
                yield words[place][0], words[place + len(phrase) - 1][1], rule
                break


def _remember(folded: dict[str, str], word: str) -> str:
    folded[word] = fold_sound(word)
    return folded[word]


def _fits(phrase: tuple[tuple[str, bool], ...], sounds: list[str], place: int) -> bool:
    if place + len(phrase) > len(sounds):
        return False
    pairs = zip(phrase, sounds[place : place + len(phrase)], strict=True)
    return all(sound.startswith(word) if open_end else sound == word for (word, open_end), sound in pairs)


def _adjoins(lower: str, words: list[tuple[int, int, str]]) -> bool:
    """Only blanks and hyphens between the words of a phrase."""
    pairs = itertools.pairwise(words)
    return all(re.fullmatch(r"[\s\-']{1,3}", lower[left[1] : right[0]]) for left, right in pairs)


def _build_index() -> dict[str, list[Phrase]]:
    index: dict[str, list[Phrase]] = defaultdict(list)
    for rule, block in read_terms("romanised").items():
        for phrase in expand_phrases(block):
            words = tuple((fold_sound(word.rstrip("*")), word.endswith("*")) for word in phrase.split())
            if words:
                index[words[0][0][:2]].append((words, rule))
    for phrases in index.values():
        phrases.sort(key=lambda phrase: -len(phrase[0]))
    return dict(index)


_INDEX = _build_index()
