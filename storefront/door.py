"""The door that Saleor calls: bytes in, bytes out, the same over the network and in this process."""

import json
import logging
from collections.abc import Mapping
from http import HTTPStatus

from django.conf import settings

from saleor_api.errors import BadDelivery, BadSignature, NotForUs, RegistrationRefused, SaleorError
from saleor_api.registration import register_app
from saleor_api.webhooks import LARGEST_BODY_BYTES, check_recipient, read_delivery
from storefront.events import ShopEvent, permissions_needed
from storefront.handlers import handle_event
from storefront.manifest import build_manifest

logger = logging.getLogger(__name__)

ROOT = "/saleor/"


def receive(method: str, path: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
    """Answers a call below `/saleor/` with (status, JSON bytes). Saleor repeats after 500, never after 4xx."""
    place = path.removeprefix(ROOT).strip("/")
    if len(body) > LARGEST_BODY_BYTES:
        return _refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The delivery is larger than this shop accepts.")
    if place == "manifest":
        return HTTPStatus.OK, json.dumps(build_manifest()).encode()
    if method != "POST":
        return _refuse(HTTPStatus.METHOD_NOT_ALLOWED, "Only POST is answered here.")
    lowered = {name.lower(): value for name, value in headers.items()}
    if place == "register":
        return _register(body, lowered)
    if place.startswith("webhooks/"):
        return _take(place.removeprefix("webhooks/"), body, lowered)
    return _refuse(HTTPStatus.NOT_FOUND, "There is nothing here.")


def _register(body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
    try:
        token = str(json.loads(body)["auth_token"])
    except (ValueError, KeyError, TypeError):
        return _refuse(HTTPStatus.BAD_REQUEST, "The call lacks auth_token.")
    try:
        api_url = headers.get("saleor-api-url", "")
        register_app(app_id=settings.SHOP_APP_ID, api_url=api_url, token=token, needed=permissions_needed())
    except RegistrationRefused as error:
        logger.warning("registration refused: %s", error)
        return _refuse(HTTPStatus.FORBIDDEN, f"The app was not registered: {error}.")
    return HTTPStatus.OK, b'{"success": true}'


def _take(name: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
    try:
        delivery = read_delivery(body, headers)
        # The signature covers the body only: the address says which subscription made it.
        event = ShopEvent(name)
        if delivery.event != event:
            raise BadDelivery("the address is that of another event")
        check_recipient(delivery, settings.SHOP_APP_ID)
    except BadSignature as error:
        return _refuse(HTTPStatus.UNAUTHORIZED, f"The delivery was not accepted: {error}.")
    except NotForUs as error:
        return _refuse(HTTPStatus.FORBIDDEN, f"The delivery was not accepted: {error}.")
    except SaleorError:
        return _refuse(HTTPStatus.SERVICE_UNAVAILABLE, "Saleor's keys could not be read just now; please repeat it.")
    except BadDelivery as error:
        return _refuse(HTTPStatus.BAD_REQUEST, f"The delivery cannot be read: {error}.")
    except ValueError:
        return _refuse(HTTPStatus.NOT_FOUND, "The shop does not listen to this event.")
    try:
        handle_event(event, delivery.payload)
    except BadDelivery as error:
        return _refuse(HTTPStatus.BAD_REQUEST, f"The delivery cannot be read: {error}.")
    except Exception:
        # Whatever went wrong, the answer must be 500: then Saleor tries again, and nothing is lost.
        logger.exception("the event %s could not be handled", event)
        return _refuse(HTTPStatus.INTERNAL_SERVER_ERROR, "The shop could not take this in now; please repeat it.")
    logger.info("event %s taken in, issued at %s", event, delivery.issued_at)
    return HTTPStatus.OK, b"{}"


def _refuse(status: HTTPStatus, sentence: str) -> tuple[int, bytes]:
    return status, json.dumps({"error": sentence}).encode()
