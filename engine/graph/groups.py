"""Shelves and choices of products."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from engine import catalogue, models
from engine.graph.enums import ThumbnailFormatEnum
from engine.graph.metadata import ObjectWithMetadata
from engine.graph.nodes import Node
from engine.graph.paging import Page, connection, paged, paginate
from engine.graph.products import Image, ProductConnection
from engine.graph.scalars import JSONString
from engine.graph.searching import PRODUCT_ARGUMENTS, page_of_products
from engine.peers import channel_of, fetch


class Category(graphene.ObjectType):
    """A shelf."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    slug = graphene.String(required=True)
    name = graphene.String(required=True)
    description = JSONString()
    seo_title = graphene.String()
    seo_description = graphene.String()
    level = graphene.Int(required=True)
    parent = graphene.Field(lambda: Category)
    background_image = graphene.Field(
        Image,
        size=graphene.Int(),
        format=ThumbnailFormatEnum(default_value=ThumbnailFormatEnum.ORIGINAL),  # type: ignore[attr-defined]
    )
    children = paged(lambda: CategoryConnection)
    products = paged(ProductConnection, channel=graphene.String(), **PRODUCT_ARGUMENTS)

    def resolve_parent(self: models.Category, info: GraphQLResolveInfo) -> Any:
        """The shelf it is part of."""
        return fetch(self, "parent")

    def resolve_background_image(self: models.Category, info: GraphQLResolveInfo, **_size: Any) -> None:
        """The engine keeps none."""

    def resolve_children(self: models.Category, info: GraphQLResolveInfo, **arguments: Any) -> Page:
        """The shelves right below it."""
        return paginate(fetch(self, "children"), "children", arguments)

    def resolve_products(self: models.Category, info: GraphQLResolveInfo, **arguments: Any) -> Page:
        """Those on it and on all shelves below."""
        products, channel = catalogue.find_products(arguments.get("channel"), info.context.requestor)
        shelves = catalogue.find_shelves(self.pk)
        return page_of_products(products.filter(category__in=shelves), channel, arguments, info)


CategoryConnection = connection(Category, "Category")


class Collection(graphene.ObjectType):
    """A choice of products."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    slug = graphene.String(required=True)
    name = graphene.String(required=True)
    description = JSONString()
    seo_title = graphene.String()
    seo_description = graphene.String()
    products = paged(ProductConnection, **PRODUCT_ARGUMENTS)

    def resolve_products(self: models.Collection, info: GraphQLResolveInfo, **arguments: Any) -> Page:
        """Those in it, in the channel it is looked at in."""
        channel = channel_of(self)
        products, channel = catalogue.find_products(channel.slug if channel else None, info.context.requestor)
        return page_of_products(products.filter(collections=self.pk), channel, arguments, info)


CollectionConnection = connection(Collection, "Collection")
