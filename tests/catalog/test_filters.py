"""The address of a listing, good and bad."""

from decimal import Decimal

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from catalog.filters import ListingFilters, Sort, read_page


def read(address: str) -> ListingFilters:
    return ListingFilters.from_query(QueryDict(address))


def test_all_wishes_are_read() -> None:
    filters = read("q=silk++scarf&tag=a&tag=b&craft=ikat&country=KH&price_gte=5&price_lte=20.50&sort=price-low")
    assert filters == ListingFilters(
        q="silk scarf",
        tags=("a", "b"),
        crafts=("ikat",),
        countries=("kh",),
        price_gte=Decimal(5),
        price_lte=Decimal("20.50"),
        sort=Sort.PRICE_LOW,
    )


@pytest.mark.parametrize("address", ["price_gte=cheap", "price_lte=-3", "price_lte=NaN", "price_gte=1e99", "sort=best"])
def test_a_bad_value_is_left_out_with_a_notice(address: str) -> None:
    filters = read(address)
    assert (filters.price_gte, filters.price_lte, filters.sort) == (None, None, Sort.FEATURED)
    assert len(filters.notices) == 1


def test_swapped_prices_are_put_right() -> None:
    filters = read("price_gte=30&price_lte=10")
    assert (filters.price_gte, filters.price_lte) == (Decimal(10), Decimal(30))
    assert filters.notices == ("The lowest price was above the highest: both were swapped.",)


def test_the_pages_own_category_wins() -> None:
    assert ListingFilters.from_query(QueryDict("category=bags"), category="quilts").category == "quilts"


@pytest.mark.parametrize(("text", "page"), [("", 1), ("3", 3), ("0", 1), ("-2", 1), ("x", 1), ("99999999", 1)])
def test_page_numbers(text: str, page: int) -> None:
    assert read_page(text) == page


@given(st.dictionaries(st.sampled_from(["q", "tag", "craft", "country", "price_gte", "price_lte", "sort"]), st.text()))
def test_no_address_breaks_the_reading(values: dict[str, str]) -> None:
    query = QueryDict(mutable=True)
    query.update(values)
    filters = ListingFilters.from_query(query)
    assert "\x00" not in filters.q
    assert len(filters.q) <= 100
