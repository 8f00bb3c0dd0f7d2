"""Carts on their way to an order, and the pieces held for them. Prices are minor units, with tax."""

import uuid

from django.db import models
from django.utils import timezone

from engine.models.accounts import User
from engine.models.base import Row, WithMetadata
from engine.models.products import ProductVariant
from engine.models.shipping import ShippingMethod, Stock
from engine.models.shop import Channel


class Address(Row):
    """A postal address, spelled as the country writes it."""

    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.CASCADE, related_name="addresses")
    first_name = models.CharField(max_length=256, blank=True, default="")
    last_name = models.CharField(max_length=256, blank=True, default="")
    company_name = models.CharField(max_length=256, blank=True, default="")
    street_address_1 = models.CharField(max_length=256, blank=True, default="")
    street_address_2 = models.CharField(max_length=256, blank=True, default="")
    city = models.CharField(max_length=256, blank=True, default="")
    city_area = models.CharField(max_length=128, blank=True, default="")
    postal_code = models.CharField(max_length=20, blank=True, default="")
    country_code = models.CharField(max_length=2)
    country_area = models.CharField(max_length=128, blank=True, default="")
    phone = models.CharField(max_length=32, blank=True, default="")

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "addresses"


class Voucher(Row):
    """A code that takes per cent off the whole order."""

    code = models.CharField(max_length=255, unique=True)
    name = models.CharField(max_length=255, blank=True, default="")
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    minimum_spent_minor = models.PositiveBigIntegerField(default=0)
    usage_limit = models.PositiveIntegerField(null=True, blank=True)
    used = models.PositiveIntegerField(default=0)
    starts_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(null=True, blank=True)


class Checkout(WithMetadata):
    """A cart; deleted when it has become an order. Its id is a bearer secret."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="checkouts")
    email = models.EmailField(null=True, blank=True)  # noqa: DJ001 - Saleor answers null
    note = models.TextField(blank=True, default="")
    currency = models.CharField(max_length=3)
    shipping_address = models.ForeignKey(Address, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    billing_address = models.ForeignKey(Address, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    delivery = models.ForeignKey(
        "engine.CheckoutDelivery", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # The chosen delivery was worked out before the cart, address or voucher changed.
    delivery_is_stale = models.BooleanField(default=False)
    voucher_code = models.CharField(max_length=255, null=True, blank=True)  # noqa: DJ001 - Saleor answers null
    voucher_name = models.CharField(max_length=255, blank=True, default="")
    voucher_percent = models.DecimalField(max_digits=5, decimal_places=2, default=0)
    # Until then the lines keep the prices at which they were taken.
    prices_until = models.DateTimeField(default=timezone.now)
    charge_status = models.CharField(max_length=12, default="NONE")
    authorize_status = models.CharField(max_length=12, default="NONE")
    claimed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True, db_index=True)

    class Meta:
        ordering = ["-updated_at", "pk"]


class CheckoutLine(WithMetadata):
    """Pieces of a variant, at the price of the last change."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    checkout = models.ForeignKey(Checkout, on_delete=models.CASCADE, related_name="lines")
    variant = models.ForeignKey(ProductVariant, on_delete=models.CASCADE, related_name="+")
    quantity = models.PositiveIntegerField()
    price_minor = models.PositiveBigIntegerField()
    undiscounted_minor = models.PositiveBigIntegerField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["created_at", "pk"]


class CheckoutDelivery(Row):
    """A delivery offered to a checkout, at the price of that moment; `is_valid` until it no longer is offered."""

    message = ""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    checkout = models.ForeignKey(Checkout, on_delete=models.CASCADE, related_name="deliveries")
    method = models.ForeignKey(ShippingMethod, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=100)
    price_minor = models.PositiveBigIntegerField()
    currency = models.CharField(max_length=3)
    minimum_days = models.PositiveIntegerField(null=True, blank=True)
    maximum_days = models.PositiveIntegerField(null=True, blank=True)
    is_valid = models.BooleanField(default=True)

    class Meta:
        ordering = ["price_minor", "pk"]
        constraints = [models.UniqueConstraint(fields=["checkout", "method"], name="delivery_offered_once")]


class Reservation(Row):
    """Pieces kept for a checkout line until a moment; afterwards they count for nothing."""

    line = models.ForeignKey(CheckoutLine, on_delete=models.CASCADE, related_name="reservations")
    stock = models.ForeignKey(Stock, on_delete=models.CASCADE, related_name="reservations")
    quantity = models.PositiveIntegerField()
    reserved_until = models.DateTimeField(db_index=True)
