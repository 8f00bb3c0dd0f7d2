"""One delivery of Saleor, verified and read: shared by every door that Saleor knocks at."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

from saleor_api.errors import BadDelivery
from saleor_api.signatures import verify_signature

LARGEST_BODY_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Delivery:
    """An event that Saleor signed. `key` is the same for a repeated delivery: there is no delivery id."""

    event: str
    api_url: str
    payload: dict[str, Any]
    issued_at: datetime | None
    recipient_id: str
    key: str


def read_delivery(body: bytes, headers: Mapping[str, str]) -> Delivery:
    """Verifies the signature, then reads the JSON; decimal numbers become Decimal.

    `headers` have lower-case names. `event` is the lower-case `Saleor-Event`.

    Raises:
        BadDelivery: a header is missing, or the body is no JSON object.
        BadSignature: Saleor did not sign it.
    """
    event, api_url = _header(headers, "event"), _header(headers, "api-url")
    verify_signature(body, _header(headers, "signature"), api_url)
    try:
        payload = json.loads(body, parse_float=Decimal)
    except ValueError as error:
        raise BadDelivery("the body is no JSON") from error
    if not isinstance(payload, dict):
        raise BadDelivery("the body is no JSON object")
    return Delivery(
        event=event.lower(),
        api_url=api_url,
        payload=payload,
        issued_at=_read_time(payload.get("issuedAt")),
        recipient_id=str((payload.get("recipient") or {}).get("id", "")),
        key=sha256(event.lower().encode() + b"\n" + body).hexdigest(),
    )


def _header(headers: Mapping[str, str], name: str) -> str:
    value = headers.get(f"saleor-{name}", "")
    if not value:
        raise BadDelivery(f"the header Saleor-{name.title()} is missing")
    return value


def _read_time(text: object) -> datetime | None:
    if not isinstance(text, str):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
