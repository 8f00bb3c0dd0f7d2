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
    TransactionItem,
)
from engine.settlement import note_event, tell_paid, update_statuses
from engine.stock_levels import tell_availability
from engine.webhooks import record_event


def lock_order(pk: object) -> Order:
    """The order as it is now, held until the end of the transaction. Raises: Refusal with code NOT_FOUND."""
    if not Order.objects.filter(pk=pk).update(updated_at=timezone.now()):
        raise Refusal("order", "NOT_FOUND", f"Couldn't resolve to a node: {pack('Order', pk)}")
    return Order.objects.get(pk=pk)


def place_order(order: Order, checkout: Checkout) -> None:
    """Take over a checkout's payments and tell that the order stands (cases 208 and 258 for which events)."""
    TransactionItem.objects.filter(checkout=checkout).update(order=order, checkout=None)
    update_statuses(order)
    note_event(order, "PLACED")
    record_event("ORDER_CREATED", {"order": order})
    if order.total_charged_minor or not order.total_gross_minor:
        tell_paid(order, charged_before=-1 if not order.total_gross_minor else 0)
    note_event(order, "CONFIRMED")
    record_event("ORDER_CONFIRMED", {"order": order})


def cancel_order(pk: object, requestor: Requestor) -> Order:
    """Cancel an order without live fulfilments; gives back its pieces, but no money (case 251)."""
    order = lock_order(pk)
    if order.status == "CANCELED" or order.fulfillments.filter(status="FULFILLED").exists():
        raise Refusal("order", "CANNOT_CANCEL_ORDER", "This order can't be canceled.")
    for allocation in Allocation.objects.filter(order_line__order=order, quantity__gt=0).select_related("stock"):
        before = allocation.stock.quantity - allocation.stock.quantity_allocated
        Stock.objects.filter(pk=allocation.stock_id).update(
            quantity_allocated=F("quantity_allocated") - allocation.quantity
        )
        tell_availability(allocation.stock, before, before + allocation.quantity)
        allocation.quantity = 0
        allocation.save(update_fields=["quantity"])
    order.status = "CANCELED"
    order.save(update_fields=["status", "updated_at"])
    note_event(order, "CANCELED", requestor)
    record_event("ORDER_CANCELLED", {"order": order})
    record_event("ORDER_UPDATED", {"order": order})
    return order


def add_note(pk: object, message: str, requestor: Requestor) -> OrderEvent:
    """Add a note that staff see. Raises: Refusal for an empty one."""
    if not message.strip():
        raise Refusal("message", "REQUIRED", "Message can't be empty.")
    order = lock_order(pk)
    event = note_event(order, "NOTE_ADDED", requestor, message=message.strip())
    record_event("ORDER_UPDATED", {"order": order})
    return event


def require_reason(requestor: Requestor, reference: str | None, field: str) -> None:
    """Staff must name a reason page where the shop asks for one; apps need not (cases 100, 225, 232)."""
    shop = Shop.objects.first()
    if requestor.user is not None and not reference and shop is not None and shop.refund_reason_type_id:
        text = "Reason reference is required when reason reference type is configured."
        raise Refusal(field, "REQUIRED", text)


def grant_refund(
    order: Order,
    *,
    transaction_token: object,
    lines: Sequence[Mapping[str, Any]],
    amount_minor: int | None,
    with_shipping: bool,
    reason: str,
    requestor: Requestor,
) -> GrantedRefund:
    """Grant a refund on a locked order; fires nothing (case 226).

    Each of `lines` has `id` (an order line's key), `quantity` and `reason`.

    Without `amount_minor` it is unit price times quantity, silently capped at what was charged (case 235).
    Raises: Refusal with Saleor's codes.
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
        wanted = sum(line.unit_gross_minor * quantity for line, quantity, _ in chosen) + shipping
        amount_minor = min(wanted, payment.charged_minor)
    elif amount_minor > payment.charged_minor:
        text = "Amount to refund exceeds the charged amount of the transaction."
        raise Refusal("amount", "AMOUNT_GREATER_THAN_AVAILABLE", text)
    granted = GrantedRefund.objects.create(
        order=order,
        transaction=payment,
        amount_minor=amount_minor,
        reason=reason,
        shipping_costs_included=with_shipping,
        user=requestor.user,
        app=requestor.app,
    )
    GrantedRefundLine.objects.bulk_create(
        GrantedRefundLine(granted_refund=granted, order_line=line, quantity=quantity, reason=why)
        for line, quantity, why in chosen
    )
    update_statuses(order)
    return granted


def _choose_lines(order: Order, lines: Sequence[Mapping[str, Any]]) -> list[tuple[OrderLine, int, str | None]]:
    """The lines with what may still be granted of them checked. Raises: Refusal that lists the wrong ones."""
    chosen, wrong = [], []
    for given in lines:
        line = order.lines.filter(pk=given["id"]).first()
        line_id = pack("OrderLine", given["id"])
        if line is None:
            wrong.append(
                {"line_id": line_id, "field": "id", "code": "NOT_FOUND", "message": "Could not resolve to a node."}
            )
            continue
        earlier = GrantedRefundLine.objects.filter(order_line=line).exclude(granted_refund__status="FAILURE")
        left = line.quantity - (earlier.aggregate(total=Sum("quantity"))["total"] or 0)
        if not 0 < given["quantity"] <= left:
            text = f"Cannot grant refund for more than the available quantity of the line ({left})."
            code = "QUANTITY_GREATER_THAN_AVAILABLE"
            wrong.append({"line_id": line_id, "field": "quantity", "code": code, "message": text})
        chosen.append((line, given["quantity"], given.get("reason")))
    if wrong:
        raise Refusal("lines", "INVALID", "Provided input for lines is invalid.", lines=wrong)
    return chosen
