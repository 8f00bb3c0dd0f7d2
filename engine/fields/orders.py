"""Orders, and what staff and apps do with them. Who has an order's id may read it, as in Saleor."""

from typing import Any

from django.db.models import Q, QuerySet
from graphql import GraphQLResolveInfo

from engine import fulfilment, models, orders, stock_levels
from engine.errors import Refusal
from engine.ids import find_row, pack, require_key, unpack, unpack_number
from engine.money import Money, to_minor
from engine.paging import Page, paginate
from engine.peers import channel_of, fetch, join
from engine.wiring import mutation, reads, resolver

_COLUMNS = {"NUMBER": ("number",), "CREATED_AT": ("created_at", "number"), "LAST_MODIFIED_AT": ("updated_at", "number")}
_OLD_STATUS = {"NONE": "NOT_CHARGED", "PARTIAL": "PARTIALLY_CHARGED"}


@resolver("Query.order")
def _order(root: Any, info: GraphQLResolveInfo, id: str) -> models.Order | None:
    return find_row(models.Order, id)


@resolver("Query.orders")
def _orders(
    root: Any, info: GraphQLResolveInfo, where: Any = None, search: str | None = None, sort_by: Any = None, **page: Any
) -> Page:
    sort = sort_by or {"field": "CREATED_AT", "direction": "DESC"}
    rows = find_orders(where or {}, search or "")
    return paginate(rows, "orders", page, order=_COLUMNS[sort["field"]], descending=sort["direction"] == "DESC")


def find_orders(where: dict[str, Any], search: str) -> QuerySet[models.Order]:
    """Orders that meet the conditions; `search` looks at number, e-mail, names, product names and SKUs."""
    rows = models.Order.objects.all()
    if "ids" in where:
        rows = rows.filter(pk__in=[unpack(global_id, "Order") for global_id in where["ids"]])
    lookups = {"eq": "", "one_of": "__in", "gte": "__gte", "lte": "__lte"}
    for name in ("number", "status", "charge_status", "created_at", "updated_at"):
        for how, value in (where.get(name) or {}).items():
            rows = rows if value is None else rows.filter(**{f"{name}{lookups[how]}": value})
    for word in search.split()[:5]:
        text = word.removeprefix("#")
        hits = Q(user_email__icontains=text) | Q(shipping_address__first_name__icontains=text)
        hits |= Q(shipping_address__last_name__icontains=text)
        lines = models.OrderLine.objects.filter(Q(product_name__icontains=text) | Q(product_sku__iexact=text))
        hits |= Q(pk__in=lines.values("order_id"))
        if text.isascii() and text.isdigit() and len(text) < 18:
            hits |= Q(number=int(text))
        rows = rows.filter(hits)
    return rows


def _granted(order: models.Order) -> int:
    return sum(grant.amount_minor for grant in fetch(order, "granted_refunds"))


def _pending(order: models.Order) -> int:
    return sum(item.refund_pending_minor for item in fetch(order, "transactions"))


def _variant_today(line: models.OrderLine) -> Any:
    """The line's variant in the order's channel; nothing once it is deleted."""
    variant = fetch(line, "variant")
    if variant is not None and channel_of(variant) is None:
        join([variant], fetch(fetch(line, "order"), "channel"))
    return variant


def _sent_from(fulfillment: models.Fulfillment) -> Any:
    stocks = [fetch(line, "stock") for line in fetch(fulfillment, "lines")]
    return next((fetch(stock, "warehouse") for stock in stocks if stock is not None), None)


def _event_amount(event: models.OrderEvent) -> float | None:
    minor = event.amount_minor
    return None if minor is None else float(Money(minor, fetch(event, "order").currency).amount)


reads(
    {
        "Query.refundSettings": lambda root: models.Shop.objects.first() or models.Shop(),
        "Order.statusDisplay": lambda order: order.status.replace("_", " ").capitalize(),
        "Order.checkoutId": lambda order: pack("Checkout", order.checkout_token) if order.checkout_token else None,
        # Whether the whole total is charged now: not so after any refund (case 107).
        "Order.isPaid": lambda order: order.total_charged_minor >= order.total_gross_minor,
        "Order.paymentStatus": lambda order: _OLD_STATUS.get(order.charge_status, "FULLY_CHARGED"),
        # They belong to payments that are not transactions.
        "Order.actions": lambda order: [],
        "Order.totalGrantedRefund": lambda order: Money(_granted(order), order.currency),
        "Order.totalRefundPending": lambda order: Money(_pending(order), order.currency),
        "Order.totalRemainingGrant": lambda order: Money(
            max(0, _granted(order) - order.total_refunded_minor - _pending(order)), order.currency
        ),
        # What was charged less what is due after grants (case 107).
        "Order.totalBalance": lambda order: Money(
            order.total_charged_minor - order.total_gross_minor + _granted(order), order.currency
        ),
        "OrderLine.quantityToFulfill": lambda line: line.quantity - line.quantity_fulfilled,
        "OrderLine.variant": _variant_today,
        "Allocation.warehouse": lambda allocation: fetch(fetch(allocation, "stock"), "warehouse"),
        "Fulfillment.warehouse": _sent_from,
        "OrderEvent.amount": _event_amount,
    }
)


