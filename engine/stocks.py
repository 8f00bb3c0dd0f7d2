"""How many pieces are free, and how they are held and promised so that none is promised twice."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
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
    free = dict.fromkeys(wanted, 0)
    rows = Stock.objects.filter(product_variant__in=wanted).values_list("product_variant_id")
    for variant_id, pieces in rows.annotate(pieces=Sum(F("quantity") - F("quantity_allocated"))):
        free[variant_id] = pieces
    held = Reservation.objects.filter(stock__product_variant__in=wanted, reserved_until__gt=timezone.now())
    held = held if but_for is None else held.exclude(line__checkout=but_for)
    for variant_id, pieces in held.values_list("stock__product_variant_id").annotate(pieces=Sum("quantity")):
        free[variant_id] -= pieces
    return {variant_id: max(pieces, 0) for variant_id, pieces in free.items()}


def count_wanted(lines: Iterable[CheckoutLine]) -> dict[int, int]:
    """Pieces by variant, of those whose stock is counted."""
    wanted: dict[int, int] = {}
    for line in lines:
        if line.variant.track_inventory:
            wanted[line.variant_id] = wanted.get(line.variant_id, 0) + line.quantity
    return wanted


def find_missing(lines: Sequence[CheckoutLine], checkout_id: UUID) -> dict[int, int]:
    """The variants of which there is not enough for a checkout, and how many pieces there are."""
    wanted = count_wanted(lines)
    free = count_free(wanted, but_for=checkout_id) if wanted else {}
    return {variant_id: free[variant_id] for variant_id, quantity in wanted.items() if free[variant_id] < quantity}


def hold_pieces(lines: Sequence[CheckoutLine], checkout_id: UUID, minutes: int) -> None:
    """Hold pieces anew for all lines of a checkout, 0 minutes: only look whether there are enough.

    Inside a transaction. Raises: OutOfStock, and nothing changes.
    """
    stocks = _lock(lines, checkout_id)
    if not minutes:
        return
    until = timezone.now() + timedelta(minutes=minutes)
    Reservation.objects.filter(line__checkout=checkout_id).delete()
    Reservation.objects.bulk_create(
        Reservation(line=line, stock=taken.stock, quantity=taken.quantity, reserved_until=until)
        for line in lines
        for taken in _share(line.quantity, stocks.get(line.variant_id, []))
    )


def allocate_pieces(lines: Sequence[CheckoutLine], checkout_id: UUID) -> dict[UUID, list[Taken]]:
    """Promise pieces to the order that the lines become, by line; inside a transaction.

    The update itself has the condition that there are pieces left. Raises: OutOfStock, and the transaction must end.
    """
    stocks = _lock(lines, checkout_id)
    taken = {}
    for line in lines:
        taken[line.pk] = _share(line.quantity, stocks.get(line.variant_id, []))
        for part in taken[line.pk]:
            room = Stock.objects.filter(pk=part.stock.pk, quantity__gte=F("quantity_allocated") + part.quantity)
            if not room.update(quantity_allocated=F("quantity_allocated") + part.quantity):
                raise OutOfStock({line.variant_id: 0})
            part.stock.quantity_allocated += part.quantity
        if line.variant_id in stocks and sum(part.quantity for part in taken[line.pk]) < line.quantity:
            raise OutOfStock({line.variant_id: 0})
    return taken


def _lock(lines: Sequence[CheckoutLine], checkout_id: UUID) -> dict[int, list[Stock]]:
    """Keep other buyers of these variants waiting until the transaction ends; their stocks, if there is enough.

    An UPDATE that changes nothing locks the rows on PostgreSQL, always in the same order; SQLite lets one writer in.
    """
    wanted = count_wanted(lines)
    for variant_id in sorted(wanted):
        Stock.objects.filter(product_variant=variant_id).update(quantity=F("quantity"))
    missing = find_missing(lines, checkout_id)
    if missing:
        raise OutOfStock(missing)
    stocks: dict[int, list[Stock]] = {variant_id: [] for variant_id in wanted}
    for stock in Stock.objects.filter(product_variant__in=wanted).select_related("warehouse", "product_variant"):
        stocks[stock.product_variant_id].append(stock)
    return stocks


def _share(wanted: int, stocks: Sequence[Stock]) -> list[Taken]:
    """Which stocks the pieces come from, the fullest first."""
    taken = []
    for stock in sorted(stocks, key=lambda stock: stock.quantity_allocated - stock.quantity):
        free = stock.quantity - stock.quantity_allocated
        if min(wanted, free) > 0:
            taken.append(Taken(stock, min(wanted, free), free))
            wanted -= taken[-1].quantity
    return taken
