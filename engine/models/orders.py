"""Orders, what was sent and given back, payments as Saleor keeps them, the outbox. Amounts are minor units."""

import uuid

from django.db import models
from django.utils import timezone

from engine.models.base import Row, WithMetadata, amounts, moment, optional, optional_texts, part_of, texts
from engine.models.catalogue import Channel, Page, ProductVariant, Stock
from engine.models.checkouts import Address, Checkout, ShippingMethod
from engine.models.people import App, User, Webhook


class OrderNumber(Row):
    """Gives each order its number: create a row, take its key."""


class Order(WithMetadata, ordering=["-created_at", "-number"]):
    """A placed order with its totals as agreed at the checkout."""

    origin = "CHECKOUT"  # the only one there is here

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveBigIntegerField(unique=True)
    # The completed checkout: one order each, so that completing twice gives the same order.
    checkout_token = models.UUIDField(unique=True, null=True)
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="orders")
    user, user_email = optional(User, "orders"), models.EmailField(default="")
    status = models.CharField(max_length=24, default="UNFULFILLED", db_index=True)
    charge_status = models.CharField(max_length=12, default="NONE")
    authorize_status = models.CharField(max_length=12, default="NONE")
    currency = models.CharField(max_length=3)
    subtotal_net_minor, subtotal_gross_minor, shipping_net_minor, shipping_gross_minor = amounts(4)
    total_net_minor, total_gross_minor = amounts(2)
    undiscounted_total_net_minor, undiscounted_total_gross_minor = amounts(2)
    total_charged_minor, total_authorized_minor, total_refunded_minor = amounts(3)
    shipping_address = models.ForeignKey(Address, null=True, on_delete=models.PROTECT, related_name="+")
    billing_address = models.ForeignKey(Address, null=True, on_delete=models.PROTECT, related_name="+")
    shipping_method = optional(ShippingMethod)
    shipping_method_name = models.CharField(max_length=255, default="")
    shipping_tax_rate = models.DecimalField(max_digits=5, decimal_places=4, default=0)
    (voucher_code,) = optional_texts(1)
    customer_note = models.TextField(default="")
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    updated_at = models.DateTimeField(auto_now=True)


class OrderLine(WithMetadata, ordering=["created_at", "pk"]):
    """A line as sold: names and prices stay when the product changes; `total` holds its share of the voucher."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    order, variant = part_of(Order, "lines"), optional(ProductVariant, "order_lines")
    # The first is Saleor's global id of the variant, kept after the variant is gone.
    product_variant_id, product_name, variant_name, product_sku = texts(4, 386)
    is_shipping_required = models.BooleanField(default=True)
    quantity, quantity_fulfilled = models.PositiveIntegerField(), models.PositiveIntegerField(default=0)
    unit_net_minor, unit_gross_minor, undiscounted_unit_net_minor, undiscounted_unit_gross_minor = amounts(4)
    total_net_minor, total_gross_minor, undiscounted_total_net_minor, undiscounted_total_gross_minor = amounts(4)
    tax_rate = models.DecimalField(max_digits=5, decimal_places=4, default=0)
    created_at = moment()


class Allocation(Row, unique_together=["order_line", "stock"]):
    """Pieces of a stock promised to an order line; the stock's own `quantity_allocated` holds their sum."""

    order_line, stock = part_of(OrderLine, "allocations"), part_of(Stock, "allocations")
    quantity = models.PositiveIntegerField(default=0)


class Fulfillment(WithMetadata, unique_together=["order", "fulfillment_order"]):
    """Pieces sent or returned together; `status` is Saleor's code."""

    order, fulfillment_order = part_of(Order, "fulfillments"), models.PositiveIntegerField()
    status = models.CharField(max_length=24, default="FULFILLED")
    tracking_number = models.CharField(max_length=255, default="")
    created_at = moment()