@mutation("orderFulfill")
def _fulfil(info: GraphQLResolveInfo, input: dict[str, Any], order: str | None = None) -> dict[str, Any]:
    parcels = [
        fulfilment.Parcel(
            require_key(line.get("order_line_id"), "OrderLine", "orderLineId"),
            require_key(stock["warehouse"], "Warehouse", "warehouse"),
            stock["quantity"],
        )
        for line in input["lines"]
        for stock in line["stocks"]
    ]
    key, number = require_key(order, "Order", "order"), input.get("tracking_number") or ""
    sent = fulfilment.fulfil(key, parcels, tracking_number=number, requestor=info.context.requestor)
    return {"fulfillments": sent, "order": models.Order.objects.get(pk=key)}


@mutation("orderFulfillmentUpdateTracking")
def _set_tracking(info: GraphQLResolveInfo, id: str, input: dict[str, Any]) -> dict[str, Any]:
    number = input.get("tracking_number") or ""
    found = fulfilment.set_tracking(unpack_number(id, "Fulfillment"), number, info.context.requestor)
    return {"fulfillment": found, "order": found.order}


@mutation("orderFulfillmentCancel")
def _cancel_fulfillment(info: GraphQLResolveInfo, id: str, input: dict[str, Any] | None = None) -> dict[str, Any]:
    given = (input or {}).get("warehouse_id")
    warehouse = require_key(given, "Warehouse", "warehouseId") if given else None
    key = unpack_number(id, "Fulfillment")
    found = fulfilment.cancel(key, warehouse_key=warehouse, requestor=info.context.requestor)
    return {"fulfillment": found, "order": found.order}


@mutation("orderFulfillmentReturnProducts")
def _take_return(info: GraphQLResolveInfo, order: str, input: dict[str, Any]) -> dict[str, Any]:
    returns = [
        fulfilment.Return(require_key(line[f"{kind}_id"], type_name, field), line["quantity"], kind != "order_line")
        for kind, type_name, field in (
            ("fulfillment_line", "FulfillmentLine", "fulfillmentLineId"),
            ("order_line", "OrderLine", "orderLineId"),
        )
        for line in input.get(f"{kind}s") or []
    ]
    refund, key = bool(input.get("refund") or input.get("amount_to_refund")), require_key(order, "Order", "order")
    returned = fulfilment.take_return(key, returns, refund=refund, requestor=info.context.requestor)
    return {"order": models.Order.objects.get(pk=key), "return_fulfillment": returned}


@mutation("orderCancel")
def _cancel(info: GraphQLResolveInfo, id: str) -> dict[str, Any]:
    return {"order": orders.cancel_order(require_key(id, "Order"), info.context.requestor)}


@mutation("orderGrantRefundCreate")
def _grant(info: GraphQLResolveInfo, id: str, input: dict[str, Any]) -> dict[str, Any]:
    requestor, order = info.context.requestor, orders.lock_order(require_key(id, "Order"))
    orders.require_reason(requestor, input.get("reason_reference"), "reasonReference")
    granted = orders.grant_refund(
        order,
        transaction_token=require_key(input["transaction_id"], "TransactionItem", "transactionId"),
        lines=[{**line, "id": require_key(line["id"], "OrderLine", "lines")} for line in input.get("lines") or []],
        amount_minor=None if input.get("amount") is None else to_minor(input["amount"], order.currency),
        with_shipping=bool(input.get("grant_refund_for_shipping")),
        reason=input.get("reason") or "",
        requestor=requestor,
    )
    return {"granted_refund": granted, "order": models.Order.objects.get(pk=order.pk)}


@mutation("orderNoteAdd")
def _add_note(info: GraphQLResolveInfo, order: str, input: dict[str, Any]) -> dict[str, Any]:
    event = orders.add_note(require_key(order, "Order", "order"), input["message"], info.context.requestor)
    return {"event": event, "order": event.order}


@mutation("productVariantStocksUpdate")
def _set_stocks(
    info: GraphQLResolveInfo, stocks: list[dict[str, Any]], variant_id: str | None = None, sku: str = ""
) -> dict[str, Any]:
    key = {"pk": unpack_number(variant_id, "ProductVariant")} if variant_id else {"sku": sku}
    variant = models.ProductVariant.objects.filter(**key).first()
    if variant is None:
        raise Refusal("variantId", "NOT_FOUND", "Couldn't resolve to a node.")
    quantities = {require_key(item["warehouse"], "Warehouse", "warehouse"): item["quantity"] for item in stocks}
    stock_levels.set_stocks(variant, quantities)
    return {"product_variant": variant}
