"""How the engine calls apps: in the same process where settings name a door, otherwise over the network."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx
from django.conf import settings
from django.utils.module_loading import import_string

logger = logging.getLogger(__name__)
TIMEOUT_SECONDS = 18.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; status 0 means that nothing did."""

    status: int
    body: bytes = b""

    @property
    def is_good(self) -> bool:
        """Whether the app took it."""
        return 200 <= self.status < 300

    @property
    def is_final(self) -> bool:
        """Whether asking again is useless: taken, redirected (never followed) or refused."""
        return 200 <= self.status < 500


def call(method: str, url: str, body: bytes = b"", headers: Mapping[str, str] | None = None) -> Answer:
    """Send one request to an app; never raises for what the app does. Redirects are not followed."""
    headers = {name.lower(): value for name, value in (headers or {}).items()}
    if url.startswith(settings.PUBLIC_URL + "/"):
        path = url.removeprefix(settings.PUBLIC_URL)
        for prefix, door in settings.ENGINE_DOORS.items():
            if path.startswith(prefix):
                return _knock(door, method, path, body, headers)
    try:
        response = httpx.request(method, url, content=body, headers=headers, timeout=TIMEOUT_SECONDS)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        logger.warning("No answer from %s: %s", urlsplit(url).hostname, error)
        return Answer(0, str(error).encode())
    return Answer(response.status_code, response.content)


def _knock(door: str, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    """Call an app in this process; its fault is its own, as over the network."""
    try:
        status, answer = import_string(door)(method, path, body, headers)
    except Exception:
        logger.exception("The app behind %s failed", path)
        return Answer(500)
    return Answer(status, answer)
