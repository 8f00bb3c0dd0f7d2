"""Payments after the shopper has gone: requested actions, and what payment apps report. Amounts are minor units.

All of it runs in one transaction of the database.
"""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from graphql import GraphQLError, GraphQLResolveInfo

from engine import models
from engine.carts import find_checkout
from engine.context import Requestor
from engine.errors import PermissionDenied, Refusal
from engine.ids import find_row, split, unpack_number
from engine.models import GrantedRefund, TransactionEvent, TransactionItem
from engine.money import Money, to_minor
from engine.orders import require_reason
from engine.payment_rules import MESSAGE_LENGTH, OTHER_AMOUNT, Reply, read_reply
from engine.rows import find_one, insert_row, read_rows
from engine.settlement import note_event, refresh_transaction
from engine.webhooks import record_request
from engine.wiring import kind_of, mutation, reads, resolver

Given = dict[str, Any]
_WEBHOOK = {"CHARGE": "CHARGE_REQUESTED", "REFUND": "REFUND_REQUESTED", "CANCEL": "CANCELATION_REQUESTED"}

reads(
    {
        # Saleor fills it only for requests that carry one; here the transaction does.
        "TransactionEvent.idempotencyKey": lambda event: None,
        "TransactionItem.paymentMethodDetails": lambda payment: payment.payment_method or None,
    }
)


@kind_of("PaymentMethodDetails")
def _method_kind(details: Given) -> str:
    return "CardPaymentMethodDetails" if details.get("type") == "CARD" else "OtherPaymentMethodDetails"


@resolver("Query.transaction")
def _transaction(root: Any, info: GraphQLResolveInfo, **given: Any) -> TransactionItem | None:
    return find_row(TransactionItem, given.get("id"), given.get("token"))


def require_row(kinds: Mapping[str, type[Any]], global_id: str, key: object = None) -> Any:
    """The row of one of the kinds, by its id or its bare key. Raises: Refusal."""
    try:
        kind = kinds[split(global_id)[0]] if global_id else next(iter(kinds.values()))
        found = find_row(kind, global_id, key)
    except (GraphQLError, KeyError) as error:
        raise Refusal("id", "INVALID", f"Invalid ID: {global_id}. Expected: {' or '.join(kinds)}.") from error
    if found is None:
        raise Refusal("id", "NOT_FOUND", f"Couldn't resolve to a node: {global_id or key}")
    return found


def require_transaction(given: Mapping[str, Any]) -> TransactionItem:
    """The transaction that `id` or `token` names. Raises: Refusal."""
    found: TransactionItem = require_row(
        {"TransactionItem": TransactionItem}, given.get("id") or "", given.get("token")
    )
    return found


def lock(payment: TransactionItem) -> TransactionItem:
    """The transaction as it is now, held with its checkout or order until the end of the database transaction.

    The checkout first, as whoever completes it does.
    """
    checkout = find_checkout(payment.checkout_id, held=True) if payment.checkout_id else None
    (held,) = read_rows(TransactionItem, "pk", [payment.pk], held=True)
    if checkout is not None and held.checkout_id == checkout.pk:
        held.checkout = checkout
    if held.order_id:
        held.order = find_one(models.Order, held.order_id, held=True)
    return held


def amount_of(reply: Reply, payment: TransactionItem, default_minor: int) -> int:
    """A reply's amount in minor units, or the one that was asked for."""
    return default_minor if reply.amount is None else to_minor(reply.amount, payment.currency)


def write_event(payment: TransactionItem, reply: Reply, *, default_minor: int, **more: Any) -> TransactionEvent:
    """Add what an app said to a transaction; a success or failure said twice about one reference is kept once.

    The same success with another amount is written as a failure, so that it moves nothing.
    """
    minor, kind, message = amount_of(reply, payment, default_minor), reply.result, reply.message
    if reply.psp_reference and kind.endswith(("_SUCCESS", "_FAILURE")):
        events = read_rows(TransactionEvent, "transaction", [payment.pk])
        said = (kind, reply.psp_reference)
        known = next((event for event in events if (event.type, event.psp_reference) == said), None)
        if known is not None and known.amount_minor == minor:
            return known
        if known is not None:
            kind, message, more["counts"] = kind.replace("_SUCCESS", "_FAILURE"), OTHER_AMOUNT, False
    more |= {"psp_reference": reply.psp_reference, "external_url": reply.external_url, "app_id": payment.app_id}
    return insert_row(TransactionEvent(transaction=payment, type=kind, amount_minor=minor, message=message, **more))


@mutation("transactionRequestAction")
def _request(info: GraphQLResolveInfo, action_type: str, **given: Any) -> Given:
    """Ask the payment's app to charge, refund or cancel; clamped to what there is, not refused (case 106)."""
    payment, requestor, amount = lock(require_transaction(given)), info.context.requestor, given.get("amount")
    if action_type == "REFUND":
        require_reason(requestor, given.get("refund_reason_reference"), "refundReasonReference")
    limit = payment.charged_minor if action_type == "REFUND" else payment.authorized_minor
    minor = limit if amount is None else min(limit, to_minor(amount, payment.currency))
    return {"transaction": _request_action(payment, action_type, minor, given.get("refund_reason") or "", requestor)}


