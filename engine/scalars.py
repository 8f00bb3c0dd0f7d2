"""How Saleor's scalars go out and come in. Decimals travel as numbers and are exact inside."""

import json
import uuid
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from graphql import GraphQLError


def _parse_decimal(value: Any) -> Decimal:
    try:
        number = Decimal(str(value))
    except InvalidOperation as error:
        raise GraphQLError(f"{value!r} is not a number.") from error
    if not number.is_finite() or isinstance(value, bool):
        raise GraphQLError(f"{value!r} is not a number.")
    return number


def _parse_positive(value: Any) -> Decimal:
    number = _parse_decimal(value)
    if number < 0:
        raise GraphQLError("Value cannot be lower than 0.")
    return number


def _parse_count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise GraphQLError("Value must be a whole number above 0.")
    return value


def _parsed_by(parse: Callable[[str], Any], name: str) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        try:
            return parse(str(value))
        except ValueError as error:
            raise GraphQLError(f"{value!r} is not a {name}.") from error

    return read


def _same(value: Any) -> Any:
    return value


SCALARS: dict[str, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    "Date": (str, _parsed_by(date.fromisoformat, "date")),
    "DateTime": (datetime.isoformat, _parsed_by(datetime.fromisoformat, "time")),
    "Decimal": (float, _parse_decimal),
    "GenericScalar": (_same, _same),
    "JSON": (_same, _same),
    "JSONString": (json.dumps, _parsed_by(json.loads, "JSON text")),
    "PositiveDecimal": (float, _parse_positive),
    "PositiveInt": (_same, _parse_count),
    "UUID": (str, _parsed_by(uuid.UUID, "UUID")),
}
