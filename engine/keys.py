"""The engine's RSA key: key set, tokens, and the detached signature of webhooks.

Source: RFC 7515 appendix F, RFC 7797 (`b64: false`), RFC 7638 (key id), as Saleor signs.
"""

import base64
import hashlib
import json
from functools import lru_cache
from typing import Any

import jwt
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from django.db import transaction

from engine.models import SigningKey


def key_set() -> bytes:
    """The public key as a JSON Web Key Set."""
    key = _load_key()
    public = {"kty": "RSA", "key_ops": ["verify"], **_public_numbers(key), "use": "sig"}
    return json.dumps({"keys": [{**public, "kid": _key_id(key), "alg": "RS256"}]}).encode()


def sign_detached(body: bytes) -> str:
    """The JWS `header..signature` over `body`; about 1 ms."""
    key = _load_key()
    header = _encode(json.dumps(_header(key)).encode())
    signature = key.sign(header.encode() + b"." + body, padding.PKCS1v15(), hashes.SHA256())
    return f"{header}..{_encode(signature)}"


def sign_token(claims: dict[str, Any]) -> str:
    """A JWT of the claims."""
    key = _load_key()
    return jwt.encode(claims, key, algorithm="RS256", headers={"kid": _key_id(key)})


def read_token(token: str) -> dict[str, Any]:
    """The claims of a token of ours.

    Raises: jwt.ExpiredSignatureError; jwt.InvalidTokenError for any other fault.
    """
    return jwt.decode(token, _load_key().public_key(), algorithms=["RS256"], options={"verify_aud": False})


def _header(key: rsa.RSAPrivateKey) -> dict[str, Any]:
    return {"alg": "RS256", "b64": False, "crit": ["b64"], "kid": _key_id(key), "typ": "JWT"}


def _load_key() -> rsa.RSAPrivateKey:
    pem = SigningKey.objects.values_list("private_pem", flat=True).first()
    return _parse(pem or _make_key())


def _make_key() -> str:
    """Store a new key, unless another process was faster; return the one that is stored."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
    with transaction.atomic(using="engine"):
        SigningKey.objects.bulk_create([SigningKey(private_pem=pem)], ignore_conflicts=True)
    return SigningKey.objects.values_list("private_pem", flat=True).get()


@lru_cache(maxsize=4)
def _parse(pem: str) -> rsa.RSAPrivateKey:
    key = serialization.load_pem_private_key(pem.encode(), password=None)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise TypeError("The engine signs with RSA only.")
    return key


def _public_numbers(key: rsa.RSAPrivateKey) -> dict[str, str]:
    numbers = key.public_key().public_numbers()
    pairs = (("n", numbers.n), ("e", numbers.e))
    return {name: _encode(value.to_bytes((value.bit_length() + 7) // 8, "big")) for name, value in pairs}


@lru_cache(maxsize=4)
def _key_id(key: rsa.RSAPrivateKey) -> str:
    numbers = _public_numbers(key)
    required = {"e": numbers["e"], "kty": "RSA", "n": numbers["n"]}
    return _encode(hashlib.sha256(json.dumps(required, separators=(",", ":")).encode()).digest())


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
