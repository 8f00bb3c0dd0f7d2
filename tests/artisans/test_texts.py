"""Signs that may not stand in words, and words as readers count them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from artisans.errors import TextRefused
from artisans.texts import clean_text, require_plain, scripts_of, shorten_text, split_clusters


@pytest.mark.parametrize(
    ("typed", "kept", "removed"),
    [
        (" plain words\r\nand more ", "plain words\nand more", 0),
        ("so\u00adft hy\u00adphens", "soft hyphens", 2),
        ("wea\u200bver", "weaver", 1),
        ("\ufeffmark \u2060join", "mark join", 2),
        ("left\u200eright\u200f", "leftright", 2),
        ("ខ្ញុំ\u200bត្បាញ", "ខ្ញុំ\u200bត្បាញ", 0),
        ("ខ្ញុំ\u200b\u200bត្បាញ", "ខ្ញុំ\u200bត្បាញ", 1),
        ("រិ\u17b4ក", "រិក", 1),
        ("क्\u200dष क्\u200cष", "क्\u200dष क्\u200cष", 0),
        ("a\u200db", "ab", 1),
        ("tag\U000e0041ged", "tagged", 1),
        ("fine\ufe0f", "fine", 1),
        ("star \u2b50\ufe0f", "star \u2b50\ufe0f", 0),
        ("cafe\u0301", "caf\u00e9", 0),
        ("\u0958", "\u0915\u093c", 0),
        ("one\u2029two", "one\n\ntwo", 0),
    ],
)
def test_what_nobody_sees_is_taken_away(typed: str, kept: str, removed: int) -> None:
    clean = clean_text(typed)
    assert (clean.text, clean.removed) == (kept, removed)


@pytest.mark.parametrize("sign", [*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", "\x00", "\x1b", "\x9f"])
def test_what_turns_words_around_or_steers_a_terminal_is_refused_where_it_stands(sign: str) -> None:
    with pytest.raises(TextRefused) as refused:
        require_plain(f"secret {sign}words", most=100, what="Story")
    assert "sign 8 is " in str(refused.value.sentence) and f"U+{ord(sign):04X}" in str(refused.value.sentence)
    assert "secret" not in str(refused.value.sentence)


def test_a_text_that_is_too_long_is_refused_with_the_count_and_the_limit() -> None:
    with pytest.raises(TextRefused, match="Story: 100,000 signs are too many; at most 20,000 fit"):
        require_plain("x" * 100_000, most=20_000, what="Story")
    assert require_plain("x" * 20_000, most=20_000, what="Story") == "x" * 20_000


@given(st.text())
def test_clean_text_stays_as_it_is_and_is_composed(typed: str) -> None:
    once = clean_text(typed).text
    assert clean_text(once).text == once == unicodedata.normalize("NFC", once)


def test_scripts_are_told_apart() -> None:
    assert scripts_of("Asha 1!") == {"LATIN"}
    assert scripts_of("Аsha") == {"LATIN", "CYRILLIC"}
    assert scripts_of("आशा ក្រមា") == {"DEVANAGARI", "KHMER"}


def test_clusters_are_what_a_reader_counts() -> None:
    assert split_clusters("ត្បាញក្រមា") == ["ត្បា", "ញ", "ក្រ", "មា"]
    assert split_clusters("हिन्दी") == ["हि", "न्", "दी"]
    assert split_clusters("cafe\u0301") == ["c", "a", "f", "e\u0301"]


def test_a_text_is_shortened_between_words_and_never_inside_a_cluster() -> None:
    assert shorten_text("short", most=10) == "short"
    assert shorten_text("one two three four", most=10) == "one two…"
    assert shorten_text("ក្រមា\u200bថ្មី\u200bស្អាត", most=5) == "ក្រមា\u200bថ្មី…"
    assert shorten_text("ក្រមា" * 10, most=4) == "ក្រមាក្រមា…"
