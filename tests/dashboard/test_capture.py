"""Taking the money of an authorised payment: once, by who may handle payments, and what the page says of it."""

import pytest
from django.test import Client

from dashboard.models import StaffStep
from engine.models import Channel, TransactionEvent, TransactionItem
from people.models import AuditEntry
from tests.dashboard.conftest import last_number
from tests.dashboard.desk import StaffMember
from tests.shop import charged_cents, deliver_all
from tests.storefront.buying import Buyer

pytestmark = pytest.mark.django_db(databases=["default", "engine"])


@pytest.fixture
def held(shop: None) -> str:
    """The number of an order for the quilt (120.00, post 8.00) in a shop that only authorises."""
    Channel.objects.update(transaction_flow="AUTHORIZATION")
    buyer = Buyer(Client())
    buyer.add("QUILT")
    buyer.go_to_payment()
    buyer.send("checkout")
    deliver_all()
    return last_number()


def count_requests() -> int:
    return TransactionEvent.objects.filter(type="CHARGE_REQUEST").count()


def test_what_is_held_is_said_and_taken_with_one_press(staff: StaffMember, held: str) -> None:
    staff.open(f"/dashboard/orders/{held}/")
    assert "Held, not taken yet" in staff.text
    assert "$128.00 held, not taken yet; $0.00 taken" in staff.text
    staff.send("/capture/")
    assert "$128.00 asked for; the payment provider confirms it in a moment." in staff.text
    deliver_all()
    assert charged_cents() == [12800]
    staff.open(f"/dashboard/orders/{held}/")
    assert "$128.00 taken" in staff.text
    assert "/capture/" not in staff.page.content.decode()
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.record) == ("capture_done", f"order:{held}")


def test_a_double_click_and_a_reload_take_once(staff: StaffMember, held: str) -> None:
    staff.open(f"/dashboard/orders/{held}/")
    staff.send("/capture/")
    staff.post_again()
    deliver_all()
    staff.post_again()
    assert "$128.00 asked for; the payment provider confirms it in a moment." in staff.text
    assert (count_requests(), charged_cents(), StaffStep.objects.count()) == (1, [12800], 1)


def test_an_older_page_takes_nothing_more(staff: StaffMember, held: str) -> None:
    staff.open(f"/dashboard/orders/{held}/")
    form = staff.form("/capture/")
    staff.send("/capture/")
    deliver_all()
    again = {**form.values, "token": "6f1ed002-ab5b-4d1b-9c0e-1f2c5c0f4c11"}
    staff.page = staff.client.post(form.action, again, follow=True)
    assert "This payment holds nothing that could be taken. It may have been taken already." in staff.text
    assert (count_requests(), charged_cents()) == (1, [12800])


@pytest.mark.parametrize("typed", [{"amount": "12799"}, {"payment": "7"}, {"amount": "-1"}])
def test_another_amount_or_payment_than_was_shown_is_refused(
    staff: StaffMember, held: str, typed: dict[str, str]
) -> None:
    staff.open(f"/dashboard/orders/{held}/")
    staff.send("/capture/", **typed)
    assert (count_requests(), charged_cents()) == (0, [0])


def test_without_the_permission_it_is_not_offered_and_not_done(staff: StaffMember, held: str) -> None:
    from engine.models import User

    staff.open(f"/dashboard/orders/{held}/")
    form = staff.form("/capture/")
    User.objects.update(permissions=["MANAGE_ORDERS"])
    member = StaffMember(Client())
    member.sign_in()
    member.open(f"/dashboard/orders/{held}/")
    assert "Taking it needs the permission “Handle payments” in Saleor." in member.text
    assert "/capture/" not in member.page.content.decode()
    assert member.client.post(form.action, form.values, follow=True).status_code == 403
    assert (count_requests(), charged_cents()) == (0, [0])


def test_a_payment_that_is_charged_offers_nothing(staff: StaffMember, order: str) -> None:
    staff.open(f"/dashboard/orders/{order}/")
    assert "/capture/" not in staff.page.content.decode()


def test_a_step_that_broke_off_asks_only_once(staff: StaffMember, held: str) -> None:
    staff.open(f"/dashboard/orders/{held}/")
    staff.send("/capture/")
    StaffStep.objects.update(state="open", outcome="")
    staff.open(f"/dashboard/orders/{held}/")
    staff.send("/finish/")
    deliver_all()
    assert (count_requests(), charged_cents()) == (1, [12800])
    assert TransactionItem.objects.get().authorized_minor == 0
