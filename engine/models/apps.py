"""Apps, what they subscribe to, and the outbox of what they are told."""

from django.db import models
from django.utils import timezone

from engine.models.base import Row


class App(Row):
    """An installed app; its token is kept only as a hash."""

    identifier = models.CharField(max_length=256, unique=True)
    name = models.CharField(max_length=256)
    version = models.CharField(max_length=60, blank=True, default="")
    app_url = models.CharField(max_length=2000, blank=True, default="")
    manifest_url = models.CharField(max_length=2000, blank=True, default="")
    permissions = models.JSONField(default=list, blank=True)
    token_hash = models.CharField(max_length=64, blank=True, default="", db_index=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now)


class AppInstallation(Row):
    """One attempt to install an app; deleted when it has worked."""

    app_name = models.CharField(max_length=60)
    manifest_url = models.CharField(max_length=2000)
    permissions = models.JSONField(default=list, blank=True)
    status = models.CharField(max_length=16, default="PENDING")
    claimed_until = models.DateTimeField(null=True, blank=True)
    message = models.CharField(max_length=255, null=True, blank=True)  # noqa: DJ001 - Saleor answers null
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)


class Webhook(Row):
    """Where an app wants which events (Saleor's codes in capitals) and what it selects of them."""

    app = models.ForeignKey(App, on_delete=models.CASCADE, related_name="webhooks")
    name = models.CharField(max_length=255, blank=True, default="")
    target_url = models.CharField(max_length=2000)
    query = models.TextField()
    events = models.JSONField(default=list)
    is_active = models.BooleanField(default=True)


class EventDelivery(Row):
    """One event for one webhook, with the bytes exactly as they will be sent and signed."""

    PENDING, SUCCESS, FAILED = "PENDING", "SUCCESS", "FAILED"

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    event = models.CharField(max_length=64)
    payload = models.BinaryField()
    status = models.CharField(max_length=8, default=PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    claimed_until = models.DateTimeField(null=True, blank=True)
    # Set where the answer is itself part of a payment: the event that asked for it.
    request_event = models.ForeignKey(
        "engine.TransactionEvent", null=True, blank=True, on_delete=models.CASCADE, related_name="deliveries"
    )
    answer = models.CharField(max_length=200, blank=True, default="")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["status", "due_at"], name="delivery_due")]
