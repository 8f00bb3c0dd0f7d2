"""What makers and reviewers said about a revision. Rows are only ever added."""

from django.db import models

from artisans.models.stories import StoryRevision
from people.models import Person


class ReviewOutcome(models.TextChoices):
    """What the maker said."""

    ACCEPTED = "accepted"
    TO_DRAFT = "to_draft"
    REFUSED = "refused"


class MakerReview(models.Model):
    """The maker heard or read exactly this revision, in this language, and said this."""

    revision = models.ForeignKey(StoryRevision, on_delete=models.PROTECT, related_name="maker_reviews")
    revision_hash = models.CharField(max_length=64)
    language = models.CharField(max_length=10)
    read_aloud = models.BooleanField()
    outcome = models.CharField(max_length=10, choices=ReviewOutcome.choices)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.outcome} on revision {self.revision_id}"


class Decision(models.TextChoices):
    """What a reviewer decided."""

    PUBLISHED = "published"
    SENT_BACK = "sent_back"
    PAUSED = "paused"
    RESUMED = "resumed"


class Approval(models.Model):
    """A reviewer's decision on a revision, with the role held at that moment."""

    revision = models.ForeignKey(StoryRevision, on_delete=models.PROTECT, related_name="approvals")
    revision_hash = models.CharField(max_length=64)
    approver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    decision = models.CharField(max_length=12, choices=Decision.choices)
    reason = models.CharField(max_length=500, blank=True)
    decided_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.decision} on revision {self.revision_id}"


class LintOverride(models.Model):
    """A finding that two people let stand in one revision, with the reason. Never for a history."""

    revision = models.ForeignKey(StoryRevision, on_delete=models.PROTECT, related_name="overrides")
    rule = models.CharField(max_length=20)
    words = models.CharField(max_length=200)
    reason = models.CharField(max_length=300)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["revision", "rule", "words"], name="override_once")]

    def __str__(self) -> str:
        return f"{self.rule} in revision {self.revision_id}"
