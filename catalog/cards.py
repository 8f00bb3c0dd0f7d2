"""Cards out of product rows: one query, no model instances, nothing computed that a sync could have stored."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import get_language

from catalog.languages import TRANSLATED, translate_name
from catalog.models import Product
from catalog.shapes import ProductCard
from saleor_api.ids import ProductId
from saleor_api.money import Money
from themes.pictures import Picture

CARD_FIELDS = (
    "product_id",
    "slug",
    "name",
    "price_minor",
    "undiscounted_minor",
    "currency",
    "digits",
    "price_from",
    "sold_out",
    "card_picture",
    "craft",
    "country",
    "programme_name",
    "impact_line",
    "tags",
)
FEATURED_ORDER = ("sold_out", "rank", "pk")


def live_products(channel: str) -> QuerySet[Product]:
    """The products that a channel shows."""
    return Product.objects.filter(channel=channel, is_live=True)


def read_cards(products: QuerySet[Product]) -> tuple[ProductCard, ...]:
    """The cards of a query's rows, in its order. One query."""
    prefix, language = path_prefix(), active_language()
    if not language:
        return tuple(_card(row, prefix) for row in products.values_list(*CARD_FIELDS))
    rows = products.values_list(*CARD_FIELDS, f"translations__{language}__name")
    return tuple(_card(row, prefix, name) for *row, name in rows)


def active_language() -> str:
    """The language of the page if it is one that Saleor's words are translated into; empty for English."""
    language = get_language() or settings.LANGUAGE_CODE
    return language if language in TRANSLATED else ""


def path_prefix() -> str:
    """What stands before `/products/` in the active language; English has no prefix."""
    language = get_language() or settings.LANGUAGE_CODE
    return "" if language == settings.LANGUAGE_CODE else f"/{language}"


def card_of(product: Product) -> ProductCard:
    """The card of one product row that was read whole."""
    row = [getattr(product, field) for field in CARD_FIELDS]
    return _card(row, path_prefix(), translate_name(product.translations, active_language(), ""))


def read_picture(stored: dict[str, Any] | None) -> Picture | None:
    """The picture that a sync stored as JSON on a row."""
    return Picture(**stored) if stored else None


def _card(row: Iterable[Any], prefix: str, translated: str | None = None) -> ProductCard:
    (
        product_id,
        slug,
        name,
        price_minor,
        undiscounted_minor,
        currency,
        digits,
        price_from,
        sold_out,
        picture,
        craft,
        country,
        programme,
        impact_line,
        tags,
    ) = row
    return ProductCard(
        product_id=ProductId(product_id),
        slug=slug,
        name=translated or name,
        url=f"{prefix}/products/{slug}/",
        price=Money.from_minor(price_minor, currency, digits),
        undiscounted=None if undiscounted_minor is None else Money.from_minor(undiscounted_minor, currency, digits),
        price_from=price_from,
        sold_out=sold_out,
        picture=read_picture(picture),
        craft=craft,
        country=country,
        programme=programme,
        impact_line=impact_line,
        tags=tuple(label for _, label in tags),
    )
