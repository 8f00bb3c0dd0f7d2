"""A paid checkout becomes an order even if its buyer has left; without an order the money goes back."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from mail.models import Message
from storefront.chores import LEASE, LOOK_EVERY_SECONDS, complete_paid_checkouts
from storefront.models import OrderAccess, PaidCheckout
from storefront.stuck import list_stuck
from tests.shop import charged_cents, deliver_all, set_stock
from tests.storefront.buying import Buyer

pytestmark = pytest.mark.django_db(databases=["default", "engine"])


@pytest.fixture
def left(buyer: Buyer, settings: Settings) -> Buyer:
    """A buyer who paid for the quilt, and whose browser died before the order was made."""
    pay_and_leave(buyer, settings, "QUILT")
    assert charged_cents() == [12800]
    assert not OrderAccess.objects.exists()
    return buyer


def pay_and_leave(buyer: Buyer, settings: Settings, sku: str) -> None:
    buyer.add(sku)
    buyer.go_to_payment()
    works = settings.SALEOR_IN_PROCESS_EXECUTE
    settings.SALEOR_IN_PROCESS_EXECUTE = "tests.storefront.away.refuse_completion"
    buyer.send("checkout")
    settings.SALEOR_IN_PROCESS_EXECUTE = works
    deliver_all()


def work_later(seconds: int) -> int:
    """The worker, some time from now."""
    with time_machine.travel(timezone.now() + timedelta(seconds=seconds), tick=False):
        handled = complete_paid_checkouts()
        deliver_all()
    return handled


def test_the_buyer_gets_time_to_finish(left: Buyer) -> None:
    assert PaidCheckout.objects.count() == 1
    assert work_later(5) == 0
    assert not OrderAccess.objects.exists()


def test_a_paid_checkout_becomes_an_order_once(left: Buyer) -> None:
    assert work_later(120) == 1
    assert OrderAccess.objects.count() == 1
    assert PaidCheckout.objects.count() == 0
    assert work_later(240) == 0
    assert [message.template for message in Message.objects.all()] == ["storefront/mail/order_confirmation"]
    assert charged_cents() == [12800]


def test_the_buyer_who_comes_back_finds_the_order(left: Buyer) -> None:
    work_later(120)
    left.open("/cart/")
    assert left.page.redirect_chain[-1][0] == f"/orders/{OrderAccess.objects.get().token}/"


def test_where_the_piece_is_gone_the_money_goes_back_with_a_word(left: Buyer) -> None:
    set_stock("QUILT", 0)
    assert work_later(120) == 1
    assert not OrderAccess.objects.exists()
    assert charged_cents() == [0]
    assert [message.template for message in Message.objects.all()] == ["storefront/mail/payment_returned"]
    assert PaidCheckout.objects.count() == 0


def test_while_saleor_is_away_the_checkout_is_kept_for_later(left: Buyer, settings: Settings) -> None:
    works = settings.SALEOR_IN_PROCESS_EXECUTE
    settings.SALEOR_IN_PROCESS_EXECUTE = "tests.storefront.away.execute"
    assert work_later(120) == 1
    settings.SALEOR_IN_PROCESS_EXECUTE = works
    assert PaidCheckout.objects.get().tries == 1
    assert work_later(125) == 0
    assert work_later(600) == 1
    assert OrderAccess.objects.count() == 1


def test_what_the_buyer_finished_needs_nothing_more(buyer: Buyer) -> None:
    buyer.add("SCARF")
    buyer.go_to_payment()
    buyer.send("checkout")
    deliver_all()
    assert work_later(120) == 1
    assert PaidCheckout.objects.count() == 0
    assert OrderAccess.objects.count() == 1


def test_a_checkout_that_stays_without_an_order_is_told_to_staff(left: Buyer, settings: Settings) -> None:
    assert list_stuck() == []
    settings.SALEOR_IN_PROCESS_EXECUTE = "tests.storefront.away.refuse_completion"
    for seconds in (120, 600, 1800):
        assert list_stuck() == []
        assert work_later(seconds) == 1
    ((what, sentence),) = list_stuck()
    assert what == "A payment of $128.00"
    assert "after 3 tries there is no order. Saleor did not answer: away The shop tries again by itself at" in sentence
    assert PaidCheckout.objects.get().checkout_id not in sentence
    settings.SALEOR_IN_PROCESS_EXECUTE = "engine.api.execute"
    work_later(7200)
    assert list_stuck() == []
    assert OrderAccess.objects.count() == 1


@pytest.fixture
def looks_now(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that has not looked for lost checkouts yet."""
    monkeypatch.setattr("storefront.chores._looked_at", [-LOOK_EVERY_SECONDS])


@pytest.fixture
def untold(left: Buyer) -> None:
    """The event of the paid checkout never reached the shop."""
    PaidCheckout.objects.all().delete()


@pytest.mark.usefixtures("untold", "looks_now")
def test_a_paid_checkout_that_no_event_told_of_is_found_and_becomes_an_order() -> None:
    assert work_later(301) == 0
    assert PaidCheckout.objects.count() == 1
    assert work_later(500) == 1
    assert OrderAccess.objects.count() == 1
    assert charged_cents() == [12800]


@pytest.mark.usefixtures("untold", "looks_now")
def test_a_buyer_who_may_still_be_paying_is_not_looked_for() -> None:
    work_later(290)
    assert not PaidCheckout.objects.exists()


@pytest.mark.usefixtures("looks_now")
def test_lost_checkouts_are_looked_for_on_every_page(
    left: Buyer, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storefront.chores.PAGE", 1)
    pay_and_leave(Buyer(Client()), settings, "SCARF")
    PaidCheckout.objects.all().delete()
    work_later(301)
    assert PaidCheckout.objects.count() == 2


@pytest.mark.usefixtures("looks_now")
def test_lost_checkouts_are_looked_for_every_ten_minutes_only(left: Buyer) -> None:
    complete_paid_checkouts()
    PaidCheckout.objects.all().delete()
    work_later(301)
    assert not PaidCheckout.objects.exists()


def test_a_worker_killed_over_a_checkout_is_followed_by_another_once_its_lease_is_over(
    left: Buyer, settings: Settings
) -> None:
    works = settings.SALEOR_IN_PROCESS_EXECUTE
    settings.SALEOR_IN_PROCESS_EXECUTE = "tests.storefront.away.die"
    with pytest.raises(SystemExit):
        work_later(120)
    settings.SALEOR_IN_PROCESS_EXECUTE = works
    assert work_later(120 + LEASE.seconds - 5) == 0
    assert work_later(120 + LEASE.seconds + 5) == 1
    assert OrderAccess.objects.count() == 1
    assert charged_cents() == [12800]
