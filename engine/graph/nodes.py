"""Global ids and the interface that has them."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from engine.ids import pack


def type_of(row: Any, info: GraphQLResolveInfo) -> Any:
    """The object type of a row: the one called like its class."""
    return info.schema.type_map[type(row).__name__].graphene_type  # type: ignore[attr-defined]


class Node(graphene.Interface):
    """Anything with a global id."""

    id = graphene.ID(required=True)

    @classmethod
    def resolve_type(cls, row: Any, info: GraphQLResolveInfo) -> Any:
        """The object type of a row."""
        return type_of(row, info)

    def resolve_id(self, info: GraphQLResolveInfo) -> str:
        """Made of the type's name and the row's key."""
        return pack(info.parent_type.name, self.pk)  # type: ignore[attr-defined]
