"""Sending pieces, calling them back, and taking returns. All of it runs in the caller's transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Max, Q, Sum

from engine.context import Requestor
from engine.errors import Refusal
from engine.ids import pack
from engine.models import Allocation, Fulfillment, FulfillmentLine, Order, OrderLine, Stock, Warehouse
from engine.orders import lock_order
from engine.settlement import note_event
from engine.webhooks import record_event

_NOT_FOUND = "Couldn't resolve to a node."


@dataclass(frozen=True, slots=True)
class Parcel:
    """So many pieces of an order line out of a warehouse, both by key."""

    line_key: str
    warehouse_key: Any
    quantity: int


@dataclass(frozen=True, slots=True)
class Return:
    """So many pieces that come back, by key of the fulfilment line or, not yet sent, of the order line."""

    key: str
    quantity: int
    is_sent: bool


def fulfil(pk: Any, parcels: Sequence[Parcel], *, tracking_number: str, requestor: Requestor) -> list[Fulfillment]:
    """Send pieces: one fulfilment per warehouse, out of its stock. Raises: Refusal with Saleor's codes (97, 418)."""
    order = lock_order(pk)
    if order.total_charged_minor < order.total_gross_minor:
        raise Refusal("order", "CANNOT_FULFILL_UNPAID_ORDER", "Cannot fulfill unpaid order.")
    if order.status == "CANCELED":
        raise Refusal("order", "INVALID", "Cannot fulfill a canceled order.")
    by_warehouse: dict[str, list[Parcel]] = {}
    for parcel in parcels:
        if parcel.quantity > 0:
            by_warehouse.setdefault(parcel.warehouse_key, []).append(parcel)
    if not by_warehouse:
        raise Refusal("lines", "ZERO_QUANTITY", "Total quantity must be larger than 0.")
    sent = []
    for together in by_warehouse.values():
        fulfillment = _number(order, "FULFILLED", tracking_number)
        for parcel in together:
            _take(order, fulfillment, parcel)
        sent.append(fulfillment)
        note_event(order, "FULFILLMENT_FULFILLED_ITEMS", requestor)
        _tell("FULFILLMENT_CREATED", fulfillment, notify_customer=True)
        if tracking_number:
            _tell("FULFILLMENT_TRACKING_NUMBER_UPDATED", fulfillment)
    _set_status(order)
    if order.status == "FULFILLED":
        for fulfillment in sent:
            _tell("FULFILLMENT_APPROVED", fulfillment, notify_customer=True)
    record_event("ORDER_UPDATED", {"order": order})
    if order.status == "FULFILLED":
        record_event("ORDER_FULFILLED", {"order": order})
    return sent


def _tell(event: str, fulfillment: Fulfillment, **more: Any) -> None:
    record_event(event, {"fulfillment": fulfillment, "order": fulfillment.order, **more})


def _number(order: Order, status: str, tracking_number: str = "") -> Fulfillment:
    last = order.fulfillments.aggregate(last=Max("fulfillment_order"))["last"] or 0
    return order.fulfillments.create(status=status, tracking_number=tracking_number, fulfillment_order=last + 1)


def _count_fulfilled(line: OrderLine, quantity: int) -> bool:
    """Count pieces of a line as fulfilled, never more than were sold: the update itself has the condition."""
    room = OrderLine.objects.filter(pk=line.pk, quantity_fulfilled__lte=F("quantity") - quantity)
    return bool(room.update(quantity_fulfilled=F("quantity_fulfilled") + quantity))


def _take(order: Order, fulfillment: Fulfillment, parcel: Parcel) -> None:
    """Take pieces out of a stock: those promised to the line first, then what nobody was promised."""
    line, line_ids = order.lines.filter(pk=parcel.line_key).first(), [pack("OrderLine", parcel.line_key)]
    if line is None:
        raise Refusal("orderLineId", "NOT_FOUND", "Order line does not exist.", order_lines=line_ids)
    if not _count_fulfilled(line, parcel.quantity):
        text = f"Only {line.quantity - line.quantity_fulfilled} items remaining to fulfill."
        raise Refusal("orderLineId", "FULFILL_ORDER_LINE", text, order_lines=line_ids)
    stock = Stock.objects.filter(product_variant=line.variant_id, warehouse=parcel.warehouse_key).first()
    promised = _release(line, stock, parcel.quantity)
    there = Q(pk=stock.pk if stock else None, quantity__gte=parcel.quantity)
    if promised < parcel.quantity:
        there &= Q(quantity__gte=F("quantity_allocated") + parcel.quantity)
    if not Stock.objects.filter(there).update(quantity=F("quantity") - parcel.quantity):
        where = pack("Warehouse", parcel.warehouse_key)
        text = "Insufficient product stock."
        raise Refusal("stocks", "INSUFFICIENT_STOCK", text, order_lines=line_ids, warehouse=where)
    fulfillment.lines.create(order_line=line, stock=stock, quantity=parcel.quantity)


def _release(line: OrderLine, stock: Stock | None, quantity: int) -> int:
    """Give up what is promised to the line, on `stock` first; how many of these pieces were promised there."""
    allocations = sorted(line.allocations.filter(quantity__gt=0), key=lambda one: not stock or one.stock_id != stock.pk)
    here = 0
    for allocation in allocations:
        used = min(quantity, allocation.quantity)
        quantity -= used
        Allocation.objects.filter(pk=allocation.pk).update(quantity=F("quantity") - used)
        Stock.objects.filter(pk=allocation.stock_id).update(quantity_allocated=F("quantity_allocated") - used)
        here += used if stock and allocation.stock_id == stock.pk else 0
    return here


