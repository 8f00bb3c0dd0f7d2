"""The apps of ours that Saleor knows, and the tokens it gave them."""

from django.db import models
from encrypted_fields.fields import EncryptedTextField


class AppInstallation(models.Model):
    """One of our apps on one Saleor; the token does not expire and is kept encrypted."""

    app_id = models.CharField(max_length=100)
    api_url = models.CharField(max_length=300)
    token = EncryptedTextField()
    # Saleor's id of this installation (`App:7` in base64); a new one after the app was removed and installed again.
    global_id = models.CharField(max_length=100, blank=True)
    registered_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["app_id", "api_url"], name="one_installation_per_app")]

    def __str__(self) -> str:
        return f"{self.app_id} at {self.api_url}"
