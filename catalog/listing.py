"""One page of the listing: at most five queries, however many rows there are."""

from functools import lru_cache

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When

from catalog.cards import FEATURED_ORDER, live_products, read_cards
from catalog.facets import build_groups, count_facets, drop_unknown, select_products
from catalog.filters import ListingFilters, Sort
from catalog.models import Label, Product
from catalog.search import find_matches, known_words
from catalog.shapes import ListingPage
from catalog.version import current_version
from catalog.words import nearest_words, split_words

PAGE_SIZE = 24
# Beyond this place in the search's order nobody notices what comes first, and the SQL would grow.
_RANKED_MATCHES = 240
_ORDERS: dict[Sort, tuple[str, ...]] = {
    Sort.FEATURED: FEATURED_ORDER,
    Sort.NEWEST: ("sold_out", "-created_at", "-pk"),
    Sort.PRICE_LOW: ("sold_out", "price_minor", "name_key", "pk"),
    Sort.PRICE_HIGH: ("sold_out", "-price_minor", "name_key", "pk"),
    Sort.NAME: ("sold_out", "name_key", "pk"),
}
Names = tuple[tuple[int, str], ...]
Titles = dict[tuple[str, str], str]


def list_products(*, channel: str, filters: ListingFilters, page: int = 1) -> ListingPage:
    """One page of at most 24 cards with facets. At most 5 queries: version, words, search, facets, rows.

    A page beyond the last shows the last. Where no piece holds the words asked for, the nearest are shown.
    """
    version = current_version()
    titles: Titles = {}
    if filters.tags or filters.crafts or filters.countries:
        titles = _vocabulary(channel, version)[0]
        filters = drop_unknown(filters, titles)
    found, matches, nearest, notice = _find(channel, version, filters.q)
    counted = count_facets(channel, filters, found)
    pages = max(1, -(-counted.total // PAGE_SIZE))
    shown = min(page, pages)
    products = _sort(select_products(channel, filters, found), filters.sort, matches)
    start = (shown - 1) * PAGE_SIZE
    return ListingPage(
        cards=read_cards(products[start : start + PAGE_SIZE]) if counted.total else (),
        total=counted.total,
        page=shown,
        pages=pages,
        facets=build_groups(filters, counted, titles),
        notices=(*filters.notices, notice) if notice else filters.notices,
        version=version,
        nearest=nearest,
    )


def _find(channel: str, version: int, text: str) -> tuple[Q | None, list[int], bool, str]:
    """The condition that the search words leave, the matches in order, whether they are only near, the notice."""
    if not split_words(text):
        return None, [], False, ""
    matches = find_matches(text)
    if matches:
        return Q(pk__in=matches), matches, False, ""
    near = _find_nearest(channel, version, text)
    if near is None:
        return Q(pk__in=[]), [], False, f"We found nothing for “{text}”."
    condition, words = near
    return condition, [], True, f"We found nothing for “{text}”. What comes nearest is “{words}”."


def _find_nearest(channel: str, version: int, text: str) -> tuple[Q, str] | None:
    """Pieces whose name or labels hold the words that come nearest to each word of the text."""
    titles, names = _vocabulary(channel, version)
    in_names = known_words(name for _, name in names)
    labels = list(titles)
    in_labels = known_words(titles.values())
    condition = Q(pk__in=[])
    words = []
    for wanted in split_words(text):
        for word in nearest_words(wanted, in_names.keys() | in_labels.keys(), most=2):
            words.append(word)
            condition |= Q(pk__in=[names[place][0] for place in in_names.get(word, ())])
            for place in in_labels.get(word, ()):
                kind, value = labels[place]
                condition |= Q(pk__in=Label.objects.filter(kind=kind, value=value).values("product"))
    return (condition, ", ".join(dict.fromkeys(words))) if words else None


def _sort(products: QuerySet[Product], sort: Sort, matches: list[int]) -> QuerySet[Product]:
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


def _vocabulary(channel: str, version: int) -> tuple[Titles, Names]:
    """Facet titles by kind and value, and names by row; one query per version and process."""
    # Version 0 means that nothing was ever turned over: then nothing may be kept either.
    return _keep_vocabulary(channel, version) if version else _read_vocabulary(channel)


@lru_cache(maxsize=8)
def _keep_vocabulary(channel: str, version: int) -> tuple[Titles, Names]:
    return _read_vocabulary(channel)


def _read_vocabulary(channel: str) -> tuple[Titles, Names]:
    live = live_products(channel)
    labels = (
        Label.objects.filter(kind__in=("craft", "tag", "country"), product__in=live.values("pk"))
        .order_by()
        .annotate(row=Value(0))
        .values_list("row", "kind", "value", "title")
        .distinct()
    )
    names = live.order_by().annotate(kind=Value(""), value=Value("")).values_list("pk", "kind", "value", "name")
    titles: Titles = {}
    rows: list[tuple[int, str]] = []
    for row, kind, value, title in labels.union(names, all=True):
        if kind:
            titles[kind, value] = title
        else:
            rows.append((row, title))
    return titles, tuple(rows)
