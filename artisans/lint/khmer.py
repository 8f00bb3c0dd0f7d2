"""The Khmer rules, for Khmer letters in a text of any language (story-safety, guard 5).

Khmer writes no spaces between words: each term is looked for at each cluster of letters, and must end where one ends.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from artisans.lint.findings import Rule
from artisans.lint.folding import KHMER_BASE, KHMER_MARK, fold_khmer
from artisans.lint.khmer_patterns import GENERIC_PLACES, NAMED, PATTERNS, PLACE_KINDS
from artisans.lint.lists import read_list, read_shields, read_states, read_terms
from artisans.lint.spans import Known, Span

_KHMER = re.compile("[\u1780-\u17ff]")
_MARK, _BASE = re.compile(KHMER_MARK), re.compile(KHMER_BASE)
_BLANKS = re.compile(r"\s+")
# A word by its first letters; what it is, and the rule it breaks. None shields.
_Index = dict[str, list[tuple[str, Rule | None]]]


def _fold(words: str) -> str:
    return fold_khmer(words).lower


def _index(words: Iterable[tuple[str, Rule | None]]) -> _Index:
    """Words by their first two signs, the longest first."""
    index: _Index = defaultdict(list)
    for word, rule in sorted(set(words), key=lambda pair: (-len(pair[0]), pair[0], str(pair[1]))):
        index[word[:2]].append((word, rule))
    return dict(index)


def _read_words(blocks: Mapping[Rule, str]) -> Iterator[tuple[str, Rule]]:
    for rule, block in blocks.items():
        yield from ((_fold(word.strip()), rule) for word in block.split("|") if word.strip())


_ALSO_WORDS = frozenset(map(_fold, read_list("khmer_places", "also_words")))
_CITIES = frozenset(map(_fold, read_list("khmer_places", "cities"))) - _ALSO_WORDS
_STATE_OF = {_fold(name): state for state, names in read_states("khmer_places").items() for name in names}
_SHIELDS = tuple((_fold(word.strip()), None) for word in read_shields("khmer").split("|") if word.strip())
_WORDS = _index(
    [
        *_read_words(read_terms("khmer")),
        *((name, Rule.PLACE) for name in _CITIES),
        *((name, Rule.STATE) for name in _STATE_OF),
        *_SHIELDS,
    ]
)


def find_khmer(text: str, known: Known) -> Iterator[Span]:
    """What the Khmer letters of a text tell, as places in the text. About 20 ms for 2,000 words."""
    if not _KHMER.search(text):
        return
    folded = fold_khmer(text)
    for start, end, rule in (*_find_listed(folded.lower, known), *_find_shapes(folded.lower, known)):
        yield *folded.span(start, end), rule


def _find_listed(lower: str, known: Known) -> Iterator[Span]:
    """The longest word at each cluster; where it is found, the next search begins behind it."""
    names = [folded for name in known.names if len(folded := _fold(name).strip()) > 3 and _KHMER.match(folded)]
    own = _index((name, Rule.EMPLOYER) for name in names)
    place = 0
    while base := _BASE.search(lower, place):
        place = base.start()
        found = (own and _longest_at(lower, place, own)) or _longest_at(lower, place, _WORDS)
        if not found:
            place += 1
            continue
        word, rule = found
        if rule is not None and not (rule is Rule.STATE and _STATE_OF[word] == known.state):
            yield place, place + len(word), rule
        place += len(word)


def _longest_at(lower: str, place: int, index: _Index) -> tuple[str, Rule | None] | None:
    for word, rule in index.get(lower[place : place + 2], ()):
        if lower.startswith(word, place) and not _MARK.match(lower, place + len(word)):
            return word, rule
    return None


def _find_shapes(lower: str, known: Known) -> Iterator[Span]:
    for rule, pattern in PATTERNS:
        yield from ((*match.span("words"), rule) for match in pattern.finditer(lower))
    for match in PLACE_KINDS.finditer(lower):
        if not match["name"].startswith(GENERIC_PLACES) and _KHMER.match(match["name"]):
            yield *match.span("words"), Rule.PLACE
    if not known.is_title:
        allowed = tuple(_fold(word) for word in known.words)
        for match in NAMED.finditer(lower):
            if not (allowed and _BLANKS.sub("", match["name"]).startswith(allowed)):
                yield *match.span("words"), Rule.NAME
