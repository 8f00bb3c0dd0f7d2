"""A small workshop for tests: programmes, documents, lots, journeys and tags, all made by the real actions."""

from datetime import date
from typing import Any

from artisans.models import Programme
from impact_tags.actions import Component, add_evidence, add_tag, claim_tag, record_event, record_lot
from impact_tags.models import Evidence, Lot

TODAY = date(2026, 11, 22)
TOTE, SCARF, BASKET = "UHJvZHVjdDox", "UHJvZHVjdDoy", "UHJvZHVjdDoz"


def make_programme(slug: str = "nila", **changes: Any) -> Programme:
    """A programme with a registered office in Jaipur."""
    values = {
        "name": "Nila Workshop",
        "country": "in",
        "city_of_registered_office": "Jaipur",
        "summary": "Stitches and prints.",
        "training_given": "Nine months at the table.",
        "pay_practice": "Paid by the month.",
        "started_year": 2014,
    }
    return Programme.objects.get_or_create(slug=slug, defaults=values | changes)[0]


def make_evidence(code: str = "sheet-1", **changes: Any) -> Evidence:
    """A public work and pay record."""
    values: dict[str, Any] = {
        "title": "Work and pay record",
        "kind": "work_record",
        "issuer": "Nila Workshop",
        "issued_on": date(2026, 9, 1),
        "public_text": f"Sums of the time and pay sheets, {code}.\n",
    }
    return add_evidence(code=code, **values | changes)


def make_lot(code: str = "B1", **changes: Any) -> Lot:
    """Lot B1 of the golden vector, approved and on sale, unless told otherwise."""
    material = changes.pop("material_grams", 20_160)
    traced = changes.pop("traced_grams", 17_280)
    values: dict[str, Any] = {
        "programme": make_programme(),
        "title": "Block-printed totes",
        "product_ids": [TOTE],
        "units": 48,
        "work_minutes": 9650,
        "wage_minor": 1_206_250,
        "wage_currency": "INR",
        "training_minutes": 720,
        "makers_count": 7,
        "started_on": date(2026, 8, 3),
        "finished_on": date(2026, 8, 28),
        "components": [
            Component("Handspun cotton cloth", "Cotton", material, traced, origin_country="in", origin_place="Gujarat")
        ],
        "evidence": [make_evidence()],
        "approved_by": "Lot reviewer",
        "approved_on": date(2026, 9, 2),
        "sellable": True,
    }
    return record_lot(code=code, **values | changes)


def make_b2(code: str = "B2", **changes: Any) -> Lot:
    """Lot B2 of the golden vector: totes and scarves."""
    values: dict[str, Any] = {
        "title": "Totes and scarves",
        "product_ids": [TOTE, SCARF],
        "units": 30,
        "work_minutes": 6120,
        "wage_minor": 780_000,
        "training_minutes": 300,
        "material_grams": 12_600,
        "traced_grams": 12_600,
        "makers_count": 6,
        "started_on": date(2026, 9, 7),
        "finished_on": date(2026, 9, 25),
    }
    return make_lot(code, **values | changes)


def send_lot(code: str = "B1") -> None:
    """The three steps that every lot has."""
    record_event(code, kind="received", day=date(2026, 8, 1))
    record_event(code, kind="made", day=date(2026, 8, 28))
    record_event(code, kind="shipped", day=date(2026, 9, 3))


def tag_lot(code: str = "B1", slug: str = "handloom-cotton", **changes: Any) -> None:
    """An evidenced claim on a lot."""
    add_tag(slug=slug, label=slug.replace("-", " ").capitalize(), criterion="wfto-2", meaning="Woven on a handloom.")
    values: dict[str, Any] = {
        "tier": "evidenced",
        "statement": "The cloth of this lot was woven on handlooms.",
        "declared_by": "Nila Workshop",
        "evidence_codes": [make_evidence("invoice-1", kind="invoice").code],
        "valid_from": date(2026, 9, 1),
    }
    claim_tag(tag_slug=slug, lot_code=code, **values | changes)
