"""Products and variants."""

from typing import Any

import graphene
from django.conf import settings
from django.utils import timezone
from graphql import GraphQLResolveInfo

from engine import catalogue, models
from engine.graph.attributes import Assigned, AssignedAttribute, assigned_to
from engine.graph.enums import ThumbnailFormatEnum, code_enum
from engine.graph.metadata import ObjectWithMetadata
from engine.graph.money import TaxedMoney, TaxedMoneyRange
from engine.graph.nodes import Node
from engine.graph.paging import Page, connection, paged, paginate
from engine.graph.scalars import DateTime, JSONString, PositiveInt
from engine.graph.stocks import Stock
from engine.money import TaxedMoney as Price
from engine.peers import channel_of, fetch
from engine.pricing import price_amount

ProductMediaType = code_enum("ProductMediaType", "IMAGE")


def media_url(path: str) -> str:
    """The address of a picture."""
    return f"{settings.PUBLIC_URL}/engine-media/{path}"


def price_here(minor: int, channel: models.Channel, info: GraphQLResolveInfo) -> Price:
    """A price with the tax of the channel's country."""
    country = channel.default_country
    rate = info.context.once(("rate", country), lambda: catalogue.find_rate(country))
    return price_amount(minor, rate, channel.currency)


class Image(graphene.ObjectType):
    """A picture."""

    url = graphene.String(required=True)
    alt = graphene.String()

    def resolve_url(self: models.ProductMedia, info: GraphQLResolveInfo) -> str:
        """The whole address."""
        return media_url(self.path)


class ProductMedia(graphene.ObjectType):
    """A picture of a product; there is one size, the original."""

    class Meta:
        interfaces = (Node,)

    sort_order = graphene.Int()
    alt = graphene.String(required=True)
    type = graphene.Field(ProductMediaType, required=True)
    url = graphene.String(
        required=True,
        size=graphene.Int(),
        format=ThumbnailFormatEnum(default_value=ThumbnailFormatEnum.ORIGINAL),  # type: ignore[attr-defined]
    )

    def resolve_sort_order(self: models.ProductMedia, info: GraphQLResolveInfo) -> int:
        """Its place."""
        return self.position

    def resolve_type(self: models.ProductMedia, info: GraphQLResolveInfo) -> str:
        """Always a picture."""
        return "IMAGE"

    def resolve_url(self: models.ProductMedia, info: GraphQLResolveInfo, **_size: Any) -> str:
        """The whole address."""
        return media_url(self.path)


class ProductType(graphene.ObjectType):
    """A kind of product."""

    class Meta:
        interfaces = (Node,)

    slug = graphene.String(required=True)
    name = graphene.String(required=True)
    has_variants = graphene.Boolean(required=True)
    is_shipping_required = graphene.Boolean(required=True)


class VariantPricingInfo(graphene.ObjectType):
    """What a variant costs now, and without a promotion."""

    price = graphene.Field(TaxedMoney)
    price_undiscounted = graphene.Field(TaxedMoney)


class ProductPricingInfo(graphene.ObjectType):
    """What a product's variants cost."""

    on_sale = graphene.Boolean()
    discount = graphene.Field(TaxedMoney)
    price_range = graphene.Field(TaxedMoneyRange)
    price_range_undiscounted = graphene.Field(TaxedMoneyRange)


class ObjectWithAttributes(graphene.Interface):
    """A row with attributes."""

    assigned_attribute = graphene.Field(AssignedAttribute, slug=graphene.String(required=True))
    assigned_attributes = graphene.List(
        graphene.NonNull(AssignedAttribute), limit=PositiveInt(default_value=100), required=True
    )

    def resolve_assigned_attribute(self: Any, info: GraphQLResolveInfo, slug: str) -> Assigned | None:
        """By the attribute's slug."""
        return next((found for found in _assigned(self) if found.attribute.slug == slug), None)

    def resolve_assigned_attributes(self: Any, info: GraphQLResolveInfo, limit: int) -> list[Assigned]:
        """The first of them."""
        return _assigned(self)[:limit]


def _assigned(row: models.Product | models.ProductVariant | models.Page) -> list[Assigned]:
    if isinstance(row, models.Page):
        return []
    product = row if isinstance(row, models.Product) else fetch(row, "product")
    of_variant = isinstance(row, models.ProductVariant)
    return list(assigned_to(row, fetch(product, "product_type"), of_variant=of_variant))


