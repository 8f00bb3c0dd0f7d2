"""The ledger as staff read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from impact_tags.claims import say_amount
from impact_tags.metrics import PHYSICAL, Metric
from impact_tags.models import LedgerEntry, LineImpact, OrderImpact
from impact_tags.queries.totals import TITLES
from impact_tags.shapes import LedgerRow, UnconfirmedLine

_METRICS = list(TITLES)


@dataclass(frozen=True, slots=True)
class AmountLine:
    """An amount with its unit, ready to print."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Posting:
    """A row of the ledger and what it stands for: `confirmed`, `set aside`, `taken back` or `corrected`."""

    title: str
    text: str
    state: str
    lot_code: str
    posted_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class LineLedger:
    """An order line: its pieces, what was posted, and what those without a lot come to at least, as was quoted."""

    product_id: str
    pieces: int
    kept: int
    open: int
    unconfirmed: int
    postings: tuple[Posting, ...]
    promises: tuple[AmountLine, ...]


@dataclass(frozen=True, slots=True)
class OrderLedger:
    """An order as the ledger knows it; `balance` is what is left after all that came back."""

    number: str
    is_replacement: bool
    lines: tuple[LineLedger, ...]
    balance: tuple[AmountLine, ...]
    unconfirmed: int


def read_order_ledger(order_id: str) -> OrderLedger | None:
    """The ledger of an order, line by line; None for one that it does not know. Cost: three queries."""
    order = OrderImpact.objects.filter(order_id=order_id).first()
    if order is None:
        return None
    lines = list(order.lines.all())
    entries = list(order.entries.select_related("lot"))
    return OrderLedger(
        number=order.number,
        is_replacement=order.is_replacement,
        lines=tuple(_to_line(line, [entry for entry in entries if entry.line_id == line.line_id]) for line in lines),
        balance=_balance(entries),
        unconfirmed=sum(line.unconfirmed for line in lines),
    )


def _to_line(line: LineImpact, entries: Iterable[LedgerEntry]) -> LineLedger:
    waiting = line.open + line.unconfirmed
    promised = [(metric, line.quote.value(metric)) for metric in PHYSICAL] if line.has_quote and waiting else []
    return LineLedger(
        product_id=line.product_id,
        pieces=line.quantity,
        kept=line.kept,
        open=line.open,
        unconfirmed=line.unconfirmed,
        postings=tuple(_to_posting(entry) for entry in sorted(entries, key=_place)),
        promises=tuple(
            AmountLine(TITLES[metric], say_amount(metric, each * waiting, line.quote.currency(metric)))
            for metric, each in promised
            if each
        ),
    )


def _place(entry: LedgerEntry) -> tuple[int, int, int]:
    """By round of posting (the last part of `source_key`), then by lot, then as metrics are told everywhere."""
    return int(entry.source_key.rpartition(":")[2]), entry.lot_id or 0, _METRICS.index(Metric(entry.metric))


def _to_posting(entry: LedgerEntry) -> Posting:
    metric = Metric(entry.metric)
    posted = "set aside" if metric is Metric.TRAINING_FUND else "confirmed"
    return Posting(
        title=TITLES[metric],
        text=say_signed(metric, entry.amount, entry.currency),
        state=posted if entry.kind == LedgerEntry.Kind.POSTED else entry.get_kind_display().lower(),
        lot_code=entry.lot.code if entry.lot else "",
        posted_at=entry.posted_at,
        reason=entry.reason,
    )


def _balance(entries: Iterable[LedgerEntry]) -> tuple[AmountLine, ...]:
    """Sums by metric and currency, never across either; what came back whole is left out."""
    sums: dict[tuple[int, str], int] = {}
    for entry in entries:
        key = (_METRICS.index(Metric(entry.metric)), entry.currency)
        sums[key] = sums.get(key, 0) + entry.amount
    return tuple(
        AmountLine(TITLES[_METRICS[place]], say_amount(_METRICS[place], amount, currency))
        for (place, currency), amount in sorted(sums.items())
        if amount
    )


def ledger_rows(order_id: str) -> tuple[LedgerRow, ...]:
    """All postings of an order, first to last. Cost: one query."""
    entries = LedgerEntry.objects.filter(order__order_id=order_id).select_related("lot")
    return tuple(_to_row(entry) for entry in entries)


def _to_row(entry: LedgerEntry) -> LedgerRow:
    return LedgerRow(
        posted_at=entry.posted_at,
        product_id=entry.product_id,
        lot_code=entry.lot.code if entry.lot else "",
        metric=entry.get_metric_display(),
        amount_text=say_signed(Metric(entry.metric), entry.amount, entry.currency),
        kind=entry.get_kind_display(),
        method=entry.method_version,
        reason=entry.reason,
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
