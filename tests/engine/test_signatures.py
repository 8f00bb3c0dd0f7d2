"""Webhooks are signed exactly as Saleor signs: the same check holds for recorded ones and for ours."""

import base64
import hashlib
import json
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from engine import keys
from engine.models import SigningKey
from tests.engine.desk import decode
from tests.reference import shared_path

BODY = b'{"issuedAt": "2026-01-01T00:00:00+00:00"}'


def check(body: bytes, signature: str, key_set: dict[str, Any]) -> dict[str, Any]:
    """The header of a signature that holds. Raises: InvalidSignature."""
    header, payload, signed = signature.split(".")
    assert payload == ""
    (key,) = key_set["keys"]
    numbers = (int.from_bytes(decode(key[name]), "big") for name in ("e", "n"))
    public = rsa.RSAPublicNumbers(*numbers).public_key()
    public.verify(decode(signed), header.encode() + b"." + body, padding.PKCS1v15(), hashes.SHA256())
    read: dict[str, Any] = json.loads(decode(header))
    assert read["kid"] == key["kid"]
    return read


def test_recorded_webhooks_hold_under_the_same_check() -> None:
    key_set = json.loads(shared_path("data/saleor/jwks.json").read_text(encoding="utf-8"))
    calls = json.loads(shared_path("data/saleor/app-side-requests.json").read_text(encoding="utf-8"))
    signed = [call for call in calls if call.get("signature") and call.get("raw_b64")]
    assert len(signed) == 29
    for call in signed:
        check(base64.b64decode(call["raw_b64"]), call["headers"]["Saleor-Signature"], key_set)


@pytest.mark.django_db(databases=["default", "engine"])
def test_own_signature_has_the_recorded_header_and_holds() -> None:
    header = check(BODY, keys.sign_detached(BODY), json.loads(keys.key_set()))
    assert {name: header[name] for name in header if name != "kid"} == {
        "alg": "RS256",
        "b64": False,
        "crit": ["b64"],
        "typ": "JWT",
    }


@pytest.mark.django_db(databases=["default", "engine"])
def test_changed_body_breaks_the_signature() -> None:
    with pytest.raises(InvalidSignature):
        check(BODY + b" ", keys.sign_detached(BODY), json.loads(keys.key_set()))


@pytest.mark.django_db(databases=["default", "engine"])
def test_key_is_made_once_and_named_by_its_thumbprint() -> None:
    (first,), (again,) = (json.loads(keys.key_set())["keys"] for _ in range(2))
    assert first == again
    assert SigningKey.objects.count() == 1
    named = json.dumps({name: first[name] for name in ("e", "kty", "n")}, separators=(",", ":")).encode()
    assert decode(first["kid"]) == hashlib.sha256(named).digest()


def test_recorded_key_is_named_in_the_same_way() -> None:
    (key,) = json.loads(shared_path("data/saleor/jwks.json").read_text(encoding="utf-8"))["keys"]
    named = json.dumps({name: key[name] for name in ("e", "kty", "n")}, separators=(",", ":")).encode()
    assert decode(key["kid"]) == hashlib.sha256(named).digest()
