"""The second factor of Saleor's staff: codes of an authenticator app (RFC 6238), passkeys (WebAuthn), recovery codes.

allauth keeps them on the shadow user and knows the cryptography; the order of steps is ours, because allauth's own
starts from a local password.
"""

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter, get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.webauthn.internal import auth as webauthn
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import User
from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.crypto import constant_time_compare
from encrypted_fields.fields import EncryptedTextField

from people.errors import WrongCode
from people.queries import person_of
from people.signing_in import count_request

PASSED_KEY = "second_factor_passed"
SECRET_KEY = "second_factor_secret"  # noqa: S105 - the name of a place in the session
MOST_CODES = 10
STEP_SECONDS = 30
ISSUER = "Kantha"
_CIPHER = EncryptedTextField()


class SecretAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """allauth's secrets, encrypted as our other secrets are; people by their names."""

    def encrypt(self, text: str) -> str:
        """For the database."""
        return str(_CIPHER.f.encrypt(text.encode()).decode())

    def decrypt(self, encrypted_text: str) -> str:
        """From the database."""
        return str(_CIPHER.f.decrypt(encrypted_text.encode()).decode())

    def _get_user_identifier(self, user: AbstractBaseUser) -> str:
        person = person_of(user)
        return person.name if person else str(user)


@dataclass(frozen=True, slots=True)
class Passkey:
    """One passkey of a member of staff."""

    key: int
    name: str
    added: datetime


@dataclass(frozen=True, slots=True)
class Factors:
    """What somebody has set up."""

    has_app: bool
    passkeys: tuple[Passkey, ...]
    codes_left: int

    @property
    def any(self) -> bool:
        """Whether a second factor is asked for."""
        return self.has_app or bool(self.passkeys)


def read_factors(user: User) -> Factors:
    """All of somebody's factors. One query."""
    rows = list(Authenticator.objects.filter(user_id=user.pk).order_by("pk"))
    codes = next((row for row in rows if row.type == Authenticator.Type.RECOVERY_CODES), None)
    keys = [row for row in rows if row.type == Authenticator.Type.WEBAUTHN]
    return Factors(
        has_app=any(row.type == Authenticator.Type.TOTP for row in rows),
        passkeys=tuple(Passkey(row.pk, row.wrap().name, row.created_at) for row in keys),
        codes_left=len(codes.wrap().get_unused_codes()) if codes else 0,
    )


def is_enrolled(user: User) -> bool:
    """Whether a second factor is asked of this user. One query."""
    primary = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return bool(Authenticator.objects.filter(user_id=user.pk, type__in=primary).exists())


def has_passed(session: SessionBase, user: User) -> bool:
    """Whether the second factor was given in this session."""
    return bool(session.get(PASSED_KEY) == user.pk)


def note_passed(session: SessionBase, user: User) -> None:
    """The second factor was given, or has just been set up."""
    session[PASSED_KEY] = user.pk


def new_secret(session: SessionBase) -> str:
    """The secret of an app that is being set up; the same until it is done, so that a wrong code loses nothing."""
    kept = session.get(SECRET_KEY)
    if kept:
        return str(get_adapter().decrypt(kept))
    secret: str = generate_totp_secret()
    session[SECRET_KEY] = get_adapter().encrypt(secret)
    return secret


def app_link(user: User, secret: str) -> str:
    """The `otpauth:` address that a QR code carries to the app."""
    url: str = get_adapter().build_totp_url(user, secret)
    return url


def enrol_app(session: SessionBase, user: User, code: str) -> list[str]:
    """Sets up the app whose code this is; new recovery codes if there are none yet.

    Raises:
        WrongCode: the code is not the app's, or an app is set up already.
        TooManyAttempts: see people.errors.
    """
    count_request("second factor", str(user.pk), MOST_CODES)
    secret = new_secret(session)
    step = _find_step(secret, code)
    if step is None:
        raise WrongCode
    try:
        with transaction.atomic():
            row = TOTP.activate(user, secret).instance
    except IntegrityError as error:
        raise WrongCode from error
    _use_step(row, step)
    session.pop(SECRET_KEY, None)
    return first_codes(user)


