"""Sending pieces, calling them back, and taking returns. All of it runs in the caller's transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F, Max, Sum

from engine.context import Requestor
from engine.errors import Refusal
from engine.ids import pack
from engine.models import Allocation, Fulfillment, FulfillmentLine, Order, OrderLine, OrderNumber, Stock, Warehouse
from engine.orders import lock_order
from engine.settlement import note_event
from engine.webhooks import record_event

_CAME_BACK = ("RETURNED", "REFUNDED_AND_RETURNED")


@dataclass(frozen=True, slots=True)
class Parcel:
    """So many pieces of an order line out of a warehouse, both by key."""

    line_key: str
    warehouse_key: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Return:
    """So many pieces that come back, by key of the fulfilment line or, not yet sent, of the order line."""

    key: str
    quantity: int
    replace: bool
    is_fulfilled: bool


def fulfil(pk: object, parcels: Sequence[Parcel], *, tracking_number: str, requestor: Requestor) -> list[Fulfillment]:
    """Send pieces: one fulfilment per warehouse, out of its stock. Raises: Refusal with Saleor's codes (97, 418)."""
    order = lock_order(pk)
    if order.total_charged_minor < order.total_gross_minor:
        raise Refusal("order", "CANNOT_FULFILL_UNPAID_ORDER", "Cannot fulfill unpaid order.")
    if order.status in ("CANCELED", "DRAFT", "EXPIRED", "UNCONFIRMED"):
        raise Refusal("order", "INVALID", f"Cannot fulfill an order of status {order.status}.")
    parcels = [parcel for parcel in parcels if parcel.quantity > 0]
    if not parcels:
        raise Refusal("lines", "ZERO_QUANTITY", "Total quantity must be larger than 0.")
    sent = []
    for warehouse_key in dict.fromkeys(parcel.warehouse_key for parcel in parcels):
        fulfillment = _number(order, "FULFILLED", tracking_number)
        for parcel in parcels:
            if parcel.warehouse_key == warehouse_key:
                _take(order, fulfillment, parcel)
        sent.append(fulfillment)
        note_event(order, "FULFILLMENT_FULFILLED_ITEMS", requestor)
        record_event("FULFILLMENT_CREATED", {"fulfillment": fulfillment, "order": order, "notify_customer": True})
        if tracking_number:
            _tell_tracking(fulfillment)
    _set_status(order)
    if order.status == "FULFILLED":
        for fulfillment in sent:
            record_event("FULFILLMENT_APPROVED", {"fulfillment": fulfillment, "order": order, "notify_customer": True})
    record_event("ORDER_UPDATED", {"order": order})
    if order.status == "FULFILLED":
        record_event("ORDER_FULFILLED", {"order": order})
    return sent


def _number(order: Order, status: str, tracking_number: str = "") -> Fulfillment:
    last = order.fulfillments.aggregate(last=Max("fulfillment_order"))["last"] or 0
    return order.fulfillments.create(status=status, tracking_number=tracking_number, fulfillment_order=last + 1)


def _take(order: Order, fulfillment: Fulfillment, parcel: Parcel) -> None:
    """Take pieces out of a stock, by conditional updates: never more than were sold, never more than lie there."""
    line = order.lines.filter(pk=parcel.line_key).first()
    if line is None:
        raise Refusal(
            "orderLineId", "NOT_FOUND", "Order line does not exist.", order_lines=[pack("OrderLine", parcel.line_key)]
        )
    line_ids = [pack("OrderLine", line.pk)]
    room = OrderLine.objects.filter(pk=line.pk, quantity_fulfilled__lte=F("quantity") - parcel.quantity)
    if not room.update(quantity_fulfilled=F("quantity_fulfilled") + parcel.quantity):
        text = f"Only {line.quantity - line.quantity_fulfilled} items remaining to fulfill."
        raise Refusal("orderLineId", "FULFILL_ORDER_LINE", text, order_lines=line_ids)
    stock = Stock.objects.filter(product_variant=line.variant_id, warehouse=parcel.warehouse_key).first()
    free = _release(line, stock, parcel.quantity)
    enough = Stock.objects.filter(pk=stock.pk if stock else None, quantity__gte=F("quantity_allocated") + free)
    if stock is None or not enough.update(quantity=F("quantity") - free):
        text, warehouse = "Insufficient product stock.", pack("Warehouse", parcel.warehouse_key)
        raise Refusal("stocks", "INSUFFICIENT_STOCK", text, order_lines=line_ids, warehouse=warehouse)
    fulfillment.lines.create(order_line=line, stock=stock, quantity=parcel.quantity)


