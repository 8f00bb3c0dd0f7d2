"""Orders, what was sent, what came back and what was given back. Amounts are minor units."""

import uuid

from django.db import models
from django.utils import timezone

from engine.models.accounts import User
from engine.models.apps import App
from engine.models.base import Row, WithMetadata


class OrderNumber(Row):
    """Gives each order its number: create a row, take its key."""


class Order(WithMetadata):
    """A placed order with its totals as agreed at the checkout."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveBigIntegerField(unique=True)
    # The completed checkout: one order each, so that completing twice gives the same order.
    checkout_token = models.UUIDField(unique=True, null=True, blank=True)
    channel = models.ForeignKey("engine.Channel", on_delete=models.PROTECT, related_name="orders")
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="orders")
    user_email = models.EmailField(blank=True, default="")
    status = models.CharField(max_length=24, default="UNFULFILLED", db_index=True)
    charge_status = models.CharField(max_length=12, default="NONE")
    authorize_status = models.CharField(max_length=12, default="NONE")
    origin = "CHECKOUT"  # the only one there is here
    currency = models.CharField(max_length=3)
    subtotal_net_minor = models.BigIntegerField(default=0)
    subtotal_gross_minor = models.BigIntegerField(default=0)
    shipping_net_minor = models.BigIntegerField(default=0)
    shipping_gross_minor = models.BigIntegerField(default=0)
    total_net_minor = models.BigIntegerField(default=0)
    total_gross_minor = models.BigIntegerField(default=0)
    undiscounted_total_net_minor = models.BigIntegerField(default=0)
    undiscounted_total_gross_minor = models.BigIntegerField(default=0)
    total_charged_minor = models.BigIntegerField(default=0)
    total_authorized_minor = models.BigIntegerField(default=0)
    total_refunded_minor = models.BigIntegerField(default=0)
    shipping_address = models.ForeignKey(
        "engine.Address", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    billing_address = models.ForeignKey(
        "engine.Address", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    shipping_method = models.ForeignKey(
        "engine.ShippingMethod", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    shipping_method_name = models.CharField(max_length=255, blank=True, default="")
    shipping_tax_rate = models.DecimalField(max_digits=5, decimal_places=4, default=0)
    voucher_code = models.CharField(max_length=255, null=True, blank=True)  # noqa: DJ001 - Saleor answers null
    customer_note = models.TextField(blank=True, default="")
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-created_at", "-number"]


class OrderLine(WithMetadata):
    """A line as sold: names and prices stay when the product changes; `total` holds its share of the voucher."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="lines")
    variant = models.ForeignKey(
        "engine.ProductVariant", null=True, blank=True, on_delete=models.SET_NULL, related_name="order_lines"
    )
    # Saleor's global id of the variant, kept after the variant is gone.
    product_variant_id = models.CharField(max_length=64, blank=True, default="")
    product_name = models.CharField(max_length=386)
    variant_name = models.CharField(max_length=255, blank=True, default="")
    product_sku = models.CharField(max_length=255, blank=True, default="")
    is_shipping_required = models.BooleanField(default=True)
    quantity = models.PositiveIntegerField()
    quantity_fulfilled = models.PositiveIntegerField(default=0)
    unit_net_minor = models.BigIntegerField()
    unit_gross_minor = models.BigIntegerField()
    total_net_minor = models.BigIntegerField()
    total_gross_minor = models.BigIntegerField()
    undiscounted_unit_net_minor = models.BigIntegerField()
    undiscounted_unit_gross_minor = models.BigIntegerField()
    undiscounted_total_net_minor = models.BigIntegerField()
    undiscounted_total_gross_minor = models.BigIntegerField()
    tax_rate = models.DecimalField(max_digits=5, decimal_places=4, default=0)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["created_at", "pk"]


class Allocation(Row):
    """Pieces of a stock promised to an order line; the stock's own `quantity_allocated` holds their sum."""

    order_line = models.ForeignKey(OrderLine, on_delete=models.CASCADE, related_name="allocations")
    stock = models.ForeignKey("engine.Stock", on_delete=models.CASCADE, related_name="allocations")
    quantity = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["order_line", "stock"], name="allocation_once")]


class Fulfillment(WithMetadata):
    """Pieces sent or returned together; `status` is Saleor's code."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="fulfillments")
    fulfillment_order = models.PositiveIntegerField()
    status = models.CharField(max_length=24, default="FULFILLED")
    tracking_number = models.CharField(max_length=255, blank=True, default="")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["order", "fulfillment_order"], name="fulfillment_numbered")]


class FulfillmentLine(Row):
    """How many pieces of an order line lie in a fulfilment, and the stock they were taken from."""

    fulfillment = models.ForeignKey(Fulfillment, on_delete=models.CASCADE, related_name="lines")
    order_line = models.ForeignKey(OrderLine, on_delete=models.CASCADE, related_name="fulfillment_lines")
    stock = models.ForeignKey("engine.Stock", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    quantity = models.PositiveIntegerField()


class OrderEvent(Row):
    """One line of an order's history; `type` is Saleor's code, such as PLACED."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="events")
    type = models.CharField(max_length=64)
    amount_minor = models.BigIntegerField(null=True, blank=True)
    message = models.TextField(null=True, blank=True)  # noqa: DJ001 - Saleor answers null
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    app = models.ForeignKey(App, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    date = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["date", "pk"]


class OrderDiscount(Row):
    """A voucher on the whole order; `value` is per cent or an amount, `amount_minor` what it came to."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="discounts")
    type = models.CharField(max_length=24, default="VOUCHER")
    value_type = models.CharField(max_length=12, default="PERCENTAGE")
    value = models.DecimalField(max_digits=20, decimal_places=3)
    amount_minor = models.BigIntegerField()
    name = models.CharField(max_length=255, null=True, blank=True)  # noqa: DJ001 - Saleor answers null
    reason = models.TextField(null=True, blank=True)  # noqa: DJ001 - Saleor answers null


class GrantedRefund(Row):
    """Money that staff have agreed to give back; asked of the payment app in a second step."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="granted_refunds")
    transaction = models.ForeignKey(
        "engine.TransactionItem", null=True, blank=True, on_delete=models.SET_NULL, related_name="granted_refunds"
    )
    amount_minor = models.BigIntegerField()
    reason = models.TextField(blank=True, default="")
    shipping_costs_included = models.BooleanField(default=False)
    status = models.CharField(max_length=12, default="NONE")
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    app = models.ForeignKey(App, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)


class GrantedRefundLine(Row):
    """Pieces of an order line for which a refund was granted."""

    granted_refund = models.ForeignKey(GrantedRefund, on_delete=models.CASCADE, related_name="lines")
    order_line = models.ForeignKey(OrderLine, on_delete=models.CASCADE, related_name="+")
    quantity = models.PositiveIntegerField()
    reason = models.TextField(null=True, blank=True)  # noqa: DJ001 - Saleor answers null
