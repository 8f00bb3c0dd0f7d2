"""Tokens as Saleor's Dashboard hands them to an app's page, signed by a key of the tests. Claims as Saleor 3.23.28 has
them; `key_set` and `execute` stand in the settings' place for the transport."""

import base64
import hashlib
import hmac
import json
import time
from functools import lru_cache
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.utils import timezone

from saleor_api.models import AppInstallation

SALEOR = "https://saleor.example/graphql/"
OWN_APP, OTHER_APP = "QXBwOjc=", "QXBwOjg="
KEY_ID = "key-of-the-tests"
key_set_reads: list[str] = []


@lru_cache(maxsize=2)
def make_key(name: str = "saleor") -> rsa.RSAPrivateKey:
    """A key, the same for the same name in one run."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def key_set() -> bytes:
    """The key set of the Saleor of the tests."""
    key_set_reads.append("read")
    entry = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(make_key().public_key()))
    return json.dumps({"keys": [{**entry, "kid": KEY_ID, "use": "sig", "alg": "RS256"}]}).encode()


def install(app_id: str, global_id: str) -> None:
    """An app of ours as it is after Saleor handed it its token."""
    now = timezone.now()
    given = {"token": "kept", "saleor_id": global_id, "registered_at": now, "checked_at": now}
    AppInstallation.objects.create(app_id=app_id, api_url=SALEOR, **given)


def claims(**changes: Any) -> dict[str, Any]:
    """What a token of five minutes says; a change to None takes the claim out."""
    now = int(time.time())
    said = {
        "iat": now,
        "exp": now + 300,
        "iss": SALEOR,
        "owner": "saleor",
        "type": "thirdparty",
        "email": "staff@example.com",
        "user_id": "VXNlcjoy",
        "is_staff": True,
        "app": OWN_APP,
        "permissions": ["MANAGE_PRODUCTS", "MANAGE_ORDERS"],
        "user_permissions": ["MANAGE_PRODUCTS", "MANAGE_ORDERS", "MANAGE_APPS"],
        **changes,
    }
    return {name: value for name, value in said.items() if value is not None}


def sign(*, key: rsa.RSAPrivateKey | None = None, key_id: str = KEY_ID, **changes: Any) -> str:
    """A token as Saleor signs it."""
    return jwt.encode(claims(**changes), key or make_key(), algorithm="RS256", headers={"kid": key_id})


def sign_by_hand(algorithm: str, **changes: Any) -> str:
    """A token that names its own algorithm: `none` without a signature, `HS256` with the public key as the secret."""
    header = {"alg": algorithm, "typ": "JWT", "kid": KEY_ID}
    head = ".".join(_encode(json.dumps(part).encode()) for part in (header, claims(**changes)))
    form = serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    secret = make_key().public_key().public_bytes(*form)
    made = hmac.digest(secret, head.encode(), hashlib.sha256) if algorithm == "HS256" else b""
    return f"{head}.{_encode(made)}"


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
