"""Criteria, tags, and the documents and claims behind them."""

from django.db import models

from impact_tags.claims import Tier

TIERS = [(tier.value, tier.name.title()) for tier in Tier]


class Criterion(models.Model):
    """A principle, element or legal duty that a tag can meet; the text is ours, the source is named."""

    class Scheme(models.TextChoices):
        WFTO = "wfto", "World Fair Trade Organization, ten principles"
        SA8000 = "sa8000", "SA8000, nine elements"
        EU_2024_3015 = "eu-2024-3015", "Regulation (EU) 2024/3015"
        UFLPA = "uflpa", "Uyghur Forced Labor Prevention Act"

    slug = models.SlugField(max_length=60, unique=True)
    scheme = models.CharField(max_length=20, choices=Scheme.choices)
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    text = models.TextField()
    source_url = models.URLField(blank=True)

    class Meta:
        verbose_name_plural = "criteria"
        ordering = ["scheme", "number"]
        constraints = [models.UniqueConstraint(fields=["scheme", "number"], name="criterion_once")]

    def __str__(self) -> str:
        return f"{self.scheme} {self.number}: {self.title}"


class Tag(models.Model):
    """A short label on a product that opens onto what it means and what shows it."""

    slug = models.SlugField(max_length=60, unique=True)
    label = models.CharField(max_length=60)
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="tags")
    meaning = models.TextField()
    limits = models.TextField(blank=True)

    class Meta:
        ordering = ["label"]

    def __str__(self) -> str:
        return self.label


class Evidence(models.Model):
    """A document. What readers get is `public_text`; `sha256` is of that text, or of the document it describes."""

    class Kind(models.TextChoices):
        WORK_RECORD = "work_record", "Work and pay record"
        INVOICE = "invoice", "Invoice or delivery note"
        CERTIFICATE = "certificate", "Certificate"
        AUDIT = "audit", "Audit report"
        DECLARATION = "declaration", "Declaration"
        TRANSFER = "transfer", "Record of a transfer"

    code = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=160)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    issuer = models.CharField(max_length=160)
    number = models.CharField(max_length=80, blank=True)
    sha256 = models.CharField(max_length=64)
    issued_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True)
    public_text = models.TextField(blank=True)
    is_public = models.BooleanField(default=True)
    is_sample = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "evidence"
        ordering = ["-issued_on", "code"]

    def __str__(self) -> str:
        return self.title


class TagClaim(models.Model):
    """That a lot carries a tag: on whose word, by which documents, from when until when."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="claims")
    lot = models.ForeignKey("impact_tags.Lot", on_delete=models.CASCADE, related_name="tag_claims")
    tier = models.CharField(max_length=12, choices=TIERS)
    statement = models.CharField(max_length=300)
    declared_by = models.CharField(max_length=160)
    third_party = models.CharField(max_length=160, blank=True)
    evidence = models.ManyToManyField(Evidence, blank=True, related_name="claims")
    valid_from = models.DateField()
    expires_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tag", "lot"], name="tag_once_per_lot")]

    def __str__(self) -> str:
        return f"{self.tag_id} on lot {self.lot_id}"
