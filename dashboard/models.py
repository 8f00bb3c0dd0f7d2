"""Changes that staff ask for, each exactly once."""

import uuid

from django.db import models

from people.models import Person


class StepKind(models.TextChoices):
    """What a step changes."""

    FULFIL = "fulfil"
    REFUND = "refund"
    CAPTURE = "capture"
    CANCEL = "cancel"
    NOTE = "note"


class StepState(models.TextChoices):
    """Where a step stands; one that broke off stays open until somebody finishes it."""

    OPEN = "open"
    DONE = "done"
    FAILED = "failed"


class StaffStep(models.Model):
    """One change to one order. The form carries `token`, so a double click or a reload finds the same row.

    `wanted` is what was asked for, `done_parts` what of it Saleor has already done.
    """

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    kind = models.CharField(max_length=10, choices=StepKind.choices)
    order_id = models.CharField(max_length=80)
    order_number = models.CharField(max_length=32)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    wanted = models.JSONField(default=dict)
    done_parts = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=StepState.choices, default=StepState.OPEN)
    outcome = models.CharField(max_length=500, blank=True)
    claimed_until = models.DateTimeField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["order_id"], condition=models.Q(state="open"), name="one_open_step_per_order"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} on order {self.order_number} ({self.state})"