def _request_action(
    payment: TransactionItem,
    action: str,
    minor: int,
    reason: str,
    requestor: Requestor,
    granted: GrantedRefund | None = None,
) -> TransactionItem:
    """Queue the request; the worker carries it to the app. Raises: Refusal."""
    who = {"user": requestor.user, "app": requestor.app, "granted_refund": granted}
    request = payment.events.create(type=f"{action}_REQUEST", amount_minor=minor, message=reason, counts=False, **who)
    asked = {"action_type": action, "amount": Money(minor, payment.currency).amount, "currency": payment.currency}
    # Without a grant Saleor still sends an object, with the id `OrderGrantedRefund:None`.
    payload = {"transaction": payment, "action": asked, "granted_refund": granted or GrantedRefund()}
    if payment.app is None or not record_request(f"TRANSACTION_{_WEBHOOK[action]}", payload, payment.app, request):
        text = "No app or plugin is configured to handle transaction action request."
        raise Refusal("id", "MISSING_TRANSACTION_ACTION_REQUEST_WEBHOOK", text)
    if payment.order is not None:
        note_event(payment.order, f"TRANSACTION_{action}_REQUESTED", requestor, amount_minor=minor)
    return payment


@mutation("transactionRequestRefundForGrantedRefund")
def _request_grant(info: GraphQLResolveInfo, granted_refund_id: str, **given: Any) -> Given:
    """Ask for the money of a grant, once (case 231)."""
    payment, key = lock(require_transaction(given)), unpack_number(granted_refund_id, "OrderGrantedRefund")
    granted = GrantedRefund.objects.filter(transaction=payment, pk=key).first()
    if granted is None:
        problem = "NOT_FOUND", "The granted refund does not belong to the transaction."
    elif granted.status == "PENDING":
        problem = "REFUND_IS_PENDING", "Refund for provided grantedRefundId is pending."
    elif granted.status == "SUCCESS":
        problem = "REFUND_ALREADY_PROCESSED", "The granted refund is already processed."
    elif granted.amount_minor > payment.charged_minor:
        problem = "AMOUNT_GREATER_THAN_AVAILABLE", "The granted refund is greater than what is charged."
    else:
        _settle_grant(granted, "")
        asked = _request_action(payment, "REFUND", granted.amount_minor, "", info.context.requestor, granted)
        return {"transaction": asked}
    raise Refusal("grantedRefundId", *problem)


def _settle_grant(granted: GrantedRefund | None, result: str) -> None:
    """Carry a refund's outcome over to the grant it was for; no result yet means that it waits."""
    if granted is not None:
        granted.status = {"REFUND_SUCCESS": "SUCCESS", "REFUND_FAILURE": "FAILURE"}.get(result, "PENDING")
        granted.save(update_fields=["status", "updated_at"])


def settle_request(request: TransactionEvent, answer: Any) -> None:
    """Write down what the app answered to a requested action."""
    payment, action = lock(request.transaction), request.type.partition("_")[0]
    allowed = (f"{action}_SUCCESS", f"{action}_FAILURE")
    given = answer if isinstance(answer, dict) else None
    reply = read_reply(given, failure=f"{action}_FAILURE", allowed=allowed, may_wait=True)
    request.psp_reference, request.counts = reply.psp_reference, bool(reply.psp_reference)
    request.save(update_fields=["psp_reference", "counts"])
    payment.actions = payment.actions if reply.actions is None else list(reply.actions)
    if reply.result:
        write_event(payment, reply, default_minor=request.amount_minor, granted_refund=request.granted_refund)
    _settle_grant(request.granted_refund, reply.result)
    refresh_transaction(payment)


@mutation("transactionEventReport")
def _report(info: GraphQLResolveInfo, type: str, psp_reference: str, **given: Any) -> Given:
    """Write down what the app that owns the payment reports; known already, it changes nothing (131 to 133)."""
    payment, app = require_transaction(given), info.context.requestor.app
    if app is None or app.identifier != payment.app_identifier:
        raise PermissionDenied("OWNER", "HANDLE_PAYMENTS")
    payment = lock(payment)
    same_reference = payment.events.filter(psp_reference=psp_reference)
    minor = _reported_minor(payment, type, psp_reference, given.get("amount"))
    known = same_reference.filter(type=type).first()
    if known is not None and known.amount_minor != minor:
        raise Refusal("pspReference", "INCORRECT_DETAILS", OTHER_AMOUNT)
    if known is not None:
        return {"already_processed": True, "transaction": payment, "transaction_event": known}
    if type == "AUTHORIZATION_SUCCESS" and payment.events.filter(type=type, counts=True).exists():
        text = f"Event with `{type}` already reported for the transaction. Use `AUTHORIZATION_ADJUSTMENT` instead."
        raise Refusal("type", "ALREADY_EXISTS", text)
    granted = next((event.granted_refund for event in same_reference if event.granted_refund), None)
    event = payment.events.create(
        type=type,
        amount_minor=minor,
        psp_reference=psp_reference,
        message=(given.get("message") or "")[:MESSAGE_LENGTH],
        external_url=given.get("external_url") or "",
        created_at=given.get("time") or timezone.now(),
        app=app,
        granted_refund=granted,
    )
    if given.get("available_actions") is not None:
        payment.actions = sorted(set(given["available_actions"]))
    payment.psp_reference = payment.psp_reference or psp_reference
    if type in ("REFUND_SUCCESS", "REFUND_FAILURE"):
        _settle_grant(granted, type)
    refresh_transaction(payment)
    return {"already_processed": False, "transaction": payment, "transaction_event": event}


def _reported_minor(payment: TransactionItem, kind: str, reference: str, amount: Any) -> int:
    if amount is not None:
        return to_minor(amount, payment.currency)
    family, _, end = kind.partition("_")
    earlier = payment.events.filter(psp_reference=reference, type__startswith=family).first()
    if end in ("REQUEST", "SUCCESS", "ACTION_REQUIRED", "ADJUSTMENT") or (earlier is None and kind != "INFO"):
        raise Refusal("amount", "REQUIRED", f"The `amount` is required for {kind} event.")
    return earlier.amount_minor if earlier else 0
