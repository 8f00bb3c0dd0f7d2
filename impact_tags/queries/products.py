"""What a product shows of its lots: programme, place, tags, materials."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.urls import reverse
from django.utils import timezone

from impact_tags.claims import Document, TagBacking, Tier, may_show_tag, tag_ends_on, weakest_tier
from impact_tags.formulas import share_traced
from impact_tags.models import Evidence, Lot, LotProduct, TagClaim
from impact_tags.queries.backing import document_fields, has_text, read_document
from impact_tags.queries.summaries import line_of
from impact_tags.shapes import DocumentLine, ProductTrace, TagLine

COUNTRIES = {"in": "India", "kh": "Cambodia", "bd": "Bangladesh", "np": "Nepal"}
_THIRD_PARTY_KINDS = (Evidence.Kind.CERTIFICATE.value, Evidence.Kind.AUDIT.value)


@dataclass(frozen=True, slots=True)
class LiveClaim:
    """A claim that holds today, with its documents that readers may open; it comes down by itself on `ends_on`."""

    tag: TagLine
    lot_id: int
    lot_code: str
    statement: str
    declared_by: str
    third_party: str
    valid_from: date
    expires_on: date | None
    documents: tuple[DocumentLine, ...]
    ends_on: date | None


def read_live_claims(*, day: date, lot_ids: Iterable[int] | None = None, tag_slug: str = "") -> list[LiveClaim]:
    """Claims that hold on a day, by tag label. Cost: one query."""
    claims = TagClaim.objects.order_by("tag__label", "lot__finished_on", "lot_id", "evidence__code")
    if lot_ids is not None:
        claims = claims.filter(lot_id__in=list(lot_ids))
    if tag_slug:
        claims = claims.filter(tag__slug=tag_slug)
    rows = claims.annotate(text=has_text()).values(
        *("pk", "lot_id", "lot__code", "tag__slug", "tag__label", "tier", "statement", "declared_by", "third_party"),
        *("valid_from", "expires_on", "text", "evidence__is_public"),
        *document_fields(),
    )
    live = (_to_live(list(group), day) for _, group in groupby(rows, key=itemgetter("pk")))
    return [claim for claim in live if claim is not None]


def _to_live(rows: Sequence[dict[str, Any]], day: date) -> LiveClaim | None:
    first = rows[0]
    documents = [row for row in rows if row["evidence__code"]]
    backing = TagBacking(
        Tier(first["tier"]),
        first["valid_from"],
        first["expires_on"],
        first["third_party"],
        tuple(
            Document(
                row["evidence__kind"] in _THIRD_PARTY_KINDS,
                bool(row["evidence__number"]),
                row["evidence__is_public"],
                row["evidence__expires_on"],
            )
            for row in documents
        ),
    )
    if not may_show_tag(backing, day=day):
        return None
    slug = first["tag__slug"]
    return LiveClaim(
        TagLine(slug, first["tag__label"], first["tier"], reverse("tag", args=[slug])),
        first["lot_id"],
        first["lot__code"],
        first["statement"],
        first["declared_by"],
        first["third_party"],
        first["valid_from"],
        first["expires_on"],
        tuple(
            read_document(row, lot_code=first["lot__code"], has_text=row["text"])
            for row in documents
            if row["evidence__is_public"]
        ),
        tag_ends_on(backing),
    )


def trace_of_product(product_id: str, *, day: date | None = None) -> ProductTrace | None:
    """The facts block of a product; None where no lot of it is recorded. Cost: two queries."""
    return trace_products([product_id], day=day).get(product_id)


def trace_products(product_ids: Iterable[str], *, day: date | None = None) -> dict[str, ProductTrace]:
    """Facts blocks by product. Cost: two queries, whatever the number of products."""
    return describe_products(read_lots(product_ids), day=day or timezone.localdate())


def place_products(product_ids: Iterable[str]) -> dict[str, ProductTrace]:
    """As `trace_products`, but without the tags, which take most of its time. Cost: one query."""
    return {product_id: _describe(lots, ()) for product_id, lots in read_lots(product_ids).items()}


def read_lots(product_ids: Iterable[str]) -> dict[str, list[Lot]]:
    """All lots of products, newest first, with their programme. Cost: one query."""
    rows = (
        LotProduct.objects.filter(product_id__in=list(product_ids))
        .select_related("lot__programme")
        .order_by("-lot__finished_on", "lot_id")
    )
    lots_of: dict[str, list[Lot]] = defaultdict(list)
    for row in rows:
        lots_of[row.product_id].append(row.lot)
    return dict(lots_of)


def describe_products(lots_of: Mapping[str, Sequence[Lot]], *, day: date) -> dict[str, ProductTrace]:
    """Facts blocks of products whose lots are at hand. Cost: one query."""
    lot_ids = {lot.pk for lots in lots_of.values() for lot in lots}
    live = read_live_claims(day=day, lot_ids=lot_ids) if lot_ids else []
    return {product_id: _describe(lots, live) for product_id, lots in lots_of.items()}


def _describe(lots: Sequence[Lot], live: Sequence[LiveClaim]) -> ProductTrace:
    shown = [lot for lot in lots if lot.sellable] or list(lots)
    programme = shown[0].programme
    return ProductTrace(
        programme_slug=programme.slug,
        programme_name=programme.name,
        programme_url=reverse("programme", args=[programme.slug]),
        place=say_office(programme.city_of_registered_office, programme.country),
        tags=common_tags({lot.pk for lot in shown}, live),
        lots=tuple(line_of(lot) for lot in shown),
        materials=say_materials(shown),
    )


def common_tags(lot_ids: set[int], live: Sequence[LiveClaim]) -> tuple[TagLine, ...]:
    """Tags that every one of the lots carries, at the weakest tier among them: a buyer may get a piece of any."""
    claims: dict[str, dict[int, TagLine]] = defaultdict(dict)
    for claim in live:
        if claim.lot_id in lot_ids:
            claims[claim.tag.slug][claim.lot_id] = claim.tag
    tags = []
    for by_lot in claims.values():
        if set(by_lot) == lot_ids:
            lines = list(by_lot.values())
            tier = weakest_tier([Tier(line.tier) for line in lines])
            tags.append(TagLine(lines[0].slug, lines[0].label, tier.value, lines[0].url))
    return tuple(tags)


def say_office(city: str, country: str) -> str:
    """`Siem Reap, Cambodia`: where the programme's registered office is, never where people live or work."""
    return f"{city}, {COUNTRIES.get(country, country.upper())}"


def say_materials(lots: Sequence[Lot]) -> str:
    """`Handspun cotton yarn (Gujarat, India), coconut buttons (origin not disclosed)`: largest first."""
    seen: dict[str, str] = {}
    for lot in lots:
        for name, place, country in lot.materials:
            seen.setdefault(name, say_origin(place, country))
    return ", ".join(f"{name} ({origin})" for name, origin in seen.items())


def say_origin(place: str, country: str) -> str:
    """`Gujarat, India`; what is not known says so."""
    parts = (place, COUNTRIES.get(country, country.upper()))
    return ", ".join(part for part in parts if part) or "origin not disclosed"


def share_of_lots(lots: Sequence[Lot]) -> int | None:
    """Traced share of lots together, in whole percent, from grams."""
    return share_traced(sum(lot.traced_grams for lot in lots), sum(lot.material_grams for lot in lots))
