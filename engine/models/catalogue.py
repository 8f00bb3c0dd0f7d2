"""What is sold, and where: channels, products, prices, pictures, stock. Prices are minor units, with tax."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from engine.models.base import Row, WithMetadata


class PageType(Row):
    """A kind of page."""

    slug = models.SlugField(max_length=255, unique=True)
    name = models.CharField(max_length=250)


class Page(Row):
    """A text page; an attribute may refer to it."""

    slug = models.SlugField(max_length=255, unique=True)
    title = models.CharField(max_length=250)
    content = models.JSONField(null=True, blank=True)
    page_type = models.ForeignKey(PageType, on_delete=models.PROTECT, related_name="pages")
    is_published = models.BooleanField(default=True)


class Shop(Row):
    """The settings of the whole shop; one row. `reserve_minutes` 0: carts hold no pieces."""

    schema_version = "3.23"

    slot = models.PositiveSmallIntegerField(unique=True, default=1)
    name = models.CharField(max_length=255, default="Shop")
    description = models.TextField(blank=True, default="")
    default_country = models.CharField(max_length=2, default="US")
    reserve_minutes = models.PositiveIntegerField(default=0)
    confirms_accounts = models.BooleanField(default=True)
    limit_quantity_per_checkout = models.PositiveIntegerField(default=50)
    # Staff give a page of this type as the reason of a refund.
    refund_reason_type = models.ForeignKey(PageType, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")


class Channel(Row):
    """Where something is sold, in one currency; `transaction_flow`: a payment is a CHARGE or an AUTHORIZATION."""

    slug = models.SlugField(max_length=255, unique=True)
    name = models.CharField(max_length=250)
    currency = models.CharField(max_length=3)
    default_country = models.CharField(max_length=2, default="US")
    transaction_flow = models.CharField(max_length=16, default="CHARGE")


class Attribute(Row):
    """A property of products; `input_type` is Saleor's code, such as DROPDOWN or PLAIN_TEXT."""

    slug = models.SlugField(max_length=255, unique=True)
    name = models.CharField(max_length=255)
    input_type = models.CharField(max_length=50, default="DROPDOWN")
    entity_type = models.CharField(max_length=50, null=True, blank=True)  # noqa: DJ001 - Saleor answers null

    class Meta:
        ordering = ["pk"]


class AttributeValue(Row):
    """A choice of an attribute, or the text, number, day or page that one product holds."""

    attribute = models.ForeignKey(Attribute, on_delete=models.CASCADE, related_name="values")
    slug = models.SlugField(max_length=255)
    name = models.CharField(max_length=255, blank=True, default="")
    plain_text = models.TextField(blank=True, default="")
    rich_text = models.JSONField(null=True, blank=True)
    boolean = models.BooleanField(null=True, blank=True)
    numeric = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    date = models.DateField(null=True, blank=True)
    page = models.ForeignKey(Page, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        unique_together = ["attribute", "slug"]


class ProductType(Row):
    """Which attributes products and their variants have."""

    slug = models.SlugField(max_length=255, unique=True)
    name = models.CharField(max_length=250)
    has_variants = models.BooleanField(default=True)
    is_shipping_required = models.BooleanField(default=True)
    product_attributes = models.ManyToManyField(Attribute, blank=True, related_name="+")
    variant_attributes = models.ManyToManyField(Attribute, blank=True, related_name="+")


class Category(WithMetadata):
    """A shelf; `level` is 0 at the top."""

    slug = models.SlugField(max_length=255, unique=True)
    name = models.CharField(max_length=250)
    description = models.JSONField(null=True, blank=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="children")
    level = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "categories"

    def save(self, *args: Any, **options: Any) -> None:
        """Save it with its level."""
        self.level = self.parent.level + 1 if self.parent else 0
        super().save(*args, **options)


class Product(WithMetadata):
    """A product; it is bought as one of its variants."""

    slug = models.SlugField(max_length=255, unique=True)
    name = models.CharField(max_length=250)
    description = models.JSONField(null=True, blank=True)
    seo_title = models.CharField(max_length=70, blank=True, default="")
    seo_description = models.CharField(max_length=300, blank=True, default="")
    product_type = models.ForeignKey(ProductType, on_delete=models.PROTECT, related_name="+")
    category = models.ForeignKey(Category, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    attribute_values = models.ManyToManyField(AttributeValue, blank=True, related_name="products")
    rating = models.FloatField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)


class ProductChannelListing(Row):
    """Whether a product is to be seen and bought in a channel."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="channel_listings")
    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="+")
    is_published = models.BooleanField(default=True)
    visible_in_listings = models.BooleanField(default=True)
    available_for_purchase_at = models.DateTimeField(null=True, blank=True, default=timezone.now)

    class Meta:
        unique_together = ["product", "channel"]


class ProductMedia(Row):
    """A picture; `path` lies below ENGINE_MEDIA_ROOT. There is one size, the original."""

    type = "IMAGE"

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="media")
    path = models.CharField(max_length=500)
    alt = models.CharField(max_length=250, blank=True, default="")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    @property
    def url(self) -> str:
        """Where it is to be had."""
        return f"{settings.PUBLIC_URL}/engine-media/{self.path}"


class ProductVariant(WithMetadata):
    """What is put into a cart."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="variants")
    sku = models.CharField(max_length=255, unique=True)
    name = models.CharField(max_length=255, blank=True, default="")
    attribute_values = models.ManyToManyField(AttributeValue, blank=True, related_name="variants")
    track_inventory = models.BooleanField(default=True)
    quantity_limit_per_customer = models.PositiveIntegerField(null=True, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]


class VariantChannelListing(Row):
    """A variant's price in a channel; `discounted_minor` is lower while a promotion runs."""

    variant = models.ForeignKey(ProductVariant, on_delete=models.CASCADE, related_name="channel_listings")
    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="+")
    price_minor = models.PositiveBigIntegerField()
    discounted_minor = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        unique_together = ["variant", "channel"]

    @property
    def current_minor(self) -> int:
        """The price asked now."""
        return self.price_minor if self.discounted_minor is None else self.discounted_minor


class Collection(WithMetadata):
    """A choice of products across the shelves."""

    slug = models.SlugField(max_length=255, unique=True)
    name = models.CharField(max_length=250)
    description = models.JSONField(null=True, blank=True)
    is_published = models.BooleanField(default=True)
    products = models.ManyToManyField(Product, blank=True, related_name="collections")


class Warehouse(Row):
    """Where stock lies."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=255, unique=True)
    name = models.CharField(max_length=250)


class Stock(Row):
    """The pieces of a variant in a warehouse; those promised to orders are `quantity_allocated`.

    The database itself refuses either to fall below zero.
    """

    product_variant = models.ForeignKey(ProductVariant, on_delete=models.CASCADE, related_name="stocks")
    warehouse = models.ForeignKey(Warehouse, on_delete=models.CASCADE, related_name="+")
    quantity = models.IntegerField(default=0)
    quantity_allocated = models.IntegerField(default=0)

    class Meta:
        unique_together = ["product_variant", "warehouse"]
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gte=0, quantity_allocated__gte=0), name="stock_not_negative")
        ]
