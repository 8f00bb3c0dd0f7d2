"""The English lint: words that may not stand in a story (story-safety, guard 5). Sends nothing anywhere."""

import bisect
import functools
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator

from artisans.lint.english_terms import CRAFT_PHRASES, TERMS
from artisans.lint.findings import Finding, Rule
from artisans.lint.folding import FoldedText, fold_text
from artisans.lint.patterns import EMPLOYER, NAME_AFTER, ORGANISATION, PATTERNS, PLACE_WITH_KIND
from artisans.lint.phrases import Index, NameIndex, find_names, find_phrases, index_names, index_phrases
from artisans.lint.places import ALSO_WORDS, HARMLESS_NAMES, PLACES, STATES

Span = tuple[int, int, Rule]

_TERMS: Index = index_phrases(TERMS)
_CRAFT: Index = index_phrases({Rule.NAME: CRAFT_PHRASES})
_PLACES = index_names(PLACES | STATES)
_GENERIC_ENDING = re.compile(
    r"\s+(?:collective|co-?operative|foundation|programme|program|trust|society|workshop|studio|project|centre|center|"
    r"ltd|pvt|limited|producers|makers|crafts?|women)\b.*$"
)


def check_english(
    title: str,
    text: str,
    *,
    names: Collection[str] = (),
    allowed_state: str = "",
    allowed_words: Collection[str] = (),
) -> tuple[Finding, ...]:
    """Every finding in a story, by field and place. About 10 ms for 2,000 words.

    `names` are programmes, employers and shelters known here; `allowed_state` is the state that the persona may
    name; `allowed_words` are proper names that give nobody away, such as the pseudonym.
    """
    found = [_to_findings("title", title, names, allowed_state, None)]
    found.append(_to_findings("text", text, names, allowed_state, frozenset(word.lower() for word in allowed_words)))
    return tuple(sorted(finding for findings in found for finding in findings))


def _to_findings(
    field: str, text: str, names: Collection[str], allowed_state: str, allowed_words: frozenset[str] | None
) -> Iterator[Finding]:
    """Findings of one field; a title's capitals mean nothing, so `allowed_words` None leaves unknown names alone."""
    folded = fold_text(text)
    for place in folded.invisible:
        yield Finding(field, place, place + 1, Rule.CONTROL, f"U+{ord(text[place]):04X}")
    spans = [*_find_listed(folded, names, allowed_state), *_find_shapes(folded), *_find_script(folded)]
    if allowed_words is not None:
        spans.extend(_find_unknown_names(folded, allowed_words | {allowed_state.lower()}))
    for start, end, rule in _drop_shadowed(spans):
        first, last = folded.span(start, end)
        yield Finding(field, first, last, rule, text[first:last])


def _find_listed(folded: FoldedText, names: Collection[str], allowed_state: str) -> Iterator[Span]:
    lower = _hide_craft_phrases(folded.lower)
    yield from find_phrases(lower, _TERMS)
    for start, end, name in find_names(lower, _PLACES):
        if name in ALSO_WORDS and not folded.bare[start].isupper():
            continue
        if name not in STATES:
            yield start, end, Rule.PLACE
        elif name != allowed_state.lower():
            yield start, end, Rule.STATE
    for start, end, _ in find_names(lower, _index_organisations(frozenset(names))):
        yield start, end, Rule.EMPLOYER


def _find_shapes(folded: FoldedText) -> Iterator[Span]:
    for rule, pattern in PATTERNS:
        yield from ((*match.span(), rule) for match in pattern.finditer(folded.lower))
    for match in ORGANISATION.finditer(folded.bare):
        yield *match.span(), Rule.EMPLOYER
    for match in PLACE_WITH_KIND.finditer(folded.bare):
        yield *match.span(), Rule.PLACE


def _find_unknown_names(folded: FoldedText, allowed: frozenset[str]) -> Iterator[Span]:
    for match in EMPLOYER.finditer(folded.bare):
        if not _is_harmless(match.group(1), allowed):
            yield *match.span(1), Rule.EMPLOYER
    for match in NAME_AFTER.finditer(folded.bare):
        if not _is_harmless(match.group(1), allowed):
            yield *match.span(1), Rule.NAME


def _find_script(folded: FoldedText) -> Iterator[Span]:
    """Runs of letters that are not Latin: the English lists cannot read them."""
    if folded.bare.isascii():
        return
    for match in re.finditer(r"[^\x00-\x7f]+", folded.bare):
        letters = [sign for sign in match.group() if unicodedata.category(sign)[0] == "L"]
        if any("LATIN" not in unicodedata.name(sign, "") for sign in letters):
            yield *match.span(), Rule.SCRIPT


def _is_harmless(name: str, allowed: frozenset[str]) -> bool:
    words = re.sub(r"['’]s\b", "", name.lower()).split()
    return all(word in HARMLESS_NAMES or word in allowed or word in STATES for word in words)


def _hide_craft_phrases(lower: str) -> str:
    pieces, place = [], 0
    for start, end, _ in find_phrases(lower, _CRAFT):
        if start >= place:
            pieces += [lower[place:start], " " * (end - start)]
            place = end
    return "".join([*pieces, lower[place:]])


def _drop_shadowed(spans: list[Span]) -> Iterator[Span]:
    """One finding per rule and place; a guess (unknown name, phone) yields to a finding that knows better."""
    guesses = {Rule.NAME, Rule.PHONE}
    certain = _Cover(span for span in spans if span[2] not in guesses)
    emails = _Cover(span for span in spans if span[2] is Rule.EMAIL)
    ends: dict[Rule, int] = {}
    for start, end, rule in sorted(spans, key=lambda span: (span[0], -span[1])):
        inside_email = rule is Rule.LINK and emails.touches(start, end)
        if start < ends.get(rule, 0) or inside_email or (rule in guesses and certain.touches(start, end)):
            continue
        ends[rule] = end
        yield start, end, rule


class _Cover:
    """Stretches of a text, merged, to be asked quickly."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        for start, end, _ in sorted(spans):
            if self.ends and start <= self.ends[-1]:
                self.ends[-1] = max(self.ends[-1], end)
            else:
                self.starts.append(start)
                self.ends.append(end)

    def touches(self, start: int, end: int) -> bool:
        place = bisect.bisect_left(self.starts, end) - 1
        return place >= 0 and self.ends[place] > start


@functools.lru_cache(maxsize=32)
def _index_organisations(names: frozenset[str]) -> NameIndex:
    folded = {fold_text(name).lower.strip() for name in names}
    short = {_GENERIC_ENDING.sub("", name) for name in folded}
    return index_names({name for name in folded | short if len(name) > 3})
