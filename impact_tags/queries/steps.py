"""The sentences and figures of a lot's page: its steps, what one piece carries, its materials."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from impact_tags.claims import say_amount, say_weight
from impact_tags.formulas import share_traced
from impact_tags.methods import find_method
from impact_tags.metrics import Basis, Metric
from impact_tags.models import Lot, LotComponent, LotEvent
from impact_tags.pools import PoolLevel
from impact_tags.queries.products import say_office, say_origin
from impact_tags.shapes import DocumentLine


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the journey; one that is not known says so."""

    title: str
    day: date | None
    place: str
    text: str
    document: DocumentLine | None = None
    known: bool = True


@dataclass(frozen=True, slots=True)
class LotFact:
    """A recorded figure: for one piece, and of the lot where that may be shown."""

    title: str
    each: str
    total: str
    method_url: str


@dataclass(frozen=True, slots=True)
class MaterialLine:
    """A material with its weight and origin."""

    name: str
    good: str
    weight: str
    origin: str
    is_known: bool
    traced: str


def say_pooling(lot: Lot) -> str:
    """Why the figures for one piece are not those of the lot alone; empty where they are."""
    match PoolLevel(lot.pool_level):
        case PoolLevel.LOT:
            return ""
        case PoolLevel.PRODUCT:
            return (
                "Fewer than five makers stand behind one of the lots of this product, so hours and pay are those of "
                "its lots together."
            )
        case PoolLevel.PROGRAMME:
            return (
                "Fewer than five makers stand behind one of the programme's lots, so hours and pay are those of its "
                "lots of twelve months together."
            )
        case PoolLevel.HIDDEN:
            return "Fewer than five makers stand behind these figures, so hours and pay are not shown."


def say_basis(lot: Lot) -> str:
    """How the figures came to be."""
    match Basis(lot.basis):
        case Basis.MEASURED:
            text = "Measured: taken from the programme's own sheets."
        case Basis.SAMPLED:
            text = f"Sampled: taken from {lot.sample_size} pieces of the lot."
        case Basis.ESTIMATED:
            text = "Estimated by the programme."
    return f"{text} Uncertain by up to {lot.uncertainty_percent}%." if lot.uncertainty_percent else text


def list_steps(
    lot: Lot, rows: Sequence[LotEvent], components: Sequence[LotComponent], documents: Mapping[int, DocumentLine]
) -> tuple[Step, ...]:
    """Materials first, then the steps in order; a step declared wrong is passed over for the one that corrects it."""
    latest = {row.kind: row for row in rows if "errorDeclaration" not in row.body}
    office = say_office(lot.programme.city_of_registered_office, lot.programme.country)
    texts = {
        LotEvent.Kind.RECEIVED: _say_weight_of(components),
        LotEvent.Kind.MADE: f"{lot.units} pieces, seconds and samples included.",
        LotEvent.Kind.INSPECTED: "Every piece was looked over and found in order.",
        LotEvent.Kind.PACKED: f"{lot.units} pieces packed for the way.",
        LotEvent.Kind.SHIPPED: "Handed over for the way to the shop.",
    }
    steps = [_tell_origin(component, documents) for component in components]
    for kind, text in texts.items():
        row = latest.get(kind.value)
        if row is None:
            steps.append(Step(kind.label, None, "", "Not disclosed", known=False))
            continue
        document = documents.get(row.evidence_id) if row.evidence_id else None
        steps.append(Step(kind.label, row.day, office, row.note or text, document))
    return tuple(steps)


def _tell_origin(component: LotComponent, documents: Mapping[int, DocumentLine]) -> Step:
    known = bool(component.origin_country)
    title = f"{component.good}, for {component.name[0].lower()}{component.name[1:]}"
    document = documents.get(component.evidence_id) if component.evidence_id else None
    place = say_origin(component.origin_place, component.origin_country) if known else ""
    text = _say_traced(component) if known else "Not disclosed"
    return Step(title, None, place, text, document, known)


def _say_traced(component: LotComponent) -> str:
    weight = say_weight(component.grams)
    if not component.traced_grams:
        return f"{weight}, on the supplier's word; not traced further."
    if component.traced_grams == component.grams:
        return f"All {weight} traced to here."
    return f"{say_weight(component.traced_grams)} of {weight} traced to here."


def _say_weight_of(components: Sequence[LotComponent]) -> str:
    return ", ".join(f"{say_weight(row.grams)} of {row.name[0].lower()}{row.name[1:]}" for row in components) + "."


def describe_material(row: LotComponent) -> MaterialLine:
    """A material as a row of the table."""
    share = share_traced(row.traced_grams, row.grams)
    return MaterialLine(
        row.name,
        row.good,
        say_weight(row.grams),
        say_origin(row.origin_place, row.origin_country),
        bool(row.origin_country),
        f"{share or 0}%",
    )


def list_facts(lot: Lot) -> tuple[LotFact, ...]:
    """Totals of hours and pay stand here only where the lot is not pooled with others."""
    alone = lot.pool_level == PoolLevel.LOT.value
    titles = (
        (Metric.WORK_MINUTES, "Paid work", lot.work_minutes if alone else None),
        (Metric.WAGE, "Wages paid", lot.wage_minor if alone else None),
        (Metric.TRAINING_MINUTES, "Training", lot.training_minutes if alone else None),
        (Metric.MATERIAL_GRAMS, "Material", lot.material_grams),
        (Metric.TRACED_GRAMS, "Material traced to its origin", lot.traced_grams),
    )
    facts = []
    for metric, title, total in titles:
        each = lot.facts.value(metric)
        currency = lot.facts.currency(metric)
        if each is not None:
            facts.append(
                LotFact(
                    title,
                    say_amount(metric, each, currency),
                    say_amount(metric, total, currency) if total is not None else "",
                    reverse("impact-method", args=[find_method(metric)[0]]),
                )
            )
    return tuple(facts)
