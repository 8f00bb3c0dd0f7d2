"""Facet choices with counts that respect every other facet, in one query."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import CharField, Count, Exists, OuterRef, Q, QuerySet, Value

from catalog.cards import live_products
from catalog.filters import ListingFilters
from catalog.models import Label, Product
from catalog.shapes import FacetChoice, FacetGroup

TITLES = {"craft": "Craft", "tag": "Tag", "country": "Country"}
_MINOR_UNITS = 100
_TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Counted:
    """What one facet query found: the number of products and the products per kind and value."""

    total: int
    counts: Mapping[str, Mapping[str, int]]
    titles: Mapping[tuple[str, str], str]


def select_products(channel: str, filters: ListingFilters, found: Q | None, *, skip: str = "") -> QuerySet[Product]:
    """The live products that meet every wish except the facet `skip`; `found` is what the search words left."""
    products = live_products(channel)
    if found is not None:
        products = products.filter(found)
    for kind, value in (("category", filters.category), ("collection", filters.collection)):
        if value:
            products = products.filter(has_label(kind, value))
    for tag in filters.tags:
        products = products.filter(has_label("tag", tag))
    for kind, values in (("craft", filters.crafts), ("country", filters.countries)):
        if values and kind != skip:
            products = products.filter(has_label(kind, *values))
    if filters.price_gte is not None:
        products = products.filter(price_minor__gte=int(filters.price_gte * _MINOR_UNITS))
    if filters.price_lte is not None:
        products = products.filter(price_minor__lte=int(filters.price_lte * _MINOR_UNITS))
    return products


def has_label(kind: str, *values: str) -> Exists:
    """The product carries at least one of the labels."""
    return Exists(Label.objects.filter(product=OuterRef("pk"), kind=kind, value__in=values))


def count_facets(channel: str, filters: ListingFilters, found: Q | None) -> Counted:
    """The total and all counts. One query: the branches are joined by UNION ALL.

    A choice of an unselected facet narrows, so all such share one branch. In a facet where something is selected
    another choice of craft or country widens: those are counted as if nothing were selected in their facet.
    """
    wide = [kind for kind, values in (("craft", filters.crafts), ("country", filters.countries)) if values]
    products = select_products(channel, filters, found)
    # Every branch must select the same columns in the same order.
    total = (
        products.annotate(k=_text(_TOTAL), v=_text(""), t=_text(""))
        .values_list("k", "v", "t")
        .order_by()
        .annotate(n=Count("pk"))
    )
    branches = [_count_labels([kind for kind in TITLES if kind not in wide], products)]
    branches += [_count_labels([kind], select_products(channel, filters, found, skip=kind)) for kind in wide]
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    titles: dict[tuple[str, str], str] = {}
    for kind, value, title, number in total.union(*branches, all=True):
        # Two products may spell one value's title differently while a rename is under way.
        counts[kind][value] = counts[kind].get(value, 0) + number
        titles[kind, value] = title
    return Counted(total=counts.pop(_TOTAL, {}).get("", 0), counts=counts, titles=titles)


def build_groups(
    filters: ListingFilters, counted: Counted, known_titles: Mapping[tuple[str, str], str]
) -> tuple[FacetGroup, ...]:
    """The facets with at least one choice: most frequent first, then by label; selected ones even at 0."""
    selected = {"craft": filters.crafts, "tag": filters.tags, "country": filters.countries}
    groups = []
    for kind, title in TITLES.items():
        counts = {**dict.fromkeys(selected[kind], 0), **counted.counts.get(kind, {})}
        choices = [
            FacetChoice(
                value=value,
                label=counted.titles.get((kind, value)) or known_titles.get((kind, value), value),
                count=number,
                selected=value in selected[kind],
            )
            for value, number in counts.items()
        ]
        if choices:
            groups.append(
                FacetGroup(kind, title, tuple(sorted(choices, key=lambda choice: (-choice.count, choice.label))))
            )
    return tuple(groups)


def drop_unknown(filters: ListingFilters, known_titles: Iterable[tuple[str, str]]) -> ListingFilters:
    """The wishes without the facet values that this channel does not have; each leaves a notice."""
    known = set(known_titles)
    for kind, field in (("craft", "crafts"), ("tag", "tags"), ("country", "countries")):
        values: tuple[str, ...] = getattr(filters, field)
        kept = tuple(value for value in values if (kind, value) in known)
        if kept != values:
            lost = ", ".join(value for value in values if value not in kept)
            notice = f"We have no {kind} called “{lost}”, so it was left out."
            changes: dict[str, Any] = {field: kept, "notices": (*filters.notices, notice)}
            filters = replace(filters, **changes)
    return filters


def _count_labels(kinds: list[str], products: QuerySet[Product]) -> QuerySet[Label, tuple[str, str, str, int]]:
    return (
        Label.objects.filter(kind__in=kinds, product__in=products.values("pk"))
        .order_by()
        .values_list("kind", "value", "title")
        .annotate(n=Count("pk"))
    )


def _text(text: str) -> Value:
    return Value(text, output_field=CharField())
