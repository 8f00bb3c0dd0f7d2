"""Which lots are pooled before a figure about people is formed: at least five makers stand behind each.

Counts of makers are never added up, because the same women may work on two lots: a pool counts as many makers as its
largest lot. Every lot belongs to exactly one pool and shows that pool's figures only, so that no small lot can be
worked out by taking one figure from another. Worked numbers: docs/impact.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from impact_tags.formulas import form_unit_facts
from impact_tags.metrics import LotTotals, UnitFacts

FEWEST_MAKERS = 5


class PoolLevel(StrEnum):
    """How far a lot's figures had to be pooled."""

    LOT = "lot"
    PRODUCT = "product"
    PROGRAMME = "programme"
    HIDDEN = "hidden"  # even the programme's lots of twelve months have fewer than five makers


@dataclass(frozen=True, slots=True)
class LotRecord:
    """What pooling needs to know of a lot."""

    code: str
    programme: str
    product_ids: frozenset[str]
    totals: LotTotals
    makers_count: int
    finished_on: date


@dataclass(frozen=True, slots=True)
class Pool:
    """Lots that show one figure together; `makers_count` is a lower bound."""

    key: str
    level: PoolLevel
    lots: tuple[LotRecord, ...]

    @property
    def makers_count(self) -> int:
        return max(lot.makers_count for lot in self.lots)

    @property
    def totals(self) -> LotTotals:
        return add_totals(lot.totals for lot in self.lots)

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(lot.code for lot in self.lots)


def add_totals(parts: Iterable[LotTotals]) -> LotTotals:
    """Sum of lots of one wage currency."""
    rows = list(parts)
    return LotTotals(
        units=sum(row.units for row in rows),
        work_minutes=sum(row.work_minutes for row in rows),
        wage_minor=sum(row.wage_minor for row in rows),
        wage_currency=rows[0].wage_currency,
        training_minutes=sum(row.training_minutes for row in rows),
        material_grams=sum(row.material_grams for row in rows),
        traced_grams=sum(row.traced_grams for row in rows),
    )


def form_pools(lots: Iterable[LotRecord]) -> dict[str, Pool]:
    """The pool of every lot, by lot code.

    Lots of a programme are taken in stretches of twelve months from its first one, so that a later lot never reshuffles
    an earlier stretch. Inside a stretch a lot with fewer than five makers is pooled with the lots of its products, and
    if that does not reach five, with the whole stretch.
    """
    pools: dict[str, Pool] = {}
    for stretch in _list_stretches(lots):
        groups = [pool for group in _group_by_product(stretch) for pool in _pool_group(group)]
        if any(pool.level is PoolLevel.HIDDEN for pool in groups) and _reaches(stretch):
            groups = [_make_pool(stretch, PoolLevel.PROGRAMME)]
        pools.update({code: pool for pool in groups for code in pool.codes})
    return pools


def form_shown_facts(lot: LotRecord, pool: Pool) -> UnitFacts:
    """What one piece of the lot may be said to carry: hours and pay from the pool, material from the lot itself."""
    own, pooled = form_unit_facts(lot.totals), form_unit_facts(pool.totals)
    hidden = pool.level is PoolLevel.HIDDEN
    return UnitFacts(
        work_minutes=None if hidden else pooled.work_minutes,
        wage_minor=None if hidden else pooled.wage_minor,
        wage_currency=own.wage_currency,
        training_minutes=None if hidden else pooled.training_minutes,
        material_grams=own.material_grams,
        traced_grams=own.traced_grams,
    )


def say_makers(count: int) -> str:
    """A count of people for a page: below ten it reads "fewer than 10"."""
    return str(count) if count >= 10 else "fewer than 10"


def _list_stretches(lots: Iterable[LotRecord]) -> list[list[LotRecord]]:
    stretches: list[list[LotRecord]] = []
    ordered = sorted(lots, key=lambda lot: (lot.programme, lot.totals.wage_currency, lot.finished_on, lot.code))
    for lot in ordered:
        last = stretches[-1] if stretches else None
        if last is None or not _in_stretch(last[0], lot):
            stretches.append([lot])
        else:
            last.append(lot)
    return stretches


def _in_stretch(first: LotRecord, lot: LotRecord) -> bool:
    same_books = (first.programme, first.totals.wage_currency) == (lot.programme, lot.totals.wage_currency)
    return same_books and lot.finished_on < _a_year_after(first.finished_on)


def _a_year_after(day: date) -> date:
    return day.replace(year=day.year + 1) if (day.month, day.day) != (2, 29) else date(day.year + 1, 3, 1)


def _group_by_product(lots: Sequence[LotRecord]) -> list[list[LotRecord]]:
    """Lots that share a product, directly or over other lots."""
    groups: list[tuple[set[str], list[LotRecord]]] = []
    for lot in lots:
        products, members = set(lot.product_ids), [lot]
        apart = []
        for group in groups:
            if group[0] & lot.product_ids:
                products |= group[0]
                members = group[1] + members
            else:
                apart.append(group)
        groups = [*apart, (products, members)]
    return [members for _, members in groups]


def _pool_group(lots: list[LotRecord]) -> list[Pool]:
    if all(lot.makers_count >= FEWEST_MAKERS for lot in lots):
        return [_make_pool([lot], PoolLevel.LOT) for lot in lots]
    if _reaches(lots):
        return [_make_pool(lots, PoolLevel.PRODUCT)]
    return [_make_pool([lot], PoolLevel.HIDDEN) for lot in lots]


def _reaches(lots: Iterable[LotRecord]) -> bool:
    return max(lot.makers_count for lot in lots) >= FEWEST_MAKERS


def _make_pool(lots: Sequence[LotRecord], level: PoolLevel) -> Pool:
    ordered = tuple(sorted(lots, key=lambda lot: (lot.finished_on, lot.code)))
    key = ordered[0].code if len(ordered) == 1 else f"{ordered[0].code}+{len(ordered) - 1}"
    return Pool(key, level, ordered)
