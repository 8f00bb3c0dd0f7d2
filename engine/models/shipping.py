"""Where the pieces lie, how they travel, and what tax is on them. Prices are minor units, with tax."""

import uuid

from django.db import models
from django.db.models import Q

from engine.models.base import Row, empty_list
from engine.models.products import ProductVariant
from engine.models.shop import Channel


class Warehouse(Row):
    """Where stock lies."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=255, unique=True)
    name = models.CharField(max_length=250)

    class Meta:
        ordering = ["slug"]


class Stock(Row):
    """The pieces of a variant in a warehouse; those promised to orders are `quantity_allocated`.

    The database itself refuses either to fall below zero.
    """

    product_variant = models.ForeignKey(ProductVariant, on_delete=models.CASCADE, related_name="stocks")
    warehouse = models.ForeignKey(Warehouse, on_delete=models.CASCADE, related_name="+")
    quantity = models.IntegerField(default=0)
    quantity_allocated = models.IntegerField(default=0)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["product_variant", "warehouse"], name="stock_once"),
            models.CheckConstraint(condition=Q(quantity__gte=0, quantity_allocated__gte=0), name="stock_not_negative"),
        ]


class ShippingZone(Row):
    """Countries (ISO codes) that are served alike."""

    name = models.CharField(max_length=100, unique=True)
    countries = models.JSONField(default=empty_list)


class ShippingMethod(Row):
    """A way of delivery into a zone; the days are working days."""

    message, is_valid = "", True

    zone = models.ForeignKey(ShippingZone, on_delete=models.CASCADE, related_name="methods")
    name = models.CharField(max_length=100)
    minimum_days = models.PositiveIntegerField(null=True, blank=True)
    maximum_days = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["zone", "name"], name="shipping_method_once")]


class ShippingMethodChannelListing(Row):
    """A delivery's price in a channel, and the least order value for which it is offered."""

    method = models.ForeignKey(ShippingMethod, on_delete=models.CASCADE, related_name="channel_listings")
    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="+")
    price_minor = models.PositiveBigIntegerField()
    minimum_order_minor = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["method", "channel"], name="shipping_listed_once")]


class TaxRate(Row):
    """The flat tax of a country as a share: 0.2000 is twenty per cent. No row means none."""

    country = models.CharField(max_length=2, unique=True)
    rate = models.DecimalField(max_digits=5, decimal_places=4)
