"""Lots, what went into them, and the events of their journey. Nothing here leads to a maker or a persona."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from impact_tags.metrics import Basis, LotTotals, UnitFacts
from impact_tags.models.append_only import AppendOnlyManager, AppendOnlyModel
from impact_tags.models.claims import Evidence
from impact_tags.pools import LotRecord, PoolLevel

BASES = [(basis.value, basis.name.title()) for basis in Basis]
LEVELS = [(level.value, level.name.title()) for level in PoolLevel]


class Lot(models.Model):
    """A batch of pieces made together: recorded totals, and the unit facts that may be shown.

    `unit_` and `pool_` columns are derived by `actions.refresh_pools` and hold what pages may show; `materials`
    repeats the components as (name, place, country), so that a product page needs no further query.
    """

    code = models.SlugField(max_length=20, unique=True)
    programme = models.ForeignKey("artisans.Programme", on_delete=models.PROTECT, related_name="lots")
    title = models.CharField(max_length=120)
    units = models.PositiveIntegerField()
    work_minutes = models.PositiveBigIntegerField()
    wage_minor = models.PositiveBigIntegerField()
    wage_currency = models.CharField(max_length=3)
    training_minutes = models.PositiveBigIntegerField()
    material_grams = models.PositiveBigIntegerField()
    traced_grams = models.PositiveBigIntegerField()
    makers_count = models.PositiveIntegerField()
    started_on = models.DateField()
    finished_on = models.DateField()
    basis = models.CharField(max_length=10, choices=BASES, default=Basis.MEASURED.value)
    sample_size = models.PositiveIntegerField(default=0)
    uncertainty_percent = models.PositiveSmallIntegerField(default=0)
    approved_by = models.CharField(max_length=120, blank=True)
    approved_on = models.DateField(null=True, blank=True)
    sellable = models.BooleanField(default=False)
    evidence = models.ManyToManyField(Evidence, blank=True, related_name="lots")
    is_sample = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")

    units_taken = models.PositiveIntegerField(default=0)

    materials = models.JSONField(default=list)
    pool_key = models.CharField(max_length=40, blank=True)
    pool_level = models.CharField(max_length=10, choices=LEVELS, default=PoolLevel.HIDDEN.value)
    unit_work_minutes = models.PositiveBigIntegerField(null=True)
    unit_wage_minor = models.PositiveBigIntegerField(null=True)
    unit_training_minutes = models.PositiveBigIntegerField(null=True)
    unit_material_grams = models.PositiveBigIntegerField(null=True)
    unit_traced_grams = models.PositiveBigIntegerField(null=True)

    class Meta:
        ordering = ["finished_on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(units__gte=1), name="lot_has_units"),
            models.CheckConstraint(
                condition=Q(traced_grams__lte=F("material_grams")), name="lot_traced_within_material"
            ),
            models.CheckConstraint(condition=Q(units_taken__lte=F("units")), name="lot_never_oversold"),
            models.CheckConstraint(condition=Q(started_on__lte=F("finished_on")), name="lot_period_runs_forward"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def totals(self) -> LotTotals:
        """The recorded totals; a page may show them only if the lot stands in a pool of its own."""
        return LotTotals(
            self.units,
            self.work_minutes,
            self.wage_minor,
            self.wage_currency,
            self.training_minutes,
            self.material_grams,
            self.traced_grams,
        )

    @property
    def facts(self) -> UnitFacts:
        """What one piece may be said to carry, today."""
        return UnitFacts(
            self.unit_work_minutes,
            self.unit_wage_minor,
            self.wage_currency,
            self.unit_training_minutes,
            self.unit_material_grams,
            self.unit_traced_grams,
        )

    @property
    def free(self) -> int:
        """Pieces that no order holds."""
        return self.units - self.units_taken

    def to_record(self, product_ids: frozenset[str]) -> LotRecord:
        """The lot as the pooling rule sees it."""
        return LotRecord(
            self.code, str(self.programme_id), product_ids, self.totals, self.makers_count, self.finished_on
        )


class LotProduct(models.Model):
    """A product of the shop that a lot holds pieces of; the id is Saleor's."""

    lot = models.ForeignKey(Lot, on_delete=models.CASCADE, related_name="products")
    product_id = models.CharField(max_length=80, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["lot", "product_id"], name="product_once_per_lot")]

    def __str__(self) -> str:
        return f"{self.lot_id}: {self.product_id}"


class LotComponent(models.Model):
    """A material of a lot with its weight and, as far as it is known, where it comes from."""

    lot = models.ForeignKey(Lot, on_delete=models.CASCADE, related_name="components")
    name = models.CharField(max_length=80)
    good = models.CharField(max_length=80)
    origin_country = models.CharField(max_length=2, blank=True)
    origin_place = models.CharField(max_length=120, blank=True)
    grams = models.PositiveBigIntegerField()
    traced_grams = models.PositiveBigIntegerField(default=0)
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, null=True, blank=True, related_name="components")

    class Meta:
        ordering = ["-grams", "id"]

    def __str__(self) -> str:
        return self.name


class LotEvent(AppendOnlyModel):
    """A step of a lot's journey, or a document added to it; each row holds the hash of the one before it."""

    class Kind(models.TextChoices):
        RECEIVED = "received", "Material received"
        MADE = "made", "Made"
        INSPECTED = "inspected", "Inspected"
        PACKED = "packed", "Packed"
        SHIPPED = "shipped", "Sent to the shop"
        EVIDENCE = "evidence", "Document added"

    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="events")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    day = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    body = models.JSONField()
    event_id = models.CharField(max_length=120, db_index=True)
    previous_hash = models.CharField(max_length=64, blank=True)
    row_hash = models.CharField(max_length=64, unique=True)
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, null=True, blank=True, related_name="events")
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[AppendOnlyManager["LotEvent"]] = AppendOnlyManager()

    class Meta:
        ordering = ["lot", "position"]
        constraints = [models.UniqueConstraint(fields=["lot", "position"], name="lot_event_position_once")]

    def __str__(self) -> str:
        return f"{self.lot_id} {self.position}: {self.kind}"
