"""Payments as Saleor keeps them: a transaction is the sum of its events. Amounts are minor units."""

import uuid

from django.db import models
from django.utils import timezone

from engine.models.accounts import User
from engine.models.apps import App
from engine.models.base import Row, WithMetadata


class TransactionItem(WithMetadata):
    """One payment on a checkout, later on its order; the amounts are recomputed from the events."""

    token = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    checkout = models.ForeignKey(
        "engine.Checkout", null=True, blank=True, on_delete=models.SET_NULL, related_name="transactions"
    )
    order = models.ForeignKey(
        "engine.Order", null=True, blank=True, on_delete=models.PROTECT, related_name="transactions"
    )
    app = models.ForeignKey(App, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    app_identifier = models.CharField(max_length=256)
    idempotency_key = models.CharField(max_length=512)
    name = models.CharField(max_length=512, blank=True, default="")
    message = models.CharField(max_length=512, blank=True, default="")
    psp_reference = models.CharField(max_length=512, blank=True, default="")
    external_url = models.CharField(max_length=2000, blank=True, default="")
    actions = models.JSONField(default=list, blank=True)
    payment_method = models.JSONField(default=dict, blank=True)
    currency = models.CharField(max_length=3)
    authorized_minor = models.BigIntegerField(default=0)
    authorize_pending_minor = models.BigIntegerField(default=0)
    charged_minor = models.BigIntegerField(default=0)
    charge_pending_minor = models.BigIntegerField(default=0)
    refunded_minor = models.BigIntegerField(default=0)
    refund_pending_minor = models.BigIntegerField(default=0)
    canceled_minor = models.BigIntegerField(default=0)
    cancel_pending_minor = models.BigIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    modified_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["app_identifier", "idempotency_key"], name="transaction_asked_once")
        ]


class TransactionEvent(Row):
    """One thing that happened to a payment; `type` is Saleor's code, such as CHARGE_SUCCESS."""

    transaction = models.ForeignKey(TransactionItem, on_delete=models.CASCADE, related_name="events")
    type = models.CharField(max_length=32)
    amount_minor = models.BigIntegerField()
    psp_reference = models.CharField(max_length=512, blank=True, default="")
    message = models.CharField(max_length=512, blank=True, default="")
    external_url = models.CharField(max_length=2000, blank=True, default="")
    # False for what was only asked for and never confirmed, so that it moves no amount.
    counts = models.BooleanField(default=True)
    app = models.ForeignKey(App, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    granted_refund = models.ForeignKey(
        "engine.GrantedRefund", null=True, blank=True, on_delete=models.SET_NULL, related_name="transaction_events"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-created_at", "-pk"]
