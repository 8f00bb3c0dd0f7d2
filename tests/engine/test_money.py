"""Money in minor units: rounding, tax, and spreading a discount. Worked numbers: docs/engine.md, "Prices"."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.money import Money, TaxedMoney, divide, net_of, share_of, spread, to_minor
from engine.pricing import LineToPrice, price_cart

minors = st.integers(min_value=0, max_value=10_000_000)
rates = st.integers(min_value=0, max_value=3000).map(lambda parts: Decimal(parts) / 10000)
percents = st.integers(min_value=0, max_value=10000).map(lambda parts: Decimal(parts) / 100)
lines_to_price = st.lists(
    st.builds(LineToPrice, st.integers(min_value=1, max_value=50), minors, minors), min_size=1, max_size=8
)


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [("20", "USD", 2000), ("0.005", "USD", 1), ("0.0049", "USD", 0), ("20", "JPY", 20), ("1.2345", "KWD", 1235)],
)
def test_an_amount_becomes_minor_units(amount: str, currency: str, minor: int) -> None:
    assert to_minor(Decimal(amount), currency) == minor


def test_minor_units_show_as_an_amount() -> None:
    assert [Money(1999, currency).amount for currency in ("USD", "JPY", "KWD")] == [
        Decimal("19.99"),
        1999,
        Decimal("1.999"),
    ]
    assert [Money(1999, currency).fraction_digits for currency in ("USD", "JPY", "KWD")] == [2, 0, 3]


@pytest.mark.parametrize(
    ("gross", "rate", "net"), [(1200, "0.2", 1000), (2000, "0", 2000), (999, "0.19", 839), (1, "0.2", 1), (3, "0.2", 3)]
)
def test_the_net_of_a_price_entered_with_tax(gross: int, rate: str, net: int) -> None:
    assert net_of(gross, Decimal(rate)) == net


@given(minors, rates)
def test_net_and_tax_never_leave_the_price(gross: int, rate: Decimal) -> None:
    net = net_of(gross, rate)
    assert 0 <= net <= gross
    assert abs(net * (1 + rate) - gross) <= Decimal("0.5") * (1 + rate)


@given(st.data())
def test_spread_parts_sum_to_the_whole_and_stay_within_their_limits(data: st.DataObject) -> None:
    limits = data.draw(st.lists(minors, min_size=1, max_size=10))
    weights = data.draw(st.lists(minors, min_size=len(limits), max_size=len(limits)))
    total = data.draw(st.integers(min_value=0, max_value=sum(limits)))
    parts = spread(total, weights, limits)
    assert sum(parts) == total
    assert all(0 <= part <= limit for part, limit in zip(parts, limits, strict=True))


def test_the_recorded_voucher_is_spread_by_largest_remainder() -> None:
    # 10.00 off 35.97 + 15.00 + 1.99: exact parts are 679.19, 283.23 and 37.58.
    assert spread(1000, [3597, 1500, 199], [3597, 1500, 199]) == [679, 283, 38]


def test_ties_go_to_the_first_line() -> None:
    assert spread(2, [100, 100, 100], [100, 100, 100]) == [1, 1, 0]


def test_what_is_over_a_limit_goes_to_the_first_with_room() -> None:
    assert spread(10, [1, 0, 0], [4, 3, 3]) == [4, 3, 3]


def test_more_than_the_limits_cannot_be_spread() -> None:
    with pytest.raises(ValueError, match="11 cannot be spread over 10"):
        spread(11, [1, 1], [5, 5])


@pytest.mark.parametrize(("total", "quantity", "one"), [(2918, 3, 973), (1000, 4, 250), (5, 2, 3), (0, 0, 0)])
def test_one_piece_is_rounded_half_up(total: int, quantity: int, one: int) -> None:
    assert divide(total, quantity) == one


def test_a_percentage_is_rounded_half_up() -> None:
    assert (share_of(1990, Decimal(5)), share_of(2000, Decimal("12.5")), share_of(5, Decimal(10))) == (100, 250, 1)


@given(lines_to_price, percents, minors, rates)
def test_a_cart_sums_exactly(lines: list[LineToPrice], percent: Decimal, shipping: int, rate: Decimal) -> None:
    totals = price_cart(lines, percent=percent, shipping_minor=shipping, rate=rate, currency="USD")
    goods = sum(line.quantity * line.unit_minor for line in lines)
    assert totals.discount_minor == share_of(goods, percent)
    assert totals.subtotal.gross.minor == goods - totals.discount_minor
    assert totals.total.gross.minor == totals.subtotal.gross.minor + shipping
    assert totals.subtotal.net.minor == sum(line.total.net.minor for line in totals.lines)
    assert totals.total.net.minor == totals.subtotal.net.minor + totals.shipping.net.minor
    assert all(0 <= line.total.net.minor <= line.total.gross.minor for line in totals.lines)


def test_a_voucher_of_everything_leaves_nothing() -> None:
    lines = [LineToPrice(1, 1, 1), LineToPrice(3, 999, 999)]
    totals = price_cart(lines, percent=Decimal(100), shipping_minor=0, rate=Decimal("0.2"), currency="GBP")
    assert [line.total.gross.minor for line in totals.lines] == [0, 0]


def test_tax_is_what_lies_between() -> None:
    price = TaxedMoney(Money(1000, "GBP"), Money(1200, "GBP"))
    assert (price.tax, price.currency) == (Money(200, "GBP"), "GBP")
