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
_SHORTEST_STEM = 2
_GAP = re.compile(r"[\s'\-]+")

Meaning = TypeVar("Meaning")
# Start, end, and the word as it is compared.
Word = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Phrase(Generic[Meaning]):
    """A listed phrase: its words, whether any ending may follow each, and what it stands for."""

    words: tuple[tuple[str, bool], ...]
    meaning: Meaning
    length: int

    def find_end(self, text: str, words: Sequence[Word], place: int) -> int:
        """Where it ends if it stands whole at a word of the text, else 0; its first word is known to fit."""
        if place + len(self.words) > len(words):
            return 0
        for step in range(1, len(self.words)):
            start, _, word = words[place + step]
            own, is_open = self.words[step]
            if not (word.startswith(own) if is_open else word == own):
                return 0
            if not _GAP.fullmatch(text, words[place + step - 1][1], start):
                return 0
        return words[place + len(self.words) - 1][1]


@dataclass(slots=True)
class PhraseIndex(Generic[Meaning]):
    """Phrases by their first word: `whole` words, and `stems` of two signs or more that any ending may follow.

    `lengths` says how long the stems are that begin with two signs.
    """

    whole: dict[str, list[Phrase[Meaning]]] = field(default_factory=lambda: defaultdict(list))
    stems: dict[str, list[Phrase[Meaning]]] = field(default_factory=lambda: defaultdict(list))
    lengths: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def add(self, phrase: str, meaning: Meaning) -> None:
        """Lists a phrase, its words parted by blanks or hyphens, a star for any ending.

        Raises:
            ValueError: a star behind fewer than two signs.
        """
        words = tuple((word.rstrip("*"), word.endswith("*")) for word in _LISTED_WORD.findall(phrase))
        if not words:
            return
        first, is_open = words[0]
        (self.stems if is_open else self.whole)[first].append(Phrase(words, meaning, len(phrase)))
        if is_open and len(first) < _SHORTEST_STEM:
            raise ValueError(f"A star needs two signs before it: {phrase}")
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
    words = read_words(text)
    for place, (start, _, word) in enumerate(words):
        seen: set[Rule] = set()
        for phrase in index.beginning_with(word):
            if phrase.meaning not in seen and (end := phrase.find_end(text, words, place)):
                seen.add(phrase.meaning)
                yield start, end, phrase.meaning


def read_words(text: str) -> list[Word]:
    """The words of a text."""
    return [(*match.span(), match.group()) for match in _WORD.finditer(text)]


def index_names(names: Iterable[str]) -> NameIndex:
    """Names by their first word."""
    index: NameIndex = PhraseIndex()
    for name in sorted(names):
        index.add(name, name)
    return index


def find_names(text: str, index: NameIndex) -> Iterator[tuple[int, int, str]]:
    """Start, end and name of each listed name in a lower-case text; the longest at a place."""
    return find_first(text, read_words(text), index)


def find_first(text: str, words: Sequence[Word], index: PhraseIndex[Meaning]) -> Iterator[tuple[int, int, Meaning]]:
    """Start, end and meaning of the longest phrase at each place. The words may be spelled otherwise than the text."""
    for place, (start, _, word) in enumerate(words):
        for phrase in index.beginning_with(word):
            if end := phrase.find_end(text, words, place):
                yield start, end, phrase.meaning
                break


def hide_phrases(text: str, index: Index) -> str:
    """The text with every phrase of the list blanked out, each sign by one blank."""
    pieces, place = [], 0
    for start, end, _ in find_phrases(text, index):
        if start >= place:
            pieces += [text[place:start], " " * (end - start)]
            place = end
    return "".join([*pieces, text[place:]])
