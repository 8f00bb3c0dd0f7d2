"""From the checkout to the order: what is missing, in Saleor's order of asking, and what the order keeps."""

from saleor_api.generated.input_types import OrderWhereInput
from tests.contract.goods import CONSUMED, PAIR, PLENTY, TEN_PERCENT
from tests.contract.shopping import EMAIL, Shopper, address, every, problems


def complete(shopper: Shopper, checkout_id: str) -> list[tuple[str, str]]:
    """What is refused."""
    return problems(shopper.client.checkout_complete(id=checkout_id))


def total(shopper: Shopper, checkout_id: str) -> int:
    """What the checkout asks for."""
    return shopper.read(checkout_id).total_price.gross.fractional_amount


def test_what_is_missing_is_asked_for_one_after_the_other(shopper: Shopper) -> None:
    checkout_id = shopper.open({CONSUMED: 1})
    assert complete(shopper, checkout_id) == [("", "EMAIL_NOT_SET")]
    declared, passed = "$id:ID!,$e:String!", "id:$id,email:$e"
    assert shopper.change("checkoutEmailUpdate", declared, passed, id=checkout_id, e=EMAIL) == []
    assert complete(shopper, checkout_id) == [("shippingMethod", "SHIPPING_METHOD_NOT_SET")]
    declared, passed = "$id:ID!,$a:AddressInput!", "id:$id,shippingAddress:$a"
    assert shopper.change("checkoutShippingAddressUpdate", declared, passed, id=checkout_id, a=address("US")) == []
    shopper.choose(checkout_id, shopper.offers(checkout_id)[0].id)
    assert complete(shopper, checkout_id) == [("billingAddress", "BILLING_ADDRESS_NOT_SET")]
    declared, passed = "$id:ID!,$a:AddressInput!", "id:$id,billingAddress:$a"
    assert shopper.change("checkoutBillingAddressUpdate", declared, passed, id=checkout_id, a=address("US")) == []
    assert complete(shopper, checkout_id) == [("", "CHECKOUT_NOT_FULLY_PAID")]
    shopper.target.pay(checkout_id, total(shopper, checkout_id) - 1)
    assert complete(shopper, checkout_id) == [("id", "CHECKOUT_NOT_FULLY_PAID")]


def test_a_cart_without_lines_is_not_completed(shopper: Shopper) -> None:
    checkout_id = shopper.ready({CONSUMED: 1})
    (line,) = shopper.read(checkout_id).lines
    shopper.client.checkout_lines_delete(id=checkout_id, lines_ids=[line.id])
    assert complete(shopper, checkout_id) == [("lines", "NO_LINES")]


def test_a_paid_checkout_with_a_stale_choice_that_still_holds_is_completed(shopper: Shopper) -> None:
    checkout_id = shopper.ready({CONSUMED: 1})
    shopper.client.checkout_lines_add(id=checkout_id, lines=shopper.lines({CONSUMED: 1}))
    shopper.target.pay(checkout_id, total(shopper, checkout_id))
    assert complete(shopper, checkout_id) == []


def test_a_paid_checkout_whose_way_does_not_lead_there_is_refused(shopper: Shopper) -> None:
    checkout_id = shopper.ready({CONSUMED: 1})
    shopper.fill(checkout_id, "DE")
    shopper.target.pay(checkout_id, total(shopper, checkout_id))
    assert complete(shopper, checkout_id) == [("shippingMethod", "INVALID_SHIPPING_METHOD")]


def test_completing_twice_gives_the_same_order(shopper: Shopper) -> None:
    checkout_id = shopper.ready({CONSUMED: 1})
    shopper.target.pay(checkout_id, total(shopper, checkout_id))
    first, second = (shopper.client.checkout_complete(id=checkout_id) for _ in range(2))
    assert first is not None
    assert second is not None
    assert first.order is not None
    assert second.order is not None
    assert first.order.id == second.order.id
    assert shopper.client.checkout_by_id(id=checkout_id) is None


def test_an_order_keeps_what_the_checkout_asked_for(shopper: Shopper) -> None:
    checkout_id = shopper.ready({CONSUMED: 3, PLENTY: 1}, "GB")
    shopper.client.checkout_add_promo_code(id=checkout_id, code=TEN_PERCENT)
    asked = shopper.read(checkout_id)
    shopper.target.pay(checkout_id, asked.total_price.gross.fractional_amount)
    payload = shopper.client.checkout_complete(id=checkout_id)
    assert payload is not None
    assert payload.order is not None
    order = shopper.client.order_page(id=payload.order.id)
    assert order is not None
    assert order.total.gross.fractional_amount == asked.total_price.gross.fractional_amount
    assert order.total.tax.fractional_amount == asked.total_price.tax.fractional_amount
    assert every(line.total_price.gross for line in order.lines) == order.subtotal.gross.fractional_amount
    assert (order.status, order.is_paid, order.user_email, order.voucher_code) == (
        "UNFULFILLED",
        True,
        EMAIL,
        TEN_PERCENT,
    )
    assert {line.product_sku: line.quantity for line in order.lines} == {CONSUMED: 3, PLENTY: 1}
    assert order.shipping_method_name == "Post"


def test_staff_find_the_order_by_its_number(shopper: Shopper) -> None:
    order_id = shopper.order({CONSUMED: 1})
    staff = shopper.target.staff()
    order = staff.staff_order(id=order_id)
    assert order is not None
    by_number = staff.staff_orders(first=5, where=OrderWhereInput.model_validate({"number": {"eq": int(order.number)}}))
    assert by_number is not None
    assert [edge.node.id for edge in by_number.edges] == [order_id]
    nobody = staff.staff_orders(first=1, where=OrderWhereInput.model_validate({"number": {"eq": 2_000_000_000}}))
    assert nobody is not None
    assert (nobody.total_count, nobody.edges) == (0, [])


def test_staff_see_what_can_be_sent(shopper: Shopper) -> None:
    order = shopper.target.staff().staff_order(id=shopper.order({CONSUMED: 2, PAIR: 1}))
    assert order is not None
    assert {line.product_sku: line.quantity_to_fulfill for line in order.lines} == {CONSUMED: 2, PAIR: 1}
    assert [[row.quantity for row in line.allocations or []] for line in order.line_stocks] == [[2], [1]]
    assert (order.charge_status, order.total_charged.fractional_amount) == ("FULL", order.total.gross.fractional_amount)
