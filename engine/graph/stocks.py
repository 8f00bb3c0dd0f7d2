"""Warehouses and what lies in them."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from engine import models
from engine.graph.nodes import Node
from engine.peers import fetch


class Warehouse(graphene.ObjectType):
    """Where stock lies."""

    class Meta:
        interfaces = (Node,)

    name = graphene.String(required=True)
    slug = graphene.String(required=True)


class Stock(graphene.ObjectType):
    """The pieces of a variant in a warehouse."""

    class Meta:
        interfaces = (Node,)

    warehouse = graphene.Field(Warehouse, required=True)
    quantity = graphene.Int(required=True)
    quantity_allocated = graphene.Int(required=True)

    def resolve_warehouse(self: models.Stock, info: GraphQLResolveInfo) -> Any:
        """Where they lie."""
        return fetch(self, "warehouse")
