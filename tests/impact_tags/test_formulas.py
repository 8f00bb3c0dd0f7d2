"""The arithmetic, with the worked numbers of docs/impact.md."""

from dataclasses import astuple
from fractions import Fraction

import pytest

from impact_tags.errors import CurrencyMixed
from impact_tags.formulas import (
    add_up,
    covers_quote,
    floor_to_five,
    form_quote,
    form_unit_facts,
    keep_net,
    list_unallocated,
    set_aside,
    share_living_wage,
    share_traced,
    spread_amount,
    weigh_uncertainty,
)
from impact_tags.metrics import NO_FACTS, LotTotals, UnitFacts
from tests.impact_tags.golden import B1, B2, BASIS_POINTS, U1, U2


def test_unit_facts_of_the_golden_lots() -> None:
    assert astuple(U1) == (201, 25130, "INR", 15, 420, 360)
    assert astuple(U2) == (204, 26000, "INR", 10, 420, 420)


def test_the_remainder_is_reported_as_unallocated() -> None:
    assert list_unallocated(B1) == {
        "work_minutes": 2,
        "wage_minor": 10,
        "training_minutes": 0,
        "material_grams": 0,
        "traced_grams": 0,
    }


def test_a_lot_without_units_has_no_facts() -> None:
    with pytest.raises(ValueError, match="without units"):
        form_unit_facts(LotTotals(0, 1, 1, "INR", 1, 1, 1))


def test_the_quote_takes_the_least_of_each_metric() -> None:
    assert form_quote([U1, U2]) == UnitFacts(201, 25130, "INR", 10, 420, 360)


def test_the_golden_quote() -> None:
    tote, scarf = form_quote([U1, U2]), form_quote([U2])
    assert 3 * (tote.work_minutes or 0) + (scarf.work_minutes or 0) == 807
    assert 3 * (tote.wage_minor or 0) + (scarf.wage_minor or 0) == 101_390
    assert 3 * (tote.training_minutes or 0) + (scarf.training_minutes or 0) == 40
    assert 3 * (tote.material_grams or 0) + (scarf.material_grams or 0) == 1680
    assert 3 * (tote.traced_grams or 0) + (scarf.traced_grams or 0) == 1500


def test_no_lot_gives_no_quote() -> None:
    assert form_quote([]) == NO_FACTS


def test_a_hidden_figure_hides_the_quote_of_that_metric_only() -> None:
    hidden = UnitFacts(None, None, "INR", None, 400, 300)
    assert form_quote([U1, hidden]) == UnitFacts(None, None, "INR", None, 400, 300)


def test_wages_of_two_currencies_are_not_compared() -> None:
    riel = UnitFacts(300, 900_000, "KHR", 5, 400, 100)
    quote = form_quote([U1, riel])
    assert (quote.wage_minor, quote.wage_currency, quote.work_minutes) == (None, "", 201)


def test_a_lot_below_the_promise_in_one_metric_does_not_cover_it() -> None:
    promised = UnitFacts(201, 25130, "INR", 10, 420, 360)
    assert covers_quote(U1, promised)
    assert covers_quote(U2, promised)
    assert not covers_quote(U1, UnitFacts(202, 25130, "INR", 10, 420, 360))
    assert not covers_quote(UnitFacts(201, 25130, "KHR", 15, 420, 360), promised)
    assert not covers_quote(UnitFacts(None, 25130, "INR", 15, 420, 360), promised)
    assert covers_quote(U1, NO_FACTS)


def test_the_golden_discount_is_spread_by_largest_remainder() -> None:
    assert spread_amount(1000, [12_600, 3_500]) == (783, 217)


def test_ties_go_to_the_earlier_line() -> None:
    assert spread_amount(1, [5, 5]) == (1, 0)
    assert spread_amount(5, [1, 1, 1]) == (2, 2, 1)


def test_nothing_is_spread_over_nothing() -> None:
    assert spread_amount(7, [0, 0]) == (0, 0)


def test_the_golden_fund() -> None:
    assert set_aside(11_817, BASIS_POINTS) == 590
    assert set_aside(3_283, BASIS_POINTS) == 164
    assert set_aside(keep_net(11_817, 2, 3), BASIS_POINTS) == 393


def test_the_fund_is_never_negative() -> None:
    assert keep_net(1000, 1, 2, refunded_minor=900) == 0
    assert set_aside(-50, BASIS_POINTS) == 0


def test_traced_share_comes_from_grams() -> None:
    assert share_traced(1500, 1680) == 89
    assert share_traced(1560, 1680) == 92
    assert share_traced(0, 0) is None


def test_living_wage_share_is_shown_below_one_hundred() -> None:
    # 251.30 for 201 minutes is 75.01 an hour; a benchmark of 17,160.00 for 208 hours is 82.50 an hour.
    assert share_living_wage(25_130, 201, 1_716_000, 208) == 90


def test_uncertainty_is_weighted_by_size() -> None:
    assert weigh_uncertainty([(600, 10), (200, 0)]) == Fraction(15, 2)
    assert weigh_uncertainty([]) == 0
    assert floor_to_five(807) == 805


def test_currencies_are_never_added() -> None:
    assert add_up([(10, "INR"), (5, "INR")]) == (15, "INR")
    with pytest.raises(CurrencyMixed):
        add_up([(10, "INR"), (5, "KHR")])


def test_b2_has_no_remainder() -> None:
    assert set(list_unallocated(B2).values()) == {0}
