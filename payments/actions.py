"""One use-case per transaction webhook. Each answers a repeated request as before and moves nothing twice."""

import hashlib
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from payments.errors import UnknownTransaction
from payments.gateways import DECLINED_SENTENCE, Gateway
from payments.models import Answer, Payment, Report
from payments.replies import action_reply, session_reply
from payments.requests import ActionRequest, SessionRequest
from payments.rules import (
    Flow,
    State,
    Step,
    Verdict,
    actions_left,
    refusal_to_charge,
    refusal_to_refund,
    settle,
    verdict_of,
)
from saleor_api.money import Money

_SENTENCES = {
    Verdict.APPROVED: "Approved by the test gateway.",
    Verdict.DECLINED: DECLINED_SENTENCE,
    Verdict.STEP_NEEDED: "The bank asks for one more step.",
    Verdict.PENDING: "The bank takes its time; its word comes later.",
}
PENDING_FOR = timedelta(seconds=10)


def begin_payment(request: SessionRequest, gateway: Gateway) -> dict[str, object]:
    """Begins a payment at the gateway, once per transaction and idempotency key; the key may be empty."""
    key = _hash_key("begin", request.transaction_id, request.idempotency_key)
    earlier = _find_answer(key)
    if earlier is not None:
        return earlier
    verdict = gateway.begin(request.wish)
    step = settle(request.flow, verdict)

    def open_payment(at: datetime) -> tuple[Payment, dict[str, object]]:
        payment = Payment.objects.create(
            transaction_id=request.transaction_id,
            reference=f"TEST-{secrets.token_hex(8)}",
            flow=request.flow,
            state=step.state,
            currency=request.money.currency,
            amount_minor=request.money.minor,
            charged_minor=request.money.minor if step.state == State.CHARGED else 0,
            wish=dict(request.wish),
            settles_at=at + PENDING_FOR if step.state == State.PENDING else None,
        )
        return payment, _session_answer(payment, step, verdict, at)

    return _answer_once(key, open_payment)


def confirm_payment(request: SessionRequest, gateway: Gateway) -> dict[str, object]:
    """Takes the extra step of a payment; a settled payment answers as it stands. Raises: UnknownTransaction."""
    payment = _find_payment(request.transaction_id)
    key = _hash_key("confirm", request.transaction_id)
    earlier = _find_answer(key)
    if earlier is not None:
        return earlier
    flow = Flow(payment.flow)
    if payment.state != State.STEP_NEEDED:
        verdict = verdict_of(State(payment.state))
        return _session_answer(payment, settle(flow, verdict), verdict, timezone.now())
    verdict = gateway.confirm(request.wish)
    step = settle(flow, verdict)

    def take_step(at: datetime) -> tuple[Payment, dict[str, object]]:
        charged = payment.amount_minor if step.state == State.CHARGED else 0
        Payment.objects.filter(pk=payment.pk, state=State.STEP_NEEDED).update(state=step.state, charged_minor=charged)
        return payment, _session_answer(payment, step, verdict, at)

    return _answer_once(key, take_step)


def charge_payment(request: ActionRequest, *, key: str) -> dict[str, object]:
    """Charges an authorised payment in part, or all that is left of it. Raises: UnknownTransaction."""
    payment = _find_payment(request.transaction_id)
    money = request.money or Money.from_minor(payment.amount_minor - payment.charged_minor, payment.currency)

    def charge(at: datetime) -> tuple[Payment, dict[str, object]]:
        refusal = refusal_to_charge(
            State(payment.state),
            authorized_minor=payment.amount_minor,
            charged_minor=payment.charged_minor,
            amount_minor=money.minor,
        )
        if not refusal and not _raise_charge(payment, money.minor):
            refusal = "The payment changed meanwhile. Look at it again."
        return payment, _action_answer(payment, "CHARGE", refusal, money, at)

    return _answer_once(key, charge)


def refund_payment(request: ActionRequest, *, key: str) -> dict[str, object]:
    """Gives money back; more than is left of the charge is refused, not clamped. Raises: UnknownTransaction."""
    payment = _find_payment(request.transaction_id)
    money = request.money or Money.from_minor(payment.charged_minor - payment.refunded_minor, payment.currency)

    def refund(at: datetime) -> tuple[Payment, dict[str, object]]:
        refusal = refusal_to_refund(
            charged_minor=payment.charged_minor, refunded_minor=payment.refunded_minor, amount_minor=money.minor
        )
        if not refusal and not _raise_refund(payment, money.minor):
            refusal = "The payment changed meanwhile. Look at it again."
        return payment, _action_answer(payment, "REFUND", refusal, money, at)

    return _answer_once(key, refund)