def _find(pk: int) -> Fulfillment:
    found = Fulfillment.objects.filter(pk=pk).first()
    if found is None:
        raise Refusal("id", "NOT_FOUND", _NOT_FOUND)
    found.order = lock_order(found.order_id)
    return found


def set_tracking(pk: int, number: str, requestor: Requestor) -> Fulfillment:
    """Set a fulfilment's tracking number. Raises: Refusal."""
    fulfillment = _find(pk)
    fulfillment.tracking_number = number
    fulfillment.save(update_fields=["tracking_number"])
    note_event(fulfillment.order, "TRACKING_UPDATED", requestor, message=number)
    _tell("FULFILLMENT_TRACKING_NUMBER_UPDATED", fulfillment)
    record_event("ORDER_UPDATED", {"order": fulfillment.order})
    return fulfillment


def cancel(pk: int, *, warehouse_key: Any, requestor: Requestor) -> Fulfillment:
    """Call a fulfilment back: its pieces lie in the warehouse again, promised to the order. Raises: Refusal (248)."""
    fulfillment = _find(pk)
    warehouse = Warehouse.objects.filter(pk=warehouse_key).first()
    if warehouse is None:
        code, text = (
            ("NOT_FOUND", _NOT_FOUND) if warehouse_key else ("REQUIRED", "Parameter 'warehouseId' is required.")
        )
        raise Refusal("warehouseId", code, text)
    if not Fulfillment.objects.filter(pk=pk, status="FULFILLED").update(status="CANCELED"):
        raise Refusal("fulfillment", "CANNOT_CANCEL_FULFILLMENT", "This fulfillment can't be canceled")
    for part in fulfillment.lines.select_related("order_line"):
        line, more = part.order_line, {"quantity": F("quantity") + part.quantity}
        OrderLine.objects.filter(pk=line.pk).update(quantity_fulfilled=F("quantity_fulfilled") - part.quantity)
        if line.variant_id is not None:
            stock, _ = Stock.objects.get_or_create(product_variant_id=line.variant_id, warehouse=warehouse)
            Stock.objects.filter(pk=stock.pk).update(quantity_allocated=F("quantity_allocated") + part.quantity, **more)
            allocation, _ = Allocation.objects.get_or_create(order_line=line, stock=stock)
            Allocation.objects.filter(pk=allocation.pk).update(**more)
    fulfillment = Fulfillment.objects.select_related("order").get(pk=pk)
    note_event(fulfillment.order, "FULFILLMENT_CANCELED", requestor)
    note_event(fulfillment.order, "FULFILLMENT_RESTOCKED_ITEMS", requestor)
    _set_status(fulfillment.order)
    _tell("FULFILLMENT_CANCELED", fulfillment)
    record_event("ORDER_UPDATED", {"order": fulfillment.order})
    return fulfillment


def take_return(pk: Any, returns: Sequence[Return], *, refund: bool, requestor: Requestor) -> Fulfillment:
    """Move pieces into a RETURNED fulfilment; nothing is restocked or given back (215 to 218, 271). Raises: Refusal."""
    order = lock_order(pk)
    if refund:
        raise Refusal("refund", "CANNOT_REFUND", "Cannot refund an order that was paid by transactions.")
    returned = _number(order, "RETURNED")
    for item in returns:
        line, stock = _leave_fulfillment(order, item) if item.is_sent else (_leave_unsent(order, item), None)
        returned.lines.create(order_line=line, stock=stock, quantity=item.quantity)
    note_event(order, "FULFILLMENT_RETURNED", requestor)
    _set_status(order)
    record_event("ORDER_UPDATED", {"order": order})
    return returned


def _leave_fulfillment(order: Order, item: Return) -> tuple[OrderLine, Stock | None]:
    """Take pieces out of the fulfilment they were sent with; an emptied one is deleted (273)."""
    part = FulfillmentLine.objects.filter(pk=item.key, fulfillment__order=order, fulfillment__status="FULFILLED")
    found = part.select_related("order_line", "stock").first()
    if found is None:
        raise Refusal("fulfillmentLineId", "NOT_FOUND", _NOT_FOUND)
    if item.quantity < 1 or not part.filter(quantity__gte=item.quantity).update(quantity=F("quantity") - item.quantity):
        text = "Provided quantity is bigger than quantity from fulfillment line"
        raise Refusal("fulfillmentLineId", "INVALID_QUANTITY", text)
    part.filter(quantity=0).delete()
    Fulfillment.objects.filter(pk=found.fulfillment_id, lines=None).delete()
    return found.order_line, found.stock


def _leave_unsent(order: Order, item: Return) -> OrderLine:
    """Count unsent pieces as fulfilled and give up what was promised for them (217, 218)."""
    line = order.lines.filter(pk=item.key).first()
    if line is None:
        raise Refusal("orderLineId", "NOT_FOUND", _NOT_FOUND)
    if item.quantity < 1 or not _count_fulfilled(line, item.quantity):
        raise Refusal("orderLineId", "INVALID_QUANTITY", "Provided quantity is bigger than unfulfilled quantity.")
    _release(line, None, item.quantity)
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
    order.save(update_fields=["status", "updated_at"])
