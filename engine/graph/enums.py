"""Enums: Saleor's values, of which the engine names those that it can give or take."""

from collections.abc import Iterable
from enum import StrEnum

import graphene


def graphql_enum(name: str, values: Iterable[str]) -> type[graphene.Enum]:
    """An enum type whose members are plain strings."""
    enum: type[graphene.Enum] = graphene.Enum.from_enum(StrEnum(name, {value: value for value in values}))
    return enum


def code_enum(name: str, values: str) -> type[graphene.Enum]:
    """As `graphql_enum`, the values given in one string with spaces between."""
    return graphql_enum(name, values.split())


OrderDirection = code_enum("OrderDirection", "ASC DESC")
ThumbnailFormatEnum = code_enum("ThumbnailFormatEnum", "ORIGINAL AVIF WEBP")
AddressTypeEnum = code_enum("AddressTypeEnum", "BILLING SHIPPING")
