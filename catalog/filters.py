"""What a listing is asked for, read from the address; bad values are ignored with a notice."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Self

from django.http import QueryDict

LONGEST_QUERY = 100
MOST_CHOICES = 20
_HIGHEST_PRICE = Decimal(10_000_000)


class Sort(StrEnum):
    """Orders of a listing; in each of them sold-out pieces come last."""

    FEATURED = "featured"
    NEWEST = "newest"
    PRICE_LOW = "price-low"
    PRICE_HIGH = "price-high"
    NAME = "name"


SORT_LABELS: tuple[tuple[Sort, str], ...] = (
    (Sort.FEATURED, "Featured"),
    (Sort.NEWEST, "Newest"),
    (Sort.PRICE_LOW, "Price, low to high"),
    (Sort.PRICE_HIGH, "Price, high to low"),
    (Sort.NAME, "Name"),
)


@dataclass(frozen=True, slots=True)
class ListingFilters:
    """Several crafts or countries widen the listing, several tags narrow it; prices in the channel's currency."""

    q: str = ""
    tags: tuple[str, ...] = ()
    crafts: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    category: str = ""
    collection: str = ""
    price_gte: Decimal | None = None
    price_lte: Decimal | None = None
    sort: Sort = Sort.FEATURED
    notices: tuple[str, ...] = ()

    @classmethod
    def from_query(cls, query: QueryDict, *, category: str = "", collection: str = "") -> Self:
        """Read the GET parameters of a listing.

        `category` and `collection`, if given, are those of the page and win over the address.
        """
        notices: list[str] = []
        lowest = _read_price(query.get("price_gte", ""), "lowest", notices)
        highest = _read_price(query.get("price_lte", ""), "highest", notices)
        if lowest is not None and highest is not None and lowest > highest:
            notices.append("The lowest price was above the highest: both were swapped.")
            lowest, highest = highest, lowest
        return cls(
            q=_read_words(query.get("q", ""), notices),
            tags=_read_choices(query.getlist("tag")),
            crafts=_read_choices(query.getlist("craft")),
            countries=_read_choices([value.lower() for value in query.getlist("country")]),
            category=category or _clean(query.get("category", "")),
            collection=collection or _clean(query.get("collection", "")),
            price_gte=lowest,
            price_lte=highest,
            sort=_read_sort(query.get("sort", ""), notices),
            notices=tuple(notices),
        )

    @property
    def narrowed(self) -> bool:
        """Whether anything but category, collection and order is asked for."""
        return bool(self.q or self.tags or self.crafts or self.countries) or not (
            self.price_gte is None and self.price_lte is None
        )


def read_page(text: str) -> int:
    """The page number of an address: 1 for anything that is not a positive number."""
    return max(1, int(text)) if text.isdecimal() and len(text) < 7 else 1


def _clean(text: str) -> str:
    """Text without control characters: PostgreSQL refuses NUL."""
    return "".join(letter for letter in text if letter.isprintable()).strip()[:LONGEST_QUERY]


def _read_words(text: str, notices: list[str]) -> str:
    words = " ".join(text.split())
    if len(words) > LONGEST_QUERY:
        notices.append(f"Only the first {LONGEST_QUERY} letters of your search were used.")
    return _clean(words)


def _read_choices(values: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_clean(value) for value in values[:MOST_CHOICES] if _clean(value)))


def _read_price(text: str, which: str, notices: list[str]) -> Decimal | None:
    text = text.strip().replace(",", ".")
    if not text:
        return None
    try:
        price = Decimal(text)
    except InvalidOperation:
        price = Decimal(-1)
    if not price.is_finite() or not 0 <= price <= _HIGHEST_PRICE:
        notices.append(f"The {which} price was not a number, so it was left out.")
        return None
    return price


def _read_sort(text: str, notices: list[str]) -> Sort:
    if not text:
        return Sort.FEATURED
    try:
        return Sort(text)
    except ValueError:
        notices.append("We do not know that order; here are the featured pieces first.")
        return Sort.FEATURED
