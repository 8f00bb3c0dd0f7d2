"""Which amounts the ledger should hold for an order, and the rows that bring it there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from impact_tags.binding import Share
from impact_tags.metrics import PHYSICAL, Metric


@dataclass(frozen=True, slots=True, order=True)
class LedgerKey:
    """What an amount is about; the lot is 0 for the training fund."""

    line_id: str
    lot_id: int
    metric: str
    currency: str


def form_target(
    shares_by_line: Mapping[str, Iterable[Share]], funds_by_line: Mapping[str, int], *, currency: str
) -> dict[LedgerKey, int]:
    """The amounts that the ledger should come to: bound pieces times frozen facts, and the fund of each line."""
    target: dict[LedgerKey, int] = {}
    for line_id, shares in shares_by_line.items():
        for share in shares:
            for metric in PHYSICAL:
                amount = (share.facts.value(metric) or 0) * share.bound
                key = LedgerKey(line_id, share.lot_id, metric.value, share.facts.currency(metric))
                if amount:
                    target[key] = target.get(key, 0) + amount
    for line_id, fund in funds_by_line.items():
        if fund:
            target[LedgerKey(line_id, 0, Metric.TRAINING_FUND.value, currency)] = fund
    return target


def list_differences(
    posted: Mapping[LedgerKey, int], target: Mapping[LedgerKey, int]
) -> tuple[tuple[LedgerKey, int], ...]:
    """What has to be added to reach the target; empty when nothing changed, however often an event is replayed."""
    differences = ((key, target.get(key, 0) - posted.get(key, 0)) for key in sorted({*posted, *target}))
    return tuple((key, amount) for key, amount in differences if amount)
