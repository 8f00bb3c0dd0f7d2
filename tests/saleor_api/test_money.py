"""Money is exact, and never of two currencies at once."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saleor_api.errors import CurrencyMismatch
from saleor_api.generated.fragments import MoneyParts
from saleor_api.money import Money, read_money

cents = st.integers(min_value=-(10**12), max_value=10**12)


def test_minor_units_become_an_exact_amount() -> None:
    assert Money.from_minor(1250, "USD") == Money(Decimal("12.50"), "USD")
    assert Money.from_minor(1250, "JPY", digits=0).amount == Decimal(1250)


def test_saleors_integer_pair_is_what_is_read() -> None:
    assert read_money(MoneyParts(currency="USD", fractional_amount=2340, fraction_digits=2)).amount == Decimal("23.40")


@given(cents)
def test_minor_units_survive_the_round_trip(amount: int) -> None:
    assert Money.from_minor(amount, "USD").minor == amount


@given(cents, cents)
def test_addition_and_subtraction_agree_with_whole_cents(first: int, second: int) -> None:
    one, other = Money.from_minor(first, "USD"), Money.from_minor(second, "USD")
    assert (one + other).minor == first + second
    assert (one - other).minor == first - second
    assert (one < other) is (first < second)
    assert (one >= other) is (first >= second)


@given(cents, st.integers(min_value=-1000, max_value=1000))
def test_multiplication_agrees_with_whole_cents(amount: int, times: int) -> None:
    assert (Money.from_minor(amount, "USD") * times).minor == amount * times


def test_two_currencies_are_never_mixed() -> None:
    dollars, rupees = Money(Decimal(1), "USD"), Money(Decimal(1), "INR")
    with pytest.raises(CurrencyMismatch):
        dollars + rupees
    with pytest.raises(CurrencyMismatch):
        dollars - rupees
    with pytest.raises(CurrencyMismatch):
        _ = dollars < rupees
    assert dollars != rupees


def test_a_float_is_no_factor() -> None:
    with pytest.raises(TypeError):
        Money(Decimal(1), "USD") * 1.5  # type: ignore[operator]


def test_an_amount_reads_with_two_places() -> None:
    assert str(Money(Decimal(12), "USD")) == "12.00 USD"
    assert not Money(Decimal(0), "USD")
