"""Amounts of a checkout, to the cent: lines, voucher, delivery, tax."""

import pytest

from tests.contract.goods import CONSUMED, FROM_500, PAIR, PLENTY, SCARCE, TEN_PERCENT
from tests.contract.shopping import Shopper, every, problems

CART = {CONSUMED: 3, PLENTY: 1, SCARCE: 1}


def test_amounts_without_a_voucher(shopper: Shopper) -> None:
    checkout = shopper.read(shopper.ready(CART))
    rows = {line.variant.sku: line.total_price.gross.fractional_amount for line in checkout.lines}
    assert rows == {CONSUMED: 2919, PLENTY: 4835, SCARCE: 3333}
    assert checkout.subtotal_price.gross.fractional_amount == 11087
    assert checkout.shipping_price.gross.fractional_amount == 735
    assert checkout.total_price.gross.fractional_amount == 11822
    assert (checkout.total_balance.fractional_amount, checkout.total_balance.currency) == (-11822, "USD")


@pytest.mark.parametrize(
    ("country", "net", "tax"), [("US", 10713, 0), ("GB", 8928, 1785), ("DE", 9398, 1785), ("IN", 10278, 0)]
)
def test_a_voucher_is_spread_over_the_lines_to_the_cent(shopper: Shopper, country: str, net: int, tax: int) -> None:
    checkout_id = shopper.ready(CART, country)
    assert problems(shopper.client.checkout_add_promo_code(id=checkout_id, code=TEN_PERCENT)) == []
    checkout = shopper.read(checkout_id)
    rows = {line.variant.sku: line.total_price.gross.fractional_amount for line in checkout.lines}
    assert rows == {CONSUMED: 2627, PLENTY: 4351, SCARCE: 3000}
    units = {line.variant.sku: line.unit_price.gross.fractional_amount for line in checkout.lines}
    assert units == {CONSUMED: 876, PLENTY: 4351, SCARCE: 3000}
    assert checkout.subtotal_price.gross.fractional_amount == sum(rows.values()) == 9978
    assert (checkout.discount.fractional_amount if checkout.discount else 0) == 1109
    assert (checkout.voucher_code, checkout.discount_name) == (TEN_PERCENT, "Ten percent")
    total = checkout.total_price
    assert (total.net.fractional_amount, total.tax.fractional_amount) == (net, tax)


@pytest.mark.parametrize("country", ["US", "GB", "DE", "IN"])
@pytest.mark.parametrize("code", ["", TEN_PERCENT])
def test_parts_sum_to_the_whole(shopper: Shopper, country: str, code: str) -> None:
    checkout_id = shopper.ready({**CART, PAIR: 2}, country)
    if code:
        assert problems(shopper.client.checkout_add_promo_code(id=checkout_id, code=code)) == []
    checkout = shopper.read(checkout_id)
    total, subtotal = checkout.total_price, checkout.subtotal_price.gross.fractional_amount
    assert every(line.total_price.gross for line in checkout.lines) == subtotal
    assert subtotal + checkout.shipping_price.gross.fractional_amount == total.gross.fractional_amount
    assert total.net.fractional_amount + total.tax.fractional_amount == total.gross.fractional_amount


def test_a_wrong_code_is_refused_and_changes_nothing(shopper: Shopper) -> None:
    checkout_id = shopper.open({PLENTY: 1})
    assert problems(shopper.client.checkout_add_promo_code(id=checkout_id, code="NOPE")) == [("promoCode", "INVALID")]
    checkout = shopper.read(checkout_id)
    assert (checkout.voucher_code, checkout.total_price.gross.fractional_amount) == (None, 4835)


def test_a_voucher_below_its_least_amount_does_not_apply(shopper: Shopper) -> None:
    refused = problems(shopper.client.checkout_add_promo_code(id=shopper.open({PLENTY: 1}), code=FROM_500))
    assert refused == [("promoCode", "VOUCHER_NOT_APPLICABLE")]


def test_a_voucher_is_taken_off_again(shopper: Shopper) -> None:
    checkout_id = shopper.open({PLENTY: 2})
    shopper.client.checkout_add_promo_code(id=checkout_id, code=TEN_PERCENT)
    assert shopper.read(checkout_id).subtotal_price.gross.fractional_amount == 8703
    wrong = shopper.client.checkout_remove_promo_code(id=checkout_id, code="NOPE")
    assert problems(wrong) == [("promoCode", "NOT_FOUND")]
    assert problems(shopper.client.checkout_remove_promo_code(id=checkout_id, code=TEN_PERCENT)) == []
    checkout = shopper.read(checkout_id)
    assert (checkout.voucher_code, checkout.subtotal_price.gross.fractional_amount) == (None, 9670)
