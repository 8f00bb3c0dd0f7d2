"""What webhooks may select: the event types, each with what it is about. Only in the event schema, never public."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from engine.graph.apps import App
from engine.graph.checkouts import Checkout
from engine.graph.groups import Category, Collection
from engine.graph.order_parts import Fulfillment, OrderGrantedRefund
from engine.graph.orders import Order
from engine.graph.products import Product, ProductVariant
from engine.graph.scalars import JSON, DateTime, PositiveDecimal
from engine.graph.stocks import Warehouse
from engine.graph.transactions import TransactionActionEnum, TransactionFlowStrategyEnum, TransactionItem
from engine.models import Channel
from engine.peers import join


class Event(graphene.Interface):
    """Something that happened; the root is a map with `type_name`."""

    issued_at = DateTime()
    version = graphene.String()
    recipient = graphene.Field(App)

    @classmethod
    def resolve_type(cls, happening: dict[str, Any], info: GraphQLResolveInfo) -> type[graphene.ObjectType]:
        """The one of its name."""
        return next(kind for kind in EVENT_TYPES if kind.__name__ == happening["type_name"])


class OrderOrCheckout(graphene.Union):
    """What is paid."""

    class Meta:
        types = (Checkout, Order)

    @classmethod
    def resolve_type(cls, row: Any, info: GraphQLResolveInfo) -> Any:
        """The one called like the row's class."""
        return {"Checkout": Checkout, "Order": Order}[type(row).__name__]


class TransactionAction(graphene.ObjectType):
    """What is asked of a payment app."""

    action_type = graphene.Field(TransactionActionEnum, required=True)
    amount = PositiveDecimal(required=True)
    currency = graphene.String(required=True)


class TransactionProcessAction(graphene.ObjectType):
    """What a session is to come to."""

    action_type = graphene.Field(TransactionFlowStrategyEnum, required=True)
    amount = PositiveDecimal(required=True)
    currency = graphene.String(required=True)


def _in_channel(kind: Any, name: str) -> graphene.Field:
    """A row of the catalogue, seen in a channel."""

    def resolve(happening: dict[str, Any], info: GraphQLResolveInfo, channel: str = "") -> Any:
        join([happening[name]], Channel.objects.filter(slug=channel).first() if channel else None)
        return happening[name]

    return graphene.Field(kind, channel=graphene.String(), resolver=resolve)


def _event(name: str, **fields: Any) -> type[graphene.ObjectType]:
    meta = type("Meta", (), {"interfaces": (Event,)})
    return type(name, (graphene.ObjectType,), {"Meta": meta, "__doc__": f"{name}.", **fields})


def _build_events() -> list[type[graphene.ObjectType]]:
    order, fulfillment = {"order": graphene.Field(Order)}, {"fulfillment": graphene.Field(Fulfillment)}
    parcel = {**order, **fulfillment}
    notice = {"notify_customer": graphene.Boolean(required=True)}
    variant = {"product_variant": _in_channel(ProductVariant, "product_variant")}
    source = {"source_object": graphene.Field(OrderOrCheckout, required=True), "data": JSON()}
    session = {
        **source,
        "transaction": graphene.Field(TransactionItem, required=True),
        "merchant_reference": graphene.String(required=True),
        "customer_ip_address": graphene.String(),
        "action": graphene.Field(TransactionProcessAction, required=True),
    }
    request = {
        "transaction": graphene.Field(TransactionItem),
        "action": graphene.Field(TransactionAction, required=True),
    }
    words = "Created Updated Confirmed Paid FullyPaid Refunded FullyRefunded Fulfilled Cancelled"
    table: dict[str, dict[str, Any]] = {f"Order{word}": order for word in words.split()}
    table |= {"DraftOrderCreated": order, "FulfillmentCreated": parcel | notice, "FulfillmentApproved": parcel | notice}
    table |= {"FulfillmentCanceled": parcel, "FulfillmentTrackingNumberUpdated": parcel}
    table |= {f"CheckoutFully{word}": {"checkout": graphene.Field(Checkout)} for word in ("Paid", "Authorized")}
    for word in ("Created", "Updated", "Deleted"):
        table[f"Product{word}"] = {"product": _in_channel(Product, "product")}
        table[f"ProductVariant{word}"] = variant
        table[f"Category{word}"] = {"category": graphene.Field(Category)}
        table[f"Collection{word}"] = {"collection": _in_channel(Collection, "collection")}
    table["ProductVariantDiscountedPriceUpdated"] = {"product_variant": graphene.Field(ProductVariant)}
    for word in ("StockUpdated", "OutOfStock", "BackInStock"):
        table[f"ProductVariant{word}"] = {**variant, "warehouse": graphene.Field(Warehouse)}
    table["PaymentGatewayInitializeSession"] = {**source, "amount": PositiveDecimal()}
    table["TransactionInitializeSession"] = {**session, "idempotency_key": graphene.String(required=True)}
    table |= {"TransactionProcessSession": session, "TransactionChargeRequested": request}
    table["TransactionCancelationRequested"] = request
    table["TransactionRefundRequested"] = {**request, "granted_refund": graphene.Field(OrderGrantedRefund)}
    return [_event(name, **fields) for name, fields in table.items()]


EVENT_TYPES = _build_events()


class Subscription(graphene.ObjectType):
    """What an app subscribes to."""

    event = graphene.Field(Event)

    def resolve_event(self: dict[str, Any], info: GraphQLResolveInfo) -> dict[str, Any]:
        """The one event the document is run for."""
        return self