class ProductVariant(graphene.ObjectType):
    """What is put into a cart."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata, ObjectWithAttributes)

    name = graphene.String(required=True)
    sku = graphene.String()
    product = graphene.Field("engine.graph.products.Product", required=True)
    track_inventory = graphene.Boolean(required=True)
    quantity_limit_per_customer = graphene.Int()
    quantity_available = graphene.Int()
    pricing = graphene.Field(VariantPricingInfo)
    stocks = graphene.List(graphene.NonNull(Stock))

    def resolve_product(self: models.ProductVariant, info: GraphQLResolveInfo) -> models.Product:
        """Read for all variants of a list at once."""
        product: models.Product = fetch(self, "product")
        return product

    def resolve_quantity_available(self: models.ProductVariant, info: GraphQLResolveInfo) -> int:
        """What is free, up to what a cart may hold."""
        limit = info.context.once("largest quantity", catalogue.largest_quantity)
        return catalogue.count_available(self, limit)

    def resolve_pricing(self: models.ProductVariant, info: GraphQLResolveInfo) -> dict[str, Any] | None:
        """In the channel it is looked at in; nothing if it is not sold there."""
        channel, listing = channel_of(self), catalogue.find_price(self)
        if channel is None or listing is None:
            return None
        return {
            "price": price_here(listing.current_minor, channel, info),
            "price_undiscounted": price_here(listing.price_minor, channel, info),
        }

    def resolve_stocks(self: models.ProductVariant, info: GraphQLResolveInfo) -> list[models.Stock]:
        """For staff and apps. Raises: PermissionDenied."""
        info.context.require("MANAGE_PRODUCTS", "MANAGE_ORDERS")
        stocks: list[models.Stock] = fetch(self, "stocks")
        return stocks


ProductVariantConnection = connection(ProductVariant, "ProductVariant")


class Product(graphene.ObjectType):
    """A product."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata, ObjectWithAttributes)

    slug = graphene.String(required=True)
    name = graphene.String(required=True)
    description = JSONString()
    seo_title = graphene.String()
    seo_description = graphene.String()
    product_type = graphene.Field(ProductType, required=True)
    category = graphene.Field("engine.graph.groups.Category")
    collections = graphene.List(graphene.NonNull("engine.graph.groups.Collection"))
    created = DateTime(required=True)
    updated_at = DateTime(required=True)
    rating = graphene.Float()
    thumbnail = graphene.Field(
        Image,
        size=graphene.Int(),
        format=ThumbnailFormatEnum(default_value=ThumbnailFormatEnum.ORIGINAL),  # type: ignore[attr-defined]
    )
    media = graphene.List(graphene.NonNull(ProductMedia))
    pricing = graphene.Field(ProductPricingInfo)
    is_available = graphene.Boolean()
    is_available_for_purchase = graphene.Boolean()
    available_for_purchase_at = DateTime()
    product_variants = paged(ProductVariantConnection)

    def resolve_product_type(self: models.Product, info: GraphQLResolveInfo) -> Any:
        """Its kind."""
        return fetch(self, "product_type")

    def resolve_category(self: models.Product, info: GraphQLResolveInfo) -> Any:
        """Its shelf."""
        return fetch(self, "category")

    def resolve_collections(self: models.Product, info: GraphQLResolveInfo) -> list[models.Collection]:
        """The published ones."""
        return [found for found in fetch(self, "collections") if found.is_published]

    def resolve_created(self: models.Product, info: GraphQLResolveInfo) -> Any:
        """When it was made."""
        return self.created_at

    def resolve_media(self: models.Product, info: GraphQLResolveInfo) -> Any:
        """Its pictures."""
        return fetch(self, "media")

    def resolve_thumbnail(self: models.Product, info: GraphQLResolveInfo, **_size: Any) -> Any:
        """Its first picture."""
        return next(iter(fetch(self, "media")), None)

    def resolve_pricing(self: models.Product, info: GraphQLResolveInfo) -> dict[str, Any] | None:
        """From the lowest to the highest price of its variants; nothing if none is sold here."""
        channel = channel_of(self)
        listings = [listing for listing in map(catalogue.find_price, fetch(self, "variants")) if listing]
        if channel is None or not listings:
            return None
        now = sorted(listing.current_minor for listing in listings)
        before = sorted(listing.price_minor for listing in listings)
        saved = max(before[0] - now[0], 0)
        return {
            "on_sale": any(listing.current_minor < listing.price_minor for listing in listings),
            "discount": price_here(saved, channel, info) if saved else None,
            "price_range": {end: price_here(now[at], channel, info) for end, at in (("start", 0), ("stop", -1))},
            "price_range_undiscounted": {
                end: price_here(before[at], channel, info) for end, at in (("start", 0), ("stop", -1))
            },
        }

    def resolve_is_available(self: models.Product, info: GraphQLResolveInfo) -> bool | None:
        """Whether it can be bought now."""
        if channel_of(self) is None:
            return None
        now, listing = timezone.now(), catalogue.find_listing(self)
        if not catalogue.is_published(listing, now) or not catalogue.is_for_sale(listing, now):
            return False
        sold = [variant for variant in fetch(self, "variants") if catalogue.find_price(variant)]
        return any(catalogue.count_available(variant, 1) for variant in sold)

    def resolve_is_available_for_purchase(self: models.Product, info: GraphQLResolveInfo) -> bool | None:
        """Whether its sale has begun."""
        return catalogue.is_for_sale(catalogue.find_listing(self), timezone.now()) if channel_of(self) else None

    def resolve_available_for_purchase_at(self: models.Product, info: GraphQLResolveInfo) -> Any:
        """When its sale begins."""
        listing = catalogue.find_listing(self)
        return listing.available_for_purchase_at if listing else None

    def resolve_product_variants(self: models.Product, info: GraphQLResolveInfo, **arguments: Any) -> Page:
        """Those sold in the channel; staff and apps that see no channel see all."""
        variants = fetch(self, "variants")
        channel = channel_of(self)
        sold = [variant for variant in variants if channel is None or catalogue.find_price(variant)]
        return paginate(sold, "productVariants", arguments, channel=channel)


ProductConnection = connection(Product, "Product")
