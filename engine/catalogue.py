"""Who sees which products, and what a product costs: read at once for all products of a list."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Exists, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from graphql import GraphQLError

from engine.context import Requestor
from engine.models import (
    Category,
    Channel,
    Product,
    ProductChannelListing,
    ProductVariant,
    Shop,
    TaxRate,
    VariantChannelListing,
)
from engine.peers import channel_of, fetch, work_out
from engine.stocks import count_free

# Who sees what is not published too.
INSIDERS = ("MANAGE_PRODUCTS", "MANAGE_ORDERS", "MANAGE_DISCOUNTS")


def find_channel(slug: str | None, requestor: Requestor) -> Channel | None:
    """The channel asked for; for buyers who name none, the only one. None: unknown, or any (for insiders).

    Raises: GraphQLError if a buyer names none and there are several.
    """
    if slug:
        return Channel.objects.filter(slug=slug).first()
    if requestor.has_any(*INSIDERS):
        return None
    channels = list(Channel.objects.filter(is_active=True)[:2])
    if len(channels) > 1:
        raise GraphQLError("More than one channel exists. Specify which channel to use.")
    return channels[0] if channels else None


def find_products(channel_slug: str | None, requestor: Requestor) -> tuple[QuerySet[Product], Channel | None]:
    """The products that the requestor sees in a channel: published ones with a price, for insiders all listed ones."""
    channel = find_channel(channel_slug, requestor)
    products = Product.objects.all()
    if channel is None:
        return (products if not channel_slug and requestor.has_any(*INSIDERS) else products.none()), None
    if requestor.has_any(*INSIDERS):
        return products.filter(channel_listings__channel=channel), channel
    if not channel.is_active:
        return products.none(), channel
    listing = ProductChannelListing.objects.filter(
        product=OuterRef("pk"), channel=channel, is_published=True, published_at__lte=timezone.now()
    )
    priced = VariantChannelListing.objects.filter(variant__product=OuterRef("pk"), channel=channel)
    return products.filter(Exists(listing), Exists(priced)), channel


def hide_unlisted(products: QuerySet[Product], channel: Channel | None, requestor: Requestor) -> QuerySet[Product]:
    """Without those that may only be found by their address."""
    if channel is None or requestor.has_any(*INSIDERS):
        return products
    hidden = ProductChannelListing.objects.filter(product=OuterRef("pk"), channel=channel, visible_in_listings=False)
    return products.exclude(Exists(hidden))


def with_minimal_price(products: QuerySet[Product], channel: Channel | None) -> QuerySet[Any]:
    """With `minimal_minor`, the lowest price of a variant now; 0 without any."""
    listings = "variants__channel_listings__"
    price = Coalesce(f"{listings}discounted_minor", f"{listings}price_minor")
    here = Q(**{f"{listings}channel": channel}) if channel else Q()
    return products.annotate(minimal_minor=Coalesce(Min(price, filter=here), 0))


def find_listing(product: Product) -> ProductChannelListing | None:
    """How the product is listed in the channel it is looked at in."""
    return _here(product, fetch(product, "channel_listings"))


def find_price(variant: ProductVariant) -> VariantChannelListing | None:
    """The variant's price in the channel it is looked at in; None: not sold there."""
    return _here(variant, fetch(variant, "channel_listings"))


def _here(row: Any, listings: Iterable[Any]) -> Any:
    channel = channel_of(row)
    return next((listing for listing in listings if channel and listing.channel_id == channel.pk), None)


def is_published(listing: ProductChannelListing | None, now: datetime) -> bool:
    """Whether buyers may see it."""
    return listing is not None and listing.is_published and listing.published_at <= now


def is_for_sale(listing: ProductChannelListing | None, now: datetime) -> bool:
    """Whether its sale has begun."""
    if listing is None or listing.available_for_purchase_at is None:
        return False
    return listing.available_for_purchase_at <= now


def count_available(variant: ProductVariant, limit: int) -> int:
    """How many a buyer may put into a cart: what is free, `limit` at most (Saleor caps it so, case 444)."""

    def reckon(variants: Sequence[ProductVariant], channel: Channel | None) -> Mapping[int, int]:
        return count_free(variant.pk for variant in variants)

    if not variant.track_inventory:
        return limit
    return min(work_out(variant, "free", reckon) or 0, limit)


def largest_quantity() -> int:
    """How many pieces of one thing a cart may hold."""
    shop = Shop.objects.first()
    return shop.limit_quantity_per_checkout if shop else Shop().limit_quantity_per_checkout


def find_rate(country: str) -> Decimal:
    """The tax of a country as a share, 0 if none is known."""
    rate = TaxRate.objects.filter(country=country).values_list("rate", flat=True).first()
    return rate if rate is not None else Decimal(0)


def find_shelves(category_id: int) -> list[int]:
    """The keys of a category and all below it. One query."""
    children: dict[int | None, list[int]] = {}
    for key, parent in Category.objects.values_list("pk", "parent_id"):
        children.setdefault(parent, []).append(key)
    shelves = [category_id]
    for shelf in shelves:
        shelves.extend(children.get(shelf, []))
    return shelves
