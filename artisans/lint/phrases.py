"""Lists of phrases, made quick: each word of a text is looked up by its first two letters."""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from artisans.lint.findings import Rule

Index = dict[str, list[tuple[re.Pattern[str], Rule]]]
NameIndex = dict[str, list[tuple[re.Pattern[str], str]]]

# Vowel signs of Devanagari and Khmer are no word signs to `re`; a danda is none to a reader.
SIGN = r"[\w\u0900-\u0963\u0970-\u097f\u1780-\u17d3\u17dd]"
_WORD = re.compile(rf"{SIGN}+")
_GAP = r"[\s'\-]+"


def expand_phrases(block: str) -> Iterator[str]:
    """Every phrase of a block: `a/b c` is two, phrases are parted by bars."""
    for phrase in block.split("|"):
        yield from (" ".join(words) for words in itertools.product(*(word.split("/") for word in phrase.split())))


def index_phrases(blocks: Mapping[Rule, str]) -> Index:
    """The phrases of every rule, longest first, by the first two letters of their first word."""
    index: Index = defaultdict(list)
    phrases = {(phrase, rule) for rule, block in blocks.items() for phrase in expand_phrases(block) if phrase}
    for phrase, rule in sorted(phrases, key=lambda pair: (-len(pair[0]), pair)):
        index[phrase[:2]].append((_compile_phrase(phrase), rule))
    return dict(index)


def find_phrases(text: str, index: Index) -> Iterator[tuple[int, int, Rule]]:
    """Start, end and rule of each phrase in a lower-case text; of one rule the longest at a place."""
    for word in _WORD.finditer(text):
        start = word.start()
        seen: set[Rule] = set()
        for pattern, rule in index.get(text[start : start + 2], ()):
            if rule not in seen and (match := pattern.match(text, start)):
                seen.add(rule)
                yield start, match.end(), rule


def index_names(names: Iterable[str]) -> NameIndex:
    """Names by their first word, the longest first. Many names share two letters, few share a word."""
    index: NameIndex = defaultdict(list)
    for name in sorted(names, key=len, reverse=True):
        if first := _WORD.match(name):
            index[first.group()].append((_compile_phrase(name), name))
    return dict(index)


def find_names(text: str, index: NameIndex) -> Iterator[tuple[int, int, str]]:
    """Start, end and name of each listed name in a lower-case text; the longest at a place."""
    for word in _WORD.finditer(text):
        for pattern, name in index.get(word.group(), ()):
            if match := pattern.match(text, word.start()):
                yield word.start(), match.end(), name
                break


def hide_phrases(text: str, index: Index) -> str:
    """The text with every phrase of the list blanked out, each sign by one blank."""
    pieces, place = [], 0
    for start, end, _ in find_phrases(text, index):
        if start >= place:
            pieces += [text[place:start], " " * (end - start)]
            place = end
    return "".join([*pieces, text[place:]])


def _compile_phrase(phrase: str) -> re.Pattern[str]:
    words = [
        re.escape(word.rstrip("*")) + (f"{SIGN}*" if word.endswith("*") else "") for word in re.split(r"[ \-]", phrase)
    ]
    return re.compile(_GAP.join(words) + f"(?!{SIGN})")
