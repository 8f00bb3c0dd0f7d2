"""The cart: what goes in is confirmed, what cannot is told, and nothing is lost."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tests.shop import drop_variant, set_price, set_stock, variant_id
from tests.storefront.buying import Buyer, read_forms

pytestmark = pytest.mark.django_db(databases=["default", "engine"])


def quantities(buyer: Buyer) -> list[str]:
    """The numbers in the cart's fields."""
    return [
        form.values["quantity"] for form in read_forms(buyer.open("/cart/").content.decode()) if "line" in form.values
    ]


def test_adding_leads_to_the_cart_and_says_so(buyer: Buyer) -> None:
    buyer.add("SCARF", 2)
    assert buyer.page.redirect_chain == [("/cart/", 302)]
    assert "2 pieces of Indigo scarf are in your cart." in buyer.text
    assert "$96.00" in buyer.text
    assert buyer.client.cookies["cart_count"].value == "2"


def test_the_browser_gets_a_number_and_an_opaque_session_only(buyer: Buyer) -> None:
    buyer.add("SCARF")
    assert set(buyer.client.cookies) - {"messages"} == {"sessionid", "cart_count"}
    assert buyer.client.cookies["sessionid"]["httponly"]
    assert buyer.client.session["checkout_id"] not in buyer.text
    assert not buyer.client.cookies["cart_count"]["httponly"]


def test_htmx_gets_a_confirmation_with_the_cart_one_tap_away(buyer: Buyer) -> None:
    buyer.add("SCARF", headers={"HX-Request": "true"})
    assert buyer.page.status_code == 200
    assert "<strong>Indigo scarf</strong> is in your cart." in buyer.text
    assert 'href="/cart/"' in buyer.text
    assert "data-focus" in buyer.text
    assert "<html" not in buyer.text


def test_a_second_piece_joins_the_first(buyer: Buyer) -> None:
    buyer.add("SCARF")
    buyer.add("SCARF")
    buyer.add("BAG-L")
    assert quantities(buyer) == ["2", "1"]
    assert "$136.00" in buyer.text


def test_a_sold_out_piece_is_refused_and_the_cart_stays(buyer: Buyer) -> None:
    buyer.add("SCARF")
    buyer.add("SHAWL")
    assert "Sold-out shawl has just sold out. Your cart is as it was." in buyer.text
    assert quantities(buyer) == ["1"]


def test_a_sold_out_piece_is_told_to_htmx_too(buyer: Buyer) -> None:
    buyer.add("SHAWL", headers={"HX-Request": "true"})
    assert buyer.page.status_code == 200
    assert "has just sold out" in buyer.text
    assert "checkout_id" not in buyer.client.session


def test_more_than_there_is_is_refused_with_the_number_left(buyer: Buyer) -> None:
    buyer.add("QUILT", 2)
    assert "Only 1 of Field quilt is left. Your cart is as it was." in buyer.text
    assert quantities(buyer) == []


@pytest.mark.parametrize("quantity", ["0", "-1", "51", "abc", "", "1.5", "99999999999999999999", "²", "1e3"])
def test_a_quantity_that_is_none_is_told(buyer: Buyer, quantity: str) -> None:
    buyer.add("SCARF", quantity)
    assert "a whole number from 1 to 50" in buyer.text
    assert quantities(buyer) == []


@pytest.mark.parametrize("given", ["", "garbage", "UHJvZHVjdDox", "UHJvZHVjdFZhcmlhbnQ6OTk5OTk5", "é", "x" * 5000])
def test_a_piece_that_is_not_sold_here_is_told(buyer: Buyer, given: str) -> None:
    page = buyer.client.post("/cart/lines/", {"variant": given, "quantity": "1"}, follow=True)
    assert page.status_code == 200
    assert "no longer sold in this shop" in page.content.decode()


def test_the_quantity_can_be_changed(buyer: Buyer) -> None:
    buyer.add("SCARF")
    change(buyer, quantity="3")
    assert "Your cart is up to date." in buyer.text
    assert quantities(buyer) == ["3"]
    assert buyer.client.cookies["cart_count"].value == "3"


def change(buyer: Buyer, **typed: str) -> None:
    """Sends the form of the first line."""
    form = next(form for form in read_forms(buyer.text) if "line" in form.values)
    buyer.page = buyer.client.post(form.action, {**form.values, **typed}, follow=True)


@pytest.mark.parametrize("typed", [{"quantity": "0"}, {"remove": "1"}])
def test_a_line_can_be_taken_out(buyer: Buyer, typed: dict[str, str]) -> None:
    buyer.add("SCARF")
    change(buyer, **typed)
    assert "Taken out of your cart." in buyer.text
    assert "There is nothing in your cart." in buyer.text
    assert buyer.client.cookies["cart_count"].value == ""


