"""What a refund by line comes to. All amounts are minor units of the buyer's currency.

A line's pieces share what was paid for the line (`OrderLine.totalPrice`, vouchers spread) so that all of them together
give back exactly that; `unitPrice` times quantity would not. Worked numbers: docs/algorithms/refund-by-line.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.errors import RefundRefused


@dataclass(frozen=True, slots=True)
class PaidLine:
    """A line as it stands: `granted` were refunded before, `unsent` still lie here, `sent` are with the buyer."""

    line_id: str
    name: str
    quantity: int
    total_minor: int
    granted: int
    unsent: int
    sent: int

    @property
    def refundable(self) -> int:
        """Pieces whose money has not been given back."""
        return max(0, self.quantity - self.granted)


@dataclass(frozen=True, slots=True)
class LineChoice:
    """Pieces to refund of one line: never sent, coming back, or money only (kept, or back already)."""

    unsent: int = 0
    back: int = 0
    money_only: int = 0

    @property
    def pieces(self) -> int:
        """All pieces to refund."""
        return self.unsent + self.back + self.money_only


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """One line of a refund with its share of the money."""

    line: PaidLine
    choice: LineChoice
    amount_minor: int


@dataclass(frozen=True, slots=True)
class RefundPlan:
    """A refund that can be carried out; `delivery_minor` is 0 where delivery is not refunded."""

    lines: tuple[PlannedLine, ...]
    delivery_minor: int

    @property
    def amount_minor(self) -> int:
        """What the buyer gets back."""
        return sum(planned.amount_minor for planned in self.lines) + self.delivery_minor


def share_minor(total_minor: int, quantity: int, already: int, pieces: int) -> int:
    """What `pieces` further pieces of a line come to, after `already` were refunded.

    2918 for 3 pieces: 973, 972, 973, together 2918.
    """
    return _up_to(total_minor, quantity, already + pieces) - _up_to(total_minor, quantity, already)


def plan_refund(
    lines: Sequence[PaidLine], choices: Mapping[str, LineChoice], *, delivery_minor: int, left_minor: int
) -> RefundPlan:
    """The refund of the chosen pieces, and of delivery if `delivery_minor` is not 0; `left_minor` is still held.

    Raises:
        RefundRefused: nothing is chosen, more than there is, or more than was paid.
    """
    planned = tuple(_plan_line(line, choices[line.line_id]) for line in lines if line.line_id in choices)
    plan = RefundPlan(tuple(one for one in planned if one.choice.pieces), delivery_minor)
    if not plan.lines and not delivery_minor:
        raise RefundRefused("Choose at least one piece to refund.")
    if plan.amount_minor <= 0:
        raise RefundRefused("This comes to nothing: the pieces were free.")
    if plan.amount_minor > left_minor:
        raise RefundRefused("This is more than what is left of the buyer's payment.")
    return plan


def _plan_line(line: PaidLine, choice: LineChoice) -> PlannedLine:
    if min(choice.unsent, choice.back, choice.money_only) < 0:
        raise RefundRefused(f"{line.name}: a number of pieces cannot be below 0.")
    if choice.unsent > line.unsent:
        raise RefundRefused(f"{line.name}: only {line.unsent} still to be sent.")
    if choice.back > line.sent:
        raise RefundRefused(f"{line.name}: only {line.sent} with the buyer.")
    if choice.pieces > line.refundable:
        raise RefundRefused(f"{line.name}: only {line.refundable} not yet refunded.")
    return PlannedLine(line, choice, share_minor(line.total_minor, line.quantity, line.granted, choice.pieces))


def _up_to(total_minor: int, quantity: int, pieces: int) -> int:
    """The share of the first `pieces` pieces, rounded half up."""
    return (2 * total_minor * pieces + quantity) // (2 * quantity)
