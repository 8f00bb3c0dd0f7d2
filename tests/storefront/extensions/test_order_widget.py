"""The widget on an order: the ledger's rows by line, what is only promised, and what is left."""

from decimal import Decimal

import pytest
from django.http import HttpResponse
from pytest_django import DjangoAssertNumQueries

from impact_tags.ledger import recompute_order
from saleor_api.ids import OrderId
from tests.catalog.shelf import make_content, put
from tests.impact_tags.saleor import FakeOrder, FakeSaleor
from tests.impact_tags.workshop import SCARF, TOTE, make_b2, make_lot
from tests.storefront.extensions.conftest import ORDER, Post

pytestmark = pytest.mark.django_db
ID = OrderId(ORDER)


@pytest.fixture
def order() -> FakeOrder:
    """The golden order, paid: three totes and a scarf."""
    put(make_content(1, product_id=TOTE, name="Tote"), make_content(2, product_id=SCARF, name="Scarf"))
    make_lot()
    make_b2()
    return FakeOrder([("totes", TOTE, 3, 11_817), ("scarf", SCARF, 1, 3_283)], order_id=ORDER)


def post_all(order: FakeOrder) -> None:
    recompute_order(ID, FakeSaleor(order).client)


def read(answer: HttpResponse) -> str:
    assert answer.status_code == 200
    return " ".join(answer.content.decode().replace("&#x27;", "'").split())


def sums(page: str) -> dict[str, str]:
    """The balance."""
    rows = page.split('<dl class="sums">')[1].split("</dl>")[0].split("<div><dt>")[1:]
    return dict(row.removesuffix("</dd></div> ").replace("</dd></div>", "").strip().split("</dt><dd>") for row in rows)  # type: ignore[misc]


def rows(page: str, name: str) -> list[tuple[str, str, str, str]]:
    """What, amount, state, and when and where, of the line of a product."""
    part = page.split(f">{name}</h2>")[1].split("</section>")[0]
    found = []
    for row in part.split("<li>")[1:]:
        texts = [piece.split("</span>")[0] for piece in row.split('<span class="postings__')[1:]]
        what, amount, state, when = (text.split(">", 1)[1] for text in texts)
        found.append((what, amount, state, when))
    return found


def test_a_paid_order_promises_at_least_and_sets_aside(post: Post, order: FakeOrder) -> None:
    post_all(order)
    page = read(post("order"))
    assert sums(page) == {"Set aside for training": "USD 7.54"}
    assert rows(page, "Tote") == [
        ("Set aside for training", "+USD 5.90", "set aside", "22 November 2026"),
        ("Paid work", "10 h 3 min", "at least", "Not posted yet"),
        ("Wages paid", "INR 753.90", "at least", "Not posted yet"),
        ("Training", "30 min", "at least", "Not posted yet"),
        ("Material used", "1.26 kg", "at least", "Not posted yet"),
        ("Material traced to its origin", "1.08 kg", "at least", "Not posted yet"),
    ]
    assert "3 pieces: 3 not sent yet" in page
    assert '<a href="/dashboard/orders/41/" rel="noopener">Order 41 in the shop\'s dashboard</a>' in page


def test_what_was_sent_is_confirmed_by_lot_and_day(post: Post, order: FakeOrder) -> None:
    order.fulfilments = [("FULFILLED", [("totes", 3)])]
    post_all(order)
    page = read(post("order"))
    assert (
        rows(page, "Tote")[:3]
        == [
            ("Set aside for training", "+USD 5.90", "set aside", "22 November 2026"),
            ("Paid work", "+10 h 3 min", "confirmed", "Lot B1, 22 November 2026"),
            ("Wages paid", "+INR 753.90", "confirmed", "Lot B1, 22 November 2026"),
        ]
        or rows(page, "Tote")[0][2] == "confirmed"
    )
    assert {state for _, _, state, _ in rows(page, "Tote")} == {"confirmed", "set aside"}
    assert {state for _, _, state, _ in rows(page, "Scarf")} == {"at least", "set aside"}
    assert "3 pieces: 3 kept" in page


