"""Keys change: a new one is fetched, a withdrawn one forgotten, and made-up key ids do not make us ask and ask."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator

import pytest
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from pytest_django.fixtures import Settings

from saleor_api import signatures
from saleor_api.errors import BadSignature, SaleorBroken, SaleorError
from saleor_api.signatures import forget_keys, verify_signature
from saleor_api.transport import api_url
from tests.saleor_api.loopback import Saleor, run_saleor, say

KEYS = {name: generate_private_key(public_exponent=65537, key_size=2048) for name in ("old", "new")}


def encode(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def publish(*names: str) -> bytes:
    """The key set with these keys."""
    entries = []
    for name in names:
        numbers = KEYS[name].public_key().public_numbers()
        n, e = (encode(value.to_bytes((value.bit_length() + 7) // 8, "big")) for value in (numbers.n, numbers.e))
        entries.append({"kty": "RSA", "kid": name, "n": n, "e": e, "use": "sig", "alg": "RS256"})
    return json.dumps({"keys": entries}).encode()


def sign(name: str, body: bytes = b"{}", key: RSAPrivateKey | None = None) -> str:
    """The signature of a key as Saleor writes it."""
    header = encode(json.dumps({"alg": "RS256", "b64": False, "crit": ["b64"], "kid": name}).encode())
    key = key or KEYS.get(name) or KEYS["old"]
    return f"{header}..{encode(key.sign(header.encode() + b'.' + body, PKCS1v15(), SHA256()))}"


@pytest.fixture
def saleor(settings: Settings) -> Iterator[Saleor]:
    """A Saleor over the network, with the old key only."""
    with run_saleor() as saleor:
        settings.SALEOR_API_URL = saleor.url
        settings.SALEOR_IN_PROCESS_EXECUTE = settings.SALEOR_IN_PROCESS_KEYS = ""
        saleor.usual = say(publish("old"))
        forget_keys()
        yield saleor


def test_a_delivery_of_the_old_key_and_one_of_the_new_are_both_accepted(saleor: Saleor) -> None:
    verify_signature(b"{}", sign("old"), saleor.url)
    saleor.usual = say(publish("new", "old"))
    verify_signature(b"{}", sign("new"), saleor.url)
    verify_signature(b"{}", sign("old"), saleor.url)
    assert len(saleor.asked) == 2


def test_made_up_key_ids_make_us_ask_once_in_five_seconds(saleor: Saleor) -> None:
    verify_signature(b"{}", sign("old"), saleor.url)
    for number in range(20):
        with pytest.raises(BadSignature, match="not Saleor's"):
            verify_signature(b"{}", sign(f"made-up-{number}"), saleor.url)
    assert len(saleor.asked) == 2


def test_a_key_that_is_right_by_name_only_is_refused(saleor: Saleor) -> None:
    with pytest.raises(BadSignature, match="does not fit"):
        verify_signature(b"{}", sign("old", key=KEYS["new"]), saleor.url)


@pytest.fixture
def a_minute_later(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Makes every key set that was read before one that has grown old."""

    def pass_a_minute() -> None:
        monkeypatch.setattr(signatures, "FRESH_SECONDS", -1.0)
        monkeypatch.setattr(signatures, "ASK_AGAIN_SECONDS", -1.0)

    return pass_a_minute


def test_a_key_set_is_asked_for_again_after_a_minute_and_a_withdrawn_key_refused(
    saleor: Saleor, a_minute_later: Callable[[], None]
) -> None:
    assert signatures.FRESH_SECONDS == 60.0
    verify_signature(b"{}", sign("old"), saleor.url)
    saleor.usual = say(publish("new"))
    verify_signature(b"{}", sign("old"), saleor.url)
    assert len(saleor.asked) == 1
    a_minute_later()
    with pytest.raises(BadSignature, match="not Saleor's"):
        verify_signature(b"{}", sign("old"), saleor.url)
    verify_signature(b"{}", sign("new"), saleor.url)


def test_the_first_delivery_of_the_new_key_ends_the_old_one_at_once(saleor: Saleor) -> None:
    verify_signature(b"{}", sign("old"), saleor.url)
    saleor.usual = say(publish("new"))
    verify_signature(b"{}", sign("new"), saleor.url)
    with pytest.raises(BadSignature, match="not Saleor's"):
        verify_signature(b"{}", sign("old"), saleor.url)
    assert len(saleor.asked) == 2


def test_while_the_keys_cannot_be_read_again_those_of_before_count_for_an_hour_at_most(
    saleor: Saleor, a_minute_later: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    verify_signature(b"{}", sign("old"), saleor.url)
    saleor.usual = say(b"no", 500)
    a_minute_later()
    verify_signature(b"{}", sign("old"), saleor.url)
    with pytest.raises(SaleorError):
        verify_signature(b"{}", sign("new"), saleor.url)
    monkeypatch.setattr(signatures, "KEPT_SECONDS", -1.0)
    with pytest.raises(SaleorError):
        verify_signature(b"{}", sign("old"), saleor.url)


def test_keys_that_cannot_be_read_again_are_not_asked_for_at_every_delivery(
    saleor: Saleor, monkeypatch: pytest.MonkeyPatch
) -> None:
    verify_signature(b"{}", sign("old"), saleor.url)
    saleor.usual = say(b"no", 500)
    monkeypatch.setattr(signatures, "FRESH_SECONDS", -1.0)
    for _ in range(5):
        verify_signature(b"{}", sign("old"), saleor.url)
    assert len(saleor.asked) == 3  # once, and the two tries of one read


@pytest.mark.parametrize("rubbish", [b"", b"<html>", b"[]", b'{"keys": 5}', b'{"keys": [{"kty": "RSA", "kid": "a"}]}'])
def test_a_key_set_that_cannot_be_read_is_no_signature_but_a_try_later(saleor: Saleor, rubbish: bytes) -> None:
    saleor.usual = say(rubbish)
    with pytest.raises(SaleorBroken):
        verify_signature(b"{}", sign("old"), saleor.url)
    saleor.usual = say(publish("old"))
    verify_signature(b"{}", sign("old"), saleor.url)


def test_where_the_key_set_cannot_be_had_the_delivery_may_come_again(saleor: Saleor) -> None:
    saleor.usual = say(b"no", 500)
    with pytest.raises(SaleorError):
        verify_signature(b"{}", sign("old"), saleor.url)


def test_another_name_of_the_same_saleor_has_to_be_named(saleor: Saleor, settings: Settings) -> None:
    public = "https://shop-admin.example/graphql/"
    with pytest.raises(BadSignature, match="another Saleor"):
        verify_signature(b"{}", sign("old"), public)
    settings.SALEOR_API_ALIASES = [public]
    verify_signature(b"{}", sign("old"), public)
    assert saleor.asked == ["/.well-known/jwks.json"]


def test_in_process_made_up_key_ids_make_us_ask_once_in_five_seconds_too(settings: Settings) -> None:
    settings.SALEOR_IN_PROCESS_KEYS = "tests.saleor_api.test_key_rotation.hand_over"
    forget_keys()
    asked.clear()
    for number in range(20):
        with pytest.raises(BadSignature, match="not Saleor's"):
            verify_signature(b"{}", sign(f"made-up-{number}"), api_url())
    assert len(asked) == 2
    forget_keys()


asked: list[str] = []


def hand_over() -> bytes:
    """The keys in this process; says that it was asked."""
    asked.append("keys")
    return publish("old")
