"""Addresses of a listing: the wishes of a visitor written back into a query."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from catalog.filters import ListingFilters, Sort
from catalog.shapes import FacetGroup


@dataclass(frozen=True, slots=True)
class Chosen:
    """One wish in the visitor's words, and the address of the listing without it."""

    label: str
    url: str


def listing_url(path: str, filters: ListingFilters, *, page: int = 1, category_in_path: bool = False) -> str:
    """The address of a listing below `path`; what is as usual is left out.

    `category_in_path`: the path itself names the category or collection.
    """
    pairs = [("q", filters.q)] if filters.q else []
    pairs += [("craft", value) for value in filters.crafts]
    pairs += [("tag", value) for value in filters.tags]
    pairs += [("country", value) for value in filters.countries]
    if not category_in_path and filters.category:
        pairs.append(("category", filters.category))
    if filters.price_gte is not None:
        pairs.append(("price_gte", f"{filters.price_gte:f}"))
    if filters.price_lte is not None:
        pairs.append(("price_lte", f"{filters.price_lte:f}"))
    if filters.sort is not Sort.FEATURED:
        pairs.append(("sort", filters.sort.value))
    if page > 1:
        pairs.append(("page", str(page)))
    return f"{path}?{urlencode(pairs)}" if pairs else path


def list_chosen(
    path: str, filters: ListingFilters, facets: tuple[FacetGroup, ...], *, category: str, category_in_path: bool
) -> tuple[Chosen, ...]:
    """Everything that narrows the listing, each with the way to drop it; `category` is its name."""

    def without(**changes: object) -> str:
        changed = replace(filters, **changes)  # type: ignore[arg-type]
        return listing_url(path, changed, category_in_path=category_in_path)

    fields = {"craft": "crafts", "tag": "tags", "country": "countries"}
    chosen = [Chosen(f"“{filters.q}”", without(q=""))] if filters.q else []
    if category and not category_in_path:
        chosen.append(Chosen(category, without(category="")))
    for group in facets:
        field = fields[group.name]
        for choice in group.choices:
            if choice.selected:
                left = tuple(value for value in getattr(filters, field) if value != choice.value)
                chosen.append(Chosen(choice.label, without(**{field: left})))
    if filters.price_gte is not None:
        chosen.append(Chosen(f"from {filters.price_gte:f}", without(price_gte=None)))
    if filters.price_lte is not None:
        chosen.append(Chosen(f"up to {filters.price_lte:f}", without(price_lte=None)))
    return tuple(chosen)
