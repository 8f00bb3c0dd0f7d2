"""Taking the money and making the order: Saleor's transaction, then `checkoutComplete`.

The amount is always sent: left out it would mean "the remainder", and a repetition after success would fail.
"""

import logging
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings

from saleor_api.client import Client, app_client, require
from saleor_api.errors import SaleorError, SaleorRefused
from saleor_api.generated.enums import CheckoutAuthorizeStatusEnum, TransactionActionEnum, TransactionEventTypeEnum
from saleor_api.generated.fragments import CheckoutParts
from saleor_api.generated.input_types import PaymentGatewayToInitialize
from saleor_api.ids import CheckoutId, OrderId
from saleor_api.money import Money, read_money
from storefront.attempts import close_attempt, finish_attempt, let_go
from storefront.models import AttemptState, OrderAccess, PaymentAttempt

logger = logging.getLogger(__name__)

SOLD_MEANWHILE = (
    "The last piece was sold while you paid, so there is no order. Your payment goes back to you in full; "
    "your cart is as it was."
)
SOLD_UNREFUNDED = (
    "The last piece was sold while you paid, so there is no order. Your payment could not be sent back at once; "
    "we are on it and it will be returned in full."
)
NOT_FINISHED = (
    "Your payment has arrived, but the order is not written down yet. We finish it ourselves within a few minutes "
    "and send the confirmation by e-mail. Nothing will be charged twice."
)
DECLINED = "The payment was declined, and nothing was charged. Your cart and your address are as they were."
CANNOT_PAY = "The payment could not be started, and nothing was charged. Please try again in a moment."
_GOOD = {
    TransactionEventTypeEnum.CHARGE_SUCCESS,
    TransactionEventTypeEnum.AUTHORIZATION_SUCCESS,
    TransactionEventTypeEnum.CHARGE_REQUEST,
    TransactionEventTypeEnum.AUTHORIZATION_REQUEST,
}
_STEP = {TransactionEventTypeEnum.CHARGE_ACTION_REQUIRED, TransactionEventTypeEnum.AUTHORIZATION_ACTION_REQUIRED}
_OUT_OF_STOCK = {"INSUFFICIENT_STOCK", "UNAVAILABLE_VARIANT_IN_CHANNEL", "PRODUCT_NOT_PUBLISHED",
                 "PRODUCT_UNAVAILABLE_FOR_PURCHASE"}  # fmt: skip


class Ending(StrEnum):
    """How an attempt ended."""

    ORDERED = "ordered"
    STEP_NEEDED = "step_needed"
    REFUSED = "refused"
    UNFINISHED = "unfinished"


@dataclass(frozen=True, slots=True)
class Result:
    """The ending with what the buyer reads (`sentence`) or sees (`order`); `trouble` is for staff."""

    ending: Ending
    sentence: str = ""
    order: OrderAccess | None = None
    trouble: str = ""


def amount_due(checkout: CheckoutParts) -> Money:
    """What is still to be paid: the total less what was charged already."""
    return -read_money(checkout.total_balance)


def pay(client: Client, attempt: PaymentAttempt, checkout: CheckoutParts, outcome: str) -> Result:
    """Pays for the checkout under a claimed attempt, then makes the order. At most 2 calls.

    Raises:
        SaleorError: no answer; the attempt may be tried again with the same key.
    """
    # "Authorised in full" counts what was charged as well: an earlier attempt paid, and the order is still to come.
    if checkout.authorize_status == CheckoutAuthorizeStatusEnum.FULL or not amount_due(checkout).amount > 0:
        return complete(client, attempt)
    try:
        started = require(
            client.transaction_initialize(
                id=checkout.id,
                gateway=PaymentGatewayToInitialize(id=settings.PAYMENTS_APP_ID, data={"outcome": outcome}),
                amount=amount_due(checkout).amount,
                idempotency_key=attempt.key.hex,
            )
        )
    except SaleorRefused:
        logger.exception("a payment could not be started")
        close_attempt(attempt, AttemptState.FAILED, sentence=CANNOT_PAY)
        return Result(Ending.REFUSED, CANNOT_PAY)
    except SaleorError:
        let_go(attempt)
        raise
    event = started.transaction_event
    return _go_on(
        client, attempt, event.type_ if event else None, started.transaction.id if started.transaction else ""
    )


