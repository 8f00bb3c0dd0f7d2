"""What a payment's events come to, and what an app's reply means. Pure rules; amounts are minor units.

Source: Saleor's transaction documents as observed in the recorded cases 074 to 135 and 405 to 417.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

EVENT_TYPES = (
    "AUTHORIZATION_SUCCESS",
    "AUTHORIZATION_FAILURE",
    "AUTHORIZATION_ADJUSTMENT",
    "AUTHORIZATION_REQUEST",
    "AUTHORIZATION_ACTION_REQUIRED",
    "CHARGE_ACTION_REQUIRED",
    "CHARGE_SUCCESS",
    "CHARGE_FAILURE",
    "CHARGE_BACK",
    "CHARGE_REQUEST",
    "REFUND_SUCCESS",
    "REFUND_FAILURE",
    "REFUND_REVERSE",
    "REFUND_REQUEST",
    "CANCEL_SUCCESS",
    "CANCEL_FAILURE",
    "CANCEL_REQUEST",
    "INFO",
)
SESSION_RESULTS = frozenset(
    [f"{kind}_{end}" for kind in ("AUTHORIZATION", "CHARGE") for end in ("SUCCESS", "FAILURE", "REQUEST")]
    + ["AUTHORIZATION_ACTION_REQUIRED", "CHARGE_ACTION_REQUIRED", "CANCEL_SUCCESS"]
)
ACTIONS = ("CHARGE", "REFUND", "CANCEL")
MESSAGE_LENGTH = 512
UNREACHABLE = "Failed to delivery request."
OTHER_AMOUNT = "The transaction with provided `pspReference` and `type` already exists with different amount."


@dataclass(frozen=True, slots=True)
class Step:
    """One event that counts, oldest first where several are given."""

    type: str
    amount_minor: int
    psp_reference: str = ""


@dataclass(frozen=True, slots=True)
class Amounts:
    """Where the money of one transaction stands."""

    authorized: int = 0
    authorize_pending: int = 0
    charged: int = 0
    charge_pending: int = 0
    refunded: int = 0
    refund_pending: int = 0
    canceled: int = 0
    cancel_pending: int = 0

    def as_columns(self) -> dict[str, int]:
        """The amounts under the names of the table's columns."""
        return {f"{name}_minor": getattr(self, name) for name in self.__slots__}


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


def compute_amounts(steps: Iterable[Step]) -> Amounts:
    """What the events of one transaction come to; a charge takes from what is authorised, a refund from the charge."""
    steps = list(steps)
    authorized, authorize_pending = _settle(steps, "AUTHORIZATION")
    for step in steps:
        if step.type == "AUTHORIZATION_ADJUSTMENT":
            authorized, authorize_pending = step.amount_minor, 0
    charged, charge_pending = _settle(steps, "CHARGE")
    refunded, refund_pending = _settle(steps, "REFUND")
    canceled, cancel_pending = _settle(steps, "CANCEL")
    reversed_ = sum(step.amount_minor for step in steps if step.type == "REFUND_REVERSE")
    charged_back = sum(step.amount_minor for step in steps if step.type == "CHARGE_BACK")
    return Amounts(
        authorized=max(0, authorized - charged - charge_pending - canceled - cancel_pending),
        authorize_pending=authorize_pending,
        charged=max(0, charged - refunded - refund_pending + reversed_ - charged_back),
        charge_pending=charge_pending,
        refunded=max(0, refunded - reversed_),
        refund_pending=refund_pending,
        canceled=canceled,
        cancel_pending=cancel_pending,
    )


def charge_status(total_minor: int, charged_minor: int) -> str:
    """Saleor's CheckoutChargeStatusEnum and OrderChargeStatusEnum for a total and what was charged of it."""
    total_minor = max(0, total_minor)
    if charged_minor == total_minor:
        return "FULL"
    if charged_minor <= 0:
        return "NONE"
    return "PARTIAL" if charged_minor < total_minor else "OVERCHARGED"


def authorize_status(total_minor: int, covered_minor: int) -> str:
    """The same for what is authorised and charged together; nothing covered is NONE even of nothing (case 237)."""
    if covered_minor <= 0:
        return "NONE"
    return "FULL" if covered_minor >= max(0, total_minor) else "PARTIAL"


@dataclass(frozen=True, slots=True)
class Reply:
    """What an app said about a payment; `problem` says why a bad answer counts as a failure."""

    result: str
    psp_reference: str = ""
    amount: Decimal | None = None
    message: str = ""
    external_url: str = ""
    actions: tuple[str, ...] | None = None
    data: Any = None
    payment_method: Mapping[str, Any] | None = None
    problem: str = ""


def read_reply(answer: Any, *, failure: str, allowed: Iterable[str], bare_is_pending: bool = False) -> Reply:
    """Read an app's JSON answer (None: there was none); whatever is wrong with it gives a `failure` result.

    `bare_is_pending`: an answer with only a pspReference means that the result will be reported later.
    Raises: AttributeError if the answer is JSON but not an object, which Saleor answers with an internal error
    (case 076).
    """
    if answer is None:
        return Reply(result=failure, problem=UNREACHABLE)
    result = answer.get("result")
    reference = answer.get("pspReference") or ""
    actions = answer.get("actions")
    reply = Reply(
        result=result if isinstance(result, str) else "",
        psp_reference=str(reference)[:MESSAGE_LENGTH],
        amount=_read_amount(answer.get("amount")),
        message=str(answer.get("message") or "")[:MESSAGE_LENGTH],
        external_url=str(answer.get("externalUrl") or ""),
        actions=None if actions is None else tuple(sorted({item for item in actions if item in ACTIONS})),
        data=answer.get("data"),
        payment_method=answer.get("paymentMethodDetails"),
    )
    problem = _find_problem(answer, reply, frozenset(allowed), bare_is_pending=bare_is_pending)
    if problem:
        return Reply(result=failure, data=reply.data, problem=problem[:MESSAGE_LENGTH])
    return reply


def _find_problem(answer: Mapping[str, Any], reply: Reply, allowed: frozenset[str], *, bare_is_pending: bool) -> str:
    if not reply.result and "result" not in answer and bare_is_pending and reply.psp_reference:
        return ""
    if reply.result not in allowed:
        return (
            f"Missing or invalid value for `result`: {answer.get('result')}. Possible values: {', '.join(EVENT_TYPES)}."
        )
    needs_reference = not reply.result.endswith(("_FAILURE", "_ACTION_REQUIRED")) and reply.result != "CANCEL_SUCCESS"
    if needs_reference and not reply.psp_reference:
        return f"Missing value for field: pspReference. Input: {_as_plain(answer)}."
    if answer.get("amount") is not None and reply.amount is None:
        return f"Missing or invalid value for field: amount. Input: {_as_plain(answer)}."
    return ""


def _read_amount(value: Any) -> Decimal | None:
    """A decimal of at least zero, or None for anything else; JSON floats arrive as Decimal."""
    if isinstance(value, bool) or not isinstance(value, (int, str, Decimal)):
        return None
    try:
        amount = Decimal(value)
    except ArithmeticError:
        return None
    return amount if amount.is_finite() and amount >= 0 else None


def _as_plain(answer: Mapping[str, Any]) -> dict[str, Any]:
    return {key: float(value) if isinstance(value, Decimal) else value for key, value in answer.items()}
