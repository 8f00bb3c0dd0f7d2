"""What staff and apps do with orders."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from engine import fulfilment, models, orders, stock_levels
from engine.errors import Refusal
from engine.graph.enums import code_enum
from engine.graph.mutations import Mutation, done, error_type, errors_field
from engine.graph.order_parts import Fulfillment, OrderEvent, OrderGrantedRefund
from engine.graph.orders import Order
from engine.graph.products import ProductVariant
from engine.graph.scalars import Decimal, PositiveDecimal
from engine.ids import require_key, unpack, unpack_number
from engine.money import to_minor

OrderErrorCode = code_enum(
    "OrderErrorCode",
    "CANNOT_CANCEL_FULFILLMENT CANNOT_CANCEL_ORDER CANNOT_FULFILL_UNPAID_ORDER CANNOT_REFUND FULFILL_ORDER_LINE "
    "GRAPHQL_ERROR INSUFFICIENT_STOCK INVALID INVALID_QUANTITY NOT_FOUND REQUIRED ZERO_QUANTITY",
)
_IDS = graphene.List(graphene.NonNull(graphene.ID))
OrderError = error_type("OrderError", OrderErrorCode, warehouse=graphene.ID(), order_lines=_IDS, variants=_IDS)
OrderNoteAddErrorCode = code_enum("OrderNoteAddErrorCode", "GRAPHQL_ERROR REQUIRED")
GrantLineErrorCode = code_enum(
    "OrderGrantRefundCreateLineErrorCode", "GRAPHQL_ERROR NOT_FOUND QUANTITY_GREATER_THAN_AVAILABLE"
)
GrantLineError = error_type("OrderGrantRefundCreateLineError", GrantLineErrorCode, line_id=graphene.ID(required=True))
GrantErrorCode = code_enum(
    "OrderGrantRefundCreateErrorCode",
    "GRAPHQL_ERROR NOT_FOUND SHIPPING_COSTS_ALREADY_GRANTED AMOUNT_GREATER_THAN_AVAILABLE REQUIRED INVALID",
)
GrantError = error_type(
    "OrderGrantRefundCreateError", GrantErrorCode, lines=graphene.List(graphene.NonNull(GrantLineError))
)
BulkStockError = error_type(
    "BulkStockError", code_enum("ProductErrorCode", "GRAPHQL_ERROR INVALID NOT_FOUND"), index=graphene.Int()
)


class OrderNoteAddError(graphene.ObjectType):
    """Why a note was refused; here Saleor's code may be missing."""

    field = graphene.String()
    message = graphene.String()
    code = graphene.Field(OrderNoteAddErrorCode)


class OrderFulfillStockInput(graphene.InputObjectType):
    """So many pieces out of a warehouse."""

    quantity = graphene.Int(required=True)
    warehouse = graphene.ID(required=True)


class OrderFulfillLineInput(graphene.InputObjectType):
    """Pieces of an order line."""

    order_line_id = graphene.ID()
    stocks = graphene.List(graphene.NonNull(OrderFulfillStockInput), required=True)


class OrderFulfillInput(graphene.InputObjectType):
    """What is sent."""

    lines = graphene.List(graphene.NonNull(OrderFulfillLineInput), required=True)
    notify_customer = graphene.Boolean()
    tracking_number = graphene.String()


class OrderFulfill(Mutation):
    """Send pieces."""

    class Arguments:
        order = graphene.ID()
        input = OrderFulfillInput(required=True)

    permissions = ("MANAGE_ORDERS",)
    fulfillments = graphene.List(graphene.NonNull(Fulfillment))
    order = graphene.Field(Order)
    errors = errors_field(OrderError)

    @classmethod
    def perform(cls, info: GraphQLResolveInfo, *, input: dict[str, Any], order: str | None = None) -> dict[str, Any]:
        """See `fulfilment.fulfil`."""
        parcels = [
            fulfilment.Parcel(
                require_key(line.get("order_line_id"), "OrderLine", "orderLineId"),
                require_key(stock["warehouse"], "Warehouse", "warehouse"),
                stock["quantity"],
            )
            for line in input["lines"]
            for stock in line["stocks"]
        ]
        key = require_key(order, "Order", "order")
        number = input.get("tracking_number") or ""
        sent = fulfilment.fulfil(key, parcels, tracking_number=number, requestor=info.context.requestor)
        return done(fulfillments=sent, order=models.Order.objects.get(pk=key))


class FulfillmentUpdateTrackingInput(graphene.InputObjectType):
    """Where it is."""

    tracking_number = graphene.String()
    notify_customer = graphene.Boolean(default_value=False)


