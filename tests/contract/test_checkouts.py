"""A cart from its first line to its last, and every quantity that is refused."""

from typing import Any

import pytest

from saleor_api.generated.input_types import CheckoutCreateInput, CheckoutLineInput, CheckoutLineUpdateInput
from tests.contract.goods import NOT_YET, PAIR, PLENTY, SCARCE, SOLD_OUT, UNPRICED, UNPUBLISHED
from tests.contract.shopping import Shopper, problems
from tests.contract.target import Target

NOBODYS = "Q2hlY2tvdXQ6NDQ4NzNjM2YtZGUzYy00NjNlLWE3MGEtMTMxNzczMmRhMTI3"
NO_LINE = "Q2hlY2tvdXRMaW5lOmQ5YjI2NTJiLWJjZWMtNDVhMC1iOWQ3LTRkZjhjOWE1YjZjNg=="


def pieces(shopper: Shopper, checkout_id: str) -> dict[str, int]:
    """SKU and quantity of every line."""
    return {line.variant.sku or "": line.quantity for line in shopper.read(checkout_id).lines}


def test_a_cart_is_made_with_its_lines(shopper: Shopper) -> None:
    payload = shopper.create({PLENTY: 2, PAIR: 1})
    assert problems(payload) == []
    assert payload.checkout.quantity == 3
    assert {line.variant.product.name: line.quantity for line in payload.checkout.lines} == {
        "Indigo scarf zibeline": 2,
        "Field quilt": 1,
    }


def test_a_cart_without_lines_is_made_too(shopper: Shopper) -> None:
    payload = shopper.create({})
    assert (problems(payload), payload.checkout.quantity, payload.checkout.lines) == ([], 0, [])


@pytest.mark.parametrize(
    ("sku", "quantity", "refused"),
    [
        (PLENTY, 0, ("quantity", "ZERO_QUANTITY")),
        (PLENTY, -1, ("quantity", "ZERO_QUANTITY")),
        (PLENTY, 51, ("quantity", "QUANTITY_GREATER_THAN_LIMIT")),
        (SCARCE, 3, ("quantity", "INSUFFICIENT_STOCK")),
        (SOLD_OUT, 1, ("quantity", "INSUFFICIENT_STOCK")),
        (UNPUBLISHED, 1, ("lines", "PRODUCT_NOT_PUBLISHED")),
        (NOT_YET, 1, ("lines", "PRODUCT_UNAVAILABLE_FOR_PURCHASE")),
        (UNPRICED, 1, ("lines", "UNAVAILABLE_VARIANT_IN_CHANNEL")),
    ],
)
def test_what_cannot_be_bought_is_refused(shopper: Shopper, sku: str, quantity: int, refused: tuple[str, str]) -> None:
    payload = shopper.create({sku: quantity})
    assert (problems(payload), payload.checkout) == ([refused], None)


@pytest.mark.parametrize("sku", [UNPUBLISHED, NOT_YET, UNPRICED])
def test_a_refusal_names_the_variant(shopper: Shopper, sku: str) -> None:
    assert shopper.create({sku: 1}).errors[0].variants == [shopper.variant(sku)]


def test_exactly_the_limit_can_be_bought(shopper: Shopper) -> None:
    payload = shopper.create({PLENTY: 50})
    assert (problems(payload), payload.checkout.quantity) == ([], 50)


@pytest.mark.parametrize("variant_id", ["UHJvZHVjdFZhcmlhbnQ6OTk5OTk5OQ==", "rubbish"])
def test_an_unknown_variant_is_refused(target: Target, variant_id: str) -> None:
    given = CheckoutCreateInput(channel=target.channel, lines=[CheckoutLineInput(variant_id=variant_id, quantity=1)])
    assert problems(target.client().checkout_create(input=given)) == [("variantId", "GRAPHQL_ERROR")]


@pytest.mark.parametrize(
    ("given", "refused"),
    [({"channel": "no-such-channel"}, ("channel", "NOT_FOUND")), ({}, ("channel", "MISSING_CHANNEL_SLUG"))],
)
def test_an_unknown_channel_is_refused(target: Target, given: dict[str, str], refused: tuple[str, str]) -> None:
    payload = target.client().checkout_create(input=CheckoutCreateInput(lines=[], **given))  # type: ignore[arg-type]
    assert problems(payload) == [refused]


