"""What a change of payment means: the transaction's amounts, then the statuses of its checkout or order.

Every function runs in the caller's transaction and records the events that Saleor fires.
"""

from typing import Any

from django.db.models import Sum

from engine import carts
from engine.context import Requestor
from engine.models import Checkout, Order, OrderEvent, TransactionItem
from engine.payment_rules import Step, authorize_status, charge_status, compute_amounts
from engine.webhooks import record_event

_PAID = ("FULL", "OVERCHARGED")


def note_event(order: Order, kind: str, requestor: Requestor | None = None, **more: Any) -> OrderEvent:
    """Add a line to an order's history; `kind` is Saleor's code."""
    who = {"user": requestor.user, "app": requestor.app} if requestor else {}
    return OrderEvent.objects.create(order=order, type=kind, **who, **more)


def refresh_transaction(payment: TransactionItem) -> None:
    """Recompute a transaction's amounts from the events that count, and what hangs on them."""
    events = payment.events.filter(counts=True).order_by("created_at", "pk")
    amounts = compute_amounts(Step(event.type, event.amount_minor, event.psp_reference) for event in events)
    for name, value in amounts.items():
        setattr(payment, name, value)
    payment.save(update_fields=[*amounts, "modified_at"])
    if payment.order_id:
        refresh_order(payment.order_id)
    elif payment.checkout_id:
        refresh_checkout(Checkout.objects.get(pk=payment.checkout_id))


def paid_minor(source: Checkout | Order) -> tuple[int, int]:
    """What is charged, and what is charged or held; pending too: it lets a checkout complete (case 130)."""
    items = list(source.transactions.all())
    charged = sum(item.charged_minor + item.charge_pending_minor for item in items)
    return charged, charged + sum(item.authorized_minor + item.authorize_pending_minor for item in items)


def refresh_checkout(checkout: Checkout) -> None:
    """Bring a checkout's statuses up to date; the events fire once, when it becomes fully paid or held."""
    total, (charged, covered) = carts.total_minor(checkout), paid_minor(checkout)
    before = checkout.charge_status, checkout.authorize_status
    checkout.charge_status = charge_status(total, charged)
    checkout.authorize_status = authorize_status(total, covered)
    if before == (checkout.charge_status, checkout.authorize_status):
        return
    checkout.save(update_fields=["charge_status", "authorize_status", "updated_at"])
    if checkout.charge_status in _PAID and before[0] not in _PAID and covered:
        record_event("CHECKOUT_FULLY_PAID", {"checkout": checkout})
    if checkout.authorize_status == "FULL" and before[1] != "FULL":
        record_event("CHECKOUT_FULLY_AUTHORIZED", {"checkout": checkout})


def granted_minor(order: Order) -> int:
    """What has been granted back, asked for or not."""
    return order.granted_refunds.aggregate(total=Sum("amount_minor"))["total"] or 0


def update_statuses(order: Order) -> None:
    """Set and save an order's payment columns from its transactions and granted refunds; fires nothing."""
    columns = {f"total_{name}_minor": Sum(f"{name}_minor") for name in ("charged", "authorized", "refunded")}
    for name, value in order.transactions.aggregate(**columns).items():
        setattr(order, name, value or 0)
    due = order.total_gross_minor - granted_minor(order)
    order.charge_status = charge_status(due, order.total_charged_minor)
    order.authorize_status = authorize_status(due, order.total_charged_minor + order.total_authorized_minor)
    order.save(update_fields=[*columns, "charge_status", "authorize_status", "updated_at"])


def refresh_order(order_pk: Any) -> None:
    """Bring an order's payment columns up to date and tell what changed (cases 125, 131, 229, 236, 415, 416)."""
    order = Order.objects.get(pk=order_pk)
    charged_before, refunded_before = order.total_charged_minor, order.total_refunded_minor
    update_statuses(order)
    if order.total_charged_minor > charged_before:
        tell_paid(order, charged_before=charged_before)
        return
    is_refund = order.total_refunded_minor > refunded_before
    if is_refund:
        record_event("ORDER_REFUNDED", {"order": order})
    record_event("ORDER_UPDATED", {"order": order})
    if is_refund and order.total_refunded_minor >= order.total_gross_minor:
        record_event("ORDER_FULLY_REFUNDED", {"order": order})


def tell_paid(order: Order, *, charged_before: int) -> None:
    """Tell that money came in, and once that the order is paid in full."""
    record_event("ORDER_PAID", {"order": order})
    if charged_before < order.total_gross_minor <= order.total_charged_minor:
        note_event(order, "ORDER_FULLY_PAID")
        record_event("ORDER_FULLY_PAID", {"order": order})
    record_event("ORDER_UPDATED", {"order": order})
