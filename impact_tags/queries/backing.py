"""What stands behind figures: for every lot its period, documents, basis and approval."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from impact_tags.claims import EvidenceLink, Tier
from impact_tags.methods import FUND_RULE, FUND_RULE_CODE, FUND_RULE_SINCE, FUND_RULE_TITLE
from impact_tags.metrics import Basis
from impact_tags.models import Evidence, Lot
from impact_tags.shapes import DocumentLine

_BASIS_ORDER = list(Basis)
_DOCUMENT = ("code", "title", "kind", "issuer", "number", "sha256", "issued_on", "expires_on")


@dataclass(frozen=True, slots=True)
class Backing:
    """What a figure rests on; of several lots the widest period, all documents and the weakest basis."""

    period: tuple[date, date]
    evidence: tuple[EvidenceLink, ...]
    tier: Tier
    basis: Basis
    sample_size: int
    approver: str
    complete: bool  # every lot is approved and has a public document


def document_fields() -> tuple[str, ...]:
    """Names to select so that `read_document` finds a joined document."""
    return tuple(f"evidence__{name}" for name in _DOCUMENT)


def has_text() -> Coalesce:
    """Whether a joined document has a public text, without reading it."""
    return Coalesce(Q(evidence__public_text__gt=""), Value(False))


def read_document(row: Mapping[str, Any], *, lot_code: str, has_text: bool) -> DocumentLine:
    """A document from a row that joined it; its link leads to the text, or to its place on the lot's page."""
    values = {name: row[f"evidence__{name}"] for name in _DOCUMENT}
    values["kind"] = Evidence.Kind(values["kind"]).label
    return DocumentLine(**values, url=link_document(values["code"], lot_code=lot_code, has_text=has_text))


def link_document(code: str, *, lot_code: str, has_text: bool) -> str:
    """Address of a document."""
    return reverse("evidence", args=[code]) if has_text else f"{reverse('trace', args=[lot_code])}#documents"


# Hours and pay rest on the work and pay records, material on delivery notes: a certificate that expires must not take
# down what it never backed. A lot without such a document rests on all that it has.
_PROOF_OF_WORK = (Evidence.Kind.WORK_RECORD.value,)
_PROOF_OF_MATERIAL = (Evidence.Kind.INVOICE.value,)


@dataclass(frozen=True, slots=True)
class LotBackings:
    """What the figures of lots rest on, by what they count; None without lots."""

    work: Backing | None
    material: Backing | None


def read_backings(lots: Iterable[Lot]) -> LotBackings:
    """What lots give as backing, with the lots they are pooled with. Cost: one query."""
    keys = {lot.pool_key for lot in lots}
    if not keys:
        return LotBackings(None, None)
    rows = list(
        Lot.objects.filter(pool_key__in=keys)
        .order_by("finished_on", "pk", "evidence__issued_on", "evidence__code")
        .annotate(text=has_text())
        .values(
            *("pk", "code", "started_on", "finished_on", "basis", "sample_size", "approved_by", "text"),
            "evidence__is_public",
            *document_fields(),
        )
    )
    return LotBackings(_to_backing(rows, _PROOF_OF_WORK), _to_backing(rows, _PROOF_OF_MATERIAL))


def _to_backing(rows: list[dict[str, Any]], kinds: tuple[str, ...]) -> Backing | None:
    if not rows:
        return None
    lots = {row["pk"]: row for row in rows}
    public = [row for row in rows if row["evidence__is_public"]]
    proven = {row["pk"] for row in public if row["evidence__kind"] in kinds}
    resting = [row for row in public if row["evidence__kind"] in kinds or row["pk"] not in proven]
    links = {row["evidence__code"]: _to_link(row) for row in resting}
    approved = {row["approved_by"] for row in lots.values()}
    return Backing(
        period=(min(row["started_on"] for row in rows), max(row["finished_on"] for row in rows)),
        evidence=tuple(links.values()),
        tier=Tier.EVIDENCED,
        basis=max((Basis(row["basis"]) for row in rows), key=_BASIS_ORDER.index),
        sample_size=sum(row["sample_size"] for row in lots.values()),
        approver=", ".join(sorted(approved - {""})),
        complete="" not in approved and {row["pk"] for row in public} == set(lots),
    )


def _to_link(row: Mapping[str, Any]) -> EvidenceLink:
    document = read_document(row, lot_code=row["code"], has_text=row["text"])
    return EvidenceLink(document.title, document.url, document.sha256, document.expires_on)


def form_fund_backing(day: date) -> Backing:
    """The training fund rests on the shop's own published rule, and says so: declared."""
    checksum = sha256(FUND_RULE.encode()).hexdigest()
    return Backing(
        period=(min(FUND_RULE_SINCE, day), day),
        evidence=(EvidenceLink(FUND_RULE_TITLE, reverse("evidence", args=[FUND_RULE_CODE]), checksum),),
        tier=Tier.DECLARED,
        basis=Basis.MEASURED,
        sample_size=0,
        approver="Editor of claims",
        complete=True,
    )
