"""Signing in by password: local accounts, and Saleor's staff and buyers, whose tokens stay on the server."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import jwt
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from people.errors import NotConfirmed, NotStaff, SignInEnded, TooManyAttempts, WrongPassword
from people.models import FailedSignIn, Person, SaleorSignIn
from saleor_api.client import anonymous_client, require
from saleor_api.errors import SaleorDenied, SaleorRefused
from saleor_api.generated.token_create import TokenCreateTokenCreateUser

# Wrong passwords within a quarter of an hour: for one e-mail from one address, and for one address in all.
MOST_PER_ACCOUNT = 5
MOST_PER_ADDRESS = 20
_WINDOW = timedelta(minutes=15)
_SAID_TO_WAIT = "LOGIN_ATTEMPT_DELAYED"
# A token is renewed this long before it ends, so that a slow request does not outlive it.
_MARGIN = timedelta(seconds=30)
_FORGOTTEN_AFTER = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who signed in; `saleor_key` names the row with the tokens, None for a local account."""

    user: User
    saleor_key: UUID | None


@dataclass(frozen=True, slots=True)
class _Tokens:
    """What Saleor gave for a password."""

    user: TokenCreateTokenCreateUser
    access: str
    refresh: str


def check_password(*, email: str, password: str, address: str) -> SignedIn:
    """Finds the account that takes this password: a local one first, then Saleor's staff.

    `address` is the browser's, for counting; Saleor counts by it too. Cost: up to one call to Saleor.

    Raises:
        TooManyAttempts, WrongPassword, NotConfirmed, NotStaff: see people.errors.
        SaleorError: Saleor does not answer.
    """
    email = email.strip().lower()
    with _counting_failures(email, address):
        user = authenticate(None, username=email, password=password)
        if isinstance(user, User):
            return SignedIn(user, None)
        signed = _ask_saleor(email, password, address)
        if not signed.user.is_staff:
            raise NotStaff
        return _keep(signed)


def sign_in_buyer(*, email: str, password: str, address: str) -> UUID:
    """The key of the row with the tokens of a customer of Saleor's. One call.

    Raises:
        TooManyAttempts, WrongPassword, NotConfirmed: see people.errors.
        SaleorError: Saleor does not answer.
    """
    email = email.strip().lower()
    with _counting_failures(email, address):
        return _keep_tokens(_ask_saleor(email, password, address), None).key


def count_request(kind: str, address: str, most: int) -> None:
    """Counts one request, such as for a mail, from a browser's address. Three queries.

    Raises:
        TooManyAttempts: there were `most` within a quarter of an hour.
    """
    who = _hash(f"{kind} {address}")
    _refuse_after(who, most, "tries")
    _count([who])


def access_token(key: UUID) -> str:
    """A Saleor access token for this sign-in, renewed when it is about to end. As `open_sign_in`."""
    return str(open_sign_in(key).access_token)


def open_sign_in(key: UUID) -> SaleorSignIn:
    """The row of this sign-in, its token and permissions renewed when it is about to end. One query, sometimes a call.

    Raises:
        SignInEnded: Saleor no longer takes it, or the row is gone.
        SaleorError: Saleor does not answer.
    """
    row = SaleorSignIn.objects.filter(key=key).first()
    if row is None:
        raise SignInEnded
    if row.access_until > timezone.now() + _MARGIN:
        return row
    try:
        renewed = require(anonymous_client().token_refresh(refresh_token=row.refresh_token))
    except (SaleorRefused, SaleorDenied) as error:
        row.delete()
        raise SignInEnded from error
    if not renewed.token:
        raise SignInEnded
    row.access_token, row.access_until = renewed.token, _ends_at(renewed.token)
    row.permissions = _read_codes(renewed.user.user_permissions if renewed.user else None)
    row.save(update_fields=["access_token", "access_until", "permissions"])
    return row


def end_sign_in(key: UUID) -> None:
    """Forgets the tokens of a session that signs out."""
    SaleorSignIn.objects.filter(key=key).delete()


