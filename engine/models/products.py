"""What is sold: products, variants, prices, pictures, shelves. Prices are minor units, with tax."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from engine.models.attributes import AttributeValue, ProductType
from engine.models.base import Row, WithMetadata
from engine.models.shop import Channel


class Category(WithMetadata):
    """A shelf; `level` is 0 at the top."""

    slug = models.SlugField(max_length=255, unique=True)
    name = models.CharField(max_length=250)
    description = models.JSONField(null=True, blank=True)
    seo_title = models.CharField(max_length=70, blank=True, default="")
    seo_description = models.CharField(max_length=300, blank=True, default="")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="children")
    level = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "categories"


class Product(WithMetadata):
    """A product; it is bought as one of its variants."""

    slug = models.SlugField(max_length=255, unique=True)
    name = models.CharField(max_length=250)
    description = models.JSONField(null=True, blank=True)
    seo_title = models.CharField(max_length=70, blank=True, default="")
    seo_description = models.CharField(max_length=300, blank=True, default="")
    product_type = models.ForeignKey(ProductType, on_delete=models.PROTECT, related_name="products")
    category = models.ForeignKey(Category, null=True, blank=True, on_delete=models.SET_NULL, related_name="products")
    rating = models.FloatField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True, db_index=True)

    class Meta:
        ordering = ["slug"]


class ProductChannelListing(Row):
    """Whether a product is to be seen and bought in a channel."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="channel_listings")
    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="+")
    is_published = models.BooleanField(default=True)
    published_at = models.DateTimeField(default=timezone.now)
    visible_in_listings = models.BooleanField(default=True)
    available_for_purchase_at = models.DateTimeField(null=True, blank=True, default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["product", "channel"], name="product_listed_once")]


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
    track_inventory = models.BooleanField(default=True)
    quantity_limit_per_customer = models.PositiveIntegerField(null=True, blank=True)
    weight_grams = models.PositiveIntegerField(null=True, blank=True)
    media = models.ManyToManyField(ProductMedia, blank=True, related_name="variants")
    position = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["position", "pk"]


class VariantChannelListing(Row):
    """A variant's price in a channel, in minor units; `discounted_minor` is lower while a promotion runs."""

    variant = models.ForeignKey(ProductVariant, on_delete=models.CASCADE, related_name="channel_listings")
    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="+")
    price_minor = models.PositiveBigIntegerField()
    discounted_minor = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["variant", "channel"], name="variant_listed_once")]

    @property
    def current_minor(self) -> int:
        """The price asked now."""
        return self.price_minor if self.discounted_minor is None else self.discounted_minor


class ProductValue(Row):
    """A value that a product holds."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="attribute_values")
    value = models.ForeignKey(AttributeValue, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["product", "value"], name="product_value_once")]


class VariantValue(Row):
    """A value that a variant holds, such as its size."""

    variant = models.ForeignKey(ProductVariant, on_delete=models.CASCADE, related_name="attribute_values")
    value = models.ForeignKey(AttributeValue, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["variant", "value"], name="variant_value_once")]


class Collection(WithMetadata):
    """A choice of products across the shelves."""

    slug = models.SlugField(max_length=255, unique=True)
    name = models.CharField(max_length=250)
    description = models.JSONField(null=True, blank=True)
    seo_title = models.CharField(max_length=70, blank=True, default="")
    seo_description = models.CharField(max_length=300, blank=True, default="")
    is_published = models.BooleanField(default=True)
    products = models.ManyToManyField(Product, blank=True, related_name="collections")

    class Meta:
        ordering = ["slug"]
