"""Facet counts equal what the filters give, whatever is selected."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.actions import drop_catalog, push_trace_facts
from catalog.filters import ListingFilters
from catalog.models import ProductFacts
from catalog.queries import list_products
from tests.catalog.shelf import CHANNEL, COUNTRIES, CRAFTS, make_content, put

pytestmark = pytest.mark.django_db

TAGS = ("fair-wage", "hand-spun", "azo-free")
_PIECES = st.lists(
    st.tuples(
        st.sampled_from(["", *CRAFTS]),
        st.sampled_from(["", *COUNTRIES]),
        st.sets(st.sampled_from(TAGS)),
        st.integers(0, 2),
    ),
    min_size=1,
    max_size=12,
)
_FIELDS = {"craft": "crafts", "tag": "tags", "country": "countries"}


def shelve(pieces: list[tuple[str, str, set[str], int]]) -> None:
    for number, (craft, country, tags, quantity) in enumerate(pieces, 1):
        put(make_content(number, craft=craft, country=country, quantity=quantity))
        push_trace_facts(
            f"P{number}",
            tags=[(tag, tag.title()) for tag in sorted(tags)],
            programme_slug="",
            programme_name="",
            impact_line="",
        )


def total(filters: ListingFilters) -> int:
    return list_products(channel=CHANNEL, filters=filters).total


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pieces=_PIECES,
    crafts=st.sets(st.sampled_from(list(CRAFTS)), max_size=2),
    tags=st.sets(st.sampled_from(TAGS), max_size=2),
    countries=st.sets(st.sampled_from(list(COUNTRIES)), max_size=1),
)
def test_each_count_is_what_choosing_it_gives(
    db: Any, pieces: list[Any], crafts: set[str], tags: set[str], countries: set[str]
) -> None:
    ProductFacts.objects.all().delete()
    drop_catalog()
    shelve(pieces)
    filters = ListingFilters(crafts=tuple(crafts), tags=tuple(tags), countries=tuple(countries))
    page = list_products(channel=CHANNEL, filters=filters)
    chosen = {
        kind: tuple(
            choice.value for group in page.facets if group.name == kind for choice in group.choices if choice.selected
        )
        for kind in _FIELDS
    }
    base = ListingFilters(**{_FIELDS[kind]: values for kind, values in chosen.items()})
    assert page.total == total(base)
    for group in page.facets:
        field = _FIELDS[group.name]
        for choice in group.choices:
            # Tags narrow, so a choice adds to what is chosen; of crafts and countries it stands alone.
            wanted = (choice.value,) if group.name != "tag" else (*chosen["tag"], choice.value)
            assert choice.count == total(replace(base, **{field: wanted})), (group.name, choice)


def test_a_selected_choice_stays_to_be_unselected_even_at_zero() -> None:
    shelve([("kantha", "in", set(), 1), ("ikat", "kh", set(), 1)])
    page = list_products(channel=CHANNEL, filters=ListingFilters(crafts=("ikat",), countries=("in",)))
    craft = next(group for group in page.facets if group.name == "craft")
    assert [(choice.label, choice.count, choice.selected) for choice in craft.choices] == [
        ("Kantha stitch", 1, False),
        ("Ikat", 0, True),
    ]
    assert page.total == 0


def test_two_crafts_widen_and_two_tags_narrow() -> None:
    shelve(
        [("kantha", "in", {"hand-spun"}, 1), ("ikat", "kh", {"hand-spun", "azo-free"}, 1), ("basketry", "kh", set(), 1)]
    )
    assert total(ListingFilters(crafts=("kantha", "ikat"))) == 2
    assert total(ListingFilters(tags=("hand-spun", "azo-free"))) == 1
