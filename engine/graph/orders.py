"""Orders as clients see them. Who has an order's id may read it, as in Saleor: the id is a bearer secret."""

from typing import Any

import graphene
from django.db.models import Q, QuerySet
from graphql import GraphQLResolveInfo

from engine import models
from engine.graph.accounts import User
from engine.graph.addresses import Address
from engine.graph.delivery import ShippingMethod
from engine.graph.enums import OrderDirection, code_enum
from engine.graph.metadata import ObjectWithMetadata
from engine.graph.money import Money, TaxedMoney
from engine.graph.nodes import Node
from engine.graph.order_parts import (
    Fulfillment,
    OrderDiscount,
    OrderEvent,
    OrderGrantedRefund,
    OrderLine,
)
from engine.graph.paging import Page, connection, paged, paginate
from engine.graph.relations import many, one
from engine.graph.scalars import UUID, DateTime
from engine.graph.shop import Channel
from engine.graph.transactions import TransactionItem, amount_field
from engine.ids import pack, unpack
from engine.money import Money as Amount
from engine.money import TaxedMoney as Price
from engine.money import taxed
from engine.peers import fetch


class DeliveryMethod(graphene.Union):
    """How an order goes out."""

    class Meta:
        types = (ShippingMethod,)

    @classmethod
    def resolve_type(cls, row: Any, info: GraphQLResolveInfo) -> Any:
        """There is one kind."""
        return ShippingMethod


OrderStatus = code_enum(
    "OrderStatus",
    "DRAFT UNCONFIRMED UNFULFILLED PARTIALLY_FULFILLED PARTIALLY_RETURNED RETURNED FULFILLED CANCELED EXPIRED",
)
OrderChargeStatusEnum = code_enum("OrderChargeStatusEnum", "NONE PARTIAL FULL OVERCHARGED")
OrderAuthorizeStatusEnum = code_enum("OrderAuthorizeStatusEnum", "NONE PARTIAL FULL")
PaymentChargeStatusEnum = code_enum("PaymentChargeStatusEnum", "NOT_CHARGED PARTIALLY_CHARGED FULLY_CHARGED")
OrderOriginEnum = code_enum("OrderOriginEnum", "CHECKOUT REISSUE")
OrderAction = code_enum("OrderAction", "CAPTURE MARK_AS_PAID REFUND VOID")
OrderSortField = code_enum("OrderSortField", "NUMBER CREATED_AT LAST_MODIFIED_AT")
_SORTED_BY = {"NUMBER": "number", "CREATED_AT": "created_at", "LAST_MODIFIED_AT": "updated_at"}


def _taxed(name: str) -> graphene.Field:
    """A price of an order, from its two columns."""

    def resolve(row: models.Order, info: GraphQLResolveInfo) -> Price:
        return taxed(getattr(row, f"{name}_net_minor"), getattr(row, f"{name}_gross_minor"), row.currency)

    return graphene.Field(TaxedMoney, required=True, resolver=resolve)


