"""With htmx: the fields follow the country, and the deliveries appear as soon as the address is enough."""

import pytest

from tests.cast import BUYER
from tests.shop import charged_cents
from tests.storefront.buying import US_ADDRESS, Buyer

pytestmark = pytest.mark.django_db(databases=["default", "engine"])
HTMX = {"HX-Request": "true"}


def refresh(buyer: Buyer, **typed: str) -> int:
    """What the page does by itself after a field has changed."""
    values = {**buyer.form("checkout").values, **typed, "step": "refresh"}
    answer = buyer.client.post("/checkout/", values, headers=HTMX)
    if answer.status_code == 200:
        buyer.page = answer
    return int(answer.status_code)


@pytest.fixture
def typing(buyer: Buyer) -> Buyer:
    """A buyer who has just opened the checkout."""
    buyer.add("SCARF")
    buyer.open("/checkout/")
    return buyer


def test_half_an_address_changes_nothing_and_accuses_of_nothing(typing: Buyer) -> None:
    assert refresh(typing, street_1="813 Howard Street") == 204
    assert "form" in typing.text


def test_a_whole_address_brings_the_deliveries_and_the_total(typing: Buyer) -> None:
    assert refresh(typing, **US_ADDRESS) == 200
    for words in ("Post, tracked", "5 to 9 days", "Express", "2 days", "$21.00", "Pay $56.00"):
        assert words in typing.text
    for part in ('id="seen"', 'id="id_delivery"', 'id="summary"', 'id="pay-words"'):
        assert part in typing.text
    assert typing.text.count('hx-swap-oob="true"') == 4
    assert 'id="address"' not in typing.text
    assert "<html" not in typing.text


def test_another_country_brings_its_fields_without_accusing(typing: Buyer) -> None:
    assert refresh(typing, country="DE", street_1="Unter den Linden 1") == 200
    assert 'id="address"' in typing.text
    assert 'name="area"' not in typing.text.split('id="billing_address"')[0]
    assert "Unter den Linden 1" in typing.text
    assert "field__error" not in typing.text


def test_the_other_delivery_changes_the_total(typing: Buyer) -> None:
    page = typing.page
    refresh(typing, **US_ADDRESS)
    express = typing.text.split('name="delivery" value="')[2].split('"')[0]
    typing.page = page
    assert refresh(typing, **US_ADDRESS, delivery=express) == 200
    assert "Pay $69.00" in typing.text


def test_a_delivery_that_is_not_offered_any_more_is_told_beside_what_is_chosen(typing: Buyer) -> None:
    page = typing.page
    refresh(typing, **US_ADDRESS)
    typing.page = page
    assert refresh(typing, **US_ADDRESS, delivery="U2hpcHBpbmdNZXRob2Q6OTk5") == 200
    assert "What you chose is not offered any more. Please look at what is chosen now." in typing.text
    assert "Pay $56.00" in typing.text


def test_after_the_refresh_one_press_pays(typing: Buyer) -> None:
    form = typing.form("checkout").values
    refresh(typing, **US_ADDRESS, email=BUYER.email)
    seen = typing.text.split('id="seen" value="')[1].split('"')[0]
    method = typing.text.split('name="delivery" value="')[1].split('"')[0]
    sent = {**form, **US_ADDRESS, "email": BUYER.email, "seen": seen, "delivery": method}
    assert typing.client.post("/checkout/", sent).status_code == 302
    assert charged_cents() == [5600]


def test_a_cart_that_went_away_sends_to_the_cart(typing: Buyer) -> None:
    values = {**typing.form("checkout").values, "seen": "", "step": "refresh"}
    typing.client.cookies.clear()
    answer = typing.client.post("/checkout/", values, headers=HTMX)
    assert answer["HX-Redirect"] == "/cart/"
