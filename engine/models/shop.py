"""The shop as a whole and the channels in which it sells."""

from django.db import models

from engine.models.attributes import PageType
from engine.models.base import Row


class Shop(Row):
    """The settings of the whole shop; one row."""

    schema_version = "3.23"

    slot = models.PositiveSmallIntegerField(unique=True, default=1)
    name = models.CharField(max_length=255, default="Shop")
    description = models.TextField(blank=True, default="")
    default_country = models.CharField(max_length=2, default="US")
    # How long a checkout keeps its pieces from others; 0 switches reservations off.
    reserve_minutes = models.PositiveIntegerField(default=0)
    limit_quantity_per_checkout = models.PositiveIntegerField(default=50)
    # Staff give a page of this type as the reason of a refund.
    refund_reason_type = models.ForeignKey(PageType, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")


class Channel(Row):
    """Where something is sold, in one currency. Prices are entered with tax."""

    slug = models.SlugField(max_length=255, unique=True)
    name = models.CharField(max_length=250)
    currency = models.CharField(max_length=3)
    default_country = models.CharField(max_length=2, default="US")
    is_active = models.BooleanField(default=True)
    # What an anonymous buyer's transaction does: CHARGE or AUTHORIZATION.
    transaction_flow = models.CharField(max_length=16, default="CHARGE")

    class Meta:
        ordering = ["slug"]
