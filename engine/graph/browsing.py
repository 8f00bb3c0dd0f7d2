"""The queries with which the catalogue is read."""

from typing import Any

import graphene
from django.db.models import Exists, OuterRef
from graphql import GraphQLError, GraphQLResolveInfo

from engine import catalogue, models
from engine.graph.groups import Category, CategoryConnection, Collection, CollectionConnection
from engine.graph.paging import Page, paged, paginate
from engine.graph.products import Product, ProductConnection, ProductVariant, ProductVariantConnection
from engine.graph.searching import PRODUCT_ARGUMENTS, page_of_products, read_numbers
from engine.ids import unpack_number
from engine.peers import join


class CatalogueQuery(graphene.ObjectType):
    """Reads the catalogue."""

    product = graphene.Field(Product, id=graphene.ID(), slug=graphene.String(), channel=graphene.String())
    products = paged(ProductConnection, channel=graphene.String(), **PRODUCT_ARGUMENTS)
    product_variant = graphene.Field(ProductVariant, id=graphene.ID(), sku=graphene.String(), channel=graphene.String())
    product_variants = paged(
        ProductVariantConnection, ids=graphene.List(graphene.NonNull(graphene.ID)), channel=graphene.String()
    )
    category = graphene.Field(Category, id=graphene.ID(), slug=graphene.String())
    categories = paged(CategoryConnection, level=graphene.Int())
    collection = graphene.Field(Collection, id=graphene.ID(), slug=graphene.String(), channel=graphene.String())
    collections = paged(CollectionConnection, channel=graphene.String())

    def resolve_product(
        self: Any, info: GraphQLResolveInfo, id: str = "", slug: str = "", channel: str | None = None
    ) -> models.Product | None:
        """By its id or slug, if who asks may see it."""
        products, found_channel = catalogue.find_products(channel, info.context.requestor)
        rows = products.filter(**_by_id_or(id, "Product", slug=slug))
        return next(iter(join(rows[:1], found_channel)), None)

    def resolve_products(self: Any, info: GraphQLResolveInfo, **arguments: Any) -> Page:
        """A page of those that are listed."""
        products, channel = catalogue.find_products(arguments.get("channel"), info.context.requestor)
        return page_of_products(products, channel, arguments, info)

    def resolve_product_variant(
        self: Any, info: GraphQLResolveInfo, id: str = "", sku: str = "", channel: str | None = None
    ) -> models.ProductVariant | None:
        """By its id or SKU, if who asks may see it."""
        variants, found_channel = _find_variants(channel, info)
        rows = variants.filter(**_by_id_or(id, "ProductVariant", sku=sku))
        return next(iter(join(rows[:1], found_channel)), None)

    def resolve_product_variants(
        self: Any, info: GraphQLResolveInfo, ids: list[str] | None = None, **arguments: Any
    ) -> Page:
        """A page of them."""
        variants, channel = _find_variants(arguments.get("channel"), info)
        if ids is not None:
            variants = variants.filter(pk__in=read_numbers(ids, "ProductVariant"))
        return paginate(variants, "productVariants", arguments, channel=channel)

    def resolve_category(self: Any, info: GraphQLResolveInfo, id: str = "", slug: str = "") -> models.Category | None:
        """By its id or slug."""
        return models.Category.objects.filter(**_by_id_or(id, "Category", slug=slug)).first()

    def resolve_categories(self: Any, info: GraphQLResolveInfo, level: int | None = None, **arguments: Any) -> Page:
        """All, or those of one level."""
        categories = models.Category.objects.all()
        if level is not None:
            categories = categories.filter(level=level)
        return paginate(categories, "categories", arguments)

    def resolve_collection(
        self: Any, info: GraphQLResolveInfo, id: str = "", slug: str = "", channel: str | None = None
    ) -> models.Collection | None:
        """By its id or slug, if it is published."""
        collections, found_channel = _find_collections(channel, info)
        rows = collections.filter(**_by_id_or(id, "Collection", slug=slug))
        return next(iter(join(rows[:1], found_channel)), None)

    def resolve_collections(self: Any, info: GraphQLResolveInfo, **arguments: Any) -> Page:
        """The published ones."""
        collections, channel = _find_collections(arguments.get("channel"), info)
        return paginate(collections, "collections", arguments, order=("slug", "pk"), channel=channel)


def _by_id_or(global_id: str, type_name: str, **by: str) -> dict[str, Any]:
    """The filter for one row. Raises: GraphQLError if neither is given."""
    if global_id:
        return {"pk": unpack_number(global_id, type_name)}
    if not any(by.values()):
        raise GraphQLError(f"At least one of arguments is required: 'id', '{next(iter(by))}'.")
    return by


def _find_variants(channel_slug: str | None, info: GraphQLResolveInfo) -> tuple[Any, models.Channel | None]:
    products, channel = catalogue.find_products(channel_slug, info.context.requestor)
    variants = models.ProductVariant.objects.filter(product__in=products)
    if channel is None or info.context.requestor.has_any(*catalogue.INSIDERS):
        return variants, channel
    priced = models.VariantChannelListing.objects.filter(variant=OuterRef("pk"), channel=channel)
    return variants.filter(Exists(priced)), channel


def _find_collections(channel_slug: str | None, info: GraphQLResolveInfo) -> tuple[Any, models.Channel | None]:
    channel = catalogue.find_channel(channel_slug, info.context.requestor)
    collections = models.Collection.objects.all()
    if channel is None and not (info.context.requestor.has_any(*catalogue.INSIDERS) and not channel_slug):
        return collections.none(), None
    if not info.context.requestor.has_any(*catalogue.INSIDERS):
        collections = collections.filter(is_published=True)
    return collections, channel
