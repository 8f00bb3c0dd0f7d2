"""What apps are told: payloads are each app's own subscription document, executed here and signed on the way out.

Asynchronous events become outbox rows in the caller's transaction; synchronous ones are asked outside of any.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from engine import doors, keys
from engine.access import requestor_of_app
from engine.context import Context
from engine.execution import execute_document
from engine.models import App, EventDelivery, TransactionEvent, Webhook

VERSION = "3.23.0"
# The permission without which an app is not told, by the first word of the event. Source: Saleor's webhook list.
_NEEDED = {
    "PRODUCT": "MANAGE_PRODUCTS",
    "CATEGORY": "MANAGE_PRODUCTS",
    "COLLECTION": "MANAGE_PRODUCTS",
    "ORDER": "MANAGE_ORDERS",
    "DRAFT": "MANAGE_ORDERS",
    "FULFILLMENT": "MANAGE_ORDERS",
    "CHECKOUT": "MANAGE_CHECKOUTS",
    "TRANSACTION": "HANDLE_PAYMENTS",
    "PAYMENT": "HANDLE_PAYMENTS",
}


def record_event(event: str, payload: Mapping[str, object]) -> None:
    """Write what each subscribed app is to be told into the outbox, in the current transaction.

    `event` is Saleor's code, such as ORDER_CREATED; the keys of `payload` are the event type's fields in snake case.
    Cost: one query, and per subscriber one execution and one insert.
    """
    EventDelivery.objects.bulk_create(
        EventDelivery(webhook=webhook, event=event, payload=_build_payload(event, payload, webhook))
        for webhook in _find_webhooks(event)
    )


def record_request(event: str, payload: Mapping[str, object], app: App, request_event: TransactionEvent) -> bool:
    """Queue a payment request for one app; its answer will settle `request_event`. False if it takes none such."""
    webhook = next((hook for hook in _find_webhooks(event) if hook.app_id == app.pk), None)
    if webhook is None:
        return False
    body = _build_payload(event, payload, webhook)
    EventDelivery.objects.create(webhook=webhook, event=event, payload=body, request_event=request_event)
    return True


def ask_app(event: str, payload: Mapping[str, object], app: App) -> Any:
    """Ask one app a synchronous question, now: its JSON answer, or None if there is none to be had.

    Must not be called inside a transaction. Floats in the answer are read as Decimal.
    """
    webhook = next((hook for hook in _find_webhooks(event) if hook.app_id == app.pk), None)
    if webhook is None:
        return None
    return read_answer(send(webhook.target_url, event, _build_payload(event, payload, webhook)))


def send(url: str, event: str, body: bytes) -> doors.Answer:
    """POST a payload to an app, signed as Saleor signs."""
    signature, host, code = keys.sign_detached(body), urlsplit(settings.PUBLIC_URL).netloc, event.lower()
    return doors.call(
        "POST",
        url,
        body,
        {
            "Content-Type": "application/json",
            "User-Agent": "Saleor/3.23",
            "X-Saleor-Event": code,
            "X-Saleor-Domain": host,
            "X-Saleor-Signature": signature,
            "Saleor-Event": code,
            "Saleor-Domain": host,
            "Saleor-Signature": signature,
            "Saleor-Api-Url": f"{settings.PUBLIC_URL}/graphql/",
        },
    )


def read_answer(answer: doors.Answer) -> Any:
    """The JSON of a good answer, or None."""
    if not answer.is_good:
        return None
    try:
        return json.loads(answer.body, parse_float=Decimal)
    except ValueError:
        return None


def _find_webhooks(event: str) -> list[Webhook]:
    hooks = Webhook.objects.filter(is_active=True, app__is_active=True).select_related("app")
    needed = _NEEDED[event.partition("_")[0]]
    return [hook for hook in hooks if event in hook.events and needed in hook.app.permissions]


def _build_payload(event: str, payload: Mapping[str, object], webhook: Webhook) -> bytes:
    from engine.schema import event_schema

    app = webhook.app
    happening = {
        "type_name": "".join(word.capitalize() for word in event.split("_")),
        "issued_at": timezone.now(),
        "version": VERSION,
        "recipient": app,
        **payload,
    }
    context = Context(identify=lambda: requestor_of_app(app))
    data = execute_document(event_schema, webhook.query, happening, context)
    # Saleor sends what was selected of the event, without the word `event` around it.
    return json.dumps(data.get("event"), default=_spell).encode()


def _spell(value: object) -> object:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value)