@contextmanager
def _counting_failures(email: str, address: str) -> Iterator[None]:
    counted = [(_hash(f"{address} {email}"), MOST_PER_ACCOUNT), (_hash(address), MOST_PER_ADDRESS)]
    for who, most in counted:
        _refuse_after(who, most, "wrong passwords")
    try:
        yield
    except WrongPassword:
        _count([who for who, _ in counted])
        raise


def _count(hashes: list[str]) -> None:
    now = timezone.now()
    FailedSignIn.objects.bulk_create([FailedSignIn(who=who, at=now) for who in hashes])
    FailedSignIn.objects.filter(at__lt=now - _WINDOW).delete()


def _ask_saleor(email: str, password: str, address: str) -> _Tokens:
    client = anonymous_client(buyer_ip=address)
    try:
        answer = require(client.token_create(email=email, password=password))
    except SaleorRefused as error:
        if _SAID_TO_WAIT in error.codes:
            raise TooManyAttempts(60) from error
        raise NotConfirmed if "ACCOUNT_NOT_CONFIRMED" in error.codes else WrongPassword from error
    if not answer.token or not answer.refresh_token or answer.user is None:
        raise WrongPassword
    return _Tokens(answer.user, answer.token, answer.refresh_token)


@transaction.atomic
def _keep(signed: _Tokens) -> SignedIn:
    """The shadow user, the person behind it, and the row with the tokens."""
    saleor_user = signed.user
    user, made = User.objects.get_or_create(username=f"saleor:{saleor_user.id}")
    if made:
        # No e-mail either: a password must never be set for it through a mail.
        user.set_unusable_password()
        user.save(update_fields=["password"])
    name = f"{saleor_user.first_name} {saleor_user.last_name}".strip() or saleor_user.email
    _link(saleor_user, user, name)
    return SignedIn(user, _keep_tokens(signed, user).key)


def _keep_tokens(signed: _Tokens, user: User | None) -> SaleorSignIn:
    SaleorSignIn.objects.filter(created_at__lt=timezone.now() - _FORGOTTEN_AFTER).delete()
    return SaleorSignIn.objects.create(
        user=user,
        refresh_token=signed.refresh,
        access_token=signed.access,
        access_until=_ends_at(signed.access),
        permissions=_read_codes(signed.user.user_permissions),
    )


def _read_codes(permissions: Iterable[Any] | None) -> list[str]:
    """Saleor's codes as texts; a newer Saleor may know more of them."""
    return sorted(str(permission.code) for permission in permissions or ())


def _link(saleor_user: TokenCreateTokenCreateUser, user: User, name: str) -> None:
    """One row per human: the one of this Saleor account, else the local one of the same e-mail, else a new one."""
    person = Person.objects.filter(saleor_user_id=saleor_user.id).first()
    if person is None:
        person = Person.objects.filter(
            user__username=saleor_user.email.lower(), saleor_user_id=None, shadow_user=None
        ).first()
    if person is None:
        Person.objects.create(saleor_user_id=saleor_user.id, shadow_user=user, name=name)
        return
    person.saleor_user_id, person.shadow_user = saleor_user.id, user
    person.save(update_fields=["saleor_user_id", "shadow_user"])


def _ends_at(token: str) -> datetime:
    """When an access token ends. Its signature is Saleor's affair: here it is only asked for the time."""
    claims = jwt.decode(token, options={"verify_signature": False})
    return datetime.fromtimestamp(claims["exp"], tz=UTC)


def _refuse_after(who: str, most: int, what: str) -> None:
    begin = timezone.now() - _WINDOW
    failures = list(
        FailedSignIn.objects.filter(who=who, at__gt=begin).order_by("-at").values_list("at", flat=True)[:most]
    )
    if len(failures) == most:
        raise TooManyAttempts(int((failures[-1] - begin).total_seconds()) + 1, what)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