def confirm(client: Client, attempt: PaymentAttempt, *, confirmed: bool) -> Result:
    """The buyer came back from the bank's extra step. At most 2 calls.

    Raises:
        SaleorError: no answer; the buyer may try the step again.
    """
    try:
        processed = require(client.transaction_process(id=attempt.transaction_id, data={"confirmed": confirmed}))
    except SaleorRefused:
        close_attempt(attempt, AttemptState.FAILED, sentence=CANNOT_PAY)
        return Result(Ending.REFUSED, CANNOT_PAY)
    except SaleorError:
        close_attempt(attempt, AttemptState.STEP_NEEDED)
        raise
    event = processed.transaction_event
    return _go_on(client, attempt, event.type_ if event else None, attempt.transaction_id)


def _go_on(
    client: Client, attempt: PaymentAttempt, event: TransactionEventTypeEnum | None, transaction_id: str
) -> Result:
    # Only the event tells success from failure: a bad reply of the payment app comes with empty errors.
    if event in _GOOD:
        attempt.transaction_id = transaction_id
        return complete(client, attempt)
    if event in _STEP:
        close_attempt(attempt, AttemptState.STEP_NEEDED, transaction_id=transaction_id)
        return Result(Ending.STEP_NEEDED)
    close_attempt(attempt, AttemptState.DECLINED, transaction_id=transaction_id, sentence=DECLINED)
    return Result(Ending.REFUSED, DECLINED)


def complete(client: Client, attempt: PaymentAttempt) -> Result:
    """Makes the order of a paid checkout; gives the money back where the pieces are gone. One call, or three."""
    try:
        done = require(client.checkout_complete(id=attempt.checkout_id))
    except SaleorRefused as error:
        if error.codes & _OUT_OF_STOCK:
            sentence = SOLD_MEANWHILE if give_back(CheckoutId(attempt.checkout_id)) else SOLD_UNREFUNDED
            close_attempt(attempt, AttemptState.FAILED, sentence=sentence)
            return Result(Ending.REFUSED, sentence)
        logger.warning("a paid checkout was not completed: %s", sorted(error.codes))
        close_attempt(attempt, AttemptState.FAILED, sentence=NOT_FINISHED)
        return Result(Ending.UNFINISHED, NOT_FINISHED, trouble=f"Saleor refused: {error}")
    except SaleorError as error:
        logger.exception("a paid checkout was not completed")
        let_go(attempt)
        return Result(Ending.UNFINISHED, NOT_FINISHED, trouble=f"Saleor did not answer: {error}")
    if done.order is None:
        let_go(attempt)
        return Result(Ending.UNFINISHED, NOT_FINISHED, trouble="Saleor made no order and named no reason.")
    return Result(Ending.ORDERED, order=finish_attempt(attempt, OrderId(done.order.id)))


def recover_order(client: Client, checkout_id: CheckoutId) -> OrderAccess | None:
    """The order that a vanished checkout became, if this shop took money for it. At most one call.

    `checkoutComplete` gives the same order again when it is repeated.
    """
    attempts = PaymentAttempt.objects.filter(checkout_id=checkout_id).select_related("order").order_by("-pk")
    for attempt in attempts[:5]:
        if attempt.order:
            return attempt.order
    for attempt in attempts[:1]:
        return complete(client, attempt).order
    return None


def give_back(checkout_id: CheckoutId) -> bool:
    """Asks for everything that was charged or held to be returned; False if that has to be done later."""
    try:
        client = app_client(settings.SHOP_APP_ID)
        checkout = client.checkout_charges(id=checkout_id)
        for item in (checkout.transactions if checkout else None) or ():
            if item.charged_amount.fractional_amount > 0 and TransactionActionEnum.REFUND in item.actions:
                amount = read_money(item.charged_amount).amount
                require(client.transaction_request_action(item.id, TransactionActionEnum.REFUND, amount))
            elif TransactionActionEnum.CANCEL in item.actions:
                require(client.transaction_request_action(item.id, TransactionActionEnum.CANCEL))
    except SaleorError:
        logger.exception("a payment without an order could not be returned yet")
        return False
    return True
