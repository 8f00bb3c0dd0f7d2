"""Metadata: maps of texts that rows carry; who may change them, and who is told."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from graphql import GraphQLError, GraphQLResolveInfo

from engine import models
from engine.errors import PermissionDenied, Refusal
from engine.ids import split
from engine.rows import find_one
from engine.webhooks import record_event
from engine.wiring import mutation, reads, resolver, snake_case

Pairs = list[dict[str, str]]
Change = Callable[[dict[str, str]], dict[str, str]]
# Who may change the public metadata of a type; anyone may change those of the other kinds.
_OWNERS = dict.fromkeys(("Category", "Collection", "Product", "ProductVariant"), "MANAGE_PRODUCTS")
_KINDS = {*_OWNERS, "Checkout", "CheckoutLine", "Order", "OrderLine"}
# Those of which apps are told; a category fires nothing, and a line belongs to its checkout or order.
_TOLD = {*_OWNERS, "Order"} - {"Category"}


reads(
    {
        "ObjectWithMetadata.metadata": lambda row: [
            {"key": key, "value": row.metadata[key]} for key in sorted(row.metadata)
        ]
    }
)


@resolver("Product.privateMetadata")
def _private(row: Any, info: GraphQLResolveInfo) -> Pairs:
    if not info.context.requestor.has_any("MANAGE_PRODUCTS"):
        raise PermissionDenied
    return [{"key": key, "value": row.private_metadata[key]} for key in sorted(row.private_metadata)]


def read_pairs(given: Pairs | None, field: str = "metadata") -> dict[str, str]:
    """The map given as a list of pairs. Raises: Refusal at the field for an empty key."""
    pairs = {pair["key"].strip(): pair["value"] for pair in given or []}
    if "" in pairs:
        raise Refusal(field, "REQUIRED", "Metadata key cannot be empty.")
    return pairs


@mutation("updateMetadata")
def _update(info: GraphQLResolveInfo, id: str, input: Pairs) -> dict[str, Any]:
    return _write(info, id, "metadata", _KINDS, lambda held: {**held, **read_pairs(input, "input")})


@mutation("updatePrivateMetadata")
def _update_private(info: GraphQLResolveInfo, id: str, input: Pairs) -> dict[str, Any]:
    return _write(info, id, "private_metadata", {"Product"}, lambda held: {**held, **read_pairs(input, "input")})


@mutation("deletePrivateMetadata")
def _delete_private(info: GraphQLResolveInfo, id: str, keys: list[str]) -> dict[str, Any]:
    return _write(
        info, id, "private_metadata", {"Product"}, lambda held: {key: held[key] for key in held if key not in keys}
    )


def _write(info: GraphQLResolveInfo, id: str, column: str, kinds: set[str], change: Change) -> dict[str, Any]:
    """Changes one of the maps of a row of these kinds, and tells apps of it."""
    try:
        type_name, key = split(id)
    except GraphQLError as error:
        raise Refusal("id", "GRAPHQL_ERROR", error.message) from error
    if type_name in _OWNERS:
        info.context.require(_OWNERS[type_name])
    try:
        row: Any = find_one(getattr(models, type_name), key, held=True) if type_name in kinds else None
    except (ValueError, ValidationError):
        row = None
    if row is None:
        raise Refusal("id", "NOT_FOUND", f"Couldn't resolve to a node: {id}")
    before = getattr(row, column)
    setattr(row, column, change(before))
    if getattr(row, column) != before:
        row.save(update_fields=[column, *(["updated_at"] if hasattr(row, "updated_at") else [])])
        # What changes nothing is told to nobody (saleor-events.md, "Which change fires what").
        name = snake_case(type_name)
        if type_name in _TOLD:
            record_event(f"{name.upper()}_UPDATED {name.upper()}_METADATA_UPDATED", {name: row})
    return {"item": row}
