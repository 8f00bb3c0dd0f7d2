"""What a payment's events come to, and what an app's reply means. Pure rules; amounts are minor units.

Source: Saleor's transactions as observed in the recorded cases 074 to 135 and 405 to 417.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

# In the order in which Saleor lists them to an app whose reply it cannot use.
EVENT_TYPES = (
    *("AUTHORIZATION_SUCCESS", "AUTHORIZATION_FAILURE", "AUTHORIZATION_ADJUSTMENT", "AUTHORIZATION_REQUEST"),
    *("AUTHORIZATION_ACTION_REQUIRED", "CHARGE_ACTION_REQUIRED", "CHARGE_SUCCESS", "CHARGE_FAILURE", "CHARGE_BACK"),
    *("CHARGE_REQUEST", "REFUND_SUCCESS", "REFUND_FAILURE", "REFUND_REVERSE", "REFUND_REQUEST", "CANCEL_SUCCESS"),
    *("CANCEL_FAILURE", "CANCEL_REQUEST", "INFO"),
)
SESSION_RESULTS = {
    *(f"{kind}_{end}" for kind in ("AUTHORIZATION", "CHARGE") for end in ("SUCCESS", "FAILURE", "REQUEST")),
    *("AUTHORIZATION_ACTION_REQUIRED", "CHARGE_ACTION_REQUIRED", "CANCEL_SUCCESS"),
}
ACTIONS = ("CHARGE", "REFUND", "CANCEL")
MESSAGE_LENGTH = 512
UNREACHABLE = "Failed to delivery request."
OTHER_AMOUNT = "The transaction with provided `pspReference` and `type` already exists with different amount."


@dataclass(frozen=True, slots=True)
class Step:
    """One event that counts; where several are given, oldest first."""

    type: str
    amount_minor: int
    psp_reference: str = ""


def _settle(steps: Sequence[Step], family: str) -> tuple[int, int]:
    """(done, pending) of one family: per reference the last word of success or failure, else the request."""
    last: dict[str, Step] = {}
    done = 0
    for step in steps:
        kind, _, end = step.type.partition("_")
        if kind != family or end not in ("SUCCESS", "FAILURE", "REQUEST"):
            continue
        if not step.psp_reference and end == "SUCCESS":
            done += step.amount_minor
        elif end != "REQUEST" or step.psp_reference not in last:
            last[step.psp_reference] = step
    done += sum(step.amount_minor for step in last.values() if step.type.endswith("_SUCCESS"))
    return done, sum(step.amount_minor for step in last.values() if step.type.endswith("_REQUEST"))


def compute_amounts(steps: Iterable[Step]) -> dict[str, int]:
    """What the events of one transaction come to, by column; a charge takes from what is held, a refund from it."""
    steps = list(steps)
    authorized, authorize_pending = _settle(steps, "AUTHORIZATION")
    for step in steps:
        if step.type == "AUTHORIZATION_ADJUSTMENT":
            authorized, authorize_pending = step.amount_minor, 0
    (charged, charge_pending), (refunded, refund_pending) = _settle(steps, "CHARGE"), _settle(steps, "REFUND")
    canceled, cancel_pending = _settle(steps, "CANCEL")
    put_back = sum(step.amount_minor for step in steps if step.type == "REFUND_REVERSE")
    taken_back = sum(step.amount_minor for step in steps if step.type == "CHARGE_BACK")
    return {
        "authorized_minor": max(0, authorized - charged - charge_pending - canceled - cancel_pending),
        "authorize_pending_minor": authorize_pending,
        "charged_minor": max(0, charged - refunded - refund_pending + put_back - taken_back),
        "charge_pending_minor": charge_pending,
        "refunded_minor": max(0, refunded - put_back),
        "refund_pending_minor": refund_pending,
        "canceled_minor": canceled,
        "cancel_pending_minor": cancel_pending,
    }


def charge_status(total_minor: int, charged_minor: int) -> str:
    """Saleor's charge status for a total and what was charged of it; nothing due and nothing charged is FULL."""
    if charged_minor == max(0, total_minor):
        return "FULL"
    if charged_minor <= 0:
        return "NONE"
    return "PARTIAL" if charged_minor < total_minor else "OVERCHARGED"


def authorize_status(total_minor: int, covered_minor: int) -> str:
    """The same for what is held and charged together; nothing covered is NONE even of nothing (case 237)."""
    if covered_minor <= 0:
        return "NONE"
    return "FULL" if covered_minor >= max(0, total_minor) else "PARTIAL"


@dataclass(frozen=True, slots=True)
class Reply:
    """What an app said about a payment. No result: it will be reported later."""

    result: str
    psp_reference: str = ""
    amount: Decimal | None = None
    message: str = ""
    external_url: str = ""
    actions: tuple[str, ...] | None = None
    data: Any = None
    payment_method: Mapping[str, Any] | None = None


def read_reply(answer: Any, *, failure: str, allowed: Iterable[str], may_wait: bool = False) -> Reply:
    """Read an app's JSON answer (None: there was none); what is wrong with it becomes a `failure` that says so.

    `may_wait`: a bare pspReference means that the result comes later. Raises: AttributeError if the answer is JSON but
    not an object, which Saleor answers with an internal error (case 076).
    """
    if answer is None:
        return Reply(result=failure, message=UNREACHABLE)
    actions = answer.get("actions")
    reply = Reply(
        result=str(answer.get("result") or ""),
        psp_reference=str(answer.get("pspReference") or "")[:MESSAGE_LENGTH],
        amount=_read_amount(answer.get("amount")),
        message=str(answer.get("message") or "")[:MESSAGE_LENGTH],
        external_url=str(answer.get("externalUrl") or ""),
        actions=None if actions is None else tuple(sorted({item for item in actions if item in ACTIONS})),
        data=answer.get("data"),
        payment_method=answer.get("paymentMethodDetails"),
    )
    if may_wait and reply.psp_reference and "result" not in answer:
        return reply
    problem = _find_problem(answer, reply, set(allowed))
    return Reply(result=failure, data=reply.data, message=problem[:MESSAGE_LENGTH]) if problem else reply


def _find_problem(answer: Mapping[str, Any], reply: Reply, allowed: set[str]) -> str:
    if reply.result not in allowed:
        wrong = f"Missing or invalid value for `result`: {answer.get('result')}."
        return f"{wrong} Possible values: {', '.join(EVENT_TYPES)}."
    given = {key: float(value) if isinstance(value, Decimal) else value for key, value in answer.items()}
    needs_reference = not reply.result.endswith(("_FAILURE", "_ACTION_REQUIRED")) and reply.result != "CANCEL_SUCCESS"
    if needs_reference and not reply.psp_reference:
        return f"Missing value for field: pspReference. Input: {given}."
    if answer.get("amount") is not None and reply.amount is None:
        return f"Missing or invalid value for field: amount. Input: {given}."
    return ""


def _read_amount(value: Any) -> Decimal | None:
    """A decimal of at least zero, or None for anything else; JSON floats arrive as Decimal."""
    try:
        amount = Decimal(value) if isinstance(value, (int, str, Decimal)) else Decimal(-1)
    except ArithmeticError:
        return None
    return amount if amount.is_finite() and amount >= 0 and not isinstance(value, bool) else None
