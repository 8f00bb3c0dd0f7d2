"""A stand-in for Saleor at the transport's edge: named by dotted string in the settings, as the engine is."""

import json
from collections.abc import Mapping
from typing import Any

from tests.reference import shared_path

RECORDED_API_URL = "http://127.0.0.1:8800/graphql/"

replies: list[tuple[int, bytes]] = []
requests: list[tuple[dict[str, Any], dict[str, str]]] = []
key_set_reads: list[str] = []


def execute(body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
    """Remembers the request and gives the next scripted reply."""
    requests.append((json.loads(body), dict(headers)))
    return replies.pop(0)


def key_set() -> bytes:
    """The key set that signed the recorded deliveries."""
    key_set_reads.append("read")
    return shared_path("data/saleor/jwks.json").read_bytes()


def read_media(url: str) -> bytes:
    """Any bytes."""
    return url.encode()


def reply_with(data: object, status: int = 200) -> None:
    """Scripts the next reply."""
    replies.append((status, json.dumps(data).encode()))
