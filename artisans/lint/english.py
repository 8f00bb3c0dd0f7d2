"""The English rules, and those that hold for every script: addresses, numbers, code (story-safety, guard 5)."""

import functools
import re
from collections.abc import Iterator

from artisans.lint.disguises import find_disguised
from artisans.lint.english_terms import CRAFT_PHRASES, TERMS
from artisans.lint.findings import Rule
from artisans.lint.folding import FoldedText, fold_text
from artisans.lint.patterns import EMPLOYER, NAME_AFTER, ORGANISATION, PATTERNS, PLACE_WITH_KIND
from artisans.lint.phrases import Index, NameIndex, find_names, find_phrases, hide_phrases, index_names, index_phrases
from artisans.lint.places import ALSO_WORDS, HARMLESS_NAMES, PLACES, STATES
from artisans.lint.romanised import find_romanised
from artisans.lint.spans import Known, Span

_TERMS: Index = index_phrases(TERMS)
_CRAFT: Index = index_phrases({Rule.NAME: CRAFT_PHRASES})
_PLACES = index_names(PLACES | STATES)
_GENERIC_ENDING = re.compile(
    r"\s+(?:collective|co-?operative|foundation|programme|program|trust|society|workshop|studio|project|centre|center|"
    r"ltd|pvt|limited|producers|makers|crafts?|women)\b.*$"
)


def find_english(text: str, known: Known) -> Iterator[Span]:
    """What the Latin letters and the figures of a text tell, as places in the text. About 10 ms for 2,000 words."""
    folded = fold_text(text)
    lower = hide_phrases(folded.lower, _CRAFT)
    spans = [*_find_listed(folded, lower, known), *_find_shapes(folded), *find_disguised(lower, _TERMS)]
    spans.extend(find_romanised(lower))
    if not known.is_title:
        spans.extend(_find_unknown_names(folded, known))
    for start, end, rule in spans:
        yield *folded.span(start, end), rule


def _find_listed(folded: FoldedText, lower: str, known: Known) -> Iterator[Span]:
    yield from find_phrases(lower, _TERMS)
    for start, end, name in find_names(lower, _PLACES):
        if name in ALSO_WORDS and not folded.bare[start].isupper():
            continue
        if name not in STATES:
            yield start, end, Rule.PLACE
        elif name != known.state:
            yield start, end, Rule.STATE
    for start, end, _ in find_names(lower, _index_organisations(known.names)):
        yield start, end, Rule.EMPLOYER


def _find_shapes(folded: FoldedText) -> Iterator[Span]:
    for rule, pattern in PATTERNS:
        yield from ((*match.span(), rule) for match in pattern.finditer(folded.lower))
    for match in ORGANISATION.finditer(folded.bare):
        yield *match.span(), Rule.EMPLOYER
    for match in PLACE_WITH_KIND.finditer(folded.bare):
        yield *match.span(), Rule.PLACE


def _find_unknown_names(folded: FoldedText, known: Known) -> Iterator[Span]:
    allowed = known.words | {known.state}
    for match in EMPLOYER.finditer(folded.bare):
        if not _is_harmless(match.group(1), allowed):
            yield *match.span(1), Rule.EMPLOYER
    for match in NAME_AFTER.finditer(folded.bare):
        if not _is_harmless(match.group(1), allowed):
            yield *match.span(1), Rule.NAME


def _is_harmless(name: str, allowed: frozenset[str]) -> bool:
    words = re.sub(r"['’]s\b", "", name.lower()).split()
    return all(word in HARMLESS_NAMES or word in allowed or word in STATES for word in words)


@functools.lru_cache(maxsize=32)
def _index_organisations(names: frozenset[str]) -> NameIndex:
    folded = {fold_text(name).lower.strip() for name in names}
    short = {_GENERIC_ENDING.sub("", name) for name in folded}
    return index_names({name for name in folded | short if len(name) > 3})
