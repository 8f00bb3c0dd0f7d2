"""What the product page shows: Saleor's facts, the records of its lots, and, apart from both, a story."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from django.utils.safestring import SafeString

from catalog.queries import cards_with_label, find_product
from catalog.shapes import NamedValue, ProductCard, ProductDetail, VariantOffer
from storefront.structured_data import absolute_url, describe_product
from themes.writing import write_country

try:
    from impact_tags.queries import (
        ImpactSummary,
        LotLine,
        ProductTrace,
        QuoteLine,
        TagLine,
        quote_lines,
        trace_of_product,
    )

    from artisans.queries import ShownStory, story_for_product
except ImportError:  # until they land
    from typing import Any as ShownStory

    ImpactSummary = LotLine = ProductTrace = TagLine = ShownStory
    QuoteLine = lambda *a: None
    quote_lines = lambda l: None
    trace_of_product = lambda p: None
    story_for_product = lambda p, day: None

_RELATED = 4
_FEW = 5  # pieces; from here on the exact number no longer helps to decide
_MOST_AT_ONCE = 20
_FEW_CHOICES = 4


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class ProductView:
    """The product page. `offers` is empty where nothing can be bought; `choosing` where there is no choice."""

    detail: ProductDetail
    crumbs: tuple[Link, ...]
    programme: Link | None
    place: str
    material: str
    tags: tuple[TagLine, ...]
    lots: tuple[LotLine, ...]
    impact: ImpactSummary | None
    story: ShownStory | None
    related: tuple[ProductCard, ...]
    offers: tuple[VariantOffer, ...]
    choosing: str
    few_choices: bool
    preset: str
    stock: str
    low: bool
    most: int
    canonical: str
    share_picture: str
    structured_data: SafeString


def build_product(slug: str, *, channel: str) -> ProductView | None:
    """The page of one product, or None where the channel does not show it. At most 8 queries."""
    detail = find_product(slug, channel=channel)
    if detail is None:
        return None
    product_id = detail.card.product_id
    trace = trace_of_product(product_id)
    programme = _programme(detail, trace)
    left = sum(max(0, offer.quantity_available) for offer in detail.variants)
    on_sale = [offer for offer in detail.variants if not offer.sold_out]
    canonical = f"{settings.PUBLIC_URL}/products/{slug}/"
    picture = detail.pictures[0].src if detail.pictures else ""
    return ProductView(
        detail=detail,
        crumbs=tuple(Link(group.name, f"/categories/{group.slug}/") for group in detail.categories),
        programme=programme,
        place=(trace.place if trace else "") or write_country(detail.card.country),
        material=(trace.materials if trace else "") or _attribute(detail, "material"),
        tags=trace.tags if trace else (),
        lots=trace.lots if trace else (),
        impact=_quote(detail),
        story=story_for_product(product_id, day=timezone.localdate()),
        related=_related(detail, channel),
        offers=detail.variants if on_sale else (),
        choosing=_choosing(detail.variants),
        few_choices=len(detail.variants) <= _FEW_CHOICES,
        preset=str(on_sale[0].variant_id) if on_sale else "",
        stock=say_stock(left, variants=len(on_sale)),
        low=0 < left <= _FEW,
        most=min(_MOST_AT_ONCE, max((offer.quantity_available for offer in on_sale), default=1)),
        canonical=canonical,
        share_picture=absolute_url(picture),
        structured_data=describe_product(detail, url=canonical, programme=programme.label if programme else ""),
    )


def say_stock(left: int, *, variants: int) -> str:
    """How many can be bought, said exactly while there are few."""
    if left < 1:
        return "None is left, and none is on its way that we know of."
    where = " in all sizes or colours together" if variants > 1 else ""
    if left == 1:
        return "One piece in stock."
    return f"{left} pieces in stock{where}." if left <= _FEW else "In stock."


def _quote(detail: ProductDetail) -> ImpactSummary | None:
    """What one piece, at its lowest price, stands for at least."""
    price = detail.card.price
    line = QuoteLine(detail.card.product_id, 1, price.minor, price.currency)
    return quote_lines([line])


def _programme(detail: ProductDetail, trace: ProductTrace | None) -> Link | None:
    named = (
        NamedValue(trace.programme_slug, trace.programme_name) if trace and trace.programme_slug else detail.programme
    )
    return Link(named.name, f"/programmes/{named.slug}/") if named else None


def _related(detail: ProductDetail, channel: str) -> tuple[ProductCard, ...]:
    """Other pieces of the nearest category, else of the craft."""
    if detail.categories:
        kind, value = "category", detail.categories[-1].slug
    else:
        kind, value = "craft", next((a.values[0].slug for a in detail.attributes if a.slug == "craft" and a.values), "")
    cards = cards_with_label(kind, value, channel=channel, most=_RELATED + 1)
    return tuple(card for card in cards if card.product_id != detail.card.product_id)[:_RELATED]


def _attribute(detail: ProductDetail, slug: str) -> str:
    return next((attribute.text for attribute in detail.attributes if attribute.slug == slug), "")


def _choosing(variants: tuple[VariantOffer, ...]) -> str:
    """What the buyer chooses, in Saleor's word for it; empty for a single variant."""
    if len(variants) < 2:
        return ""
    names = dict.fromkeys(attribute.name for variant in variants for attribute in variant.attributes)
    return " and ".join(names) if names else "Choose one"
