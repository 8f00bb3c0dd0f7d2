"""How Saleor's scalars go out and come in. Decimals travel as numbers and are exact inside."""

import json
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from graphql import GraphQLError

Convert = Callable[[Any], Any]


def _read_decimal(value: Any) -> Decimal:
    number = Decimal(str(value))
    if not number.is_finite():
        raise ValueError
    return number


def _read_positive(value: Any) -> Decimal:
    if (number := _read_decimal(value)) < 0:
        raise ValueError
    return number


def _read_count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ValueError
    return value


def _scalar(show: Convert, read: Convert, what: str) -> dict[str, Convert]:
    def parse(value: Any) -> Any:
        try:
            return read(value)
        except (ValueError, ArithmeticError) as error:
            raise GraphQLError(f"{value!r} is not {what}.") from error

    return {"serialize": show, "parse_value": parse}


# JSON goes through as it is.
SCALARS = {
    "Date": _scalar(str, lambda text: date.fromisoformat(str(text)), "a date"),
    "DateTime": _scalar(datetime.isoformat, lambda text: datetime.fromisoformat(str(text)), "a time"),
    "Decimal": _scalar(float, _read_decimal, "a number"),
    "JSONString": _scalar(json.dumps, lambda text: json.loads(str(text)), "a JSON text"),
    "PositiveDecimal": _scalar(float, _read_positive, "a number of at least 0"),
    "PositiveInt": _scalar(int, _read_count, "a whole number above 0"),
    "UUID": _scalar(str, lambda text: UUID(str(text)), "a UUID"),
}
