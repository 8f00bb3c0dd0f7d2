"""Shapes of Khmer sentences by rule, on folded text (`folding.fold_khmer`): ages, numbers, years, what names a place.

The group `words` is what is marked.
"""

import re

from artisans.lint.findings import Rule
from artisans.lint.folding import KHMER_BASE, KHMER_MARK, fold_khmer
from artisans.lint.lists import read_words

_CLUSTER = rf"(?:{KHMER_BASE}{KHMER_MARK}*(?:(?<=\u17d2){KHMER_BASE}{KHMER_MARK}*)*)"


def _any_of(words: frozenset[str]) -> str:
    return "|".join(sorted({fold_khmer(word).lower for word in words}, key=lambda word: (-len(word), word)))


def _compile(pattern: str) -> re.Pattern[str]:
    folded = fold_khmer(pattern).bare
    return re.compile(folded.replace("§n", _NUMBER).replace("§d", _DIGIT).replace("§.", f"(?!{KHMER_MARK})"))


_UNITS, _TENS = _any_of(read_words("khmer", "units")), _any_of(read_words("khmer", "tens"))
_COUNTED = _any_of(read_words("khmer", "counted"))
_DIGIT = f"(?:សូន្យ|{_UNITS})"
_NUMBER = f"(?:\\d{{1,2}}|(?:{_TENS})(?:{_UNITS})?|(?:{_UNITS})(?:ដប់)?)"

PATTERNS: tuple[tuple[Rule, re.Pattern[str]], ...] = (
    (
        Rule.AGE,
        _compile(
            r"(?P<words>(?:ខ្ញុំ|នាង|គាត់|នាងខ្ញុំ)\s?(?:(?:ទើបតែ|ទើបនឹង|ទើប|មាន|បាន|គ្រប់)\s?){0,2}§n\s?ឆ្នាំ)"
            r"(?!\s?(?:មក|ហើយ|កន្លង|នៃ|ក្នុង|នៅ|ជាមួយ|ដើម្បី|លើ))"
        ),
    ),
    (Rule.AGE, _compile(r"(?P<words>វ័យ\s?§n(?:\s?ឆ្នាំ)?)")),
    (Rule.AGE, _compile(r"(?P<words>(?:ស្រី|ស្ត្រី|នារី|យុវតី)(?:ម្នាក់)?\s?§n\s?ឆ្នាំ)")),
    (Rule.DATE, _compile(r"(?P<words>(?:ឆ្នាំ|គ\.?ស\.?)\s?(?:19[3-9]|20[0-4])\d)(?!\d)")),
    (
        Rule.DATE,
        _compile(
            r"(?<![\d.,៛$])(?P<words>(?:19[3-9]|20[0-4])\d)(?![.,]?\d)"
            rf"(?!\s?(?:{_COUNTED}))(?=\s?[\u1780-\u17ff])"
        ),
    ),
    (Rule.DATE, _compile(r"(?P<words>ថ្ងៃទី\s?§n)")),
    (Rule.DATE, _compile(r"(?P<words>ឆ្នាំពីរពាន់(?:ដប់|ម្ភៃ)?)")),
    (Rule.PHONE, _compile(r"(?P<words>§d(?:[\s,\-]{0,2}§d){5,})§.")),
    (Rule.PHONE, re.compile(r"(?<![\d.,])(?P<words>(?:\+|00)?\(?\d(?:[\s().\-/–]{0,3}\d){6,})(?!\d)")),
    (Rule.PLACE, re.compile(r"(?<![\d.,])(?P<words>(?!\d{3}000)[1-9]\d{5})(?![\d,]|\.\d)(?=\s*$)")),
)  # fmt: skip

# What stands behind one of these is a name, unless it begins as everyday words do.
_KINDS = "ភូមិ|ឃុំ|សង្កាត់|ស្រុក|ខណ្ឌ|ខេត្ត|ទីរួមខេត្ត|ក្រុង|រាជធានី|មហាវិថី|វិថី|ផ្លូវលេខ|ផ្លូវជាតិលេខ"
PLACE_KINDS = _compile(
    rf"(?P<words>(?<![\u17d2])(?<!អ្នក)(?:{_KINDS})\s?(?P<name>\d+|{_CLUSTER}{{1,5}}))(?!{KHMER_MARK})"
)
NAMED = _compile(
    rf"(?P<words>(?:ខ្ញុំឈ្មោះ|នាងខ្ញុំឈ្មោះ|នាងឈ្មោះ|គាត់ឈ្មោះ|ឈ្មោះរបស់ខ្ញុំគឺ|ឈ្មោះរបស់ខ្ញុំ|ឈ្មោះខ្ញុំគឺ|ឈ្មោះខ្ញុំ|ឈ្មោះពិត(?:របស់ខ្ញុំ)?)\s?(?:ថា|គឺ)?\s?(?P<name>{_CLUSTER}{{1,6}}))"
)
GENERIC_PLACES = tuple(fold_khmer(word).lower for word in read_words("khmer", "generic_places"))
