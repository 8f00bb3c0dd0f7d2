"""Saleor signs each delivery with a detached JSON Web Signature: `header..signature` over the raw body (RS256).

Source: RFC 7797 (`b64: false`), RFC 7515 appendix F, and the header `Saleor-Signature` of recorded deliveries.
"""

import json
import logging
import time
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from dataclasses import dataclass, replace
from threading import Lock

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey, RSAPublicNumbers
from cryptography.hazmat.primitives.hashes import SHA256

from saleor_api.errors import BadSignature, SaleorBroken, SaleorError
from saleor_api.transport import api_url as trusted_api_url
from saleor_api.transport import current_transport, is_trusted

logger = logging.getLogger(__name__)

# A key that Saleor withdrew is trusted no longer than this: no event tells of it, so the set is read anew.
FRESH_SECONDS = 60.0
# While Saleor cannot be asked, what was read last still counts for so long.
KEPT_SECONDS = 3600.0
# Made-up key ids must not make us ask Saleor at every knock, nor must a key set that cannot be read.
ASK_AGAIN_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class _KeySet:
    """The keys of one Saleor, when they were read, and when we last asked for them although they were known."""

    keys: Mapping[str, RSAPublicKey]
    read_at: float
    asked_again_at: float

    def wants_asking(self, key_id: str, now: float) -> bool:
        """Whether the set has grown old, or lacks the key; and nobody has asked a moment ago."""
        may_ask = now - self.asked_again_at > ASK_AGAIN_SECONDS
        return may_ask and (key_id not in self.keys or now - self.read_at > FRESH_SECONDS)


_sets: dict[str, _KeySet] = {}
_lock = Lock()


def verify_signature(body: bytes, signature: str, api_url: str) -> None:
    """Accepts a delivery of the trusted Saleor; the key set is fetched again each minute, and at an unknown key id.

    Raises:
        BadSignature: anything is wrong with address, header, key or signature.
        SaleorError: the keys could not be read; the delivery may come again.
    """
    if not is_trusted(api_url):
        raise BadSignature("the delivery names another Saleor")
    key_id, protected, signature_bytes = _split(signature)
    try:
        key = find_key(key_id)
        key.verify(signature_bytes, protected.encode("ascii") + b"." + body, PKCS1v15(), SHA256())
    except InvalidSignature as error:
        raise BadSignature("the signature does not fit the body") from error


def find_key(key_id: str) -> RSAPublicKey:
    """The key of the trusted Saleor by its id; one that is not known makes the key set be fetched again.

    Raises:
        BadSignature: the key set has no such key.
        SaleorError: the key set cannot be fetched.
    """
    key = _find_key(trusted_api_url(), key_id)
    if key is None:
        raise BadSignature("the key that signed is not Saleor's")
    return key


def forget_keys() -> None:
    """Drops the kept key sets, as after a change of Saleor's address."""
    _sets.clear()


def _split(signature: str) -> tuple[str, str, bytes]:
    """Key id, protected header and signature of `header..signature`."""
    protected, separator, encoded = signature.partition("..")
    if not separator or not protected or not encoded or "." in encoded:
        raise BadSignature("the signature is not a detached one")
    try:
        header = json.loads(_decode(protected))
        signature_bytes = _decode(encoded)
    except ValueError as error:
        raise BadSignature("the signature cannot be read") from error
    # `b64: false` and its `crit` are what ties the raw body in: without them only the header is signed.
    if not isinstance(header, dict) or (header.get("alg"), header.get("b64"), header.get("crit")) != (
        "RS256",
        False,
        ["b64"],
    ):
        raise BadSignature("the signature is of another kind")
    return str(header.get("kid", "")), protected, signature_bytes


def _find_key(url: str, key_id: str) -> RSAPublicKey | None:
    now = time.monotonic()
    with _lock:
        known = _sets.get(url)
        if known is None or now - known.read_at > KEPT_SECONDS:
            known = _sets[url] = _KeySet(_read_keys(), now, -ASK_AGAIN_SECONDS)
        elif known.wants_asking(key_id, now):
            # Written down before asking: a Saleor that does not answer is not asked at every knock either.
            _sets[url] = replace(known, asked_again_at=now)
            try:
                known = _sets[url] = _KeySet(_read_keys(), now, now)
            except SaleorError:
                if key_id not in known.keys:
                    raise
                logger.warning("Saleor's keys could not be read again; those of before still count")
        return known.keys.get(key_id)


def _read_keys() -> dict[str, RSAPublicKey]:
    return read_key_set(current_transport().fetch_key_set())


def read_key_set(document: bytes) -> dict[str, RSAPublicKey]:
    """The RSA keys of a JSON Web Key Set by key id. Source: RFC 7517.

    Raises:
        SaleorBroken: it is no key set.
    """
    try:
        return {
            str(entry["kid"]): RSAPublicNumbers(_read_number(entry["e"]), _read_number(entry["n"])).public_key()
            for entry in json.loads(document)["keys"]
            if entry.get("kty") == "RSA" and "kid" in entry
        }
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SaleorBroken("where its keys should be is no key set") from error


def _read_number(text: str) -> int:
    return int.from_bytes(_decode(text), "big")


def _decode(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
