"""Writes shares and ledger rows; `ledger` decides what they should be."""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import F, Sum

from impact_tags.binding import Share
from impact_tags.methods import find_method
from impact_tags.metrics import Metric, UnitFacts
from impact_tags.models import LedgerEntry, LineImpact, Lot, LotShare, OrderImpact
from impact_tags.posting import LedgerKey, form_target, list_differences


def read_shares(lines: Iterable[LineImpact]) -> dict[int, list[Share]]:
    """The shares of lines by the line's key, oldest share first. Cost: one query."""
    shares: dict[int, list[Share]] = {}
    for row in LotShare.objects.filter(line__in=list(lines)).order_by("pk"):
        share = Share(row.lot_id, row.reserved, row.bound, row.scrapped, row.facts, row.pk, row.pool_key)
        shares.setdefault(row.line_id, []).append(share)
    return shares


def apply_shares(line: LineImpact, before: Sequence[Share], after: Sequence[Share]) -> dict[int, int]:
    """Writes the shares that changed; returns the pieces that each lot gives (or gets back, below zero)."""
    known = {share.row_id: share for share in before}
    for share in after:
        if not share.row_id:
            LotShare.objects.create(line=line, lot_id=share.lot_id, **_columns(share))
        elif share != known[share.row_id]:
            LotShare.objects.filter(pk=share.row_id).update(**_columns(share))
    moves: dict[int, int] = {}
    for sign, shares in ((1, after), (-1, before)):
        for share in shares:
            moves[share.lot_id] = moves.get(share.lot_id, 0) + sign * share.taken
    return {lot_id: pieces for lot_id, pieces in moves.items() if pieces}


def take_pieces(lot_id: int, pieces: int) -> bool:
    """Takes pieces of a lot, or gives them back below zero; False, and nothing changed, where it has not so many."""
    rows = Lot.objects.filter(pk=lot_id, units_taken__gte=-pieces, units__gte=F("units_taken") + pieces)
    return rows.update(units_taken=F("units_taken") + pieces) == 1


def _columns(share: Share) -> dict[str, int | str | None]:
    facts: UnitFacts = share.facts
    return {
        "reserved": share.reserved,
        "bound": share.bound,
        "scrapped": share.scrapped,
        "pool_key": share.pool_key,
        "work_minutes": facts.work_minutes,
        "wage_minor": facts.wage_minor,
        "wage_currency": facts.wage_currency,
        "training_minutes": facts.training_minutes,
        "material_grams": facts.material_grams,
        "traced_grams": facts.traced_grams,
    }


def read_posted(impact: OrderImpact) -> dict[LedgerKey, int]:
    """What the ledger holds for an order. Cost: one query."""
    sums = (
        LedgerEntry.objects.filter(order=impact)
        .order_by()
        .values("line_id", "lot_id", "metric", "currency")
        .annotate(total=Sum("amount"))
    )
    return {LedgerKey(row["line_id"], row["lot_id"] or 0, row["metric"], row["currency"]): row["total"] for row in sums}


def post_rows(
    impact: OrderImpact,
    target: Mapping[LedgerKey, int],
    *,
    lines: Mapping[str, LineImpact],
    pools: Mapping[int, str],
    posted: Mapping[LedgerKey, int],
    sequence: int,
    reason: str = "",
) -> int:
    """Adds the rows that bring what is `posted` to the target; returns how many. A reason marks corrections."""
    rows = [
        LedgerEntry(
            order=impact,
            line_id=key.line_id,
            product_id=lines[key.line_id].product_id,
            lot_id=key.lot_id or None,
            pool_key=pools.get(key.lot_id, ""),
            metric=key.metric,
            currency=key.currency,
            amount=amount,
            kind=_kind(amount, reason),
            method_version="{}/{}".format(*find_method(Metric(key.metric))),
            source_key=f"{key.line_id}:{key.lot_id or 'fund'}:{key.metric}:{sequence}",
            reason=reason,
        )
        for key, amount in list_differences(posted, target)
    ]
    LedgerEntry.objects.bulk_create(rows)
    return len(rows)


def rebase_order(impact: OrderImpact, *, sequence: int, reason: str) -> int:
    """Freezes today's facts on the bound pieces of an order and posts the difference; returns the rows added."""
    lines = {line.line_id: line for line in impact.lines.all()}
    posted = read_posted(impact)
    shares: dict[str, list[Share]] = {}
    pools: dict[int, str] = {}
    for row in LotShare.objects.filter(line__order=impact, bound__gt=0).select_related("lot", "line"):
        share = Share(row.lot_id, row.reserved, row.bound, row.scrapped, row.lot.facts, row.pk, row.lot.pool_key)
        LotShare.objects.filter(pk=row.pk).update(**_columns(share))
        shares.setdefault(row.line.line_id, []).append(share)
        pools[row.lot_id] = row.lot.pool_key
    funds = {key.line_id: amount for key, amount in posted.items() if key.metric == Metric.TRAINING_FUND.value}
    target = form_target(shares, funds, currency=impact.currency)
    return post_rows(impact, target, lines=lines, pools=pools, posted=posted, sequence=sequence, reason=reason)


def _kind(amount: int, reason: str) -> str:
    if reason:
        return LedgerEntry.Kind.ADJUSTED.value
    return (LedgerEntry.Kind.POSTED if amount > 0 else LedgerEntry.Kind.REVERSED).value
