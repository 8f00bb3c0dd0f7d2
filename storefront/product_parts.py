"""The dear parts of a product page, kept in this process for half a minute of one catalogue version and day.

What changes a story, a tag or a card turns the version over in the same transaction, so a story that was taken back
goes with the next version, as it goes from the page cache; the half minute bounds what moves without a version, such
as the pieces left in a lot.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from artisans.queries import story_for_product
from artisans.shapes import ShownStory
from catalog.queries import cards_with_label
from catalog.shapes import ProductCard, ProductDetail
from impact_tags.queries import impact_of_product
from impact_tags.shapes import ProductImpact

_MOST_KEPT = 2000
_KEPT_SECONDS = 30
_RELATED = 4


@dataclass(frozen=True, slots=True)
class ProductParts:
    """Records, story and neighbours of one product."""

    impact: ProductImpact | None
    story: ShownStory | None
    related: tuple[ProductCard, ...]


class KeptParts:
    """Parts of one version and day by product; those of any other are dropped at once."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._turn: tuple[int, date, int] | None = None
        self._parts: dict[str, ProductParts] = {}

    def read(self, key: str, *, version: int, day: date, make: Callable[[], ProductParts]) -> ProductParts:
        """The kept parts, or those that `make` reads now; version 0 keeps nothing."""
        if not version:
            return make()
        turn = (version, day, int(self._clock() // _KEPT_SECONDS))
        with self._lock:
            if self._turn != turn or len(self._parts) >= _MOST_KEPT:
                self._turn, self._parts = turn, {}
            parts = self._parts.get(key)
        if parts is None:
            parts = make()
            with self._lock:
                if self._turn == turn:
                    self._parts[key] = parts
        return parts


_kept = KeptParts()


def read_parts(detail: ProductDetail, *, channel: str, day: date) -> ProductParts:
    """Records, story and neighbours of a product. Six queries, or none while they are kept."""
    return _kept.read(
        f"{channel}:{get_language()}:{detail.card.url}",
        version=detail.version,
        day=day,
        make=lambda: _read_parts(detail, channel, day),
    )


def _read_parts(detail: ProductDetail, channel: str, day: date) -> ProductParts:
    product_id = detail.card.product_id
    return ProductParts(
        # Without a net price: the tax in it depends on the buyer's country, so the training fund is quoted in the cart.
        impact=impact_of_product(product_id, day=day),
        story=story_for_product(product_id, day=day),
        related=_find_related(detail, channel),
    )


def _find_related(detail: ProductDetail, channel: str) -> tuple[ProductCard, ...]:
    """Other pieces of the nearest category, else of the craft. One query."""
    if detail.categories:
        kind, value = "category", detail.categories[-1].slug
    else:
        kind, value = "craft", next((a.values[0].slug for a in detail.attributes if a.slug == "craft" and a.values), "")
    cards = cards_with_label(kind, value, channel=channel, most=_RELATED + 1)
    return tuple(card for card in cards if card.product_id != detail.card.product_id)[:_RELATED]
