"""A sample buyer's way through the till: checkout, address, delivery, payment, order; by the shop's own client."""

from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings

from saleor_api.client import Client, anonymous_client, require
from saleor_api.generated.enums import CountryCode
from saleor_api.generated.input_types import AddressInput
from saleor_api.ids import CheckoutId
from saleor_api.money import Money
from storefront.attempts import claim_attempt
from storefront.carts import read_checkout, start_checkout
from storefront.checkout_steps import choose_delivery, usable
from storefront.models import PaymentAttempt
from storefront.paying import amount_due, pay, recover_order
from storefront.sample.order_plan import OrderPlan
from storefront.sample.records import SampleBuyer

BUYER_IP = "127.0.0.1"


class SamplePurchaseFailed(RuntimeError):
    """A sample buyer could not finish; the sentence says where. Repeating helps once the cause is mended."""


def purchase_key(plan: OrderPlan) -> UUID:
    """The same for the same sample order, so that no order is placed twice."""
    return uuid5(NAMESPACE_URL, f"kantha-sample-order-{plan.number}")


def buy(plan: OrderPlan, variant_ids: dict[str, str]) -> str:
    """Place and pay one order; returns its Saleor id.

    Raises:
        SamplePurchaseFailed: a step was refused.
    """
    client = anonymous_client(buyer_ip=BUYER_IP)
    checkout = start_checkout(
        client, settings.DEFAULT_CHANNEL, [(variant_ids[sku], quantity) for sku, quantity in plan.pieces]
    )
    _fill_in(client, checkout.id, plan)
    filled = read_checkout(client, CheckoutId(checkout.id))
    if filled is None:
        raise SamplePurchaseFailed(f"The checkout of sample order {plan.number} has gone.")
    amount = amount_due(filled)
    return _pay(client, plan, CheckoutId(checkout.id), amount)


def resume(plan: OrderPlan, attempt: PaymentAttempt) -> str:
    """The order of a purchase that was begun before; asks for it where the run broke off behind the payment.

    Raises:
        SamplePurchaseFailed: the checkout did not become an order.
    """
    order = attempt.order or recover_order(anonymous_client(buyer_ip=BUYER_IP), CheckoutId(attempt.checkout_id))
    if order is None:
        raise SamplePurchaseFailed(f"Sample order {plan.number} was paid, but its checkout did not become an order.")
    return order.order_id


def _fill_in(client: Client, checkout_id: str, plan: OrderPlan) -> None:
    address = _address(plan.buyer)
    answer = client.fill_checkout(
        id=checkout_id, email=plan.buyer.email, with_email=True, shipping=address, billing=address
    )
    parts = [answer.email, answer.shipping, answer.billing]
    problems = [problem.message for part in parts if part for problem in part.errors]
    if problems or answer.options is None:
        raise SamplePurchaseFailed(f"The address of {plan.buyer.last_name} was refused: {problems}")
    if plan.voucher:
        require(client.checkout_add_promo_code(id=checkout_id, code=plan.voucher))
    checkout = read_checkout(client, CheckoutId(checkout_id))
    if checkout is not None:
        choose_delivery(client, checkout, usable(tuple(answer.options.deliveries)), "", renew=True)


def _pay(client: Client, plan: OrderPlan, checkout_id: CheckoutId, amount: Money) -> str:
    _, attempt = claim_attempt(purchase_key(plan), checkout_id, amount)
    checkout = read_checkout(client, checkout_id)
    if attempt is None or checkout is None:
        raise SamplePurchaseFailed(f"Sample order {plan.number} is being paid already.")
    result = pay(client, attempt, checkout, "success")
    if result.order is None:
        raise SamplePurchaseFailed(f"Sample order {plan.number} was not paid: {result.sentence}")
    return result.order.order_id


def _address(buyer: SampleBuyer) -> AddressInput:
    return AddressInput(
        first_name=buyer.first_name,
        last_name=buyer.last_name,
        street_address_1=buyer.street,
        city=buyer.city,
        country=CountryCode(buyer.country),
        country_area=buyer.area or None,
        postal_code=buyer.postal_code,
    )
