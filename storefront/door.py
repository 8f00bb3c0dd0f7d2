"""The door that Saleor calls: bytes in, bytes out, the same over the network and in this process."""

import logging
from collections.abc import Mapping
from http import HTTPStatus

from django.conf import settings

from saleor_api.doors import Door, Reply, refuse
from saleor_api.errors import BadDelivery
from saleor_api.webhooks import Delivery
from storefront.events import ShopEvent, permissions_needed
from storefront.handlers import handle_event
from storefront.manifest import build_manifest

logger = logging.getLogger(__name__)

ROOT = "/saleor/"


def receive(method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Reply:
    """Answers a call below `/saleor/` with (status, JSON bytes). Saleor repeats after 500, never after 4xx."""
    door = Door(ROOT, "shop", settings.SHOP_APP_ID, permissions_needed(), build_manifest, _take, set(ShopEvent))
    return door.receive(method, path, body, headers)


def _take(delivery: Delivery) -> Reply:
    event = ShopEvent(delivery.event)
    try:
        handle_event(event, delivery.payload)
    except BadDelivery as error:
        return refuse(HTTPStatus.BAD_REQUEST, f"The delivery cannot be read: {error}.")
    except Exception:
        # Whatever went wrong, the answer must be 500: then Saleor tries again, and nothing is lost.
        logger.exception("the event %s could not be handled", event)
        return refuse(HTTPStatus.INTERNAL_SERVER_ERROR, "The shop could not take this in now; please repeat it.")
    logger.info("event %s taken in, issued at %s", event, delivery.issued_at)
    return HTTPStatus.OK, b"{}"