class FulfillmentUpdateTracking(Mutation):
    """Set a tracking number."""

    class Arguments:
        id = graphene.ID(required=True)
        input = FulfillmentUpdateTrackingInput(required=True)

    permissions = ("MANAGE_ORDERS",)
    fulfillment = graphene.Field(Fulfillment)
    order = graphene.Field(Order)
    errors = errors_field(OrderError)

    @classmethod
    def perform(cls, info: GraphQLResolveInfo, *, id: str, input: dict[str, Any]) -> dict[str, Any]:
        """See `fulfilment.set_tracking`."""
        number = input.get("tracking_number") or ""
        found = fulfilment.set_tracking(unpack_number(id, "Fulfillment"), number, info.context.requestor)
        return done(fulfillment=found, order=found.order)


class FulfillmentCancelInput(graphene.InputObjectType):
    """Where the pieces go."""

    warehouse_id = graphene.ID()


class FulfillmentCancel(Mutation):
    """Call a parcel back."""

    class Arguments:
        id = graphene.ID(required=True)
        input = FulfillmentCancelInput()

    permissions = ("MANAGE_ORDERS",)
    fulfillment = graphene.Field(Fulfillment)
    order = graphene.Field(Order)
    errors = errors_field(OrderError)

    @classmethod
    def perform(cls, info: GraphQLResolveInfo, *, id: str, input: dict[str, Any] | None = None) -> dict[str, Any]:
        """See `fulfilment.cancel`."""
        warehouse = (input or {}).get("warehouse_id")
        found = fulfilment.cancel(
            unpack_number(id, "Fulfillment"),
            warehouse_key=unpack(warehouse, "Warehouse") if warehouse else None,
            requestor=info.context.requestor,
        )
        return done(fulfillment=found, order=found.order)


class OrderReturnLineInput(graphene.InputObjectType):
    """Pieces that were not sent."""

    order_line_id = graphene.ID(required=True)
    quantity = graphene.Int(required=True)
    replace = graphene.Boolean(default_value=False)


class OrderReturnFulfillmentLineInput(graphene.InputObjectType):
    """Pieces that were sent."""

    fulfillment_line_id = graphene.ID(required=True)
    quantity = graphene.Int(required=True)
    replace = graphene.Boolean(default_value=False)


class OrderReturnProductsInput(graphene.InputObjectType):
    """What comes back."""

    order_lines = graphene.List(graphene.NonNull(OrderReturnLineInput))
    fulfillment_lines = graphene.List(graphene.NonNull(OrderReturnFulfillmentLineInput))
    amount_to_refund = PositiveDecimal()
    include_shipping_costs = graphene.Boolean(default_value=False)
    refund = graphene.Boolean(default_value=False)


class FulfillmentReturnProducts(Mutation):
    """Take a return."""

    class Arguments:
        order = graphene.ID(required=True)
        input = OrderReturnProductsInput(required=True)

    permissions = ("MANAGE_ORDERS",)
    return_fulfillment = graphene.Field(Fulfillment)
    replace_fulfillment = graphene.Field(Fulfillment)
    order = graphene.Field(Order)
    replace_order = graphene.Field(Order)
    errors = errors_field(OrderError)

    @classmethod
    def perform(cls, info: GraphQLResolveInfo, *, order: str, input: dict[str, Any]) -> dict[str, Any]:
        """See `fulfilment.take_return`."""
        sent = [
            fulfilment.Return(
                require_key(line["fulfillment_line_id"], "FulfillmentLine", "fulfillmentLineId"),
                line["quantity"],
                line["replace"],
                is_fulfilled=True,
            )
            for line in input.get("fulfillment_lines") or []
        ]
        unsent = [
            fulfilment.Return(
                require_key(line["order_line_id"], "OrderLine", "orderLineId"),
                line["quantity"],
                line["replace"],
                is_fulfilled=False,
            )
            for line in input.get("order_lines") or []
        ]
        found, returned, replaced, draft = fulfilment.take_return(
            require_key(order, "Order", "order"),
            [*sent, *unsent],
            refund=bool(input.get("refund") or input.get("amount_to_refund")),
            requestor=info.context.requestor,
        )
        return done(order=found, return_fulfillment=returned, replace_fulfillment=replaced, replace_order=draft)


class OrderCancel(Mutation):
    """Cancel an order."""

    class Arguments:
        id = graphene.ID(required=True)

    permissions = ("MANAGE_ORDERS",)
    order = graphene.Field(Order)
    errors = errors_field(OrderError)

    @classmethod
    def perform(cls, info: GraphQLResolveInfo, *, id: str) -> dict[str, Any]:
        """See `orders.cancel_order`."""
        return done(order=orders.cancel_order(require_key(id, "Order"), info.context.requestor))


