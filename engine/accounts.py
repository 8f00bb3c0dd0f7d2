"""Buyers' accounts and their addresses. Texts and codes are Saleor's; all runs in the caller's transaction."""

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.forms.models import model_to_dict
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from engine import catalogue
from engine.addresses import camel_case, read_address
from engine.errors import Refusal, Refusals
from engine.models import Address, Channel, Checkout, Order, Shop, User
from engine.webhooks import record_event

_NO_CHANNEL = "You need to provide channel slug."
SHORTEST_PASSWORD, MOST_ADDRESSES = 8, 100
# So long after a mail with a reset link no second one is sent (case 325).
RESET_REST = timedelta(minutes=15)


class MailToken(PasswordResetTokenGenerator):
    """A token that only a mail holds, good for three days; a reset's ends with the password it replaces."""

    def __init__(self, purpose: str) -> None:
        super().__init__()
        self.key_salt = f"engine.accounts.{purpose}"

    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        return f"{user.pk}{user.password}{timestamp}{user.email}"

    def check(self, user: Any, token: str) -> User:
        """The user whose token it is. Raises: Refusal."""
        if user is None or not self.check_token(user, token):
            raise Refusal("token", "INVALID", "Invalid or expired token.")
        found: User = user
        return found

    def send(self, event: str, user: Any, channel: Channel | None, redirect_url: str, **named: str) -> None:
        """Tell the apps of a new token and of the address that takes it: they write the mail."""
        token, parts = self.make_token(user), urlsplit(redirect_url)
        query = "&".join(filter(None, (parts.query, urlencode({**named, "token": token}))))
        address = parts._replace(query=query).geturl()
        record_event(event, {"user": user, "channel": channel, "token": token, "redirect_url": address})


CONFIRM, RESET, DELETE = MailToken("confirm"), MailToken("reset"), MailToken("delete")


def confirms_accounts() -> bool:
    """Whether a new account has to be confirmed by mail."""
    return not Shop.objects.filter(confirms_accounts=False).exists()


def check_redirect(url: str | None) -> str:
    """The address to which a mail may lead: one of this shop. Raises: Refusal (cases 276 and 277)."""
    if not url:
        raise Refusal("redirectUrl", "REQUIRED", "This field is required.")
    allowed = {urlsplit(settings.PUBLIC_URL).hostname, "localhost", "127.0.0.1"}
    try:
        place, host = urlsplit(url).netloc, urlsplit(url).hostname
    except ValueError:
        place, host = "", None
    if host not in allowed or not url_has_allowed_host_and_scheme(url, {place}):
        text = f"{host or url} is not allowed. Please check `ALLOWED_CLIENT_HOSTS` configuration."
        raise Refusal("redirectUrl", "INVALID", text)
    return url


def set_password(user: User, password: str, field: str = "password") -> None:
    """Put a new password into the row, which is not saved. Raises: Refusal."""
    if len(password) < SHORTEST_PASSWORD:
        text = f"This password is too short. It must contain at least {SHORTEST_PASSWORD} characters."
        raise Refusal(field, "PASSWORD_TOO_SHORT", text)
    user.set_password(password)


def _clean(user: User) -> None:
    try:
        user.clean_fields(exclude={column.name for column in User._meta.fields} - {"email", "first_name", "last_name"})
    except ValidationError as error:
        found = error.message_dict.items()
        raise Refusals([Refusal(camel_case(name), "INVALID", texts[0]) for name, texts in found]) from error


def register(user: User, password: str, channel: str | None, redirect_url: str | None) -> None:
    """Make the account, unless it exists: then nothing happens, and it takes as long. Raises: Refusal, Refusals."""
    must_confirm = confirms_accounts()
    seller = catalogue.require_channel(channel, _NO_CHANNEL) if must_confirm and check_redirect(redirect_url) else None
    set_password(user, password)
    _clean(user)
    try:
        with transaction.atomic(using="engine"):
            user.save()
    except IntegrityError:
        return
    if must_confirm:
        CONFIRM.send("ACCOUNT_CONFIRMATION_REQUESTED", user, seller, redirect_url or "", email=user.email)