class Order(graphene.ObjectType):
    """A placed order."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    number = graphene.String(required=True)
    created = DateTime(required=True)
    updated_at = DateTime(required=True)
    status = graphene.Field(OrderStatus, required=True)
    status_display = graphene.String(required=True)
    origin = graphene.Field(OrderOriginEnum, required=True)
    original = graphene.ID()
    is_paid = graphene.Boolean(required=True)
    charge_status = graphene.Field(OrderChargeStatusEnum, required=True)
    authorize_status = graphene.Field(OrderAuthorizeStatusEnum, required=True)
    payment_status = graphene.Field(PaymentChargeStatusEnum, required=True)
    actions = graphene.List(graphene.NonNull(OrderAction), required=True)
    checkout_id = graphene.ID()
    user = graphene.Field(User)
    user_email = graphene.String()
    customer_note = graphene.String(required=True)
    channel = one(Channel, "channel", required=True)
    voucher_code = graphene.String()
    shipping_address = one(Address, "shipping_address")
    billing_address = one(Address, "billing_address")
    shipping_method_name = graphene.String()
    delivery_method = one(DeliveryMethod, "shipping_method")
    lines = many(OrderLine, "lines")
    fulfillments = many(Fulfillment, "fulfillments")
    discounts = many(OrderDiscount, "discounts")
    transactions = many(TransactionItem, "transactions", "MANAGE_ORDERS", "HANDLE_PAYMENTS")
    events = many(OrderEvent, "events", "MANAGE_ORDERS")
    granted_refunds = many(OrderGrantedRefund, "granted_refunds", "MANAGE_ORDERS")
    subtotal = _taxed("subtotal")
    shipping_price = _taxed("shipping")
    total = _taxed("total")
    undiscounted_total = _taxed("undiscounted_total")
    total_authorized = amount_field("total_authorized_minor")
    total_charged = amount_field("total_charged_minor")
    total_refunded = amount_field("total_refunded_minor")
    total_balance = graphene.Field(Money, required=True)
    total_granted_refund = graphene.Field(Money, required=True)
    total_remaining_grant = graphene.Field(Money, required=True)
    total_refund_pending = graphene.Field(Money, required=True)

    def resolve_created(self: models.Order, info: GraphQLResolveInfo) -> Any:
        """When it was placed."""
        return self.created_at

    def resolve_status_display(self: models.Order, info: GraphQLResolveInfo) -> str:
        """The status in words."""
        return self.status.replace("_", " ").capitalize()

    def resolve_original(self: models.Order, info: GraphQLResolveInfo) -> str | None:
        """The order that this one makes good."""
        return pack("Order", self.original_id) if self.original_id else None

    def resolve_payment_status(self: models.Order, info: GraphQLResolveInfo) -> str:
        """The charge status in the words of payments before transactions."""
        return {"NONE": "NOT_CHARGED", "PARTIAL": "PARTIALLY_CHARGED"}.get(self.charge_status, "FULLY_CHARGED")

    def resolve_checkout_id(self: models.Order, info: GraphQLResolveInfo) -> str | None:
        """The checkout it was made of."""
        return pack("Checkout", self.checkout_token) if self.checkout_token else None

    def resolve_is_paid(self: models.Order, info: GraphQLResolveInfo) -> bool:
        """Whether the whole total is charged now: not so after any refund (case 107)."""
        return self.total_charged_minor >= self.total_gross_minor

    def resolve_actions(self: models.Order, info: GraphQLResolveInfo) -> list[str]:
        """None: they belong to payments that are not transactions."""
        return []

    def resolve_user(self: models.Order, info: GraphQLResolveInfo) -> models.User | None:
        """The buyer's account, for staff, apps that handle payments, and the buyer."""
        requestor = info.context.requestor
        if self.user_id and not (requestor.user and requestor.user.pk == self.user_id):
            info.context.require("MANAGE_USERS", "MANAGE_ORDERS", "HANDLE_PAYMENTS", "HANDLE_TAXES", "OWNER")
        user: models.User | None = fetch(self, "user")
        return user

    def resolve_total_balance(self: models.Order, info: GraphQLResolveInfo) -> Amount:
        """What was charged less what is due after grants (case 107)."""
        due = self.total_gross_minor - _granted(self)
        return Amount(self.total_charged_minor - due, self.currency)

    def resolve_total_granted_refund(self: models.Order, info: GraphQLResolveInfo) -> Amount:
        """What was granted back."""
        info.context.require("MANAGE_ORDERS")
        return Amount(_granted(self), self.currency)

    def resolve_total_remaining_grant(self: models.Order, info: GraphQLResolveInfo) -> Amount:
        """What was granted and is not yet given back or on its way."""
        info.context.require("MANAGE_ORDERS")
        gone = self.total_refunded_minor + _refund_pending(self)
        return Amount(max(0, _granted(self) - gone), self.currency)

    def resolve_total_refund_pending(self: models.Order, info: GraphQLResolveInfo) -> Amount:
        """What is on its way back."""
        info.context.require("MANAGE_ORDERS")
        return Amount(_refund_pending(self), self.currency)


def _granted(order: models.Order) -> int:
    return sum(grant.amount_minor for grant in fetch(order, "granted_refunds"))


def _refund_pending(order: models.Order) -> int:
    return sum(item.refund_pending_minor for item in fetch(order, "transactions"))


def _status_filter(name: str, enum: Any) -> Any:
    fields = {
        "eq": enum(),
        "one_of": graphene.List(graphene.NonNull(enum)),
        "__doc__": "One status, or one of several.",
    }
    return type(f"{name}FilterInput", (graphene.InputObjectType,), fields)