class OrderGrantRefundCreateLineInput(graphene.InputObjectType):
    """Pieces to refund."""

    id = graphene.ID(required=True)
    quantity = graphene.Int(required=True)
    reason = graphene.String()


class OrderGrantRefundCreateInput(graphene.InputObjectType):
    """What is granted."""

    amount = Decimal()
    reason = graphene.String()
    reason_reference = graphene.ID()
    lines = graphene.List(graphene.NonNull(OrderGrantRefundCreateLineInput))
    grant_refund_for_shipping = graphene.Boolean()
    transaction_id = graphene.ID(required=True)


class OrderGrantRefundCreate(Mutation):
    """Grant a refund."""

    class Arguments:
        id = graphene.ID(required=True)
        input = OrderGrantRefundCreateInput(required=True)

    permissions = ("MANAGE_ORDERS",)
    granted_refund = graphene.Field(OrderGrantedRefund)
    order = graphene.Field(Order)
    errors = errors_field(GrantError)

    @classmethod
    def perform(cls, info: GraphQLResolveInfo, *, id: str, input: dict[str, Any]) -> dict[str, Any]:
        """See `orders.grant_refund`."""
        requestor = info.context.requestor
        orders.require_reason(requestor, input.get("reason_reference"), "reasonReference")
        lines = [
            {
                "id": require_key(line["id"], "OrderLine", "lines"),
                "quantity": line["quantity"],
                "reason": line.get("reason"),
            }
            for line in input.get("lines") or []
        ]
        key, amount = require_key(id, "Order"), input.get("amount")
        currency = orders.lock_order(key).currency
        granted = orders.grant_refund(
            key,
            transaction_token=require_key(input["transaction_id"], "TransactionItem", "transactionId"),
            lines=lines,
            amount_minor=None if amount is None else to_minor(amount, currency),
            with_shipping=bool(input.get("grant_refund_for_shipping")),
            reason=input.get("reason") or "",
            requestor=requestor,
        )
        return done(granted_refund=granted, order=models.Order.objects.get(pk=key))


class OrderNoteInput(graphene.InputObjectType):
    """A note."""

    message = graphene.String(required=True)


class OrderNoteAdd(Mutation):
    """Add a note for staff."""

    class Arguments:
        order = graphene.ID(required=True)
        input = OrderNoteInput(required=True)

    permissions = ("MANAGE_ORDERS",)
    order = graphene.Field(Order)
    event = graphene.Field(OrderEvent)
    errors = errors_field(OrderNoteAddError)

    @classmethod
    def perform(cls, info: GraphQLResolveInfo, *, order: str, input: dict[str, Any]) -> dict[str, Any]:
        """See `orders.add_note`."""
        event = orders.add_note(require_key(order, "Order", "order"), input["message"], info.context.requestor)
        return done(event=event, order=event.order)


class StockInput(graphene.InputObjectType):
    """How many pieces lie in a warehouse."""

    warehouse = graphene.ID(required=True)
    quantity = graphene.Int(required=True)


class ProductVariantStocksUpdate(Mutation):
    """Set a variant's stock."""

    class Arguments:
        variant_id = graphene.ID()
        sku = graphene.String()
        stocks = graphene.List(graphene.NonNull(StockInput), required=True)

    permissions = ("MANAGE_PRODUCTS",)
    product_variant = graphene.Field(ProductVariant)
    errors = errors_field(BulkStockError)

    @classmethod
    def perform(cls, info: GraphQLResolveInfo, *, stocks: list[dict[str, Any]], **given: Any) -> dict[str, Any]:
        """See `stock_levels.set_stocks`."""
        rows = models.ProductVariant.objects.all()
        if given.get("variant_id"):
            variant = rows.filter(pk=unpack_number(given["variant_id"], "ProductVariant")).first()
        else:
            variant = rows.filter(sku=given.get("sku") or "").first()
        if variant is None:
            raise Refusal("variantId", "NOT_FOUND", "Couldn't resolve to a node.")
        quantities = {require_key(item["warehouse"], "Warehouse", "warehouse"): item["quantity"] for item in stocks}
        stock_levels.set_stocks(variant, quantities)
        return done(product_variant=variant)


class OrderMutation(graphene.ObjectType):
    """Work on orders."""

    order_fulfill = OrderFulfill.Field()
    order_fulfillment_update_tracking = FulfillmentUpdateTracking.Field()
    order_fulfillment_cancel = FulfillmentCancel.Field()
    order_fulfillment_return_products = FulfillmentReturnProducts.Field()
    order_cancel = OrderCancel.Field()
    order_grant_refund_create = OrderGrantRefundCreate.Field()
    order_note_add = OrderNoteAdd.Field()
    product_variant_stocks_update = ProductVariantStocksUpdate.Field()
