"""Sending pieces, calling them back, and taking returns."""

from typing import Any

from django.db.models import F, Max, Q, Sum
from graphql import GraphQLResolveInfo

from engine.errors import Refusal
from engine.ids import pack, require_key, unpack_number
from engine.models import Allocation, Fulfillment, FulfillmentLine, Order, OrderLine, ProductVariant, Stock, Warehouse
from engine.orders import lock_order
from engine.settlement import note_event
from engine.stock_levels import set_stocks
from engine.webhooks import record_event
from engine.wiring import mutation

Given = dict[str, Any]
Info = GraphQLResolveInfo
_NOT_FOUND = "Couldn't resolve to a node."


@mutation("orderFulfill")
def _fulfil(info: Info, input: Given, order: str | None = None) -> Given:
    """Send pieces: one fulfilment per warehouse, out of its stock (cases 97 and 418)."""
    found, number = lock_order(order, "order"), input.get("tracking_number") or ""
    if found.total_charged_minor < found.total_gross_minor:
        raise Refusal("order", "CANNOT_FULFILL_UNPAID_ORDER", "Cannot fulfill unpaid order.")
    if found.status == "CANCELED":
        raise Refusal("order", "INVALID", "Cannot fulfill a canceled order.")
    if input["allow_stock_to_be_exceeded"]:
        raise Refusal("allowStockToBeExceeded", "INVALID", "The engine sends only what is in stock.")
    by_warehouse: dict[str, list[tuple[str | None, int]]] = {}
    for line in input["lines"]:
        for stock in (stock for stock in line["stocks"] if stock["quantity"] > 0):
            parcel = line.get("order_line_id"), stock["quantity"]
            by_warehouse.setdefault(stock["warehouse"], []).append(parcel)
    if not by_warehouse:
        raise Refusal("lines", "ZERO_QUANTITY", "Total quantity must be larger than 0.")
    sent = []
    for warehouse, parcels in by_warehouse.items():
        fulfillment = _number(found, "FULFILLED", number)
        for line_id, quantity in parcels:
            _take(fulfillment, line_id, warehouse, quantity)
        sent.append(fulfillment)
        note_event(found, "FULFILLMENT_FULFILLED_ITEMS", info.context.requestor)
        created = "FULFILLMENT_CREATED" + (" FULFILLMENT_TRACKING_NUMBER_UPDATED" if number else "")
        _tell(created, fulfillment, notify_customer=True)
    _set_status(found)
    for fulfillment in sent if found.status == "FULFILLED" else ():
        _tell("FULFILLMENT_APPROVED", fulfillment, notify_customer=True)
    record_event("ORDER_UPDATED" + (" ORDER_FULFILLED" if found.status == "FULFILLED" else ""), {"order": found})
    return {"fulfillments": sent, "order": found}


def _tell(event: str, fulfillment: Fulfillment, **more: Any) -> None:
    record_event(event, {"fulfillment": fulfillment, "order": fulfillment.order, **more})


def _number(order: Order, status: str, tracking_number: str = "") -> Fulfillment:
    last = order.fulfillments.aggregate(last=Max("fulfillment_order"))["last"] or 0
    return order.fulfillments.create(status=status, tracking_number=tracking_number, fulfillment_order=last + 1)


def _count_fulfilled(line: OrderLine, quantity: int) -> bool:
    """Count pieces of a line as fulfilled, never more than were sold: the update itself has the condition."""
    room = OrderLine.objects.filter(pk=line.pk, quantity_fulfilled__lte=F("quantity") - quantity)
    return bool(room.update(quantity_fulfilled=F("quantity_fulfilled") + quantity))


def _take(fulfillment: Fulfillment, line_id: str | None, warehouse: str, quantity: int) -> None:
    """Take pieces out of a stock: those promised to the line first, then what nobody was promised."""
    key, place = require_key(line_id, "OrderLine", "orderLineId"), require_key(warehouse, "Warehouse", "warehouse")
    line = fulfillment.order.lines.filter(pk=key).first()
    if line is None:
        raise Refusal("orderLineId", "NOT_FOUND", "Order line does not exist.", order_lines=[line_id])
    if not _count_fulfilled(line, quantity):
        text = f"Only {line.quantity - line.quantity_fulfilled} items remaining to fulfill."
        raise Refusal("orderLineId", "FULFILL_ORDER_LINE", text, order_lines=[line_id])
    stock = Stock.objects.filter(product_variant=line.variant_id, warehouse_id=place).first()
    there = Q(pk=stock.pk if stock else None, quantity__gte=quantity)
    if _release(line, stock, quantity) < quantity:
        there &= Q(quantity__gte=F("quantity_allocated") + quantity)
    if not Stock.objects.filter(there).update(quantity=F("quantity") - quantity):
        text = "Insufficient product stock."
        raise Refusal("stocks", "INSUFFICIENT_STOCK", text, order_lines=[line_id], warehouse=warehouse)
    fulfillment.lines.create(order_line=line, stock=stock, quantity=quantity)


