"""What the shop itself must remember of a purchase: who may see an order, and each attempt to pay."""

import secrets
import uuid

from django.db import models


def new_token() -> str:
    """A random word for the address of an order page: 160 bits."""
    return secrets.token_urlsafe(20)


class OrderAccess(models.Model):
    """The order page's own address. Saleor's order id is a bearer secret and stays on the server."""

    token = models.CharField(max_length=40, unique=True, default=new_token)
    order_id = models.CharField(max_length=100, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"order page {self.pk}"


class AttemptState(models.TextChoices):
    """Where an attempt to pay stands."""

    RUNNING = "running"
    STEP_NEEDED = "step_needed"
    DECLINED = "declined"
    FAILED = "failed"
    DONE = "done"


class PaymentAttempt(models.Model):
    """One press of the pay button. The key makes a second press of the same button harmless."""

    key = models.UUIDField(unique=True, default=uuid.uuid4)
    checkout_id = models.CharField(max_length=100, db_index=True)
    state = models.CharField(max_length=12, choices=AttemptState, default=AttemptState.RUNNING)
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    transaction_id = models.CharField(max_length=100, blank=True)
    order = models.ForeignKey(OrderAccess, null=True, on_delete=models.PROTECT, related_name="attempts")
    sentence = models.CharField(max_length=300, blank=True)
    started_at = models.DateTimeField(auto_now_add=True)
    claimed_until = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["checkout_id"], condition=models.Q(state="running"), name="one_running_attempt_per_checkout"
            )
        ]

    def __str__(self) -> str:
        return f"{self.state} attempt {self.pk}"


class PaidCheckout(models.Model):
    """A checkout that Saleor says is paid: the worker sees to it that it becomes an order.

    `trouble` is why the last try failed, for staff.
    """

    checkout_id = models.CharField(max_length=100, unique=True)
    due_at = models.DateTimeField(db_index=True)
    claimed_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=300, blank=True)
    noted_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"paid checkout {self.pk}"


class OrderWatch(models.Model):
    """One row: until when every changed order was looked at, and when to look again."""

    seen_until = models.DateTimeField()
    due_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"orders seen until {self.seen_until}"
