"""The overview: products that lack something, orders with pieces that were sent without a lot."""

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from impact_tags.actions import push_all_facts
from impact_tags.ledger import recompute_order
from impact_tags.models import Lot
from saleor_api.ids import OrderId, pack_id
from tests.catalog.shelf import make_content, put
from tests.dashboard_token import SALEOR, sign
from tests.impact_tags.saleor import FakeOrder, FakeSaleor
from tests.impact_tags.workshop import TOTE, make_lot, tag_lot
from tests.storefront.extensions.conftest import ORDER, Post

pytestmark = pytest.mark.django_db


def read(answer: HttpResponse) -> str:
    assert answer.status_code == 200
    return " ".join(answer.content.decode().replace("&#x27;", "'").split())


def send_without_a_lot() -> None:
    """One lot of one piece, an order of three sent."""
    make_lot(units=1, work_minutes=201, wage_minor=25_130, training_minutes=15, material_grams=420, traced_grams=360)
    order = FakeOrder([("totes", TOTE, 3, 11_817)], order_id=ORDER)
    recompute_order(OrderId(ORDER), FakeSaleor(order).client)
    order.fulfilments = [("FULFILLED", [("totes", 3)])]
    recompute_order(OrderId(ORDER), FakeSaleor(order).client)


def test_products_say_what_they_lack(post: Post) -> None:
    put(make_content(1, product_id=TOTE, name="Tote"), make_content(2, product_id=pack_id("Product", 2), name="Bare"))
    make_lot()
    tag_lot()
    push_all_facts()
    page = read(post("overview"))
    assert "2 of 2 products." in page
    assert 'Tote</a> <span class="side">no story</span>' in page
    assert 'Bare</a> <span class="side">no story, no tag, no lot on sale</span>' in page
    assert 'href="https://dashboard.example/desk/products/UHJvZHVjdDox" rel="noopener">Tote' in page


@pytest.mark.parametrize("change", [{"approved_by": ""}, {"sellable": False}, {"units_taken": 48}])
def test_a_lot_counts_only_while_it_can_be_bought(post: Post, change: dict[str, object]) -> None:
    put(make_content(1, product_id=TOTE, name="Tote"))
    make_lot()
    assert "lot on sale" not in read(post("overview"))
    Lot.objects.update(**change)
    assert "no story, no tag, no lot on sale" in read(post("overview"))


def test_an_id_is_written_for_an_address(post: Post, settings: Settings) -> None:
    put(make_content(1, product_id=pack_id("Product", 12), name="Tote"))
    assert "/products/UHJvZHVjdDoxMg%3D%3D" in read(post("overview"))
    settings.SALEOR_DASHBOARD_URL = ""
    assert "<span>Tote</span>" in read(post("overview"))


def test_orders_with_pieces_without_a_lot(post: Post) -> None:
    assert "No piece waits for its lot." in read(post("overview"))
    send_without_a_lot()
    page = read(post("overview"))
    assert 'href="/dashboard/orders/41/" rel="noopener">Order 41</a> <span class="side">2 pieces</span>' in page


def test_each_sees_what_their_permissions_allow(post: Post) -> None:
    put(make_content(1, product_id=TOTE, name="Tote"))
    send_without_a_lot()
    products = read(post("overview", token=sign(user_permissions=["MANAGE_PRODUCTS"])))
    assert "Tote" in products and "Order 41" not in products and "Sent without a lot" not in products
    orders = read(post("overview", token=sign(user_permissions=["MANAGE_ORDERS"])))
    assert "Order 41" in orders and "Tote" not in orders and "Products that lack" not in orders


def test_by_get_the_page_waits_and_tells_nothing(client: Client) -> None:
    put(make_content(1, product_id=TOTE, name="Tote"))
    answer = client.get(
        "/saleor/extensions/overview", {"saleorApiUrl": "https://evil.example/", "id": "x", "theme": "dark"}
    )
    page = read(answer)  # type: ignore[arg-type]
    assert "Tote" not in page
    assert "evil" not in page
    assert f'name="saleorApiUrl" value="{SALEOR}"' in page
    assert 'data-dashboard="https://dashboard.example"' in page
    assert 'href="/dashboard/" rel="noopener"' in page
    assert "<script src=" in page and "<script>" not in page
    assert 'data-theme="dark"' in page


def test_the_queries_do_not_grow_and_the_list_ends_at_a_hundred(
    post: Post, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    put(make_content(1, product_id=TOTE))
    send_without_a_lot()
    with django_assert_num_queries(5):
        post("overview")
    put(*(make_content(number, product_id=pack_id("Product", number)) for number in range(10, 130)))
    with django_assert_num_queries(5):
        page = read(post("overview"))
    assert "121 of 121 products; the first 100 by name." in page
    assert page.count('<span class="side">no story') == 100
