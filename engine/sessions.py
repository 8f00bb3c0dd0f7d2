"""Sessions with payment apps, while the shopper waits. Amounts are minor units of the source's currency.

An app is always asked outside of any transaction: what is known is committed first, what it says is written after.
"""

import uuid
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction

from engine import carts
from engine.errors import Refusal
from engine.ids import pack
from engine.models import App, Checkout, Order, TransactionEvent, TransactionItem
from engine.money import Money, to_minor
from engine.payment_rules import SESSION_RESULTS, UNREACHABLE, Reply, read_reply
from engine.payments import amount_of, lock, write_event
from engine.settlement import granted_minor, paid_minor, refresh_transaction
from engine.webhooks import ask_app

Source = Checkout | Order
_FINAL = ("AUTHORIZATION_SUCCESS", "AUTHORIZATION_FAILURE", "CHARGE_SUCCESS", "CHARGE_FAILURE")
_NO_APP = "App with provided identifier not found."


def remainder_minor(source: Source) -> int:
    """What is not yet charged or held, pending ones counted; never below 0."""
    if isinstance(source, Checkout):
        return max(0, carts.total_minor(source) - paid_minor(source)[1])
    return max(0, source.total_gross_minor - granted_minor(source) - paid_minor(source)[1])


def ask_gateways(
    source: Source, *, amount: Decimal | None, gateways: Iterable[Mapping[str, Any]] | None
) -> list[dict[str, Any]]:
    """Ask payment apps what the shopper's page needs; all that listen where `gateways` is None."""
    if amount is None:
        amount = Money(remainder_minor(source), source.currency).amount
    event, apps = (
        "PAYMENT_GATEWAY_INITIALIZE_SESSION",
        {app.identifier: app for app in App.objects.filter(is_active=True)},
    )
    if gateways is None:
        listening = [key for key, app in apps.items() if any(event in hook.events for hook in app.webhooks.all())]
        gateways = [{"id": key} for key in listening]
    return [_ask_gateway(event, source, amount, gateway, apps.get(gateway["id"])) for gateway in gateways]


def _ask_gateway(
    event: str, source: Source, amount: Decimal, gateway: Mapping[str, Any], app: App | None
) -> dict[str, Any]:
    if app is None:
        error = {"field": "id", "code": "NOT_FOUND", "message": _NO_APP}
        return {"id": gateway["id"], "errors": [error]}
    answer = ask_app(event, {"source_object": source, "data": gateway.get("data"), "amount": amount}, app)
    if isinstance(answer, dict):
        return {"id": gateway["id"], "data": answer.get("data"), "errors": []}
    return {"id": gateway["id"], "errors": [{"field": "id", "code": "INVALID", "message": UNREACHABLE}]}


def initialize(
    source: Source, *, gateway: Mapping[str, Any], amount: Decimal | None, action: str, key: str | None, buyer_ip: str
) -> dict[str, Any]:
    """Open a payment. The same key with the same amount gives the same transaction, and the app is asked again.

    `amount` None means the remainder. Raises: Refusal with Saleor's codes.
    """
    if key == "":
        raise Refusal("idempotencyKey", "INVALID", "Cannot be provided as an empty string.")
    app = App.objects.filter(identifier=gateway["id"], is_active=True).first()
    if app is None:
        raise Refusal("paymentGateway", "NOT_FOUND", _NO_APP)
    minor = remainder_minor(source) if amount is None else to_minor(amount, source.currency)
    with transaction.atomic(using="engine"):
        payment, request = _open(source, app, key or str(uuid.uuid4()), minor, action)
    more = {"idempotency_key": payment.idempotency_key}
    return _hold_session("TRANSACTION_INITIALIZE_SESSION", payment, app, request, gateway.get("data"), buyer_ip, more)


def _open(source: Source, app: App, key: str, minor: int, action: str) -> tuple[TransactionItem, TransactionEvent]:
    """The transaction of this key and the event of its first request; the key is claimed by its constraint."""
    owner = {"checkout" if isinstance(source, Checkout) else "order": source}
    new = TransactionItem(
        app=app, app_identifier=app.identifier, idempotency_key=key, currency=source.currency, **owner
    )
    TransactionItem.objects.bulk_create([new], ignore_conflicts=True)
    payment = TransactionItem.objects.get(app_identifier=app.identifier, idempotency_key=key)
    if payment.pk == new.pk:
        return payment, payment.events.create(type=f"{action}_REQUEST", amount_minor=minor, counts=False, app=app)
    request = payment.events.last()
    same_source = source.pk in (payment.checkout_id, payment.order_id)
    if request is None or not same_source or request.amount_minor != minor:
        text = "Different transaction with provided idempotency key already exists."
        raise Refusal("idempotencyKey", "UNIQUE", text)
    return payment, request


def process(payment: TransactionItem, *, data: Any, buyer_ip: str) -> dict[str, Any]:
    """Go on with an open payment; one that is already settled is returned as it is. Raises: Refusal."""
    request = payment.events.filter(type__in=("AUTHORIZATION_REQUEST", "CHARGE_REQUEST")).last()
    if request is None or (payment.order is None and payment.checkout is None):
        raise Refusal("id", "INVALID", "Missing call of `transactionInitialize` mutation.")
    done = payment.events.filter(type__in=_FINAL, counts=True).first()
    if done is not None:
        return {"transaction": payment, "transaction_event": done, "data": None}
    if payment.app is None or not payment.app.is_active:
        raise Refusal("id", "MISSING_PAYMENT_APP", "Payment app attached to the transaction, doesn't exist.")
    return _hold_session("TRANSACTION_PROCESS_SESSION", payment, payment.app, request, data, buyer_ip, {})


def _hold_session(
    event: str,
    payment: TransactionItem,
    app: App,
    request: TransactionEvent,
    data: Any,
    buyer_ip: str,
    more: Mapping[str, Any],
) -> dict[str, Any]:
    """Ask the payment's app, outside of any transaction, and write down what it says."""
    action, money = request.type.partition("_")[0], Money(request.amount_minor, payment.currency)
    payload = {
        "transaction": payment,
        "source_object": payment.order or payment.checkout,
        "data": data,
        "merchant_reference": pack("TransactionItem", payment.pk),
        "customer_ip_address": buyer_ip or None,
        "action": {"amount": money.amount, "currency": money.currency, "action_type": action},
        **more,
    }
    reply = read_reply(ask_app(event, payload, app), failure=f"{action}_FAILURE", allowed=SESSION_RESULTS)
    with transaction.atomic(using="engine"):
        payment = lock(payment)
        said = _write_session(payment, request, reply)
        refresh_transaction(payment)
    return {"transaction": payment, "transaction_event": said, "data": reply.data}


def _write_session(payment: TransactionItem, request: TransactionEvent, reply: Reply) -> TransactionEvent:
    if reply.psp_reference:
        payment.psp_reference = request.psp_reference = reply.psp_reference
    if reply.actions is not None:
        payment.actions = list(reply.actions)
    payment.payment_method = dict(reply.payment_method or payment.payment_method)
    payment.message = reply.message
    payment.save()
    if not reply.result.endswith("_REQUEST"):
        request.save(update_fields=["psp_reference"])
        return write_event(payment, reply, default_minor=request.amount_minor)
    # A payment under way is the request itself, which now counts (case 130).
    request.type, request.counts = reply.result, True
    request.amount_minor = amount_of(reply, payment, request.amount_minor)
    request.message, request.external_url = reply.message, reply.external_url
    request.save()
    return request
