"""Payments as the gateway knows them, and every answer that was given to Saleor."""

from django.db import models

from payments.rules import State


class Payment(models.Model):
    """One Saleor transaction at the gateway; amounts in minor units of its currency."""

    transaction_id = models.CharField(max_length=120, unique=True)
    reference = models.CharField(max_length=64, unique=True)
    flow = models.CharField(max_length=16)
    state = models.CharField(max_length=16, choices=[(state, state) for state in State])
    currency = models.CharField(max_length=3)
    amount_minor = models.PositiveBigIntegerField()
    charged_minor = models.PositiveBigIntegerField(default=0)
    refunded_minor = models.PositiveBigIntegerField(default=0)
    wish = models.JSONField(default=dict)
    settles_at = models.DateTimeField(null=True, db_index=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(refunded_minor__lte=models.F("charged_minor")), name="refund_within_charge"
            ),
            models.CheckConstraint(
                condition=models.Q(charged_minor__lte=models.F("amount_minor")), name="charge_within_amount"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} ({self.state})"


class Report(models.Model):
    """The gateway's later word on a payment, until Saleor has taken it in; `kind` is Saleor's event type."""

    payment = models.OneToOneField(Payment, on_delete=models.CASCADE, related_name="report")
    kind = models.CharField(max_length=32)
    actions = models.JSONField(default=list)
    happened_at = models.DateTimeField()
    due_at = models.DateTimeField(db_index=True)
    claimed_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.kind} of {self.payment_id}"


class Answer(models.Model):
    """What was answered to one request; the same request gets the same answer, and moves nothing twice.

    `key` is the idempotency key of an initialisation, else the SHA-256 of the delivery: Saleor sends no
    delivery id, and a retry is byte-identical.
    """

    key = models.CharField(max_length=160, unique=True)
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="answers")
    reply = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.key
