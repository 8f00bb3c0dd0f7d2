"""What the product page shows: Saleor's facts, the records of its lots, and, apart from both, a story."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from artisans.shapes import ShownStory
from catalog.queries import find_product
from catalog.shapes import Attribute, ProductCard, ProductDetail, VariantOffer
from impact_tags.shapes import ImpactSummary, LotLine, ProductTrace, TagLine
from saleor_api.money import Money
from storefront.product_parts import read_parts
from storefront.structured_data import absolute_url, describe_product
from themes.writing import write_country

_FEW_PIECES = 5  # from here on the exact number no longer helps to decide
_MOST_AT_ONCE = 20
_FEW_CHOICES = 4
_TAGS_AT_A_GLANCE = 3
_TIERS = ("verified", "evidenced", "declared")  # best backed first
_SAID_AT_A_GLANCE = ("country", "material")


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One variant to choose; `price` only where the variants differ in it."""

    variant_id: str
    name: str
    price: Money | None
    note: str
    sold_out: bool
    preset: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be bought. `choices` is empty where there is only one thing, `preset` then is its id."""

    choosing: str
    choices: tuple[Choice, ...]
    few_choices: bool
    preset: str
    stock: str
    low: bool
    most: int


@dataclass(frozen=True, slots=True)
class ProductView:
    """The product page; `offer` is None where nothing is left."""

    detail: ProductDetail
    crumbs: tuple[Link, ...]
    programme: Link | None
    office: str
    country: str
    material: str
    tags: tuple[TagLine, ...]
    more_tags: tuple[TagLine, ...]
    attributes: tuple[Attribute, ...]
    lots: tuple[LotLine, ...]
    impact: ImpactSummary | None
    story: ShownStory | None
    related: tuple[ProductCard, ...]
    offer: Offer | None
    tax_included: bool
    canonical: str
    share_picture: str
    structured_data: SafeString


def build_product(slug: str, *, channel: str) -> ProductView | None:
    """The page of one product, or None where the channel does not show it. At most 8 queries, 2 with kept parts."""
    detail = find_product(slug, channel=channel)
    if detail is None:
        return None
    card = detail.card
    parts = read_parts(detail, channel=channel, day=timezone.localdate())
    impact = parts.impact
    trace = impact.trace if impact else None
    tags = tuple(sorted(trace.tags, key=lambda tag: _TIERS.index(tag.tier))) if trace else ()
    programme = _programme(detail, trace)
    canonical = f"{settings.PUBLIC_URL}{card.url}"
    return ProductView(
        detail=detail,
        crumbs=tuple(Link(group.name, reverse("category", args=[group.slug])) for group in detail.categories),
        programme=programme,
        # The office, never a workplace: where the pieces are made is told by country only (story-safety).
        office=trace.place if trace else "",
        country=write_country(card.country),
        material=(trace.materials if trace else "") or _attribute(detail, "material"),
        tags=tags[:_TAGS_AT_A_GLANCE],
        more_tags=tags[_TAGS_AT_A_GLANCE:],
        attributes=tuple(row for row in detail.attributes if row.slug not in _SAID_AT_A_GLANCE),
        lots=trace.lots if trace else (),
        impact=impact.summary if impact and impact.summary and impact.summary.claims else None,
        story=parts.story,
        related=parts.related,
        offer=build_offer(detail.variants),
        tax_included=settings.CHANNELS[channel]["prices_include_tax"],
        canonical=canonical,
        share_picture=absolute_url(detail.pictures[0].src) if detail.pictures else "",
        structured_data=describe_product(detail, url=canonical, programme=programme.label if programme else ""),
    )


def build_offer(variants: tuple[VariantOffer, ...]) -> Offer | None:
    """What the buyer chooses from; a variant that is sold out is named but cannot be chosen."""
    on_sale = [variant for variant in variants if not variant.sold_out]
    if not on_sale:
        return None
    preset = str(on_sale[0].variant_id)
    several = len(variants) > 1
    differ = len({variant.price for variant in variants}) > 1
    left = on_sale[0].quantity_available
    return Offer(
        choosing=_choosing(variants),
        choices=tuple(_choice(variant, preset, differ=differ) for variant in variants) if several else (),
        few_choices=len(variants) <= _FEW_CHOICES,
        preset=preset,
        stock="In stock." if several or left > _FEW_PIECES else f"{left} left." if left > 1 else "The last one.",
        low=not several and left <= _FEW_PIECES,
        most=max(_most_of(variant) for variant in on_sale),
    )


def _choice(variant: VariantOffer, preset: str, *, differ: bool) -> Choice:
    left = variant.quantity_available
    note = "sold out" if variant.sold_out else f"{left} left" if left <= _FEW_PIECES else ""
    return Choice(
        variant_id=str(variant.variant_id),
        name=variant.name,
        price=variant.price if differ else None,
        note=note,
        sold_out=variant.sold_out,
        preset=variant.variant_id == preset,
    )


def _most_of(variant: VariantOffer) -> int:
    return min(variant.quantity_available, variant.limit_per_customer or _MOST_AT_ONCE, _MOST_AT_ONCE)


def _choosing(variants: tuple[VariantOffer, ...]) -> str:
    """What the buyer chooses, in Saleor's words for it."""
    names = dict.fromkeys(attribute.name for variant in variants for attribute in variant.attributes)
    return " and ".join(names) or "Choose one"


def _programme(detail: ProductDetail, trace: ProductTrace | None) -> Link | None:
    if trace is not None:
        return Link(trace.programme_name, trace.programme_url)
    pushed = detail.programme
    return Link(pushed.name, reverse("programme", args=[pushed.slug])) if pushed else None


def _attribute(detail: ProductDetail, slug: str) -> str:
    return next((attribute.text for attribute in detail.attributes if attribute.slug == slug), "")
