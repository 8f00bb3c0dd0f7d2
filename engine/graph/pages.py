"""Text pages and menus."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from engine import models
from engine.graph.groups import Category, Collection
from engine.graph.metadata import ObjectWithMetadata
from engine.graph.nodes import Node
from engine.graph.paging import Page as Paged
from engine.graph.paging import connection, paged, paginate
from engine.graph.products import ObjectWithAttributes
from engine.graph.scalars import JSONString
from engine.graph.searching import GlobalIDFilterInput, StringFilterInput, read_numbers, read_texts
from engine.ids import unpack_number
from engine.peers import fetch, join


class PageType(graphene.ObjectType):
    """A kind of page."""

    class Meta:
        interfaces = (Node,)

    slug = graphene.String(required=True)
    name = graphene.String(required=True)


class Page(graphene.ObjectType):
    """A text page."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata, ObjectWithAttributes)

    slug = graphene.String(required=True)
    title = graphene.String(required=True)
    content = JSONString()
    is_published = graphene.Boolean(required=True)
    page_type = graphene.Field(PageType, required=True)

    def resolve_page_type(self: models.Page, info: GraphQLResolveInfo) -> Any:
        """Its kind."""
        return fetch(self, "page_type")


class MenuItem(graphene.ObjectType):
    """One entry of a menu."""

    class Meta:
        interfaces = (Node,)

    name = graphene.String(required=True)
    level = graphene.Int(required=True)
    url = graphene.String()
    category = graphene.Field(Category)
    collection = graphene.Field(Collection)
    page = graphene.Field(Page)

    def resolve_level(self: models.MenuItem, info: GraphQLResolveInfo) -> int:
        """The engine's menus are flat."""
        return 0

    def resolve_category(self: models.MenuItem, info: GraphQLResolveInfo) -> Any:
        """Where it leads, if to a shelf."""
        return fetch(self, "category")

    def resolve_collection(self: models.MenuItem, info: GraphQLResolveInfo) -> Any:
        """Where it leads, if to a collection."""
        return fetch(self, "collection")

    def resolve_page(self: models.MenuItem, info: GraphQLResolveInfo) -> Any:
        """Where it leads, if to a page."""
        return fetch(self, "page")


class Menu(graphene.ObjectType):
    """A menu."""

    class Meta:
        interfaces = (Node,)

    slug = graphene.String(required=True)
    name = graphene.String(required=True)
    items = graphene.List(graphene.NonNull(MenuItem))

    def resolve_items(self: models.Menu, info: GraphQLResolveInfo) -> Any:
        """Its entries."""
        return fetch(self, "items")


class PageWhereInput(graphene.InputObjectType):
    """Everything that must hold."""

    ids = graphene.List(graphene.NonNull(graphene.ID))
    slug = StringFilterInput()
    page_type = GlobalIDFilterInput()


class PagesQuery(graphene.ObjectType):
    """Reads pages and menus."""

    menu = graphene.Field(Menu, slug=graphene.String(), channel=graphene.String())
    page = graphene.Field(Page, id=graphene.ID(), slug=graphene.String())
    pages = paged(connection(Page, "Page"), where=PageWhereInput())

    def resolve_menu(self: Any, info: GraphQLResolveInfo, slug: str = "", channel: str = "") -> models.Menu | None:
        """By its slug."""
        found = models.Menu.objects.filter(slug=slug).first()
        if found:
            join([found], models.Channel.objects.filter(slug=channel).first())
        return found

    def resolve_page(self: Any, info: GraphQLResolveInfo, id: str = "", slug: str = "") -> models.Page | None:
        """By its id or slug, if it is published."""
        pages = models.Page.objects.filter(is_published=True)
        return pages.filter(pk=unpack_number(id, "Page")).first() if id else pages.filter(slug=slug).first()

    def resolve_pages(self: Any, info: GraphQLResolveInfo, where: Any = None, **arguments: Any) -> Paged:
        """The published ones."""
        pages = models.Page.objects.filter(is_published=True)
        if where and where.get("ids") is not None:
            pages = pages.filter(pk__in=read_numbers(where["ids"], "Page"))
        if where and where.get("slug") is not None:
            pages = pages.filter(slug__in=read_texts(where["slug"]))
        if where and where.get("page_type") is not None:
            pages = pages.filter(page_type__in=read_numbers(read_texts(where["page_type"]), "PageType"))
        return paginate(pages, "pages", arguments, order=("slug", "pk"))
