from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils.translation import override

from themes.sentences import sentence
from themes.templatetags.kantha import country, say
from themes.writing import (
    find_country,
    write_country,
    write_day,
    write_duration,
    write_figures,
    write_grams,
    write_money,
)

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        ("48", "USD", "$48.00"),
        ("1234.5", "GBP", "£1,234.50"),
        ("0", "EUR", "€0.00"),
        ("-3.5", "USD", "-$3.50"),
        ("1013.90", "INR", f"INR{NBSP}1,013.90"),
        ("1200", "JPY", f"JPY{NBSP}1,200"),
    ],
)
def test_money_is_written_exactly(amount: str, currency: str, text: str) -> None:
    assert write_money(Decimal(amount), currency) == text


def test_a_tiny_debt_does_not_become_minus_zero() -> None:
    assert write_money(Decimal("-0.001"), "USD") == "$0.00"


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (0, f"0{NBSP}min"),
        (45, f"45{NBSP}min"),
        (60, f"1{NBSP}h"),
        (807, f"13{NBSP}h 27{NBSP}min"),
        (60_000, f"1,000{NBSP}h"),
    ],
)
def test_durations_are_whole_minutes(minutes: int, text: str) -> None:
    assert write_duration(minutes) == text


@pytest.mark.parametrize(
    ("grams", "text"),
    [(420, f"420{NBSP}g"), (999, f"999{NBSP}g"), (1000, f"1{NBSP}kg"), (1680, f"1.68{NBSP}kg")],
)
def test_weights_are_exact(grams: int, text: str) -> None:
    assert write_grams(grams) == text


def test_a_moment_is_shown_by_its_day() -> None:
    assert write_day(date(2026, 5, 14)) == "14 May 2026"
    assert write_day(datetime(2026, 5, 4, 23, 59, tzinfo=UTC)) == "4 May 2026"
    assert write_day("2026-12-01T10:00:00Z") == "1 December 2026"


@pytest.mark.parametrize(("code", "name"), [("in", "India"), ("KH", "Cambodia"), ("US", "United States"), ("zz", "zz")])
def test_countries_are_read_in_either_case(code: str, name: str) -> None:
    assert write_country(code) == name


def test_a_country_is_kept_in_english_whoever_asks_first() -> None:
    write_country.cache_clear()
    with override("km"):
        assert write_country("in") == "India"
        assert country("in") == "ឥណ្ឌា"
    assert write_country("in") == "India"
    assert country("in") == "India"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("India", "IN"),
        ("cambodia", "KH"),
        ("kh", "KH"),
        (" United  Kingdom ", "GB"),
        ("Vietnam", "VN"),
        ("Viet Nam", "VN"),
    ],
)
def test_a_country_is_found_by_its_name_or_code(name: str, code: str) -> None:
    assert find_country(name) == code


@pytest.mark.parametrize("name", ["", "zz", "Bengal", "india-2"])
def test_what_is_no_country_is_none(name: str) -> None:
    assert find_country(name) == ""


@pytest.mark.parametrize(
    ("text", "khmer"),
    [
        (2026, "២០២៦"),
        ("12,345.5", "១២,៣៤៥.៥"),
        ("20 MB, 3. And 4", "២០ MB, ៣. And ៤"),
        ("KP-2609-01 UTF-8 a1 1a /7/ 10:30 x@1.example", "KP-2609-01 UTF-8 a1 1a /7/ 10:30 x@1.example"),
    ],
)
def test_figures_are_in_the_digits_of_the_language_and_codes_stay_as_they_are(text: int | str, khmer: str) -> None:
    assert write_figures(text, "km") == khmer
    assert [write_figures(text, language) for language in ("en", "hi")] == [str(text), str(text)]


def test_a_sentence_counts_in_the_digits_of_the_page() -> None:
    said = sentence("%(a)s %(b)s %(c)s %(d)s", a=3, b="12,000", c="KP-01", d=("7",))
    assert said == "3 12,000 KP-01 7"
    with override("km"):
        assert say(said) == "៣ ១២,០០០ KP-01 7"
