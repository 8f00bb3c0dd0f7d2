"""Paying: whatever is pressed how often, from where and when, nobody pays twice and nothing is lost."""

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from storefront.models import AttemptState, OrderAccess, PaymentAttempt
from tests.cast import BUYER
from tests.shop import charged_cents, deliver_all, drop_variant, set_price, set_stock
from tests.storefront.buying import GERMAN_ADDRESS, US_ADDRESS, Buyer

pytestmark = pytest.mark.django_db(databases=["default", "engine"])


def order_path() -> str:
    """The address of the only order's page."""
    return f"/orders/{OrderAccess.objects.get().token}/"


def landed_on(buyer: Buyer) -> str:
    """Where the last redirect led."""
    return str(buyer.page.redirect_chain[-1][0])


def test_two_submits_lead_from_the_checkout_to_the_order(buyer: Buyer) -> None:
    buyer.add("SCARF", 2)
    buyer.go_to_payment()
    assert "Pay $104.00" in buyer.text
    assert "Post, tracked costs $8.00." in buyer.text
    buyer.send("checkout")
    assert landed_on(buyer) == order_path()
    assert "Thank you" in buyer.text
    assert "$104.00" in buyer.text
    assert charged_cents() == [10400]
    assert PaymentAttempt.objects.get().state == AttemptState.DONE


def test_another_country_takes_no_submit_more(buyer: Buyer) -> None:
    buyer.add("SCARF")
    buyer.go_to_payment(GERMAN_ADDRESS)
    assert "Pay $60.00" in buyer.text
    buyer.send("checkout")
    assert landed_on(buyer) == order_path()
    assert "Tax, included" in buyer.text


def test_a_dearer_delivery_is_shown_before_it_is_charged(buyer: Buyer) -> None:
    buyer.add("SCARF")
    buyer.go_to_payment()
    express = buyer.form("checkout").choices["delivery"][1]
    buyer.send("checkout", delivery=express)
    assert "Express costs $21.00." in buyer.text
    assert "The total is now $69.00." in buyer.text
    assert charged_cents() == []
    buyer.send("checkout")
    assert charged_cents() == [6900]


def test_a_delivery_that_is_not_offered_there_is_told_before_anything_is_charged(buyer: Buyer) -> None:
    buyer.add("SCARF")
    buyer.go_to_payment()
    express = buyer.form("checkout").choices["delivery"][1]
    buyer.send("checkout", delivery=express, **GERMAN_ADDRESS)
    assert charged_cents() == []
    assert express not in buyer.form("checkout").choices["delivery"]
    assert "Delivery: What you chose is not offered any more. Please look at what is chosen now." in buyer.text


def test_a_delivery_that_nobody_offered_is_told_and_the_earlier_one_stays(buyer: Buyer) -> None:
    buyer.add("SCARF")
    buyer.go_to_payment()
    buyer.send("checkout", delivery="U2hpcHBpbmdNZXRob2Q6OTk5")
    assert "Delivery: What you chose is not offered any more. Please look at what is chosen now." in buyer.text
    assert 'aria-describedby="id_delivery_error"' in buyer.text
    assert charged_cents() == []
    buyer.send("checkout")
    assert charged_cents() == [5600]


def test_a_voucher_lowers_the_total(buyer: Buyer) -> None:
    buyer.add("SCARF")
    buyer.go_to_payment()
    buyer.send("voucher", voucher="TEN")
    assert "The voucher TEN is taken off." in buyer.text
    assert "Pay $51.20" in buyer.text
    buyer.send("checkout")
    assert charged_cents() == [5120]


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("NOPE", "We do not know a voucher NOPE. Please check the code."),
        ("BIG", "The voucher BIG does not apply to what is in your cart."),
        ("", "Enter the code of a voucher."),
    ],
)
def test_a_voucher_that_does_not_work_says_why_and_loses_nothing(buyer: Buyer, code: str, sentence: str) -> None:
    buyer.add("SCARF")
    buyer.go_to_payment()
    buyer.send("voucher", voucher=code)
    assert sentence in buyer.text
    assert buyer.form("checkout").values["street_1"] == US_ADDRESS["street_1"]
    assert "Pay $56.00" in buyer.text


