"""Keeps the ledger in step with orders: each event recomputes the target state and posts the difference, once.

Two workers may run at the same time: the sequence of an order is read before the order is fetched and taken by a
conditional update when posting, so that what is posted is never older than what was posted before.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from impact_tags.actions.pushing import push_facts
from impact_tags.binding import Candidate, Share, plan_shares
from impact_tags.bookkeeping import apply_shares, post_rows, read_shares, rebase_order, take_pieces
from impact_tags.errors import OrderBusy, OrderUnknown
from impact_tags.formulas import form_quote
from impact_tags.models import LineImpact, Lot, LotProduct, LotShare, OrderImpact
from impact_tags.orders import fetch_order
from impact_tags.outcome import REPLACEMENT_ORIGIN, LineOutcome, OrderedLine, OrderSnapshot, read_outcome
from impact_tags.posting import form_target
from saleor_api.client import Client
from saleor_api.ids import OrderId

_TRIES = 8
_NOT_PLACED = "DRAFT"


class _Raced(Exception):
    """Another worker took the sequence or the last piece of a lot; nothing was written."""


def recompute_order(order_id: OrderId, client: Client) -> None:
    """Brings the ledger to what the order comes to now; safe to repeat, in any order, by several workers.

    An order that was never paid in full has no place in the ledger. Cost: one network call, about twelve queries.

    Raises:
        OrderBusy: others kept posting to the same order; try again.
        OrderUnknown: Saleor does not know the order.
        SaleorError: Saleor could not be asked.
    """
    for _ in range(_TRIES):
        sequence = _read_sequence(order_id)
        order = fetch_order(client, order_id)
        if sequence is None:
            if not order.was_paid or order.status == _NOT_PLACED:
                return
            _open_order(order)
            sequence = 0
        try:
            touched = post_order(order, sequence=sequence)
        except _Raced:
            continue
        if touched:
            push_facts(touched)
        return
    raise OrderBusy("Other workers keep posting to this order.")


def post_order(order: OrderSnapshot, *, sequence: int) -> set[str]:
    """Posts the difference between the ledger and the snapshot, if the order still stands at `sequence`.

    Returns the products whose quote may have changed because a lot ran out or has pieces again.
    """
    with transaction.atomic():
        impact = _take_sequence(order.order_id, sequence)
        lines = _freeze_lines(impact, order)
        outcomes = read_outcome(order, fund_basis_points=settings.TRAINING_FUND_BASIS_POINTS)
        shelf = _Shelf.load(lines.values())
        shares = {}
        for outcome in outcomes:
            line = lines[outcome.line_id]
            shares[outcome.line_id] = _settle_line(line, outcome, shelf)
        funds = {
            outcome.line_id: outcome.fund_minor if lines[outcome.line_id].fund_basis_points else 0
            for outcome in outcomes
        }
        target = form_target(shares, funds, currency=impact.currency)
        post_rows(impact, target, lines=lines, pools=shelf.pools, sequence=sequence + 1)
        return shelf.products_turned()


def adjust_order(order_id: OrderId, *, reason: str) -> int:
    """Brings a past order to the facts that its lots have now, by rows marked as corrections; returns how many.

    Nothing else ever does this: correcting a lot leaves past orders as they are.

    Raises:
        OrderUnknown: the ledger does not hold the order.
        OrderBusy: another worker is posting to it; try again.
    """
    sequence = _read_sequence(order_id)
    if sequence is None:
        raise OrderUnknown("The ledger does not hold this order.")
    try:
        with transaction.atomic():
            impact = _take_sequence(order_id, sequence)
            return rebase_order(impact, sequence=sequence + 1, reason=reason)
    except _Raced as error:
        raise OrderBusy("Another worker is posting to this order.") from error


def _read_sequence(order_id: str) -> int | None:
    return OrderImpact.objects.filter(order_id=order_id).values_list("sequence", flat=True).first()


def _open_order(order: OrderSnapshot) -> None:
    """Inserted once; whoever comes second finds it there."""
    try:
        with transaction.atomic():
            OrderImpact.objects.create(
                order_id=order.order_id,
                number=order.number,
                currency=order.currency,
                is_replacement=order.origin == REPLACEMENT_ORIGIN,
                posted_on=timezone.localdate(),
            )
    except IntegrityError:
        return


def _take_sequence(order_id: str, sequence: int) -> OrderImpact:
    taken = OrderImpact.objects.filter(order_id=order_id, sequence=sequence).update(
        sequence=sequence + 1, changed_at=timezone.now()
    )
    if not taken:
        raise _Raced
    return OrderImpact.objects.get(order_id=order_id)


def _freeze_lines(impact: OrderImpact, order: OrderSnapshot) -> dict[str, LineImpact]:
    """The lines with the quote frozen when they were first seen paid; existing quotes never change."""
    lines = {line.line_id: line for line in impact.lines.all()}
    new = [line for line in order.lines if line.line_id not in lines]
    if new:
        lots_of = _list_lots({line.product_id for line in new if line.product_id})
        for line in new:
            lines[line.line_id] = _freeze_line(impact, line, lots_of.get(line.product_id))
    return lines


def _list_lots(product_ids: Iterable[str]) -> dict[str, list[Lot]]:
    rows = LotProduct.objects.filter(product_id__in=list(product_ids)).select_related("lot")
    found: dict[str, list[Lot]] = {}
    for row in rows.order_by("lot__finished_on", "lot_id"):
        found.setdefault(row.product_id, []).append(row.lot)
    return found


def _freeze_line(impact: OrderImpact, line: OrderedLine, lots: Sequence[Lot] | None) -> LineImpact:
    """A product that never had a lot is no piece of craft (a gift card, a wrap, a donation): it comes to zero."""
    sellable = [lot for lot in lots or [] if lot.sellable and lot.approved_by and lot.free > 0]
    quote = form_quote([lot.facts for lot in sellable])
    frozen = LineImpact.objects.create(
        order=impact,
        line_id=line.line_id,
        product_id=line.product_id,
        quantity=line.quantity,
        fund_basis_points=settings.TRAINING_FUND_BASIS_POINTS if lots else 0,
        has_quote=bool(sellable) and not impact.is_replacement,
        quote_work_minutes=quote.work_minutes,
        quote_wage_minor=quote.wage_minor,
        quote_wage_currency=quote.wage_currency,
        quote_training_minutes=quote.training_minutes,
        quote_material_grams=quote.material_grams,
        quote_traced_grams=quote.traced_grams,
    )
    frozen.quoted_lots.set(sellable)
    return frozen


@dataclass(slots=True)
class _Shelf:
    """The lots that the lines of an order may take from, as they stand inside the transaction."""

    lots: dict[int, Lot]
    products: dict[int, set[str]]
    free: dict[int, int]
    before: dict[int, int]
    pools: dict[int, str]

    @classmethod
    def load(cls, lines: Iterable[LineImpact]) -> "_Shelf":
        rows = list(lines)
        wanted = LotProduct.objects.filter(product_id__in={line.product_id for line in rows if line.product_id})
        products: dict[int, set[str]] = {}
        for row in wanted:
            products.setdefault(row.lot_id, set()).add(row.product_id)
        held = LotShare.objects.filter(line__in=rows).order_by().values_list("lot_id", flat=True)
        # Locked in one order on PostgreSQL, so that two orders never wait for each other; SQLite has one writer.
        locked = Lot.objects.select_for_update().filter(pk__in={*products, *held}).order_by("pk")
        lots = {lot.pk: lot for lot in sorted(locked, key=lambda lot: (lot.finished_on, lot.pk))}
        free = {pk: lot.free for pk, lot in lots.items()}
        return cls(lots, products, dict(free), free, {pk: lot.pool_key for pk, lot in lots.items()})

    def candidates(self, product_id: str) -> list[Candidate]:
        """Lots of the product, oldest first; one that is off sale gives no new piece but keeps what it gave."""
        return [
            Candidate(pk, self.free[pk] if lot.sellable and lot.approved_by else 0, lot.facts, lot.pool_key)
            for pk, lot in self.lots.items()
            if product_id in self.products.get(pk, ())
        ]

    def products_turned(self) -> set[str]:
        """Products of lots that ran out, or have pieces again."""
        turned = {pk for pk in self.lots if (self.before[pk] > 0) != (self.free[pk] > 0)}
        return {row.product_id for row in LotProduct.objects.filter(lot_id__in=turned)} if turned else set()


def _settle_line(line: LineImpact, outcome: LineOutcome, shelf: _Shelf) -> tuple[Share, ...]:
    before = read_shares(line, order=list(shelf.lots))
    after = plan_shares(
        before,
        shelf.candidates(line.product_id),
        quote=line.quote,
        kept=outcome.kept,
        open_pieces=outcome.open,
        replaced=outcome.replaced,
    )
    moves = apply_shares(line, before, after)
    for lot_id, pieces in moves.items():
        shelf.free[lot_id] -= pieces
        if not take_pieces(lot_id, pieces):
            raise _Raced
    bound = sum(share.bound for share in after)
    LineImpact.objects.filter(pk=line.pk).update(
        kept=outcome.kept,
        open=outcome.open,
        replaced=outcome.replaced,
        unconfirmed=max(0, outcome.kept - bound) if line.fund_basis_points else 0,
    )
    return after
