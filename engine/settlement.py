"""What a change of payment means: the transaction's amounts, then the statuses of its checkout or order.

Every function runs in the caller's transaction and records the events that Saleor fires.
"""

from django.db.models import Sum
from django.utils import timezone

from engine import carts
from engine.models import Checkout, Order, OrderEvent, TransactionItem
from engine.payment_rules import Step, authorize_status, charge_status, compute_amounts
from engine.webhooks import record_event


def refresh_transaction(payment: TransactionItem) -> None:
    """Recompute a transaction's amounts from the events that count, and what hangs on them."""
    events = payment.events.filter(counts=True).order_by("created_at", "pk")
    amounts = compute_amounts(Step(event.type, event.amount_minor, event.psp_reference) for event in events)
    columns = amounts.as_columns()
    for name, value in columns.items():
        setattr(payment, name, value)
    payment.save(update_fields=[*columns, "modified_at"])
    if payment.order_id:
        refresh_order(payment.order_id)
    elif payment.checkout_id:
        refresh_checkout(Checkout.objects.get(pk=payment.checkout_id))


def charged_minor(checkout: Checkout) -> int:
    """What is charged on a checkout, pending charges too: they let it complete (case 130)."""
    return sum(item.charged_minor + item.charge_pending_minor for item in checkout.transactions.all())


def covered_minor(checkout: Checkout) -> int:
    """What is charged or authorised on a checkout, pending or done."""
    held = sum(item.authorized_minor + item.authorize_pending_minor for item in checkout.transactions.all())
    return charged_minor(checkout) + held


def refresh_checkout(checkout: Checkout) -> None:
    """Bring a checkout's statuses up to date; the events fire once, when it becomes fully paid or authorised."""
    total = carts.total_minor(checkout)
    before = checkout.charge_status, checkout.authorize_status
    checkout.charge_status = charge_status(total, charged_minor(checkout))
    checkout.authorize_status = authorize_status(total, covered_minor(checkout))
    if before == (checkout.charge_status, checkout.authorize_status):
        return
    checkout.save(update_fields=["charge_status", "authorize_status", "updated_at"])
    paid = ("FULL", "OVERCHARGED")
    if checkout.charge_status in paid and before[0] not in paid and covered_minor(checkout):
        record_event("CHECKOUT_FULLY_PAID", {"checkout": checkout})
    if checkout.authorize_status == "FULL" and before[1] != "FULL":
        record_event("CHECKOUT_FULLY_AUTHORIZED", {"checkout": checkout})


def update_statuses(order: Order) -> None:
    """Set and save an order's payment columns from its transactions and granted refunds; fires nothing."""
    sums = order.transactions.aggregate(charged=Sum("charged_minor"), authorized=Sum("authorized_minor"))
    order.total_charged_minor = sums["charged"] or 0
    order.total_authorized_minor = sums["authorized"] or 0
    due = order.total_gross_minor - granted_minor(order)
    covered = order.total_charged_minor + order.total_authorized_minor
    order.charge_status = charge_status(due, order.total_charged_minor)
    order.authorize_status = authorize_status(due, covered)
    order.save(
        update_fields=[
            "total_charged_minor",
            "total_authorized_minor",
            "charge_status",
            "authorize_status",
            "updated_at",
        ]
    )


def granted_minor(order: Order) -> int:
    """What has been granted back, asked for or not."""
    return order.granted_refunds.aggregate(total=Sum("amount_minor"))["total"] or 0


def refunded_minor(order: Order) -> int:
    """What has been given back."""
    return order.transactions.aggregate(total=Sum("refunded_minor"))["total"] or 0


def refresh_order(order_pk: object) -> None:
    """Bring an order's payment columns up to date and tell what changed (cases 125, 131, 229, 236, 415, 416)."""
    order = Order.objects.get(pk=order_pk)
    charged_before, refunded_before = order.total_charged_minor, order.total_refunded_minor
    order.total_refunded_minor = refunded_minor(order)
    order.save(update_fields=["total_refunded_minor"])
    update_statuses(order)
    if order.total_charged_minor > charged_before:
        tell_paid(order, charged_before=charged_before)
    elif order.total_refunded_minor > refunded_before:
        record_event("ORDER_REFUNDED", {"order": order})
        record_event("ORDER_UPDATED", {"order": order})
        if order.total_refunded_minor >= order.total_gross_minor:
            record_event("ORDER_FULLY_REFUNDED", {"order": order})
    else:
        record_event("ORDER_UPDATED", {"order": order})


def tell_paid(order: Order, *, charged_before: int) -> None:
    """Tell that money came in, and once that the order is paid in full."""
    is_full = charged_before < order.total_gross_minor <= order.total_charged_minor
    if is_full:
        OrderEvent.objects.create(order=order, type="ORDER_FULLY_PAID", date=timezone.now())
    record_event("ORDER_PAID", {"order": order})
    if is_full:
        record_event("ORDER_FULLY_PAID", {"order": order})
    record_event("ORDER_UPDATED", {"order": order})
