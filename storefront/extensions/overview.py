"""The overview: products without a story, a tag or a lot on sale, and orders with pieces sent without a lot."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from django.conf import settings
from django.urls import reverse

from artisans.queries.standing import products_with_story
from catalog.queries import list_tagged
from impact_tags.queries.ledger import unconfirmed_lines
from impact_tags.queries.standing import products_on_sale

_MOST_ROWS = 100


@dataclass(frozen=True, slots=True)
class ProductGap:
    """A product and what it lacks; `url` is its page in the Dashboard, empty where that address is not set."""

    name: str
    lacks: tuple[str, ...]
    url: str


@dataclass(frozen=True, slots=True)
class OrderGap:
    """An order with pieces that were sent without a lot."""

    number: str
    pieces: int
    url: str


@dataclass(frozen=True, slots=True)
class Overview:
    """`products` or `orders` is None for a person without the permission; at most a hundred rows of each."""

    products: tuple[ProductGap, ...] | None
    products_in_all: int
    products_lacking: int
    orders: tuple[OrderGap, ...] | None
    orders_lacking: int


def build_overview(*, with_products: bool, with_orders: bool, day: date) -> Overview:
    """What is missing today. At most six queries."""
    rows = list_tagged(settings.DEFAULT_CHANNEL) if with_products else []
    gaps = _find_gaps(rows, day) if rows else []
    pieces: Counter[str] = Counter()
    for line in unconfirmed_lines() if with_orders else ():
        pieces[line.order_number] += line.pieces
    orders = tuple(
        OrderGap(number, count, reverse("dashboard-order", args=[number])) for number, count in pieces.items()
    )
    return Overview(
        products=tuple(gaps[:_MOST_ROWS]) if with_products else None,
        products_in_all=len(rows),
        products_lacking=len(gaps),
        orders=orders[:_MOST_ROWS] if with_orders else None,
        orders_lacking=len(orders),
    )


def _find_gaps(rows: list[tuple[str, str, bool]], day: date) -> list[ProductGap]:
    ids = [product_id for product_id, _, _ in rows]
    told, sold = products_with_story(ids, day=day), products_on_sale(ids)
    found = []
    for product_id, name, has_tags in rows:
        has = {"story": product_id in told, "tag": has_tags, "lot on sale": product_id in sold}
        lacks = tuple(part for part, there in has.items() if not there)
        if lacks:
            found.append(ProductGap(name, lacks, _dashboard_page(product_id)))
    return found


def _dashboard_page(product_id: str) -> str:
    """The product in Saleor's Dashboard, as its own links name it."""
    base = settings.SALEOR_DASHBOARD_URL
    return f"{base}/products/{quote(product_id, safe='')}" if base else ""
