"""What a product of Saleor's becomes in the read model: plain values, no database."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from catalog.languages import Translations, read_translations
from catalog.words import read_paragraphs
from saleor_api.generated.enums import ProductMediaType
from saleor_api.generated.fragments import CatalogMoney, CatalogProductFields, CatalogVariantFields
from themes.writing import find_country

CRAFT = "craft"
COUNTRY = "country"
StoredAttribute = tuple[str, str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class VariantContent:
    """One variant with a price; money in minor units of the product's currency."""

    variant_id: str
    sku: str
    name: str
    price_minor: int
    undiscounted_minor: int | None
    quantity_available: int
    limit_per_customer: int
    attributes: tuple[StoredAttribute, ...]


@dataclass(frozen=True, slots=True)
class MediaContent:
    """One picture as Saleor names it."""

    media_id: str
    source_url: str
    alt: str


@dataclass(frozen=True, slots=True)
class ProductContent:
    """All that one channel of Saleor says about a product, ready to be stored."""

    product_id: str
    slug: str
    name: str
    summary: str
    paragraphs: tuple[str, ...]
    created_at: datetime
    updated_at: datetime
    currency: str
    digits: int
    sold_out: bool
    attributes: tuple[StoredAttribute, ...]
    category_slug: str
    collections: tuple[tuple[str, str], ...]
    variants: tuple[VariantContent, ...]
    media: tuple[MediaContent, ...]
    translations: Translations = field(default_factory=dict)

    @property
    def cheapest(self) -> VariantContent:
        """The variant whose price stands on the card."""
        return min(self.variants, key=lambda variant: variant.price_minor)

    @property
    def price_from(self) -> bool:
        """Whether the variants differ in price."""
        return len({variant.price_minor for variant in self.variants}) > 1

    def values_of(self, slug: str) -> tuple[tuple[str, str], ...]:
        """Slug and name of the values of one attribute."""
        return next((values for attribute, _, values in self.attributes if attribute == slug), ())

    def fingerprint(self) -> str:
        """A hash of all that is stored but the names of categories and collections, which are relabelled."""
        text = json.dumps(asdict(replace(self, collections=())), default=str, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def has_price(product: CatalogProductFields) -> bool:
    """Whether any variant of it has a price in the channel that it was asked for."""
    edges = product.product_variants.edges if product.product_variants else ()
    return any(_price(edge.node) is not None for edge in edges)


def read_product(product: CatalogProductFields) -> ProductContent | None:
    """The content of a product, or None where no variant of it has a price: Saleor hides it then too.

    Source: type `Product` of Saleor's schema; a variant without a price in the channel cannot be bought.
    """
    nodes = [edge.node for edge in product.product_variants.edges] if product.product_variants else []
    priced = [(node, price) for node in nodes if (price := _price(node)) is not None]
    if not priced:
        return None
    variants = tuple(_variant(node, price) for node, price in priced)
    pictures = [media for media in product.media or () if media.type_ == ProductMediaType.IMAGE and media.url]
    paragraphs = tuple(read_paragraphs(product.description))
    return ProductContent(
        product_id=product.id,
        slug=product.slug,
        name=product.name,
        summary=(product.seo_description or (paragraphs[0] if paragraphs else ""))[:300],
        paragraphs=paragraphs,
        created_at=product.created,
        updated_at=product.updated_at,
        currency=priced[0][1].currency,
        digits=priced[0][1].fraction_digits,
        sold_out=product.is_available_for_purchase is False or all(v.quantity_available < 1 for v in variants),
        attributes=_attributes(product.assigned_attributes),
        category_slug=product.category.slug if product.category else "",
        collections=tuple((collection.slug, collection.name) for collection in product.collections or ()),
        variants=variants,
        media=tuple(MediaContent(media.id, media.url, media.alt) for media in pictures),
        translations=read_translations(product),
    )


def _price(variant: CatalogVariantFields) -> CatalogMoney | None:
    return variant.pricing.price.gross if variant.pricing and variant.pricing.price else None


def _variant(variant: CatalogVariantFields, price: CatalogMoney) -> VariantContent:
    before = variant.pricing.price_undiscounted if variant.pricing else None
    undiscounted = before.gross.fractional_amount if before else 0
    return VariantContent(
        variant_id=variant.id,
        sku=variant.sku or "",
        # Saleor puts a variant's own id where it has no name.
        name="" if variant.name == variant.id else variant.name,
        price_minor=price.fractional_amount,
        undiscounted_minor=undiscounted if undiscounted > price.fractional_amount else None,
        quantity_available=max(0, variant.quantity_available or 0),
        limit_per_customer=variant.quantity_limit_per_customer or 0,
        attributes=_attributes(variant.assigned_attributes),
    )


def _attributes(assigned: Sequence[Any]) -> tuple[StoredAttribute, ...]:
    """Attributes that have a value; kinds that no page shows (references, files) are left out."""
    found = ((one.attribute.slug, one.attribute.name, _values(one)) for one in assigned)
    return tuple(
        (slug, name, _read_countries(values) if slug == COUNTRY else values) for slug, name, values in found if values
    )


def _read_countries(values: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Countries under their codes: Saleor makes a value's slug from its name, `india`, and takes no other."""
    return tuple(((find_country(slug) or find_country(name) or slug).lower(), name) for slug, name in values)


def _values(assigned: Any) -> tuple[tuple[str, str], ...]:
    text = getattr(assigned, "text", None)
    if text:
        return (("", text),)
    choice = getattr(assigned, "choice", None)
    choices = [choice] if choice else getattr(assigned, "choices", None) or []
    return tuple((one.slug or "", one.name or one.slug or "") for one in choices)
