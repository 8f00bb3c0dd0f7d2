"""The outbox: a mail is a row first, written in the transaction that caused it, and sent by the worker."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class MessageState(models.TextChoices):
    """Where a mail stands."""

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"


class MessageRows(models.QuerySet["Message"]):
    """What the outbox tells apart."""

    def kept(self) -> "MessageRows":
        """Mails whose address and words are still there."""
        return self.exclude(to="")

    def given_up(self) -> "MessageRows":
        """Mails that were given up and can still be sent again."""
        return self.kept().filter(state=MessageState.FAILED)


class Message(models.Model):
    """One mail to one person. The key names its cause, so that the same cause mails once.

    An emptied one, without address, subject and words, stays for its key.
    """

    key = models.CharField(max_length=200, unique=True)
    template = models.CharField(max_length=120)
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=200)
    context = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    language = models.CharField(max_length=10, default="en")
    state = models.CharField(max_length=10, choices=MessageState.choices, default=MessageState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)

    objects = MessageRows.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "due_at"], name="mail_due")]
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.key} ({self.state})"
