"""What things cost. Prices are entered with tax; one flat rate per country, delivery included."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from engine.money import TaxedMoney, divide, net_of, share_of, spread, taxed


@dataclass(frozen=True, slots=True)
class LineToPrice:
    """A line: pieces, the price of one now, and the price of one without a promotion, in minor units with tax."""

    quantity: int
    unit_minor: int
    undiscounted_minor: int


@dataclass(frozen=True, slots=True)
class PricedLine:
    """A line's prices; `total` holds its share of the voucher, `unit` is rounded from it."""

    unit: TaxedMoney
    total: TaxedMoney
    undiscounted_unit: TaxedMoney
    undiscounted_total: TaxedMoney


@dataclass(frozen=True, slots=True)
class Totals:
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
    priced = [
        _price_line(line, gross - share, rate, currency)
        for line, gross, share in zip(lines, grosses, shares, strict=True)
    ]
    shipping = price_amount(shipping_minor, rate, currency)
    subtotal = _add([line.total for line in priced], currency)
    undiscounted = _add([*(line.undiscounted_total for line in priced), shipping], currency)
    return Totals(priced, subtotal, shipping, _add([subtotal, shipping], currency), undiscounted, discount, rate)


def _price_line(line: LineToPrice, total_minor: int, rate: Decimal, currency: str) -> PricedLine:
    return PricedLine(
        unit=price_amount(divide(total_minor, line.quantity), rate, currency),
        total=price_amount(total_minor, rate, currency),
        undiscounted_unit=price_amount(line.undiscounted_minor, rate, currency),
        undiscounted_total=price_amount(line.quantity * line.undiscounted_minor, rate, currency),
    )


def _add(prices: Sequence[TaxedMoney], currency: str) -> TaxedMoney:
    return taxed(sum(price.net.minor for price in prices), sum(price.gross.minor for price in prices), currency)