def request_reset(email: str, channel: str | None, redirect_url: str) -> None:
    """Send a token for a new password; nothing for an unknown e-mail, nor soon after the last. Raises: Refusal."""
    check_redirect(redirect_url)
    now = timezone.now()
    rested = Q(reset_sent_at=None) | Q(reset_sent_at__lt=now - RESET_REST)
    # Staff have an event of their own in Saleor; here a command renews their passwords.
    found = User.objects.filter(rested, email__iexact=email, is_active=True, is_staff=False)
    user = found.first()
    if user is not None and found.update(reset_sent_at=now):
        seller = Channel.objects.filter(slug=channel).first()
        RESET.send("ACCOUNT_SET_PASSWORD_REQUESTED", user, seller, redirect_url, email=user.email)


def reset_password(email: str, token: str, password: str) -> None:
    """Set a new password with the mail's token, which proves the e-mail too. Raises: Refusal."""
    user = RESET.check(User.objects.filter(email__iexact=email).first(), token)
    set_password(user, password)
    if not user.is_confirmed:
        user.is_confirmed = True
        Order.objects.filter(user=None, user_email__iexact=user.email).update(user=user)
    user.save(update_fields=["password", "is_confirmed"])


def change_password(user: User, new_password: str, old_password: str | None = None) -> None:
    """Set a new password; tokens live on (case 333). Raises: Refusal."""
    if not user.check_password(old_password or ""):
        raise Refusal("oldPassword", "INVALID_CREDENTIALS", "Old password isn't valid.")
    set_password(user, new_password, "newPassword")
    user.save(update_fields=["password"])


def end_all_tokens(user: User) -> None:
    """No token of the user is good any more."""
    user.token_key = secrets.token_urlsafe()
    user.save(update_fields=["token_key"])


def rename(user: User, names: Mapping[str, str], metadata: Mapping[str, str]) -> None:
    """Write the names that are given, and merge the metadata. Raises: Refusals."""
    vars(user).update(names)
    user.metadata = {**user.metadata, **metadata}
    _clean(user)
    user.save(update_fields=[*names, "metadata"])


def request_deletion(user: User, redirect_url: str, channel: str | None = None) -> None:
    """Send a token with which the account can be deleted. Raises: Refusal."""
    check_redirect(redirect_url)
    DELETE.send("ACCOUNT_DELETE_REQUESTED", user, catalogue.require_channel(channel, _NO_CHANNEL), redirect_url)


def delete(user: User, token: str) -> None:
    """Delete the account and its addresses; its orders stay, with their e-mail (case 342). Raises: Refusal."""
    if user.is_staff:
        raise Refusal(None, "DELETE_STAFF_ACCOUNT", "Cannot delete a staff account.")
    DELETE.check(user, token)
    User.objects.filter(pk=user.pk).delete()
    record_event("ACCOUNT_DELETED", {"user": user})


def add_address(user: User, given: Mapping[str, Any], kind: str | None) -> Address:
    """Keep an address, as the default of its kind if one is named; the oldest make room. Raises: Refusals."""
    address: Address = user.addresses.create(**read_address(given, kind))
    user.addresses.exclude(pk__in=user.addresses.order_by("-pk").values("pk")[:MOST_ADDRESSES]).delete()
    if kind:
        make_default(user, address, kind)
    return address


def make_default(user: User, address: Address | None, kind: str) -> None:
    """Fill the BILLING or SHIPPING address of later orders from this one. Raises: Refusal if it is another's."""
    if address is None or address.user_id != user.pk:
        raise Refusal("id", "INVALID", "The address doesn't belong to that user.")
    setattr(user, f"default_{kind.lower()}_address", address)
    user.save(update_fields=[f"default_{kind.lower()}_address"])


def give_to_owner(checkout: Checkout) -> None:
    """Before the order is written: a guest's belongs to the account of its e-mail, which keeps its addresses too."""
    if checkout.user is None and checkout.email:
        checkout.user = User.objects.filter(email__iexact=checkout.email, is_active=True).first()
    if checkout.user is None:
        return
    for kind in ("billing", "shipping"):
        sent = getattr(checkout, f"{kind}_address")
        if sent is not None and checkout.user.addresses.count() < MOST_ADDRESSES:
            columns = model_to_dict(sent, exclude=["id", "user"])
            kept = checkout.user.addresses.filter(**columns).first() or checkout.user.addresses.create(**columns)
            if getattr(checkout.user, f"default_{kind}_address_id") is None:
                make_default(checkout.user, kept, kind)
