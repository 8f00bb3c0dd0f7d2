"""Words written so that a list does not find them: figures for letters, letters set apart, letters repeated."""

import re
from collections.abc import Iterator

from artisans.lint.findings import Rule
from artisans.lint.phrases import Index, find_phrases
from artisans.lint.spans import Span

_FIGURES = str.maketrans("034578@$€+", "oeastbaset")
_ONE_IS_I, _ONE_IS_L = str.maketrans("1!|", "iii"), str.maketrans("1!|", "lll")
_LEET = re.compile(
    r"(?<![\w@$!|*])(?=[\w@$!|*€+]*[a-z])(?=[\w@$!|*€+]*[0134578@$!|*€+])[a-z0-9@$!|*€+]{3,30}(?![\w@$|*])"
)
_APART = re.compile(r"(?<![a-z])[a-z](?:[ .\-_*·|/]{1,2}[a-z]){2,30}(?![a-z])")
_BROKEN = re.compile(r"(?<![a-z])[a-z]+(?:[\-_.*·~|/][a-z]+){1,4}(?![a-z])")
_REPEATED = re.compile(r"(?<![a-z])[a-z]*([a-z])\1\1[a-z]*(?![a-z])")
# A letter three times or more stands for one or two; a letter twice for one.
_FEWER = ((2, r"\1"), (2, r"\1\1"), (1, r"\1"))
# What may hide behind a broken word; "in-law" and "school-age" are words of their own.
_GRAVE = frozenset({Rule.HISTORY, Rule.RESCUE, Rule.HEALTH, Rule.CASTE})


def find_disguised(lower: str, index: Index) -> Iterator[Span]:
    """Terms of the index behind a disguise, in a lower-case text."""
    for match in _LEET.finditer(lower):
        word = match.group().translate(_FIGURES).rstrip("!|")
        for readable in {word.translate(_ONE_IS_I), word.translate(_ONE_IS_L)}:
            yield from _judge(_without_stars(readable), match, index, frozenset(Rule))
    for match in _APART.finditer(lower):
        yield from _judge({re.sub(r"[^a-z]", "", match.group())}, match, index, frozenset(Rule))
    for match in _BROKEN.finditer(lower):
        joined = re.sub(r"[^a-z]", "", match.group())
        yield from _judge({joined} if len(joined) > 4 else set(), match, index, _GRAVE)
    for match in _REPEATED.finditer(lower):
        readings = {re.sub(rf"(.)\1{{{more},}}", one, match.group()) for more, one in _FEWER}
        yield from _judge(readings, match, index, frozenset(Rule))


def _judge(readings: set[str], match: re.Match[str], index: Index, rules: frozenset[Rule]) -> Iterator[Span]:
    for reading in readings:
        for start, end, rule in find_phrases(reading, index):
            if (start, end) == (0, len(reading)) and rule in rules:
                yield *match.span(), rule


def _without_stars(word: str) -> set[str]:
    """`r*pe` with each vowel in the place of the star; more than one star is left alone."""
    if "*" not in word:
        return {word}
    return {word.replace("*", vowel) for vowel in "aeiou"} if word.count("*") < 3 else set()
