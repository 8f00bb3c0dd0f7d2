"""The shop and its channels."""

from typing import Any
from urllib.parse import urlsplit

import graphene
from django.conf import settings
from django_countries import countries
from graphql import GraphQLResolveInfo

from engine import models
from engine.graph.nodes import Node

COUNTRY_NAMES: dict[str, str] = dict(countries.countries)


class CountryDisplay(graphene.ObjectType):
    """A country: its root is the ISO code."""

    code = graphene.String(required=True)
    country = graphene.String(required=True)

    def resolve_code(self: str, info: GraphQLResolveInfo) -> str:
        """The code."""
        return self

    def resolve_country(self: str, info: GraphQLResolveInfo) -> str:
        """The English name."""
        return str(COUNTRY_NAMES.get(self, self))


class Domain(graphene.ObjectType):
    """Where the engine answers."""

    host = graphene.String(required=True)
    url = graphene.String(required=True)

    def resolve_host(self: Any, info: GraphQLResolveInfo) -> str:
        """With the port."""
        return urlsplit(settings.PUBLIC_URL).netloc

    def resolve_url(self: Any, info: GraphQLResolveInfo) -> str:
        """With a slash at the end."""
        return f"{settings.PUBLIC_URL}/"


class Shop(graphene.ObjectType):
    """The shop's settings."""

    name = graphene.String(required=True)
    description = graphene.String()
    domain = graphene.Field(Domain, required=True)
    default_country = graphene.Field(CountryDisplay)
    countries = graphene.List(graphene.NonNull(CountryDisplay), required=True)
    schema_version = graphene.String(required=True)

    def resolve_domain(self: models.Shop, info: GraphQLResolveInfo) -> models.Shop:
        """See Domain."""
        return self

    def resolve_countries(self: models.Shop, info: GraphQLResolveInfo) -> list[str]:
        """All there are: which are served depends on the channel's delivery methods."""
        return list(COUNTRY_NAMES)

    def resolve_schema_version(self: models.Shop, info: GraphQLResolveInfo) -> str:
        """The Saleor whose schema this is a part of."""
        return "3.23"


def _for_staff(name: str) -> Any:
    def resolve(self: models.Channel, info: GraphQLResolveInfo) -> Any:
        info.context.require("AUTHENTICATED_APP", "AUTHENTICATED_STAFF_USER")
        return getattr(self, name)

    return resolve


class Channel(graphene.ObjectType):
    """A channel; strangers see only its id and slug."""

    class Meta:
        interfaces = (Node,)

    slug = graphene.String(required=True)
    name = graphene.String(required=True, resolver=_for_staff("name"))
    is_active = graphene.Boolean(required=True, resolver=_for_staff("is_active"))
    currency_code = graphene.String(required=True, resolver=_for_staff("currency"))


class ShopQuery(graphene.ObjectType):
    """Reads the shop."""

    shop = graphene.Field(Shop, required=True)
    channel = graphene.Field(Channel, slug=graphene.String())
    channels = graphene.List(graphene.NonNull(Channel))

    def resolve_shop(self: Any, info: GraphQLResolveInfo) -> models.Shop:
        """The one row; a fresh one before anything was loaded."""
        return models.Shop.objects.first() or models.Shop()

    def resolve_channel(self: Any, info: GraphQLResolveInfo, slug: str = "") -> models.Channel | None:
        """By its slug."""
        return models.Channel.objects.filter(slug=slug).first()

    def resolve_channels(self: Any, info: GraphQLResolveInfo) -> list[models.Channel]:
        """All, for staff and apps. Raises: PermissionDenied."""
        info.context.require("AUTHENTICATED_APP", "AUTHENTICATED_STAFF_USER")
        return list(models.Channel.objects.all())
