"""What every visitor sees of the goods: pages, details, shelves, prices."""

import json
from typing import Any

import pytest

from saleor_api.generated.enums import CountryCode
from tests.contract.conftest import INDEX_SECONDS
from tests.contract.goods import HINDI, LISTED, PAIR, PLENTY, RARE_WORD, UNPUBLISHED
from tests.contract.shopping import Shopper
from tests.contract.target import Target
from tests.contract.waiting import wait_for

COST_LIMIT = 50_000
LISTING = """query($c:String!,$first:Int!,$after:String,$sort:ProductOrder,$search:String){
  products(channel:$c,first:$first,after:$after,sortBy:$sort,search:$search){totalCount
  pageInfo{hasNextPage endCursor} edges{node{slug name pricing{priceRange{start{
  gross{fractionalAmount} net{fractionalAmount} tax{fractionalAmount}}}}}}}}"""


def list_nodes(target: Target, **variables: Any) -> list[dict[str, Any]]:
    """The products of one page of a hundred."""
    page = target.ask(LISTING, c=target.channel, first=100, **variables)["products"]
    return [edge["node"] for edge in page["edges"]]


def test_a_page_of_24_stays_below_the_cost_limit(target: Target) -> None:
    page = target.client().catalog_products(channel=target.channel, first=24)
    assert page is not None
    assert (len(page.edges), page.total_count, page.page_info.has_next_page) == (24, LISTED, True)


def test_the_cost_of_a_page_of_24_is_told_and_low(target: Target) -> None:
    body = {"query": LISTING, "variables": {"c": target.channel, "first": 24}}
    status, content = target.transport.send(json.dumps(body).encode(), {}, read_only=True)
    cost = json.loads(content)["extensions"]["cost"]
    assert (status, cost) == (200, {"requestedQueryCost": 48, "maximumAvailable": COST_LIMIT})


def test_pages_lead_to_the_end_without_doubles(target: Target) -> None:
    slugs: list[str] = []
    after = None
    for _ in range(10):
        page = target.client().catalog_products(channel=target.channel, first=7, after=after)
        assert page is not None
        slugs += [edge.node.slug for edge in page.edges]
        after = page.page_info.end_cursor
        if not page.page_info.has_next_page:
            break
    assert (len(slugs), len(set(slugs))) == (LISTED, LISTED)


def test_a_detail_shows_all_that_was_entered(shopper: Shopper) -> None:
    found = shopper.client.catalog_product(channel=shopper.target.channel, id=shopper.product("pair"))
    assert found is not None
    assert (found.slug, found.name, found.is_available_for_purchase) == ("contract-pair", "Field quilt", True)
    assert (found.category.slug if found.category else "") == "contract-scarves"
    assert [row.slug for row in found.collections or []] == [f"{shopper.target.channel}-new"]
    assert found.product_type.slug == "contract-cloth"
    values = {row.attribute.slug: row.model_dump() for row in found.assigned_attributes}
    assert values["contract-craft"]["choice"] == {"slug": "kantha", "name": "Kantha"}
    assert values["contract-material"]["text"] == "Cotton"


def test_variants_carry_price_stock_and_choice(shopper: Shopper) -> None:
    found = shopper.client.catalog_product(channel=shopper.target.channel, id=shopper.product("pair"))
    assert found is not None
    variants = [edge.node for edge in found.product_variants.edges]  # type: ignore[union-attr]
    assert [row.sku for row in variants] == ["CONTRACT-PAIR", "CONTRACT-PAIR-L"]
    prices = [row.pricing.price.gross for row in variants]  # type: ignore[union-attr]
    assert [(price.currency, price.fractional_amount, price.fraction_digits) for price in prices] == [
        ("USD", 11999, 2),
        ("USD", 13999, 2),
    ]
    assert [row.quantity_available for row in variants] == [50, 50]
    assert [row.assigned_attributes[0].model_dump()["choice"]["slug"] for row in variants] == ["small", "large"]


def test_what_is_sold_out_is_shown_with_nothing_left(shopper: Shopper) -> None:
    found = shopper.client.catalog_product(channel=shopper.target.channel, id=shopper.product("sold-out"))
    assert found is not None
    assert [edge.node.quantity_available for edge in found.product_variants.edges] == [0]  # type: ignore[union-attr]
    assert found.is_available_for_purchase is True


def test_a_product_of_a_later_day_is_shown_and_not_for_sale(shopper: Shopper) -> None:
    found = shopper.client.catalog_product(channel=shopper.target.channel, id=shopper.product("not-yet"))
    assert found is not None
    assert found.is_available_for_purchase is False


def test_a_variant_without_a_price_is_not_shown(shopper: Shopper) -> None:
    found = shopper.client.catalog_product(channel=shopper.target.channel, id=shopper.product("unpriced"))
    assert found is not None
    assert [edge.node.sku for edge in found.product_variants.edges] == ["CONTRACT-UNPRICED-S"]  # type: ignore[union-attr]


def test_an_unpublished_product_is_for_staff_only(shopper: Shopper) -> None:
    query = "query($s:String!,$c:String!){product(slug:$s,channel:$c){slug}}"
    given = {"s": "contract-unpublished", "c": shopper.target.channel}
    assert shopper.target.ask(query, **given) == {"product": None}
    assert shopper.target.ask(query, token=shopper.target.token, **given) == {"product": {"slug": given["s"]}}
    assert given["s"] not in {node["slug"] for node in list_nodes(shopper.target)}


def test_an_unknown_slug_is_nothing_and_no_error(target: Target) -> None:
    query = 'query($c:String!){product(slug:"no-such-thing",channel:$c){id}}'
    assert target.ask(query, c=target.channel) == {"product": None}