def test_what_is_added_again_joins_its_line(shopper: Shopper) -> None:
    checkout_id = shopper.open({PLENTY: 1})
    payload = shopper.client.checkout_lines_add(id=checkout_id, lines=shopper.lines({PLENTY: 2, PAIR: 1}))
    assert problems(payload) == []
    assert pieces(shopper, checkout_id) == {PLENTY: 3, PAIR: 1}


def test_what_is_sold_out_is_not_added_and_changes_nothing(shopper: Shopper) -> None:
    checkout_id = shopper.open({PLENTY: 1})
    payload = shopper.client.checkout_lines_add(id=checkout_id, lines=shopper.lines({SOLD_OUT: 1}))
    assert problems(payload) == [("quantity", "INSUFFICIENT_STOCK")]
    assert pieces(shopper, checkout_id) == {PLENTY: 1}


@pytest.mark.parametrize(
    ("quantity", "refused", "left"),
    [
        (4, [], {PLENTY: 4, PAIR: 1}),
        (0, [], {PAIR: 1}),
        (-1, [("quantity", "ZERO_QUANTITY")], {PLENTY: 1, PAIR: 1}),
        (51, [("quantity", "QUANTITY_GREATER_THAN_LIMIT")], {PLENTY: 1, PAIR: 1}),
    ],
)
def test_a_line_is_set_to_a_number(shopper: Shopper, quantity: int, refused: list[Any], left: dict[str, int]) -> None:
    checkout_id = shopper.open({PLENTY: 1, PAIR: 1})
    (line,) = [line for line in shopper.read(checkout_id).lines if line.variant.sku == PLENTY]
    change = [CheckoutLineUpdateInput(line_id=line.id, quantity=quantity)]
    assert problems(shopper.client.checkout_lines_update(id=checkout_id, lines=change)) == refused
    assert pieces(shopper, checkout_id) == left


def test_a_line_is_taken_out(shopper: Shopper) -> None:
    checkout_id = shopper.open({PLENTY: 1})
    (line,) = shopper.read(checkout_id).lines
    assert problems(shopper.client.checkout_lines_delete(id=checkout_id, lines_ids=[line.id])) == []
    assert shopper.read(checkout_id).quantity == 0


def test_a_line_of_another_cart_is_not_taken_out(shopper: Shopper) -> None:
    mine, other = shopper.open({PLENTY: 1}), shopper.open({PAIR: 1})
    (line,) = shopper.read(other).lines
    for line_id in (line.id, NO_LINE):
        payload = shopper.client.checkout_lines_delete(id=mine, lines_ids=[line_id])
        assert problems(payload) == [("lineId", "INVALID")]
    assert pieces(shopper, other) == {PAIR: 1}


def test_a_cart_that_is_not_there_is_nothing_or_not_found(shopper: Shopper) -> None:
    client = shopper.client
    assert client.checkout_by_id(id=NOBODYS) is None
    payloads = [
        client.checkout_lines_add(id=NOBODYS, lines=shopper.lines({PLENTY: 1})),
        client.checkout_complete(id=NOBODYS),
        client.delivery_options_calculate(id=NOBODYS),
        client.checkout_add_promo_code(id=NOBODYS, code="ANY"),
    ]
    assert [problems(payload) for payload in payloads] == [[("id", "NOT_FOUND")]] * 4


def test_scarce_pieces_are_told_by_number(shopper: Shopper) -> None:
    left = shopper.client.variants_left(ids=[shopper.variant(SCARCE)], channel=shopper.target.channel, first=5)
    assert left is not None
    assert [edge.node.quantity_available for edge in left.edges] == [2]


@pytest.mark.parametrize(
    ("email", "refused"), [("nonsense", [("email", "INVALID")]), ("", [("email", "REQUIRED")]), ("a@example.org", [])]
)
def test_the_email_is_looked_at(shopper: Shopper, email: str, refused: list[Any]) -> None:
    checkout_id = shopper.open({PLENTY: 1})
    found = shopper.change("checkoutEmailUpdate", "$id:ID!,$e:String!", "id:$id,email:$e", id=checkout_id, e=email)
    assert found == refused
    assert (shopper.read(checkout_id).email or "") == ("" if refused else email)


@pytest.mark.parametrize("name", ["checkoutCustomerAttach", "checkoutCustomerDetach"])
def test_a_visitor_neither_attaches_nor_detaches_a_customer(shopper: Shopper, name: str) -> None:
    from saleor_api.errors import SaleorDenied

    with pytest.raises(SaleorDenied):
        shopper.change(name, "$id:ID!", "id:$id", id=shopper.open({PLENTY: 1}))
