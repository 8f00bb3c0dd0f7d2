"""How figures, money, dates and countries are written. No Django: the same on pages, in mails and in print."""

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Protocol

_SIGNS = {"USD": "$", "GBP": "£", "EUR": "€"}
_DIGITS = {"JPY": 0, "KRW": 0, "VND": 0, "CLP": 0, "KWD": 3, "BHD": 3, "TND": 3}
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_MONTHS_IN = {
    "en": _MONTHS,
    "hi": ["जनवरी", "फ़रवरी", "मार्च", "अप्रैल", "मई", "जून", "जुलाई", "अगस्त", "सितंबर", "अक्टूबर", "नवंबर", "दिसंबर"],
    "km": ["មករា", "កុម្ភៈ", "មីនា", "មេសា", "ឧសភា", "មិថុនា", "កក្កដា", "សីហា", "កញ្ញា", "តុលា", "វិច្ឆិកា", "ធ្នូ"],
}
# Hindi is written with the digits 0 to 9 in everyday use, Khmer with its own (CLDR, numbering systems).
_DIGITS_IN = {"km": str.maketrans("0123456789", "០១២៣៤៥៦៧៨៩")}
_NUMBER = re.compile(r"(?<![A-Za-z0-9_@./:-])[0-9]+(?:[.,][0-9]+)*(?![A-Za-z0-9_@/:-])")
NARROW = "\u00a0"  # a space at which no line may break


class Amount(Protocol):
    """What money looks like from here: `saleor_api.money.Money` fits."""

    @property
    def amount(self) -> Decimal: ...
    @property
    def currency(self) -> str: ...


@lru_cache(maxsize=4096)
def write_money(amount: Decimal, currency: str) -> str:
    """`$48.00`, `-$3.50`, `INR 1,013.90`: a sign where it is unmistakable, else the ISO 4217 code."""
    digits = _DIGITS.get(currency, 2)
    rounded = amount.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    text = f"{abs(rounded):,.{digits}f}"
    minus = "-" if rounded < 0 else ""
    if currency in _SIGNS:
        return f"{minus}{_SIGNS[currency]}{text}"
    return f"{minus}{currency}{NARROW}{text}"


def write_duration(minutes: int) -> str:
    """Whole minutes as `45 min`, `13 h`, `13 h 27 min`; never rounded up."""
    hours, rest = divmod(max(int(minutes), 0), 60)
    parts = [f"{hours:,}{NARROW}h"] if hours else []
    if rest or not hours:
        parts.append(f"{rest}{NARROW}min")
    return " ".join(parts)


def write_grams(grams: int) -> str:
    """Whole grams as `420 g`, from a kilogram on as `1.68 kg`: exact, without trailing zeros."""
    if abs(int(grams)) < 1000:
        return f"{int(grams)}{NARROW}g"
    kilograms = f"{Decimal(int(grams)) / 1000:,.3f}".rstrip("0").rstrip(".")
    return f"{kilograms}{NARROW}kg"


def write_day(value: date | datetime | str, language: str = "en") -> str:
    """A day as `14 May 2026`; a moment is shown by its day, an ISO text is read first."""
    if isinstance(value, str):
        value = date.fromisoformat(value[:10])
    months = _MONTHS_IN.get(language, _MONTHS)
    return write_figures(f"{value.day} {months[value.month - 1]} {value.year}", language)


def write_figures(value: int | str, language: str = "en") -> str:
    """A number, or a text with numbers, in the digits of the language; codes such as `KP-2609-01` stay as they are."""
    digits = _DIGITS_IN.get(language)
    return _NUMBER.sub(lambda found: found[0].translate(digits), str(value)) if digits else str(value)


@lru_cache(maxsize=512)
def write_country(code: str) -> str:
    """The English name of an ISO 3166 alpha-2 code in either case; anything else comes back as it is."""
    from django.utils.translation import override
    from django_countries.data import COUNTRIES

    # The names are lazy: what is kept here must not be the language of whoever asked first.
    with override("en"):
        name = str(COUNTRIES.get(code.upper(), ""))
    short = {"US": "United States", "GB": "United Kingdom", "NL": "Netherlands"}.get(code.upper(), name)
    return str(short) or code


def find_country(name: str) -> str:
    """The ISO 3166 alpha-2 code of a country by its English name, in any case, or by its code; empty if there is none.

    `Vietnam` (as it is called) and `Viet Nam` (ISO) are both found.
    """
    return _codes_by_name().get(" ".join(name.split()).casefold(), "")


@lru_cache(maxsize=1)
def _codes_by_name() -> dict[str, str]:
    from django.utils.translation import override
    from django_countries.base import CountriesBase
    from django_countries.data import COUNTRIES

    with override("en"):
        spoken = {code: str(name) for code, name in CountriesBase.COMMON_NAMES.items()}
    names = {name: code for code in COUNTRIES for name in (code, write_country(code), spoken.get(code, code))}
    return {name.casefold(): code for name, code in names.items()}
