"""Sessions with payment apps, while the shopper waits. Amounts are minor units of the source's currency.

An app is always asked outside of any transaction: what is known is committed first, what it says is written after.
"""

import uuid
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from graphql import GraphQLResolveInfo

from engine import carts, payments
from engine.errors import Refusal
from engine.ids import pack
from engine.models import App, Checkout, Order, TransactionEvent, TransactionItem
from engine.money import Money, to_minor
from engine.payment_rules import SESSION_RESULTS, UNREACHABLE, Reply, read_reply
from engine.rows import find_one, insert_row, read_rows, update_row
from engine.settlement import granted_minor, refresh_transaction
from engine.webhooks import ask_app
from engine.wiring import mutation

Source = Checkout | Order
Given = dict[str, Any]
_FINAL = ("AUTHORIZATION_SUCCESS", "AUTHORIZATION_FAILURE", "CHARGE_SUCCESS", "CHARGE_FAILURE")
_NO_APP = "App with provided identifier not found."


def _find_source(global_id: str) -> Source:
    found: Source = payments.require_row({"Checkout": Checkout, "Order": Order}, global_id)
    return found


def _remainder_minor(source: Source) -> int:
    """What is not yet charged or held, pending ones counted; never below 0."""
    if isinstance(source, Checkout):
        return max(0, carts.reckon(source).total.gross.minor - carts.paid_minor(source)[1])
    return max(0, source.total_gross_minor - granted_minor(source) - carts.paid_minor(source)[1])


@mutation("paymentGatewayInitialize", atomic=False)
def _ask_gateways(
    info: GraphQLResolveInfo,
    id: str,
    amount: Decimal | None = None,
    payment_gateways: list[Given] | None = None,
) -> Given:
    """Ask payment apps what the shopper's page needs; all that listen where none is named."""
    source, event = _find_source(id), "PAYMENT_GATEWAY_INITIALIZE_SESSION"
    amount = Money(_remainder_minor(source), source.currency).amount if amount is None else amount
    apps = {app.identifier: app for app in App.objects.filter(is_active=True)}
    listening = (key for key, app in apps.items() if any(event in hook.events for hook in app.webhooks.all()))
    configs = []
    for gateway in [{"id": key} for key in listening] if payment_gateways is None else payment_gateways:
        config: Given = {"id": gateway["id"], "errors": []}
        answer, app = None, apps.get(gateway["id"])
        if app is not None:
            answer = ask_app(event, {"source_object": source, "data": gateway.get("data"), "amount": amount}, app)
        if isinstance(answer, dict):
            config["data"] = answer.get("data")
        else:
            code, text = ("INVALID", UNREACHABLE) if app else ("NOT_FOUND", _NO_APP)
            config["errors"] = [{"field": "id", "code": code, "message": text}]
        configs.append(config)
    return {"gateway_configs": configs}


@mutation("transactionInitialize", atomic=False)
def _initialize(info: GraphQLResolveInfo, id: str, payment_gateway: Given, **given: Any) -> Given:
    """Open a payment. The same key with the same amount gives the same transaction, and the app is asked again."""
    if given.get("action"):
        info.context.require("HANDLE_PAYMENTS")
    source, key = _find_source(id), given.get("idempotency_key")
    if key == "":
        raise Refusal("idempotencyKey", "INVALID", "Cannot be provided as an empty string.")
    app = next(iter(read_rows(App, "identifier", [payment_gateway["id"]])), None)
    if app is None or not app.is_active:
        raise Refusal("paymentGateway", "NOT_FOUND", _NO_APP)
    amount = given.get("amount")
    minor = _remainder_minor(source) if amount is None else to_minor(amount, source.currency)
    action = given.get("action") or source.channel.transaction_flow
    with transaction.atomic(using="engine"):
        payment, request = _open(source, app, key or str(uuid.uuid4()), minor, action)
    more = {"idempotency_key": payment.idempotency_key, "data": payment_gateway.get("data")}
    more["customer_ip_address"] = given.get("customer_ip_address") or info.context.buyer_ip or None
    return _hold_session("TRANSACTION_INITIALIZE_SESSION", payment, app, request, more)


def _open(source: Source, app: App, key: str, minor: int, action: str) -> tuple[TransactionItem, TransactionEvent]:
    """The transaction of this key and the event of its first request; the key is claimed by its constraint."""
    owner: Given = {"checkout" if isinstance(source, Checkout) else "order": source}
    same = {"app_identifier": app.identifier, "idempotency_key": key}
    new = TransactionItem(app=app, currency=source.currency, **same, **owner)
    TransactionItem.objects.bulk_create([new], ignore_conflicts=True)
    if find_one(TransactionItem, new.pk):
        opened = TransactionEvent(transaction=new, type=f"{action}_REQUEST", amount_minor=minor, counts=False, app=app)
        return new, insert_row(opened)
    payment = TransactionItem.objects.get(**same)
    request = payment.events.last()
    same_source = source.pk in (payment.checkout_id, payment.order_id)
    if request is None or not same_source or request.amount_minor != minor:
        text = "Different transaction with provided idempotency key already exists."
        raise Refusal("idempotencyKey", "UNIQUE", text)
    return payment, request


@mutation("transactionProcess", atomic=False)
def _process(info: GraphQLResolveInfo, **given: Any) -> Given:
    """Go on with an open payment; one that is already settled is returned as it is."""
    payment = payments.require_transaction(given)
    request = payment.events.filter(type__in=("AUTHORIZATION_REQUEST", "CHARGE_REQUEST")).last()
    if request is None or (payment.order is None and payment.checkout is None):
        raise Refusal("id", "INVALID", "Missing call of `transactionInitialize` mutation.")
    done = payment.events.filter(type__in=_FINAL, counts=True).first()
    if done is not None:
        return {"transaction": payment, "transaction_event": done, "data": None}
    if payment.app is None or not payment.app.is_active:
        raise Refusal("id", "MISSING_PAYMENT_APP", "Payment app attached to the transaction, doesn't exist.")
    buyer_ip = given.get("customer_ip_address") or info.context.buyer_ip or None
    more = {"customer_ip_address": buyer_ip, "data": given.get("data")}
    return _hold_session("TRANSACTION_PROCESS_SESSION", payment, payment.app, request, more)


def _hold_session(
    event: str, payment: TransactionItem, app: App, request: TransactionEvent, more: Mapping[str, Any]
) -> Given:
    """Ask the payment's app, outside of any transaction, and write down what it says."""
    action, money = request.type.partition("_")[0], Money(request.amount_minor, payment.currency)
    payload = {
        "transaction": payment,
        "source_object": payment.order or payment.checkout,
        "merchant_reference": pack("TransactionItem", payment.pk),
        "action": {"amount": money.amount, "currency": money.currency, "action_type": action},
        **more,
    }
    reply = read_reply(ask_app(event, payload, app), failure=f"{action}_FAILURE", allowed=SESSION_RESULTS)
    with transaction.atomic(using="engine"):
        payment = payments.lock(payment)
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
    if not reply.result.endswith("_REQUEST"):
        update_row(request, "psp_reference")
        return payments.write_event(payment, reply, default_minor=request.amount_minor)
    # A payment under way is the request itself, which now counts (case 130).
    request.type, request.counts = reply.result, True
    request.amount_minor = payments.amount_of(reply, payment, request.amount_minor)
    request.message, request.external_url = reply.message, reply.external_url
    update_row(request)
    return request
