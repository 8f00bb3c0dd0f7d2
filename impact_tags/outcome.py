"""What an order comes to: how many pieces of each line are kept, open or gone, and what the fund gets.

Read from the order itself, never from events: a webhook is only a bell. Sources: Saleor's `FulfillmentStatus`,
`OrderGrantedRefund`; docs/impact.md, "What came back".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from impact_tags.formulas import keep_net, set_aside, spread_amount

KEPT_STATUS = "FULFILLED"
# REFUNDED belongs to the old payments API: the pieces are no longer under FULFILLED, so they are not counted as kept.
RETURNED_STATUSES = frozenset({"RETURNED", "REFUNDED_AND_RETURNED", "REFUNDED"})
REPLACED_STATUS = "REPLACED"
ENDED_STATUSES = frozenset({"CANCELED", "EXPIRED"})
REPLACEMENT_ORIGIN = "REISSUE"


@dataclass(frozen=True, slots=True)
class OrderedLine:
    """A line as ordered; net and gross are of the whole line after all discounts, in minor units."""

    line_id: str
    product_id: str
    quantity: int
    net_minor: int
    gross_minor: int


@dataclass(frozen=True, slots=True)
class FulfilledPieces:
    """Pieces of a line inside one fulfilment."""

    line_id: str
    status: str
    quantity: int


@dataclass(frozen=True, slots=True)
class GrantedRefund:
    """A refund by line that the gateway confirmed; `pieces` are (line id, quantity) pairs."""

    amount_minor: int
    with_shipping: bool
    pieces: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class OrderSnapshot:
    """An order as Saleor shows it now; amounts gross, in minor units of the order's currency."""

    order_id: str
    number: str
    status: str
    origin: str
    currency: str
    total_minor: int
    shipping_minor: int
    charged_minor: int
    refunded_minor: int
    charged_back_minor: int
    lines: tuple[OrderedLine, ...]
    fulfilled: tuple[FulfilledPieces, ...] = ()
    grants: tuple[GrantedRefund, ...] = ()

    @property
    def was_paid(self) -> bool:
        """Paid in full at some time: money that went back again had been charged before."""
        return self.charged_minor + self.refunded_minor + self.charged_back_minor >= self.total_minor


@dataclass(frozen=True, slots=True)
class LineOutcome:
    """Pieces of a line: kept (handed over), open (still to be sent), gone; and the fund in minor units."""

    line_id: str
    product_id: str
    kept: int
    open: int
    returned: int
    replaced: int
    cancelled: int
    fund_minor: int


def read_outcome(order: OrderSnapshot, *, fund_basis_points: int) -> tuple[LineOutcome, ...]:
    """The target state of every line, in the order of the lines. A replacement order comes to nothing."""
    if order.origin == REPLACEMENT_ORIGIN:
        return tuple(LineOutcome(line.line_id, line.product_id, 0, 0, 0, 0, 0, 0) for line in order.lines)
    counts = [_count_pieces(order, line) for line in order.lines]
    refunds = _spread_refunds(order, counts)
    return tuple(
        LineOutcome(
            line_id=line.line_id,
            product_id=line.product_id,
            kept=count.kept,
            open=count.open,
            returned=count.returned,
            replaced=count.replaced,
            cancelled=count.cancelled,
            fund_minor=set_aside(
                keep_net(line.net_minor, count.kept + count.open, line.quantity, refund), fund_basis_points
            ),
        )
        for line, count, refund in zip(order.lines, counts, refunds, strict=True)
    )


@dataclass(frozen=True, slots=True)
class _Pieces:
    kept: int
    open: int
    returned: int
    replaced: int
    cancelled: int
    granted: int

    @property
    def gone(self) -> int:
        return self.returned + self.replaced + self.cancelled


def _count_pieces(order: OrderSnapshot, line: OrderedLine) -> _Pieces:
    """Refunded pieces are first those that came back, then those not sent yet (cancelled), then kept ones."""
    if _charged_back_whole(order):
        return _Pieces(kept=0, open=0, returned=line.quantity, replaced=0, cancelled=0, granted=0)
    kept = _pieces_in(order, line.line_id, frozenset({KEPT_STATUS}))
    returned = _pieces_in(order, line.line_id, RETURNED_STATUSES)
    replaced = _pieces_in(order, line.line_id, frozenset({REPLACED_STATUS}))
    waiting = max(0, line.quantity - kept - returned - replaced)
    granted = sum(quantity for grant in order.grants for line_id, quantity in grant.pieces if line_id == line.line_id)
    cancelled = waiting if order.status in ENDED_STATUSES else min(waiting, max(0, granted - returned - replaced))
    return _Pieces(kept, waiting - cancelled, returned, replaced, cancelled, granted)


def _charged_back_whole(order: OrderSnapshot) -> bool:
    return order.charged_back_minor > 0 and order.charged_minor <= 0


def _pieces_in(order: OrderSnapshot, line_id: str, statuses: frozenset[str]) -> int:
    return sum(part.quantity for part in order.fulfilled if part.line_id == line_id and part.status in statuses)


def _spread_refunds(order: OrderSnapshot, counts: Sequence[_Pieces]) -> tuple[int, ...]:
    """Refunds with the item kept, net of tax, for each line."""
    kept_gross = _refunds_by_line(order, counts) + _plain_refunds(order, counts)
    goods_net = sum(line.net_minor for line in order.lines)
    goods_gross = sum(line.gross_minor for line in order.lines)
    if kept_gross <= 0 or goods_gross <= 0:
        return (0,) * len(order.lines)
    kept_net = _round(Fraction(kept_gross * goods_net, goods_gross))
    weights = [
        line.net_minor * (count.kept + count.open) // line.quantity if line.quantity else 0
        for line, count in zip(order.lines, counts, strict=True)
    ]
    return spread_amount(min(kept_net, sum(weights)), weights)


def _refunds_by_line(order: OrderSnapshot, counts: Sequence[_Pieces]) -> int:
    """Of the refunds that name pieces: the part for pieces that the buyer keeps."""
    granted = sum((_worth(line, count.granted) for line, count in _pairs(order, counts)), Fraction(0))
    if not granted:
        return 0
    covered = sum((_worth(line, min(count.gone, count.granted)) for line, count in _pairs(order, counts)), Fraction(0))
    amount = sum(grant.amount_minor for grant in order.grants if grant.pieces)
    with_shipping = any(grant.with_shipping for grant in order.grants if grant.pieces)
    goods = max(0, amount - (order.shipping_minor if with_shipping else 0))
    return _round(goods * (granted - covered) / granted)


def _plain_refunds(order: OrderSnapshot, counts: Sequence[_Pieces]) -> int:
    """Of the refunds that name no piece: what exceeds the worth of pieces that went back without one by line."""
    by_line = sum(grant.amount_minor for grant in order.grants if grant.pieces)
    unpaid = sum(
        (
            _worth(line, max(0, count.returned + count.cancelled - count.granted))
            for line, count in _pairs(order, counts)
        ),
        Fraction(0),
    )
    plain = order.refunded_minor + order.charged_back_minor - by_line
    return max(0, plain - _round(unpaid))


def _pairs(order: OrderSnapshot, counts: Sequence[_Pieces]) -> list[tuple[OrderedLine, _Pieces]]:
    return list(zip(order.lines, counts, strict=True))


def _worth(line: OrderedLine, pieces: int) -> Fraction:
    """Gross worth of some pieces of a line, exact."""
    return Fraction(line.gross_minor * pieces, line.quantity) if line.quantity else Fraction(0)


def _round(value: Fraction) -> int:
    """Half up."""
    return int(value + Fraction(1, 2))
