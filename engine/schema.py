"""The two schemas: what clients may ask, and what webhooks may select. Both are parts of Saleor 3.23's."""

from collections.abc import Sequence
from typing import Any

import graphene
from graphql import GraphQLError, GraphQLSchema, parse, validate

from engine.graph.accounts import AccountMutation, AccountQuery
from engine.graph.addresses import AddressQuery
from engine.graph.apps import AppMutation, AppQuery
from engine.graph.attributes import ASSIGNED_TYPES
from engine.graph.browsing import CatalogueQuery
from engine.graph.checkout_work import CheckoutMutation
from engine.graph.checkouts import CheckoutQuery
from engine.graph.events import EVENT_TYPES, Subscription
from engine.graph.metadata_work import MetadataMutation
from engine.graph.order_work import OrderMutation
from engine.graph.orders import OrderQuery
from engine.graph.pages import PagesQuery
from engine.graph.sessions import PaymentMutation
from engine.graph.shop import ShopQuery
from engine.graph.transactions import (
    CardPaymentMethodDetails,
    OtherPaymentMethodDetails,
    TransactionQuery,
)

QUERIES: tuple[type[Any], ...] = (
    ShopQuery,
    CatalogueQuery,
    PagesQuery,
    AccountQuery,
    AppQuery,
    OrderQuery,
    TransactionQuery,
    AddressQuery,
    CheckoutQuery,
)
MUTATIONS: tuple[type[Any], ...] = (
    AccountMutation,
    AppMutation,
    OrderMutation,
    PaymentMutation,
    CheckoutMutation,
    MetadataMutation,
)
TYPES: tuple[type[Any], ...] = (*ASSIGNED_TYPES, CardPaymentMethodDetails, OtherPaymentMethodDetails)


def _build(subscription: type[Any] | None = None, more: Sequence[type[Any]] = ()) -> GraphQLSchema:
    query = type("Query", (*QUERIES, graphene.ObjectType), {"__doc__": "Everything that can be read."})
    mutation = type("Mutation", (*MUTATIONS, graphene.ObjectType), {"__doc__": "Everything that can be changed."})
    schema = graphene.Schema(
        query=query, mutation=mutation if MUTATIONS else None, subscription=subscription, types=[*TYPES, *more]
    )
    built: GraphQLSchema = schema.graphql_schema
    return built


public_schema = _build()
event_schema = _build(Subscription, EVENT_TYPES)


def check_subscription(text: str) -> str:
    """Why a webhook's document cannot be used; empty if it can."""
    try:
        errors = validate(event_schema, parse(text))
    except GraphQLError as error:
        return error.message
    return errors[0].message if errors else ""
