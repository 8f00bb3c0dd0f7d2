"""Tags, their criteria, and what carries them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from catalog.queries import find_cards
from catalog.shapes import ProductCard
from impact_tags.models import Criterion, LotProduct, Tag
from impact_tags.queries.products import LiveClaim, common_tags, read_live_claims

TIER_TEXTS = {
    "declared": "Somebody we name says so. No document is public.",
    "evidenced": "A public document backs it; its issuer, date and checksum stand with the claim.",
    "verified": "A named, independent third party has checked it, under a number you can look up.",
}

_LOTS_SHOWN = 6
_CARDS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class TagRow:
    """A tag in the list, with how many lots carry it today."""

    slug: str
    label: str
    url: str
    meaning: str
    lots: int


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """A criterion with the tags that meet it."""

    slug: str
    number: int
    title: str
    text: str
    tags: tuple[TagRow, ...]


@dataclass(frozen=True, slots=True)
class SchemeGroup:
    """The criteria of one scheme."""

    name: str
    source_url: str
    criteria: tuple[CriterionRow, ...]


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A lot's claim with its link."""

    claim: LiveClaim
    lot_url: str


@dataclass(frozen=True, slots=True)
class TagDetail:
    """Everything the page of a tag shows."""

    slug: str
    label: str
    meaning: str
    limits: str
    scheme: str
    criterion_number: int
    criterion_title: str
    criterion_text: str
    source_url: str
    tiers: tuple[tuple[str, str], ...]
    claims: tuple[ClaimRow, ...]
    older: tuple[ClaimRow, ...]
    cards: tuple[ProductCard, ...]
    products_url: str


def list_schemes(*, day: date | None = None) -> tuple[tuple[TagRow, ...], tuple[SchemeGroup, ...]]:
    """All tags that a lot carries today, and all criteria by scheme. Cost: three queries."""
    counts: dict[str, set[int]] = defaultdict(set)
    for claim in read_live_claims(day=day or timezone.localdate()):
        counts[claim.tag.slug].add(claim.lot_id)
    rows: dict[int, list[TagRow]] = defaultdict(list)
    for tag in Tag.objects.order_by("label"):
        if counts[tag.slug]:
            url = reverse("tag", args=[tag.slug])
            rows[tag.criterion_id].append(TagRow(tag.slug, tag.label, url, tag.meaning, len(counts[tag.slug])))
    groups: dict[str, list[Criterion]] = defaultdict(list)
    for criterion in Criterion.objects.order_by("pk"):
        groups[criterion.scheme].append(criterion)
    schemes = tuple(
        SchemeGroup(
            Criterion.Scheme(scheme).label,
            members[0].source_url,
            tuple(CriterionRow(row.slug, row.number, row.title, row.text, tuple(rows[row.pk])) for row in members),
        )
        for scheme, members in groups.items()
    )
    return tuple(sorted((row for found in rows.values() for row in found), key=lambda row: row.label)), schemes


def find_tag(slug: str, *, day: date | None = None) -> TagDetail | None:
    """A tag with the lots and products that carry it today; None for an unknown one. Cost: five queries."""
    tag = Tag.objects.filter(slug=slug).select_related("criterion").first()
    if tag is None:
        return None
    today = day or timezone.localdate()
    claims = read_live_claims(day=today, tag_slug=slug)
    rows = tuple(ClaimRow(claim, reverse("trace", args=[claim.lot_code])) for claim in reversed(claims))
    shown = tuple(dict.fromkeys(claim.tag.tier for claim in claims))
    cards = find_cards(_products_with(claims), channel=settings.DEFAULT_CHANNEL)
    return TagDetail(
        slug=tag.slug,
        label=tag.label,
        meaning=tag.meaning,
        limits=tag.limits,
        scheme=tag.criterion.get_scheme_display(),
        criterion_number=tag.criterion.number,
        criterion_title=tag.criterion.title,
        criterion_text=tag.criterion.text,
        source_url=tag.criterion.source_url,
        tiers=tuple((tier, TIER_TEXTS[tier]) for tier in shown),
        claims=rows[:_LOTS_SHOWN],
        older=rows[_LOTS_SHOWN:],
        cards=tuple(cards[:_CARDS_SHOWN]),
        products_url=f"/products/?tag={tag.slug}",
    )


def _products_with(claims: list[LiveClaim]) -> list[str]:
    """Products of which every lot on sale carries the tag, as their own pages say. Cost: one query."""
    carried = {claim.lot_id for claim in claims}
    candidates = LotProduct.objects.filter(lot_id__in=carried).values("product_id")
    lots_of: dict[str, set[int]] = defaultdict(set)
    for row in LotProduct.objects.filter(product_id__in=candidates, lot__sellable=True).order_by("product_id"):
        lots_of[row.product_id].add(row.lot_id)
    return [product_id for product_id, lots in lots_of.items() if common_tags(lots, claims)]
