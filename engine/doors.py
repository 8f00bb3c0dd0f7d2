"""How the engine calls apps: in the same process where settings name a door, otherwise over the network."""

import logging
from collections.abc import Mapping
from typing import NamedTuple

import httpx
from django.conf import settings
from django.utils.module_loading import import_string

logger = logging.getLogger(__name__)
TIMEOUT_SECONDS = 18.0


class Answer(NamedTuple):
    """What came back; status 0 means that nothing did."""

    status: int
    body: bytes = b""


def call(method: str, url: str, body: bytes = b"", headers: Mapping[str, str] | None = None) -> Answer:
    """Send one request to an app; never raises for what the app does. Redirects are not followed."""
    given = {name.lower(): value for name, value in (headers or {}).items()}
    path = url.removeprefix(settings.PUBLIC_URL)
    doors = settings.ENGINE_DOORS if path != url else {}
    door = next((name for prefix, name in doors.items() if path.startswith(prefix)), None)
    try:
        if door is not None:
            return Answer(*import_string(door)(method, path, body, given))
        response = httpx.request(method, url, content=body, headers=given, timeout=TIMEOUT_SECONDS)
        return Answer(response.status_code, response.content)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        logger.warning("No answer from an app: %s", error)
        return Answer(0, str(error).encode())
    except Exception:  # an app in this process: its fault is its own, as over the network
        logger.exception("The app behind %s failed", path)
        return Answer(500)