def _release(line: OrderLine, stock: Stock | None, quantity: int) -> int:
    """Use up the line's allocations, those on `stock` first; how many pieces must come from unpromised ones."""
    allocations = list(line.allocations.filter(quantity__gt=0))
    allocations.sort(key=lambda allocation: stock is None or allocation.stock_id != stock.pk)
    taken_here, left = 0, quantity
    for allocation in allocations:
        used = min(left, allocation.quantity)
        left -= used
        is_here = stock is not None and allocation.stock_id == stock.pk
        taken_here += used if is_here else 0
        Allocation.objects.filter(pk=allocation.pk).update(quantity=F("quantity") - used)
        held = Stock.objects.filter(pk=allocation.stock_id)
        if is_here:
            held.update(quantity=F("quantity") - used, quantity_allocated=F("quantity_allocated") - used)
        else:
            held.update(quantity_allocated=F("quantity_allocated") - used)
    return quantity - taken_here


def set_tracking(pk: int, number: str, requestor: Requestor) -> Fulfillment:
    """Set a fulfilment's tracking number. Raises: Refusal."""
    fulfillment = _find(pk)
    fulfillment.tracking_number = number
    fulfillment.save(update_fields=["tracking_number"])
    note_event(fulfillment.order, "TRACKING_UPDATED", requestor, message=number)
    _tell_tracking(fulfillment)
    record_event("ORDER_UPDATED", {"order": fulfillment.order})
    return fulfillment


def _tell_tracking(fulfillment: Fulfillment) -> None:
    payload = {"fulfillment": fulfillment, "order": fulfillment.order}
    record_event("FULFILLMENT_TRACKING_NUMBER_UPDATED", payload)


def _find(pk: int) -> Fulfillment:
    found = Fulfillment.objects.filter(pk=pk).first()
    if found is None:
        raise Refusal("id", "NOT_FOUND", f"Couldn't resolve to a node: {pack('Fulfillment', pk)}")
    found.order = lock_order(found.order_id)
    return found


def cancel(pk: int, *, warehouse_key: str | None, requestor: Requestor) -> Fulfillment:
    """Call a fulfilment back: its pieces lie in the warehouse again, promised to the order. Raises: Refusal (248)."""
    fulfillment = _find(pk)
    if Fulfillment.objects.filter(pk=pk, status="FULFILLED").update(status="CANCELED") == 0:
        raise Refusal("fulfillment", "CANNOT_CANCEL_FULFILLMENT", "This fulfillment can't be canceled")
    if warehouse_key is None:
        raise Refusal("warehouseId", "REQUIRED", "Parameter 'warehouseId' is required.")
    warehouse = Warehouse.objects.filter(pk=warehouse_key).first()
    if warehouse is None:
        raise Refusal("warehouseId", "NOT_FOUND", "Couldn't resolve to a node.")
    for part in fulfillment.lines.select_related("order_line"):
        OrderLine.objects.filter(pk=part.order_line_id).update(
            quantity_fulfilled=F("quantity_fulfilled") - part.quantity
        )
        if part.order_line.variant_id is not None:
            stock, _ = Stock.objects.get_or_create(product_variant_id=part.order_line.variant_id, warehouse=warehouse)
            more = {"quantity": F("quantity") + part.quantity}
            Stock.objects.filter(pk=stock.pk).update(quantity_allocated=F("quantity_allocated") + part.quantity, **more)
            allocation, _ = Allocation.objects.get_or_create(order_line=part.order_line, stock=stock)
            Allocation.objects.filter(pk=allocation.pk).update(**more)
    fulfillment = Fulfillment.objects.select_related("order").get(pk=pk)
    note_event(fulfillment.order, "FULFILLMENT_CANCELED", requestor)
    note_event(fulfillment.order, "FULFILLMENT_RESTOCKED_ITEMS", requestor)
    _set_status(fulfillment.order)
    record_event("FULFILLMENT_CANCELED", {"fulfillment": fulfillment, "order": fulfillment.order})
    record_event("ORDER_UPDATED", {"order": fulfillment.order})
    return fulfillment


def take_return(
    pk: object, returns: Sequence[Return], *, refund: bool, requestor: Requestor
) -> tuple[Order, Fulfillment, Fulfillment | None, Order | None]:
    """Move pieces into a RETURNED or REPLACED fulfilment; nothing is restocked (215 to 220).

    The order, the fulfilment of returned and that of replaced pieces, and the draft of the replacement.
    Raises: Refusal with Saleor's codes.
    """
    order = lock_order(pk)
    if refund:
        raise Refusal("refund", "CANNOT_REFUND", "Cannot refund an order that was paid by transactions.")
    replaced = _move(order, "REPLACED", [item for item in returns if item.replace])
    draft = None
    if replaced is not None:
        draft = _draft_reissue(order, replaced)
        note_event(order, "FULFILLMENT_REPLACED", requestor)
        note_event(order, "ORDER_REPLACEMENT_CREATED", requestor)
    # Saleor makes this one even if everything is replaced (case 219).
    returned = _move(order, "RETURNED", [item for item in returns if not item.replace]) or _number(order, "RETURNED")
    note_event(order, "FULFILLMENT_RETURNED", requestor)
    _set_status(order)
    record_event("ORDER_UPDATED", {"order": order})
    if draft is not None:
        record_event("DRAFT_ORDER_CREATED", {"order": draft})
    return order, returned, replaced, draft


