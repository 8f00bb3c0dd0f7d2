"""Records lots and keeps the figures that may be shown of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypedDict, Unpack

from django.db import IntegrityError, transaction

from artisans.models import Programme
from impact_tags.actions.evidence import refuse_banned_words
from impact_tags.errors import LotRefused
from impact_tags.metrics import Basis
from impact_tags.models import Evidence, Lot, LotComponent, LotProduct
from impact_tags.pools import form_pools, form_shown_facts
from people.actions import record_audit
from people.models import Person
from themes.sentences import sentence

_CODE = re.compile(r"^[A-Z0-9][A-Z0-9-]{1,19}$")


@dataclass(frozen=True, slots=True)
class Component:
    """A material of a lot, in grams; an empty origin is shown as not disclosed."""

    name: str
    good: str
    grams: int
    traced_grams: int = 0
    origin_country: str = ""
    origin_place: str = ""
    evidence_code: str = ""


class LotFacts(TypedDict, total=False):
    """What a work record says of a lot: sums in minutes, minor units and whole pieces.

    Everything from the title to `finished_on` must stand.
    """

    title: str
    units: int
    work_minutes: int
    wage_minor: int
    wage_currency: str
    training_minutes: int
    makers_count: int
    started_on: date
    finished_on: date
    approved_by: str
    approved_on: date | None
    sellable: bool
    basis: str
    sample_size: int
    uncertainty_percent: int
    is_sample: bool
    recorded_by: Person | None


@transaction.atomic
def record_lot(
    *,
    code: str,
    programme: Programme | str,
    product_ids: Sequence[str],
    components: Sequence[Component],
    evidence: Sequence[Evidence | str] = (),
    **facts: Unpack[LotFacts],
) -> Lot:
    """Records a lot once; a lot of that code is returned as it stands. Material totals are sums over components.

    Raises:
        LotRefused: the facts contradict each other, or a sellable lot lacks approval or a document.
        BannedWording: the title or a material uses a banned word.
    """
    existing = Lot.objects.filter(code=code).first()
    if existing is not None:
        return existing
    refuse_banned_words(facts["title"], *(component.name for component in components))
    documents = _find_documents(evidence)
    lot = Lot(
        code=code,
        programme=_find_programme(programme),
        material_grams=sum(component.grams for component in components),
        traced_grams=sum(component.traced_grams for component in components),
        materials=[[row.name, row.origin_place, row.origin_country.lower()] for row in _by_weight(components)],
        **facts,
    )
    _check_lot(lot, product_ids, components, documents)
    _insert(lot)
    lot.evidence.set(documents)
    LotProduct.objects.bulk_create([LotProduct(lot=lot, product_id=product_id) for product_id in set(product_ids)])
    _add_components(lot, components)
    refresh_pools(lot.programme_id)
    lot.refresh_from_db()
    return lot


APPROVER = "Lot reviewer of the shop"


def approve_lot(lot_code: str, *, approver: Person, day: date) -> Lot:
    """Puts a lot on sale; pages name the role, never the person.

    Raises:
        LotRefused: there is no such lot, the approver recorded it, or it has no document or no making yet.
    """
    lot = Lot.objects.filter(code=lot_code).first()
    if lot is None:
        raise LotRefused(sentence("There is no lot %(code)s.", code=lot_code))
    checks = (
        (lot.recorded_by_id != approver.pk, "Whoever recorded a lot cannot approve it."),
        (lot.evidence.filter(is_public=True).exists(), "A lot on sale rests on at least one public document."),
        (lot.events.filter(kind="made").exists(), "Record the steps of the lot first: received, made."),
    )
    for holds, reason in checks:
        if not holds:
            raise LotRefused(reason)
    Lot.objects.filter(pk=lot.pk, approved_by="").update(approved_by=APPROVER, approved_on=day, sellable=True)
    record_audit(approver, "approve_lot", f"lot:{lot.code}")
    lot.refresh_from_db()
    return lot


def _insert(lot: Lot) -> None:
    try:
        with transaction.atomic():
            lot.save(force_insert=True)
    except IntegrityError as error:
        raise LotRefused(
            sentence("A lot %(code)s was recorded at the same moment, or its facts contradict.", code=lot.code)
        ) from error


def _by_weight(components: Sequence[Component]) -> list[Component]:
    return sorted(components, key=lambda row: -row.grams)


def _add_components(lot: Lot, components: Sequence[Component]) -> None:
    codes = [component.evidence_code for component in components if component.evidence_code]
    documents = {row.code: row for row in Evidence.objects.filter(code__in=codes)}
    LotComponent.objects.bulk_create(
        [
            LotComponent(
                lot=lot,
                name=component.name,
                good=component.good,
                grams=component.grams,
                traced_grams=component.traced_grams,
                origin_country=component.origin_country.lower(),
                origin_place=component.origin_place,
                evidence=documents.get(component.evidence_code),
            )
            for component in components
        ]
    )


def refresh_pools(programme_id: int) -> int:
    """Forms the pools of a programme anew and writes the figures that its lots may show; past orders stay untouched.

    Returns the number of lots whose figures changed.
    """
    lots = {lot.code: lot for lot in Lot.objects.filter(programme_id=programme_id).prefetch_related("products")}
    records = {
        code: lot.to_record(frozenset(row.product_id for row in lot.products.all())) for code, lot in lots.items()
    }
    pools = form_pools(records.values())
    changed = 0
    for code, lot in lots.items():
        pool = pools[code]
        facts = form_shown_facts(records[code], pool)
        if (lot.facts, lot.pool_key, lot.pool_level) == (facts, pool.key, pool.level.value):
            continue
        changed += Lot.objects.filter(pk=lot.pk).update(
            pool_key=pool.key,
            pool_level=pool.level.value,
            unit_work_minutes=facts.work_minutes,
            unit_wage_minor=facts.wage_minor,
            unit_training_minutes=facts.training_minutes,
            unit_material_grams=facts.material_grams,
            unit_traced_grams=facts.traced_grams,
        )
    return changed


def _find_programme(programme: Programme | str) -> Programme:
    if isinstance(programme, Programme):
        return programme
    found = Programme.objects.filter(slug=programme).first()
    if found is None:
        raise LotRefused(sentence("There is no programme %(slug)s.", slug=programme))
    return found


def _find_documents(evidence: Sequence[Evidence | str]) -> list[Evidence]:
    codes = [row for row in evidence if isinstance(row, str)]
    found = list(Evidence.objects.filter(code__in=codes))
    if len(found) != len(set(codes)):
        raise LotRefused("One of the documents does not exist.")
    return [*found, *(row for row in evidence if isinstance(row, Evidence))]


def _check_lot(
    lot: Lot, product_ids: Sequence[str], components: Sequence[Component], documents: Sequence[Evidence]
) -> None:
    """Raises:
    LotRefused: naming the first thing that is wrong.
    """
    numbers = (lot.work_minutes, lot.wage_minor, lot.training_minutes, lot.sample_size, lot.uncertainty_percent)
    checks = (
        (bool(_CODE.match(lot.code)), "The code has 2 to 20 capital letters, digits and hyphens."),
        (lot.units >= 1, "A lot has at least one piece."),
        (lot.makers_count >= 1, "A lot has at least one maker."),
        (min(numbers) >= 0 and lot.uncertainty_percent <= 100, "No figure of a lot is negative."),
        (len(lot.wage_currency) == 3 and lot.wage_currency.isupper(), "The currency is a code such as INR."),
        (lot.started_on <= lot.finished_on, "The lot was finished before it was started."),
        (bool(product_ids), "A lot belongs to at least one product."),
        (bool(components), "A lot names at least one material."),
        (all(0 <= row.traced_grams <= row.grams for row in components), "Traced grams lie within the grams."),
        (lot.basis != Basis.SAMPLED.value or lot.sample_size > 0, "A sampled lot names the size of its sample."),
        (not lot.sellable or bool(lot.approved_by and lot.approved_on), "A lot on sale has been approved."),
        (not lot.sellable or bool(documents), "A lot on sale rests on at least one document."),
    )
    for holds, reason in checks:
        if not holds:
            raise LotRefused(reason)
