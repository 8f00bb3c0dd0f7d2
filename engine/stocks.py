"""How many pieces are free, and how they are held and promised so that none is promised twice."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from engine.models import CheckoutLine, Reservation, Stock
from engine.peers import fetch


class OutOfStock(Exception):
    """Not enough pieces of some variants: `free` says how many there are, by variant key."""

    def __init__(self, free: Mapping[int, int]) -> None:
        super().__init__(f"not enough of variants {', '.join(map(str, free))}")
        self.free = free


@dataclass(frozen=True, slots=True)
class Taken:
    """Pieces taken from one stock for a line; the stock is as it was before."""

    line: CheckoutLine
    stock: Stock
    quantity: int


def _with_free(stocks: QuerySet[Stock], but_for: UUID | None) -> QuerySet[Any]:
    """The stocks with `free`: pieces neither promised to orders nor held for a checkout other than `but_for`."""
    held = Reservation.objects.filter(stock=OuterRef("pk"), reserved_until__gt=timezone.now())
    sums = held.exclude(line__checkout=but_for).order_by().values("stock").annotate(pieces=Sum("quantity"))
    taken = Coalesce(Subquery(sums.values("pieces")), 0, output_field=IntegerField())
    return stocks.annotate(free=F("quantity") - F("quantity_allocated") - taken)


def count_free(variant_ids: Iterable[int], but_for: UUID | None = None) -> dict[int, int]:
    """Free pieces by variant, counted for the checkout `but_for`, whose own hold does not count. One query."""
    free = dict.fromkeys(variant_ids, 0)
    stocks = _with_free(Stock.objects.filter(product_variant__in=free), but_for)
    for variant_id, pieces in stocks.values_list("product_variant_id", "free"):
        free[variant_id] += pieces
    return {variant_id: max(pieces, 0) for variant_id, pieces in free.items()}


def _count_wanted(lines: Iterable[CheckoutLine]) -> dict[int, int]:
    """Pieces by variant, of those whose stock is counted."""
    wanted: dict[int, int] = {}
    for line in lines:
        if fetch(line, "variant").track_inventory:
            wanted[line.variant_id] = wanted.get(line.variant_id, 0) + line.quantity
    return wanted


def find_missing(lines: Sequence[CheckoutLine], checkout_id: UUID) -> dict[int, int]:
    """The variants of which there is not enough for a checkout, and how many pieces there are."""
    wanted = _count_wanted(lines)
    free = count_free(wanted, checkout_id) if wanted else {}
    return {variant_id: pieces for variant_id, pieces in free.items() if pieces < wanted[variant_id]}


def hold_pieces(lines: Sequence[CheckoutLine], checkout_id: UUID, minutes: int) -> None:
    """Hold pieces anew for all lines of a checkout, 0 minutes: only look whether there are enough.

    Inside a transaction. Raises: OutOfStock, and nothing changes.
    """
    wanted = _count_wanted(lines)
    stocks = _lock(wanted, checkout_id)
    free = {variant_id: max(sum(stocks.get(variant_id, {}).values()), 0) for variant_id in wanted}
    missing = {variant_id: pieces for variant_id, pieces in free.items() if pieces < wanted[variant_id]}
    if missing:
        raise OutOfStock(missing)
    if minutes:
        until = timezone.now() + timedelta(minutes=minutes)
        Reservation.objects.filter(line__checkout=checkout_id).delete()
        Reservation.objects.bulk_create(
            Reservation(line=line, stock=part.stock, quantity=part.quantity, reserved_until=until)
            for line in lines
            for part in _share(line, stocks.get(line.variant_id, {}))
        )


def allocate_pieces(lines: Sequence[CheckoutLine], checkout_id: UUID) -> list[Taken]:
    """Promise pieces to the order that the lines become; inside a transaction.

    The update itself has the condition that so many are free. Raises: OutOfStock, and the transaction must end.
    """
    stocks, taken, short = _lock(_count_wanted(lines), checkout_id), list[Taken](), dict[int, int]()
    for line in (line for line in lines if fetch(line, "variant").track_inventory):
        free = stocks.get(line.variant_id, {})
        parts = _share(line, free)
        for part in parts:
            room = _with_free(Stock.objects.filter(pk=part.stock.pk), checkout_id).filter(free__gte=part.quantity)
            if not room.update(quantity_allocated=F("quantity_allocated") + part.quantity):
                short[line.variant_id] = max(sum(free.values()), 0)
        if not parts:
            short[line.variant_id] = 0
        taken += parts
    if short:
        raise OutOfStock(short)
    return taken


def _lock(variant_ids: Iterable[int], checkout_id: UUID) -> dict[int, dict[Stock, int]]:
    """The stocks of some variants and what is free there; other buyers of these wait for this transaction.

    PostgreSQL locks the rows, always in the same order; SQLite lets one writer in at a time.
    """
    stocks: dict[int, dict[Stock, int]] = {}
    rows = Stock.objects.filter(product_variant__in=variant_ids).order_by("pk").select_for_update(of=("self",))
    for stock in _with_free(rows, checkout_id).select_related("warehouse", "product_variant"):
        stocks.setdefault(stock.product_variant_id, {})[stock] = stock.free
    return stocks


def _share(line: CheckoutLine, stocks: Mapping[Stock, int]) -> list[Taken]:
    """Which stocks the pieces come from, the fullest first; the last gives the rest, whether it has it or not."""
    taken, wanted = list[Taken](), line.quantity
    fullest_first = sorted(stocks, key=lambda stock: -stocks[stock])
    for stock in fullest_first:
        quantity = wanted if stock is fullest_first[-1] else min(wanted, max(stocks[stock], 0))
        if quantity:
            taken.append(Taken(line, stock, quantity))
            wanted -= quantity
    return taken
