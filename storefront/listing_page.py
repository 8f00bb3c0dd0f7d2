"""What the listing shows, for all pieces as for one category or collection."""

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.utils.translation import get_language

from catalog.filters import SORT_LABELS, ListingFilters, Sort
from catalog.queries import list_categories, list_products
from catalog.shapes import Group, ListingPage
from storefront.listing_address import Chosen, list_chosen, listing_url
from storefront.pager import Pager, build_pager


@dataclass(frozen=True, slots=True)
class ListingView:
    """One listing as the template shows it. `path` is where its form goes; `indexed`: search engines may list it."""

    heading: str
    paragraphs: tuple[str, ...]
    path: str
    listing: ListingPage
    filters: ListingFilters
    chosen: tuple[Chosen, ...]
    pager: Pager
    kinds: tuple[Group, ...]
    sorts: tuple[tuple[Sort, str], ...]
    canonical: str
    indexed: bool
    all_pieces: bool
    currency: str


def read_categories(channel: str, version: int) -> tuple[Group, ...]:
    """Root categories that hold something, kept until the version turns over. Three queries, then none."""
    # Version 0 means that nothing was ever turned over: then nothing may be kept either.
    return _keep_categories(channel, version, get_language() or "") if version else _read_categories(channel)


@lru_cache(maxsize=8)
def _keep_categories(channel: str, version: int, language: str) -> tuple[Group, ...]:
    return _read_categories(channel)


def _read_categories(channel: str) -> tuple[Group, ...]:
    return tuple(group for group in list_categories(channel=channel) if group.depth == 0)


def build_listing(
    *, channel: str, filters: ListingFilters, page: int, path: str, group: Group | None, in_path: bool = False
) -> ListingView:
    """The listing at `path`; `group` is the category or collection it is about; `in_path`: the path names it.

    At most 5 queries, or 3 and the 3 of the categories, whatever the number of rows.
    """
    listing = list_products(channel=channel, filters=filters, page=page)
    plain = not filters.narrowed and filters.sort is Sort.FEATURED
    first = plain and listing.page == 1

    def url_of(number: int) -> str:
        return listing_url(path, filters, page=number, category_in_path=in_path)

    return ListingView(
        heading=_heading(filters, group),
        paragraphs=group.paragraphs if group else (),
        path=path,
        listing=listing,
        filters=filters,
        chosen=list_chosen(
            path, filters, listing.facets, category=group.name if group else "", category_in_path=in_path
        ),
        pager=build_pager(page=listing.page, pages=listing.pages, url_of=url_of),
        kinds=read_categories(channel, listing.version) if first and group is None else (),
        sorts=SORT_LABELS,
        canonical=f"{settings.PUBLIC_URL}{listing_url(path, ListingFilters(), page=listing.page)}",
        indexed=plain and bool(listing.cards),
        all_pieces=group is None,
        currency=settings.CHANNELS[channel]["currency"],
    )


def _heading(filters: ListingFilters, group: Group | None) -> str:
    if filters.q:
        return f"Search: {filters.q}"
    return group.name if group else "All pieces"