def _release(line: OrderLine, stock: Stock | None, quantity: int) -> int:
    """Give up what is promised to the line, on `stock` first; how many of these pieces were promised there."""
    here = 0
    promised = line.allocations.filter(quantity__gt=0)
    for allocation in sorted(promised, key=lambda one: not stock or one.stock_id != stock.pk):
        used = min(quantity, allocation.quantity)
        quantity -= used
        Allocation.objects.filter(pk=allocation.pk).update(quantity=F("quantity") - used)
        Stock.objects.filter(pk=allocation.stock_id).update(quantity_allocated=F("quantity_allocated") - used)
        here += used if stock and allocation.stock_id == stock.pk else 0
    return here


def _find(global_id: str) -> Fulfillment:
    found = Fulfillment.objects.filter(pk=unpack_number(global_id, "Fulfillment")).first()
    if found is None:
        raise Refusal("id", "NOT_FOUND", _NOT_FOUND)
    found.order = lock_order(pack("Order", found.order_id))
    return found


@mutation("orderFulfillmentUpdateTracking")
def _set_tracking(info: Info, id: str, input: Given) -> Given:
    fulfillment = _find(id)
    fulfillment.tracking_number = input.get("tracking_number") or ""
    fulfillment.save(update_fields=["tracking_number"])
    note_event(fulfillment.order, "TRACKING_UPDATED", info.context.requestor)
    _tell("FULFILLMENT_TRACKING_NUMBER_UPDATED", fulfillment)
    record_event("ORDER_UPDATED", {"order": fulfillment.order})
    return {"fulfillment": fulfillment, "order": fulfillment.order}


@mutation("orderFulfillmentCancel")
def _cancel(info: Info, id: str, input: Given | None = None) -> Given:
    """Call a fulfilment back: its pieces lie in the warehouse again, promised to the order (case 248)."""
    fulfillment, given = _find(id), (input or {}).get("warehouse_id")
    if not given:
        raise Refusal("warehouseId", "REQUIRED", "Parameter 'warehouseId' is required.")
    warehouse = Warehouse.objects.filter(pk=require_key(given, "Warehouse", "warehouseId")).first()
    if warehouse is None:
        raise Refusal("warehouseId", "NOT_FOUND", _NOT_FOUND)
    if not Fulfillment.objects.filter(pk=fulfillment.pk, status="FULFILLED").update(status="CANCELED"):
        raise Refusal("fulfillment", "CANNOT_CANCEL_FULFILLMENT", "This fulfillment can't be canceled")
    fulfillment.status = "CANCELED"
    for part in fulfillment.lines.select_related("order_line"):
        line, more = part.order_line, {"quantity": F("quantity") + part.quantity}
        OrderLine.objects.filter(pk=line.pk).update(quantity_fulfilled=F("quantity_fulfilled") - part.quantity)
        if line.variant_id is not None:
            stock, _ = Stock.objects.get_or_create(product_variant_id=line.variant_id, warehouse=warehouse)
            Stock.objects.filter(pk=stock.pk).update(quantity_allocated=F("quantity_allocated") + part.quantity, **more)
            allocation, _ = Allocation.objects.get_or_create(order_line=line, stock=stock)
            Allocation.objects.filter(pk=allocation.pk).update(**more)
    note_event(fulfillment.order, "FULFILLMENT_CANCELED", info.context.requestor)
    note_event(fulfillment.order, "FULFILLMENT_RESTOCKED_ITEMS", info.context.requestor)
    _set_status(fulfillment.order)
    _tell("FULFILLMENT_CANCELED", fulfillment)
    record_event("ORDER_UPDATED", {"order": fulfillment.order})
    return {"fulfillment": fulfillment, "order": fulfillment.order}


