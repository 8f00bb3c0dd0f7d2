"""Pages of figures, methods and programmes."""

from datetime import date

import pytest
from django.test import Client

from impact_tags.ledger import recompute_order
from impact_tags.methods import METHODS
from saleor_api.ids import OrderId
from tests.impact_tags.saleor import FakeOrder, FakeSaleor
from tests.impact_tags.workshop import SCARF, TOTE, make_b2, make_lot, make_programme

pytestmark = pytest.mark.django_db


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Cache-Control"] == "public, max-age=60"
    return response.content.decode()


def test_produced_and_sold_stand_side_by_side(client: Client) -> None:
    make_lot()
    make_b2()
    order = FakeOrder([("totes", TOTE, 2, 8_000)], fulfilments=[("FULFILLED", [("totes", 2)])])
    recompute_order(OrderId("T3JkZXI6MQ=="), FakeSaleor(order).client)
    text = text_of(client, "/impact/")
    produced, sold = text.split("<h3>Sold</h3>")
    for words in ("2 lots, 78 pieces", "262 h 50 min", "INR 19,862.50", "17 h", "32.76 kg"):
        assert words in produced
    for words in ("6 h 42 min", "INR 502.60", "30 min", "840 g", "USD 4.00"):
        assert words in sold
    assert "269 h 32 min" not in text


def test_an_empty_shop_says_so(client: Client) -> None:
    text = text_of(client, "/impact/")
    assert "No lot was finished." in text
    assert "Nothing was sent yet." in text


def test_wages_of_two_currencies_are_two_lines(client: Client) -> None:
    make_lot()
    make_lot("K1", wage_currency="KHR", wage_minor=48_000_000, product_ids=[SCARF])
    text = text_of(client, "/impact/")
    assert "INR 12,062.50" in text
    assert "KHR 480,000.00" in text


def test_quarters_stand_apart(client: Client) -> None:
    make_lot()
    make_lot("OLD", finished_on=date(2025, 6, 1), started_on=date(2025, 5, 1))
    quarters = text_of(client, "/impact/").split("By quarter")[1]
    assert quarters.index("July to September 2026") < quarters.index("April to June 2025")
    assert quarters.count("160 h 50 min") == 2


def test_a_pool_over_two_quarters_is_in_neither(client: Client) -> None:
    make_lot("A1", finished_on=date(2025, 12, 1), started_on=date(2025, 11, 1))
    make_lot("B1", finished_on=date(2026, 1, 10), started_on=date(2025, 12, 5), makers_count=2)
    since_start, quarters = text_of(client, "/impact/").split("By quarter")
    assert "321 h 40 min" in since_start
    assert "160 h 50 min" not in quarters


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.method_id)
def test_a_method_shows_formula_worked_numbers_data_limits_and_versions(client: Client, method: object) -> None:
    text = text_of(client, f"/impact/methods/{method.method_id}/")  # type: ignore[attr-defined]
    for heading in ("The rule", "Worked through", "Where the data comes from", "What it leaves out", "Versions"):
        assert f"<h2>{heading}</h2>" in text
    assert "First published version." in text


def test_the_worked_numbers_are_those_of_the_golden_vector() -> None:
    worked = {method.method_id: method.worked for method in METHODS}
    for method_id, figures in {
        "paid-work": ("201", "204", "807", "810", "13 h 27 min", "13 h 30 min"),
        "wages": ("251.30", "260.00", "1,013.90", "1,022.60"),
        "training": ("40 minutes", "50 minutes"),
        "traced-material": ("1,500 g", "1,560 g", "1,680 g", "89%", "92%"),
        "training-fund": ("118.17", "32.83", "5.90 + 1.64", "7.54", "3.93 + 1.64"),
    }.items():
        assert [figure for figure in figures if figure not in worked[method_id]] == []


def test_an_unknown_method_is_not_found(client: Client) -> None:
    assert client.get("/impact/methods/nothing/").status_code == 404


def test_the_rule_of_the_fund_can_be_read(client: Client) -> None:
    assert "set" in text_of(client, "/impact/evidence/training-fund-rule.txt")


def test_a_programme_tells_training_pay_and_the_work_of_its_lots(client: Client) -> None:
    make_lot()
    make_b2()
    make_lot("X1", programme=make_programme("other", name="Other"), product_ids=[SCARF])
    text = text_of(client, "/programmes/nila/")
    for words in (
        "Nine months at the table.",
        "Paid by the month.",
        "262 h 50 min",
        "3 August 2026 to 25 September 2026",
    ):
        assert words in text
    assert 'href="/impact/methods/paid-work/"' in text
    assert 'href="/trace/B1/"' in text
    assert "X1" not in text


def test_a_programme_without_lots_says_so(client: Client) -> None:
    make_programme()
    assert "No lot is recorded yet." in text_of(client, "/programmes/nila/")


def test_programmes_are_listed(client: Client) -> None:
    make_lot()
    text = text_of(client, "/programmes/")
    for words in ("Nila Workshop", "Jaipur, India", "1 lot recorded", 'href="/programmes/nila/"'):
        assert words in text


def test_an_unknown_programme_is_not_found(client: Client) -> None:
    assert client.get("/programmes/nothing/").status_code == 404


@pytest.mark.parametrize("address", ["/impact/", "/programmes/", "/programmes/nila/", "/tags/"])
def test_queries_do_not_grow_with_lots(
    client: Client, address: str, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    for index in range(6):
        make_lot(f"L{index}", makers_count=3 + index)
    with django_assert_max_num_queries(9):  # type: ignore[operator]
        client.get(address)


def test_only_reading_is_answered(client: Client) -> None:
    assert client.post("/impact/").status_code == 405
