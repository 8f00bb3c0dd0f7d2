"""The ledger as staff read it."""

from impact_tags.claims import say_amount
from impact_tags.metrics import Metric
from impact_tags.models import LedgerEntry, LineImpact
from impact_tags.shapes import LedgerRow, UnconfirmedLine


def ledger_rows(order_id: str) -> tuple[LedgerRow, ...]:
    """All postings of an order, first to last. Cost: one query."""
    entries = LedgerEntry.objects.filter(order__order_id=order_id).select_related("lot")
    return tuple(
        LedgerRow(
            posted_at=entry.posted_at,
            product_id=entry.product_id,
            lot_code=entry.lot.code if entry.lot else "",
            metric=entry.get_metric_display(),
            amount_text=say_signed(Metric(entry.metric), entry.amount, entry.currency),
            kind=entry.get_kind_display(),
            method=entry.method_version,
            reason=entry.reason,
        )
        for entry in entries
    )


def say_signed(metric: Metric, amount: int, currency: str) -> str:
    """`+3 h 21 min`, `−INR 251.30`."""
    sign = "+" if amount > 0 else "−"
    return f"{sign}{say_amount(metric, abs(amount), currency)}"


def unconfirmed_lines() -> tuple[UnconfirmedLine, ...]:
    """Pieces that were sent without a lot, oldest order first. Cost: one query."""
    lines = LineImpact.objects.filter(unconfirmed__gt=0).select_related("order").order_by("pk")
    return tuple(
        UnconfirmedLine(line.order.order_id, line.order.number, line.product_id, line.unconfirmed) for line in lines
    )
