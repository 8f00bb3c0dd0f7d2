"""Sample documents that the claims of a lot rest on; every one says that it is a sample and who did not issue it."""

from collections.abc import Iterator
from datetime import date, timedelta

from impact_tags.actions import add_evidence
from impact_tags.currencies import say_money
from storefront.sample.lot_plan import LotPlan
from storefront.sample.records import SampleProgramme, find_programme, read_materials

MARK = "A sample document of an invented body, for a sample shop. It proves nothing outside it."
VISITOR = "Sample Workplace Visits (invented)"
LABORATORY = "Sample Textile Laboratory (invented)"
SUPPLIER = "Sample Supplier (invented)"
SHOP = "Kantha sample shop"
THIRD_PARTIES = {"visit": VISITOR, "laboratory": LABORATORY}


def document_code(kind: str, lot: LotPlan) -> str:
    """The code of a document of a lot; a visit is one for the whole programme."""
    programme = find_programme(lot.product.programme)
    return f"{kind}-{programme.code}".lower() if kind == "visit" else f"{kind}-{lot.code}".lower()


def add_visit(programme: SampleProgramme, today: date) -> None:
    """The outside visit to a programme's rooms, some months ago; it expires after two years."""
    day = today - timedelta(days=330)
    add_evidence(
        code=f"visit-{programme.code}".lower(),
        title=f"Visit to {programme.name}",
        kind="audit",
        issuer=VISITOR,
        number=f"SAMPLE-VISIT-{programme.code}",
        issued_on=day,
        expires_on=day + timedelta(days=730),
        public_text=(
            f"Announced visit to the rooms of {programme.name}. Looked at: contracts, proof of age in every file, "
            f"wage sheets of three months, fire doors, first aid. Found: adults only, sheets signed and paid, one fire "
            f"door blocked and cleared the same day. {MARK}"
        ),
        is_sample=True,
    )


def add_documents(lot: LotPlan, kinds: Iterator[str]) -> list[str]:
    """The documents of these kinds for a lot; returns all their codes, visits among them."""
    codes: list[str] = []
    for kind in kinds:
        if kind != "visit":
            _WRITERS[kind](lot)
        codes.append(document_code(kind, lot))
    return codes


def _add_wages(lot: LotPlan) -> None:
    programme = find_programme(lot.product.programme)
    add_evidence(
        code=document_code("wages", lot),
        title=f"Work record and wage sheet, lot {lot.code}",
        kind="work_record",
        issuer=programme.name,
        issued_on=lot.finished_on + timedelta(days=2),
        public_text=(
            f"Lot {lot.code}, {lot.product.name}. Units completed, seconds and samples included: {lot.units}. "
            f"Paid work: {lot.work_minutes} minutes, at least five makers together. Wages paid: "
            f"{say_money(lot.wage_minor, programme.wage_currency)}, before shipping on {lot.shipped_on.isoformat()}. "
            f"Training in paid hours: {lot.training_minutes} minutes. {MARK}"
        ),
        is_sample=True,
    )


def _add_material(lot: LotPlan) -> None:
    materials = read_materials()
    rows = [
        f"{materials[slug].name}: {grams} g" + (f", {materials[slug].place}" if materials[slug].place else "")
        for slug, (grams, _) in lot.grams.items()
    ]
    add_evidence(
        code=document_code("material", lot),
        title=f"Bill for material, lot {lot.code}",
        kind="invoice",
        issuer=SUPPLIER,
        number=f"SAMPLE-BILL-{lot.code}",
        issued_on=lot.received_on,
        public_text=f"Delivered for lot {lot.code}. {'; '.join(rows)}. {MARK}",
        is_sample=True,
    )


def _add_laboratory(lot: LotPlan) -> None:
    add_evidence(
        code=document_code("laboratory", lot),
        title=f"Test of dyes, lot {lot.code}",
        kind="certificate",
        issuer=LABORATORY,
        number=f"SAMPLE-TEST-{lot.code}",
        issued_on=lot.finished_on,
        expires_on=lot.finished_on + timedelta(days=1095),
        public_text=(
            f"One cutting of {lot.product.name}, lot {lot.code}. Aromatic amines that may be split from azo dyes: none "
            f"above 30 mg/kg. Other substances were not looked for. {MARK}"
        ),
        is_sample=True,
    )


def _add_advance(lot: LotPlan) -> None:
    add_evidence(
        code=document_code("advance", lot),
        title=f"Advance paid for lot {lot.code}",
        kind="transfer",
        issuer=SHOP,
        number=f"SAMPLE-ADVANCE-{lot.code}",
        issued_on=lot.received_on - timedelta(days=9),
        public_text=f"Half of the agreed price for {lot.units} pieces, lot {lot.code}, paid with the order. {MARK}",
        is_sample=True,
    )


_WRITERS = {"wages": _add_wages, "material": _add_material, "laboratory": _add_laboratory, "advance": _add_advance}
