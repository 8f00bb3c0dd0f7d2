"""The widget on an order: its ledger, line by line, and what is left after what came back."""

from dataclasses import dataclass

from django.urls import reverse

from catalog.queries import name_products
from impact_tags.queries.ledger import LineLedger, OrderLedger, read_order_ledger

_MOST_ROWS_AT_ONCE = 12


@dataclass(frozen=True, slots=True)
class NamedLine:
    """A line with the name of its product, and its pieces in words."""

    name: str
    pieces: str
    rows: int
    ledger: LineLedger


@dataclass(frozen=True, slots=True)
class OrderWidget:
    """Everything that the widget shows, rows at once where they are few.

    Saleor's id of the order is a bearer secret and stays out of it.
    """

    ledger: OrderLedger
    lines: tuple[NamedLine, ...]
    is_short: bool
    url: str


def build_order_widget(order_id: str) -> OrderWidget | None:
    """The widget of an order, None for one that the ledger does not know. Four queries."""
    ledger = read_order_ledger(order_id)
    if ledger is None:
        return None
    names = name_products(line.product_id for line in ledger.lines)
    lines = tuple(
        NamedLine(
            names.get(line.product_id, "A piece no longer sold"),
            say_pieces(line),
            len(line.postings) + len(line.promises),
            line,
        )
        for line in ledger.lines
    )
    is_short = sum(line.rows for line in lines) <= _MOST_ROWS_AT_ONCE
    return OrderWidget(ledger, lines, is_short, reverse("dashboard-order", args=[ledger.number]))


def say_pieces(line: LineLedger) -> str:
    """`3 pieces: 2 kept, 1 of them without a lot, 1 not sent yet`; what is zero is left out."""
    parts = [f"{line.kept} kept"] if line.kept else []
    parts += [f"{line.unconfirmed} of them without a lot"] if line.unconfirmed else []
    parts += [f"{line.open} not sent yet"] if line.open else []
    back = line.pieces - line.kept - line.open
    parts += [f"{back} came back or cancelled"] if back > 0 else []
    return f"{line.pieces} piece{'' if line.pieces == 1 else 's'}: {', '.join(parts)}"
