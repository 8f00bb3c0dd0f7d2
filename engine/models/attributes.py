"""Properties of products: attributes, their values, and the pages that a value may refer to."""

from django.db import models

from engine.models.base import Row, WithMetadata


class PageType(Row):
    """A kind of page."""

    slug = models.SlugField(max_length=255, unique=True)
    name = models.CharField(max_length=250)


class Page(WithMetadata):
    """A text page; an attribute may refer to it."""

    slug = models.SlugField(max_length=255, unique=True)
    title = models.CharField(max_length=250)
    content = models.JSONField(null=True, blank=True)
    page_type = models.ForeignKey(PageType, on_delete=models.PROTECT, related_name="pages")
    is_published = models.BooleanField(default=True)

    class Meta:
        ordering = ["slug"]


class Attribute(Row):
    """A property of products; `input_type` is Saleor's code, such as DROPDOWN or PLAIN_TEXT."""

    slug = models.SlugField(max_length=255, unique=True)
    name = models.CharField(max_length=255)
    input_type = models.CharField(max_length=50, default="DROPDOWN")
    entity_type = models.CharField(max_length=50, null=True, blank=True)  # noqa: DJ001 - Saleor answers null

    class Meta:
        ordering = ["slug"]


class AttributeValue(Row):
    """A choice of an attribute, or the text, number, date or page that one product holds."""

    attribute = models.ForeignKey(Attribute, on_delete=models.CASCADE, related_name="values")
    slug = models.SlugField(max_length=255)
    name = models.CharField(max_length=255, blank=True, default="")
    plain_text = models.TextField(blank=True, default="")
    rich_text = models.JSONField(null=True, blank=True)
    boolean = models.BooleanField(null=True, blank=True)
    numeric = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    date_time = models.DateTimeField(null=True, blank=True)
    page = models.ForeignKey(Page, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["attribute", "slug"], name="attribute_value_slug")]


class ProductType(Row):
    """Which attributes products and their variants have."""

    slug = models.SlugField(max_length=255, unique=True)
    name = models.CharField(max_length=250)
    has_variants = models.BooleanField(default=True)
    is_shipping_required = models.BooleanField(default=True)


class TypeAttribute(Row):
    """An attribute that a product type gives to its products, or to their variants."""

    product_type = models.ForeignKey(ProductType, on_delete=models.CASCADE, related_name="type_attributes")
    attribute = models.ForeignKey(Attribute, on_delete=models.CASCADE, related_name="+")
    of_variant = models.BooleanField(default=False)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["product_type", "attribute", "of_variant"], name="type_attribute_once")
        ]