def _move(order: Order, status: str, returns: Iterable[Return]) -> Fulfillment | None:
    target = None
    for item in returns:
        target = target or _number(order, status)
        line, stock = _leave_fulfillment(order, item) if item.is_fulfilled else _leave_unsent(order, item)
        target.lines.create(order_line=line, stock=stock, quantity=item.quantity)
    return target


def _leave_fulfillment(order: Order, item: Return) -> tuple[OrderLine, Stock | None]:
    """Take pieces out of the fulfilment they were sent with; an emptied one is deleted (273)."""
    part = FulfillmentLine.objects.filter(pk=item.key, fulfillment__order=order, fulfillment__status="FULFILLED")
    found = part.select_related("order_line", "stock").first()
    if found is None:
        raise Refusal("fulfillmentLineId", "NOT_FOUND", "Couldn't resolve to a node.")
    if item.quantity < 1 or not part.filter(quantity__gte=item.quantity).update(quantity=F("quantity") - item.quantity):
        text = "Provided quantity is bigger than quantity from fulfillment line"
        raise Refusal("fulfillmentLineId", "INVALID_QUANTITY", text)
    part.filter(quantity=0).delete()
    Fulfillment.objects.filter(pk=found.fulfillment_id, lines=None).delete()
    return found.order_line, found.stock


def _leave_unsent(order: Order, item: Return) -> tuple[OrderLine, Stock | None]:
    """Count unsent pieces as fulfilled and give up what was promised for them (217, 218)."""
    line = order.lines.filter(pk=item.key).first()
    if line is None:
        raise Refusal("orderLineId", "NOT_FOUND", "Couldn't resolve to a node.")
    room = OrderLine.objects.filter(pk=line.pk, quantity_fulfilled__lte=F("quantity") - item.quantity)
    if item.quantity < 1 or not room.update(quantity_fulfilled=F("quantity_fulfilled") + item.quantity):
        text = "Provided quantity is bigger than unfulfilled quantity."
        raise Refusal("orderLineId", "INVALID_QUANTITY", text)
    _release(line, None, item.quantity)
    return line, None


def _draft_reissue(order: Order, replaced: Fulfillment) -> Order:
    """A draft of what is to be sent anew, at the prices of the order."""
    lines = [(part.order_line, part.quantity) for part in replaced.lines.select_related("order_line")]
    net = sum(line.unit_net_minor * quantity for line, quantity in lines)
    gross = sum(line.unit_gross_minor * quantity for line, quantity in lines)
    totals = {
        f"{name}_{side}_minor": value
        for name in ("subtotal", "total", "undiscounted_total")
        for side, value in (("net", net), ("gross", gross))
    }
    same = {
        name: getattr(order, name)
        for name in ("channel", "currency", "user", "user_email", "shipping_address", "billing_address")
    }
    draft = Order.objects.create(
        number=OrderNumber.objects.create().pk, status="DRAFT", origin="REISSUE", original=order, **same, **totals
    )
    for line, quantity in lines:
        line.pk, line.order, line.quantity, line.quantity_fulfilled = None, draft, quantity, 0
        for side in ("net", "gross"):
            for kind in ("", "undiscounted_"):
                setattr(line, f"{kind}total_{side}_minor", getattr(line, f"{kind}unit_{side}_minor") * quantity)
        line._state.adding = True
        line.pk = OrderLine().pk
        line.save(force_insert=True)
    return draft


def _set_status(order: Order) -> None:
    """An order's status from what was sent and what came back; replaced pieces count for neither (216 to 238)."""
    sums = order.lines.aggregate(all=Sum("quantity"), sent=Sum("quantity_fulfilled"))
    moved = FulfillmentLine.objects.filter(fulfillment__order=order)
    replaced = moved.filter(fulfillment__status="REPLACED").aggregate(n=Sum("quantity"))["n"] or 0
    back = moved.filter(fulfillment__status__in=_CAME_BACK).aggregate(n=Sum("quantity"))["n"] or 0
    total, sent = (sums["all"] or 0) - replaced, (sums["sent"] or 0) - replaced
    if sent <= 0:
        order.status = "UNFULFILLED"
    elif back:
        order.status = "RETURNED" if back == total else "PARTIALLY_RETURNED"
    else:
        order.status = "PARTIALLY_FULFILLED" if sent < total else "FULFILLED"
    order.save(update_fields=["status", "updated_at"])
