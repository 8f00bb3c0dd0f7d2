"""The engine's RSA key: key set, tokens, and the detached signature of webhooks.

Source: RFC 7797 (`b64: false`), RFC 7638 (key id), as Saleor signs.
"""

import hashlib
import json
from functools import lru_cache
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.db import transaction
from jwt.algorithms import RSAAlgorithm
from jwt.utils import base64url_encode

from engine.memory import remember
from engine.models import SigningKey


def key_set() -> bytes:
    """The public key as a JSON Web Key Set."""
    key, key_id = _load_key()
    public = RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
    return json.dumps({"keys": [{**public, "use": "sig", "kid": key_id, "alg": "RS256"}]}).encode()


def sign_detached(body: bytes) -> str:
    """The JWS `header..signature` over `body`; about 1 ms."""
    key, key_id = _load_key()
    headers = {"kid": key_id, "crit": ["b64"]}
    return jwt.PyJWS().encode(body, key, "RS256", headers, is_payload_detached=True)


def sign_token(claims: dict[str, Any]) -> str:
    """A JWT of the claims."""
    key, key_id = _load_key()
    return jwt.encode(claims, key, algorithm="RS256", headers={"kid": key_id})


def read_token(token: str) -> dict[str, Any]:
    """The claims of a token of ours. Raises: jwt.InvalidTokenError."""
    public = _load_key()[0].public_key()
    claims: dict[str, Any] = jwt.decode(token, public, algorithms=["RS256"], options={"verify_aud": False})
    return claims


def _load_key() -> tuple[rsa.RSAPrivateKey, str]:
    """The key and its id; read anew inside a transaction, which may be undone and the key with it."""
    inside = transaction.get_connection("engine").in_atomic_block
    return _parse(_read_pem() if inside else remember("signing key", _read_pem))


def _read_pem() -> str:
    """The stored key; made on first use, and once, whatever other processes do meanwhile."""
    pems = SigningKey.objects.values_list("private_pem", flat=True)
    if not pems:
        new = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        made = SigningKey(private_pem=new.private_bytes(*form).decode())
        SigningKey.objects.bulk_create([made], ignore_conflicts=True)
    return pems.get()


@lru_cache(maxsize=4)
def _parse(pem: str) -> tuple[rsa.RSAPrivateKey, str]:
    key: Any = serialization.load_pem_private_key(pem.encode(), password=None)
    public = RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
    named = json.dumps({name: public[name] for name in ("e", "kty", "n")}, separators=(",", ":"))
    return key, base64url_encode(hashlib.sha256(named.encode()).digest()).decode()
