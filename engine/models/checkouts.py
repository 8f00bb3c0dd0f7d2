"""Carts on their way to an order: addresses, deliveries, taxes, vouchers, lines and the pieces held for them.

Prices are minor units, with tax.
"""

import uuid

from django.db import models
from django.utils import timezone

from engine.models.accounts import User
from engine.models.base import Row, WithMetadata
from engine.models.catalogue import Channel, ProductVariant, Stock


class ShippingZone(Row):
    """Countries (ISO codes) that are served alike."""

    name = models.CharField(max_length=100, unique=True)
    countries = models.JSONField(default=list)


class ShippingMethod(Row):
    """A way of delivery into a zone, in one channel; the days are working days."""

    message, active = "", True

    zone = models.ForeignKey(ShippingZone, on_delete=models.CASCADE, related_name="methods")
    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=100)
    price_minor = models.PositiveBigIntegerField()
    minimum_order_minor = models.PositiveBigIntegerField(default=0)
    minimum_delivery_days = models.PositiveIntegerField(null=True, blank=True)
    maximum_delivery_days = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["price_minor", "pk"]
        unique_together = ["zone", "channel", "name"]


class TaxRate(Row):
    """The flat tax of a country as a share: 0.2000 is twenty per cent. No row means none."""

    country = models.CharField(max_length=2, unique=True)
    rate = models.DecimalField(max_digits=5, decimal_places=4)


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
    country = models.CharField(max_length=2)
    country_area = models.CharField(max_length=128, blank=True, default="")
    phone = models.CharField(max_length=32, blank=True, default="")


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
    customer_note = models.TextField(blank=True, default="")
    currency = models.CharField(max_length=3)
    shipping_address = models.ForeignKey(Address, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    billing_address = models.ForeignKey(Address, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    # What was chosen, at the price of that moment; stale: before the cart, the address or the voucher changed.
    method = models.ForeignKey(ShippingMethod, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    method_minor = models.PositiveBigIntegerField(default=0)
    method_is_stale = models.BooleanField(default=False)
    voucher_code = models.CharField(max_length=255, null=True, blank=True)  # noqa: DJ001 - Saleor answers null
    discount_name = models.CharField(max_length=255, null=True, blank=True)  # noqa: DJ001 - Saleor answers null
    voucher_percent = models.DecimalField(max_digits=5, decimal_places=2, default=0)
    # Until then the lines keep the prices at which they were taken.
    prices_until = models.DateTimeField(default=timezone.now)
    charge_status = models.CharField(max_length=12, default="NONE")
    authorize_status = models.CharField(max_length=12, default="NONE")
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)


class CheckoutLine(WithMetadata):
    """Pieces of a variant, at the price of the last change."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    checkout = models.ForeignKey(Checkout, on_delete=models.CASCADE, related_name="lines")
    variant = models.ForeignKey(ProductVariant, on_delete=models.CASCADE, related_name="+")
    quantity = models.PositiveIntegerField()
    price_minor = models.PositiveBigIntegerField(default=0)
    undiscounted_minor = models.PositiveBigIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["created_at", "pk"]


class Reservation(Row):
    """Pieces kept for a checkout line until a moment; afterwards they count for nothing."""

    line = models.ForeignKey(CheckoutLine, on_delete=models.CASCADE, related_name="reservations")
    stock = models.ForeignKey(Stock, on_delete=models.CASCADE, related_name="reservations")
    quantity = models.PositiveIntegerField()
    reserved_until = models.DateTimeField(db_index=True)
