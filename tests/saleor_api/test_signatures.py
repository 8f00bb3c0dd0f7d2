"""Signatures, against deliveries that a running Saleor 3.23.28 made."""

import json
from base64 import b64decode, urlsafe_b64encode
from typing import Any

import pytest

from saleor_api.errors import BadSignature
from saleor_api.signatures import verify_signature
from saleor_api.webhooks import read_delivery
from tests.reference import shared_path
from tests.saleor_api.fakes import RECORDED_API_URL, key_set_reads


def recorded(name: str) -> list[dict[str, Any]]:
    requests = json.loads(shared_path(f"data/saleor/{name}").read_text())
    return [request for request in requests if request["headers"].get("Saleor-Signature")]


def body_of(request: dict[str, Any]) -> bytes:
    if "raw_b64" in request:
        return b64decode(request["raw_b64"])
    raw: str = request["raw"]
    return raw.encode()


@pytest.mark.parametrize(("name", "least"), [("app-side-requests.json", 20), ("app-side-requests2.json", 400)])
def test_every_recorded_signature_holds(name: str, least: int) -> None:
    requests = recorded(name)
    assert len(requests) >= least
    for request in requests:
        verify_signature(body_of(request), request["headers"]["Saleor-Signature"], RECORDED_API_URL)
    assert key_set_reads == ["read"]


def test_a_changed_body_is_refused() -> None:
    request = recorded("app-side-requests.json")[0]
    with pytest.raises(BadSignature, match="does not fit"):
        verify_signature(body_of(request) + b" ", request["headers"]["Saleor-Signature"], RECORDED_API_URL)


def test_another_saleor_is_refused() -> None:
    request = recorded("app-side-requests.json")[0]
    with pytest.raises(BadSignature, match="another Saleor"):
        verify_signature(body_of(request), request["headers"]["Saleor-Signature"], "http://evil.example/graphql/")
    assert key_set_reads == []


def encode(header: object) -> str:
    return urlsafe_b64encode(json.dumps(header).encode()).rstrip(b"=").decode()


def test_an_unknown_key_makes_the_key_set_be_read_again_once() -> None:
    request = recorded("app-side-requests.json")[0]
    verify_signature(body_of(request), request["headers"]["Saleor-Signature"], RECORDED_API_URL)
    header = encode({"alg": "RS256", "b64": False, "crit": ["b64"], "kid": "new"})
    with pytest.raises(BadSignature, match="not Saleor's"):
        verify_signature(b"{}", f"{header}..AAAA", RECORDED_API_URL)
    assert key_set_reads == ["read", "read"]


@pytest.mark.parametrize(
    "header",
    [
        {"alg": "none", "b64": False, "crit": ["b64"]},
        {"alg": "HS256", "b64": False, "crit": ["b64"]},
        {"alg": "RS256"},
        {"alg": "RS256", "b64": True, "crit": ["b64"]},
        {"alg": "RS256", "b64": False},
        [],
    ],
)
def test_another_kind_of_signature_is_refused(header: object) -> None:
    with pytest.raises(BadSignature, match="another kind"):
        verify_signature(b"{}", f"{encode(header)}..AAAA", RECORDED_API_URL)


@pytest.mark.parametrize("text", ["", "abc", "a.b.c", "..", "a..", "..b", "a..b.c", "a..é"])
def test_rubbish_is_refused(text: str) -> None:
    with pytest.raises(BadSignature):
        verify_signature(b"{}", text, RECORDED_API_URL)


def test_a_recorded_delivery_opens() -> None:
    for request in recorded("app-side-requests2.json")[:30]:
        headers = {name.lower(): value for name, value in request["headers"].items()}
        delivery = read_delivery(body_of(request), headers)
        assert delivery.event == request["headers"]["Saleor-Event"]
        assert delivery.issued_at is not None
        assert delivery.key == read_delivery(body_of(request), headers).key