def test_more_than_there_is_in_the_cart_is_refused_and_the_old_number_stays(buyer: Buyer) -> None:
    buyer.add("QUILT")
    change(buyer, quantity="4")
    assert "Only 1 of Field quilt is left; 1 in your cart already. Your cart is as it was." in buyer.text
    assert quantities(buyer) == ["1"]


def test_a_line_that_is_not_in_the_cart_changes_nothing(buyer: Buyer) -> None:
    buyer.add("SCARF")
    page = buyer.client.post("/cart/lines/change/", {"line": "garbage", "variant": "x", "quantity": "2"}, follow=True)
    assert page.status_code == 200
    assert quantities(buyer) == ["1"]


def test_a_price_that_changed_is_told_at_its_line(buyer: Buyer) -> None:
    buyer.add("SCARF")
    set_price("SCARF", 5200)
    buyer.open("/cart/")
    assert "The price has changed since you added it: $48.00 then, $52.00 now." in buyer.text
    assert "$52.00" in buyer.text


def test_a_piece_that_sold_out_meanwhile_stops_the_purchase_with_a_word(buyer: Buyer) -> None:
    buyer.add("QUILT")
    set_stock("QUILT", 0)
    buyer.open("/cart/")
    assert "Sold out by now. Remove it to go on." in buyer.text
    assert "Go to the checkout" not in buyer.text


def test_fewer_than_in_the_cart_are_told_with_the_number(buyer: Buyer) -> None:
    buyer.add("SCARF", 5)
    set_stock("SCARF", 3)
    buyer.open("/cart/")
    assert "Only 3 left. Lower the quantity to go on." in buyer.text


def test_a_piece_that_left_the_shop_is_told_once(buyer: Buyer) -> None:
    buyer.add("SCARF")
    buyer.add("BAG-S")
    drop_variant("BAG-S")
    buyer.open("/cart/")
    assert "Stitched bag is no longer in the shop, so it left your cart." in buyer.text
    assert "no longer in the shop" not in buyer.open("/cart/").content.decode()


def test_an_expired_session_is_told_not_hidden(buyer: Buyer) -> None:
    buyer.add("SCARF")
    buyer.client.session.flush()
    buyer.open("/cart/")
    assert "We no longer have your cart" in buyer.text
    assert "We no longer have your cart" not in buyer.open("/cart/").content.decode()


@pytest.mark.parametrize("value", ["x" * 32, "", "' OR 1=1 --", "a" * 4000])
def test_a_tampered_cookie_is_an_empty_cart_with_a_word(buyer: Buyer, value: str) -> None:
    buyer.add("SCARF")
    buyer.client.cookies["sessionid"] = value
    buyer.open("/cart/")
    assert buyer.page.status_code == 200
    assert "We no longer have your cart" in buyer.text


def test_a_checkout_that_vanished_is_replaced_at_the_next_piece(buyer: Buyer) -> None:
    buyer.add("SCARF")
    session = buyer.client.session
    session["checkout_id"] = "Q2hlY2tvdXQ6MDAwMDAwMDAtMDAwMC00MDAwLTgwMDAtMDAwMDAwMDAwMDAw"
    session.save()
    buyer.add("BAG-L")
    assert quantities(buyer) == ["1"]
    assert "Stitched bag" in buyer.text


def test_while_saleor_is_away_the_page_is_calm_and_the_cart_is_kept(buyer: Buyer, settings: Settings) -> None:
    buyer.add("SCARF")
    works = settings.SALEOR_IN_PROCESS_EXECUTE
    settings.SALEOR_IN_PROCESS_EXECUTE = "tests.storefront.away.execute"
    buyer.open("/cart/")
    assert buyer.page.status_code == 503
    assert "Nothing was lost" in buyer.text
    buyer.add("BAG-L", headers={"HX-Request": "true"})
    assert buyer.page.status_code == 200
    assert "Nothing was lost" in buyer.text
    settings.SALEOR_IN_PROCESS_EXECUTE = works
    assert quantities(buyer) == ["1"]


def test_the_cart_is_nobody_elses(buyer: Buyer) -> None:
    buyer.add("SCARF")
    buyer.open("/cart/")
    assert "no-store" in buyer.page["Cache-Control"]
    assert "private" in buyer.page["Cache-Control"]
    assert "noindex" in buyer.text
    assert "There is nothing in your cart." in Client().get("/cart/").content.decode()


def test_a_variant_is_named_in_the_cart(buyer: Buyer) -> None:
    buyer.add("BAG-L")
    assert "large" in buyer.text
    assert variant_id("BAG-L") in buyer.text
