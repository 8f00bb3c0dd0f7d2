"""A checkout from its first line to the order, with every refusal that a buyer can meet."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from engine import models
from engine.chores import release_reservations
from tests.engine import asking
from tests.engine.asking import ask, change, choose, codes, complete, create, deliver, fill, pay, variant_id
from tests.engine.small_shop import ADDRESS

pytestmark = [pytest.mark.django_db(databases=["default", "engine"]), pytest.mark.usefixtures("small_shop")]

BRITISH = {
    "firstName": "Sample",
    "lastName": "Buyer",
    "streetAddress1": "10 Sample Street",
    "city": "London",
    "postalCode": "SW1A 2AA",
    "country": "GB",
}


def read(checkout_id: str) -> Any:
    """The checkout as it is now."""
    fields = asking.CHECKOUT.split("{checkout", 1)[1].rsplit(" errors", 1)[0]
    return ask(f"query($id:ID!){{checkout(id:$id){fields}}}", id=checkout_id)


def set_price(sku: str, minor: int) -> None:
    """Change a price, as staff do."""
    models.VariantChannelListing.objects.filter(variant__sku=sku).update(price_minor=minor)


def test_lines_email_and_addresses_are_taken_at_once() -> None:
    answer = create({"p0-red": 2, "p1-blue": 1}, email="a@example.com", shippingAddress=ADDRESS, billingAddress=ADDRESS)
    checkout = answer["checkout"]
    assert (answer["errors"], checkout["email"], checkout["quantity"]) == ([], "a@example.com", 3)
    assert checkout["totalPrice"]["gross"]["fractionalAmount"] == 2 * 2000 + 2100
    assert checkout["shippingAddress"] == {"city": "OSWEGO"}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ({"p0-red": 0}, ("quantity", "ZERO_QUANTITY")),
        ({"p0-red": 51}, ("quantity", "QUANTITY_GREATER_THAN_LIMIT")),
        ({"p0-red": 6}, ("quantity", "INSUFFICIENT_STOCK")),
    ],
)
def test_impossible_quantities_are_refused_and_nothing_is_kept(
    lines: dict[str, int], expected: tuple[str, str]
) -> None:
    answer = create(lines)
    assert (answer["checkout"], codes(answer)) == (None, [expected])
    assert models.Checkout.objects.count() == 0


def test_an_unknown_variant_is_refused() -> None:
    given = [{"variantId": "UHJvZHVjdFZhcmlhbnQ6OTk5OTk5", "quantity": 1}]
    query = "mutation($i:CheckoutCreateInput!){checkoutCreate(input:$i){errors{field code}}}"
    answer = ask(query, i={"channel": "default-channel", "lines": given})
    assert codes(answer) == [("variantId", "GRAPHQL_ERROR")]


@pytest.mark.parametrize(
    ("change_listing", "code"),
    [
        ({"is_published": False}, "PRODUCT_NOT_PUBLISHED"),
        ({"available_for_purchase_at": None}, "PRODUCT_UNAVAILABLE_FOR_PURCHASE"),
    ],
)
def test_what_is_not_for_sale_is_refused(change_listing: dict[str, Any], code: str) -> None:
    models.ProductChannelListing.objects.filter(product__slug="p0").update(**change_listing)
    answer = create({"p0-red": 1})
    assert codes(answer) == [("lines", code)]
    assert answer["errors"][0]["variants"] == [variant_id("p0-red")]


def test_a_variant_without_a_price_is_refused() -> None:
    models.VariantChannelListing.objects.filter(variant__sku="p0-red").delete()
    assert codes(create({"p0-red": 1})) == [("lines", "UNAVAILABLE_VARIANT_IN_CHANNEL")]


@pytest.mark.parametrize("channel", ["elsewhere", None])
def test_an_unknown_channel_is_refused(channel: str | None) -> None:
    models.Channel.objects.create(slug="second", name="Second", currency="EUR")
    query = "mutation($i:CheckoutCreateInput!){checkoutCreate(input:$i){errors{field code}}}"
    code = "NOT_FOUND" if channel else "MISSING_CHANNEL_SLUG"
    assert codes(ask(query, i={"channel": channel, "lines": []})) == [("channel", code)]


def test_adding_a_variant_again_adds_to_its_line() -> None:
    checkout_id = create({"p0-red": 1})["checkout"]["id"]
    lines = [{"variantId": variant_id("p0-red"), "quantity": 2}]
    answer = change("checkoutLinesAdd", "$l:[CheckoutLineInput!]!", "lines:$l", id=checkout_id, l=lines)
    assert [line["quantity"] for line in answer["checkout"]["lines"]] == [3]


def test_lines_are_set_and_taken_out() -> None:
    checkout = create({"p0-red": 1, "p1-red": 1})["checkout"]
    first, second = (line["id"] for line in checkout["lines"])
    lines = [{"lineId": first, "quantity": 4}, {"lineId": second, "quantity": 0}]
    declared = "$l:[CheckoutLineUpdateInput!]!"
    answer = change("checkoutLinesUpdate", declared, "lines:$l", id=checkout["id"], l=lines)
    assert [(line["id"], line["quantity"]) for line in answer["checkout"]["lines"]] == [(first, 4)]
    answer = change("checkoutLinesDelete", "$l:[ID!]!", "linesIds:$l", id=checkout["id"], l=[first])
    assert answer["checkout"]["lines"] == []


def test_a_line_of_another_checkout_cannot_be_taken_out() -> None:
    mine, other = create({"p0-red": 1})["checkout"], create({"p1-red": 1})["checkout"]
    line_id = other["lines"][0]["id"]
    answer = change("checkoutLinesDelete", "$l:[ID!]!", "linesIds:$l", id=mine["id"], l=[line_id])
    assert codes(answer) == [("lineId", "INVALID")]
    assert models.CheckoutLine.objects.count() == 2


@pytest.mark.parametrize(("email", "code"), [("not-an-email", "INVALID"), ("", "REQUIRED")])
def test_a_bad_email_is_refused(email: str, code: str) -> None:
    checkout_id = create({"p0-red": 1})["checkout"]["id"]
    answer = change("checkoutEmailUpdate", "$e:String!", "email:$e", id=checkout_id, e=email)
    assert codes(answer) == [("email", code)]


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        ({"postalCode": "XX"}, [("postalCode", "INVALID")]),
        ({"countryArea": ""}, [("countryArea", "REQUIRED")] * 2),
        ({"streetAddress1": "", "city": ""}, [("city", "REQUIRED"), ("streetAddress1", "REQUIRED")]),
        ({"phone": "12"}, [("phone", "INVALID")]),
        ({"country": None}, [("country", "REQUIRED")]),
    ],
)
def test_a_wrong_address_is_refused_field_by_field(wrong: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    checkout_id = create({"p0-red": 1})["checkout"]["id"]
    declared, passed = "$a:AddressInput!", "shippingAddress:$a"
    answer = change("checkoutShippingAddressUpdate", declared, passed, id=checkout_id, a={**ADDRESS, **wrong})
    assert sorted(codes(answer)) == sorted(expected)
    assert {error["addressType"] for error in answer["errors"]} == {"SHIPPING"}
    assert models.Address.objects.count() == 0


def test_deliveries_are_offered_cheapest_first_where_the_country_is_served() -> None:
    checkout_id = create({"p0-red": 1}, shippingAddress=ADDRESS)["checkout"]["id"]
    assert [offer["shippingMethod"]["name"] for offer in deliver(checkout_id)] == ["Post", "Fast"]
    german = {**BRITISH, "country": "DE", "city": "Berlin", "postalCode": "10115"}
    # As in Saleor, there is no stock for a country that no zone holds (tests/contract/test_addresses.py).
    assert codes(create({"p0-red": 1}, shippingAddress=german)) == [("quantity", "INSUFFICIENT_STOCK")]


def test_a_delivery_that_was_not_offered_cannot_be_chosen() -> None:
    mine = create({"p0-red": 1}, shippingAddress=ADDRESS)["checkout"]["id"]
    other = create({"p0-red": 1}, shippingAddress=ADDRESS)["checkout"]["id"]
    assert codes(choose(mine, deliver(other)[0]["id"])) == [("deliveryMethodId", "DELIVERY_METHOD_NOT_APPLICABLE")]


def test_a_change_makes_the_delivery_stale_until_it_is_worked_out_again() -> None:
    checkout_id = fill({"p0-red": 1})
    lines = [{"variantId": variant_id("p0-red"), "quantity": 1}]
    answer = change("checkoutLinesAdd", "$l:[CheckoutLineInput!]!", "lines:$l", id=checkout_id, l=lines)
    assert answer["checkout"]["problems"] == [{"__typename": "CheckoutProblemDeliveryMethodStale"}]
    deliver(checkout_id)
    assert read(checkout_id)["problems"] == []


def test_a_delivery_that_is_gone_is_a_problem_and_stops_the_order() -> None:
    checkout_id = fill({"p0-red": 1})
    pay(checkout_id)
    models.ShippingZone.objects.update(countries=["GB"])
    deliver(checkout_id)
    assert read(checkout_id)["problems"] == [{"__typename": "CheckoutProblemDeliveryMethodInvalid"}]
    assert codes(complete(checkout_id)) == [("shippingMethod", "INVALID_SHIPPING_METHOD")]


def test_tax_is_that_of_the_country_it_goes_to() -> None:
    checkout = create({"p0-red": 1}, shippingAddress=BRITISH)["checkout"]
    assert {part: money["fractionalAmount"] for part, money in checkout["totalPrice"].items()} == {
        "gross": 2000,
        "net": 1667,
        "tax": 333,
    }


def test_a_voucher_takes_its_share_off_each_line() -> None:
    checkout_id = create({"p0-red": 1, "p1-red": 1})["checkout"]["id"]
    answer = change("checkoutAddPromoCode", "$p:String!", "promoCode:$p", id=checkout_id, p="TEN")
    checkout = answer["checkout"]
    assert (checkout["voucherCode"], checkout["discount"]) == ("TEN", {"fractionalAmount": 410})
    assert [line["totalPrice"]["gross"]["fractionalAmount"] for line in checkout["lines"]] == [1800, 1890]
    answer = change("checkoutRemovePromoCode", "$p:String", "promoCode:$p", id=checkout_id, p="TEN")
    assert (answer["checkout"]["voucherCode"], answer["checkout"]["discount"]) == (None, {"fractionalAmount": 0})


@pytest.mark.parametrize(("code", "expected"), [("NOPE", "INVALID"), ("TEN", "VOUCHER_NOT_APPLICABLE")])
def test_a_voucher_that_does_not_apply_is_refused(code: str, expected: str) -> None:
    checkout_id = create({"p0-red": 1})["checkout"]["id"]
    answer = change("checkoutAddPromoCode", "$p:String!", "promoCode:$p", id=checkout_id, p=code)
    assert codes(answer) == [("promoCode", expected)]


def test_a_voucher_leaves_with_the_goods_that_earned_it() -> None:
    checkout = create({"p0-red": 1, "p1-red": 1})["checkout"]
    change("checkoutAddPromoCode", "$p:String!", "promoCode:$p", id=checkout["id"], p="TEN")
    line_id = checkout["lines"][0]["id"]
    answer = change("checkoutLinesDelete", "$l:[ID!]!", "linesIds:$l", id=checkout["id"], l=[line_id])
    assert answer["checkout"]["voucherCode"] is None


def test_a_voucher_is_used_up_once() -> None:
    models.Voucher.objects.update(usage_limit=1)
    ids = [fill({"p0-red": 1, "p1-red": 1}) for _ in range(2)]
    for checkout_id in ids:
        change("checkoutAddPromoCode", "$p:String!", "promoCode:$p", id=checkout_id, p="TEN")
        pay(checkout_id)
    assert complete(ids[0])["order"]["number"]
    assert codes(complete(ids[1])) == [("promoCode", "VOUCHER_NOT_APPLICABLE")]
    assert models.Voucher.objects.get().used == 1


def test_a_price_holds_for_an_hour_or_until_the_cart_changes() -> None:
    checkout_id = create({"p0-red": 1})["checkout"]["id"]
    set_price("p0-red", 2600)
    assert read(checkout_id)["totalPrice"]["gross"]["fractionalAmount"] == 2000
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert read(checkout_id)["totalPrice"]["gross"]["fractionalAmount"] == 2600
    set_price("p0-red", 2700)
    lines = [{"variantId": variant_id("p0-red"), "quantity": 1}]
    answer = change("checkoutLinesAdd", "$l:[CheckoutLineInput!]!", "lines:$l", id=checkout_id, l=lines)
    assert answer["checkout"]["totalPrice"]["gross"]["fractionalAmount"] == 5400


def test_what_was_paid_completes_at_the_old_price() -> None:
    checkout_id = fill({"p0-red": 1})
    pay(checkout_id)
    set_price("p0-red", 2600)
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert complete(checkout_id)["errors"] == []
    assert models.Order.objects.get().total_gross_minor == 2000 + 500


@pytest.mark.parametrize(
    ("leave_out", "expected"),
    [
        ("lines", ("lines", "NO_LINES")),
        ("shipping_address", ("shippingAddress", "SHIPPING_ADDRESS_NOT_SET")),
        ("method", ("shippingMethod", "SHIPPING_METHOD_NOT_SET")),
        ("billing_address", ("billingAddress", "BILLING_ADDRESS_NOT_SET")),
        ("email", (None, "EMAIL_NOT_SET")),
    ],
)
def test_an_incomplete_checkout_is_refused(leave_out: str, expected: tuple[str, str]) -> None:
    checkout_id = fill({"p0-red": 1})
    pay(checkout_id)
    if leave_out == "lines":
        models.CheckoutLine.objects.all().delete()
    else:
        models.Checkout.objects.update(**{leave_out: None})
    assert codes(complete(checkout_id)) == [expected]
    assert models.Order.objects.count() == 0


@pytest.mark.parametrize("minor", [0, 2499])
def test_an_unpaid_checkout_is_refused(minor: int) -> None:
    checkout_id = fill({"p0-red": 1})
    pay(checkout_id, minor)
    assert codes(complete(checkout_id)) == [("id", "CHECKOUT_NOT_FULLY_PAID")]


def test_the_order_is_what_was_in_the_checkout() -> None:
    checkout_id = fill({"p0-red": 2, "p1-blue": 1})
    pay(checkout_id)
    answer = complete(checkout_id)
    order = models.Order.objects.get()
    lines = [(line.product_name, line.variant_name, line.quantity, line.total_net_minor) for line in order.lines.all()]
    assert answer["order"]["number"] == str(order.number)
    assert lines == [("Scarf 0", "Red", 2, 4000), ("Scarf 1", "Blue", 1, 2100)]
    assert (order.subtotal_gross_minor, order.shipping_gross_minor, order.total_gross_minor) == (6100, 500, 6600)
    assert models.Checkout.objects.count() == models.Reservation.objects.count() == 0
    allocated = models.Stock.objects.filter(quantity_allocated__gt=0).order_by("product_variant__sku")
    assert list(allocated.values_list("product_variant__sku", "quantity_allocated")) == [("p0-red", 2), ("p1-blue", 1)]


def test_completing_again_gives_the_same_order() -> None:
    checkout_id = fill({"p0-red": 1})
    pay(checkout_id)
    assert complete(checkout_id)["order"] == complete(checkout_id)["order"]
    assert (
        models.Order.objects.count(),
        models.Stock.objects.get(product_variant__sku="p0-red").quantity_allocated,
    ) == (
        1,
        1,
    )


def test_the_second_buyer_of_the_last_pieces_is_refused_and_keeps_the_payment() -> None:
    first, second = fill({"p0-red": 5}), fill({"p0-red": 1})
    for checkout_id in (first, second):
        pay(checkout_id)
    complete(first)
    assert read(second)["problems"] == [{"__typename": "CheckoutLineProblemInsufficientStock"}]
    answer = complete(second)
    assert codes(answer) == [(None, "INSUFFICIENT_STOCK")]
    assert answer["errors"][0]["variants"] == [variant_id("p0-red")]
    assert models.TransactionItem.objects.get(idempotency_key=second).checkout is not None


def test_pieces_in_a_cart_are_held_for_a_while() -> None:
    models.Shop.objects.update(reserve_minutes=10)
    held = create({"p0-red": 4})["checkout"]
    assert held["stockReservationExpires"] is not None
    assert codes(create({"p0-red": 2})) == [("quantity", "INSUFFICIENT_STOCK")]
    query = 'query($id:ID!){productVariant(id:$id,channel:"default-channel"){quantityAvailable}}'
    assert ask(query, id=variant_id("p0-red")) == {"quantityAvailable": 1}
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        assert ask(query, id=variant_id("p0-red")) == {"quantityAvailable": 5}
        assert create({"p0-red": 5})["errors"] == []
        assert release_reservations() == 1


def test_a_checkout_is_gone_after_its_order() -> None:
    checkout_id = fill({"p0-red": 1})
    pay(checkout_id)
    complete(checkout_id)
    assert read(checkout_id) is None
    answer = change("checkoutEmailUpdate", "$e:String!", "email:$e", id=checkout_id, e="a@example.com")
    assert codes(answer) == [("id", "NOT_FOUND")]
