"""The pure rules of payments."""

import pytest

from payments.rules import Flow, State, Verdict, actions_left, refusal_to_charge, refusal_to_refund, settle, verdict_of


@pytest.mark.parametrize(
    ("flow", "verdict", "result", "state", "actions"),
    [
        (Flow.CHARGE, Verdict.APPROVED, "CHARGE_SUCCESS", State.CHARGED, ("REFUND",)),
        (Flow.CHARGE, Verdict.DECLINED, "CHARGE_FAILURE", State.FAILED, ()),
        (Flow.CHARGE, Verdict.STEP_NEEDED, "CHARGE_ACTION_REQUIRED", State.STEP_NEEDED, ()),
        (Flow.CHARGE, Verdict.PENDING, "CHARGE_REQUEST", State.PENDING, ()),
        (Flow.AUTHORIZATION, Verdict.PENDING, "AUTHORIZATION_REQUEST", State.PENDING, ()),
        (Flow.AUTHORIZATION, Verdict.APPROVED, "AUTHORIZATION_SUCCESS", State.AUTHORIZED, ("CHARGE", "CANCEL")),
        (Flow.AUTHORIZATION, Verdict.DECLINED, "AUTHORIZATION_FAILURE", State.FAILED, ()),
        (Flow.AUTHORIZATION, Verdict.STEP_NEEDED, "AUTHORIZATION_ACTION_REQUIRED", State.STEP_NEEDED, ()),
    ],
)
def test_each_verdict_leads_to_one_result(
    flow: Flow, verdict: Verdict, result: str, state: State, actions: tuple[str, ...]
) -> None:
    step = settle(flow, verdict)
    assert (step.result, step.state, step.actions) == (result, state, actions)


@pytest.mark.parametrize("flow", list(Flow))
@pytest.mark.parametrize("verdict", list(Verdict))
def test_a_question_asked_again_is_answered_as_the_first_time(flow: Flow, verdict: Verdict) -> None:
    assert verdict_of(settle(flow, verdict).state) is verdict


@pytest.mark.parametrize(
    ("state", "charged", "refunded", "left"),
    [
        (State.AUTHORIZED, 0, 0, ("CHARGE", "CANCEL")),
        (State.CHARGED, 400, 0, ("REFUND", "CHARGE")),
        (State.CHARGED, 1000, 0, ("REFUND",)),
        (State.CHARGED, 1000, 999, ("REFUND",)),
        (State.CHARGED, 1000, 1000, ()),
        (State.FAILED, 0, 0, ()),
        (State.CANCELLED, 0, 0, ()),
        (State.PENDING, 0, 0, ()),
    ],
)
def test_staff_are_offered_what_can_still_be_done(
    state: State, charged: int, refunded: int, left: tuple[str, ...]
) -> None:
    assert actions_left(state, authorized_minor=1000, charged_minor=charged, refunded_minor=refunded) == left


def test_what_was_let_go_is_not_told_as_paid() -> None:
    assert verdict_of(State.CANCELLED) is Verdict.DECLINED


@pytest.mark.parametrize(
    ("state", "charged", "amount", "refused"),
    [
        (State.AUTHORIZED, 0, 1000, False),
        (State.AUTHORIZED, 0, 1001, True),
        (State.CHARGED, 400, 600, False),
        (State.CHARGED, 400, 601, True),
        (State.FAILED, 0, 1, True),
        (State.STEP_NEEDED, 0, 1, True),
        (State.PENDING, 0, 1, True),
        (State.CANCELLED, 0, 1, True),
        (State.AUTHORIZED, 0, 0, True),
        (State.AUTHORIZED, 0, -1, True),
        (State.CHARGED, 1000, 0, True),
    ],
)
def test_no_more_is_charged_than_was_authorised(state: State, charged: int, amount: int, refused: bool) -> None:
    reason = refusal_to_charge(state, authorized_minor=1000, charged_minor=charged, amount_minor=amount)
    assert bool(reason) is refused


@pytest.mark.parametrize(
    ("refunded", "amount", "refused"),
    [(0, 1000, False), (0, 1001, True), (999, 1, False), (999, 2, True), (0, 0, True)],
)
def test_no_more_goes_back_than_was_charged(refunded: int, amount: int, refused: bool) -> None:
    reason = refusal_to_refund(charged_minor=1000, refunded_minor=refunded, amount_minor=amount)
    assert bool(reason) is refused
