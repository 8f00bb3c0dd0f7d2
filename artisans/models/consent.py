"""What a maker agreed to."""

from typing import Any

from django.db import models

from artisans.errors import ConsentFixed
from artisans.models.makers import Persona
from people.models import Person


class ConsentMethod(models.TextChoices):
    """How the consent was given."""

    SIGNED = "signed"
    THUMBPRINT = "thumbprint"
    RECORDED = "recorded"


class ConsentRows(models.QuerySet["ConsentRecord"]):
    """Rows that can be added and withdrawn, not edited."""

    def update(self, **values: Any) -> int:
        """Only the day of withdrawal may be written afterwards, and only once."""
        if set(values) != {"withdrawn_at"}:
            raise ConsentFixed("Consent records are never edited; record a new one.")
        if values["withdrawn_at"] is None:
            return 0
        return super(ConsentRows, self.filter(withdrawn_at=None)).update(**values)

    def bulk_update(self, *args: Any, **options: Any) -> int:
        """Refused: records are never edited."""
        raise ConsentFixed("Consent records are never edited; record a new one.")


class ConsentRecord(models.Model):
    """One consent: scopes by channels, for a time. A new scope is a new record; records are never edited."""

    persona = models.ForeignKey(Persona, on_delete=models.PROTECT, related_name="consents")
    scopes = models.JSONField()
    channels = models.JSONField()
    language = models.CharField(max_length=10, help_text="The language in which it was explained.")
    explained_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    method = models.CharField(max_length=12, choices=ConsentMethod.choices)
    evidence_sha256 = models.CharField(max_length=64)
    evidence_name = models.CharField(max_length=80, blank=True, editable=False, help_text="Among the private files.")
    permanence_explained = models.BooleanField()
    pay_independent = models.BooleanField()
    may_withdraw = models.BooleanField()
    granted_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ConsentRows.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(permanence_explained=True, pay_independent=True, may_withdraw=True),
                name="consent_confirmed",
            ),
            models.CheckConstraint(condition=models.Q(expires_at__gt=models.F("granted_at")), name="consent_ends"),
        ]

    def __str__(self) -> str:
        return f"consent {self.pk} of {self.persona_id}"

    def save(self, *args: Any, **options: Any) -> None:
        """Adds the record; a second save is refused.

        Raises:
            ConsentFixed: the record exists already.
        """
        if not self._state.adding:
            raise ConsentFixed("Consent records are never edited; record a new one.")
        super().save(*args, **options)
