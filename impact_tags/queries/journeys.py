"""The journey of a lot, from fibre to shop, as its page tells it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone

from catalog.queries import find_cards
from catalog.shapes import ProductCard
from impact_tags.chain import ChainRow
from impact_tags.claims import say_amount, say_weight
from impact_tags.epcis import build_document
from impact_tags.formulas import share_traced
from impact_tags.methods import find_method
from impact_tags.metrics import Basis, Metric
from impact_tags.models import Evidence, Lot, LotComponent, LotEvent
from impact_tags.pools import PoolLevel, say_makers
from impact_tags.queries.backing import link_document
from impact_tags.queries.products import LiveClaim, read_live_claims, say_office, say_origin
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


@dataclass(frozen=True, slots=True)
class ChainLine:
    """A link of the chain."""

    position: int
    title: str
    day: date
    row_hash: str
    event_id: str


@dataclass(frozen=True, slots=True)
class LotDetail:
    """Everything the page of a lot shows."""

    code: str
    title: str
    is_sample: bool
    programme_name: str
    programme_url: str
    place: str
    started_on: date
    finished_on: date
    units: int
    makers: str
    steps: tuple[Step, ...]
    facts: tuple[LotFact, ...]
    pooling: str
    basis: str
    materials: tuple[MaterialLine, ...]
    claims: tuple[LiveClaim, ...]
    documents: tuple[DocumentLine, ...]
    chain: tuple[ChainLine, ...]
    head: str
    events_url: str
    cards: tuple[ProductCard, ...]


def find_lot(code: str, *, day: date | None = None) -> LotDetail | None:
    """A lot that has been approved, with its journey; None otherwise. Cost: seven queries."""
    lot = _load_lot(code)
    if lot is None:
        return None
    rows = list(lot.events.all())
    documents = _list_documents(lot, rows)
    by_pk = {row.pk: line for row, line in documents}
    components = list(lot.components.all())
    claims = tuple(read_live_claims(day=day or timezone.localdate(), lot_ids=[lot.pk]))
    cards = find_cards([row.product_id for row in lot.products.all()], channel=settings.DEFAULT_CHANNEL)
    return LotDetail(
        code=lot.code,
        title=lot.title,
        is_sample=lot.is_sample,
        programme_name=lot.programme.name,
        programme_url=reverse("programme", args=[lot.programme.slug]),
        place=say_office(lot.programme.city_of_registered_office, lot.programme.country),
        started_on=lot.started_on,
        finished_on=lot.finished_on,
        units=lot.units,
        makers=say_makers(lot.makers_count),
        steps=_list_steps(lot, rows, components, by_pk),
        facts=_list_facts(lot),
        pooling=say_pooling(lot),
        basis=say_basis(lot),
        materials=tuple(_describe_material(row) for row in components),
        claims=claims,
        documents=tuple(line for _, line in documents),
        chain=tuple(
            ChainLine(row.position, row.get_kind_display(), row.day, row.row_hash, row.event_id) for row in rows
        ),
        head=rows[-1].row_hash if rows else "",
        events_url=reverse("trace-events", args=[lot.code]),
        cards=tuple(cards),
    )


def export_events(code: str) -> dict[str, object] | None:
    """The public EPCIS document of an approved lot. Cost: two queries."""
    lot = Lot.objects.filter(code=code).exclude(approved_by="").first()
    if lot is None:
        return None
    rows = [
        ChainRow(row.body, row.row_hash, is_event=row.kind != LotEvent.Kind.EVIDENCE)
        for row in lot.events.order_by("position")
    ]
    last = lot.events.order_by("-position").values_list("day", flat=True).first()
    return build_document(rows, base=settings.PUBLIC_URL, lot_code=lot.code, day=last or lot.finished_on)


def find_document_text(code: str) -> str | None:
    """The public text of a document, exactly the bytes that its SHA-256 is of; None where there is none."""
    return (
        Evidence.objects.filter(code=code, is_public=True)
        .exclude(public_text="")
        .values_list("public_text", flat=True)
        .first()
    )


def say_pooling(lot: Lot) -> str:
    """Why the figures for one piece are not those of the lot alone; empty where they are."""
    few = "Fewer than five makers stand behind"
    match PoolLevel(lot.pool_level):
        case PoolLevel.LOT:
            return ""
        case PoolLevel.PRODUCT:
            return f"{few} one of the lots of this product, so hours and pay are those of its lots together."
        case PoolLevel.PROGRAMME:
            return (
                f"{few} one of the programme's lots, so hours and pay are those of its lots of twelve months together."
            )
        case PoolLevel.HIDDEN:
            return f"{few} these figures, so hours and pay are not shown."


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


def _load_lot(code: str) -> Lot | None:
    return (
        Lot.objects.filter(code=code)
        .exclude(approved_by="")
        .select_related("programme")
        .prefetch_related(
            "products",
            Prefetch("components", LotComponent.objects.select_related("evidence")),
            Prefetch("events", LotEvent.objects.select_related("evidence").order_by("position")),
            Prefetch("evidence", Evidence.objects.filter(is_public=True)),
        )
        .first()
    )


def _list_documents(lot: Lot, rows: Sequence[LotEvent]) -> list[tuple[Evidence, DocumentLine]]:
    """Every public document of the lot once, oldest first."""
    found = {row.pk: row for row in lot.evidence.all()}
    found |= {row.evidence.pk: row.evidence for row in rows if row.evidence is not None}
    found |= {row.evidence.pk: row.evidence for row in lot.components.all() if row.evidence is not None}
    public = [row for row in found.values() if row.is_public]
    return [(row, to_line(row, lot.code)) for row in sorted(public, key=lambda row: (row.issued_on, row.code))]


def to_line(row: Evidence, lot_code: str) -> DocumentLine:
    """A document as readers see it."""
    return DocumentLine(
        row.code,
        row.title,
        row.get_kind_display(),
        row.issuer,
        row.number,
        row.sha256,
        row.issued_on,
        row.expires_on,
        link_document(row.code, lot_code=lot_code, has_text=bool(row.public_text)),
    )


def _list_steps(
    lot: Lot, rows: Sequence[LotEvent], components: Sequence[LotComponent], documents: Mapping[int, DocumentLine]
) -> tuple[Step, ...]:
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


def _describe_material(row: LotComponent) -> MaterialLine:
    share = share_traced(row.traced_grams, row.grams)
    return MaterialLine(
        row.name,
        row.good,
        say_weight(row.grams),
        say_origin(row.origin_place, row.origin_country),
        bool(row.origin_country),
        f"{share or 0}%",
    )


def _list_facts(lot: Lot) -> tuple[LotFact, ...]:
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
