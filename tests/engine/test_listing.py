"""The catalogue as clients read it: who sees what, narrowed, sorted, paged, in few queries."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from engine import models
from engine.loading import load_shop
from tests.engine.asking import ask, post
from tests.engine.small_shop import describe_shop

pytestmark = [pytest.mark.django_db(databases=["default", "engine"]), pytest.mark.usefixtures("small_shop")]

FULL = """query($first:Int!,$after:String,$where:ProductWhereInput,$sort:ProductOrder,$search:String){
  products(channel:"default-channel",first:$first,after:$after,where:$where,sortBy:$sort,search:$search){
    totalCount pageInfo{hasNextPage endCursor} edges{node{id slug name description isAvailable productType{slug}
    category{slug} collections{slug} media{url} thumbnail{url} pricing{onSale priceRange{start{gross{amount}}}}
    assignedAttributes(limit:5){attribute{slug} ...on AssignedSingleChoiceAttribute{choice:value{slug}}
      ...on AssignedPlainTextAttribute{text:value}}
    productVariants(first:5){edges{node{sku quantityAvailable pricing{price{gross{amount} net{amount}}}
      assignedAttributes(limit:5){attribute{slug} ...on AssignedSingleChoiceAttribute{choice:value{slug}}}}}}}}}}"""


def find(**variables: Any) -> list[str]:
    """The slugs that a listing gives."""
    page = ask(FULL, **{"first": 50, **variables})
    return [edge["node"]["slug"] for edge in page["edges"]]


def test_queries_do_not_grow_with_rows() -> None:
    load_shop(describe_shop(products=24), Path())
    ask(FULL, first=1)  # the channel and its tax are remembered from here on
    counts = []
    for first in (1, 24):
        with CaptureQueriesContext(connections["engine"]) as queries:
            assert len(ask(FULL, first=first)["edges"]) == first
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 20


def test_a_product_shows_what_was_loaded() -> None:
    node = ask(FULL, first=1)["edges"][0]["node"]
    assert node["assignedAttributes"] == [
        {"attribute": {"slug": "craft"}, "choice": {"slug": "ikat"}},
        {"attribute": {"slug": "material"}, "text": "Cotton"},
    ]
    assert (node["category"], node["collections"], node["isAvailable"]) == (
        {"slug": "scarves"},
        [{"slug": "new"}],
        True,
    )
    assert [edge["node"]["sku"] for edge in node["productVariants"]["edges"]] == ["p0-red", "p0-blue"]


@pytest.mark.parametrize(
    ("where", "slugs"),
    [
        ({"attributes": [{"slug": "craft", "value": {"slug": {"eq": "kantha"}}}]}, ["p1"]),
        ({"attributes": [{"slug": "colour", "value": {"slug": {"oneOf": ["red", "green"]}}}]}, ["p0", "p1"]),
        ({"attributes": [{"slug": "colour", "value": {"slug": {"eq": "green"}}}]}, []),
        ({"price": {"range": {"gte": 20.5}}}, ["p1"]),
        ({"price": {"range": {"lte": "20"}}}, ["p0"]),
        ({"stockAvailability": "OUT_OF_STOCK"}, ["p1"]),
        ({"stockAvailability": "IN_STOCK"}, ["p0"]),
        ({"metadata": [{"key": "ethics.certificate"}]}, ["p0"]),
        ({"metadata": [{"key": "ethics.certificate", "value": "other"}]}, []),
    ],
)
def test_products_are_narrowed(where: dict[str, Any], slugs: list[str]) -> None:
    models.Product.objects.filter(slug="p0").update(metadata={"ethics.certificate": "v1"})
    models.Stock.objects.filter(product_variant__product__slug="p1").update(quantity_allocated=5)
    assert find(where=where) == slugs


def test_products_are_narrowed_by_shelf_and_collection() -> None:
    shelf = ask('{category(slug:"textiles"){id products(first:5,channel:"default-channel"){totalCount}}}')
    assert shelf["products"] == {"totalCount": 2}
    assert find(where={"category": {"eq": shelf["id"]}}) == ["p0", "p1"]
    collection = ask('{collection(slug:"new",channel:"default-channel"){id products(first:5){totalCount}}}')
    assert collection["products"] == {"totalCount": 1}
    assert find(where={"collection": {"oneOf": [collection["id"]]}}) == ["p0"]


@pytest.mark.parametrize(("search", "slugs"), [("scarf 1", ["p1"]), ("p0-RED", ["p0"]), ("nothing", [])])
def test_products_are_searched(search: str, slugs: list[str]) -> None:
    assert find(search=search) == slugs


@pytest.mark.parametrize("field", ["NAME", "MINIMAL_PRICE", "CREATED_AT", "LAST_MODIFIED_AT"])
@pytest.mark.parametrize("direction", ["ASC", "DESC"])
def test_pages_follow_each_other_in_any_order(field: str, direction: str) -> None:
    load_shop(describe_shop(products=7), Path())
    sort = {"field": field, "direction": direction}
    whole, paged, after = find(sort=sort), [], None
    while True:
        page = ask(FULL, first=3, after=after, sort=sort)
        paged += [edge["node"]["slug"] for edge in page["edges"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert (paged, len(set(whole)), page["totalCount"]) == (whole, 7, 7)
    if field in ("NAME", "MINIMAL_PRICE"):
        assert whole == sorted(whole, reverse=direction == "DESC")


def test_pages_of_a_products_variants_follow_each_other() -> None:
    query = """query($a:String){product(slug:"p0",channel:"default-channel"){productVariants(first:1,after:$a){
      totalCount pageInfo{hasPreviousPage hasNextPage startCursor endCursor} edges{cursor node{sku}}}}}"""
    first = ask(query)["productVariants"]
    cursor = first["edges"][0]["cursor"]
    assert first == {
        "totalCount": 2,
        "pageInfo": {"hasPreviousPage": False, "hasNextPage": True, "startCursor": cursor, "endCursor": cursor},
        "edges": [{"cursor": cursor, "node": {"sku": "p0-red"}}],
    }
    second = ask(query, a=cursor)["productVariants"]
    assert [edge["node"]["sku"] for edge in second["edges"]] == ["p0-blue"]
    assert (second["pageInfo"]["hasPreviousPage"], second["pageInfo"]["hasNextPage"]) == (True, False)


def test_buyers_do_not_see_what_is_hidden_unpublished_or_without_a_price() -> None:
    load_shop(describe_shop(products=4), Path())
    listings = models.ProductChannelListing.objects
    listings.filter(product__slug="p1").update(is_published=False)
    listings.filter(product__slug="p2").update(visible_in_listings=False)
    models.VariantChannelListing.objects.filter(variant__product__slug="p3").delete()
    assert find() == ["p0"]
    query = 'query($s:String){product(slug:$s,channel:"default-channel"){slug}}'
    assert [ask(query, s=slug) for slug in ("p1", "p2", "p3")] == [None, {"slug": "p2"}, None]


def test_staff_see_what_is_unpublished_and_that_nobody_can_buy_it(token: str) -> None:
    models.ProductChannelListing.objects.filter(product__slug="p1").update(is_published=False)
    query = '{product(slug:"p1",channel:"default-channel"){isAvailable isAvailableForPurchase}}'
    assert ask(query) is None
    assert ask(query, token) == {"isAvailable": False, "isAvailableForPurchase": True}
    assert ask('{product(slug:"p1"){slug isAvailable}}', token) == {"slug": "p1", "isAvailable": None}
    assert ask("{channels{slug currencyCode}}", token) == [{"slug": "default-channel", "currencyCode": "USD"}]


def test_an_unknown_channel_is_empty_and_none_is_asked_for_among_several() -> None:
    query = "query($c:String){products(first:5,channel:$c){totalCount}}"
    assert ask(query, c="elsewhere") == {"totalCount": 0}
    assert ask(query, c=None) == {"totalCount": 2}
    models.Channel.objects.create(slug="second", name="Second", currency="EUR")
    _, answer = post(query, c=None)
    assert answer["errors"][0]["message"] == "More than one channel exists. Specify which channel to use."


def test_a_promotion_shows_both_prices() -> None:
    models.VariantChannelListing.objects.filter(variant__sku="p0-red").update(discounted_minor=1500)
    models.VariantChannelListing.objects.filter(variant__sku="p0-blue").update(price_minor=3000)
    query = """{product(slug:"p0",channel:"default-channel"){pricing{onSale discount{gross{amount}}
      priceRange{start{gross{amount}} stop{gross{amount}}} priceRangeUndiscounted{start{gross{amount}}}}}}"""
    assert ask(query)["pricing"] == {
        "onSale": True,
        "discount": {"gross": {"amount": 5.0}},
        "priceRange": {"start": {"gross": {"amount": 15.0}}, "stop": {"gross": {"amount": 30.0}}},
        "priceRangeUndiscounted": {"start": {"gross": {"amount": 20.0}}},
    }


def test_quantity_is_capped_by_what_a_cart_may_hold() -> None:
    models.Stock.objects.update(quantity=200)
    query = '{productVariants(channel:"default-channel",first:1){edges{node{quantityAvailable}}}}'
    assert ask(query)["edges"] == [{"node": {"quantityAvailable": 50}}]