def test_a_voucher_can_be_taken_away_again(buyer: Buyer) -> None:
    buyer.add("SCARF")
    buyer.go_to_payment()
    buyer.send("voucher", voucher="TEN")
    buyer.send("voucher", remove="1")
    assert "Pay $56.00" in buyer.text
    assert "price has changed" not in buyer.text


def test_a_declined_card_charges_nothing_and_the_next_try_works(buyer: Buyer) -> None:
    buyer.add("SCARF")
    buyer.go_to_payment()
    buyer.send("checkout", outcome="decline")
    assert "The payment was declined, and nothing was charged." in buyer.text
    assert buyer.form("checkout").values["street_1"] == US_ADDRESS["street_1"]
    assert not OrderAccess.objects.exists()
    buyer.send("checkout", outcome="success")
    assert landed_on(buyer) == order_path()
    assert charged_cents() == [0, 5600]


def test_the_extra_step_leads_to_the_order(buyer: Buyer) -> None:
    buyer.add("SCARF")
    buyer.go_to_payment()
    buyer.send("checkout", outcome="extra_step")
    assert landed_on(buyer) == "/checkout/confirm/"
    assert "$56.00" in buyer.text
    assert charged_cents() == [0]
    assert "one more step" in buyer.open("/checkout/confirm/").content.decode()
    buyer.page = buyer.client.post("/checkout/confirm/", {"confirmed": "yes"}, follow=True)
    assert landed_on(buyer) == order_path()
    assert charged_cents() == [5600]


def test_the_extra_step_can_be_given_up(buyer: Buyer) -> None:
    buyer.add("SCARF")
    buyer.go_to_payment()
    buyer.send("checkout", outcome="extra_step")
    buyer.page = buyer.client.post("/checkout/confirm/", {"confirmed": "no"}, follow=True)
    assert landed_on(buyer) == "/checkout/"
    assert "declined, and nothing was charged" in buyer.text
    assert charged_cents() == [0]
    buyer.send("checkout", outcome="success")
    assert landed_on(buyer) == order_path()


def test_a_second_confirmation_is_the_same_order(buyer: Buyer) -> None:
    buyer.add("SCARF")
    buyer.go_to_payment()
    buyer.send("checkout", outcome="extra_step")
    step = buyer.client.session["checkout_step"]
    buyer.client.post("/checkout/confirm/", {"confirmed": "yes"})
    session = buyer.client.session
    session["checkout_step"] = step
    session.save()
    buyer.page = buyer.client.post("/checkout/confirm/", {"confirmed": "yes"}, follow=True)
    assert landed_on(buyer) == order_path()
    assert charged_cents() == [5600]


def test_a_cart_that_changed_during_the_extra_step_is_not_charged(buyer: Buyer) -> None:
    buyer.add("SCARF")
    buyer.go_to_payment()
    buyer.send("checkout", outcome="extra_step")
    buyer.add("BAG-L")
    buyer.page = buyer.client.post("/checkout/confirm/", {"confirmed": "yes"}, follow=True)
    assert "Your cart changed after the payment had begun" in buyer.text
    assert charged_cents() == [0]
    assert not OrderAccess.objects.exists()


def test_the_same_button_pressed_again_is_the_same_order(buyer: Buyer) -> None:
    buyer.add("SCARF")
    buyer.go_to_payment()
    form = buyer.form("checkout").values
    first = buyer.client.post("/checkout/", form)
    second = buyer.client.post("/checkout/", form)
    assert first.url == second.url == order_path()
    assert charged_cents() == [5600]


def test_back_and_pressed_again_is_the_same_order_even_without_the_session(buyer: Buyer) -> None:
    buyer.add("SCARF")
    buyer.go_to_payment()
    form = buyer.form("checkout").values
    buyer.client.post("/checkout/", form)
    buyer.client.cookies.clear()
    assert buyer.client.post("/checkout/", form).url == order_path()
    assert charged_cents() == [5600]


