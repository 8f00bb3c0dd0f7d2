"""What is sold, and where: channels, products, prices, pictures, stock. Prices are minor units, with tax."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from engine.models.base import Named, Row, Translated, WithMetadata, moment, optional, optional_texts, part_of, texts


class PageType(Named):
    """A kind of page."""


class Page(Row):
    """A text page; an attribute may refer to it."""

    slug, title = models.SlugField(max_length=255, unique=True), models.CharField(max_length=250)
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
    refund_reason_type = optional(PageType)


class Channel(Named):
    """Where something is sold, in one currency; `transaction_flow`: a payment is a CHARGE or an AUTHORIZATION."""

    currency = models.CharField(max_length=3)
    default_country = models.CharField(max_length=2, default="US")
    transaction_flow = models.CharField(max_length=16, default="CHARGE")


class Attribute(Named):
    """A property of products; `input_type` is Saleor's code, such as DROPDOWN or PLAIN_TEXT."""

    input_type = models.CharField(max_length=50, default="DROPDOWN")
    (entity_type,) = optional_texts(1)


class AttributeValue(Row, ordering=["position", "pk"], unique_together=["attribute", "slug"]):
    """A choice of an attribute, or the text, number, day or page that one product holds."""

    attribute = part_of(Attribute, "values")
    slug, name = models.SlugField(max_length=255), models.CharField(max_length=255, blank=True, default="")
    plain_text, rich_text = models.TextField(blank=True, default=""), models.JSONField(null=True, blank=True)
    boolean, date = models.BooleanField(null=True, blank=True), models.DateField(null=True, blank=True)
    numeric = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    page = models.ForeignKey(Page, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField(default=0)


class ProductType(Named):
    """Which attributes products and their variants have."""

    has_variants = models.BooleanField(default=True)
    is_shipping_required = models.BooleanField(default=True)
    product_attributes = models.ManyToManyField(Attribute, blank=True, related_name="+")
    variant_attributes = models.ManyToManyField(Attribute, blank=True, related_name="+")


class Category(Named, WithMetadata, Translated, verbose_name_plural="categories"):
    """A shelf; `level` is 0 at the top."""

    description = models.JSONField(null=True, blank=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="children")
    level = models.PositiveIntegerField(default=0, editable=False)

    def save(self, *args: Any, **options: Any) -> None:
        """Save it with its level, and the levels below it."""
        self.level = self.parent.level + 1 if self.parent else 0
        super().save(*args, **options)
        for child in self.children.exclude(level=self.level + 1):
            child.save(update_fields=["level"])


class Product(Named, WithMetadata, Translated):
    """A product; it is bought as one of its variants."""

    private_metadata = models.JSONField(default=dict, blank=True)
    description = models.JSONField(null=True, blank=True)
    seo_title, seo_description = texts(2, 300)
    product_type = models.ForeignKey(ProductType, on_delete=models.PROTECT, related_name="+")
    category = optional(Category)
    attribute_values = models.ManyToManyField(AttributeValue, blank=True, related_name="products")
    rating = models.FloatField(null=True, blank=True)
    created_at, updated_at = moment(), models.DateTimeField(auto_now=True)


class ProductChannelListing(Row, unique_together=["product", "channel"]):
    """Whether a product is to be seen and bought in a channel."""

    product, channel = part_of(Product, "channel_listings"), part_of(Channel)
    is_published = models.BooleanField(default=True)
    visible_in_listings = models.BooleanField(default=True)
    available_for_purchase_at = models.DateTimeField(null=True, blank=True, default=timezone.now)


class ProductMedia(Row, ordering=["position", "pk"], unique_together=["product", "path"]):
    """A picture; `path` lies below ENGINE_MEDIA_ROOT. There is one size, the original."""

    type = "IMAGE"

    product = part_of(Product, "media")
    path, alt = models.CharField(max_length=500), models.CharField(max_length=250, blank=True, default="")
    position = models.PositiveIntegerField(default=0)

    @property
    def url(self) -> str:
        """Where it is to be had."""
        return f"{settings.PUBLIC_URL}/engine-media/{self.path}"


class ProductVariant(WithMetadata, ordering=["position", "pk"]):
    """What is put into a cart."""

    product = part_of(Product, "variants")
    sku, name = models.CharField(max_length=255, unique=True), models.CharField(max_length=255, blank=True, default="")
    attribute_values = models.ManyToManyField(AttributeValue, blank=True, related_name="variants")
    track_inventory = models.BooleanField(default=True)
    quantity_limit_per_customer = models.PositiveIntegerField(null=True, blank=True)
    position = models.PositiveIntegerField(default=0)


class VariantChannelListing(Row, unique_together=["variant", "channel"]):
    """A variant's price in a channel; `discounted_minor` is lower while a promotion runs."""

    variant, channel = part_of(ProductVariant, "channel_listings"), part_of(Channel)
    price_minor = models.PositiveBigIntegerField()
    discounted_minor = models.PositiveBigIntegerField(null=True, blank=True)

    @property
    def current_minor(self) -> int:
        """The price asked now."""
        return self.price_minor if self.discounted_minor is None else self.discounted_minor


class Collection(Named, WithMetadata, Translated):
    """A choice of products across the shelves."""

    description = models.JSONField(null=True, blank=True)
    is_published = models.BooleanField(default=True)
    products = models.ManyToManyField(Product, blank=True, related_name="collections")


class Warehouse(Named):
    """Where stock lies."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)


class Stock(Row, unique_together=["product_variant", "warehouse"]):
    """The pieces of a variant in a warehouse, those promised to orders included; the database refuses less than 0."""

    product_variant, warehouse = part_of(ProductVariant, "stocks"), part_of(Warehouse)
    quantity, quantity_allocated = models.PositiveIntegerField(default=0), models.PositiveIntegerField(default=0)
