"""What holds for the lint of every language: honest stories pass, harm is marked in any wording, and it stays quick."""

import time
from pathlib import Path

import pytest

from artisans.lint import Rule, check_text
from tests.artisans import hostile_hindi, hostile_khmer

TEXTS = Path(__file__).parent / "texts"
LANGUAGES = ("en", "hi", "km")
# Khmer writes no spaces between words: they are about five signs long.
_SIGNS_OF_A_WORD = 5


def marked(language: str, text: str, **options: object) -> list[tuple[str, str]]:
    """Rule and words of every finding."""
    found = check_text(language, "", text, **options)  # type: ignore[arg-type]
    return [(finding.rule.value, finding.words) for finding in found]


def read_paragraphs(name: str) -> list[str]:
    """The paragraphs of a text beside this module, parted by blank lines."""
    return (TEXTS / name).read_text(encoding="utf-8").strip().split("\n\n")


def read_wordings(language: str) -> list[tuple[str, str]]:
    """Rule and sentence of each line: harm in words that no list holds as they stand."""
    lines = (TEXTS / f"wordings_{language}.txt").read_text(encoding="utf-8").splitlines()
    return [(rule, sentence) for rule, _bar, sentence in (line.partition(" | ") for line in lines)]


# Looms, dyes, counts, prices, hopes, English words among them.
CRAFT = [(code, text) for code in ("hi", "km") for text in read_paragraphs(f"craft_{code}.txt")]
STORIES = {code: read_paragraphs(f"stories_{code}.txt") for code in LANGUAGES}
WORDINGS = {code: read_wordings(code) for code in LANGUAGES}
HOSTILE = {"hi": hostile_hindi.HOSTILE, "km": hostile_khmer.HOSTILE}
_UNWRITTEN = {Rule.CONTROL, Rule.SCRIPT, Rule.LANGUAGE}
# One sign or word, a hundred thousand letters long.
_ENDLESS = {
    "en": [
        "a",
        "9",
        " ",
        "(",
        "a.",
        "<",
        "9.",
        "A ",
        "@",
        "ten ",
        "in A",
        "Malda ",
        "sold ",
        "The ",
        "pay ",
        "I was ",
        "sleep with ",
    ],
    "hi": ["म", "मुझे ", "एक ", "मैं 2", "्", "मु", "1 साल की ", "के ", "दोस्त का नाम ", "सीमा के "],
    "km": ["ក", "ខ្ញុំ", "ភូមិ", "១", "្", "មួយ", "ឆ្នាំ", "ក្", "\u200b", "ខ្ញុំបាន", "គ្រប់"],
}


@pytest.mark.parametrize(("language", "text"), CRAFT)
def test_words_of_the_craft_are_left_alone(language: str, text: str) -> None:
    assert marked(language, text) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", range(12))
def test_an_honest_story_is_left_alone(language: str, place: int) -> None:
    text = STORIES[language][place]
    words = len(text) // _SIGNS_OF_A_WORD if language == "km" else len(text.split())
    assert 120 <= words <= 200
    assert marked(language, text) == []


@pytest.mark.parametrize("language", ["hi", "km"])
def test_what_may_not_stand_in_a_story(language: str) -> None:
    missed = [row for row in HOSTILE[language] if row[1:] not in marked(language, row[0])]
    assert missed == []


@pytest.mark.parametrize(("language", "rule", "text"), [(code, *row) for code in LANGUAGES for row in WORDINGS[code]])
def test_harm_is_marked_in_other_wordings_too(language: str, rule: str, text: str) -> None:
    assert rule in {found for found, _words in marked(language, text)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_a_hostile_text(language: str) -> None:
    assert len(WORDINGS[language]) >= 40
    rules = {rule.value for rule in set(Rule) - _UNWRITTEN}
    assert rules - {rule for rule, _text in WORDINGS[language]} == set()
    assert rules - {rule for _text, rule, _words in HOSTILE.get(language, ())} in (set(), rules)


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_thousand_words_take_under_fifty_milliseconds(language: str) -> None:
    whole = " ".join(STORIES[language]) + " ".join(text for _rule, text in WORDINGS[language])
    text = (whole * 9)[: 2000 * _SIGNS_OF_A_WORD] if language == "km" else " ".join((whole * 9).split()[:2000])
    check_text(language, "", "warm")
    # Whatever else the machine does: what it can do shows in one quiet moment of thirty.
    assert any(_seconds(language, text) < 0.05 for _ in range(30))


@pytest.mark.parametrize(("language", "sign"), [(code, sign) for code in LANGUAGES for sign in _ENDLESS[code]])
def test_a_hundred_thousand_letters_do_not_stall_it(language: str, sign: str) -> None:
    assert _seconds(language, (sign * 100_000)[:100_000]) < 5


def _seconds(language: str, text: str) -> float:
    begin = time.process_time()
    check_text(language, "", text)
    return time.process_time() - begin
