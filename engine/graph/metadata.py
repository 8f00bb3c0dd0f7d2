"""Metadata: maps of texts that rows carry, seen as lists of pairs."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from engine.errors import PermissionDenied, Refusal
from engine.graph.nodes import type_of

# Who may change the public, or see the private metadata of a type; anyone may change the public ones of the rest.
_OWNERS = {
    "Category": "MANAGE_PRODUCTS",
    "Collection": "MANAGE_PRODUCTS",
    "Page": "MANAGE_PAGES",
    "Product": "MANAGE_PRODUCTS",
    "ProductVariant": "MANAGE_PRODUCTS",
}
_PRIVATE_OWNERS = _OWNERS | {"Checkout": "MANAGE_CHECKOUTS", "CheckoutLine": "MANAGE_CHECKOUTS"}


class MetadataItem(graphene.ObjectType):
    """One pair."""

    key = graphene.String(required=True)
    value = graphene.String(required=True)


class MetadataInput(graphene.InputObjectType):
    """One pair to set."""

    key = graphene.String(required=True)
    value = graphene.String(required=True)


def list_items(pairs: dict[str, str]) -> list[dict[str, str]]:
    """The pairs of a map, by key."""
    return [{"key": key, "value": pairs[key]} for key in sorted(pairs)]


def read_items(items: list[dict[str, str]] | None) -> dict[str, str]:
    """The map given as a list of pairs. Raises: Refusal for an empty key."""
    pairs = {item["key"].strip(): item["value"] for item in items or []}
    if "" in pairs:
        raise Refusal("metadata", "REQUIRED", "Metadata key cannot be empty.")
    return pairs


def may_change(type_name: str, info: GraphQLResolveInfo) -> None:
    """Let only those pass who may change a type's public metadata. Raises: PermissionDenied."""
    if type_name in _OWNERS:
        info.context.require(_OWNERS[type_name])


class ObjectWithMetadata(graphene.Interface):
    """A row with metadata."""

    private_metadata = graphene.List(graphene.NonNull(MetadataItem), required=True)
    metadata = graphene.List(graphene.NonNull(MetadataItem), required=True)

    @classmethod
    def resolve_type(cls, row: Any, info: GraphQLResolveInfo) -> Any:
        """The object type of a row."""
        return type_of(row, info)

    def resolve_metadata(self: Any, info: GraphQLResolveInfo) -> list[dict[str, str]]:
        """The pairs, by key; a type without such a column has none."""
        return list_items(getattr(self, "metadata", {}))

    def resolve_private_metadata(self: Any, info: GraphQLResolveInfo) -> list[dict[str, str]]:
        """The pairs, by key. Raises: PermissionDenied."""
        owner = _PRIVATE_OWNERS.get(info.parent_type.name, "MANAGE_ORDERS")
        if not info.context.requestor.has_any(owner):
            raise PermissionDenied
        return list_items(getattr(self, "private_metadata", {}))
