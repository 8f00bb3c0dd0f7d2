"""Saleor down, slow, crashing or talking rubbish at every step of a purchase: the cart is kept, the buyer is told what
happened and what to do, nothing is paid twice, and once Saleor is back the purchase goes on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from pytest_django.fixtures import Settings

from engine.models import Order
from mail.models import Message
from storefront.chores import complete_paid_checkouts
from storefront.models import OrderAccess
from tests.shop import charged_cents, deliver_all, variant_id
from tests.storefront import away
from tests.storefront.buying import US_ADDRESS, Buyer, Form, read_forms

pytestmark = pytest.mark.django_db(databases=["default", "engine"])
TROUBLES = ["down", "slow", "crash", "rubbish", "empty"]
Trouble = Callable[..., "Iterator[None]"]


@pytest.fixture
def trouble(settings: Settings) -> Callable[[str, str], object]:
    """Makes an operation go wrong for the time of a block; an empty name means all of them."""

    @contextmanager
    def go_wrong(how: str, operation: str = "") -> Iterator[None]:
        works = settings.SALEOR_IN_PROCESS_EXECUTE
        away.broken[:] = [(operation.encode(), how)]
        settings.SALEOR_IN_PROCESS_EXECUTE = "tests.storefront.away.break_at"
        yield
        settings.SALEOR_IN_PROCESS_EXECUTE = works

    return go_wrong


def assert_told(buyer: Buyer) -> None:
    """A sentence of what happened, and a way on; no crash."""
    assert buyer.page.status_code in {200, 503}
    assert "Nothing was lost" in buyer.text or "did not work" in buyer.text
    assert "try again" in buyer.text
    assert "Traceback" not in buyer.text
    assert buyer.page["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


def assert_cart_kept(buyer: Buyer) -> None:
    """The piece lies in the cart as before."""
    buyer.open("/cart/")
    assert "Indigo scarf" in buyer.text
    assert buyer.client.cookies["cart_count"].value == "1"


def finish(buyer: Buyer) -> None:
    """Buys what is in the cart, and nothing is paid twice."""
    buyer.open("/checkout/")
    buyer.send("checkout", email="buyer@example.com", **US_ADDRESS)
    if not OrderAccess.objects.exists():
        buyer.send("checkout")
    deliver_all()
    assert Order.objects.count() == OrderAccess.objects.count() == 1
    assert charged_cents() == [5600]
    assert Message.objects.count() == 1


@pytest.mark.parametrize("how", TROUBLES)
def test_a_piece_that_could_not_be_added_can_be_added_later(buyer: Buyer, trouble: Trouble, how: str) -> None:
    with trouble(how):
        buyer.add("SCARF")
    assert_told(buyer)
    buyer.add("SCARF")
    assert_cart_kept(buyer)
    finish(buyer)


@pytest.mark.parametrize("how", TROUBLES)
@pytest.mark.parametrize("path", ["/cart/", "/checkout/"])
def test_cart_and_checkout_say_so_and_come_back(buyer: Buyer, trouble: Trouble, how: str, path: str) -> None:
    buyer.add("SCARF")
    with trouble(how):
        buyer.open(path)
        assert_told(buyer)
        assert buyer.page.status_code == 503
        assert buyer.page["Retry-After"] == "30"
    assert_cart_kept(buyer)
    finish(buyer)


@pytest.mark.parametrize("how", TROUBLES)
def test_a_quantity_that_could_not_be_changed_stays(buyer: Buyer, trouble: Trouble, how: str) -> None:
    buyer.add("SCARF")
    buyer.open("/cart/")
    (line,) = [form for form in _forms(buyer) if "line" in form.values]
    with trouble(how):
        buyer.page = buyer.client.post(line.action, {**line.values, "quantity": "3"}, follow=True)
        assert_told(buyer)
    assert_cart_kept(buyer)
    finish(buyer)


@pytest.mark.parametrize("how", TROUBLES)
@pytest.mark.parametrize("operation", ["", "FillCheckout(", "CheckoutDeliveryMethodUpdate("])
def test_an_address_that_could_not_be_given_is_not_typed_again(
    buyer: Buyer, trouble: Trouble, how: str, operation: str
) -> None:
    buyer.add("SCARF")
    buyer.open("/checkout/")
    with trouble(how, operation):
        buyer.send("checkout", email="buyer@example.com", **US_ADDRESS)
        assert_told(buyer)
    buyer.open("/checkout/")
    assert buyer.form("checkout").values["street_1"] == US_ADDRESS["street_1"]
    assert buyer.form("checkout").values["email"] == "buyer@example.com"
    assert charged_cents() == []
    assert_cart_kept(buyer)
    finish(buyer)


@pytest.mark.parametrize("how", [*TROUBLES, "lost"])
@pytest.mark.parametrize("operation", ["", "TransactionInitialize("])
def test_a_payment_that_could_not_be_made_is_made_once(
    buyer: Buyer, trouble: Trouble, how: str, operation: str
) -> None:
    buyer.add("SCARF")
    buyer.go_to_payment()
    with trouble(how, operation):
        buyer.send("checkout")
        assert_told(buyer)
    assert not OrderAccess.objects.exists()
    assert len(charged_cents()) <= 1
    finish(buyer)


def test_a_payment_that_saleor_refuses_is_told_and_may_be_tried_again_at_once(buyer: Buyer, trouble: Trouble) -> None:
    buyer.add("SCARF")
    buyer.go_to_payment()
    with trouble("refused", "TransactionInitialize("):
        buyer.send("checkout")
        assert "The payment could not be started, and nothing was charged." in buyer.text
    assert charged_cents() == []
    buyer.send("checkout")
    assert buyer.page.redirect_chain[-1][0] == f"/orders/{OrderAccess.objects.get().token}/"
    assert charged_cents() == [5600]


def test_a_delivery_that_ceased_to_be_offered_leaves_the_earlier_one_and_charges_nothing(
    buyer: Buyer, trouble: Trouble
) -> None:
    buyer.add("SCARF")
    buyer.go_to_payment()
    express = buyer.form("checkout").choices["delivery"][1]
    with trouble("refused", "CheckoutDeliveryMethodUpdate("):
        buyer.send("checkout", delivery=express)
    assert "Delivery: What you chose is not offered any more. Please look at what is chosen now." in buyer.text
    assert "Pay $56.00" in buyer.text
    assert express in buyer.form("checkout").choices["delivery"]
    assert not OrderAccess.objects.exists()
    assert charged_cents() == []
    buyer.send("checkout")
    assert charged_cents() == [5600]


def test_an_extra_step_that_saleor_refuses_is_told_and_the_next_try_works(buyer: Buyer, trouble: Trouble) -> None:
    buyer.add("SCARF")
    buyer.go_to_payment()
    buyer.send("checkout", outcome="extra_step")
    with trouble("refused", "TransactionProcess("):
        buyer.page = buyer.client.post("/checkout/confirm/", {"confirmed": "yes"}, follow=True)
        assert "The payment could not be started, and nothing was charged." in buyer.text
    buyer.open("/checkout/")
    buyer.send("checkout")
    assert Order.objects.count() == 1
    assert charged_cents() == [0, 5600]


def test_a_paid_checkout_that_saleor_refuses_to_complete_may_be_completed_at_once(
    buyer: Buyer, trouble: Trouble
) -> None:
    buyer.add("SCARF")
    buyer.go_to_payment()
    with trouble("refused", "CheckoutComplete("):
        buyer.send("checkout")
        assert "Your payment has arrived, but the order is not written down yet." in buyer.text
    buyer.open("/checkout/")
    buyer.send("checkout")
    assert Order.objects.count() == 1
    assert charged_cents() == [5600]


@pytest.mark.parametrize("how", [*TROUBLES, "lost"])
def test_an_order_that_could_not_be_made_is_made_by_itself(buyer: Buyer, trouble: Trouble, how: str) -> None:
    buyer.add("SCARF")
    buyer.go_to_payment()
    with trouble(how, "CheckoutComplete("):
        buyer.send("checkout")
        assert "Your payment has arrived, but the order is not written down yet." in buyer.text
        assert "Nothing will be charged twice." in buyer.text
    deliver_all()
    with time_machine.travel(timezone.now() + timedelta(seconds=120), tick=False):
        complete_paid_checkouts()
        deliver_all()
    assert Order.objects.count() == 1
    assert charged_cents() == [5600]
    assert [message.template for message in Message.objects.all()] == ["storefront/mail/order_confirmation"]
    buyer.open("/cart/")
    assert buyer.page.redirect_chain[-1][0] == f"/orders/{OrderAccess.objects.get().token}/"


@pytest.mark.parametrize("how", [*TROUBLES, "lost"])
def test_an_extra_step_that_could_not_be_taken_is_taken_once(buyer: Buyer, trouble: Trouble, how: str) -> None:
    buyer.add("SCARF")
    buyer.go_to_payment()
    buyer.send("checkout", outcome="extra_step")
    with trouble(how, "TransactionProcess("):
        buyer.page = buyer.client.post("/checkout/confirm/", {"confirmed": "yes"}, follow=True)
        assert_told(buyer)
    buyer.page = buyer.client.post("/checkout/confirm/", {"confirmed": "yes"}, follow=True)
    deliver_all()
    if not OrderAccess.objects.exists():
        finish(buyer)
    assert charged_cents() == [5600]
    assert Order.objects.count() == 1


@pytest.mark.parametrize("how", TROUBLES)
def test_a_voucher_and_an_order_page_say_so_too(buyer: Buyer, trouble: Trouble, how: str) -> None:
    buyer.add("SCARF")
    buyer.go_to_payment()
    with trouble(how):
        buyer.send("voucher", voucher="TEN")
        assert_told(buyer)
    finish(buyer)
    with trouble(how):
        buyer.open(f"/orders/{OrderAccess.objects.get().token}/")
        assert_told(buyer)


def test_a_fragment_for_htmx_tells_the_same(buyer: Buyer, trouble: Trouble) -> None:
    with trouble("down"):
        data = {"variant": variant_id("SCARF"), "quantity": "1"}
        buyer.page = buyer.client.post("/cart/lines/", data, headers={"HX-Request": "true"})
    assert buyer.page.status_code == 200
    assert "Nothing was lost" in buyer.text


def _forms(buyer: Buyer) -> list[Form]:
    return read_forms(buyer.text)
