"""Keeps finished public pages in front of Django, already compressed (docs/decisions).

A page is kept only if its view said `Cache-Control: public`, it sets no cookie and does not vary by
cookie: such a page is the same for everyone. It is kept for at most a minute, and all pages go at once
when the version of the catalogue turns over (a withdrawn story has to be gone within 60 seconds).
"""

import logging
import threading
import time
import zlib
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from storefront.page_key import Environ, PageKey, accepts_gzip, read_page_key

StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]
Headers = list[tuple[str, str]]

_COMPRESSED_TYPES = ("text/", "application/json", "application/ld+json", "application/xml", "image/svg+xml")
_OF_THE_BODY = ("content-length", "content-encoding", "content-type")
_SMALLEST_COMPRESSED = 400
_ENTRY_OVERHEAD_BYTES = 2048
_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A reply as it is sent, without the `Age` that is added on the way out."""

    headers: Headers
    body: bytes
    etag: str
    stored_at: float

    @property
    def size(self) -> int:
        """Bytes that this page takes, roughly."""
        return len(self.body) + _ENTRY_OVERHEAD_BYTES


class PageCache:
    """A WSGI application around another one.

    `seconds` 0 keeps nothing but still compresses; `version` is asked on every request and has to be
    cheap; `clock` counts seconds and never runs backwards.
    """

    def __init__(
        self,
        application: Application,
        *,
        seconds: int,
        version: Callable[[], int],
        most_bytes: int = 32 * 1024 * 1024,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._application = application
        self._seconds = min(seconds, 60)
        self._version = version
        self._most_bytes = most_bytes
        self._clock = clock
        self._lock = threading.Lock()
        self._pages: OrderedDict[PageKey, KeptPage] = OrderedDict()
        self._bytes = 0
        self._kept_version = -1

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        key = read_page_key(environ)
        version = self._version() if key and self._seconds else -1
        if key is None or version < 0:
            return self._answer_afresh(environ, start_response, None, version)
        page = self._find(key, version)
        if page is None:
            # The application sees what the key sees, so that nothing outside the key can colour the page.
            environ["QUERY_STRING"] = key.query
            return self._answer_afresh(environ, start_response, key, version)
        return _send(page, environ, start_response, int(self._clock() - page.stored_at))

    def _find(self, key: PageKey, version: int) -> KeptPage | None:
        with self._lock:
            if version != self._kept_version:
                self._pages.clear()
                self._bytes = 0
                self._kept_version = version
                return None
            page = self._pages.get(key)
            if page is None:
                return None
            if self._clock() - page.stored_at >= self._seconds:
                self._bytes -= self._pages.pop(key).size
                return None
            self._pages.move_to_end(key)
            return page

    def _keep(self, key: PageKey, page: KeptPage, version: int) -> None:
        with self._lock:
            if version != self._kept_version or page.size > self._most_bytes // 8:
                return
            if key in self._pages:
                self._bytes -= self._pages.pop(key).size
            self._pages[key] = page
            self._bytes += page.size
            while self._bytes > self._most_bytes:
                self._bytes -= self._pages.popitem(last=False)[1].size

    def _answer_afresh(
        self, environ: Environ, start_response: StartResponse, key: PageKey | None, version: int
    ) -> Iterable[bytes]:
        started: list[tuple[str, Headers]] = []

        def hear(status: str, headers: Headers, exc_info: Any = None) -> Callable[[bytes], object]:
            if exc_info is not None:
                started.clear()
            started.append((status, headers))
            return lambda data: None

        began_at = self._clock()
        reply = self._application(environ, hear)
        status, headers = started[-1]
        if environ["REQUEST_METHOD"] == "HEAD" or not _is_shared(status, headers):
            start_response(status, headers)
            return reply
        try:
            body = b"".join(reply)
        finally:
            close = getattr(reply, "close", None)
            if close is not None:
                close()
        page = _finish(headers, body, key, began_at, environ)
        if key is not None:
            self._keep(key, page, version)
        return _send(page, environ, start_response, 0)


def _is_shared(status: str, headers: Headers) -> bool:
    """Whether a reply is the same for everyone, by its own word."""
    if not status.startswith("200"):
        return False
    values = {name.lower(): value.lower() for name, value in headers}
    control = values.get("cache-control", "")
    return (
        "public" in control
        and not any(word in control for word in ("no-store", "private", "no-cache"))
        and "set-cookie" not in values
        and "content-encoding" not in values
        and "cookie" not in values.get("vary", "")
        and "*" not in values.get("vary", "")
    )


def _finish(headers: Headers, body: bytes, key: PageKey | None, stored_at: float, environ: Environ) -> KeptPage:
    """Compress the body where that helps, and set the headers that follow from the bytes."""
    values = {name.lower(): value for name, value in headers}
    etag = values.get("etag") or f'W/"{blake2b(body, digest_size=12).hexdigest()}"'
    gzip = key.gzip if key else accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
    kept = [(name, value) for name, value in headers if name.lower() not in ("content-length", "vary", "etag")]
    if gzip and len(body) >= _SMALLEST_COMPRESSED and values.get("content-type", "").startswith(_COMPRESSED_TYPES):
        packer = zlib.compressobj(6, zlib.DEFLATED, 31)
        body = packer.compress(body) + packer.flush()
        kept.append(("Content-Encoding", "gzip"))
    kept += [("Content-Length", str(len(body))), ("Vary", _vary(values.get("vary", ""))), ("ETag", etag)]
    return KeptPage(kept, body, etag, stored_at)


def _vary(stated: str) -> str:
    # The language of a page is in its path, never in Accept-Language: LocaleMiddleware names it all the same.
    names = [name.strip() for name in stated.split(",") if name.strip()]
    names = [name for name in names if name.lower() not in ("accept-language", "accept-encoding")]
    return ", ".join([*names, "Accept-Encoding"])


def _send(page: KeptPage, environ: Environ, start_response: StartResponse, age: int) -> Iterable[bytes]:
    headers = [*page.headers, ("Age", str(age))]
    wanted = environ.get("HTTP_IF_NONE_MATCH")
    if wanted and (page.etag in wanted or wanted.strip() == "*"):
        start_response("304 Not Modified", [pair for pair in headers if pair[0].lower() not in _OF_THE_BODY])
        return []
    start_response("200 OK", headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [page.body]


def read_version() -> int:
    """The version of the catalogue; -1, so that nothing is kept, while the database cannot tell."""
    from django.db import Error, close_old_connections

    from catalog.version import current_version

    try:
        return current_version()
    except Error:
        _logger.warning("The catalogue's version could not be read; pages are made afresh.", exc_info=True)
        close_old_connections()
        return -1
