"""The Hindi rules, for Devanagari in a text of any language (story-safety, guard 5)."""

import functools
import re
from collections.abc import Iterator

from artisans.lint.findings import Rule
from artisans.lint.folding import FoldedText, fold_hindi
from artisans.lint.hindi_patterns import (
    GENERIC_PLACES,
    LIVES_IN,
    NAMED,
    PATTERNS,
    PLACE_ENDINGS,
    PLACE_KINDS,
    STARTS_PLACE,
)
from artisans.lint.lists import read_list, read_shields, read_states, read_terms
from artisans.lint.phrases import Index, NameIndex, find_names, find_phrases, hide_phrases, index_names, index_phrases
from artisans.lint.spans import Known, Span

_DEVANAGARI = re.compile("[\u0900-\u097f]")


def _fold(words: str) -> str:
    return fold_hindi(words).lower


_TERMS: Index = index_phrases({rule: _fold(block) for rule, block in read_terms("hindi").items()})
_SHIELDS: Index = index_phrases({Rule.NAME: _fold(read_shields("hindi"))})
_ALSO_WORDS = frozenset(map(_fold, read_list("hindi_places", "also_words")))
_CITIES = index_names({_fold(name) for name in read_list("hindi_places", "cities")} - _ALSO_WORDS)
_STATE_OF = {_fold(name): state for state, names in read_states("hindi_places").items() for name in names}
_STATES = index_names(_STATE_OF)


def find_hindi(text: str, known: Known) -> Iterator[Span]:
    """What the Devanagari letters of a text tell, as places in the text. About 15 ms for 2,000 words."""
    if not _DEVANAGARI.search(text):
        return
    folded = fold_hindi(text)
    lower = hide_phrases(folded.lower, _SHIELDS)
    for start, end, rule in (*_find_listed(lower, known), *_find_shapes(folded, lower, known)):
        yield *folded.span(start, end), rule


def _find_listed(lower: str, known: Known) -> Iterator[Span]:
    yield from find_phrases(lower, _TERMS)
    yield from ((start, end, Rule.PLACE) for start, end, _ in find_names(lower, _CITIES))
    for start, end, name in find_names(lower, _STATES):
        if _STATE_OF[name] != known.state:
            yield start, end, Rule.STATE
    for start, end, _ in find_names(lower, _index_organisations(known.names)):
        yield start, end, Rule.EMPLOYER


def _find_shapes(folded: FoldedText, lower: str, known: Known) -> Iterator[Span]:
    for rule, pattern in PATTERNS:
        yield from ((*match.span("words"), rule) for match in pattern.finditer(lower))
    for match in PLACE_ENDINGS.finditer(lower):
        yield *match.span(), Rule.PLACE
    yield from _find_places(lower)
    if not known.is_title:
        allowed = frozenset(map(_fold, known.words))
        for match in NAMED.finditer(lower):
            if match["words"] not in allowed:
                yield *match.span("words"), Rule.NAME


def _find_places(lower: str) -> Iterator[Span]:
    """A word beside `ज़िला` or `की रहने वाली` is a place, unless it is one that anybody has: मेरे, छोटे, पास के."""
    for pattern in (PLACE_KINDS, LIVES_IN, STARTS_PLACE):
        for match in pattern.finditer(lower):
            word = match["words"]
            if word not in GENERIC_PLACES and word not in _STATE_OF:
                yield *match.span("words"), Rule.PLACE


@functools.lru_cache(maxsize=32)
def _index_organisations(names: frozenset[str]) -> NameIndex:
    return index_names({folded for name in names if len(folded := _fold(name).strip()) > 3})
