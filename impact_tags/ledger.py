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
from impact_tags.bookkeeping import apply_shares, post_rows, read_posted, read_shares, rebase_order, take_pieces
from impact_tags.errors import OrderBusy, OrderUnknown
from impact_tags.formulas import form_quote
from impact_tags.models import LineImpact, Lot, LotProduct, OrderImpact
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

    An order that was never paid in full has no place in the ledger. Cost: one network call, seven queries where
    nothing changed.

    Raises:
        OrderBusy: others kept posting to the same order; try again.
        OrderUnknown: Saleor does not know the order.
        SaleorError: Saleor could not be asked.
    """
    for _ in range(_TRIES):
        # Before the order is fetched: whoever posts meanwhile takes the sequence that is read here.
        impact = _find_impact(order_id)
        order = fetch_order(client, order_id)
        if impact is None:
            if not order.was_paid or order.status == _NOT_PLACED:
                return
            impact = _open_order(order)
        try:
            touched = post_order(impact, order)
        except _Raced:
            continue
        if touched:
            push_facts(touched)
        return
    raise OrderBusy("Other workers keep posting to this order.")


def post_order(impact: OrderImpact, order: OrderSnapshot) -> set[str]:
    """Posts the difference between the ledger and the snapshot, if the order still stands at its sequence.

    Returns the products whose quote may have changed because a lot ran out or has pieces again.
    """
    with transaction.atomic():
        _take_sequence(impact)
        # What was never posted to has neither lines nor rows.
        known = list(impact.lines.all()) if impact.sequence else []
        posted = read_posted(impact) if impact.sequence else {}
        outcomes = read_outcome(order, fund_basis_points=settings.TRAINING_FUND_BASIS_POINTS)
        shelf = _Shelf.load(known, {line.product_id for line in order.lines})
        lines = _freeze_lines(impact, order, known, shelf)
        shares = {}
        for outcome in outcomes:
            line = lines[outcome.line_id]
            shares[outcome.line_id] = _settle_line(line, outcome, shelf)
        funds = {
            outcome.line_id: outcome.fund_minor if lines[outcome.line_id].fund_basis_points else 0
            for outcome in outcomes
        }
        target = form_target(shares, funds, currency=impact.currency)
        post_rows(impact, target, lines=lines, pools=shelf.pools, posted=posted, sequence=impact.sequence + 1)
        return shelf.products_turned()


def adjust_order(order_id: OrderId, *, reason: str) -> int:
    """Brings a past order to the facts that its lots have now, by rows marked as corrections; returns how many.

    Nothing else ever does this: correcting a lot leaves past orders as they are.

    Raises:
        OrderUnknown: the ledger does not hold the order.
        OrderBusy: another worker is posting to it; try again.
    """
    impact = _find_impact(order_id)
    if impact is None:
        raise OrderUnknown("The ledger does not hold this order.")
    try:
        with transaction.atomic():
            _take_sequence(impact)
            return rebase_order(impact, sequence=impact.sequence + 1, reason=reason)
    except _Raced as error:
        raise OrderBusy("Another worker is posting to this order.") from error


def _find_impact(order_id: str) -> OrderImpact | None:
    return OrderImpact.objects.filter(order_id=order_id).first()


def _open_order(order: OrderSnapshot) -> OrderImpact:
    """Inserted once; whoever comes second finds it there."""
    try:
        with transaction.atomic():
            return OrderImpact.objects.create(
                order_id=order.order_id,
                number=order.number,
                currency=order.currency,
                is_replacement=order.origin == REPLACEMENT_ORIGIN,
                posted_on=timezone.localdate(),
            )
    except IntegrityError:
        opened = OrderImpact.objects.get(order_id=order.order_id)
        # As it was opened: if the other has posted by now, it knows more than this snapshot.
        opened.sequence = 0
        return opened


def _take_sequence(impact: OrderImpact) -> None:
    standing = OrderImpact.objects.filter(pk=impact.pk, sequence=impact.sequence)
    if not standing.update(sequence=impact.sequence + 1, changed_at=timezone.now()):
        raise _Raced


def _freeze_lines(
    impact: OrderImpact, order: OrderSnapshot, known: Iterable[LineImpact], shelf: "_Shelf"
) -> dict[str, LineImpact]:
    """The lines with the quote frozen when they were first seen paid; existing quotes never change."""
    lines = {line.line_id: line for line in known}
    for line in order.lines:
        if line.line_id not in lines:
            lines[line.line_id] = _freeze_line(impact, line, shelf.lots_of(line.product_id))
    return lines


def _freeze_line(impact: OrderImpact, line: OrderedLine, lots: Sequence[Lot]) -> LineImpact:
    """A product that never had a lot is no piece of craft (a gift card, a wrap, a donation): it comes to zero."""
    sellable = [lot for lot in lots if lot.sellable and lot.approved_by and lot.free > 0]
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
    quoted = LineImpact.quoted_lots.through
    quoted.objects.bulk_create(quoted(lineimpact=frozen, lot=lot) for lot in sellable)
    return frozen


@dataclass(slots=True)
class _Shelf:
    """The lots that the lines of an order may take from, as they stand inside the transaction."""

    lots: dict[int, Lot]
    products: dict[int, set[str]]
    free: dict[int, int]
    before: dict[int, int]
    pools: dict[int, str]
    shares: dict[int, list[Share]]

    @classmethod
    def load(cls, lines: Sequence[LineImpact], product_ids: set[str]) -> "_Shelf":
        """For lines that are known and for new ones of these products. Cost: three queries, two without lines."""
        wanted = {line.product_id for line in lines} | product_ids
        products: dict[int, set[str]] = {}
        for row in LotProduct.objects.filter(product_id__in=wanted - {""}):
            products.setdefault(row.lot_id, set()).add(row.product_id)
        shares = read_shares(lines) if lines else {}
        held = {share.lot_id for row in shares.values() for share in row}
        # Locked in one order on PostgreSQL, so that two orders never wait for each other; SQLite has one writer.
        locked = Lot.objects.select_for_update().filter(pk__in={*products, *held}).order_by("pk")
        lots = {lot.pk: lot for lot in sorted(locked, key=lambda lot: (lot.finished_on, lot.pk))}
        free = {pk: lot.free for pk, lot in lots.items()}
        return cls(lots, products, dict(free), free, {pk: lot.pool_key for pk, lot in lots.items()}, shares)

    def lots_of(self, product_id: str) -> list[Lot]:
        """All lots of the product, oldest first."""
        return [lot for pk, lot in self.lots.items() if product_id in self.products.get(pk, ())]

    def shares_of(self, line: LineImpact) -> list[Share]:
        """What the lots give to the line, oldest lot first."""
        order = list(self.lots)
        return sorted(self.shares.get(line.pk, ()), key=lambda share: (order.index(share.lot_id), share.row_id))

    def candidates(self, product_id: str) -> list[Candidate]:
        """Lots of the product, oldest first; one that is off sale gives no new piece but keeps what it gave."""
        return [
            Candidate(lot.pk, self.free[lot.pk] if lot.sellable and lot.approved_by else 0, lot.facts, lot.pool_key)
            for lot in self.lots_of(product_id)
        ]

    def products_turned(self) -> set[str]:
        """Products of lots that ran out, or have pieces again."""
        turned = {pk for pk in self.lots if (self.before[pk] > 0) != (self.free[pk] > 0)}
        return {row.product_id for row in LotProduct.objects.filter(lot_id__in=turned)} if turned else set()


def _settle_line(line: LineImpact, outcome: LineOutcome, shelf: _Shelf) -> tuple[Share, ...]:
    before = shelf.shares_of(line)
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
    unconfirmed = max(0, outcome.kept - bound) if line.fund_basis_points else 0
    standing = outcome.kept, outcome.open, outcome.replaced, unconfirmed
    if standing != (line.kept, line.open, line.replaced, line.unconfirmed):
        line.kept, line.open, line.replaced, line.unconfirmed = standing
        line.save(update_fields=["kept", "open", "replaced", "unconfirmed"])
    return after
