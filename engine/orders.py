"""Placing, cancelling and noting orders, and granting refunds on them. All of it runs in the caller's transaction."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import F, Sum
from django.utils import timezone

from engine.context import Requestor
from engine.errors import Refusal
from engine.ids import pack
from engine.models import (
    Allocation,
    Checkout,
    GrantedRefund,
    GrantedRefundLine,
    Order,
    OrderEvent,
    OrderLine,
    Shop,
    Stock,
)
from engine.settlement import note_event, tell_paid, update_statuses
from engine.stock_levels import tell_availability
from engine.webhooks import record_event


def lock_order(pk: Any) -> Order:
    """The order as it is now, held until the end of the transaction. Raises: Refusal with code NOT_FOUND."""
    if not Order.objects.filter(pk=pk).update(updated_at=timezone.now()):
        raise Refusal("order", "NOT_FOUND", f"Couldn't resolve to a node: {pack('Order', pk)}")
    return Order.objects.get(pk=pk)


def place_order(order: Order, checkout: Checkout) -> None:
    """Take over a checkout's payments and tell that the order stands (cases 208 and 258 for which events)."""
    checkout.transactions.update(order=order, checkout=None)
    update_statuses(order)
    note_event(order, "PLACED")
    record_event("ORDER_CREATED", {"order": order})
    if order.total_charged_minor or not order.total_gross_minor:
        tell_paid(order, charged_before=0 if order.total_gross_minor else -1)
    note_event(order, "CONFIRMED")
    record_event("ORDER_CONFIRMED", {"order": order})


def cancel_order(pk: Any, requestor: Requestor) -> Order:
    """Cancel an order without live fulfilments; gives back its pieces, but no money (case 251). Raises: Refusal."""
    order = lock_order(pk)
    if order.status == "CANCELED" or order.fulfillments.filter(status="FULFILLED").exists():
        raise Refusal("order", "CANNOT_CANCEL_ORDER", "This order can't be canceled.")
    for allocation in Allocation.objects.filter(order_line__order=order, quantity__gt=0).select_related("stock"):
        free, pieces = allocation.stock.quantity - allocation.stock.quantity_allocated, allocation.quantity
        Stock.objects.filter(pk=allocation.stock_id).update(quantity_allocated=F("quantity_allocated") - pieces)
        Allocation.objects.filter(pk=allocation.pk).update(quantity=0)
        tell_availability(allocation.stock, free, free + pieces)
    order.status = "CANCELED"
    order.save(update_fields=["status", "updated_at"])
    note_event(order, "CANCELED", requestor)
    record_event("ORDER_CANCELLED", {"order": order})
    record_event("ORDER_UPDATED", {"order": order})
    return order


def add_note(pk: Any, message: str, requestor: Requestor) -> OrderEvent:
    """Add a note that staff see. Raises: Refusal for an empty one."""
    if not message.strip():
        raise Refusal("message", "REQUIRED", "Message can't be empty.")
    order = lock_order(pk)
    event = note_event(order, "NOTE_ADDED", requestor, message=message.strip())
    record_event("ORDER_UPDATED", {"order": order})
    return event


def require_reason(requestor: Requestor, reference: str | None, field: str) -> None:
    """Staff must name a reason page where the shop asks for one; apps need not (cases 100, 225, 232)."""
    if requestor.user is not None and not reference and Shop.objects.exclude(refund_reason_type=None).exists():
        raise Refusal(field, "REQUIRED", "Reason reference is required when reason reference type is configured.")


def grant_refund(
    order: Order,
    *,
    transaction_token: str,
    lines: Sequence[Mapping[str, Any]],
    amount_minor: int | None,
    with_shipping: bool,
    reason: str,
    requestor: Requestor,
) -> GrantedRefund:
    """Grant a refund on a locked order; fires nothing (case 226). Raises: Refusal with Saleor's codes.

    Each of `lines` has `id` (an order line's key), `quantity` and perhaps `reason`. Without `amount_minor` it is unit
    price times quantity, silently capped at what was charged (case 235).
    """
    payment = order.transactions.filter(pk=transaction_token).first()
    if payment is None:
        raise Refusal("transactionId", "NOT_FOUND", "Couldn't resolve to a node.")
    if amount_minor is None and not lines and not with_shipping:
        text = "At least one of amount, lines, grantRefundForShipping need to be provided."
        raise Refusal("amount", "REQUIRED", text)
    if with_shipping and order.granted_refunds.exclude(status="FAILURE").filter(shipping_costs_included=True).exists():
        text = "Shipping costs have already been granted."
        raise Refusal("grantRefundForShipping", "SHIPPING_COSTS_ALREADY_GRANTED", text)
    chosen = _choose_lines(order, lines)
    if amount_minor is None:
        shipping = order.shipping_gross_minor if with_shipping else 0
        wanted = shipping + sum(line.order_line.unit_gross_minor * line.quantity for line in chosen)
        amount_minor = min(wanted, payment.charged_minor)
    elif amount_minor > payment.charged_minor:
        text = "Amount to refund exceeds the charged amount of the transaction."
        raise Refusal("amount", "AMOUNT_GREATER_THAN_AVAILABLE", text)
    who = {"user": requestor.user, "app": requestor.app, "reason": reason, "shipping_costs_included": with_shipping}
    granted = order.granted_refunds.create(transaction=payment, amount_minor=amount_minor, **who)
    for line in chosen:
        line.granted_refund = granted
    GrantedRefundLine.objects.bulk_create(chosen)
    update_statuses(order)
    return granted


def _choose_lines(order: Order, lines: Sequence[Mapping[str, Any]]) -> list[GrantedRefundLine]:
    """The lines, unsaved, with what may still be granted of them checked. Raises: Refusal that lists the wrong ones."""
    sold = {str(line.pk): line for line in order.lines.all()}
    chosen: list[GrantedRefundLine] = []
    wrong = []
    for given in lines:
        line, entry = sold.get(given["id"]), {"line_id": pack("OrderLine", given["id"])}
        if line is None:
            wrong.append({**entry, "field": "id", "code": "NOT_FOUND", "message": "Couldn't resolve to a node."})
            continue
        left = _left_to_grant(line) - sum(one.quantity for one in chosen if one.order_line == line)
        if not 0 < given["quantity"] <= left:
            text = f"Cannot grant refund for more than the available quantity of the line ({left})."
            wrong.append({**entry, "field": "quantity", "code": "QUANTITY_GREATER_THAN_AVAILABLE", "message": text})
        chosen.append(GrantedRefundLine(order_line=line, quantity=given["quantity"], reason=given.get("reason")))
    if wrong:
        raise Refusal("lines", "INVALID", "Provided input for lines is invalid.", lines=wrong)
    return chosen


def _left_to_grant(line: OrderLine) -> int:
    earlier = GrantedRefundLine.objects.filter(order_line=line).exclude(granted_refund__status="FAILURE")
    return line.quantity - (earlier.aggregate(total=Sum("quantity"))["total"] or 0)