def cancel_payment(request: ActionRequest, *, key: str) -> dict[str, object]:
    """Lets go of an authorisation. Raises: UnknownTransaction."""
    payment = _find_payment(request.transaction_id)
    money = request.money or Money.from_minor(payment.amount_minor, payment.currency)

    def cancel(at: datetime) -> tuple[Payment, dict[str, object]]:
        released = Payment.objects.filter(
            pk=payment.pk, state__in=(State.AUTHORIZED, State.STEP_NEEDED, State.PENDING), charged_minor=0
        ).update(state=State.CANCELLED)
        refusal = "" if released else "Only an authorisation that was not charged can be cancelled."
        return payment, _action_answer(payment, "CANCEL", refusal, money, at)

    return _answer_once(key, cancel)


def settle_payment(payment: Payment, gateway: Gateway) -> None:
    """Takes the gateway's later word on a pending payment, once, and has it told to Saleor."""
    flow = Flow(payment.flow)
    step = settle(flow, gateway.settle(payment.wish))
    charged = payment.amount_minor if step.state == State.CHARGED else 0
    now = timezone.now()
    with transaction.atomic():
        mine = Payment.objects.filter(pk=payment.pk, state=State.PENDING)
        if mine.update(state=step.state, charged_minor=charged, settles_at=None):
            Report.objects.create(
                payment=payment, kind=step.result, actions=list(step.actions), happened_at=now, due_at=now
            )


def _find_payment(transaction_id: str) -> Payment:
    try:
        return Payment.objects.get(transaction_id=transaction_id)
    except Payment.DoesNotExist as error:
        raise UnknownTransaction from error


def _hash_key(*parts: str) -> str:
    # An idempotency key may be longer than the column.
    return f"{parts[0]}:{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()}"


def _find_answer(key: str) -> dict[str, object] | None:
    reply: dict[str, object] | None = Answer.objects.filter(key=key).values_list("reply", flat=True).first()
    return reply


def _answer_once(key: str, act: Callable[[datetime], tuple[Payment, dict[str, object]]]) -> dict[str, object]:
    """Acts and records the answer in one transaction; whoever comes second gets the first one's answer.

    Nothing of a second act stays: the key of the answer is unique.
    """
    try:
        with transaction.atomic():
            payment, reply = act(timezone.now())
            Answer.objects.create(key=key, payment=payment, reply=reply)
    except IntegrityError:
        earlier = _find_answer(key)
        if earlier is None:
            raise
        return earlier
    return reply


def _raise_charge(payment: Payment, amount_minor: int) -> bool:
    rows = Payment.objects.filter(
        pk=payment.pk,
        state__in=(State.AUTHORIZED, State.CHARGED),
        charged_minor__lte=F("amount_minor") - amount_minor,
    ).update(charged_minor=F("charged_minor") + amount_minor, state=State.CHARGED)
    return rows == 1


def _raise_refund(payment: Payment, amount_minor: int) -> bool:
    rows = Payment.objects.filter(pk=payment.pk, refunded_minor__lte=F("charged_minor") - amount_minor).update(
        refunded_minor=F("refunded_minor") + amount_minor
    )
    return rows == 1


def _session_answer(payment: Payment, step: Step, verdict: Verdict, at: datetime) -> dict[str, object]:
    money = Money.from_minor(payment.amount_minor, payment.currency)
    return session_reply(step, reference=payment.reference, money=money, message=_SENTENCES[verdict], at=at)


def _action_answer(payment: Payment, kind: str, refusal: str, money: Money, at: datetime) -> dict[str, object]:
    payment.refresh_from_db()
    return action_reply(
        f"{kind}_FAILURE" if refusal else f"{kind}_SUCCESS",
        reference=f"TEST-{kind}-{secrets.token_hex(8)}",
        money=money,
        message=refusal or "Done by the test gateway.",
        at=at,
        actions=actions_left(
            State(payment.state),
            authorized_minor=payment.amount_minor,
            charged_minor=payment.charged_minor,
            refunded_minor=payment.refunded_minor,
        ),
    )
