"""A paid checkout becomes an order even if its buyer has left; without an order the money goes back."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from pytest_django.fixtures import Settings

from mail.models import Message
from storefront.chores import complete_paid_checkouts
from storefront.models import OrderAccess, PaidCheckout
from storefront.stuck import list_stuck
from tests.shop import charged_cents, deliver_all, set_stock
from tests.storefront.buying import Buyer

pytestmark = pytest.mark.django_db(databases=["default", "engine"])


@pytest.fixture
def left(buyer: Buyer, settings: Settings) -> Buyer:
    """A buyer who paid for the quilt, and whose browser died before the order was made."""
    buyer.add("QUILT")
    buyer.go_to_payment()
    works = settings.SALEOR_IN_PROCESS_EXECUTE
    settings.SALEOR_IN_PROCESS_EXECUTE = "tests.storefront.away.refuse_completion"
    buyer.send("checkout")
    settings.SALEOR_IN_PROCESS_EXECUTE = works
    assert charged_cents() == [12800]
    assert not OrderAccess.objects.exists()
    deliver_all()
    return buyer


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
