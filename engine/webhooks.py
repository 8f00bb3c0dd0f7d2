"""What apps are told: payloads are each app's own subscription document, executed here and signed on the way out.

Asynchronous events become outbox rows in the caller's transaction; synchronous ones are asked outside of any.
"""

import json
import logging
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from engine import doors, keys
from engine.access import requestor_of_app
from engine.context import Context
from engine.execution import execute_document
from engine.models import App, EventDelivery, TransactionEvent, Webhook
from engine.peers import fetch, join, renew
from engine.rows import insert_row, read_rows

VERSION = "3.23.0"
# The permission without which an app is not told, by the first word of the event. Source: Saleor's webhook list.
_NEEDED = {
    **dict.fromkeys(("PRODUCT", "CATEGORY", "COLLECTION"), "MANAGE_PRODUCTS"),
    **dict.fromkeys(("ORDER", "DRAFT", "FULFILLMENT"), "MANAGE_ORDERS"),
    **dict.fromkeys(("TRANSACTION", "PAYMENT"), "HANDLE_PAYMENTS"),
    "CHECKOUT": "MANAGE_CHECKOUTS",
    "ACCOUNT": "MANAGE_USERS",
    "TRANSLATION": "MANAGE_TRANSLATIONS",
}
Payload = Mapping[str, object]
logger = logging.getLogger(__name__)


def record_event(events: str, payload: Payload) -> None:
    """Write what each subscribed app is to be told into the outbox, in the current transaction.

    `events` are Saleor's codes, such as `ORDER_CREATED ORDER_CONFIRMED`, in their order; the keys of `payload` are the
    event type's fields in snake case. Cost: one query, and per subscriber one execution; one insert.
    """
    for hook, event, body in _build_payloads(events, payload):
        insert_row(EventDelivery(webhook=hook, event=event, payload=body))


def record_request(event: str, payload: Payload, app: App, request: TransactionEvent) -> bool:
    """Queue a payment request for one app; its answer will settle `request`. False if it takes none such."""
    for hook, _, body in _build_payloads(event, payload, app):
        insert_row(EventDelivery(webhook=hook, event=event, payload=body, request_event=request))
        return True
    return False


def ask_app(event: str, payload: Payload, app: App) -> Any:
    """Ask one app, now: its JSON answer with floats as Decimal, or None. Must not be called inside a transaction."""
    for hook, _, body in _build_payloads(event, payload, app):
        return read_answer(send(hook.target_url, event, body))
    return None


def send(url: str, event: str, body: bytes) -> doors.Answer:
    """POST a payload to an app, signed as Saleor signs."""
    api = {"Domain": urlsplit(settings.PUBLIC_URL).netloc, "Api-Url": f"{settings.PUBLIC_URL}/graphql/"}
    signed = {**api, "Event": event.lower(), "Signature": keys.sign_detached(body)}
    headers = {f"{prefix}Saleor-{name}": value for prefix in ("", "X-") for name, value in signed.items()}
    return doors.call("POST", url, body, {"Content-Type": "application/json", "User-Agent": "Saleor/3.23", **headers})


def read_answer(answer: doors.Answer) -> Any:
    """The JSON of a good answer, or None."""
    try:
        return json.loads(answer.body, parse_float=Decimal) if 200 <= answer.status < 300 else None
    except ValueError:
        return None


def _build_payloads(events: str, payload: Payload, app: App | None = None) -> Iterator[tuple[Webhook, str, bytes]]:
    """The webhooks to tell, of one app if named, each with its payload; one that cannot be built stops nothing."""
    # By its name: the schema's fields stand above, and record events themselves.
    event_schema = import_string("engine.schema.event_schema")
    hooks = join(read_rows(Webhook, "app", [app.pk]) if app else read_rows(Webhook, "is_active", [True]))
    told = [(event, hook) for event in events.split() for hook in hooks if event in hook.events and hook.is_active]
    for event, hook in told:
        owner = fetch(hook, "app")
        if not owner.is_active or _NEEDED[event.partition("_")[0]] not in owner.permissions:
            continue
        name = "".join(word.capitalize() for word in event.split("_"))
        about = {"type_name": name, "issued_at": timezone.now(), "version": VERSION, "recipient": owner, **payload}
        try:
            data = execute_document(event_schema, hook.query, about, Context(partial(requestor_of_app, owner)))
        except ValueError:
            logger.exception("%s of %s cannot be told", event, owner)
            continue
        # Saleor sends what was selected of the event, without the word `event` around it.
        yield hook, event, json.dumps(data["event"]).encode()
    for row in payload.values() if told else ():
        renew(row)  # what comes next in this transaction may change what was read with it
