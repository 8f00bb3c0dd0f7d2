"""Fields that show related rows, read once for all rows of a list."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from engine.peers import fetch


def one(kind: Any, relation: str, **more: Any) -> graphene.Field:
    """The related row."""
    return graphene.Field(kind, resolver=_reader(relation, ()), **more)


def many(kind: Any, relation: str, *permissions: str, required: bool = True) -> graphene.Field:
    """The related rows; with `permissions` only for who holds one of them."""
    rows = graphene.List(graphene.NonNull(kind))
    return graphene.Field(graphene.NonNull(rows) if required else rows, resolver=_reader(relation, permissions))


def _reader(relation: str, permissions: tuple[str, ...]) -> Any:
    def resolve(row: Any, info: GraphQLResolveInfo) -> Any:
        if permissions:
            info.context.require(*permissions)
        return fetch(row, relation)

    return resolve
