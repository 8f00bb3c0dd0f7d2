"""The journey of a lot, from fibre to shop, as its page tells it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone

from catalog.queries import find_cards
from catalog.shapes import ProductCard
from impact_tags.chain import ChainRow
from impact_tags.epcis import build_document
from impact_tags.models import Evidence, Lot, LotComponent, LotEvent
from impact_tags.pools import say_makers
from impact_tags.queries.backing import link_document
from impact_tags.queries.products import LiveClaim, read_live_claims, say_office
from impact_tags.queries.steps import (
    LotFact,
    MaterialLine,
    Step,
    describe_material,
    list_facts,
    list_steps,
    say_basis,
    say_pooling,
)
from impact_tags.shapes import DocumentLine


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
        steps=list_steps(lot, rows, components, by_pk),
        facts=list_facts(lot),
        pooling=say_pooling(lot),
        basis=say_basis(lot),
        materials=tuple(describe_material(row) for row in components),
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
