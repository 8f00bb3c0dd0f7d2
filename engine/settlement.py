"""What a change of payment means: the transaction's amounts, then the statuses of its checkout or order.

Every function runs in the caller's transaction and records the events that Saleor fires.
"""

from typing import Any

from engine.carts import count_paid, forget_totals, paid_minor, reckon
from engine.context import Requestor
from engine.models import Checkout, GrantedRefund, Order, OrderEvent, TransactionEvent, TransactionItem
from engine.payment_rules import Step, authorize_status, charge_status, compute_amounts
from engine.rows import insert_row, read_rows, update_row
from engine.webhooks import record_event

_PAID = ("FULL", "OVERCHARGED")


def note_event(order: Order, kind: str, requestor: Requestor | None = None, **more: Any) -> OrderEvent:
    """Add a line to an order's history; `kind` is Saleor's code."""
    who = {"user": requestor.user, "app": requestor.app} if requestor else {}
    return insert_row(OrderEvent(order=order, type=kind, **who, **more))


def refresh_transaction(payment: TransactionItem) -> None:
    """Recompute a transaction's amounts from the events that count, save it, and bring up what hangs on it."""
    events = [event for event in reversed(read_rows(TransactionEvent, "transaction", [payment.pk])) if event.counts]
    amounts = compute_amounts(Step(event.type, event.amount_minor, event.psp_reference) for event in events)
    for name, value in amounts.items():
        setattr(payment, name, value)
    update_row(payment)
    if payment.order:
        _refresh_order(payment.order)
    elif payment.checkout:
        settle_checkout(payment.checkout, count_paid(payment.checkout))


def settle_checkout(checkout: Checkout, paid: tuple[int, int] | None = None) -> None:
    """Save a changed checkout with its statuses; their events fire once, when it becomes fully paid or held.

    `paid`: what is charged and covered, where that may have changed.
    """
    forget_totals(checkout)
    total, (charged, covered) = reckon(checkout).total.gross.minor, paid or paid_minor(checkout)
    before = checkout.charge_status, checkout.authorize_status
    checkout.charge_status = charge_status(total, charged)
    checkout.authorize_status = authorize_status(total, covered)
    update_row(checkout)
    events = []
    if checkout.charge_status in _PAID and before[0] not in _PAID and covered:
        events.append("CHECKOUT_FULLY_PAID")
    if checkout.authorize_status == "FULL" and before[1] != "FULL":
        events.append("CHECKOUT_FULLY_AUTHORIZED")
    if events:
        record_event(" ".join(events), {"checkout": checkout})


def granted_minor(order: Order) -> int:
    """What has been granted back, asked for or not."""
    return sum(granted.amount_minor for granted in read_rows(GrantedRefund, "order", [order.pk]))


def update_statuses(order: Order) -> None:
    """Set and save an order's payment columns from its transactions and granted refunds; fires nothing."""
    payments = read_rows(TransactionItem, "order", [order.pk])
    order.total_charged_minor = sum(payment.charged_minor for payment in payments)
    order.total_authorized_minor = sum(payment.authorized_minor for payment in payments)
    order.total_refunded_minor = sum(payment.refunded_minor for payment in payments)
    due = order.total_gross_minor - granted_minor(order)
    order.charge_status = charge_status(due, order.total_charged_minor)
    order.authorize_status = authorize_status(due, order.total_charged_minor + order.total_authorized_minor)
    update_row(order)


def _refresh_order(order: Order) -> None:
    """Bring an order's payment columns up to date and tell what changed (cases 125, 131, 229, 236, 415, 416)."""
    charged_before, refunded_before = order.total_charged_minor, order.total_refunded_minor
    update_statuses(order)
    if order.total_charged_minor > charged_before:
        events = note_paid(order, charged_before=charged_before)
    elif order.total_refunded_minor > refunded_before:
        is_all = order.total_refunded_minor >= order.total_gross_minor
        events = "ORDER_REFUNDED ORDER_UPDATED" + (" ORDER_FULLY_REFUNDED" if is_all else "")
    else:
        events = "ORDER_UPDATED"
    record_event(events, {"order": order})


def note_paid(order: Order, *, charged_before: int) -> str:
    """Note once that an order is paid in full; the events that tell that money came in."""
    if charged_before < order.total_gross_minor <= order.total_charged_minor:
        note_event(order, "ORDER_FULLY_PAID")
        return "ORDER_PAID ORDER_FULLY_PAID ORDER_UPDATED"
    return "ORDER_PAID ORDER_UPDATED"
