"""Stretches of a text that a rule set found, and which of those that overlap are told."""

import bisect
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from artisans.lint.findings import Rule

Span = tuple[int, int, Rule]
_GUESSES = frozenset({Rule.NAME, Rule.PHONE})


@dataclass(frozen=True, slots=True)
class Known:
    """What the caller knows of names: organisations, the state and the words that this persona may use.

    `is_title`: capitals mean nothing, so unknown names are left alone.
    """

    names: frozenset[str]
    state: str
    words: frozenset[str]
    is_title: bool = False


def drop_shadowed(spans: Collection[Span]) -> Iterator[Span]:
    """One finding per rule and place; a guess (unknown name, phone) yields to a finding that knows better."""
    certain = _Cover(span for span in spans if span[2] not in _GUESSES)
    emails = _Cover(span for span in spans if span[2] is Rule.EMAIL)
    ends: dict[Rule, int] = {}
    for start, end, rule in sorted(spans, key=lambda span: (span[0], -span[1], span[2])):
        inside_email = rule is Rule.LINK and emails.touches(start, end)
        if start < ends.get(rule, 0) or inside_email or (rule in _GUESSES and certain.touches(start, end)):
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
