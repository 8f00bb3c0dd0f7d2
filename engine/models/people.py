"""Who asks: users, and apps with what they subscribe to; and the key with which the engine signs."""

import secrets

from django.contrib.auth.hashers import check_password, make_password
from django.db import models

from engine.models.base import Row, WithMetadata, moment, part_of, texts


class User(WithMetadata):
    """A buyer or a member of staff; permissions are Saleor's codes, such as MANAGE_ORDERS."""

    email = models.EmailField(unique=True)
    password, first_name, last_name = texts(3)
    is_staff = models.BooleanField(default=False)
    is_active, is_confirmed = models.BooleanField(default=True), models.BooleanField(default=True)
    permissions = models.JSONField(default=list)
    # Part of every token: a new value ends all of them.
    token_key = models.CharField(max_length=64, default=secrets.token_urlsafe)
    reset_sent_at = models.DateTimeField(null=True)
    default_shipping_address = models.ForeignKey(
        "engine.Address", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    default_billing_address = models.ForeignKey(
        "engine.Address", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    date_joined = moment()

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


class App(Row):
    """An installed app; its token is kept only as a hash."""

    identifier = models.CharField(max_length=256, unique=True)
    name, app_url = texts(2, 2000)
    permissions = models.JSONField(default=list)
    token_hash = models.CharField(max_length=64, default="", db_index=True)
    is_active = models.BooleanField(default=True)


class AppInstallation(Row):
    """One attempt to install an app; deleted when it has worked."""

    app_name, manifest_url = texts(2, 2000)
    permissions = models.JSONField(default=list)
    status = models.CharField(max_length=16, default="PENDING")
    claimed_until = models.DateTimeField(null=True)
    message = models.TextField(null=True)  # noqa: DJ001 - Saleor answers null


class Webhook(Row):
    """Where an app wants which events (Saleor's codes in capitals) and what it selects of them."""

    app = part_of(App, "webhooks")
    name, target_url = texts(2, 2000)
    query = models.TextField()
    events = models.JSONField(default=list)
    is_active = models.BooleanField(default=True)
