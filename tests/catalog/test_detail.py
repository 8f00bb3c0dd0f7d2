"""One product: everything on it at a fixed cost."""

from typing import Any

import pytest

from catalog.actions import push_trace_facts
from catalog.queries import cards_of_programme, cards_with_label, find_category, find_product
from tests.catalog.shelf import CHANNEL, make_content, make_media, make_variant, put, slugs

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("variants", [1, 12])
def test_a_product_costs_two_queries_however_many_variants(django_assert_num_queries: Any, variants: int) -> None:
    offers = tuple(make_variant(1, 1000 + place, 1, variant_id=f"V{place}") for place in range(variants))
    put(make_content(1, variants=offers, media=tuple(make_media(1, place) for place in range(variants))))
    with django_assert_num_queries(2):
        product = find_product("piece-1", channel=CHANNEL)
    assert product is not None
    assert [offer.variant_id for offer in product.variants] == [f"V{place}" for place in range(variants)]


def test_variants_keep_their_order_and_say_what_is_left() -> None:
    large = make_variant(1, 1200, 0, variant_id="VL", attributes=(("size", "Size", (("l", "L"),)),))
    small = make_variant(1, 1000, 2, variant_id="VS", limit_per_customer=5)
    put(make_content(1, variants=(large, small)))
    put(make_content(1, variants=(small, large)))
    product = find_product("piece-1", channel=CHANNEL)
    assert product is not None
    assert [(offer.variant_id, offer.sold_out, offer.limit_per_customer) for offer in product.variants] == [
        ("VS", False, 5),
        ("VL", True, 0),
    ]
    assert product.variants[1].attributes[0].text == "L"


def test_an_unknown_product_is_none() -> None:
    assert find_product("nothing", channel=CHANNEL) is None


def test_pieces_by_programme_tag_and_craft() -> None:
    put(make_content(1, craft="ikat"), make_content(2))
    push_trace_facts(
        "P1", tags=[("azo", "Azo-free")], programme_slug="lotus", programme_name="Lotus House", impact_line=""
    )
    assert slugs(cards_of_programme("lotus", channel=CHANNEL)) == ["piece-1"]
    assert slugs(cards_with_label("tag", "azo", channel=CHANNEL)) == ["piece-1"]
    assert slugs(cards_with_label("craft", "kantha", channel=CHANNEL)) == ["piece-2"]
    product = find_product("piece-1", channel=CHANNEL)
    assert product is not None
    assert product.programme is not None
    assert (product.programme.slug, product.tags[0].name) == ("lotus", "Azo-free")


def test_an_unknown_category_is_none() -> None:
    assert find_category("nothing", channel=CHANNEL) is None
