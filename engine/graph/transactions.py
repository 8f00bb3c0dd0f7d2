"""Payments as clients see them."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from engine import models
from engine.graph.enums import code_enum, graphql_enum
from engine.graph.metadata import ObjectWithMetadata
from engine.graph.money import Money
from engine.graph.nodes import Node
from engine.graph.scalars import UUID, DateTime
from engine.ids import unpack
from engine.money import Money as Amount
from engine.payment_rules import ACTIONS, EVENT_TYPES
from engine.peers import fetch

TransactionActionEnum = graphql_enum("TransactionActionEnum", ACTIONS)
TransactionEventTypeEnum = graphql_enum("TransactionEventTypeEnum", EVENT_TYPES)
TransactionFlowStrategyEnum = code_enum("TransactionFlowStrategyEnum", "AUTHORIZATION CHARGE")


def amount_field(column: str) -> graphene.Field:
    """An amount of a row that has `currency`, from a column of minor units."""

    def resolve(row: Any, info: GraphQLResolveInfo) -> Amount:
        return Amount(getattr(row, column), row.currency)

    return graphene.Field(Money, required=True, resolver=resolve)


def detail(kind: Any, name: str) -> graphene.Field:
    """A part of a map that keeps Saleor's spelling."""
    return graphene.Field(kind, resolver=lambda details, info: details.get(name))


class PaymentMethodDetails(graphene.Interface):
    """With what was paid; the root is a map as the payment app gave it."""

    name = graphene.String(required=True)

    @classmethod
    def resolve_type(cls, details: dict[str, Any], info: GraphQLResolveInfo) -> Any:
        """A card, or anything else."""
        return CardPaymentMethodDetails if details.get("type") == "CARD" else OtherPaymentMethodDetails


class CardPaymentMethodDetails(graphene.ObjectType):
    """A card."""

    class Meta:
        interfaces = (PaymentMethodDetails,)

    brand = graphene.String()
    first_digits = detail(graphene.String, "firstDigits")
    last_digits = detail(graphene.String, "lastDigits")
    exp_month = detail(graphene.Int, "expMonth")
    exp_year = detail(graphene.Int, "expYear")


class OtherPaymentMethodDetails(graphene.ObjectType):
    """Anything but a card."""

    class Meta:
        interfaces = (PaymentMethodDetails,)


class TransactionEvent(graphene.ObjectType):
    """One thing that happened to a payment."""

    class Meta:
        interfaces = (Node,)

    created_at = DateTime(required=True)
    psp_reference = graphene.String(required=True)
    message = graphene.String(required=True)
    external_url = graphene.String(required=True)
    amount = graphene.Field(Money, required=True)
    type = graphene.Field(TransactionEventTypeEnum)
    idempotency_key = graphene.String()

    def resolve_amount(self: models.TransactionEvent, info: GraphQLResolveInfo) -> Amount:
        """In the currency of the payment."""
        return Amount(self.amount_minor, fetch(self, "transaction").currency)


class TransactionItem(graphene.ObjectType):
    """A payment on a checkout or an order."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    token = UUID(required=True)
    created_at = DateTime(required=True)
    modified_at = DateTime(required=True)
    actions = graphene.List(graphene.NonNull(TransactionActionEnum), required=True)
    authorized_amount = amount_field("authorized_minor")
    authorize_pending_amount = amount_field("authorize_pending_minor")
    refunded_amount = amount_field("refunded_minor")
    refund_pending_amount = amount_field("refund_pending_minor")
    canceled_amount = amount_field("canceled_minor")
    cancel_pending_amount = amount_field("cancel_pending_minor")
    charged_amount = amount_field("charged_minor")
    charge_pending_amount = amount_field("charge_pending_minor")
    name = graphene.String(required=True)
    message = graphene.String(required=True)
    psp_reference = graphene.String(required=True)
    external_url = graphene.String(required=True)
    order = graphene.Field("engine.graph.orders.Order")
    checkout = graphene.Field("engine.graph.checkouts.Checkout")
    events = graphene.List(graphene.NonNull(TransactionEvent), required=True)
    payment_method_details = graphene.Field(PaymentMethodDetails)

    def resolve_events(self: models.TransactionItem, info: GraphQLResolveInfo) -> Any:
        """The latest first."""
        return fetch(self, "events")

    def resolve_payment_method_details(self: models.TransactionItem, info: GraphQLResolveInfo) -> Any:
        """As the app gave them, if it did."""
        return self.payment_method or None


def find_transaction(id: str | None, token: Any) -> models.TransactionItem | None:
    """The payment of a global id or of a token. Raises: GraphQLError for an id of something else."""
    key = token if id is None else unpack(id, "TransactionItem")
    return models.TransactionItem.objects.filter(pk=UUID.parse_value(key)).first()


class TransactionQuery(graphene.ObjectType):
    """Payments."""

    transaction = graphene.Field(TransactionItem, id=graphene.ID(), token=UUID())

    def resolve_transaction(
        self, info: GraphQLResolveInfo, *, id: str | None = None, token: Any = None
    ) -> models.TransactionItem | None:
        """For staff and apps."""
        info.context.require("HANDLE_PAYMENTS", "MANAGE_ORDERS")
        return find_transaction(id, token)
