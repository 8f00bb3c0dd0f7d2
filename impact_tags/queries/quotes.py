"""What pieces are quoted before and at payment, and what an order came to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.conf import settings
from django.db.models import Sum
from django.utils import timezone

from impact_tags.claims import Scope, Stage
from impact_tags.formulas import form_quote, set_aside
from impact_tags.metrics import PHYSICAL, Metric, UnitFacts
from impact_tags.models import LedgerEntry, LineImpact, Lot, LotProduct, LotShare, OrderImpact
from impact_tags.queries.products import describe_products, read_lots
from impact_tags.queries.summaries import Part, Saying, build_summary
from impact_tags.shapes import ImpactSummary, ProductImpact, QuoteLine

# Every step of a purchase asks this: put together by Django it takes ten times as long.
_SELLABLE = """
SELECT lot.*, held.product_id AS held_id FROM impact_tags_lot lot
JOIN impact_tags_lotproduct held ON held.lot_id = lot.id
WHERE held.product_id IN ({}) AND lot.sellable AND lot.units > lot.units_taken AND lot.approved_by <> ''
ORDER BY lot.finished_on, lot.id"""


def list_sellable_lots(product_ids: Iterable[str]) -> dict[str, list[Lot]]:
    """Approved lots on sale with a piece left, oldest first, by product. Cost: one query."""
    wanted, found = list(product_ids), defaultdict[str, list[Lot]](list)
    if wanted:
        for lot in Lot.objects.raw(_SELLABLE.format(", ".join(["%s"] * len(wanted))), wanted):
            found[vars(lot)["held_id"]].append(lot)
    return found


def is_sellable(lot: Lot) -> bool:
    """Whether a lot may be promised: approved, on sale, with a piece left."""
    return lot.sellable and bool(lot.approved_by) and lot.free > 0


def impact_of_product(
    product_id: str, *, net_minor: int = 0, currency: str = "", day: date | None = None
) -> ProductImpact | None:
    """Trace and quote of one piece; None where no lot of it is recorded. Cost: three queries."""
    today = day or timezone.localdate()
    lots = read_lots([product_id]).get(product_id)
    if lots is None:
        return None
    trace = describe_products({product_id: lots}, day=today)[product_id]
    sellable = [lot for lot in lots if is_sellable(lot)]
    line = QuoteLine(product_id, 1, net_minor, currency)
    summary = _summarise([line], {product_id: sellable}, Scope.PRODUCT, today) if sellable else None
    return ProductImpact(trace, summary)


def knows_product(product_ids: Iterable[str]) -> set[str]:
    """Products that ever had a lot; gift cards, wraps and donations never do. Cost: one query."""
    return set(LotProduct.objects.filter(product_id__in=list(product_ids)).values_list("product_id", flat=True))


def quote_lines(
    lines: Sequence[QuoteLine], *, scope: str = Scope.CART.value, day: date | None = None
) -> ImpactSummary | None:
    """The least that these pieces come to; None when no line has a lot on sale. Cost: two queries."""
    lots_of = list_sellable_lots({line.product_id for line in lines})
    return _summarise(lines, lots_of, Scope(scope), day or timezone.localdate())


def _summarise(
    lines: Sequence[QuoteLine], lots_of: Mapping[str, Sequence[Lot]], scope: Scope, day: date
) -> ImpactSummary | None:
    known = [line for line in lines if line.quantity > 0 and lots_of.get(line.product_id)]
    if not known:
        return None
    lots = {lot.pk: lot for line in known for lot in lots_of[line.product_id]}
    parts = [part for line in known for part in _quote_parts(line, lots_of[line.product_id])]
    subject = _say_subject(scope, sum(line.quantity for line in known), sum(max(0, line.quantity) for line in lines))
    stage = Stage.PAID if scope is Scope.ORDER else Stage.OFFERED
    return build_summary(parts, lots, Saying(scope, stage, subject, day), show_lots=stage is Stage.OFFERED)


def _quote_parts(line: QuoteLine, lots: Sequence[Lot]) -> list[Part]:
    quote = form_quote([lot.facts for lot in lots])
    unsure = max(lot.uncertainty_percent for lot in lots)
    parts = _times(quote, line.quantity, unsure)
    fund = set_aside(line.net_minor, settings.TRAINING_FUND_BASIS_POINTS)
    if fund and line.currency:
        parts.append(Part(Metric.TRAINING_FUND, line.currency, fund))
    return parts


def _times(facts: UnitFacts, pieces: int, uncertainty_percent: int) -> list[Part]:
    return [
        Part(metric, facts.currency(metric), value * pieces, uncertainty_percent)
        for metric in PHYSICAL
        if pieces and (value := facts.value(metric)) is not None
    ]


def _say_subject(scope: Scope, covered: int, all_pieces: int) -> str:
    if scope is Scope.PRODUCT and covered == 1:
        return "this piece"
    if covered < all_pieces:
        return f"{covered} of these {all_pieces} items"
    return "these items" if covered > 1 else "this item"


def impact_of_order(order_id: str, *, lines: Sequence[QuoteLine] = (), day: date | None = None) -> ImpactSummary | None:
    """What an order comes to: "at least" until every piece is sent from a lot, then confirmed.

    Until the ledger has seen the order, `lines` are quoted. None for an unknown order or a replacement.
    Cost: seven queries at most.
    """
    order = OrderImpact.objects.filter(order_id=order_id).first()
    if order is None:
        return quote_lines(lines, scope=Scope.ORDER.value, day=day) if lines else None
    if order.is_replacement:
        return None
    rows = list(order.lines.prefetch_related("quoted_lots"))
    shares = list(LotShare.objects.filter(line__order=order).select_related("lot"))
    bound = {share.lot_id: share.lot for share in shares if share.bound}
    waiting = [row for row in rows if _waiting(row)]
    lots = bound | {lot.pk: lot for row in waiting for lot in row.quoted_lots.all()}
    parts = _confirmed_parts(order, bound) + [part for row in waiting for part in _promised_parts(row)]
    confirmed = not waiting and bool(bound)
    counted = [row for row in rows if row.has_quote or any(share.bound for share in shares if share.line_id == row.pk)]
    subject = _say_subject(Scope.ORDER, _sum_pieces(counted), _sum_pieces(rows))
    stage = Stage.CONFIRMED if confirmed else Stage.PAID
    return build_summary(
        parts,
        lots,
        Saying(Scope.ORDER, stage, subject, day or timezone.localdate()),
        confirmed=confirmed,
        unconfirmed_units=sum(row.unconfirmed for row in rows),
        show_lots=bool(bound),
    )


def _waiting(row: LineImpact) -> bool:
    return bool(row.open or row.unconfirmed)


def _sum_pieces(rows: Iterable[LineImpact]) -> int:
    return sum(row.kept + row.open for row in rows)


def _confirmed_parts(order: OrderImpact, lots: dict[int, Lot]) -> list[Part]:
    """What the ledger holds. Cost: one query."""
    sums = (
        LedgerEntry.objects.filter(order=order)
        .order_by()
        .values("metric", "currency", "lot_id")
        .annotate(amount=Sum("amount"))
        .filter(amount__gt=0)
    )
    return [
        Part(Metric(row["metric"]), row["currency"], row["amount"], _uncertainty(lots.get(row["lot_id"])))
        for row in sums
    ]


def _uncertainty(lot: Lot | None) -> int:
    return lot.uncertainty_percent if lot else 0


def _promised_parts(row: LineImpact) -> list[Part]:
    unsure = max((lot.uncertainty_percent for lot in row.quoted_lots.all()), default=0)
    return _times(row.quote, row.open + row.unconfirmed, unsure) if row.has_quote else []
