"""What an order is made of."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from engine import models
from engine.graph.enums import code_enum
from engine.graph.metadata import ObjectWithMetadata
from engine.graph.money import Money, TaxedMoney
from engine.graph.nodes import Node
from engine.graph.products import ProductVariant
from engine.graph.relations import many, one
from engine.graph.scalars import DateTime, PositiveDecimal
from engine.graph.stocks import Warehouse
from engine.graph.transactions import TransactionItem
from engine.ids import pack
from engine.money import Money as Amount
from engine.money import TaxedMoney as Price
from engine.money import taxed
from engine.peers import channel_of, fetch, join

FulfillmentStatus = code_enum("FulfillmentStatus", "FULFILLED RETURNED REPLACED CANCELED")
OrderEventsEnum = code_enum(
    "OrderEventsEnum",
    "PLACED CONFIRMED CANCELED ORDER_FULLY_PAID NOTE_ADDED TRACKING_UPDATED FULFILLMENT_FULFILLED_ITEMS "
    "FULFILLMENT_CANCELED FULFILLMENT_RESTOCKED_ITEMS FULFILLMENT_RETURNED FULFILLMENT_REPLACED "
    "ORDER_REPLACEMENT_CREATED TRANSACTION_CHARGE_REQUESTED TRANSACTION_REFUND_REQUESTED TRANSACTION_CANCEL_REQUESTED",
)
OrderDiscountType = code_enum("OrderDiscountType", "VOUCHER")
DiscountValueTypeEnum = code_enum("DiscountValueTypeEnum", "FIXED PERCENTAGE")
OrderGrantedRefundStatusEnum = code_enum("OrderGrantedRefundStatusEnum", "NONE PENDING SUCCESS FAILURE")


def line_price(name: str) -> graphene.Field:
    """A price of an order line, from its two columns."""

    def resolve(row: models.OrderLine, info: GraphQLResolveInfo) -> Price:
        currency = fetch(row, "order").currency
        return taxed(getattr(row, f"{name}_net_minor"), getattr(row, f"{name}_gross_minor"), currency)

    return graphene.Field(TaxedMoney, required=True, resolver=resolve)


def order_amount(row: Any, info: GraphQLResolveInfo) -> Amount:
    """The `amount_minor` of something that hangs on an order."""
    return Amount(row.amount_minor, fetch(row, "order").currency)


class Allocation(graphene.ObjectType):
    """Pieces promised to an order line."""

    class Meta:
        interfaces = (Node,)

    quantity = graphene.Int(required=True)
    warehouse = graphene.Field(Warehouse, required=True)

    def resolve_warehouse(self: models.Allocation, info: GraphQLResolveInfo) -> Any:
        """Where they lie."""
        return fetch(fetch(self, "stock"), "warehouse")


class OrderLine(graphene.ObjectType):
    """What was bought, as it was called and priced then."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    product_name = graphene.String(required=True)
    variant_name = graphene.String(required=True)
    product_sku = graphene.String()
    product_variant_id = graphene.String()
    is_shipping_required = graphene.Boolean(required=True)
    quantity = graphene.Int(required=True)
    quantity_fulfilled = graphene.Int(required=True)
    quantity_to_fulfill = graphene.Int(required=True)
    tax_rate = graphene.Float(required=True)
    unit_price = line_price("unit")
    undiscounted_unit_price = line_price("undiscounted_unit")
    total_price = line_price("total")
    undiscounted_total_price = line_price("undiscounted_total")
    variant = graphene.Field(ProductVariant)
    allocations = many(Allocation, "allocations", "MANAGE_PRODUCTS", "MANAGE_ORDERS", required=False)

    def resolve_quantity_to_fulfill(self: models.OrderLine, info: GraphQLResolveInfo) -> int:
        """What is still to be sent."""
        return self.quantity - self.quantity_fulfilled

    def resolve_variant(self: models.OrderLine, info: GraphQLResolveInfo) -> Any:
        """What it is today, in the order's channel; nothing once it is deleted."""
        variant = fetch(self, "variant")
        if variant is not None and channel_of(variant) is None:
            join([variant], fetch(fetch(self, "order"), "channel"))
        return variant


class FulfillmentLine(graphene.ObjectType):
    """Pieces that went, or came back, together."""

    class Meta:
        interfaces = (Node,)

    quantity = graphene.Int(required=True)
    order_line = one(OrderLine, "order_line")


class Fulfillment(graphene.ObjectType):
    """A parcel, or a return."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    fulfillment_order = graphene.Int(required=True)
    status = graphene.Field(FulfillmentStatus, required=True)
    tracking_number = graphene.String(required=True)
    created = DateTime(required=True)
    lines = many(FulfillmentLine, "lines", required=False)
    warehouse = graphene.Field(Warehouse)
    total_refunded_amount = graphene.Field(Money)

    def resolve_created(self: models.Fulfillment, info: GraphQLResolveInfo) -> Any:
        """When it was made."""
        return self.created_at

    def resolve_warehouse(self: models.Fulfillment, info: GraphQLResolveInfo) -> Any:
        """Where its pieces came from, if they were sent."""
        stocks = [fetch(line, "stock") for line in fetch(self, "lines")]
        return next((fetch(stock, "warehouse") for stock in stocks if stock is not None), None)


class OrderDiscount(graphene.ObjectType):
    """A voucher on the whole order."""

    class Meta:
        interfaces = (Node,)

    type = graphene.Field(OrderDiscountType, required=True)
    name = graphene.String()
    value_type = graphene.Field(DiscountValueTypeEnum, required=True)
    value = PositiveDecimal(required=True)
    reason = graphene.String()
    total = graphene.Field(Money, required=True, resolver=order_amount)
    amount = graphene.Field(Money, required=True, resolver=order_amount)


class OrderEvent(graphene.ObjectType):
    """A line of an order's history."""

    class Meta:
        interfaces = (Node,)

    date = DateTime()
    type = graphene.Field(OrderEventsEnum)
    message = graphene.String()
    amount = graphene.Float()

    def resolve_amount(self: models.OrderEvent, info: GraphQLResolveInfo) -> float | None:
        """In whole units."""
        return None if self.amount_minor is None else float(order_amount(self, info).amount)


class OrderGrantedRefundLine(graphene.ObjectType):
    """Pieces for which a refund was granted."""

    id = graphene.ID(required=True)
    quantity = graphene.Int(required=True)
    order_line = one(OrderLine, "order_line", required=True)
    reason = graphene.String()

    def resolve_id(self: models.GrantedRefundLine, info: GraphQLResolveInfo) -> str:
        """As Saleor packs it."""
        return pack("OrderGrantedRefundLine", self.pk)


class OrderGrantedRefund(graphene.ObjectType):
    """Money that staff have agreed to give back."""

    id = graphene.ID(required=True)
    created_at = DateTime(required=True)
    updated_at = DateTime(required=True)
    amount = graphene.Field(Money, required=True, resolver=order_amount)
    reason = graphene.String()
    shipping_costs_included = graphene.Boolean(required=True)
    status = graphene.Field(OrderGrantedRefundStatusEnum, required=True)
    lines = many(OrderGrantedRefundLine, "lines", required=False)
    transaction = one(TransactionItem, "transaction")

    def resolve_id(self: models.GrantedRefund, info: GraphQLResolveInfo) -> str:
        """As Saleor packs it: `OrderGrantedRefund:None` where there is no grant."""
        return pack("OrderGrantedRefund", self.pk)
