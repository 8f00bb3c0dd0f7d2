"""The short token with which Saleor's Dashboard opens a page of an app: who looks, and at which app's page.

Source: `App.accessToken` and `AppExtension.accessToken` of Saleor 3.23: a JWT of five minutes, signed with RS256 by the
key that signs webhooks.
"""

from dataclasses import dataclass
from typing import Any

import jwt

from saleor_api.errors import BadToken
from saleor_api.signatures import find_key
from saleor_api.transport import api_url as trusted_api_url

_ALGORITHM = "RS256"
_REQUIRED = ("exp", "iss", "app", "user_id", "user_permissions")


@dataclass(frozen=True, slots=True)
class AppToken:
    """A member of staff at a page of the app `app_global_id`, with all permissions that Saleor gave the person."""

    app_global_id: str
    user_id: str
    user_permissions: frozenset[str]


def read_app_token(token: str) -> AppToken:
    """Verifies signature, issuer and expiry of the trusted Saleor's token, then reads it. No query.

    Whether the app is ours is for the caller to compare.

    Raises:
        BadToken: the token is no such token, or has ended.
        BadSignature: another key signed it.
        SaleorUnreachable, SaleorTimeout: the key set cannot be fetched.
    """
    try:
        header = jwt.get_unverified_header(token)
        # The algorithm is ours to name: a token that names its own could be signed with the public key, or not at all.
        if header.get("alg") != _ALGORITHM:
            raise BadToken("the token is signed in another way")
        # What costs nothing comes first: without it any rubbish would make us fetch the key set.
        _check_claims(jwt.decode(token, options={"verify_signature": False}))
        key = find_key(str(header.get("kid", "")))
        claims = jwt.decode(
            token,
            key,
            algorithms=[_ALGORITHM],
            issuer=trusted_api_url(),
            # Saleor's clock may be a moment ahead of ours: only the end counts.
            options={"require": list(_REQUIRED), "verify_aud": False, "verify_iat": False},
        )
    except jwt.ExpiredSignatureError as error:
        raise BadToken("the token has ended") from error
    except (jwt.InvalidTokenError, RecursionError) as error:
        raise BadToken("the token cannot be read") from error
    return AppToken(str(claims["app"]), str(claims["user_id"]), frozenset(claims["user_permissions"]))


def _check_claims(claims: dict[str, Any]) -> None:
    if any(name not in claims for name in _REQUIRED):
        raise BadToken("the token lacks a part")
    if claims["iss"] != trusted_api_url():
        raise BadToken("another Saleor gave the token")
    permissions = claims["user_permissions"]
    if not isinstance(permissions, list) or not all(isinstance(code, str) for code in permissions):
        raise BadToken("the token lacks a part")
