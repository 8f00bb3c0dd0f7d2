"""Saleor's global ids: base64 of `Type:key`."""

import base64
from contextlib import suppress
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model
from graphql import GraphQLError

from engine.errors import Refusal
from engine.rows import find_one

Row = TypeVar("Row", bound=Model)


def pack(type_name: str, key: object) -> str:
    """The global id of row `key` of a type."""
    return base64.b64encode(f"{type_name}:{key}".encode()).decode()


def split(global_id: str) -> tuple[str, str]:
    """Type and key of a global id. Raises: GraphQLError."""
    with suppress(ValueError):
        type_name, _, key = base64.b64decode(global_id, validate=True).decode().partition(":")
        if key:
            return type_name, key
    raise GraphQLError(f"Invalid ID: {global_id}.")


def unpack(global_id: str, type_name: str) -> str:
    """The key in a global id of the given type. Raises: GraphQLError if it is none or of another type."""
    found, key = split(global_id)
    if found != type_name:
        raise GraphQLError(f"Invalid ID: {global_id}. Expected: {type_name}, received: {found}.")
    return key


def unpack_number(global_id: str, type_name: str) -> int:
    """The key in a global id whose key is a number. Raises: GraphQLError."""
    key = unpack(global_id, type_name)
    if not key.isascii() or not key.isdigit() or len(key) > 18:
        raise GraphQLError(f"Invalid ID: {global_id}. Expected: {type_name}.")
    return int(key)


def find_row(model: type[Row], global_id: str | None, key: object = None) -> Row | None:
    """The row of a global id of its type, or of a bare key. Raises: GraphQLError for an id that cannot be one."""
    try:
        return find_one(model, unpack(global_id, model.__name__) if global_id else key)
    except (ValueError, ValidationError) as error:
        raise GraphQLError(f"Invalid ID: {global_id}.") from error


def require_key(global_id: str | None, type_name: str, field: str = "id") -> str:
    """As `unpack`, for a mutation. Raises: Refusal with Saleor's code GRAPHQL_ERROR."""
    try:
        return unpack(global_id or "", type_name)
    except GraphQLError as error:
        raise Refusal(field, "GRAPHQL_ERROR", error.message) from error
