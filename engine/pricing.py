"""What things cost. Prices are entered with tax; one flat rate per country, delivery included."""

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from engine.money import TaxedMoney, divide, net_of, share_of, spread, taxed


class LineToPrice(NamedTuple):
    """A line: pieces, the price of one now, and the price of one without a promotion, in minor units with tax."""

    quantity: int
    unit_minor: int
    undiscounted_minor: int


class PricedLine(NamedTuple):
    """A line's prices; `total` holds its share of the voucher, `unit` is rounded from it."""

    unit: TaxedMoney
    total: TaxedMoney
    undiscounted_unit: TaxedMoney
    undiscounted_total: TaxedMoney


class Totals(NamedTuple):
    """The prices of a cart: the lines sum exactly to the subtotal, it and the delivery to the total."""

    lines: list[PricedLine]
    subtotal: TaxedMoney
    shipping: TaxedMoney
    total: TaxedMoney
    undiscounted_total: TaxedMoney
    discount_minor: int
    rate: Decimal


def price_amount(gross_minor: int, rate: Decimal, currency: str) -> TaxedMoney:
    """A price entered with tax, and what of it is net."""
    return taxed(net_of(gross_minor, rate), gross_minor, currency)


def price_cart(
    lines: Sequence[LineToPrice], *, percent: Decimal, shipping_minor: int, rate: Decimal, currency: str
) -> Totals:
    """Price a cart with a voucher of so many per cent on the goods.

    The voucher is spread over the lines in proportion to their nets, by largest remainder, ties in line order
    (docs/engine.md, "Prices", has the numbers).
    """
    grosses = [line.quantity * line.unit_minor for line in lines]
    discount = share_of(sum(grosses), percent)
    shares = spread(discount, [net_of(gross, rate) for gross in grosses], grosses)
    price = partial(price_amount, rate=rate, currency=currency)
    priced = [
        PricedLine(
            unit=price(divide(gross - share, line.quantity)),
            total=price(gross - share),
            undiscounted_unit=price(line.undiscounted_minor),
            undiscounted_total=price(line.quantity * line.undiscounted_minor),
        )
        for line, gross, share in zip(lines, grosses, shares, strict=True)
    ]
    shipping, nothing = price(shipping_minor), taxed(0, 0, currency)
    subtotal = sum((line.total for line in priced), nothing)
    undiscounted = sum((line.undiscounted_total for line in priced), shipping)
    return Totals(priced, subtotal, shipping, subtotal + shipping, undiscounted, discount, rate)