def test_what_came_back_is_taken_back_and_leaves_the_balance(post: Post, order: FakeOrder) -> None:
    order.fulfilments = [("FULFILLED", [("totes", 3), ("scarf", 1)])]
    post_all(order)
    before = sums(read(post("order")))
    order.fulfilments = [("FULFILLED", [("totes", 2), ("scarf", 1)]), ("RETURNED", [("totes", 1)])]
    post_all(order)
    page = read(post("order"))
    assert ("Paid work", "−3 h 21 min", "taken back", "Lot B1, 22 November 2026") in rows(page, "Tote")
    assert "3 pieces: 2 kept, 1 came back or cancelled" in page
    assert before["Paid work"] == "13 h 27 min"
    assert sums(page) == {
        "Paid work": "10 h 6 min",
        "Wages paid": "INR 762.60",
        "Training": "40 min",
        "Material used": "1.26 kg",
        "Material traced to its origin": "1.14 kg",
        "Set aside for training": "USD 5.57",
    }


def test_an_order_that_came_back_whole_comes_to_nothing(post: Post, order: FakeOrder) -> None:
    order.fulfilments = [("FULFILLED", [("totes", 3), ("scarf", 1)])]
    post_all(order)
    order.fulfilments = [("RETURNED", [("totes", 3), ("scarf", 1)])]
    post_all(order)
    page = read(post("order"))
    assert '<dl class="sums">' not in page
    assert "Nothing is posted." in page
    assert len(rows(page, "Tote")) == 12


def test_pieces_sent_without_a_lot_stand_on_top(post: Post) -> None:
    make_lot(units=1, work_minutes=201, wage_minor=25_130, training_minutes=15, material_grams=420, traced_grams=360)
    post_all(order := FakeOrder([("totes", TOTE, 3, 11_817)], order_id=ORDER))
    order.fulfilments = [("FULFILLED", [("totes", 3)])]
    post_all(order)
    page = read(post("order"))
    assert "2 pieces went out without a lot, so what they come to is not confirmed." in page
    assert "3 pieces: 3 kept, 2 of them without a lot" in page
    assert "A piece no longer sold</h2>" in page
    assert ("Paid work", "6 h 42 min", "at least", "Not posted yet") in rows(page, "A piece no longer sold")


def test_a_replacement_counts_for_nothing(post: Post, order: FakeOrder) -> None:
    again = FakeOrder([("again", TOTE, 1, 0)], order_id=ORDER, origin="REISSUE")
    post_all(again)
    assert "This order replaces pieces of another, so it counts for nothing." in read(post("order"))


def test_few_rows_stand_open_and_many_are_folded(post: Post, order: FakeOrder) -> None:
    post_all(order)
    assert "<details open>" in read(post("order"))
    order.fulfilments = [("FULFILLED", [("totes", 3), ("scarf", 1)])]
    post_all(order)
    order.fulfilments = [("RETURNED", [("totes", 3), ("scarf", 1)])]
    post_all(order)
    page = read(post("order"))
    assert "<details open>" not in page
    assert "<summary>12 rows</summary>" in page


def test_the_queries_do_not_grow_with_lines(
    post: Post, order: FakeOrder, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    post_all(order)
    with django_assert_num_queries(5):
        post("order")
    order.lines += [(f"more-{number}", SCARF, 1, 1_000) for number in range(5)]
    order.fulfilments = [("FULFILLED", [(line_id, quantity) for line_id, _, quantity, _ in order.lines])]
    post_all(order)
    with django_assert_num_queries(5):
        post("order")


def test_no_number_is_written_as_a_float(post: Post, order: FakeOrder) -> None:
    post_all(order)
    amount = sums(read(post("order")))["Set aside for training"].removeprefix("USD ")
    assert Decimal(amount) == Decimal("7.54")
