"""The door that Saleor calls: bytes in, bytes out, the same over the network and in process."""

import json
import logging
from collections.abc import Mapping
from http import HTTPStatus

from django.conf import settings

from payments.dispatch import answer_event
from payments.errors import PaymentError, UnknownEvent
from payments.manifest import build_manifest
from payments.replies import encode_reply
from saleor_api.errors import BadDelivery, BadSignature, RegistrationRefused
from saleor_api.registration import register_app
from saleor_api.webhooks import read_delivery

logger = logging.getLogger(__name__)

ROOT = "/payments/saleor/"
BODY_LIMIT = 1024 * 1024  # bytes; a transaction delivery has a few thousand


def receive(method: str, path: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
    """Answers a call below `/payments/saleor/` with (status, JSON bytes)."""
    place = path.removeprefix(ROOT).strip("/")
    if len(body) > BODY_LIMIT:
        return _refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The delivery is larger than this app accepts.")
    if place == "manifest":
        return HTTPStatus.OK, json.dumps(build_manifest()).encode()
    if method != "POST":
        return _refuse(HTTPStatus.METHOD_NOT_ALLOWED, "Only POST is answered here.")
    lowered = {name.lower(): value for name, value in headers.items()}
    if place == "register":
        return _register(body, lowered)
    return _answer(body, lowered)


def _register(body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
    try:
        token = str(json.loads(body)["auth_token"])
    except (ValueError, KeyError, TypeError):
        return _refuse(HTTPStatus.BAD_REQUEST, "The call lacks auth_token.")
    try:
        register_app(app_id=settings.PAYMENTS_APP_ID, api_url=headers.get("saleor-api-url", ""), token=token)
    except RegistrationRefused as error:
        logger.warning("registration refused: %s", error)
        return _refuse(HTTPStatus.FORBIDDEN, f"The app was not registered: {error}.")
    return HTTPStatus.OK, b'{"success": true}'


def _answer(body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
    try:
        delivery = read_delivery(body, headers)
    except BadSignature:
        return _refuse(HTTPStatus.UNAUTHORIZED, "The signature does not belong to this delivery.")
    except BadDelivery as error:
        return _refuse(HTTPStatus.BAD_REQUEST, f"The delivery cannot be read: {error}.")
    try:
        return HTTPStatus.OK, encode_reply(answer_event(delivery.event, delivery.payload, delivery_key=delivery.key))
    except UnknownEvent as error:
        return _refuse(HTTPStatus.NOT_FOUND, error.sentence)
    except PaymentError as error:
        logger.warning("payment delivery %s refused: %s", delivery.event, type(error).__name__)
        return _refuse(HTTPStatus.UNPROCESSABLE_ENTITY, error.sentence)


def _refuse(status: HTTPStatus, sentence: str) -> tuple[int, bytes]:
    return status, json.dumps({"error": sentence}).encode()
