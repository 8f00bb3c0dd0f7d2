"""What an order comes to, from its fulfilments, refunds and status."""

from dataclasses import replace

import pytest

from impact_tags.outcome import (
    FulfilledPieces,
    GrantedRefund,
    LineOutcome,
    OrderedLine,
    OrderSnapshot,
    read_outcome,
)
from tests.impact_tags.golden import BASIS_POINTS, make_order


def outcome_of(order: OrderSnapshot) -> dict[str, LineOutcome]:
    return {line.line_id: line for line in read_outcome(order, fund_basis_points=BASIS_POINTS)}


def pieces(line: LineOutcome) -> tuple[int, int, int, int, int]:
    return line.kept, line.open, line.returned, line.replaced, line.cancelled


def test_a_paid_order_is_open_and_its_fund_is_set_aside() -> None:
    lines = outcome_of(make_order())
    assert pieces(lines["totes"]) == (0, 3, 0, 0, 0)
    assert (lines["totes"].fund_minor, lines["scarf"].fund_minor) == (590, 164)


def test_kept_pieces_are_those_in_fulfilled_fulfilments_only() -> None:
    lines = outcome_of(
        make_order(
            FulfilledPieces("totes", "FULFILLED", 1),
            FulfilledPieces("totes", "FULFILLED", 1),
            FulfilledPieces("totes", "CANCELED", 1),
            FulfilledPieces("scarf", "WAITING_FOR_APPROVAL", 1),
        )
    )
    assert pieces(lines["totes"]) == (2, 1, 0, 0, 0)
    assert pieces(lines["scarf"]) == (0, 1, 0, 0, 0)


def test_the_golden_return_takes_its_part_of_the_fund() -> None:
    lines = outcome_of(
        make_order(
            FulfilledPieces("totes", "FULFILLED", 2),
            FulfilledPieces("totes", "RETURNED", 1),
            FulfilledPieces("scarf", "FULFILLED", 1),
        )
    )
    assert pieces(lines["totes"]) == (2, 0, 1, 0, 0)
    assert (lines["totes"].fund_minor, lines["scarf"].fund_minor) == (393, 164)


@pytest.mark.parametrize("status", ["RETURNED", "REFUNDED_AND_RETURNED", "REFUNDED"])
def test_every_returned_status_counts_as_returned(status: str) -> None:
    lines = outcome_of(make_order(FulfilledPieces("scarf", status, 1)))
    assert pieces(lines["scarf"]) == (0, 0, 1, 0, 0)
    assert lines["scarf"].fund_minor == 0


def test_a_replaced_piece_is_gone_and_counted_apart() -> None:
    lines = outcome_of(make_order(FulfilledPieces("scarf", "REPLACED", 1)))
    assert pieces(lines["scarf"]) == (0, 0, 0, 1, 0)


def test_a_replacement_order_comes_to_nothing() -> None:
    lines = outcome_of(make_order(FulfilledPieces("totes", "FULFILLED", 3), origin="REISSUE"))
    assert pieces(lines["totes"]) == (0, 0, 0, 0, 0)
    assert lines["totes"].fund_minor == 0


def test_a_cancelled_order_leaves_nothing_open() -> None:
    lines = outcome_of(make_order(status="CANCELED"))
    assert pieces(lines["totes"]) == (0, 0, 0, 0, 3)
    assert lines["totes"].fund_minor == 0


def test_a_refund_by_line_of_an_unsent_piece_cancels_it() -> None:
    refund = GrantedRefund(3_939, with_shipping=False, pieces=(("totes", 1),))
    lines = outcome_of(make_order(refunded_minor=3_939, grants=(refund,)))
    assert pieces(lines["totes"]) == (0, 2, 0, 0, 1)
    assert (lines["totes"].fund_minor, lines["scarf"].fund_minor) == (393, 164)


def test_a_refund_by_line_covers_returned_pieces_first() -> None:
    refund = GrantedRefund(3_939, with_shipping=False, pieces=(("totes", 1),))
    order = make_order(
        FulfilledPieces("totes", "FULFILLED", 1),
        FulfilledPieces("totes", "RETURNED", 1),
        refunded_minor=3_939,
        grants=(refund,),
    )
    assert pieces(outcome_of(order)["totes"]) == (1, 1, 1, 0, 0)


def test_a_refund_with_the_item_kept_lowers_the_fund_and_no_piece() -> None:
    order = make_order(
        FulfilledPieces("totes", "FULFILLED", 3), FulfilledPieces("scarf", "FULFILLED", 1), refunded_minor=1_000
    )
    lines = outcome_of(order)
    # 10.00 falls 7.83 to 2.17; nets 110.34 and 30.66; five percent.
    assert pieces(lines["totes"]) == (3, 0, 0, 0, 0)
    assert (lines["totes"].fund_minor, lines["scarf"].fund_minor) == (551, 153)


