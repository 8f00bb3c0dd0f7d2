"""Payments after the shopper has gone: requested actions, and what payment apps report. Amounts are minor units.

All of it runs in the caller's transaction.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from engine.context import Requestor
from engine.errors import Refusal
from engine.models import GrantedRefund, OrderEvent, TransactionEvent, TransactionItem
from engine.money import Money, to_minor
from engine.payment_rules import MESSAGE_LENGTH, OTHER_AMOUNT, Reply, read_reply
from engine.settlement import refresh_transaction
from engine.webhooks import record_request

_REQUESTED = {
    "CHARGE": "TRANSACTION_CHARGE_REQUESTED",
    "REFUND": "TRANSACTION_REFUND_REQUESTED",
    "CANCEL": "TRANSACTION_CANCELATION_REQUESTED",
}


@dataclass(frozen=True, slots=True)
class Report:
    """What a payment app says of a payment on its own account; `amount` in whole units."""

    type: str
    psp_reference: str
    amount: Decimal | None = None
    message: str = ""
    external_url: str = ""
    actions: tuple[str, ...] | None = None
    time: datetime | None = None


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
    minor = amount_of(reply, payment, default_minor)
    kind, message = reply.result, reply.problem or reply.message
    if reply.psp_reference and kind.endswith(("_SUCCESS", "_FAILURE")):
        known = payment.events.filter(type=kind, psp_reference=reply.psp_reference).first()
        if known is not None and known.amount_minor == minor:
            return known
        if known is not None:
            kind, message = kind.replace("_SUCCESS", "_FAILURE"), OTHER_AMOUNT
            more["counts"] = False
    return payment.events.create(
        type=kind,
        amount_minor=minor,
        psp_reference=reply.psp_reference,
        message=message,
        external_url=reply.external_url,
        app=payment.app,
        **more,
    )


def request_action(
    payment: TransactionItem,
    *,
    action: str,
    amount: Decimal | None,
    reason: str,
    requestor: Requestor,
    granted: GrantedRefund | None = None,
) -> TransactionItem:
    """Ask the payment's app to charge, refund or cancel; the worker carries it there. Must run in a transaction.

    The amount is clamped to what there is, not refused (case 106). Raises: Refusal.
    """
    payment = lock(payment)
    limit = payment.charged_minor if action == "REFUND" else payment.authorized_minor
    minor = limit if amount is None else min(limit, to_minor(amount, payment.currency))
    request = payment.events.create(
        type=f"{action}_REQUEST",
        amount_minor=minor,
        message=reason,
        counts=False,
        user=requestor.user,
        app=requestor.app,
        granted_refund=granted,
    )
    money = Money(minor, payment.currency)
    payload: dict[str, object] = {
        "transaction": payment,
        "action": {"action_type": action, "amount": money.amount, "currency": money.currency},
    }
    if action == "REFUND":
        # Without a grant Saleor still sends an object, with the id `OrderGrantedRefund:None`.
        payload["granted_refund"] = granted or GrantedRefund()
    if payment.app is None or not record_request(_REQUESTED[action], payload, payment.app, request):
        text = "No app or plugin is configured to handle transaction action request."
        raise Refusal("id", "MISSING_TRANSACTION_ACTION_REQUEST_WEBHOOK", text)
    if payment.order is not None:
        event = {"order": payment.order, "user": requestor.user, "app": requestor.app, "amount_minor": minor}
        OrderEvent.objects.create(type=f"TRANSACTION_{action}_REQUESTED", **event)
    return payment


def request_grant(payment: TransactionItem, granted: GrantedRefund, requestor: Requestor) -> TransactionItem:
    """Ask for the money of a grant, once. Must run in a transaction. Raises: Refusal (case 231)."""
    free = GrantedRefund.objects.filter(pk=granted.pk, status__in=("NONE", "FAILURE"))
    if not free.update(status="PENDING"):
        if granted.status == "PENDING":
            raise Refusal("grantedRefundId", "REFUND_IS_PENDING", "Refund for provided grantedRefundId is pending.")
        text = "The granted refund is already processed."
        raise Refusal("grantedRefundId", "REFUND_ALREADY_PROCESSED", text)
    if granted.amount_minor > payment.charged_minor:
        text = "Amount of the granted refund is greater than the charged amount of the transaction."
        raise Refusal("grantedRefundId", "AMOUNT_GREATER_THAN_AVAILABLE", text)
    amount = Money(granted.amount_minor, payment.currency).amount
    return request_action(payment, action="REFUND", amount=amount, reason="", requestor=requestor, granted=granted)


def settle_request(request: TransactionEvent, answer: Any) -> None:
    """Write down what the app answered to a requested action. Must run in a transaction."""
    payment = lock(request.transaction)
    action = request.type.partition("_")[0]
    reply = read_reply(
        answer if isinstance(answer, dict) else None,
        failure=f"{action}_FAILURE",
        allowed=(f"{action}_SUCCESS", f"{action}_FAILURE"),
        bare_is_pending=True,
    )
    request.psp_reference = reply.psp_reference
    request.counts = bool(reply.psp_reference)
    request.save(update_fields=["psp_reference", "counts"])
    if reply.actions is not None:
        payment.actions = list(reply.actions)
        payment.save(update_fields=["actions"])
    if reply.result:
        write_event(payment, reply, default_minor=request.amount_minor, granted_refund=request.granted_refund)
    settle_grant(request.granted_refund, reply.result)
    refresh_transaction(payment)


def settle_grant(granted: GrantedRefund | None, result: str) -> None:
    """Carry a refund's outcome over to the grant it was for; no result yet means that it waits."""
    if granted is not None:
        granted.status = {"REFUND_SUCCESS": "SUCCESS", "REFUND_FAILURE": "FAILURE"}.get(result, "PENDING")
        granted.save(update_fields=["status", "updated_at"])


