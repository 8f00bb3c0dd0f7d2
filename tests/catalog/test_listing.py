"""One page of the listing: what is on it, in which order, at which cost."""

from decimal import Decimal
from typing import Any

import pytest

from catalog.filters import ListingFilters, Sort
from catalog.queries import find_cards, home_cards, list_products
from catalog.version import forget_version, turn_over
from saleor_api.money import Money
from tests.catalog.shelf import CHANNEL, make_content, make_variant, put, row, slugs

pytestmark = pytest.mark.django_db


def listing(page: int = 1, **wishes: Any) -> Any:
    return list_products(channel=CHANNEL, filters=ListingFilters(**wishes), page=page)


def test_an_empty_shop_has_one_empty_page() -> None:
    page = listing()
    assert (page.cards, page.total, page.page, page.pages, page.facets) == ((), 0, 1, 1, ())


def test_pages_hold_24_and_a_page_beyond_the_last_shows_the_last() -> None:
    put(*(make_content(number) for number in range(1, 51)))
    assert [len(listing(page).cards) for page in (1, 2, 3)] == [24, 24, 2]
    assert listing(99).page == 3
    assert listing().pages == 3
    shown = slugs(listing(1).cards) + slugs(listing(2).cards) + slugs(listing(3).cards)
    assert len(set(shown)) == 50


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        (Sort.NEWEST, ["piece-3", "piece-2", "piece-1"]),
        (Sort.PRICE_LOW, ["piece-2", "piece-1", "piece-3"]),
        (Sort.PRICE_HIGH, ["piece-3", "piece-1", "piece-2"]),
        (Sort.NAME, ["piece-3", "piece-1", "piece-2"]),
    ],
)
def test_orders_with_sold_out_pieces_last_in_each(sort: Sort, first: list[str]) -> None:
    put(
        make_content(1, name="beta", price=2000),
        make_content(2, name="Gamma", price=1000),
        make_content(3, name="Alpha", price=3000),
        make_content(4, name="aaa", price=1, quantity=0),
        make_content(5, name="zzz", price=9000, quantity=0),
    )
    shown = slugs(listing(sort=sort).cards)
    assert shown[:3] == first
    assert set(shown[3:]) == {"piece-4", "piece-5"}


def test_the_featured_order_lets_crafts_take_turns_after_the_featured_collection() -> None:
    put(
        *(make_content(number, craft="kantha") for number in (1, 2, 3)),
        make_content(4, craft="ikat"),
        make_content(5, craft="ikat", collections=(("featured", "Featured"),)),
        make_content(6, craft="basketry", quantity=0),
    )
    assert slugs(listing().cards) == ["piece-5", "piece-4", "piece-3", "piece-2", "piece-1", "piece-6"]


def test_a_card_says_all_that_a_listing_shows() -> None:
    variants = (make_variant(1, 1500, 0), make_variant(2, 1250, 2, undiscounted_minor=2000, variant_id="V1b"))
    put(make_content(1, variants=variants))
    card = listing().cards[0]
    assert card.price == Money(Decimal("12.50"), "USD")
    assert card.undiscounted == Money(Decimal("20.00"), "USD")
    assert (card.price_from, card.sold_out, card.craft, card.country) == (True, False, "Kantha stitch", "IN")
    assert (card.url, card.picture) == ("/products/piece-1/", None)


def test_price_bounds_include_their_ends() -> None:
    put(*(make_content(number, price=number * 1000) for number in (1, 2, 3)))
    page = listing(price_gte=Decimal("10"), price_lte=Decimal("20.00"), sort=Sort.PRICE_LOW)
    assert slugs(page.cards) == ["piece-1", "piece-2"]


def test_a_category_holds_what_its_descendants_hold() -> None:
    put(make_content(1), make_content(2, category_slug="scarves"), make_content(3, category_slug=""))
    assert slugs(listing(category="home").cards) == ["piece-1"]
    assert slugs(listing(category="scarves").cards) == ["piece-2"]
    assert listing(category="nowhere").total == 0


def test_another_channel_is_another_shop() -> None:
    put(make_content(1))
    put(make_content(2), channel="wholesale")
    assert slugs(listing().cards) == ["piece-1"]


def test_an_unknown_facet_value_is_left_out_with_a_notice() -> None:
    put(make_content(1))
    page = listing(crafts=("lace",))
    assert page.total == 1
    assert page.notices == ("We have no craft called “lace”, so it was left out.",)


def test_the_page_carries_the_version() -> None:
    turn_over()
    first = listing().version
    turn_over()
    assert listing().version > first > 0


@pytest.mark.parametrize("count", [1, 60])
@pytest.mark.parametrize(
    ("wishes", "budget"),
    [
        ({}, 3),
        ({"q": "piece"}, 4),
        ({"q": "piexe"}, 5),
        ({"crafts": ("kantha",), "countries": ("in",), "sort": Sort.NAME}, 4),
        ({"crafts": ("kantha",), "countries": ("xx",), "q": "piexe", "category": "home"}, 5),
    ],
)
def test_a_page_costs_the_same_queries_however_many_rows(
    django_assert_num_queries: Any, count: int, wishes: dict[str, Any], budget: int
) -> None:
    put(*(make_content(number) for number in range(1, count + 1)))
    turn_over()
    forget_version()
    with django_assert_num_queries(budget):
        page = listing(**wishes)
    assert page.total == count


def test_cards_by_id_keep_the_order_asked_for(django_assert_num_queries: Any) -> None:
    put(*(make_content(number) for number in (1, 2, 3)))
    with django_assert_num_queries(1):
        assert slugs(find_cards(["P3", "P9", "P1", "P3"], channel=CHANNEL)) == ["piece-3", "piece-1"]


def test_the_home_page_shows_nothing_sold_out() -> None:
    put(make_content(1), make_content(2, quantity=0))
    assert slugs(home_cards(CHANNEL, 8)) == ["piece-1"]


def test_hidden_rows_are_not_shown() -> None:
    put(make_content(1), make_content(2))
    hidden = row(2)
    hidden.is_live = False
    hidden.save()
    assert slugs(listing().cards) == ["piece-1"]
    assert listing().facets[0].choices[0].count == 1