def test_an_unknown_channel_sells_nothing(target: Target) -> None:
    page = target.client().catalog_products(channel="no-such-channel", first=24)
    assert page is not None
    assert (page.edges, page.total_count) == ([], 0)


def test_an_unknown_channel_shows_no_detail(shopper: Shopper) -> None:
    assert shopper.client.catalog_product(channel="no-such-channel", id=shopper.product("plenty")) is None


def test_the_channel_itself_is_known_by_its_slug(target: Target) -> None:
    found = target.client().shop_and_channel(channel=target.channel)
    assert found.channel is not None
    assert found.channel.slug == target.channel


def test_shelves_stand_below_one_another(target: Target) -> None:
    found: dict[str, str] = {}
    after = None
    while True:
        page = target.client().catalog_categories(first=20, after=after)
        assert page is not None
        found |= {edge.node.slug: edge.node.parent.slug if edge.node.parent else "" for edge in page.edges}
        after = page.page_info.end_cursor
        if not page.page_info.has_next_page:
            break
    assert (found["contract-textiles"], found["contract-scarves"]) == ("", "contract-textiles")


def test_collections_belong_to_their_channel(target: Target) -> None:
    page = target.client().catalog_collections(channel=target.channel, first=20)
    assert page is not None
    assert [(edge.node.slug, edge.node.name) for edge in page.edges] == [(f"{target.channel}-new", "New in")]
    elsewhere = target.client().catalog_collections(channel="no-such-channel", first=20)
    assert elsewhere is not None
    assert elsewhere.edges == []


@pytest.mark.parametrize("direction", ["ASC", "DESC"])
def test_products_are_sorted_by_name(target: Target, direction: str) -> None:
    names = [node["name"] for node in list_nodes(target, sort={"field": "NAME", "direction": direction})]
    assert names == sorted(names, reverse=direction == "DESC")
    assert len(names) == LISTED


@pytest.mark.parametrize("direction", ["ASC", "DESC"])
def test_products_are_sorted_by_their_lowest_price(target: Target, direction: str) -> None:
    nodes = list_nodes(target, sort={"field": "MINIMAL_PRICE", "direction": direction})
    prices = [node["pricing"]["priceRange"]["start"]["gross"]["fractionalAmount"] for node in nodes]
    assert prices == sorted(prices, reverse=direction == "DESC")
    assert (min(prices), max(prices)) == (973, 11999)


def test_a_search_finds_the_rare_word(target: Target) -> None:
    def search() -> list[str]:
        return [node["slug"] for node in list_nodes(target, search=RARE_WORD)]

    # A Saleor renews its search index in the background.
    assert wait_for(search, seconds=INDEX_SECONDS if target.name == "saleor" else 0) == ["contract-plenty"]


def test_a_search_for_nonsense_finds_nothing(target: Target) -> None:
    assert list_nodes(target, search="qqxxyyzz") == []


def test_net_and_tax_add_up_to_what_is_asked(target: Target) -> None:
    for node in list_nodes(target):
        price = {part: money["fractionalAmount"] for part, money in node["pricing"]["priceRange"]["start"].items()}
        assert price["net"] + price["tax"] == price["gross"] > 0


def test_a_price_is_an_integer_pair_for_the_country_of_the_channel(shopper: Shopper) -> None:
    query = """query($id:ID!,$c:String!){productVariant(id:$id,channel:$c){pricing{
      price{currency gross{fractionalAmount fractionDigits} net{fractionalAmount} tax{fractionalAmount}}}}}"""
    given = {"id": shopper.variant(PLENTY), "c": shopper.target.channel}
    price = shopper.target.ask(query, **given)["productVariant"]["pricing"]["price"]
    assert price == {
        "currency": "USD",
        "gross": {"fractionalAmount": 4835, "fractionDigits": 2},
        "net": {"fractionalAmount": 4835},
        "tax": {"fractionalAmount": 0},
    }


def test_address_rules_name_what_a_country_requires(target: Target) -> None:
    rules = {code: target.client().address_rules(country=CountryCode(code)) for code in ("US", "GB", "DE", "IN")}
    required = {code: set(rule.required_fields) for code, rule in rules.items() if rule}
    assert required == {
        "US": {"streetAddress1", "city", "countryArea", "postalCode"},
        "GB": {"streetAddress1", "city", "postalCode"},
        "DE": {"streetAddress1", "city", "postalCode"},
        "IN": {"streetAddress1", "city", "countryArea", "postalCode"},
    }


def test_what_is_translated_comes_in_its_language_and_the_rest_as_nothing(shopper: Shopper) -> None:
    found = shopper.client.catalog_product(channel=shopper.target.channel, id=shopper.product("pair"))
    assert found is not None
    assert found.hi is not None
    assert (found.hi.name, found.km) == (HINDI, None)
    (block,) = json.loads(found.hi.description or "")["blocks"]
    assert block["data"]["text"] == "हाथ से सिली।"


def test_products_are_asked_for_by_name_and_only_those_that_are_listed_come(shopper: Shopper) -> None:
    query = "query($sku:String!){productVariant(sku:$sku){product{id}}}"
    staff = shopper.target.token
    found = [shopper.target.ask(query, token=staff, sku=sku)["productVariant"] for sku in (PAIR, PLENTY, UNPUBLISHED)]
    ids = [variant["product"]["id"] for variant in found]
    page = shopper.client.catalog_products_named(channel=shopper.target.channel, ids=ids, first=3)
    assert page is not None
    assert sorted(edge.node.slug for edge in page.edges) == ["contract-pair", "contract-plenty"]