OrderStatusEnumFilterInput = _status_filter("OrderStatusEnum", OrderStatus)
OrderChargeStatusEnumFilterInput = _status_filter("OrderChargeStatusEnum", OrderChargeStatusEnum)


class DateTimeRangeInput(graphene.InputObjectType):
    """From a moment to another."""

    gte = DateTime()
    lte = DateTime()


class IntFilterInput(graphene.InputObjectType):
    """One number, or one of several."""

    eq = graphene.Int()
    one_of = graphene.List(graphene.NonNull(graphene.Int))


class OrderWhereInput(graphene.InputObjectType):
    """Which orders."""

    ids = graphene.List(graphene.NonNull(graphene.ID))
    number = IntFilterInput()
    status = OrderStatusEnumFilterInput()
    charge_status = OrderChargeStatusEnumFilterInput()
    created_at = DateTimeRangeInput()
    updated_at = DateTimeRangeInput()


class OrderSortingInput(graphene.InputObjectType):
    """In which order."""

    field = OrderSortField(required=True)
    direction = OrderDirection(required=True)


def find_orders(where: dict[str, Any], search: str) -> QuerySet[models.Order]:
    """Orders that meet the conditions; `search` looks at number, e-mail, names, product names and SKUs."""
    rows = models.Order.objects.exclude(status="DRAFT")
    if "ids" in where:
        rows = rows.filter(pk__in=[unpack(global_id, "Order") for global_id in where["ids"]])
    for name in ("number", "status", "charge_status"):
        condition = where.get(name) or {}
        if "eq" in condition:
            rows = rows.filter(**{name: condition["eq"]})
        if "one_of" in condition:
            rows = rows.filter(**{f"{name}__in": condition["one_of"]})
    for name in ("created_at", "updated_at"):
        for end, moment in (where.get(name) or {}).items():
            rows = rows.filter(**{f"{name}__{end}": moment}) if moment else rows
    for word in search.split()[:5]:
        text = word.removeprefix("#")
        hits = Q(user_email__icontains=text) | Q(shipping_address__first_name__icontains=text)
        hits |= Q(shipping_address__last_name__icontains=text)
        matching = models.OrderLine.objects.filter(Q(product_name__icontains=text) | Q(product_sku__iexact=text))
        hits |= Q(pk__in=matching.values("order_id"))
        if text.isascii() and text.isdigit() and len(text) < 18:
            hits |= Q(number=int(text))
        rows = rows.filter(hits)
    return rows


OrderCountableConnection = connection(Order, "Order")


class RefundSettings(graphene.ObjectType):
    """What staff must give with a refund; the root is the shop."""

    reason_reference_type = one("engine.graph.pages.PageType", "refund_reason_type")


class OrderQuery(graphene.ObjectType):
    """Orders."""

    order = graphene.Field(Order, id=graphene.ID())
    orders = paged(
        OrderCountableConnection, where=OrderWhereInput(), search=graphene.String(), sort_by=OrderSortingInput()
    )

    refund_settings = graphene.Field(RefundSettings, required=True)

    def resolve_refund_settings(self: Any, info: GraphQLResolveInfo) -> models.Shop:
        """Of the whole shop."""
        return models.Shop.objects.first() or models.Shop()

    def resolve_order(self: Any, info: GraphQLResolveInfo, *, id: str) -> models.Order | None:
        """By its id; a draft only for staff and apps."""
        found = models.Order.objects.filter(pk=UUID.parse_value(unpack(id, "Order"))).first()
        if found is not None and found.status == "DRAFT":
            info.context.require("MANAGE_ORDERS")
        return found

    def resolve_orders(
        self: Any,
        info: GraphQLResolveInfo,
        *,
        where: dict[str, Any] | None = None,
        search: str = "",
        sort_by: dict[str, Any] | None = None,
        **page: Any,
    ) -> Page:
        """For staff and apps; the newest first unless asked otherwise."""
        info.context.require("MANAGE_ORDERS")
        column = _SORTED_BY[str(sort_by["field"])] if sort_by else "created_at"
        descending = str(sort_by["direction"]) == "DESC" if sort_by else True
        order = (column,) if column == "number" else (column, "number")
        rows = find_orders(where or {}, search)
        return paginate(rows, "orders", page, order=order, descending=descending)
