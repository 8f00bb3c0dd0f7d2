"""Who signs in to the engine, and the key with which it signs."""

import secrets

from django.contrib.auth.hashers import check_password, make_password
from django.db import models
from django.utils import timezone

from engine.models.base import Row, WithMetadata


def make_token_key() -> str:
    """A new random part for a user's tokens."""
    return secrets.token_urlsafe(12)


class User(WithMetadata):
    """A buyer or a member of staff; permissions are Saleor's codes, such as MANAGE_ORDERS."""

    email = models.EmailField(unique=True)
    password = models.CharField(max_length=128)
    first_name = models.CharField(max_length=256, blank=True, default="")
    last_name = models.CharField(max_length=256, blank=True, default="")
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    is_confirmed = models.BooleanField(default=True)
    permissions = models.JSONField(default=list, blank=True)
    # Part of every token: a new value ends all of them.
    token_key = models.CharField(max_length=32, default=make_token_key)
    reset_sent_at = models.DateTimeField(null=True, blank=True)
    default_shipping_address = models.ForeignKey(
        "engine.Address", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    default_billing_address = models.ForeignKey(
        "engine.Address", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    date_joined = models.DateTimeField(default=timezone.now)

    def set_password(self, password: str) -> None:
        """Keep the hash of `password`; the row is not saved."""
        self.password = make_password(password)

    def check_password(self, password: str) -> bool:
        """Whether `password` is the one; costs about a tenth of a second on purpose."""
        return check_password(password, self.password)


class SigningKey(Row):
    """The RSA key of this engine; one row, made on first use."""

    slot = models.PositiveSmallIntegerField(unique=True, default=1)
    private_pem = models.TextField()
