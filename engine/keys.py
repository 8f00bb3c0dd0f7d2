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

from engine.models import SigningKey


def key_set() -> bytes:
    """The public key as a JSON Web Key Set."""
    key, key_id = _load_key()
    public = {"kty": "RSA", "key_ops": ["verify"], **_numbers(key), "use": "sig", "kid": key_id, "alg": "RS256"}
    return json.dumps({"keys": [public]}).encode()


def sign_detached(body: bytes) -> str:
    """The JWS `header..signature` over `body`; about 1 ms."""
    key, key_id = _load_key()
    header = _encode(json.dumps({"alg": "RS256", "b64": False, "crit": ["b64"], "kid": key_id, "typ": "JWT"}).encode())
    signature = key.sign(header.encode() + b"." + body, padding.PKCS1v15(), hashes.SHA256())
    return f"{header}..{_encode(signature)}"


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
    """The stored key and its id; made on first use, and once, whatever other processes do meanwhile."""
    pems = SigningKey.objects.values_list("private_pem", flat=True)
    pem = pems.first()
    if pem is None:
        new = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        made = SigningKey(private_pem=new.private_bytes(*form).decode())
        SigningKey.objects.bulk_create([made], ignore_conflicts=True)
        pem = pems.get()
    return _parse(pem)


@lru_cache(maxsize=4)
def _parse(pem: str) -> tuple[rsa.RSAPrivateKey, str]:
    key = serialization.load_pem_private_key(pem.encode(), password=None)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise TypeError("The engine signs with RSA only.")
    named = json.dumps({**_numbers(key), "kty": "RSA"}, separators=(",", ":"), sort_keys=True)
    return key, _encode(hashlib.sha256(named.encode()).digest())


def _numbers(key: rsa.RSAPrivateKey) -> dict[str, str]:
    public = key.public_key().public_numbers()
    pairs = (("n", public.n), ("e", public.e))
    return {name: _encode(value.to_bytes((value.bit_length() + 7) // 8, "big")) for name, value in pairs}


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
