"""One page of the listing: at most five queries, however many rows there are."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When

from catalog.cards import FEATURED_ORDER, live_products, read_cards
from catalog.facets import Counted, build_groups, count_facets, drop_unknown, select_products
from catalog.filters import ListingFilters, Sort
from catalog.models import Label, Product
from catalog.search import find_matches, matching_any
from catalog.shapes import ListingPage
from catalog.version import current_version
from catalog.words import nearest_words, split_words

PAGE_SIZE = 24
# Beyond this place in the search's order nobody notices what comes first, and the SQL would grow.
_RANKED_MATCHES = 240
_ORDERS: dict[Sort, tuple[str, ...]] = {
    Sort.FEATURED: FEATURED_ORDER,
    Sort.NEWEST: ("sold_out", "-created_at", "pk"),
    Sort.PRICE_LOW: ("sold_out", "price_minor", "name_key", "pk"),
    Sort.PRICE_HIGH: ("sold_out", "-price_minor", "name_key", "pk"),
    Sort.NAME: ("sold_out", "name_key", "pk"),
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a channel's buyers can ask for: facet titles by kind and value, and all words of names and titles."""

    titles: Mapping[tuple[str, str], str]
    words: frozenset[str]


def list_products(*, channel: str, filters: ListingFilters, page: int = 1) -> ListingPage:
    """One page of at most 24 cards with facets. At most 5 queries: version, words, search, facets, rows.

    A page beyond the last shows the last. Where no piece holds the words asked for, the nearest are shown.
    """
    version = current_version()
    titles: Mapping[tuple[str, str], str] = {}
    if filters.tags or filters.crafts or filters.countries:
        titles = _vocabulary(channel, version).titles
        filters = drop_unknown(filters, titles)
    narrowed = _narrow(channel, version, replace(filters, sort=Sort.FEATURED, notices=()))
    total = narrowed.counted.total
    pages = max(1, -(-total // PAGE_SIZE))
    shown = min(page, pages)
    products = _sort(select_products(channel, filters, narrowed.found), filters.sort, narrowed.matches)
    start = (shown - 1) * PAGE_SIZE
    return ListingPage(
        cards=read_cards(products[start : start + PAGE_SIZE]) if total else (),
        total=total,
        page=shown,
        pages=pages,
        facets=build_groups(filters, narrowed.counted, titles),
        notices=(*filters.notices, narrowed.notice) if narrowed.notice else filters.notices,
        version=version,
        nearest=narrowed.nearest,
    )


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What the search words left, and how many pieces that makes: the same on each page and in each order."""

    found: Q | None
    matches: tuple[int, ...]  # best first
    nearest: bool
    notice: str
    counted: Counted


def _narrow(channel: str, version: int, filters: ListingFilters) -> Narrowed:
    """Search and facet counts; kept per version and process, because every page of a listing asks for the same."""
    # Version 0 means that nothing was ever turned over: then nothing may be kept either.
    return _keep_narrowed(channel, version, filters) if version else _read_narrowed(channel, version, filters)


@lru_cache(maxsize=128)
def _keep_narrowed(channel: str, version: int, filters: ListingFilters) -> Narrowed:
    return _read_narrowed(channel, version, filters)


def _read_narrowed(channel: str, version: int, filters: ListingFilters) -> Narrowed:
    found: Q | None = None
    matches: list[int] = []
    nearest, notice = False, ""
    if split_words(filters.q):
        matches = find_matches(filters.q)
        found = Q(pk__in=matches)
        if not matches:
            near = _find_nearest(channel, version, filters.q)
            notice = f"We found nothing for “{filters.q}”."
            if near is not None:
                nearest, found = True, near[0]
                notice += f" What comes nearest is “{near[1]}”."
    return Narrowed(found, tuple(matches), nearest, notice, count_facets(channel, filters, found))


def _find_nearest(channel: str, version: int, text: str) -> tuple[Q, str] | None:
    """Pieces that hold one of the words that come nearest to the words of the text."""
    words: list[str] = []
    for wanted in split_words(text):
        words += nearest_words(wanted, _vocabulary(channel, version).words, most=2)
    words = list(dict.fromkeys(words))
    return (Q(pk__in=matching_any(words)), ", ".join(words)) if words else None


def _sort(products: QuerySet[Product], sort: Sort, matches: tuple[int, ...]) -> QuerySet[Product]:
    """Sold-out pieces last in every order; with search words, `featured` means best match first."""
    if sort is Sort.FEATURED and matches:
        ranked = matches[:_RANKED_MATCHES]
        places = Case(
            *(When(pk=row_id, then=Value(place)) for place, row_id in enumerate(ranked)),
            default=Value(len(ranked)),
            output_field=IntegerField(),
        )
        return products.order_by(F("sold_out"), places, "rank", "pk")
    return products.order_by(*_ORDERS[sort])


def _vocabulary(channel: str, version: int) -> Vocabulary:
    """One query per version and process."""
    return _keep_vocabulary(channel, version) if version else _read_vocabulary(channel)


@lru_cache(maxsize=8)
def _keep_vocabulary(channel: str, version: int) -> Vocabulary:
    return _read_vocabulary(channel)


def _read_vocabulary(channel: str) -> Vocabulary:
    live = live_products(channel)
    labels = (
        Label.objects.filter(kind__in=("craft", "tag", "country"), product__in=live.values("pk"))
        .order_by()
        .values_list("kind", "value", "title")
        .distinct()
    )
    names = live.order_by().annotate(kind=Value(""), value=Value("")).values_list("kind", "value", "name")
    titles: dict[tuple[str, str], str] = {}
    words: set[str] = set()
    for kind, value, title in labels.union(names, all=True):
        words.update(split_words(title))
        if kind:
            titles[kind, value] = title
    return Vocabulary(titles, frozenset(words))
