"""Which orders the sample buyers place, and how far each of them gets."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from storefront.sample.records import SampleBuyer, read_buyers, read_products


class Fate(StrEnum):
    """Where an order stands when the sample shop opens."""

    PAID = "paid"
    PARTLY_SENT = "partly sent"
    SENT = "sent"
    RETURNED = "returned"
    PARTLY_REFUNDED = "partly refunded"
    REFUNDED = "fully refunded"
    CANCELLED = "cancelled"
    UNPAID = "unpaid"


FATES: dict[Fate, int] = {
    Fate.PAID: 8,
    Fate.PARTLY_SENT: 3,
    Fate.SENT: 9,
    Fate.RETURNED: 2,
    Fate.PARTLY_REFUNDED: 3,
    Fate.REFUNDED: 2,
    Fate.CANCELLED: 2,
    Fate.UNPAID: 1,
}
LEFT_ON_SHELF = 2


@dataclass(frozen=True, slots=True)
class OrderPlan:
    """One order: who buys how many of which SKU, with which voucher, and its fate."""

    number: int
    fate: Fate
    buyer: SampleBuyer
    pieces: tuple[tuple[str, int], ...]
    voucher: str


def plan_orders() -> tuple[OrderPlan, ...]:
    """All orders, fates mixed, the same at every run; no variant is bought below two pieces."""
    rng = random.Random("orders")  # noqa: S311
    fates = [fate for fate, count in FATES.items() for _ in range(count)]
    rng.shuffle(fates)
    left = {variant.sku: variant.stock for product in read_products() for variant in product.variants}
    return tuple(_plan_order(number, fate, left, rng) for number, fate in enumerate(fates, 1))


def _plan_order(number: int, fate: Fate, left: dict[str, int], rng: random.Random) -> OrderPlan:
    buyers = read_buyers()
    several = fate in {Fate.PARTLY_SENT, Fate.PARTLY_REFUNDED}
    pieces = tuple(_pick(left, rng, lines=rng.choice((2, 3)) if several else rng.choice((1, 1, 2, 3))))
    return OrderPlan(
        number=number,
        fate=fate,
        buyer=buyers[(number * 3) % len(buyers)],
        pieces=pieces,
        voucher="WELCOME10" if number % 7 == 0 else "",
    )


def _pick(left: dict[str, int], rng: random.Random, *, lines: int) -> Iterator[tuple[str, int]]:
    able = sorted(sku for sku, stock in left.items() if stock >= LEFT_ON_SHELF + 3)
    for sku in rng.sample(able, lines):
        quantity = rng.choice((1, 1, 1, 2))
        left[sku] -= quantity
        yield sku, quantity
