"""Recording lots: what is refused, and what is derived."""

from datetime import date

import pytest

from artisans.models import Programme
from impact_tags.actions import Component
from impact_tags.errors import BannedWording, LotRefused
from impact_tags.models import Lot
from tests.impact_tags.workshop import SCARF, TOTE, make_b2, make_lot

pytestmark = pytest.mark.django_db


def test_material_totals_are_sums_over_components() -> None:
    lot = make_lot(components=[Component("Yarn", "Cotton", 900, 800), Component("Dye", "Indigo", 100)])
    assert (lot.material_grams, lot.traced_grams) == (1000, 800)
    assert lot.materials == [["Yarn", "", ""], ["Dye", "", ""]]


def test_unit_facts_are_those_of_the_golden_lot() -> None:
    lot = make_lot()
    assert (lot.facts.work_minutes, lot.facts.wage_minor, lot.facts.training_minutes) == (201, 25_130, 15)
    assert (lot.pool_key, lot.pool_level) == ("B1", "lot")


def test_a_small_lot_changes_the_shown_facts_of_its_product_only() -> None:
    make_lot()
    make_lot("C1", product_ids=[SCARF])
    make_b2(product_ids=[TOTE], makers_count=3)
    shown = dict(Lot.objects.values_list("code", "unit_work_minutes"))
    assert shown == {"B1": 202, "B2": 202, "C1": 201}


def test_recording_a_lot_twice_keeps_the_first() -> None:
    first = make_lot()
    assert make_lot(work_minutes=1).pk == first.pk
    assert Lot.objects.get().work_minutes == 9650


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"code": "b 1"}, "code"),
        ({"units": 0}, "one piece"),
        ({"makers_count": 0}, "one maker"),
        ({"work_minutes": -1}, "negative"),
        ({"wage_currency": "Rs"}, "currency"),
        ({"started_on": date(2026, 9, 1)}, "before it was started"),
        ({"product_ids": []}, "product"),
        ({"components": []}, "material"),
        ({"components": [Component("Yarn", "Cotton", 10, 11)]}, "Traced"),
        ({"basis": "sampled"}, "sample"),
        ({"approved_by": ""}, "approved"),
        ({"evidence": []}, "document"),
        ({"evidence": ["nothing"]}, "does not exist"),
        ({"programme": "nothing"}, "no programme"),
    ],
)
def test_a_lot_that_contradicts_itself_is_refused(change: dict[str, object], words: str) -> None:
    code = str(change.pop("code", "B1"))
    with pytest.raises(LotRefused, match=words):
        make_lot(code, **change)
    assert not Lot.objects.exists()


def test_a_banned_word_in_the_title_is_refused() -> None:
    with pytest.raises(BannedWording):
        make_lot(title="Totes of rescued women")
    assert not Lot.objects.exists()


def test_a_programme_with_lots_cannot_be_removed() -> None:
    make_lot()
    with pytest.raises(Exception, match="protected"):
        Programme.objects.all().delete()