def test_while_one_press_is_under_way_the_second_waits(buyer: Buyer) -> None:
    buyer.add("SCARF")
    buyer.go_to_payment()
    form = buyer.form("checkout").values
    first = PaymentAttempt.objects.create(
        checkout_id=buyer.client.session["checkout_id"],
        amount_minor=5600,
        currency="USD",
        claimed_until=timezone.now() + timezone.timedelta(seconds=60),
    )
    second = buyer.client.post("/checkout/", form)
    assert second.url == f"/checkout/waiting/{first.key}/"
    waiting = buyer.client.get(second.url)
    assert waiting["Refresh"] == "1"
    assert "under way" in waiting.content.decode()
    assert charged_cents() == []
    PaymentAttempt.objects.update(state=AttemptState.DECLINED, sentence="The payment was declined.")
    assert buyer.client.get(second.url).url == "/checkout/"


def test_a_press_that_died_can_be_repeated_and_pays_once(buyer: Buyer) -> None:
    buyer.add("SCARF")
    buyer.go_to_payment()
    form = buyer.form("checkout").values
    PaymentAttempt.objects.create(
        checkout_id=buyer.client.session["checkout_id"], amount_minor=5600, currency="USD", claimed_until=timezone.now()
    )
    assert buyer.client.post("/checkout/", form).url == order_path()
    assert charged_cents() == [5600]


def test_a_payment_without_an_answer_is_repeated_under_its_own_key(buyer: Buyer, settings: Settings) -> None:
    buyer.add("SCARF")
    buyer.go_to_payment()
    works = settings.SALEOR_IN_PROCESS_EXECUTE
    settings.SALEOR_IN_PROCESS_EXECUTE = "tests.storefront.away.lose_payment_answer"
    buyer.send("checkout")
    assert buyer.page.status_code == 200
    assert "did not answer in time" in buyer.text
    settings.SALEOR_IN_PROCESS_EXECUTE = works
    assert charged_cents() == [5600]
    buyer.open("/checkout/")
    buyer.send("checkout")
    assert landed_on(buyer) == order_path()
    assert charged_cents() == [5600]


def test_an_order_whose_answer_was_lost_is_found_again(buyer: Buyer, settings: Settings) -> None:
    buyer.add("SCARF")
    buyer.go_to_payment()
    works = settings.SALEOR_IN_PROCESS_EXECUTE
    settings.SALEOR_IN_PROCESS_EXECUTE = "tests.storefront.away.lose_completion_answer"
    buyer.send("checkout")
    assert "Nothing will be charged twice." in buyer.text
    settings.SALEOR_IN_PROCESS_EXECUTE = works
    buyer.open("/checkout/")
    assert landed_on(buyer) == order_path()
    assert charged_cents() == [5600]


def test_while_saleor_is_away_the_checkout_is_calm(buyer: Buyer, settings: Settings) -> None:
    buyer.add("SCARF")
    buyer.go_to_payment()
    form = buyer.form("checkout").values
    works = settings.SALEOR_IN_PROCESS_EXECUTE
    settings.SALEOR_IN_PROCESS_EXECUTE = "tests.storefront.away.execute"
    assert buyer.client.post("/checkout/", form).status_code == 503
    settings.SALEOR_IN_PROCESS_EXECUTE = works
    assert buyer.client.post("/checkout/", form).url == order_path()


def test_a_session_that_ended_loses_nothing_and_charges_nothing(buyer: Buyer) -> None:
    buyer.add("SCARF", 2)
    buyer.go_to_payment()
    form = buyer.form("checkout").values
    buyer.client.cookies.clear()
    buyer.page = buyer.client.post("/checkout/", form, follow=True)
    assert "Your session had ended, so we put your cart together again" in buyer.text
    assert charged_cents() == []
    assert buyer.form("checkout").values["street_1"] == US_ADDRESS["street_1"]
    buyer.send("checkout")
    assert landed_on(buyer) == order_path()
    assert charged_cents() == [10400]


def test_a_tampered_page_is_shown_again_instead_of_charged(buyer: Buyer) -> None:
    buyer.add("SCARF")
    buyer.go_to_payment()
    buyer.send("checkout", seen="tampered")
    assert "Please look over your order once more before you pay." in buyer.text
    assert charged_cents() == []
    buyer.send("checkout")
    assert charged_cents() == [5600]


