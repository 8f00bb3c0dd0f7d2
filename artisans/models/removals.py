"""What is being taken away, and the little that stays of it: random ids, dates, counts, and who verified."""

import secrets
from datetime import datetime, timedelta

from django.db import models

from people.models import Person


def make_key() -> str:
    """A random id that tells nothing: 16 hexadecimal digits."""
    return secrets.token_hex(8)


class Tombstone(models.Model):
    """What stays of a purged persona or story.

    `public_id` keeps the address of a page that was public answering 410; `story_key` of a refused story, and the
    public id of a withdrawn persona, go to the list that is applied after a restore. No word of hers is here.
    """

    class Kind(models.TextChoices):
        """What was purged."""

        PERSONA = "persona"
        STORY = "story"

    key = models.CharField(max_length=16, unique=True, default=make_key, editable=False)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    public_id = models.CharField(max_length=16, blank=True, db_index=True)
    story_key = models.UUIDField(null=True, blank=True)
    taken_back = models.BooleanField(default=False, help_text="Withdrawn or refused; otherwise it had run out.")
    ended_at = models.DateTimeField()
    purged_at = models.DateTimeField()
    proven_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict)
    proof = models.JSONField(default=dict)
    proof_sha256 = models.CharField(max_length=64, blank=True)
    verified_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="Empty: the scan itself."
    )

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Purge(models.Model):
    """A purge under way: which rows, how far it came, and keyed hashes of what it looks for. Deleted once proven."""

    key = models.CharField(max_length=16, unique=True, default=make_key, editable=False)
    persona_id = models.BigIntegerField(null=True, unique=True)
    story_id = models.BigIntegerField(null=True, unique=True)
    taken_back = models.BooleanField()
    ended_at = models.DateTimeField()
    public_id = models.CharField(max_length=16, blank=True)
    marks = models.JSONField(default=dict)
    step = models.CharField(max_length=10)
    counts = models.JSONField(default=dict)
    found = models.JSONField(default=list)
    trouble = models.CharField(max_length=300, blank=True)
    begun_at = models.DateTimeField()
    due_at = models.DateTimeField(db_index=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"purge {self.key}: {self.step}"


def is_free(now: datetime, lease: timedelta) -> models.Q:
    """Rows that nobody works on: unclaimed, run out, or claimed too far ahead, before a clock was put back."""
    unclaimed = models.Q(claimed_until=None) | models.Q(claimed_until__lte=now)
    return unclaimed | models.Q(claimed_until__gt=now + 2 * lease)


class SaleorCopy(models.Model):
    """What Saleor may hold of a story beside a product. Written before Saleor is asked, deleted after it said yes.

    `may_hold` lists the public ids that it may still hold from before, until it has confirmed the last wish.
    """

    product_id = models.CharField(max_length=80, unique=True)
    public_id = models.CharField(max_length=16)
    pseudonym = models.CharField(max_length=60)
    may_hold = models.JSONField(default=list)
    is_sure = models.BooleanField(default=False)
    due_at = models.DateTimeField(db_index=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "Saleor copies"

    def __str__(self) -> str:
        return f"copy at {self.product_id}"


class RetentionWatch(models.Model):
    """When the clock was last looked at: after a leap nothing is purged for its age until an hour has passed."""

    looked_at = models.DateTimeField()
    steady_since = models.DateTimeField()

    def __str__(self) -> str:
        return f"steady since {self.steady_since:%Y-%m-%d %H:%M}"
