"""The two schemas: what clients may ask, and what webhooks may select. Both are parts of Saleor 3.23's."""

from typing import Any

import graphene
from graphql import GraphQLSchema

from engine.graph.attributes import ASSIGNED_TYPES
from engine.graph.browsing import CatalogueQuery
from engine.graph.pages import PagesQuery
from engine.graph.shop import ShopQuery

QUERIES: tuple[type[Any], ...] = (ShopQuery, CatalogueQuery, PagesQuery)
MUTATIONS: tuple[type[Any], ...] = ()
TYPES: tuple[type[Any], ...] = ASSIGNED_TYPES


def _build() -> GraphQLSchema:
    query = type("Query", (*QUERIES, graphene.ObjectType), {"__doc__": "Everything that can be read."})
    mutation = type("Mutation", (*MUTATIONS, graphene.ObjectType), {"__doc__": "Everything that can be changed."})
    schema = graphene.Schema(query=query, mutation=mutation if MUTATIONS else None, types=list(TYPES))
    built: GraphQLSchema = schema.graphql_schema
    return built


public_schema = _build()
