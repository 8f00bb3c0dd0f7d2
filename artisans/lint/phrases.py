"""Lists of phrases, looked up word by word: no pattern is compiled, so that thousands of them cost a start nothing."""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from artisans.lint.findings import Rule

# Vowel signs of Devanagari and Khmer are no word signs to `re`; a danda is none to a reader.
SIGN = r"[\w\u0900-\u0963\u0970-\u097f\u1780-\u17d3\u17dd]"
_WORD = re.compile(rf"{SIGN}+")
_LISTED_WORD = re.compile(rf"{SIGN}+\*?")
_GAP = re.compile(r"[\s'\-]+")

Meaning = TypeVar("Meaning")


@dataclass(frozen=True, slots=True)
class Phrase(Generic[Meaning]):
    """A listed phrase: its words, whether any ending may follow each, and what it stands for."""

    words: tuple[tuple[str, bool], ...]
    meaning: Meaning
    length: int

    def fits(self, word: str, place: int) -> bool:
        """Whether a word of a text may stand at a place of the phrase."""
        own, is_open = self.words[place]
        return word.startswith(own) if is_open else word == own


@dataclass(slots=True)
class PhraseIndex(Generic[Meaning]):
    """Phrases by their first word: `whole` words, and `stems` of two signs or more that any ending may follow.

    `lengths` says how long the stems are that begin with two signs.
    """

    whole: dict[str, list[Phrase[Meaning]]] = field(default_factory=lambda: defaultdict(list))
    stems: dict[str, list[Phrase[Meaning]]] = field(default_factory=lambda: defaultdict(list))
    lengths: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def add(self, phrase: str, meaning: Meaning) -> None:
        """Lists a phrase, its words parted by blanks or hyphens, a star for any ending."""
        words = tuple((word.rstrip("*"), word.endswith("*")) for word in _LISTED_WORD.findall(phrase))
        if not words:
            return
        first, is_open = words[0]
        (self.stems if is_open else self.whole)[first].append(Phrase(words, meaning, len(phrase)))
        if is_open:
            self.lengths[first[:2]].add(len(first))

    def beginning_with(self, word: str) -> Sequence[Phrase[Meaning]]:
        """The phrases that may begin with this word of a text, the longest first."""
        found = list(self.whole.get(word, ()))
        for end in self.lengths.get(word[:2], ()):
            found += self.stems.get(word[:end], ())
        return sorted(found, key=lambda phrase: -phrase.length) if len(found) > 1 else found


Index = PhraseIndex[Rule]
NameIndex = PhraseIndex[str]


def expand_phrases(block: str) -> Iterator[str]:
    """Every phrase of a block: `a/b c` is two, phrases are parted by bars."""
    for phrase in block.split("|"):
        yield from (" ".join(words) for words in itertools.product(*(word.split("/") for word in phrase.split())))


def index_phrases(blocks: Mapping[Rule, str]) -> Index:
    """The phrases of every rule, by their first word."""
    index: Index = PhraseIndex()
    for phrase, rule in sorted({(phrase, rule) for rule, block in blocks.items() for phrase in expand_phrases(block)}):
        index.add(phrase, rule)
    return index


def find_phrases(text: str, index: Index) -> Iterator[tuple[int, int, Rule]]:
    """Start, end and rule of each phrase in a lower-case text; of one rule the longest at a place."""
    words = list(_WORD.finditer(text))
    for place, word in enumerate(words):
        seen: set[Rule] = set()
        for phrase in index.beginning_with(word.group()):
            if phrase.meaning not in seen and _stands(phrase, words, place):
                seen.add(phrase.meaning)
                yield word.start(), words[place + len(phrase.words) - 1].end(), phrase.meaning


def index_names(names: Iterable[str]) -> NameIndex:
    """Names by their first word."""
    index: NameIndex = PhraseIndex()
    for name in sorted(names):
        index.add(name, name)
    return index


def find_names(text: str, index: NameIndex) -> Iterator[tuple[int, int, str]]:
    """Start, end and name of each listed name in a lower-case text; the longest at a place."""
    words = list(_WORD.finditer(text))
    for place, word in enumerate(words):
        for phrase in index.beginning_with(word.group()):
            if _stands(phrase, words, place):
                yield word.start(), words[place + len(phrase.words) - 1].end(), phrase.meaning
                break


def hide_phrases(text: str, index: Index) -> str:
    """The text with every phrase of the list blanked out, each sign by one blank."""
    pieces, place = [], 0
    for start, end, _ in find_phrases(text, index):
        if start >= place:
            pieces += [text[place:start], " " * (end - start)]
            place = end
    return "".join([*pieces, text[place:]])


def _stands(phrase: Phrase[Meaning], words: Sequence[re.Match[str]], place: int) -> bool:
    """Whether the phrase stands whole at a word; its first word is known to fit."""
    if place + len(phrase.words) > len(words):
        return False
    return all(
        phrase.fits(words[place + step].group(), step)
        and _GAP.fullmatch(words[place].string, words[place + step - 1].end(), words[place + step].start())
        for step in range(1, len(phrase.words))
    )