class FulfillmentLine(Row):
    """How many pieces of an order line lie in a fulfilment, and the stock they were taken from."""

    fulfillment, order_line = part_of(Fulfillment, "lines"), part_of(OrderLine, "fulfillment_lines")
    stock, quantity = optional(Stock), models.PositiveIntegerField()


class OrderEvent(Row, ordering=["date", "pk"]):
    """One line of an order's history; `type` is Saleor's code, such as PLACED."""

    order, date = part_of(Order, "events"), moment()
    type, message = models.CharField(max_length=64), models.TextField(null=True)
    amount_minor = models.BigIntegerField(null=True)
    user, app = optional(User), optional(App)


class OrderDiscount(Row):
    """A voucher in per cent on the whole order; `amount_minor` is what it came to."""

    type, value_type = "VOUCHER", "PERCENTAGE"

    order = part_of(Order, "discounts")
    value, amount_minor = models.DecimalField(max_digits=5, decimal_places=2), models.BigIntegerField()
    name, reason = optional_texts(2)


class TransactionItem(
    WithMetadata, ordering=["created_at", "pk"], unique_together=["app_identifier", "idempotency_key"]
):
    """One payment on a checkout, later on its order; the amounts are recomputed from the events."""

    token = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    checkout = optional(Checkout, "transactions")
    order = models.ForeignKey(Order, null=True, on_delete=models.PROTECT, related_name="transactions")
    app = optional(App)
    app_identifier, idempotency_key, name, message, psp_reference = texts(5, 512)
    external_url = models.CharField(max_length=2000, default="")
    actions, payment_method = models.JSONField(default=list), models.JSONField(default=dict)
    currency = models.CharField(max_length=3)
    authorized_minor, authorize_pending_minor, charged_minor, charge_pending_minor = amounts(4)
    refunded_minor, refund_pending_minor, canceled_minor, cancel_pending_minor = amounts(4)
    created_at, modified_at = moment(), models.DateTimeField(auto_now=True)


class GrantedRefund(Row):
    """Money that staff have agreed to give back; asked of the payment app in a second step."""

    order, transaction = part_of(Order, "granted_refunds"), optional(TransactionItem, "granted_refunds")
    amount_minor, reason = models.BigIntegerField(), models.TextField(default="")
    reason_reference = optional(Page)
    shipping_costs_included = models.BooleanField(default=False)
    status = models.CharField(max_length=12, default="NONE")
    user, app = optional(User), optional(App)
    created_at, updated_at = moment(), models.DateTimeField(auto_now=True)


class GrantedRefundLine(Row):
    """Pieces of an order line for which a refund was granted."""

    granted_refund, order_line = part_of(GrantedRefund, "lines"), part_of(OrderLine)
    quantity, reason = models.PositiveIntegerField(), models.TextField(null=True)


class TransactionEvent(Row, ordering=["-created_at", "-pk"]):
    """One thing that happened to a payment; `type` is Saleor's code, such as CHARGE_SUCCESS."""

    transaction, granted_refund = part_of(TransactionItem, "events"), optional(GrantedRefund, "transaction_events")
    type, amount_minor = models.CharField(max_length=32), models.BigIntegerField()
    psp_reference, message, external_url = texts(3, 2000)
    # False for what was only asked for and never confirmed, so that it moves no amount.
    counts = models.BooleanField(default=True)
    user, app = optional(User), optional(App)
    created_at = moment()


class EventDelivery(Row, indexes=[models.Index(fields=["status", "due_at"], name="delivery_due")]):
    """One event for one webhook, with the bytes exactly as they will be sent and signed."""

    webhook, event = part_of(Webhook, "deliveries"), models.CharField(max_length=64)
    payload = models.BinaryField()
    status, answer = models.CharField(max_length=8, default="PENDING"), models.CharField(max_length=200, default="")
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at, claimed_until = moment(), models.DateTimeField(null=True)
    # Set where the answer is itself part of a payment: the event that asked for it.
    request_event = models.ForeignKey(TransactionEvent, null=True, on_delete=models.CASCADE, related_name="deliveries")
    created_at = moment()
