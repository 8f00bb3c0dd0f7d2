"""The connection page: what needs a hand between the shop and Saleor, in sentences, without asking Saleor."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from catalog.models import ChangedProduct, Concern, SyncReport, SyncState
from dashboard.connection import count_troubles, describe_line, read_connection
from saleor_api.models import AppInstallation, Line
from saleor_api.transport import api_url
from storefront.models import PaidCheckout
from tests.dashboard.desk import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "engine"])
CHANNEL = "default-channel"


@pytest.fixture
def well() -> None:
    """Everything as it should be."""
    now = timezone.now()
    for app_id in ("kantha.shop", "kantha.payments"):
        AppInstallation.objects.create(
            app_id=app_id,
            api_url=api_url(),
            token="t",
            saleor_id=app_id,
            permissions=["HANDLE_PAYMENTS"],
            needed=["HANDLE_PAYMENTS"],
            registered_at=now,
            checked_at=now,
        )
    SyncState.objects.create(channel=CHANNEL, finished_at=now)


def sentences() -> dict[str, str]:
    """State and sentence of each part."""
    page = read_connection()
    return {part.name: f"{part.state.text}: {part.sentence}" for part in (*page.parts, *page.concerns)}


def test_a_shop_in_good_order_needs_nobody(well: None) -> None:
    assert count_troubles() == 0
    assert {part.state.tone for part in read_connection().parts} == {"good"}


def test_an_app_that_is_not_installed_says_how_to(settings: Settings) -> None:
    settings.PUBLIC_URL = "https://shop.example"
    assert sentences()["App “Kantha shop”"] == (
        "Not installed: It has no token here. In Saleor's Dashboard, under Apps, install the external app "
        "https://shop.example/saleor/manifest; if the app is listed there already, delete it first."
    )
    assert count_troubles() == 2


def test_an_app_that_was_removed_says_so(well: None, settings: Settings) -> None:
    AppInstallation.objects.filter(app_id="kantha.payments").update(removed_at=timezone.now())
    said = sentences()["App “Kantha payments”"]
    assert said.startswith("Removed: Saleor no longer takes its token: it was switched off or deleted there.")
    assert said.endswith("/payments/saleor/manifest again.")
    assert count_troubles() == 1


def test_a_missing_permission_is_named_as_saleor_names_it(well: None) -> None:
    AppInstallation.objects.filter(app_id="kantha.shop").update(needed=["HANDLE_PAYMENTS", "MANAGE_ORDERS"])
    assert sentences()["App “Kantha shop”"] == (
        "Lacks a permission: It may not do all it has to. In Saleor's Dashboard, under Apps, Kantha shop, "
        "give it “Manage orders”."
    )


def test_a_channel_in_trouble_says_what_to_do(well: None) -> None:
    SyncState.objects.filter(channel=CHANNEL).update(trouble="Saleor has no channel “default-channel”. Do this.")
    assert sentences()["Catalogue of “default-channel”"].endswith("no channel “default-channel”. Do this.")


def test_a_product_without_a_price_is_named(well: None) -> None:
    Concern.objects.create(channel=CHANNEL, product_id="P1", name="Indigo scarf")
    assert sentences()["Indigo scarf"].startswith("Not shown: It has no price in the channel “default-channel”.")
    assert count_troubles() == 1


def test_the_line_tells_how_often_and_why_and_that_it_mends_itself(well: None, settings: Settings) -> None:
    settings.EMBEDDED_ENGINE = False
    assert describe_line().state.text == "Open"
    now = timezone.now()
    line = Line.objects.create(api_url=api_url(), failures=2, trouble="no answer in 5 s", failed_at=now)
    assert (describe_line().state.text, describe_line().state.tone) == ("Unsure", "warn")
    Line.objects.filter(pk=line.pk).update(failures=3, rests_until=now + timedelta(seconds=10))
    part = describe_line()
    assert part.state.text == "Resting"
    assert "3 times in a row" in part.sentence
    assert "no answer in 5 s" in part.sentence
    assert "opens by itself" in part.sentence
    assert count_troubles() == 1


def test_what_was_healed_can_be_read(well: None) -> None:
    SyncReport.objects.create(
        channel=CHANNEL,
        reason="comparison",
        begun_at=timezone.now(),
        seen=48,
        changed=1,
        removed=1,
        changes=[["Indigo scarf", "stock"], ["Old quilt", "removed"]],
    )
    ChangedProduct.objects.create(product_id="P1", due_at=timezone.now())
    page = read_connection()
    (report,) = page.reports
    assert (report.reason, report.changed, report.removed, report.seen) == ("healed by the comparison", 1, 1, 48)
    assert report.changes == (("Indigo scarf", "stock"), ("Old quilt", "removed"))
    assert page.waiting == 1


def test_a_stranger_does_not_see_it(client: Client) -> None:
    assert client.get("/dashboard/connection/").status_code == 302


def list_two() -> list[tuple[str, str]]:
    """What a part above the dashboard would tell."""
    return [("A payment of $5.00", "Saleor refused."), ("A payment of $6.00", "Saleor refused.")]


def test_what_other_parts_tell_stands_on_the_page_and_is_counted(well: None, settings: Settings) -> None:
    settings.DESK_CONCERNS = ["tests.dashboard.test_connection.list_two"]
    assert [(part.name, part.state.text) for part in read_connection().unfinished] == [
        ("A payment of $5.00", "No order yet"),
        ("A payment of $6.00", "No order yet"),
    ]
    assert count_troubles() == 2


def test_a_paid_checkout_that_becomes_no_order_is_on_the_page(staff: StaffMember) -> None:
    PaidCheckout.objects.create(checkout_id="Q2hlY2tvdXQ6eA==", due_at=timezone.now(), tries=3, trouble="No tax.")
    staff.open("/dashboard/connection/")
    assert "Paid, but no order A payment No order yet Paid on" in staff.text
    assert "after 3 tries there is no order. No tax. The shop tries again by itself at" in staff.text
    staff.open("/dashboard/")
    assert "Saleor needs a hand" in staff.text
