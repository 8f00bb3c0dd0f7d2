"""Hours and pay are shown only where at least five makers are pooled, and no small lot can be worked out."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from impact_tags.metrics import LotTotals
from impact_tags.pools import FEWEST_MAKERS, LotRecord, PoolLevel, form_pools, form_shown_facts, say_makers
from tests.impact_tags.golden import B1, B2

SPRING = date(2026, 3, 1)


def make(
    code: str, makers: int, *, product: str = "tote", day: date = SPRING, totals: LotTotals = B1, programme: str = "p"
) -> LotRecord:
    return LotRecord(code, programme, frozenset({product}), totals, makers, day)


def levels(*lots: LotRecord) -> dict[str, str]:
    return {code: pool.level.value for code, pool in form_pools(lots).items()}


def test_five_makers_stand_for_themselves() -> None:
    assert levels(make("A", 5), make("B", 9)) == {"A": "lot", "B": "lot"}


def test_a_small_lot_is_pooled_with_the_lots_of_its_product() -> None:
    pools = form_pools([make("A", 4), make("B", 9, totals=B2), make("C", 7, product="scarf")])
    assert pools["A"].codes == ("A", "B")
    assert pools["B"] is pools["A"]
    assert pools["C"].level is PoolLevel.LOT
    assert [pools[code].key for code in "ABC"] == ["A+1", "A+1", "C"]
    facts = form_shown_facts(make("A", 4), pools["A"])
    # (9,650 + 6,120) / 78 and (1,206,250 + 780,000) / 78: rounded down once, after pooling.
    assert (facts.work_minutes, facts.wage_minor) == (202, 25_464)
    assert (facts.material_grams, facts.traced_grams) == (420, 360)


def test_a_product_of_small_lots_is_pooled_with_the_programme() -> None:
    pools = form_pools([make("A", 3), make("B", 4), make("C", 7, product="scarf")])
    assert {pool.codes for pool in pools.values()} == {("A", "B", "C")}
    assert pools["C"].level is PoolLevel.PROGRAMME


def test_counts_of_makers_are_never_added_up() -> None:
    pools = form_pools([make("A", 3), make("B", 4)])
    assert pools["A"].level is PoolLevel.HIDDEN
    assert form_shown_facts(make("A", 3), pools["A"]).work_minutes is None
    assert form_pools([make("A", 3), make("B", 6)])["A"].makers_count == 6


def test_another_programme_does_not_help() -> None:
    assert levels(make("A", 3), make("B", 9, programme="q")) == {"A": "hidden", "B": "lot"}


def test_another_currency_does_not_help() -> None:
    riel = LotTotals(10, 600, 100, "KHR", 0, 100, 0)
    assert levels(make("A", 3), make("B", 9, totals=riel)) == {"A": "hidden", "B": "lot"}


def test_a_pool_spans_less_than_twelve_months() -> None:
    last_day = make("B", 9, day=date(2027, 2, 28))
    too_late = make("C", 9, day=date(2027, 3, 1))
    assert form_pools([make("A", 3), last_day])["A"].codes == ("A", "B")
    assert levels(make("A", 3), too_late) == {"A": "hidden", "C": "lot"}


def test_a_leap_day_starts_a_stretch_of_a_year() -> None:
    assert levels(make("A", 3, day=date(2028, 2, 29)), make("B", 9, day=date(2029, 2, 28)))["A"] == "product"


def test_fewer_than_ten_makers_are_not_counted_out() -> None:
    assert [say_makers(count) for count in (0, 1, 9, 10, 23)] == ["fewer than 10"] * 3 + ["10", "23"]


records = st.builds(
    lambda index, makers, product, offset, units, minutes: LotRecord(
        f"L{index}",
        "p",
        frozenset({product}),
        LotTotals(units, minutes, minutes * 120, "INR", minutes // 10, units * 400, units * 300),
        makers,
        SPRING + timedelta(days=offset),
    ),
    st.integers(0, 10_000),
    st.integers(1, 12),
    st.sampled_from(["tote", "scarf", "quilt"]),
    st.integers(0, 900),
    st.integers(1, 60),
    st.integers(0, 20_000),
)


@given(st.lists(records, max_size=12, unique_by=lambda lot: lot.code))
def test_every_shown_pool_has_five_makers_and_pools_never_overlap(lots: list[LotRecord]) -> None:
    pools = form_pools(lots)
    assert set(pools) == {lot.code for lot in lots}
    for code, pool in pools.items():
        assert code in pool.codes
        assert all(pools[other] is pool for other in pool.codes)
        if pool.level is not PoolLevel.HIDDEN:
            assert max(lot.makers_count for lot in pool.lots) >= FEWEST_MAKERS
        days = [lot.finished_on for lot in pool.lots]
        assert max(days) - min(days) < timedelta(days=366)


@given(st.lists(records, min_size=1, max_size=12, unique_by=lambda lot: lot.code))
def test_unit_facts_never_overstate_the_totals_of_their_pool(lots: list[LotRecord]) -> None:
    for lot in lots:
        pool = form_pools(lots)[lot.code]
        facts = form_shown_facts(lot, pool)
        if facts.work_minutes is not None and facts.wage_minor is not None:
            assert facts.work_minutes * pool.totals.units <= pool.totals.work_minutes
            assert facts.wage_minor * pool.totals.units <= pool.totals.wage_minor
