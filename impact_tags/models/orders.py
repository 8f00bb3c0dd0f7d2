"""What orders promised, which lots they hold, and the ledger."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from impact_tags.metrics import Metric, UnitFacts
from impact_tags.models.append_only import AppendOnlyManager, AppendOnlyModel
from impact_tags.models.lots import Lot

METRICS = [(metric.value, metric.name.replace("_", " ").capitalize()) for metric in Metric]


class Method(models.Model):
    """How a figure is computed, in public and in versions; a change is a new version."""

    method_id = models.SlugField(max_length=40)
    version = models.PositiveSmallIntegerField()
    metric = models.CharField(max_length=20, choices=METRICS, blank=True)
    title = models.CharField(max_length=120)
    summary = models.TextField()
    formula = models.TextField()
    worked = models.TextField()
    data = models.TextField()
    limits = models.TextField()
    change = models.CharField(max_length=200)
    published_on = models.DateField()

    class Meta:
        ordering = ["method_id", "-version"]
        constraints = [models.UniqueConstraint(fields=["method_id", "version"], name="method_version_once")]

    def __str__(self) -> str:
        return f"{self.method_id}/{self.version}"


class OrderImpact(models.Model):
    """An order since it was paid. `sequence` is taken by a conditional update: one worker posts at a time."""

    order_id = models.CharField(max_length=80, unique=True)
    number = models.CharField(max_length=40)
    currency = models.CharField(max_length=3)
    is_replacement = models.BooleanField(default=False)
    sequence = models.PositiveIntegerField(default=0)
    posted_on = models.DateField()
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"order {self.number}"


class LineImpact(models.Model):
    """An order line: the quote frozen at payment for one piece, and how its pieces stand."""

    order = models.ForeignKey(OrderImpact, on_delete=models.PROTECT, related_name="lines")
    line_id = models.CharField(max_length=80, unique=True)
    product_id = models.CharField(max_length=80)
    quantity = models.PositiveIntegerField()
    fund_basis_points = models.PositiveIntegerField()
    has_quote = models.BooleanField(default=False)
    quote_work_minutes = models.PositiveBigIntegerField(null=True)
    quote_wage_minor = models.PositiveBigIntegerField(null=True)
    quote_wage_currency = models.CharField(max_length=3, blank=True)
    quote_training_minutes = models.PositiveBigIntegerField(null=True)
    quote_material_grams = models.PositiveBigIntegerField(null=True)
    quote_traced_grams = models.PositiveBigIntegerField(null=True)
    quoted_lots = models.ManyToManyField(Lot, blank=True, related_name="quoted_lines")
    kept = models.PositiveIntegerField(default=0)
    open = models.PositiveIntegerField(default=0)
    replaced = models.PositiveIntegerField(default=0)
    unconfirmed = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.line_id

    @property
    def quote(self) -> UnitFacts:
        """What was promised for one piece when the order was paid."""
        return UnitFacts(
            self.quote_work_minutes,
            self.quote_wage_minor,
            self.quote_wage_currency,
            self.quote_training_minutes,
            self.quote_material_grams,
            self.quote_traced_grams,
        )


class LotShare(models.Model):
    """Pieces of a line that a lot gives; the unit facts are frozen when the first piece is bound."""

    line = models.ForeignKey(LineImpact, on_delete=models.PROTECT, related_name="shares")
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="shares")
    reserved = models.PositiveIntegerField(default=0)
    bound = models.PositiveIntegerField(default=0)
    scrapped = models.PositiveIntegerField(default=0)
    pool_key = models.CharField(max_length=40, blank=True)
    work_minutes = models.PositiveBigIntegerField(null=True)
    wage_minor = models.PositiveBigIntegerField(null=True)
    wage_currency = models.CharField(max_length=3, blank=True)
    training_minutes = models.PositiveBigIntegerField(null=True)
    material_grams = models.PositiveBigIntegerField(null=True)
    traced_grams = models.PositiveBigIntegerField(null=True)

    class Meta:
        ordering = ["lot__finished_on", "lot_id", "id"]

    def __str__(self) -> str:
        return f"{self.line_id}: lot {self.lot_id}"

    @property
    def facts(self) -> UnitFacts:
        """The unit facts that were frozen."""
        return UnitFacts(
            self.work_minutes,
            self.wage_minor,
            self.wage_currency,
            self.training_minutes,
            self.material_grams,
            self.traced_grams,
        )


class LedgerEntry(AppendOnlyModel):
    """One posting. Sums over these rows are what was sold; nothing is ever taken out, only posted against."""

    class Kind(models.TextChoices):
        POSTED = "posted", "Posted"
        REVERSED = "reversed", "Taken back"
        ADJUSTED = "adjusted", "Corrected"

    order = models.ForeignKey(OrderImpact, on_delete=models.PROTECT, related_name="entries")
    line_id = models.CharField(max_length=80, db_index=True)
    product_id = models.CharField(max_length=80)
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, null=True, related_name="entries")
    pool_key = models.CharField(max_length=40, blank=True)
    metric = models.CharField(max_length=20, choices=METRICS)
    currency = models.CharField(max_length=3, blank=True)
    amount = models.BigIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    method_version = models.CharField(max_length=50)
    source_key = models.CharField(max_length=160, unique=True)
    reason = models.CharField(max_length=200, blank=True)
    posted_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[AppendOnlyManager["LedgerEntry"]] = AppendOnlyManager()

    class Meta:
        verbose_name_plural = "ledger entries"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(amount=0), name="ledger_entry_moves_something"),
            models.CheckConstraint(
                condition=Q(metric__in=["wage", "training_fund"]) ^ Q(currency=""), name="ledger_entry_currency"
            ),
        ]

    def __str__(self) -> str:
        return self.source_key
