"""The read model of what Saleor sells: droppable, rebuilt by `sync_all`."""

from django.db import models

_LIVE = models.Q(is_live=True)


class SyncState(models.Model):
    """One row for the version of all pages (`channel` empty) and one per channel for its sync.

    `generation` is stamped on every product that a run has seen; what it did not see goes when it ends. `changes`
    are the first products of the running pass that were not as Saleor has them, by name and what differed; `trouble`
    tells staff why the last one could not be made.
    """

    channel = models.CharField(max_length=100, unique=True)
    version = models.BigIntegerField(default=1)
    generation = models.BigIntegerField(default=0)
    cursor = models.CharField(max_length=500, blank=True)
    done = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField(null=True)
    running_since = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    wanted = models.BooleanField(default=False)
    reason = models.CharField(max_length=12, blank=True)
    changed = models.PositiveIntegerField(default=0)
    changes = models.JSONField(default=list)
    trouble = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return f"{self.channel or 'all pages'}: version {self.version}, generation {self.generation}"


class SyncReport(models.Model):
    """What one whole pass through a channel changed: staff see what the comparison had to heal."""

    channel = models.CharField(max_length=100)
    reason = models.CharField(max_length=12)
    begun_at = models.DateTimeField()
    finished_at = models.DateTimeField(auto_now_add=True)
    seen = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    removed = models.PositiveIntegerField()
    changes = models.JSONField(default=list)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.channel}: {self.changed} changed, {self.removed} removed"


class Concern(models.Model):
    """A product that is not shown because it has no price; gone once it has one."""

    channel = models.CharField(max_length=100)
    product_id = models.CharField(max_length=64)
    name = models.CharField(max_length=255)
    noticed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "product_id"], name="concern_once_per_product")]

    def __str__(self) -> str:
        return f"{self.name} has no price in {self.channel}"


class Category(models.Model):
    """A category, its place in the tree, its descendants found through `path` (`/home/quilts/`)."""

    slug = models.CharField(max_length=255, unique=True)
    name = models.CharField(max_length=255)
    paragraphs = models.JSONField(default=list)
    parent_slug = models.CharField(max_length=255, blank=True)
    path = models.CharField(max_length=1100)
    depth = models.PositiveSmallIntegerField(default=0)
    translations = models.JSONField(default=dict)

    class Meta:
        ordering = ["path"]

    def __str__(self) -> str:
        return self.path


class Collection(models.Model):
    """A collection as one channel sees it."""

    channel = models.CharField(max_length=100)
    slug = models.CharField(max_length=255)
    name = models.CharField(max_length=255)
    paragraphs = models.JSONField(default=list)
    translations = models.JSONField(default=dict)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["channel", "slug"], name="collection_once_per_channel")]

    def __str__(self) -> str:
        return f"{self.name} in {self.channel}"


