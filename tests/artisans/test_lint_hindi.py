"""The Hindi lint: what it marks, in which spellings and forms, and what of the craft it leaves alone."""

import pytest

from artisans.lint import check_text
from tests.artisans.test_lint_all import marked


@pytest.mark.parametrize(
    "spelling",
    ["हिन्दू", "हिंदू", "हिँदू", "हिन्‌दू", "हिन्\u200dदू", "हि\u200bन्दू", "हि\u00adन्दू"],
)
def test_every_spelling_of_a_word_is_the_same_word(spelling: str) -> None:
    assert ("religion", spelling) in marked("hi", f"हम {spelling} हैं")


@pytest.mark.parametrize(
    ("one", "other"), [("\u095b\u0941\u0932\u094d\u092e", "ज\u093cुल्म"), ("गयी", "गई"), ("दुःख", "दुख"), ("कॉलेज", "कालेज")]
)
def test_spellings_fold_together(one: str, other: str) -> None:
    from artisans.lint.folding import fold_hindi

    assert fold_hindi(one).lower == fold_hindi(other).lower


def test_a_finding_marks_the_words_as_they_stand() -> None:
    text = "कल मैं मुर्शिदाबाद गयी।"
    (finding,) = check_text("hi", "", text)
    assert text[finding.start : finding.end] == finding.words == "मुर्शिदाबाद"
    assert finding.language == "hi"


@pytest.mark.parametrize("text", ["मुझे बेच दिया गया", "तस्करी", "mujhe becha"])
def test_a_history_is_never_overridable(text: str) -> None:
    assert any(not finding.may_be_overridden for finding in check_text("hi", "", text))


def test_a_state_may_be_named_only_where_the_persona_rule_allows_it() -> None:
    assert marked("hi", "मैं ओडिशा में बुनती हूँ।", allowed_state="Odisha") == []
    assert marked("hi", "मैं उड़ीसा में बुनती हूँ।", allowed_state="Odisha") == []
    assert marked("hi", "मैं ओडिशा में बुनती हूँ।", allowed_state="Kerala") == [("state", "ओडिशा")]


def test_the_chosen_name_may_stand_in_her_own_story() -> None:
    assert marked("hi", "मेरा नाम जूही है।") == [("name", "जूही")]
    assert marked("hi", "मेरा नाम जूही है।", allowed_words=["जूही"]) == []


def test_letters_of_another_script_are_marked_and_read_all_the_same() -> None:
    assert ("script", "ម្តាយ") in marked("hi", "मेरा करघा ម្តាយ")
    assert ("relative", "ម្តាយ") in marked("hi", "मेरा करघा ម្តាយ")
    assert ("history", "तस्करी") in marked("en", "The तस्करी of cloth")