@mutation("orderFulfillmentReturnProducts")
def _take_return(info: Info, order: str, input: Given) -> Given:
    """Move pieces into a RETURNED fulfilment; nothing is restocked or given back (215 to 218, 271)."""
    found = lock_order(order, "order")
    if input.get("refund") or input.get("amount_to_refund"):
        raise Refusal("refund", "CANNOT_REFUND", "Cannot refund an order that was paid by transactions.")
    if any(item["replace"] for lines in ("fulfillment_lines", "order_lines") for item in input.get(lines) or []):
        raise Refusal("replace", "INVALID", "The engine sends no replacements: make a new order.")
    returned = _number(found, "RETURNED")
    for item in input.get("fulfillment_lines") or []:
        part = _leave_fulfillment(found, item["fulfillment_line_id"], item["quantity"])
        returned.lines.create(order_line=part.order_line, stock=part.stock, quantity=item["quantity"])
    for item in input.get("order_lines") or []:
        line = _leave_unsent(found, item["order_line_id"], item["quantity"])
        returned.lines.create(order_line=line, quantity=item["quantity"])
    note_event(found, "FULFILLMENT_RETURNED", info.context.requestor)
    _set_status(found)
    record_event("ORDER_UPDATED", {"order": found})
    return {"order": found, "return_fulfillment": returned}


def _leave_fulfillment(order: Order, line_id: str, quantity: int) -> FulfillmentLine:
    """Take pieces out of the fulfilment they were sent with; an emptied one is deleted (273)."""
    key = require_key(line_id, "FulfillmentLine", "fulfillmentLineId")
    part = FulfillmentLine.objects.filter(pk=key, fulfillment__order=order, fulfillment__status="FULFILLED")
    found = part.select_related("order_line", "stock").first()
    if found is None:
        raise Refusal("fulfillmentLineId", "NOT_FOUND", _NOT_FOUND)
    if quantity < 1 or not part.filter(quantity__gte=quantity).update(quantity=F("quantity") - quantity):
        text = "Provided quantity is bigger than quantity from fulfillment line"
        raise Refusal("fulfillmentLineId", "INVALID_QUANTITY", text)
    part.filter(quantity=0).delete()
    Fulfillment.objects.filter(pk=found.fulfillment_id, lines=None).delete()
    return found


def _leave_unsent(order: Order, line_id: str, quantity: int) -> OrderLine:
    """Count unsent pieces as fulfilled and give up what was promised for them (217, 218)."""
    line = order.lines.filter(pk=require_key(line_id, "OrderLine", "orderLineId")).first()
    if line is None:
        raise Refusal("orderLineId", "NOT_FOUND", _NOT_FOUND)
    if quantity < 1 or not _count_fulfilled(line, quantity):
        raise Refusal("orderLineId", "INVALID_QUANTITY", "Provided quantity is bigger than unfulfilled quantity.")
    _release(line, None, quantity)
    return line


def _set_status(order: Order) -> None:
    """An order's status from what was sent and what came back (216 to 238)."""
    sums = order.lines.aggregate(sold=Sum("quantity"), sent=Sum("quantity_fulfilled"))
    sold, sent = sums["sold"] or 0, sums["sent"] or 0
    came_back = FulfillmentLine.objects.filter(fulfillment__order=order, fulfillment__status="RETURNED")
    back = came_back.aggregate(total=Sum("quantity"))["total"] or 0
    if sent <= 0:
        order.status = "UNFULFILLED"
    elif back:
        order.status = "RETURNED" if back == sold else "PARTIALLY_RETURNED"
    else:
        order.status = "PARTIALLY_FULFILLED" if sent < sold else "FULFILLED"
    order.save()


@mutation("productVariantStocksUpdate")
def _set_stocks(info: Info, stocks: list[Given], variant_id: str | None = None, sku: str = "") -> Given:
    key = {"pk": unpack_number(variant_id, "ProductVariant")} if variant_id else {"sku": sku}
    variant = ProductVariant.objects.filter(**key).first()
    if variant is None:
        raise Refusal("variantId", "NOT_FOUND", _NOT_FOUND)
    quantities = {require_key(item["warehouse"], "Warehouse", "warehouse"): item["quantity"] for item in stocks}
    set_stocks(variant, quantities)
    return {"product_variant": variant}
