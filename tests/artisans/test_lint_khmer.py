"""The Khmer lint: words found without spaces between them, in old and new spellings, and the craft left alone."""

import pytest

from artisans.lint import Rule, check_text
from artisans.lint.folding import fold_khmer
from tests.artisans.test_lint_all import marked


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ស្ត្រី", "ស្រ្តី"),  # RO below first or last
        ("ម្តាយ", "ម្ដាយ"),  # TA or DA below
        ("ស៊ី", "សុី"),  # a shifter, or the short u that it looks like
        ("កោ", "កេា"),  # a vowel typed in two parts
        ("កំុ", "កុំ"),  # the order of vowel and sign
        ("ប៉ា", "បា៉"),  # a shifter behind the vowel
        ("១២", "12"),
        ("ខ្ញុំ\u200bត្បាញ", "ខ្ញុំត្បាញ"),
    ],
)
def test_spellings_fold_together(one: str, other: str) -> None:
    assert fold_khmer(one).lower == fold_khmer(other).lower


def test_a_break_inside_a_word_hides_nothing_and_is_marked_with_it() -> None:
    text = "គាត់\u200bរំ\u200bលោភ\u200bនាង"
    (finding,) = [finding for finding in check_text("km", "", text) if finding.rule is Rule.HISTORY]
    assert text[finding.start : finding.end] == finding.words == "រំ\u200bលោភ"


def test_breaks_between_words_are_no_finding() -> None:
    assert marked("km", "ខ្ញុំ\u200bត្បាញ\u200bក្រមា") == []
    assert ("control", "U+200B") in marked("km", "wea\u200bver")


def test_a_province_may_be_named_only_where_the_persona_rule_allows_it() -> None:
    assert marked("km", "ខ្ញុំត្បាញនៅតាកែវ", allowed_state="Takeo") == []
    assert marked("km", "ខ្ញុំត្បាញនៅតាកែវ") == [("state", "តាកែវ")]


def test_the_chosen_name_may_stand_in_her_own_story() -> None:
    assert marked("km", "ខ្ញុំឈ្មោះបុប្ផា", allowed_words=["បុប្ផា"]) == []
