"""How many pieces are free, and how they are held and promised so that none is promised twice."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import connections
from django.db.models import F
from django.utils import timezone

from engine.models import Checkout, CheckoutLine, Reservation, Stock
from engine.peers import fetch
from engine.rows import delete_rows, execute, insert_row, read_rows


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


def _count_held(stocks: Collection[Stock], but_for: UUID | None) -> dict[int, int]:
    """Pieces by stock, held for checkouts other than `but_for`. One query."""
    if not stocks:
        return {}
    marks = ", ".join(["%s"] * len(stocks))
    held = "SELECT stock_id, SUM(quantity) FROM engine_reservation WHERE reserved_until > %s"
    others = "line_id NOT IN (SELECT id FROM engine_checkoutline WHERE checkout_id = %s)"
    own = Checkout._meta.pk.get_db_prep_value(but_for or UUID(int=0), connections["engine"])
    text = f"{held} AND {others} AND stock_id IN ({marks}) GROUP BY stock_id"
    return dict(execute(text, [timezone.now(), own, *(stock.pk for stock in stocks)]))


def _read_stocks(
    variant_ids: Collection[int], but_for: UUID | None, *, held: bool = False
) -> dict[int, dict[Stock, int]]:
    """By variant the stocks, and what is free there: neither promised to orders nor held for another checkout.

    `held`: other buyers of these variants wait until this transaction ends.
    """
    stocks = read_rows(Stock, "product_variant", variant_ids, held=held)
    taken, free = _count_held(stocks, but_for), {variant_id: dict[Stock, int]() for variant_id in variant_ids}
    for stock in stocks:
        pieces = stock.quantity - stock.quantity_allocated - taken.get(stock.pk, 0)
        free[stock.product_variant_id][stock] = pieces
    return free


def count_free(variant_ids: Iterable[int], but_for: UUID | None = None) -> dict[int, int]:
    """Free pieces by variant, counted for the checkout `but_for`, whose own hold does not count. Two queries."""
    return _add_up(_read_stocks(set(variant_ids), but_for))


def _add_up(stocks: Mapping[int, Mapping[Stock, int]]) -> dict[int, int]:
    return {variant_id: max(sum(pieces.values()), 0) for variant_id, pieces in stocks.items()}


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
    return _compare(wanted, count_free(wanted, checkout_id)) if wanted else {}


def _compare(wanted: Mapping[int, int], free: Mapping[int, int]) -> dict[int, int]:
    """The free pieces of the variants of which there are too few."""
    return {variant_id: pieces for variant_id, pieces in free.items() if pieces < wanted[variant_id]}


def hold_pieces(lines: Sequence[CheckoutLine], checkout_id: UUID, minutes: int) -> None:
    """Hold pieces anew for all lines of a checkout, 0 minutes: only look whether there are enough.

    Inside a transaction. Raises: OutOfStock, and nothing changes.
    """
    wanted = _count_wanted(lines)
    stocks = _read_stocks(wanted.keys(), checkout_id, held=True)
    missing = _compare(wanted, _add_up(stocks))
    if missing:
        raise OutOfStock(missing)
    if minutes:
        until = timezone.now() + timedelta(minutes=minutes)
        delete_rows(Reservation, "line", [line.pk for line in lines])
        for line in lines:
            for part in _share(line, stocks.get(line.variant_id, {})):
                insert_row(Reservation(line=line, stock=part.stock, quantity=part.quantity, reserved_until=until))


def allocate_pieces(lines: Sequence[CheckoutLine], checkout_id: UUID) -> list[Taken]:
    """Promise pieces to the order that the lines become; inside a transaction.

    The update itself has the condition that so many are free. Raises: OutOfStock, and the transaction must end.
    """
    stocks = _read_stocks(_count_wanted(lines).keys(), checkout_id, held=True)
    taken, short = list[Taken](), dict[int, int]()
    for line in (line for line in lines if fetch(line, "variant").track_inventory):
        free = stocks.get(line.variant_id, {})
        parts = _share(line, free)
        for part in parts:
            held = part.stock.quantity - part.stock.quantity_allocated - free[part.stock]
            room = Stock.objects.filter(pk=part.stock.pk, quantity__gte=F("quantity_allocated") + part.quantity + held)
            if not room.update(quantity_allocated=F("quantity_allocated") + part.quantity):
                short[line.variant_id] = max(sum(free.values()), 0)
        if not parts:
            short[line.variant_id] = 0
        taken += parts
    if short:
        raise OutOfStock(short)
    return taken


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
