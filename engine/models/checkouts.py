"""Carts on their way to an order: addresses, deliveries, taxes, vouchers, lines and the pieces held for them.

Prices are minor units, with tax.
"""

import uuid

from django.db import models

from engine.models.base import Row, WithMetadata, amounts, moment, optional, optional_texts, part_of, texts
from engine.models.catalogue import Channel, ProductVariant, Stock
from engine.models.people import User


class ShippingZone(Row):
    """Countries (ISO codes) that are served alike."""

    name = models.CharField(max_length=100, unique=True)
    countries = models.JSONField(default=list)


class ShippingMethod(Row, ordering=["price_minor", "pk"], unique_together=["zone", "channel", "name"]):
    """A way of delivery into a zone, in one channel; the days are working days."""

    message, active = "", True

    zone, channel = part_of(ShippingZone, "methods"), part_of(Channel)
    name = models.CharField(max_length=100)
    price_minor, minimum_order_minor = models.PositiveBigIntegerField(), models.PositiveBigIntegerField(default=0)
    minimum_delivery_days = models.PositiveIntegerField(null=True, blank=True)
    maximum_delivery_days = models.PositiveIntegerField(null=True, blank=True)


class TaxRate(Row):
    """The flat tax of a country as a share: 0.2000 is twenty per cent. No row means none."""

    country = models.CharField(max_length=2, unique=True)
    rate = models.DecimalField(max_digits=5, decimal_places=4)


class Address(Row):
    """A postal address, spelled as the country writes it."""

    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="addresses")
    first_name, last_name, company_name, street_address_1, street_address_2 = texts(5)
    city, city_area, postal_code, country, country_area, phone = texts(6)


class Voucher(Row):
    """A code that takes per cent off the whole order."""

    code = models.CharField(max_length=255, unique=True)
    name = models.CharField(max_length=255, blank=True, default="")
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    minimum_spent_minor = models.PositiveBigIntegerField(default=0)
    usage_limit, used = models.PositiveIntegerField(null=True, blank=True), models.PositiveIntegerField(default=0)
    starts_at, ends_at = moment(), models.DateTimeField(null=True, blank=True)


class Checkout(WithMetadata):
    """A cart; deleted when it has become an order. Its id is a bearer secret."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    channel, user = part_of(Channel), optional(User, "checkouts")
    # What was chosen is kept at the price of that moment; stale: before the cart, the address or the voucher changed.
    method = optional(ShippingMethod)
    method_minor, method_is_stale = models.BigIntegerField(default=0), models.BooleanField(default=False)
    shipping_address, billing_address = optional(Address), optional(Address)
    email, voucher_code, discount_name = optional_texts(3)
    voucher_percent = models.DecimalField(max_digits=5, decimal_places=2, default=0)
    customer_note = models.TextField(default="")
    currency = models.CharField(max_length=3)
    charge_status = models.CharField(max_length=12, default="NONE")
    authorize_status = models.CharField(max_length=12, default="NONE")
    # Until then the lines keep the prices at which they were taken.
    prices_until = moment()
    created_at, updated_at = moment(), models.DateTimeField(auto_now=True)


class CheckoutLine(WithMetadata, ordering=["created_at", "pk"]):
    """Pieces of a variant, at the price of the last change."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    checkout, variant = part_of(Checkout, "lines"), part_of(ProductVariant)
    quantity = models.PositiveIntegerField()
    price_minor, undiscounted_minor = amounts(2)
    created_at = moment()


class Reservation(Row):
    """Pieces kept for a checkout line until a moment; afterwards they count for nothing."""

    line, stock = part_of(CheckoutLine, "reservations"), part_of(Stock, "reservations")
    quantity, reserved_until = models.PositiveIntegerField(), models.DateTimeField(db_index=True)
