"""Currencies wages and prices are counted in, with their minor digits. Source: ISO 4217, list one."""

from saleor_api.money import Money

# KHR has two digits in the standard, although no coin of a hundredth riel is in use.
MINOR_DIGITS = {"INR": 2, "KHR": 2, "USD": 2, "EUR": 2, "GBP": 2, "BDT": 2, "NPR": 2, "AUD": 2, "JPY": 0, "VND": 0}


def minor_digits(currency: str) -> int:
    """Digits after the point; two where the currency is not listed."""
    return MINOR_DIGITS.get(currency, 2)


def to_money(amount_minor: int, currency: str) -> Money:
    """Minor units as Money."""
    return Money.from_minor(amount_minor, currency, minor_digits(currency))


def say_money(amount_minor: int, currency: str) -> str:
    """`INR 1,013.90`: the code first, thousands grouped, all minor digits."""
    digits = minor_digits(currency)
    return f"{currency} {to_money(amount_minor, currency).amount:,.{digits}f}"
