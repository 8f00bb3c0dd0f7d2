"""Payments after the shopper has gone: requested actions, and what payment apps report. Amounts are minor units.

All of it runs in the caller's transaction.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils import timezone

from engine.context import Requestor
from engine.errors import Refusal
from engine.models import GrantedRefund, TransactionEvent, TransactionItem
from engine.money import Money, to_minor
from engine.payment_rules import MESSAGE_LENGTH, OTHER_AMOUNT, Reply, read_reply
from engine.settlement import note_event, refresh_transaction
from engine.webhooks import record_request

_WEBHOOK = {"CHARGE": "CHARGE_REQUESTED", "REFUND": "REFUND_REQUESTED", "CANCEL": "CANCELATION_REQUESTED"}


def lock(payment: TransactionItem) -> TransactionItem:
    """The transaction as it is now, held until the end of the database transaction (by an update: SQLite too)."""
    TransactionItem.objects.filter(pk=payment.pk).update(modified_at=timezone.now())
    return TransactionItem.objects.get(pk=payment.pk)


def amount_of(reply: Reply, payment: TransactionItem, default_minor: int) -> int:
    """A reply's amount in minor units, or the one that was asked for."""
    return default_minor if reply.amount is None else to_minor(reply.amount, payment.currency)


def write_event(payment: TransactionItem, reply: Reply, *, default_minor: int, **more: Any) -> TransactionEvent:
    """Add what an app said to a transaction; a success or failure said twice about one reference is kept once.

    The same success with another amount is written as a failure, so that it moves nothing.
    """
    minor, kind, message = amount_of(reply, payment, default_minor), reply.result, reply.message
    if reply.psp_reference and kind.endswith(("_SUCCESS", "_FAILURE")):
        known = payment.events.filter(type=kind, psp_reference=reply.psp_reference).first()
        if known is not None and known.amount_minor == minor:
            return known
        if known is not None:
            kind, message, more["counts"] = kind.replace("_SUCCESS", "_FAILURE"), OTHER_AMOUNT, False
    more |= {"psp_reference": reply.psp_reference, "external_url": reply.external_url, "app": payment.app}
    return payment.events.create(type=kind, amount_minor=minor, message=message, **more)


def request_action(
    payment: TransactionItem,
    *,
    action: str,
    amount: Decimal | None,
    reason: str,
    requestor: Requestor,
    granted: GrantedRefund | None = None,
) -> TransactionItem:
    """Ask the payment's app to charge, refund or cancel; the worker carries it there.

    The amount is clamped to what there is, not refused (case 106). Raises: Refusal.
    """
    payment = lock(payment)
    limit = payment.charged_minor if action == "REFUND" else payment.authorized_minor
    minor = limit if amount is None else min(limit, to_minor(amount, payment.currency))
    who = {"user": requestor.user, "app": requestor.app}
    request = payment.events.create(
        type=f"{action}_REQUEST", amount_minor=minor, message=reason, counts=False, granted_refund=granted, **who
    )
    money = Money(minor, payment.currency)
    asked = {"action_type": action, "amount": money.amount, "currency": money.currency}
    # Without a grant Saleor still sends an object, with the id `OrderGrantedRefund:None`.
    payload = {"transaction": payment, "action": asked, "granted_refund": granted or GrantedRefund()}
    if payment.app is None or not record_request(f"TRANSACTION_{_WEBHOOK[action]}", payload, payment.app, request):
        text = "No app or plugin is configured to handle transaction action request."
        raise Refusal("id", "MISSING_TRANSACTION_ACTION_REQUEST_WEBHOOK", text)
    if payment.order is not None:
        note_event(payment.order, f"TRANSACTION_{action}_REQUESTED", requestor, amount_minor=minor)
    return payment


def request_grant(payment: TransactionItem, key: int, requestor: Requestor) -> TransactionItem:
    """Ask for the money of a grant, once. Raises: Refusal (case 231)."""
    payment = lock(payment)
    granted = GrantedRefund.objects.filter(transaction=payment, pk=key).first()
    problem = None
    if granted is None:
        problem = "NOT_FOUND", "The granted refund does not belong to the transaction."
    elif granted.status == "PENDING":
        problem = "REFUND_IS_PENDING", "Refund for provided grantedRefundId is pending."
    elif granted.status == "SUCCESS":
        problem = "REFUND_ALREADY_PROCESSED", "The granted refund is already processed."
    elif granted.amount_minor > payment.charged_minor:
        problem = "AMOUNT_GREATER_THAN_AVAILABLE", "The granted refund is greater than what is charged."
    if granted is None or problem:
        raise Refusal("grantedRefundId", *(problem or ("NOT_FOUND", "")))
    _settle_grant(granted, "")
    amount = Money(granted.amount_minor, payment.currency).amount
    return request_action(payment, action="REFUND", amount=amount, reason="", requestor=requestor, granted=granted)


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
    if reply.actions is not None:
        payment.actions = list(reply.actions)
        payment.save(update_fields=["actions"])
    if reply.result:
        write_event(payment, reply, default_minor=request.amount_minor, granted_refund=request.granted_refund)
    _settle_grant(request.granted_refund, reply.result)
    refresh_transaction(payment)


def report_event(
    payment: TransactionItem, report: Mapping[str, Any], requestor: Requestor
) -> tuple[TransactionItem, TransactionEvent, bool]:
    """Write down what an app reported; the event, and whether it was known already (then nothing changes).

    `report` holds the arguments of Saleor's transactionEventReport. Raises: Refusal (cases 131 to 133).
    """
    payment, kind, reference = lock(payment), report["type"], report["psp_reference"]
    same_reference = payment.events.filter(psp_reference=reference)
    minor = _reported_minor(payment, report)
    known = same_reference.filter(type=kind).first()
    if known is not None and known.amount_minor != minor:
        raise Refusal("pspReference", "INCORRECT_DETAILS", OTHER_AMOUNT)
    if known is not None:
        return payment, known, True
    if kind == "AUTHORIZATION_SUCCESS" and payment.events.filter(type=kind, counts=True).exists():
        text = f"Event with `{kind}` already reported for the transaction. Use `AUTHORIZATION_ADJUSTMENT` instead."
        raise Refusal("type", "ALREADY_EXISTS", text)
    granted = next((event.granted_refund for event in same_reference if event.granted_refund), None)
    event = payment.events.create(
        type=kind,
        amount_minor=minor,
        psp_reference=reference,
        message=(report.get("message") or "")[:MESSAGE_LENGTH],
        external_url=report.get("external_url") or "",
        created_at=report.get("time") or timezone.now(),
        app=requestor.app,
        granted_refund=granted,
    )
    if report.get("available_actions") is not None:
        payment.actions = sorted(set(report["available_actions"]))
    payment.psp_reference = payment.psp_reference or reference
    payment.save(update_fields=["actions", "psp_reference"])
    if kind in ("REFUND_SUCCESS", "REFUND_FAILURE"):
        _settle_grant(granted, kind)
    refresh_transaction(payment)
    return payment, event, False


def _reported_minor(payment: TransactionItem, report: Mapping[str, Any]) -> int:
    if report.get("amount") is not None:
        return to_minor(report["amount"], payment.currency)
    family, _, end = report["type"].partition("_")
    earlier = payment.events.filter(psp_reference=report["psp_reference"], type__startswith=family).first()
    if end in ("REQUEST", "SUCCESS", "ACTION_REQUIRED", "ADJUSTMENT") or (earlier is None and report["type"] != "INFO"):
        raise Refusal("amount", "REQUIRED", f"The `amount` is required for {report['type']} event.")
    return earlier.amount_minor if earlier else 0