class Product(models.Model):
    """A product as one channel sells it; every field of a card stands on the row, so a listing joins nothing.

    `is_live` is false until the run that first saw it has ended. `fetched_at` is the moment before Saleor was
    asked: an answer older than the stored one is dropped. `content_hash` tells whether anything changed.
    """

    channel = models.CharField(max_length=100)
    product_id = models.CharField(max_length=64)
    slug = models.CharField(max_length=255)
    name = models.CharField(max_length=255)
    name_key = models.CharField(max_length=255)
    is_live = models.BooleanField(default=False)
    generation = models.BigIntegerField(default=0)
    fetched_at = models.DateTimeField()
    content_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    price_minor = models.BigIntegerField()
    undiscounted_minor = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3)
    digits = models.PositiveSmallIntegerField(default=2)
    price_from = models.BooleanField(default=False)
    sold_out = models.BooleanField(default=False)
    craft = models.CharField(max_length=255, blank=True)
    country = models.CharField(max_length=2, blank=True)
    card_picture = models.JSONField(null=True)
    rank = models.IntegerField(default=1_000_000)

    summary = models.CharField(max_length=500, blank=True)
    paragraphs = models.JSONField(default=list)
    attributes = models.JSONField(default=list)
    categories = models.JSONField(default=list)
    collections = models.JSONField(default=list)
    # By language code what catalog.languages reads: name, paragraphs, summary.
    translations = models.JSONField(default=dict)

    # Pushed down by impact_tags and artisans; kept in ProductFacts, copied here for the card.
    programme_slug = models.CharField(max_length=255, blank=True)
    programme_name = models.CharField(max_length=255, blank=True)
    impact_line = models.CharField(max_length=255, blank=True)
    tags = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "product_id"], name="product_once_per_channel")]
        indexes = [
            # One per order of the listing; partial, because SQLite uses no index for a bare `is_live`.
            models.Index(fields=["channel", "sold_out", "rank"], name="product_featured", condition=_LIVE),
            models.Index(fields=["channel", "sold_out", "-created_at"], name="product_newest", condition=_LIVE),
            models.Index(
                fields=["channel", "sold_out", "price_minor", "name_key"], name="product_low", condition=_LIVE
            ),
            models.Index(
                fields=["channel", "sold_out", "-price_minor", "name_key"], name="product_high", condition=_LIVE
            ),
            models.Index(fields=["channel", "sold_out", "name_key"], name="product_by_name", condition=_LIVE),
            models.Index(fields=["channel", "slug"], name="product_by_slug"),
            models.Index(fields=["product_id"], name="product_by_id"),
        ]

    def __str__(self) -> str:
        return f"{self.name} in {self.channel}"


class Variant(models.Model):
    """One thing of a product that can be bought."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="variants")
    variant_id = models.CharField(max_length=64)
    sku = models.CharField(max_length=255, blank=True)
    name = models.CharField(max_length=255)
    price_minor = models.BigIntegerField()
    undiscounted_minor = models.BigIntegerField(null=True)
    quantity_available = models.IntegerField(default=0)
    limit_per_customer = models.IntegerField(default=0)
    attributes = models.JSONField(default=list)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["product", "variant_id"], name="variant_once_per_product")]

    def __str__(self) -> str:
        return f"{self.name} ({self.sku})"


class Label(models.Model):
    """What a product can be found by: kind `craft`, `country`, `tag`, `category` (ancestors too) or `collection`."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="labels")
    kind = models.CharField(max_length=10)
    value = models.CharField(max_length=255)
    title = models.CharField(max_length=255)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["product", "kind", "value"], name="label_once_per_product")]
        indexes = [models.Index(fields=["kind", "value", "product"], name="label_by_value")]

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"


class ProductFacts(models.Model):
    """What the parts above pushed down about a product; survives a rebuild of the rest."""

    product_id = models.CharField(max_length=64, unique=True)
    tags = models.JSONField(default=list)
    programme_slug = models.CharField(max_length=255, blank=True)
    programme_name = models.CharField(max_length=255, blank=True)
    impact_line = models.CharField(max_length=255, blank=True)
    story_text = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"facts of {self.product_id}"


class ChangedProduct(models.Model):
    """A product that Saleor said has changed, until the worker has fetched it. `marks` counts the callers."""

    product_id = models.CharField(max_length=64, unique=True)
    marks = models.BigIntegerField(default=1)
    due_at = models.DateTimeField(db_index=True)
    claimed_until = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.product_id} changed"


class Picture(models.Model):
    """A picture of a product in Saleor and, once made, the addresses of our own renditions of it.

    `avif`, `webp` are srcsets; `due_at` is empty once made. A picture that Saleor no longer shows is retired and
    its files go an hour later.
    """

    product_id = models.CharField(max_length=64, db_index=True)
    media_id = models.CharField(max_length=64, unique=True)
    source_url = models.CharField(max_length=2000)
    alt = models.CharField(max_length=500, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    avif = models.TextField(blank=True)
    webp = models.TextField(blank=True)
    src = models.CharField(max_length=255, blank=True)
    placeholder = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField(null=True)
    retired_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True, db_index=True)
    claimed_until = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.media_id} of {self.product_id}"


class Rendition(models.Model):
    """One file made from a picture; `name` is random, so that it tells nothing and never changes."""

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")
    name = models.CharField(max_length=64, unique=True)
    width = models.PositiveIntegerField()
    size_bytes = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.name
