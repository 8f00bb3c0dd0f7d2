"""The door that Saleor calls: bytes in, bytes out, the same over the network and in process."""

import logging
from collections.abc import Mapping
from http import HTTPStatus

from django.conf import settings

from payments.dispatch import answer_event
from payments.errors import PaymentError, UnknownEvent
from payments.manifest import PERMISSIONS, build_manifest
from payments.replies import encode_reply
from saleor_api.doors import Door, Reply, refuse
from saleor_api.webhooks import Delivery

logger = logging.getLogger(__name__)

ROOT = "/payments/saleor/"


def receive(method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Reply:
    """Answers a call below `/payments/saleor/` with (status, JSON bytes)."""
    door = Door(ROOT, "app", settings.PAYMENTS_APP_ID, PERMISSIONS, build_manifest, _answer)
    return door.receive(method, path, body, headers)


def _answer(delivery: Delivery) -> Reply:
    try:
        return HTTPStatus.OK, encode_reply(answer_event(delivery.event, delivery.payload, delivery_key=delivery.key))
    except UnknownEvent as error:
        return refuse(HTTPStatus.NOT_FOUND, error.sentence)
    except PaymentError as error:
        logger.warning("payment delivery %s refused: %s", delivery.event, type(error).__name__)
        return refuse(HTTPStatus.UNPROCESSABLE_ENTITY, error.sentence)
