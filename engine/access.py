"""Who asks: tokens of users (access 5 minutes, refresh 30 days) and of apps, which do not expire."""

import hashlib
import secrets
from copy import copy
from datetime import timedelta
from typing import Any

import jwt
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from engine import keys
from engine.context import Requestor
from engine.errors import Refusal
from engine.ids import pack, unpack_number
from engine.memory import remember
from engine.models import App, Shop, User

ACCESS_LIFE, REFRESH_LIFE = timedelta(minutes=5), timedelta(days=30)
# From the second wrong password on, an address waits 2, 4, 8 ... seconds (cases 285 to 287).
FREE_ATTEMPTS, LONGEST_WAIT_SECONDS = 1, 3600
_CODES = """
HANDLE_CHECKOUTS HANDLE_PAYMENTS MANAGE_APPS MANAGE_CHANNELS MANAGE_CHECKOUTS MANAGE_DISCOUNTS MANAGE_GIFT_CARD
MANAGE_MENUS MANAGE_ORDERS MANAGE_PAGES MANAGE_PAGE_TYPES_AND_ATTRIBUTES MANAGE_PLUGINS MANAGE_PRODUCTS
MANAGE_PRODUCT_TYPES_AND_ATTRIBUTES MANAGE_SETTINGS MANAGE_SHIPPING MANAGE_STAFF MANAGE_TAXES MANAGE_TRANSLATIONS
MANAGE_USERS"""
PERMISSIONS = tuple(_CODES.split())


def identify(token: str) -> Requestor:
    """Who holds the token; nobody for an empty one or an unknown app token. Raises: jwt.InvalidTokenError.

    Apps are remembered for a second, so one that is revoked in another process is refused that much later.
    """
    if not token:
        return Requestor()
    if "." not in token:
        app = _find_app(hash_token(token))
        return requestor_of_app(app) if app else Requestor()
    user = _read_user(token, "access")
    staff = {"AUTHENTICATED_STAFF_USER", *user.permissions} if user.is_staff else ()
    return Requestor(user=user, permissions=frozenset({"AUTHENTICATED_USER", *staff}))


def requestor_of_app(app: App) -> Requestor:
    """The app as who asks."""
    return Requestor(app=app, permissions=frozenset({"AUTHENTICATED_APP", *app.permissions}))


def hash_token(token: str) -> str:
    """What is stored of an app token; it is long and random, so a plain digest will do."""
    return hashlib.sha256(token.encode()).hexdigest()


def _find_app(token_hash: str) -> App | None:
    """The active app with this token; each who asks gets a copy of it. Read anew inside a transaction."""
    read = App.objects.filter(is_active=True, token_hash=token_hash).first
    inside = transaction.get_connection("engine").in_atomic_block
    return copy(read() if inside else remember(("app", token_hash), read))


def sign_in(email: str, password: str, buyer_ip: str) -> dict[str, Any]:
    """Check a password; tokens and user. Raises: Refusal with Saleor's codes; wrong ones slow the address down."""
    wrong_key, wait_key = f"engine-wrong-{buyer_ip}", f"engine-wait-{buyer_ip}"
    until = cache.get(wait_key)
    if until and until > timezone.now():
        raise Refusal("email", "LOGIN_ATTEMPT_DELAYED", f"Logging has been delayed to {until:%Y-%m-%d %H:%M:%S} UTC.")
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    if user is None:
        make_password(password)  # as slow as for an account that exists
    if user is None or not user.check_password(password):
        wrong = cache.get(wrong_key, 0) + 1
        cache.set(wrong_key, wrong, LONGEST_WAIT_SECONDS)
        if wrong > FREE_ATTEMPTS:
            wait = min(2 ** min(wrong - FREE_ATTEMPTS, 20), LONGEST_WAIT_SECONDS)
            cache.set(wait_key, timezone.now() + timedelta(seconds=wait), wait)
        raise Refusal("email", "INVALID_CREDENTIALS", "Please, enter valid credentials")
    cache.delete_many([wrong_key, wait_key])
    if not user.is_confirmed and not Shop.objects.filter(confirms_accounts=False).exists():
        raise Refusal("email", "ACCOUNT_NOT_CONFIRMED", "Account needs to be confirmed via email.")
    csrf_token = secrets.token_urlsafe(48)
    refresh = _make_token(user, "refresh", REFRESH_LIFE, csrfToken=csrf_token)
    return {**_renewed(user), "refresh_token": refresh, "csrf_token": csrf_token}


def renew(refresh_token: str | None) -> dict[str, Any]:
    """A new access token for a refresh token. Raises: Refusal with Saleor's codes (cases 291 and 337)."""
    if not refresh_token:
        raise Refusal("refreshToken", "JWT_MISSING_TOKEN", "Missing refreshToken")
    try:
        return _renewed(_read_user(refresh_token, "refresh"))
    except jwt.ExpiredSignatureError as error:
        raise Refusal("refreshToken", "JWT_SIGNATURE_EXPIRED", "Signature has expired") from error
    except jwt.DecodeError as error:
        raise Refusal("refreshToken", "JWT_DECODE_ERROR", "Invalid token") from error
    except jwt.InvalidTokenError as error:
        field, text = (None, "Invalid token") if error.args else ("refreshToken", "Incorrect refreshToken")
        raise Refusal(field, "JWT_INVALID_TOKEN", text) from error


def _renewed(user: User) -> dict[str, Any]:
    return {"token": _make_token(user, "access", ACCESS_LIFE), "user": user}


def _read_user(token: str, kind: str) -> User:
    """Whose token of this kind it is. Raises: jwt.InvalidTokenError, whose class Saleor shows to the client."""
    try:
        claims = keys.read_token(token)
    except (jwt.ExpiredSignatureError, jwt.DecodeError):
        raise
    except jwt.InvalidTokenError as error:
        raise jwt.DecodeError(str(error)) from error
    if claims.get("type") != kind:
        raise jwt.InvalidTokenError
    key = unpack_number(str(claims.get("user_id", "")), "User")
    user = User.objects.filter(pk=key, is_active=True, token_key=claims.get("token")).first()
    if user is None:
        raise jwt.InvalidTokenError("Invalid token. Create new one by using tokenCreate mutation.")
    return user


def make_app_token(user: User, app: App) -> str:
    """A short token with which a member of staff opens an app's page: what both may do (saleor.md, extensions)."""
    shared = sorted(set(user.permissions) & set(app.permissions))
    more = {"app": pack("App", app.pk), "permissions": shared, "user_permissions": user.permissions}
    return _make_token(user, "thirdparty", ACCESS_LIFE, **more)


def _make_token(user: User, kind: str, life: timedelta, **more: Any) -> str:
    now = timezone.now()
    when = {"iat": now, "owner": "saleor", "iss": f"{settings.PUBLIC_URL}/graphql/", "exp": now + life}
    who = {"email": user.email, "type": kind, "user_id": pack("User", user.pk), "is_staff": user.is_staff}
    return keys.sign_token({**when, "token": user.token_key, **who, **more})
