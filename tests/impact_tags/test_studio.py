"""Lots in the studio: each coordinator her own programme, and nobody approves what she recorded."""

from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from catalog.models import Product
from impact_tags.models import Lot
from people.actions import create_local_user
from people.models import Person
from tests.impact_tags.workshop import SCARF, make_lot, make_programme

pytestmark = pytest.mark.django_db


def sign_in(role: str, programme_slug: str = "", name: str = "Asha Sample") -> tuple[Client, Person]:
    person = create_local_user(f"{role}.{name[0].lower()}@example.com", "long-password-1", role, name, programme_slug)
    client = Client()
    assert person.user is not None
    client.force_login(person.user, backend="django.contrib.auth.backends.ModelBackend")
    return client, person


@pytest.fixture
def product() -> str:
    """A product on sale, as the catalogue knows it."""
    now = timezone.now()
    row = Product.objects.create(
        channel=settings.DEFAULT_CHANNEL,
        product_id="UHJvZHVjdDo3",
        slug="tote",
        name="Tote",
        name_key="tote",
        is_live=True,
        fetched_at=now,
        created_at=now,
        updated_at=now,
        price_minor=4200,
        currency="USD",
    )
    return row.product_id


def lot_form(product_id: str, **changes: Any) -> dict[str, Any]:
    return {
        "code": "NI-2611-01",
        "title": "Totes",
        "product": product_id,
        "units": "48",
        "work_hours": "160.84",
        "training_hours": "12",
        "wage": "12062.50",
        "wage_currency": "INR",
        "makers_count": "7",
        "started_on": "2026-10-03",
        "finished_on": "2026-10-28",
        "basis": "measured",
        "document_title": "Work and pay record",
        "document_text": "160 h 50 min, INR 12,062.50.",
        "material_1": "Cotton cloth",
        "good_1": "Cotton",
        "grams_1": "20160",
        "traced_1": "17280",
        "country_1": "in",
        **changes,
    }


def test_a_stranger_is_sent_to_the_sign_in(client: Client) -> None:
    response = client.get("/studio/lots/")
    assert response.status_code == 302
    assert response["Location"].startswith("/studio/login/")


def test_a_coordinator_sees_the_lots_of_her_programme_only() -> None:
    make_lot()
    make_lot("X1", programme=make_programme("other", name="Other"), product_ids=[SCARF])
    client, _ = sign_in("coordinator", "nila")
    text = client.get("/studio/lots/").content.decode()
    assert "B1, Block-printed totes" in text
    assert "X1" not in text
    assert client.get("/studio/lots/X1/").status_code == 404
    assert client.post("/studio/lots/X1/steps/", {"kind": "received", "day": "2026-08-01"}).status_code == 404


def test_a_coordinator_without_a_programme_sees_none() -> None:
    make_lot()
    client, _ = sign_in("coordinator")
    assert "B1" not in client.get("/studio/lots/").content.decode()


def test_a_lot_from_the_form_to_its_public_page(product: str) -> None:
    make_programme()
    coordinator, person = sign_in("coordinator", "nila")
    response = coordinator.post("/studio/lots/new/", lot_form(product))
    assert response.status_code == 302, response.content.decode()[:4000]
    lot = Lot.objects.get()
    assert (lot.work_minutes, lot.wage_minor, lot.training_minutes) == (9650, 1_206_250, 720)
    assert (lot.sellable, lot.approved_by, lot.recorded_by) == (False, "", person)
    for kind, day in (("received", "2026-10-01"), ("made", "2026-10-28")):
        coordinator.post(f"/studio/lots/{lot.code}/steps/", {"kind": kind, "day": day})
    assert Client().get(f"/trace/{lot.code}/").status_code == 404
    reviewer, _ = sign_in("reviewer", name="Rea Sample")
    reviewer.post(f"/studio/lots/{lot.code}/approve/")
    lot.refresh_from_db()
    assert (lot.sellable, lot.approved_by) == (True, "Lot reviewer of the shop")
    text = Client().get(f"/trace/{lot.code}/").content.decode()
    assert "3 h 21 min" in text
    assert "Rea Sample" not in text


def test_whoever_recorded_a_lot_cannot_approve_it(product: str) -> None:
    make_programme()
    sign_in("coordinator", "nila")
    both = create_local_user("coordinator.a@example.com", "long-password-1", "reviewer", "Asha Sample", "nila")
    assert both.user is not None
    client = Client()
    client.force_login(both.user, backend="django.contrib.auth.backends.ModelBackend")
    client.post("/studio/lots/new/", lot_form(product))
    client.post("/studio/lots/NI-2611-01/steps/", {"kind": "received", "day": "2026-10-01"})
    client.post("/studio/lots/NI-2611-01/steps/", {"kind": "made", "day": "2026-10-28"})
    response = client.post("/studio/lots/NI-2611-01/approve/", follow=True)
    assert "Whoever recorded a lot cannot approve it." in response.content.decode()
    assert Lot.objects.get().sellable is False


def test_a_coordinator_cannot_approve() -> None:
    make_lot(sellable=False, approved_by="", approved_on=None)
    client, _ = sign_in("coordinator", "nila")
    assert client.post("/studio/lots/B1/approve/").status_code == 403
    assert Lot.objects.get().approved_by == ""


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"units": "0"}, "greater than or equal to 1"),
        ({"started_on": "2026-11-03"}, "finished before it was started"),
        ({"title": "Totes of rescued women"}, "Please say it without rescued"),
        ({"traced_1": "99999"}, "Traced grams"),
        ({"wage_currency": "XXX"}, "Select a valid choice"),
    ],
)
def test_bad_figures_come_back_with_a_sentence(product: str, change: dict[str, str], words: str) -> None:
    make_programme()
    client, _ = sign_in("coordinator", "nila")
    response = client.post("/studio/lots/new/", lot_form(product, **change))
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Lot.objects.exists()


def test_steps_out_of_order_come_back_with_a_sentence() -> None:
    make_lot()
    client, _ = sign_in("coordinator", "nila")
    response = client.post("/studio/lots/B1/steps/", {"kind": "shipped", "day": "2026-10-01"}, follow=True)
    assert "Please choose a step and its day." in response.content.decode()
    assert date(2026, 10, 1) not in Lot.objects.get().events.values_list("day", flat=True)
