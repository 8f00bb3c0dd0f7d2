"""Which lots the sample goods come from, and their figures: pure arithmetic, the same at every run for the same day."""

import random
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from storefront.sample.records import SampleProduct, find_craft, find_programme, read_products

FEWEST_MAKERS = 5
SPREAD_DAYS = 285
TWO_LOTS_FROM = 12


@dataclass(frozen=True, slots=True)
class LotPlan:
    """A lot as its work record tells it: minutes and hundredths of the currency in all, grams by material."""

    code: str
    product: SampleProduct
    units: int
    makers_count: int
    work_minutes: int
    wage_minor: int
    training_minutes: int
    received_on: date
    started_on: date
    finished_on: date
    shipped_on: date

    @property
    def grams(self) -> dict[str, tuple[int, int]]:
        """Grams and traced grams of all units, by material."""
        return {slug: (one * self.units, traced * self.units) for slug, (one, traced) in self.product.grams.items()}


def plan_lots(today: date) -> tuple[LotPlan, ...]:
    """One lot for every product, two where many pieces are sold; finished over the ten months before `today`."""
    serials: Counter[str] = Counter()
    plans: list[LotPlan] = []
    for place, product in enumerate(read_products()):
        number = 2 if product.stock >= TWO_LOTS_FROM else 1
        for part in range(number):
            age = 24 + (place * 67 + part * 97) % SPREAD_DAYS
            plans.append(_plan_lot(product, part, number, today - timedelta(days=age), serials))
    return tuple(plans)


def _plan_lot(product: SampleProduct, part: int, number: int, finished_on: date, serials: Counter[str]) -> LotPlan:
    rng = random.Random(f"{product.slug}-{part}")  # noqa: S311
    programme = find_programme(product.programme)
    units = -(-product.stock // number) + rng.randint(3, 8)
    makers_count = rng.randint(FEWEST_MAKERS, find_craft(product.craft).makers[product.programme])
    work_minutes = round(product.work_minutes * units * rng.uniform(0.99, 1.06))
    working_days = max(4, round(work_minutes / (makers_count * 330)))
    started_on = finished_on - timedelta(days=round(working_days * 7 / 5))
    serials[programme.code] += 1
    return LotPlan(
        code=f"{programme.code}-{finished_on:%y%m}-{serials[programme.code]:02d}",
        product=product,
        units=units,
        makers_count=makers_count,
        work_minutes=work_minutes,
        wage_minor=work_minutes * programme.hour_wage_minor // 60,
        training_minutes=product.training_minutes * units + rng.randint(0, units),
        received_on=started_on - timedelta(days=rng.randint(3, 12)),
        started_on=started_on,
        finished_on=finished_on,
        shipped_on=finished_on + timedelta(days=rng.randint(5, 14)),
    )
