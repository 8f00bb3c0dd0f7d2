"""Saleor's scalars. Decimals travel as numbers, exact inside."""

import datetime as dt
import decimal
import json
import uuid
from typing import Any

import graphene
from graphql import GraphQLError, ValueNode
from graphql.language import FloatValueNode, IntValueNode, StringValueNode
from graphql.utilities import value_from_ast_untyped


class Decimal(graphene.Scalar):
    """A number kept as a decimal."""

    @staticmethod
    def serialize(value: Any) -> float:
        """As a JSON number."""
        return float(value)

    @classmethod
    def parse_value(cls, value: Any) -> decimal.Decimal:
        """From a number or a string. Raises: GraphQLError."""
        try:
            number = decimal.Decimal(str(value))
        except decimal.InvalidOperation as error:
            raise GraphQLError(f"{value!r} is not a number.") from error
        if not number.is_finite() or isinstance(value, bool):
            raise GraphQLError(f"{value!r} is not a number.")
        return number

    @classmethod
    def parse_literal(cls, node: ValueNode, _variables: Any = None) -> decimal.Decimal:
        """From a literal in the document. Raises: GraphQLError."""
        if isinstance(node, FloatValueNode | IntValueNode | StringValueNode):
            return cls.parse_value(node.value)
        raise GraphQLError("Expected a number.")


class PositiveDecimal(Decimal):
    """A decimal that is not negative."""

    @classmethod
    def parse_value(cls, value: Any) -> decimal.Decimal:
        """From a number or a string. Raises: GraphQLError."""
        number = super().parse_value(value)
        if number < 0:
            raise GraphQLError("Value cannot be lower than 0.")
        return number


class PositiveInt(graphene.Int):
    """A whole number above zero."""

    @staticmethod
    def parse_value(value: Any) -> int:
        """From a whole number. Raises: GraphQLError."""
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise GraphQLError("Value must be a whole number above 0.")
        return value

    @staticmethod
    def parse_literal(node: ValueNode, _variables: Any = None) -> int:
        """From a literal in the document. Raises: GraphQLError."""
        if isinstance(node, IntValueNode):
            return PositiveInt.parse_value(int(node.value))
        raise GraphQLError("Value must be a whole number above 0.")


class JSON(graphene.Scalar):
    """Any JSON value."""

    @staticmethod
    def serialize(value: Any) -> Any:
        """As it is."""
        return value

    parse_value = serialize

    @staticmethod
    def parse_literal(node: ValueNode, variables: Any = None) -> Any:
        """From a literal in the document."""
        return value_from_ast_untyped(node, variables)


class Metadata(JSON):
    """A map of metadata keys to their values."""


class JSONString(graphene.JSONString):
    """JSON inside a string."""

    @staticmethod
    def serialize(value: Any) -> str:
        """The JSON text."""
        return json.dumps(value)


class DateTime(graphene.DateTime):
    """A moment in ISO 8601."""

    @staticmethod
    def serialize(value: Any) -> str:
        """With its offset."""
        return value.isoformat() if isinstance(value, dt.datetime) else str(value)


class Date(graphene.Date):
    """A day in ISO 8601."""


class UUID(graphene.Scalar):
    """A UUID in its usual form."""

    @staticmethod
    def serialize(value: Any) -> str:
        """The usual form."""
        return str(value)

    @staticmethod
    def parse_value(value: Any) -> uuid.UUID:
        """From the usual form. Raises: GraphQLError."""
        try:
            return uuid.UUID(str(value))
        except ValueError as error:
            raise GraphQLError(f"{value!r} is not a UUID.") from error

    @classmethod
    def parse_literal(cls, node: ValueNode, _variables: Any = None) -> uuid.UUID:
        """From a literal in the document. Raises: GraphQLError."""
        if isinstance(node, StringValueNode):
            return cls.parse_value(node.value)
        raise GraphQLError("Expected a UUID.")
