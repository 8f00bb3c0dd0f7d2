"""Addresses, and the rules of their countries."""

from typing import Any

import graphene
from graphql import GraphQLError, GraphQLResolveInfo

from engine import models
from engine.addresses import read_rules
from engine.graph.enums import graphql_enum
from engine.graph.nodes import Node
from engine.graph.shop import COUNTRY_NAMES, CountryDisplay

CountryCode = graphql_enum("CountryCode", sorted(COUNTRY_NAMES))


class Address(graphene.ObjectType):
    """A postal address."""

    class Meta:
        interfaces = (Node,)

    first_name = graphene.String(required=True)
    last_name = graphene.String(required=True)
    company_name = graphene.String(required=True)
    street_address_1 = graphene.String(required=True)
    street_address_2 = graphene.String(required=True)
    city = graphene.String(required=True)
    city_area = graphene.String(required=True)
    postal_code = graphene.String(required=True)
    country = graphene.Field(CountryDisplay, required=True)
    country_area = graphene.String(required=True)
    phone = graphene.String()

    def resolve_country(self: models.Address, info: GraphQLResolveInfo) -> str:
        """Its code."""
        return self.country_code


class AddressInput(graphene.InputObjectType):
    """An address to save."""

    first_name = graphene.String()
    last_name = graphene.String()
    company_name = graphene.String()
    street_address_1 = graphene.String()
    street_address_2 = graphene.String()
    city = graphene.String()
    city_area = graphene.String()
    postal_code = graphene.String()
    country = CountryCode()
    country_area = graphene.String()
    phone = graphene.String()


class ChoiceValue(graphene.ObjectType):
    """A choice: what to send, and what to show."""

    raw = graphene.String()
    verbose = graphene.String()


def _names(rules: Any, name: str) -> list[str]:
    """Saleor's names of the package's fields, in a stable order."""
    renamed = {"street_address": ("streetAddress1", "streetAddress2")}
    found: list[str] = []
    for field in sorted(getattr(rules, name)):
        words = field.split("_")
        plain = (words[0] + "".join(word.title() for word in words[1:]),)
        found += renamed.get(field, plain) if name == "allowed_fields" else renamed.get(field, plain)[:1]
    return found


class AddressValidationData(graphene.ObjectType):
    """How a country writes addresses: its root is the package's rules."""

    country_code = graphene.String(required=True)
    country_name = graphene.String(required=True)
    address_format = graphene.String(required=True)
    allowed_fields = graphene.List(graphene.NonNull(graphene.String), required=True)
    required_fields = graphene.List(graphene.NonNull(graphene.String), required=True)
    upper_fields = graphene.List(graphene.NonNull(graphene.String), required=True)
    country_area_type = graphene.String(required=True)
    country_area_choices = graphene.List(graphene.NonNull(ChoiceValue), required=True)
    city_type = graphene.String(required=True)
    city_area_type = graphene.String(required=True)
    postal_code_type = graphene.String(required=True)
    postal_code_matchers = graphene.List(graphene.NonNull(graphene.String), required=True)
    postal_code_examples = graphene.List(graphene.NonNull(graphene.String), required=True)

    def resolve_allowed_fields(self: Any, info: GraphQLResolveInfo) -> list[str]:
        """What an address there may have."""
        return _names(self, "allowed_fields")

    def resolve_required_fields(self: Any, info: GraphQLResolveInfo) -> list[str]:
        """What it must have."""
        return _names(self, "required_fields")

    def resolve_upper_fields(self: Any, info: GraphQLResolveInfo) -> list[str]:
        """What is written in capitals."""
        return _names(self, "upper_fields")

    def resolve_country_area_choices(self: Any, info: GraphQLResolveInfo) -> list[dict[str, str]]:
        """States, provinces and the like."""
        return [{"raw": raw, "verbose": verbose} for raw, verbose in self.country_area_choices]

    def resolve_postal_code_matchers(self: Any, info: GraphQLResolveInfo) -> list[str]:
        """Regular expressions."""
        return [matcher.pattern for matcher in self.postal_code_matchers]


class AddressQuery(graphene.ObjectType):
    """Reads the rules of countries."""

    address_validation_rules = graphene.Field(AddressValidationData, country_code=CountryCode(required=True))

    def resolve_address_validation_rules(self: Any, info: GraphQLResolveInfo, country_code: str) -> Any:
        """By country. Raises: GraphQLError for one without rules."""
        try:
            return read_rules(str(country_code))
        except ValueError as error:
            raise GraphQLError(f"No rules are known for {country_code}.") from error
