"""Tags, lots, their events and claims, by the actions of impact_tags."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from django.db import transaction

from artisans.models import Programme
from impact_tags.actions import add_tag, claim_tag, publish_reference_data, record_event, record_lot
from impact_tags.actions.lots import Component
from storefront.sample.documents import THIRD_PARTIES, add_documents, add_visit, document_code
from storefront.sample.lot_plan import LotPlan
from storefront.sample.records import SampleTag, find_programme, read_materials, read_programmes, read_tags

REVIEWER = "Lot reviewer of the sample shop"


def add_tags(today: date) -> int:
    """Criteria, tags and the visits to the programmes; the number of tags."""
    publish_reference_data()
    for tag in read_tags():
        add_tag(slug=tag.slug, label=tag.label, criterion=tag.criterion, meaning=tag.meaning, limits=tag.limits)
    for programme in read_programmes():
        add_visit(programme, today)
    return len(read_tags())


def record_lots(
    plans: tuple[LotPlan, ...], programmes: Mapping[str, Programme], product_ids: Mapping[str, str]
) -> Iterator[str]:
    """Every lot with its documents, events and claims; yields the codes."""
    for plan in plans:
        tags = [tag for tag in read_tags() if tag.fits(plan.product)]
        kinds = dict.fromkeys(["wages", "material", *(tag.document for tag in tags if tag.document)])
        with transaction.atomic():
            documents = add_documents(plan, iter(kinds))
            _record(plan, programmes[plan.product.programme], product_ids[plan.product.slug], documents)
            _record_events(plan)
            for tag in tags:
                _claim(plan, tag)
        yield plan.code


def _record(plan: LotPlan, programme: Programme, product_id: str, documents: list[str]) -> None:
    record_lot(
        code=plan.code,
        programme=programme,
        title=plan.product.name,
        product_ids=[product_id],
        units=plan.units,
        work_minutes=plan.work_minutes,
        wage_minor=plan.wage_minor,
        wage_currency=find_programme(plan.product.programme).wage_currency,
        training_minutes=plan.training_minutes,
        makers_count=plan.makers_count,
        started_on=plan.started_on,
        finished_on=plan.finished_on,
        components=_components(plan),
        evidence=documents,
        approved_by=REVIEWER,
        approved_on=plan.finished_on + timedelta(days=3),
        sellable=True,
        is_sample=True,
    )


def _components(plan: LotPlan) -> list[Component]:
    materials = read_materials()
    bill = document_code("material", plan)
    return [
        Component(
            name=materials[slug].name,
            good=materials[slug].good,
            grams=grams,
            traced_grams=traced,
            origin_country=materials[slug].country,
            origin_place=materials[slug].place,
            evidence_code=bill if traced else "",
        )
        for slug, (grams, traced) in plan.grams.items()
    ]


def _record_events(plan: LotPlan) -> None:
    bill, wages = document_code("material", plan), document_code("wages", plan)
    steps = (
        ("received", plan.received_on, "", bill),
        ("made", plan.finished_on, "", wages),
        ("inspected", plan.finished_on + timedelta(days=2), "Measured, counted and looked over.", ""),
        ("packed", plan.shipped_on - timedelta(days=1), "", ""),
        ("shipped", plan.shipped_on, "", ""),
    )
    for kind, day, note, document in steps:
        record_event(plan.code, kind=kind, day=day, note=note, evidence_code=document)


def _claim(plan: LotPlan, tag: SampleTag) -> None:
    claim_tag(
        tag_slug=tag.slug,
        lot_code=plan.code,
        tier=tag.tier,
        statement=tag.statement,
        declared_by=find_programme(plan.product.programme).name,
        evidence_codes=[document_code(tag.document, plan)] if tag.document else [],
        third_party=THIRD_PARTIES.get(tag.document, ""),
        valid_from=plan.finished_on,
    )
