"""The page of a lot, its events and its documents."""

from datetime import date
from hashlib import sha256

import pytest
from django.test import Client

from impact_tags.actions import Component
from impact_tags.models import Lot
from tests.impact_tags.workshop import make_b2, make_evidence, make_lot, send_lot, tag_lot

pytestmark = pytest.mark.django_db


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_tells_the_journey_with_days_and_the_registered_office(client: Client) -> None:
    make_lot()
    send_lot()
    text = text_of(client, "/trace/B1/")
    for words in (
        "From fibre to shop",
        "Gujarat, India",
        "1 August 2026",
        "28 August 2026",
        "Jaipur, India",
        "Nila Workshop",
    ):
        assert words in text


def test_a_step_that_is_not_known_says_not_disclosed(client: Client) -> None:
    make_lot(components=[Component("Buttons", "Coconut shell", 400)])
    send_lot()
    text = text_of(client, "/trace/B1/")
    assert text.count("Not disclosed") == 3  # the buttons' origin, inspecting, packing
    assert "origin not disclosed" in text


def test_facts_of_one_piece_link_to_their_methods(client: Client) -> None:
    make_lot()
    text = text_of(client, "/trace/B1/")
    for words in ("3 h 21 min", "160 h 50 min", "INR 251.30", "INR 12,062.50", "15 min", "420 g", "360 g"):
        assert words in text
    assert 'href="/impact/methods/paid-work/"' in text
    assert 'href="/impact/methods/wages/"' in text


def test_fewer_than_ten_makers_are_not_counted_out(client: Client) -> None:
    make_lot()
    assert "fewer than 10" in text_of(client, "/trace/B1/")


def test_hours_and_pay_of_fewer_than_five_makers_are_not_on_the_page(client: Client) -> None:
    make_lot(makers_count=4)
    text = text_of(client, "/trace/B1/")
    for hidden in ("3 h 21 min", "160 h 50 min", "251.30", "12,062.50", "15 min"):
        assert hidden not in text
    assert "hours and pay are not shown" in text
    assert "420 g" in text


def test_a_small_lot_and_its_pool_show_only_what_they_come_to_together(client: Client) -> None:
    make_lot(makers_count=7)
    make_b2(makers_count=3)
    for code in ("B1", "B2"):
        text = text_of(client, f"/trace/{code}/")
        # 15,770 minutes and INR 19,862.50 for 78 pieces.
        assert "3 h 22 min" in text
        assert "INR 254.64" in text
        for apart in ("3 h 21 min", "3 h 24 min", "160 h 50 min", "102 h", "12,062.50", "7,800.00"):
            assert apart not in text


def test_a_lot_that_is_not_approved_has_no_page(client: Client) -> None:
    make_lot(approved_by="", approved_on=None, sellable=False)
    assert client.get("/trace/B1/").status_code == 404
    assert client.get("/trace/B1/events.json").status_code == 404
    assert client.get("/trace/NOPE/").status_code == 404


def test_the_page_is_the_same_for_everyone_and_kept_for_a_minute(client: Client) -> None:
    make_lot()
    response = client.get("/trace/B1/")
    assert response["Cache-Control"] == "public, max-age=60"
    assert "Set-Cookie" not in response
    assert "csrf" not in response.content.decode().lower()


def test_a_tag_of_the_lot_names_its_document_and_tier(client: Client) -> None:
    make_lot()
    tag_lot()
    text = text_of(client, "/trace/B1/")
    assert 'href="/tags/handloom-cotton/"' in text
    assert "Evidenced" in text
    assert 'href="/impact/evidence/invoice-1.txt"' in text


def test_a_document_is_given_out_as_the_bytes_that_its_checksum_is_of(client: Client) -> None:
    document = make_evidence()
    response = client.get("/impact/evidence/sheet-1.txt")
    assert sha256(response.content).hexdigest() == document.sha256
    assert response["Content-Type"] == "text/plain; charset=utf-8"


def test_a_private_document_is_not_given_out(client: Client) -> None:
    make_evidence("audit-1", is_public=False)
    assert client.get("/impact/evidence/audit-1.txt").status_code == 404


def test_the_page_costs_the_same_queries_whatever_the_rows(
    client: Client, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    make_lot()
    send_lot()
    tag_lot()
    tag_lot(slug="second")
    with django_assert_num_queries(7):  # type: ignore[operator]
        client.get("/trace/B1/")


def test_a_lot_is_never_tied_to_a_persona() -> None:
    related = {field.related_model.__name__ for field in Lot._meta.get_fields() if field.related_model}
    assert related.isdisjoint({"Maker", "Persona", "Story"})


def test_the_day_of_a_document_shows_its_expiry(client: Client) -> None:
    make_lot(evidence=[make_evidence("cert-1", kind="certificate", number="C-1", expires_on=date(2027, 9, 1))])
    assert "expires 1 September 2027" in text_of(client, "/trace/B1/")