def check_code(user: User, code: str) -> None:
    """Takes a code of the app, or a recovery code; each works once, in whichever process.

    Raises:
        WrongCode: it is none, or was used before.
        TooManyAttempts: ten codes within a quarter of an hour.
    """
    count_request("second factor", str(user.pk), MOST_CODES)
    row = Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).first()
    step = _find_step(get_adapter().decrypt(row.data["secret"]), code) if row else None
    if row is not None and step is not None:
        if not _use_step(row, step):
            raise WrongCode
        return
    spare = Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.RECOVERY_CODES).first()
    if spare is None or not spare.wrap().validate_code(re.sub(r"[\s-]", "", code)):
        raise WrongCode


def first_codes(user: User) -> list[str]:
    """Recovery codes to be shown once; none if there are some already."""
    if Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.RECOVERY_CODES).exists():
        return []
    return list(RecoveryCodes.activate(user).generate_codes())


@transaction.atomic
def renew_codes(user: User) -> list[str]:
    """New recovery codes; the old ones work no more."""
    Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.RECOVERY_CODES).delete()
    return list(RecoveryCodes.activate(user).generate_codes())


def turn_off(user: User) -> None:
    """No second factor is asked any more."""
    Authenticator.objects.filter(user_id=user.pk).delete()


def remove_passkey(user: User, key: int) -> bool:
    """Takes a passkey away; False if it is the last factor, or another's."""
    factors = read_factors(user)
    if not factors.has_app and len(factors.passkeys) < 2:
        return False
    rows = Authenticator.objects.filter(pk=key, user_id=user.pk, type=Authenticator.Type.WEBAUTHN)
    return bool(rows.delete()[0])


def offer_passkey(user: User) -> dict[str, Any]:
    """What the browser needs to make a passkey; the challenge is kept in the session."""
    return dict(webauthn.begin_registration(user, passwordless=False))


def enrol_passkey(user: User, name: str, answer: Mapping[str, Any]) -> list[str]:
    """Keeps the passkey that the browser made; new recovery codes if there are none yet.

    Raises:
        WrongCode: the answer does not belong to the challenge.
    """
    try:
        webauthn.complete_registration(dict(answer))
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise WrongCode from error
    webauthn.WebAuthn.add(user, name, dict(answer))
    return first_codes(user)


def ask_passkey(user: User) -> dict[str, Any]:
    """What the browser needs to use a passkey; the challenge is kept in the session."""
    return dict(webauthn.begin_authentication(user))


def check_passkey(user: User, answer: Mapping[str, Any]) -> None:
    """Takes the answer of one of the user's passkeys, once.

    Raises:
        WrongCode: it does not belong to the challenge or to a passkey of theirs.
    """
    try:
        webauthn.complete_authentication(user, dict(answer)).record_usage()
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise WrongCode from error


def _find_step(secret: str, code: str) -> int | None:
    """The half minute to which a code belongs: this one, or one beside it for clocks that differ."""
    typed = re.sub(r"[\s-]", "", code)
    now = int(time.time()) // STEP_SECONDS
    steps = (now, now - 1, now + 1)
    return next(
        (step for step in steps if constant_time_compare(format_hotp_value(hotp_value(secret, step)), typed)), None
    )


def _use_step(row: Authenticator, step: int) -> bool:
    """Marks a half minute as used; False if it, or a later one, was. One UPDATE, so that two requests cannot both."""
    at = datetime.fromtimestamp(step * STEP_SECONDS, tz=UTC)
    unused = Q(last_used_at=None) | Q(last_used_at__lt=at)
    return bool(Authenticator.objects.filter(unused, pk=row.pk).update(last_used_at=at))
