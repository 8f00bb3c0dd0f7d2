"""What a payment may do next: pure rules, amounts in minor units (cents), no Django.

Source of the result names: Saleor's `TransactionEventTypeEnum`; which are allowed where:
Saleor's documentation of the transaction webhooks.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never


class Flow(StrEnum):
    """What the channel asks for at checkout (Saleor's `TransactionFlowStrategyEnum`)."""

    CHARGE = "CHARGE"
    AUTHORIZATION = "AUTHORIZATION"


class Verdict(StrEnum):
    """What a gateway says about a payment."""

    APPROVED = "approved"
    DECLINED = "declined"
    STEP_NEEDED = "step_needed"
    PENDING = "pending"  # the gateway does not know yet; its word comes later


class State(StrEnum):
    """Where a payment stands with the gateway."""

    STEP_NEEDED = "step_needed"
    PENDING = "pending"
    AUTHORIZED = "authorized"
    CHARGED = "charged"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Step:
    """The state that a verdict leads to, Saleor's result for it, and what staff may do then."""

    state: State
    result: str
    actions: tuple[str, ...]


def settle(flow: Flow, verdict: Verdict) -> Step:
    """The one map from (what was asked, what the gateway said) to what Saleor is told."""
    match verdict:
        case Verdict.STEP_NEEDED:
            return Step(State.STEP_NEEDED, f"{flow}_ACTION_REQUIRED", ())
        case Verdict.PENDING:
            return Step(State.PENDING, f"{flow}_REQUEST", ())
        case Verdict.DECLINED:
            return Step(State.FAILED, f"{flow}_FAILURE", ())
        case Verdict.APPROVED:
            return _approve(flow)
        case _ as unreachable:
            assert_never(unreachable)


def _approve(flow: Flow) -> Step:
    match flow:
        case Flow.CHARGE:
            return Step(State.CHARGED, "CHARGE_SUCCESS", ("REFUND",))
        case Flow.AUTHORIZATION:
            return Step(State.AUTHORIZED, "AUTHORIZATION_SUCCESS", ("CHARGE", "CANCEL"))
        case _ as unreachable:
            assert_never(unreachable)


def actions_left(state: State, *, authorized_minor: int, charged_minor: int, refunded_minor: int) -> tuple[str, ...]:
    """What staff may still ask for; Saleor offers exactly these.

    Source: `actions` of a reply in Saleor's documentation of the transaction webhooks; without it the old ones stay.
    """
    if state not in (State.AUTHORIZED, State.CHARGED):
        return ()
    left: list[str] = []
    if charged_minor > refunded_minor:
        left.append("REFUND")
    if charged_minor < authorized_minor:
        left.append("CHARGE")
        left += ["CANCEL"] if charged_minor == 0 else []
    return tuple(left)


def verdict_of(state: State) -> Verdict:
    """What a repeated question about a settled payment is answered with."""
    match state:
        case State.STEP_NEEDED:
            return Verdict.STEP_NEEDED
        case State.PENDING:
            return Verdict.PENDING
        case State.AUTHORIZED | State.CHARGED:
            return Verdict.APPROVED
        case State.FAILED | State.CANCELLED:
            return Verdict.DECLINED
        case _ as unreachable:
            assert_never(unreachable)


def refusal_to_charge(state: State, *, authorized_minor: int, charged_minor: int, amount_minor: int) -> str:
    """Why this amount cannot be charged now; empty if it can."""
    if state not in (State.AUTHORIZED, State.CHARGED):
        return "Nothing is authorised on this payment."
    if amount_minor <= 0:
        return "A charge needs an amount above zero."
    if charged_minor + amount_minor > authorized_minor:
        return "That is more than was authorised."
    return ""


def refusal_to_refund(*, charged_minor: int, refunded_minor: int, amount_minor: int) -> str:
    """Why this amount cannot go back now; empty if it can. More than was charged is never clamped."""
    if amount_minor <= 0:
        return "A refund needs an amount above zero."
    if refunded_minor + amount_minor > charged_minor:
        return "That is more than what is left of the charge."
    return ""
