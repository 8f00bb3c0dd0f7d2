"""The apps of ours that Saleor knows with the tokens it gave them, and how the line to Saleor stands."""

from django.db import models
from encrypted_fields.fields import EncryptedTextField


class AppInstallation(models.Model):
    """One of our apps on one Saleor; the token does not expire and is kept encrypted.

    `saleor_id` is the app's id there: deliveries name it as their recipient. `permissions` are those it was last seen
    with, `needed` those that it asks for; `removed_at` is set once Saleor no longer knows the token.
    """

    app_id = models.CharField(max_length=100)
    api_url = models.CharField(max_length=300)
    token = EncryptedTextField()
    saleor_id = models.CharField(max_length=100, blank=True)
    permissions = models.JSONField(default=list)
    needed = models.JSONField(default=list)
    registered_at = models.DateTimeField()
    checked_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["app_id", "api_url"], name="one_installation_per_app")]

    def __str__(self) -> str:
        return f"{self.app_id} at {self.api_url}"


class Line(models.Model):
    """How the line to one Saleor stands, for all processes: failures in a row, and until when it rests."""

    api_url = models.CharField(max_length=300, unique=True)
    failures = models.PositiveIntegerField(default=0)
    rests_until = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=300, blank=True)
    failed_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.failures} failures at {self.api_url}"
