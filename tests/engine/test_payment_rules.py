"""What a payment's events come to: worked numbers from the recorded cases, and rules that hold for any events."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.payment_rules import (
    EVENT_TYPES,
    SESSION_RESULTS,
    Step,
    authorize_status,
    charge_status,
    compute_amounts,
    read_reply,
)


def come_to(*steps: tuple[str, int, str]) -> dict[str, int]:
    """The amounts that are not nothing, without the ending of the column."""
    amounts = compute_amounts(Step(*step) for step in steps)
    return {name.removesuffix("_minor"): value for name, value in amounts.items() if value}


@pytest.mark.parametrize(
    ("steps", "amounts"),
    [
        ([("CHARGE_SUCCESS", 18000, "a")], {"charged": 18000}),
        ([("CHARGE_REQUEST", 2000, "a")], {"charge_pending": 2000}),
        ([("CHARGE_REQUEST", 2000, "a"), ("CHARGE_SUCCESS", 2000, "a")], {"charged": 2000}),
        ([("CHARGE_REQUEST", 2000, "a"), ("CHARGE_FAILURE", 2000, "a")], {}),
        ([("AUTHORIZATION_SUCCESS", 2000, "a")], {"authorized": 2000}),
        ([("AUTHORIZATION_SUCCESS", 2000, "a"), ("CHARGE_SUCCESS", 2000, "b")], {"charged": 2000}),
        ([("AUTHORIZATION_SUCCESS", 2000, "a"), ("CHARGE_SUCCESS", 500, "b")], {"authorized": 1500, "charged": 500}),
        ([("AUTHORIZATION_SUCCESS", 2000, "a"), ("CANCEL_SUCCESS", 2000, "b")], {"canceled": 2000}),
        ([("AUTHORIZATION_SUCCESS", 2000, "a"), ("AUTHORIZATION_ADJUSTMENT", 900, "a")], {"authorized": 900}),
        ([("CHARGE_SUCCESS", 18000, "a"), ("REFUND_SUCCESS", 500, "b")], {"charged": 17500, "refunded": 500}),
        ([("CHARGE_SUCCESS", 18000, "a"), ("REFUND_REQUEST", 500, "b")], {"charged": 17500, "refund_pending": 500}),
        (
            [("CHARGE_SUCCESS", 1199, "a"), ("REFUND_SUCCESS", 100, "b"), ("CHARGE_BACK", 200, "c")],
            {"charged": 899, "refunded": 100},
        ),
        ([("CHARGE_SUCCESS", 900, "a"), ("REFUND_SUCCESS", 900, "b"), ("REFUND_REVERSE", 900, "c")], {"charged": 900}),
        ([("AUTHORIZATION_ACTION_REQUIRED", 900, "a"), ("INFO", 900, "a")], {}),
    ],
)
def test_events_come_to_saleors_amounts(steps: list[tuple[str, int, str]], amounts: dict[str, int]) -> None:
    assert come_to(*steps) == amounts


STEPS = st.lists(
    st.builds(Step, st.sampled_from(EVENT_TYPES), st.integers(0, 10_000), st.sampled_from(["", "a", "b", "c"])),
    max_size=12,
)


@given(STEPS)
def test_no_amount_is_ever_below_zero(steps: list[Step]) -> None:
    assert all(value >= 0 for value in compute_amounts(steps).values())


@given(st.integers(0, 10_000), st.lists(st.integers(0, 10_000), max_size=5))
def test_refunds_within_the_charge_only_move_money(charge: int, wanted: list[int]) -> None:
    steps, left = [Step("CHARGE_SUCCESS", charge, "c")], charge
    for number, refund in enumerate(wanted):
        steps.append(Step("REFUND_SUCCESS", min(refund, left), f"r{number}"))
        left -= min(refund, left)
    amounts = compute_amounts(steps)
    assert (amounts["charged_minor"], amounts["charged_minor"] + amounts["refunded_minor"]) == (left, charge)


@given(STEPS, st.integers(0, 11))
def test_the_same_word_about_the_same_reference_twice_changes_nothing(steps: list[Step], place: int) -> None:
    ended = ("_SUCCESS", "_FAILURE")
    if place < len(steps) and steps[place].psp_reference and steps[place].type.endswith(ended):
        assert compute_amounts([*steps[: place + 1], *steps[place:]]) == compute_amounts(steps)


@pytest.mark.parametrize(
    ("total", "charged", "status"),
    [
        (0, 0, "FULL"),
        (100, 0, "NONE"),
        (100, 99, "PARTIAL"),
        (100, 100, "FULL"),
        (100, 101, "OVERCHARGED"),
        (-5, 0, "FULL"),
    ],
)
def test_charge_status(total: int, charged: int, status: str) -> None:
    assert charge_status(total, charged) == status


@pytest.mark.parametrize(("total", "covered", "status"), [(0, 0, "NONE"), (100, 99, "PARTIAL"), (100, 100, "FULL")])
def test_authorize_status(total: int, covered: int, status: str) -> None:
    assert authorize_status(total, covered) == status


def read(answer: Any) -> tuple[str, str]:
    """Result and message of an answer to a session."""
    reply = read_reply(answer, failure="CHARGE_FAILURE", allowed=SESSION_RESULTS)
    return reply.result, reply.message


def test_no_answer_is_a_failure() -> None:
    assert read(None) == ("CHARGE_FAILURE", "Failed to delivery request.")


def test_success_without_a_reference_is_a_failure() -> None:
    result, message = read({"result": "CHARGE_SUCCESS", "amount": Decimal("1.5")})
    assert result == "CHARGE_FAILURE"
    assert message == ("Missing value for field: pspReference. Input: {'result': 'CHARGE_SUCCESS', 'amount': 1.5}.")


@pytest.mark.parametrize("result", ["CHARGE_FAILURE", "CHARGE_ACTION_REQUIRED", "CANCEL_SUCCESS"])
def test_some_results_need_no_reference(result: str) -> None:
    assert read({"result": result})[0] == result


@pytest.mark.parametrize("result", [None, "", "REFUND_SUCCESS", "NONSENSE", 7, ["CHARGE_SUCCESS"]])
def test_unknown_result_is_a_failure(result: Any) -> None:
    assert read({"result": result, "pspReference": "a"})[0] == "CHARGE_FAILURE"


@pytest.mark.parametrize("amount", ["x", -1, True, [], "NaN", "Infinity", {}])
def test_unusable_amount_is_a_failure(amount: Any) -> None:
    assert read({"result": "CHARGE_SUCCESS", "pspReference": "a", "amount": amount})[0] == "CHARGE_FAILURE"


def test_answer_that_is_no_object_is_an_internal_error() -> None:
    with pytest.raises(AttributeError):
        read("nonsense")


def test_bare_reference_means_later() -> None:
    reply = read_reply({"pspReference": "a"}, failure="REFUND_FAILURE", allowed=("REFUND_SUCCESS",), may_wait=True)
    assert (reply.result, reply.psp_reference) == ("", "a")


def test_actions_are_saleors_and_sorted() -> None:
    answer = {"result": "CHARGE_FAILURE", "actions": ["REFUND", "DANCE", "CANCEL", "REFUND"]}
    assert read_reply(answer, failure="", allowed=SESSION_RESULTS).actions == ("CANCEL", "REFUND")