def test_an_empty_cart_has_no_checkout(buyer: Buyer) -> None:
    buyer.open("/checkout/")
    assert landed_on(buyer) == "/cart/"
    buyer.page = buyer.client.post("/checkout/", {"email": BUYER.email}, follow=True)
    assert landed_on(buyer) == "/cart/"
    assert buyer.page.status_code == 200


def test_what_another_tab_changed_is_told_instead_of_charged(buyer: Buyer) -> None:
    buyer.add("SCARF")
    buyer.go_to_payment()
    form = buyer.form("checkout").values
    buyer.add("SCARF")
    buyer.add("BAG-L")
    buyer.page = buyer.client.post("/checkout/", form, follow=True)
    assert "You now have 2 of Indigo scarf; the page showed 1." in buyer.text
    assert "Stitched bag was added to your cart, perhaps in another tab." in buyer.text
    assert "The total is now $144.00." in buyer.text
    assert charged_cents() == []
    buyer.send("checkout")
    assert charged_cents() == [14400]


def test_a_price_that_changed_is_told_instead_of_charged(buyer: Buyer) -> None:
    buyer.add("SCARF")
    buyer.go_to_payment()
    form = buyer.form("checkout").values
    set_price("SCARF", 5500)
    buyer.page = buyer.client.post("/checkout/", form, follow=True)
    assert "The price of Indigo scarf is now $55.00; the page showed $48.00." in buyer.text
    assert charged_cents() == []
    buyer.send("checkout")
    assert charged_cents() == [6300]


def test_a_piece_that_left_the_shop_is_told_instead_of_charged(buyer: Buyer) -> None:
    buyer.add("SCARF")
    buyer.add("BAG-S")
    buyer.go_to_payment()
    form = buyer.form("checkout").values
    drop_variant("BAG-S")
    buyer.page = buyer.client.post("/checkout/", form, follow=True)
    assert "Stitched bag is no longer in your cart." in buyer.text
    assert charged_cents() == []


def test_a_piece_that_sold_out_is_told_before_paying(buyer: Buyer) -> None:
    buyer.add("QUILT")
    buyer.go_to_payment()
    set_stock("QUILT", 0)
    buyer.send("checkout")
    assert "A piece in your cart needs another look." in buyer.text
    assert "Sold out by now. Remove it to go on." in buyer.text
    assert charged_cents() == []


def test_a_last_piece_sold_while_paying_is_paid_back_and_said(buyer: Buyer) -> None:
    buyer.add("QUILT")
    buyer.go_to_payment()
    buyer.send("checkout", outcome="extra_step")
    set_stock("QUILT", 0)
    buyer.page = buyer.client.post("/checkout/confirm/", {"confirmed": "yes"}, follow=True)
    assert "The last piece was sold while you paid" in buyer.text
    assert not OrderAccess.objects.exists()
    deliver_all()
    assert charged_cents() == [0]
    assert PaymentAttempt.objects.get().state == AttemptState.FAILED, "nothing is under way: another piece may be paid"


def test_the_cart_is_empty_after_the_order(buyer: Buyer) -> None:
    buyer.add("SCARF")
    buyer.go_to_payment()
    buyer.send("checkout")
    assert "cart_count" not in {name for name, morsel in buyer.client.cookies.items() if morsel.value}
    assert set(buyer.client.session.keys()) == set()
    buyer.open("/cart/")
    assert "There is nothing in your cart." in buyer.text
    assert "We no longer have" not in buyer.text


def test_a_form_posted_from_another_site_is_refused(buyer: Buyer) -> None:
    buyer.add("SCARF")
    buyer.go_to_payment()
    form = buyer.form("checkout").values
    page = buyer.client.post("/checkout/", form, headers={"Origin": "https://evil.example"})
    assert page.status_code == 403
    assert "another site" in page.content.decode()
    assert charged_cents() == []
    assert buyer.client.post("/checkout/", form, headers={"Origin": "http://testserver"}).url == order_path()
