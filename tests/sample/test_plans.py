"""Lots and orders of the sample shop, before anything is written: arithmetic that has to hold together."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from storefront.sample.lot_plan import LotPlan, plan_lots
from storefront.sample.makers import spell_craft
from storefront.sample.order_plan import FATES, Fate, plan_orders
from storefront.sample.records import find_craft, find_programme, read_products
from tests.catalog.shelf import make_content, put

DAY = date(2026, 11, 22)
LOTS = [pytest.param(lot, id=lot.code) for lot in plan_lots(DAY)]


def test_every_product_comes_from_a_lot() -> None:
    assert len(plan_lots(DAY)) >= 20
    assert {lot.product.slug for lot in plan_lots(DAY)} == {product.slug for product in read_products()}


def test_the_same_day_gives_the_same_lots() -> None:
    assert plan_lots(DAY) == plan_lots(DAY)
    assert len({lot.code for lot in plan_lots(DAY)}) == len(plan_lots(DAY))


@pytest.mark.parametrize("lot", LOTS)
def test_a_lot_pools_at_least_five_makers_of_its_programme(lot: LotPlan) -> None:
    assert 5 <= lot.makers_count <= find_craft(lot.product.craft).makers[lot.product.programme]


@pytest.mark.parametrize("lot", LOTS)
def test_wages_are_the_hours_at_the_programmes_rate(lot: LotPlan) -> None:
    rate = find_programme(lot.product.programme).hour_wage_minor
    assert lot.wage_minor == lot.work_minutes * rate // 60
    assert 0.98 <= lot.work_minutes / (lot.units * lot.product.work_minutes) <= 1.07


@pytest.mark.parametrize("lot", LOTS)
def test_a_lots_days_follow_each_other_and_lie_in_the_past(lot: LotPlan) -> None:
    days = [lot.received_on, lot.started_on, lot.finished_on, lot.shipped_on]
    assert days == sorted(days)
    assert DAY - timedelta(days=365) < lot.finished_on
    assert lot.shipped_on <= DAY


@pytest.mark.parametrize("lot", LOTS)
def test_a_lots_grams_are_those_of_its_units(lot: LotPlan) -> None:
    assert sum(grams for grams, _ in lot.grams.values()) == lot.units * lot.product.weight_grams


def test_lots_hold_all_pieces_on_the_shelf_and_some_more() -> None:
    units: Counter[str] = Counter()
    for lot in plan_lots(DAY):
        units[lot.product.slug] += lot.units
    assert all(units[product.slug] > product.stock for product in read_products())


def test_thirty_orders_reach_every_state() -> None:
    assert len(plan_orders()) == 30
    assert Counter(order.fate for order in plan_orders()) == FATES
    assert set(FATES) == set(Fate)


def test_no_sample_order_takes_the_last_pieces() -> None:
    stock = {variant.sku: variant.stock for product in read_products() for variant in product.variants}
    bought: Counter[str] = Counter()
    for order in plan_orders():
        for sku, quantity in order.pieces:
            bought[sku] += quantity
    assert all(stock[sku] - count >= 2 for sku, count in bought.items())


def test_what_is_partly_sent_or_refunded_has_several_lines() -> None:
    partly = [order for order in plan_orders() if order.fate in {Fate.PARTLY_SENT, Fate.PARTLY_REFUNDED}]
    assert all(len(order.pieces) >= 2 for order in partly)


@pytest.mark.django_db
def test_a_craft_is_spelled_as_the_catalogue_spells_it() -> None:
    craft = find_craft("kantha")
    assert spell_craft(craft) == "kantha"
    content = make_content(1)
    put(replace(content, attributes=(("craft", "Craft", (("kantha-embroidery", craft.name),)),)))
    assert spell_craft(craft) == "kantha-embroidery"
