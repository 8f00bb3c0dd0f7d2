"""The door that Saleor calls: bytes in, bytes out, the same over the network and in process."""

import json
import logging
from collections.abc import Mapping
from http import HTTPStatus

from django.conf import settings

from payments.dispatch import answer_event
from payments.errors import PaymentError, UnknownEvent
from payments.manifest import PERMISSIONS, build_manifest
from payments.replies import encode_reply
from saleor_api.errors import BadDelivery, BadSignature, NotForUs, RegistrationRefused, SaleorError
from saleor_api.registration import register_app
from saleor_api.webhooks import LARGEST_BODY_BYTES, check_recipient, read_delivery

logger = logging.getLogger(__name__)

ROOT = "/payments/saleor/"


def receive(method: str, path: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
    """Answers a call below `/payments/saleor/` with (status, JSON bytes)."""
    place = path.removeprefix(ROOT).strip("/")
    if len(body) > LARGEST_BODY_BYTES:
        return _refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The delivery is larger than this app accepts.")
    if place == "manifest":
        return HTTPStatus.OK, json.dumps(build_manifest()).encode()
    if method != "POST":
        return _refuse(HTTPStatus.METHOD_NOT_ALLOWED, "Only POST is answered here.")
    lowered = {name.lower(): value for name, value in headers.items()}
    if place == "register":
        return _register(body, lowered)
    if place.startswith("webhooks/"):
        return _answer(place.removeprefix("webhooks/"), body, lowered)
    return _refuse(HTTPStatus.NOT_FOUND, "There is nothing here.")


def _register(body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
    try:
        token = str(json.loads(body)["auth_token"])
    except (ValueError, KeyError, TypeError):
        return _refuse(HTTPStatus.BAD_REQUEST, "The call lacks auth_token.")
    try:
        api_url = headers.get("saleor-api-url", "")
        register_app(app_id=settings.PAYMENTS_APP_ID, api_url=api_url, token=token, needed=PERMISSIONS)
    except RegistrationRefused as error:
        logger.warning("registration refused: %s", error)
        return _refuse(HTTPStatus.FORBIDDEN, f"The app was not registered: {error}.")
    return HTTPStatus.OK, b'{"success": true}'


def _answer(name: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
    try:
        delivery = read_delivery(body, headers)
        # The signature covers the body only: the address says which subscription made it.
        if delivery.event != name:
            raise BadDelivery("the address is that of another event")
        check_recipient(delivery, settings.PAYMENTS_APP_ID)
    except BadSignature as error:
        return _refuse(HTTPStatus.UNAUTHORIZED, f"The delivery was not accepted: {error}.")
    except NotForUs as error:
        return _refuse(HTTPStatus.FORBIDDEN, f"The delivery was not accepted: {error}.")
    except SaleorError:
        return _refuse(HTTPStatus.SERVICE_UNAVAILABLE, "Saleor's keys could not be read just now; please repeat it.")
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