def test_a_refund_by_line_of_a_kept_piece_keeps_it() -> None:
    refund = GrantedRefund(3_283, with_shipping=False, pieces=(("scarf", 1),))
    order = make_order(
        FulfilledPieces("totes", "FULFILLED", 3),
        FulfilledPieces("scarf", "FULFILLED", 1),
        refunded_minor=3_283,
        grants=(refund,),
    )
    lines = outcome_of(order)
    assert pieces(lines["scarf"]) == (1, 0, 0, 0, 0)
    # 32.83 is spread 25.69 to 7.14 over 118.17 and 32.83.
    assert (lines["totes"].fund_minor, lines["scarf"].fund_minor) == (462, 128)


def test_a_plain_refund_pays_first_for_what_came_back() -> None:
    order = make_order(
        FulfilledPieces("totes", "FULFILLED", 2),
        FulfilledPieces("totes", "RETURNED", 1),
        FulfilledPieces("scarf", "FULFILLED", 1),
        refunded_minor=3_939,
    )
    assert (outcome_of(order)["totes"].fund_minor, outcome_of(order)["scarf"].fund_minor) == (393, 164)


def test_shipping_given_back_with_a_return_does_not_touch_the_fund() -> None:
    refund = GrantedRefund(3_939 + 900, with_shipping=True, pieces=(("totes", 1),))
    order = make_order(
        FulfilledPieces("totes", "FULFILLED", 2),
        FulfilledPieces("totes", "RETURNED", 1),
        total_minor=16_000,
        charged_minor=11_161,
        shipping_minor=900,
        refunded_minor=4_839,
        grants=(refund,),
    )
    assert outcome_of(order)["totes"].fund_minor == 393


def test_a_refund_is_counted_net_of_tax() -> None:
    taxed = (
        OrderedLine("totes", "tote", quantity=2, net_minor=10_000, gross_minor=12_000),
        OrderedLine("scarf", "scarf", quantity=1, net_minor=5_000, gross_minor=6_000),
    )
    order = make_order(
        FulfilledPieces("totes", "FULFILLED", 2),
        FulfilledPieces("scarf", "FULFILLED", 1),
        lines=taxed,
        total_minor=18_000,
        charged_minor=16_200,
        refunded_minor=1_800,
    )
    lines = outcome_of(order)
    # 18.00 is 15.00 net: 10.00 and 5.00; nets 90.00 and 45.00.
    assert (lines["totes"].fund_minor, lines["scarf"].fund_minor) == (450, 225)


def test_a_whole_charge_back_takes_everything_back() -> None:
    order = make_order(FulfilledPieces("totes", "FULFILLED", 3), charged_minor=0, charged_back_minor=15_100)
    lines = outcome_of(order)
    assert pieces(lines["totes"]) == (0, 0, 3, 0, 0)
    assert lines["scarf"].fund_minor == 0


def test_a_charge_back_in_part_lowers_the_fund_only() -> None:
    order = make_order(
        FulfilledPieces("totes", "FULFILLED", 3),
        FulfilledPieces("scarf", "FULFILLED", 1),
        charged_minor=14_100,
        charged_back_minor=1_000,
    )
    lines = outcome_of(order)
    assert pieces(lines["totes"]) == (3, 0, 0, 0, 0)
    assert (lines["totes"].fund_minor, lines["scarf"].fund_minor) == (551, 153)


def test_money_that_went_back_had_been_paid() -> None:
    assert make_order(charged_minor=0, refunded_minor=15_100).was_paid
    assert make_order(charged_minor=15_099).was_paid is False


def test_the_recorded_return_and_refund_order() -> None:
    """Saleor 3.23.28, cases 216 to 237: two refunds by line and one plain, together the whole charge."""
    order = make_order(
        FulfilledPieces("a", "FULFILLED", 2),
        FulfilledPieces("a", "RETURNED", 1),
        FulfilledPieces("b", "FULFILLED", 1),
        FulfilledPieces("b", "RETURNED", 1),
        FulfilledPieces("c", "REPLACED", 1),
        lines=(
            OrderedLine("a", "p", 3, 2918, 2918),
            OrderedLine("b", "q", 2, 1217, 1217),
            OrderedLine("c", "r", 1, 161, 161),
        ),
        total_minor=4296,
        charged_minor=0,
        refunded_minor=4296,
        grants=(
            GrantedRefund(1946, with_shipping=False, pieces=(("a", 2),)),
            GrantedRefund(123, with_shipping=False, pieces=()),
            GrantedRefund(2227, with_shipping=True, pieces=(("b", 2), ("c", 1), ("a", 1))),
        ),
    )
    lines = outcome_of(order)
    assert [pieces(lines[key]) for key in "abc"] == [(2, 0, 1, 0, 0), (1, 0, 1, 0, 0), (0, 0, 0, 1, 0)]
    assert [lines[key].fund_minor for key in "abc"] == [0, 0, 0]
    half = replace(order, charged_minor=2227, refunded_minor=2069, grants=order.grants[:2])
    # Of 19.46 for two pieces of a, one is kept: 9.73 net, spread over 19.45 and 6.08.
    assert [outcome_of(half)[key].fund_minor for key in "abc"] == [60, 18, 0]
