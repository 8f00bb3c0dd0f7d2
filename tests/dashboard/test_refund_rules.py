"""The arithmetic of a refund by line, with the worked numbers of docs/algorithms/refund-by-line.md."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import RefundRefused
from dashboard.refund_rules import LineChoice, PaidLine, RefundPlan, plan_refund, share_minor


def line(**changes: int) -> PaidLine:
    values = {"quantity": 3, "total_minor": 2918, "granted": 0, "unsent": 1, "sent": 2} | changes
    return PaidLine(line_id="L1", name="Scarf", **values)


def plan(choice: LineChoice, *, delivery: int = 0, left: int = 10_000, **changes: int) -> RefundPlan:
    return plan_refund([line(**changes)], {"L1": choice}, delivery_minor=delivery, left_minor=left)


def test_three_pieces_give_back_exactly_what_was_paid_for_the_line() -> None:
    assert [share_minor(2918, 3, already, 1) for already in (0, 1, 2)] == [973, 972, 973]
    assert share_minor(2918, 3, 0, 3) == 2918


@given(total=st.integers(0, 10**7), quantity=st.integers(1, 40), cuts=st.lists(st.integers(0, 40), max_size=6))
def test_shares_sum_to_the_total_in_whatever_steps(total: int, quantity: int, cuts: list[int]) -> None:
    stops = sorted({0, quantity, *(cut for cut in cuts if cut < quantity)})
    shares = [share_minor(total, quantity, begin, end - begin) for begin, end in pairwise(stops)]
    assert sum(shares) == total
    assert min(shares, default=0) >= 0


def test_pieces_of_three_kinds_and_delivery() -> None:
    planned = plan(LineChoice(unsent=1, back=1, money_only=1), delivery=800)
    assert (planned.amount_minor, planned.lines[0].amount_minor, planned.delivery_minor) == (3718, 2918, 800)


@pytest.mark.parametrize(
    ("choice", "changes", "sentence"),
    [
        (LineChoice(), {}, "Choose at least one piece to refund."),
        (LineChoice(unsent=2), {}, "Scarf: only 1 still to be sent."),
        (LineChoice(back=3), {}, "Scarf: only 2 with the buyer."),
        (LineChoice(back=2), {"granted": 2}, "Scarf: only 1 not yet refunded."),
        (LineChoice(money_only=-1), {}, "Scarf: a number of pieces cannot be below 0."),
        (LineChoice(money_only=1), {"left": 900}, "This is more than what is left of the buyer's payment."),
        (LineChoice(money_only=1), {"total_minor": 0}, "This comes to nothing: the pieces were free."),
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence(
    choice: LineChoice, changes: dict[str, int], sentence: str
) -> None:
    with pytest.raises(RefundRefused) as refused:
        plan(choice, **changes)
    assert str(refused.value) == sentence


def test_delivery_alone_can_be_refunded() -> None:
    assert plan(LineChoice(), delivery=800).amount_minor == 800