def report_event(payment: TransactionItem, report: Report, requestor: Requestor) -> tuple[TransactionEvent, bool]:
    """Write down what was reported; the event, and whether it was known already (then nothing changes).

    Raises: Refusal with Saleor's codes (cases 131 to 133).
    """
    payment = lock(payment)
    same_reference = payment.events.filter(psp_reference=report.psp_reference)
    minor = _reported_minor(payment, report)
    known = same_reference.filter(type=report.type).first()
    if known is not None:
        if known.amount_minor != minor:
            raise Refusal("pspReference", "INCORRECT_DETAILS", OTHER_AMOUNT)
        return known, True
    if report.type == "AUTHORIZATION_SUCCESS" and payment.events.filter(type=report.type, counts=True).exists():
        text = (
            "Event with `AUTHORIZATION_SUCCESS` already reported for the transaction. Use `AUTHORIZATION_ADJUSTMENT`."
        )
        raise Refusal("type", "ALREADY_EXISTS", text)
    granted = next((event.granted_refund for event in same_reference if event.granted_refund), None)
    event = payment.events.create(
        type=report.type,
        amount_minor=minor,
        psp_reference=report.psp_reference,
        message=report.message[:MESSAGE_LENGTH],
        external_url=report.external_url,
        created_at=report.time or timezone.now(),
        app=requestor.app,
        user=requestor.user,
        granted_refund=granted,
    )
    if report.actions is not None:
        payment.actions = sorted(set(report.actions))
    if not payment.psp_reference:
        payment.psp_reference = report.psp_reference
    payment.save(update_fields=["actions", "psp_reference"])
    if report.type in ("REFUND_SUCCESS", "REFUND_FAILURE"):
        settle_grant(granted, report.type)
    refresh_transaction(payment)
    return event, False


def _reported_minor(payment: TransactionItem, report: Report) -> int:
    if report.amount is not None:
        return to_minor(report.amount, payment.currency)
    family, _, end = report.type.partition("_")
    earlier = payment.events.filter(psp_reference=report.psp_reference, type__startswith=family).first()
    if end in ("REQUEST", "SUCCESS", "ACTION_REQUIRED", "ADJUSTMENT") or (earlier is None and report.type != "INFO"):
        raise Refusal("amount", "REQUIRED", f"The `amount` is required for {report.type} event.")
    return earlier.amount_minor if earlier else 0
