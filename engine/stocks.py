"""How many pieces are free, and how they are held and promised so that none is promised twice."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, Sum
from django.utils import timezone

from engine.models import CheckoutLine, Reservation, Stock


class OutOfStock(Exception):
    """Not enough pieces of some variants: `free` says how many there are, by variant key."""

    def __init__(self, free: Mapping[int, int]) -> None:
        super().__init__(f"not enough of variants {', '.join(map(str, free))}")
        self.free = free


@dataclass(frozen=True, slots=True)
class Taken:
    """Pieces taken from one stock, and how many were free there before."""

    stock: Stock
    quantity: int
    free_before: int


def count_free(variant_ids: Iterable[int], but_for: UUID | None = None) -> dict[int, int]:
    """Pieces by variant, neither promised to orders nor held for a checkout other than `but_for`. Two queries."""
    wanted = list(variant_ids)
    rows = Stock.objects.filter(product_variant__in=wanted).order_by().values_list("product_variant_id")
    free = dict.fromkeys(wanted, 0)
    for variant_id, pieces in rows.annotate(pieces=Sum(F("quantity") - F("quantity_allocated"))):
        free[variant_id] = pieces
    held = Reservation.objects.filter(stock__product_variant__in=wanted, reserved_until__gt=timezone.now())
    if but_for is not None:
        held = held.exclude(line__checkout=but_for)
    for variant_id, pieces in held.values_list("stock__product_variant_id").annotate(pieces=Sum("quantity")):
        free[variant_id] -= pieces
    return {variant_id: max(pieces, 0) for variant_id, pieces in free.items()}


def _lock(variant_ids: Sequence[int]) -> dict[int, list[Stock]]:
    """Keep other buyers of these variants waiting until the transaction ends, and read their stocks.

    An UPDATE that changes nothing locks the rows on PostgreSQL, always in the same order; SQLite lets one writer in.
    """
    keys = Stock.objects.filter(product_variant__in=variant_ids).order_by("pk").values_list("pk", flat=True)
    for key in list(keys):
        Stock.objects.filter(pk=key).update(quantity=F("quantity"))
    stocks: dict[int, list[Stock]] = {variant_id: [] for variant_id in variant_ids}
    for stock in Stock.objects.filter(pk__in=list(keys)).select_related("warehouse", "product_variant"):
        stocks[stock.product_variant_id].append(stock)
    return stocks


def _require(wanted: Mapping[int, int], checkout_id: UUID | None) -> None:
    free = count_free(wanted, but_for=checkout_id)
    short = {variant_id: free[variant_id] for variant_id, quantity in wanted.items() if free[variant_id] < quantity}
    if short:
        raise OutOfStock(short)


def _share(wanted: int, stocks: Sequence[Stock]) -> list[Taken]:
    """Which stocks the pieces come from, the fullest first."""
    taken = []
    for stock in sorted(stocks, key=lambda stock: stock.quantity_allocated - stock.quantity):
        free = stock.quantity - stock.quantity_allocated
        if min(wanted, free) > 0:
            taken.append(Taken(stock, min(wanted, free), free))
            wanted -= taken[-1].quantity
    return taken


def _count_wanted(lines: Iterable[CheckoutLine]) -> dict[int, int]:
    wanted: dict[int, int] = {}
    for line in lines:
        if line.variant.track_inventory:
            wanted[line.variant_id] = wanted.get(line.variant_id, 0) + line.quantity
    return wanted


def check_pieces(lines: Sequence[CheckoutLine], checkout_id: UUID | None) -> None:
    """Make sure that there are pieces for the lines of a checkout. Raises: OutOfStock."""
    _require(_count_wanted(lines), checkout_id)


def hold_pieces(lines: Sequence[CheckoutLine], checkout_id: UUID, minutes: int) -> None:
    """Hold pieces anew for all lines of a checkout; inside a transaction. Raises: OutOfStock, and nothing changes."""
    wanted = _count_wanted(lines)
    stocks = _lock(list(wanted))
    _require(wanted, checkout_id)
    until: datetime = timezone.now() + timedelta(minutes=minutes)
    Reservation.objects.filter(line__checkout=checkout_id).delete()
    Reservation.objects.bulk_create(
        Reservation(line=line, stock=taken.stock, quantity=taken.quantity, reserved_until=until)
        for line in lines
        if line.variant_id in wanted
        for taken in _share(line.quantity, stocks[line.variant_id])
    )


def allocate_pieces(lines: Sequence[CheckoutLine], checkout_id: UUID) -> dict[UUID, list[Taken]]:
    """Promise pieces to the order that the lines become, by line; inside a transaction.

    The update itself has the condition that there are pieces left. Raises: OutOfStock, and the transaction must end.
    """
    wanted = _count_wanted(lines)
    stocks = _lock(list(wanted))
    _require(wanted, checkout_id)
    taken: dict[UUID, list[Taken]] = {line.pk: [] for line in lines}
    for line in lines:
        if line.variant_id not in wanted:
            continue
        taken[line.pk] = _share(line.quantity, stocks[line.variant_id])
        for part in taken[line.pk]:
            room = Stock.objects.filter(pk=part.stock.pk, quantity__gte=F("quantity_allocated") + part.quantity)
            if not room.update(quantity_allocated=F("quantity_allocated") + part.quantity):
                raise OutOfStock({line.variant_id: 0})
            part.stock.quantity_allocated += part.quantity
        if sum(part.quantity for part in taken[line.pk]) < line.quantity:
            raise OutOfStock({line.variant_id: 0})
    return taken
