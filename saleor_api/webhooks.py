"""One delivery of Saleor, verified and read: shared by every door that Saleor knocks at."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

from saleor_api.errors import BadDelivery, NotForUs
from saleor_api.models import AppInstallation
from saleor_api.signatures import verify_signature
from saleor_api.transport import api_url as trusted_api_url

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
        SaleorError: Saleor's keys could not be read; the delivery may come again.
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
        recipient_id=_read_recipient(payload.get("recipient")),
        key=sha256(event.lower().encode() + b"\n" + body).hexdigest(),
    )


def check_recipient(delivery: Delivery, app_id: str) -> None:
    """The signature says who sent, not to whom: another app's delivery must not open this app's door. One query.

    Raises:
        NotForUs: the app is not installed, or the delivery names another recipient.
    """
    installed = AppInstallation.objects.filter(app_id=app_id, api_url=trusted_api_url())
    saleor_id = installed.values_list("saleor_id", flat=True).first()
    if saleor_id is None:
        raise NotForUs("the app is not installed here; install it from its manifest")
    if delivery.recipient_id != saleor_id:
        raise NotForUs("it is meant for another app, or for an earlier installation of this one")


def announces_too_much(content_length: str | None) -> bool:
    """Whether a request says that its body is longer than any delivery, or says nothing sensible."""
    text = content_length or "0"
    return not (text.isascii() and text.isdecimal()) or int(text[:20]) > LARGEST_BODY_BYTES


def _header(headers: Mapping[str, str], name: str) -> str:
    value = headers.get(f"saleor-{name}", "")
    if not value:
        raise BadDelivery(f"the header Saleor-{name.title()} is missing")
    return value


def _read_recipient(recipient: object) -> str:
    return str(recipient.get("id", "")) if isinstance(recipient, dict) else ""


def _read_time(text: object) -> datetime | None:
    if not isinstance(text, str):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
