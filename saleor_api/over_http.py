"""The transport over the network: time limits, one more try for reads, and never all threads of a process at once."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from threading import BoundedSemaphore
from urllib.parse import urlsplit

import httpx

from saleor_api.breaker import Breaker
from saleor_api.errors import AnswerTooLarge, MediaRefused, SaleorTimeout, SaleorUnreachable

# A web process has four threads. One stays free: for pages, and for Saleor's own calls to our doors meanwhile.
MOST_AT_ONCE = 3
KEY_SET_PATH = "/.well-known/jwks.json"


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds to connect, for a whole answer to a read, to a write and for a picture; bytes of both.

    Taking money asks the payment app while Saleor waits: a write gets more patience, and never a second try.
    """

    connect: float = 2.0
    read: float = 5.0
    write: float = 10.0
    media: float = 30.0
    answer_bytes: int = 20 * 1024 * 1024
    media_bytes: int = 30 * 1024 * 1024


class HttpTransport:
    """Speaks to Saleor's API. Pictures come from its own host or from `media_hosts` (`host` or `host:port`) only."""

    def __init__(
        self,
        url: str,
        *,
        breaker: Breaker | None = None,
        media_hosts: tuple[str, ...] = (),
        limits: Limits | None = None,
        http: httpx.Client | None = None,
    ) -> None:
        self._url = url
        self._breaker = breaker
        self._limits = limits or Limits()
        self._media_hosts = {urlsplit(url).netloc, *media_hosts}
        self._http = http or httpx.Client(follow_redirects=False)
        self._slots = BoundedSemaphore(MOST_AT_ONCE)

    def send(self, body: bytes, headers: Mapping[str, str], *, read_only: bool = False) -> tuple[int, bytes]:
        """Status and body of one request; its outcome is told to the breaker."""
        if self._breaker:
            self._breaker.admit()
        request = self._http.build_request(
            "POST", self._url, content=body, headers={"content-type": "application/json", **headers}
        )
        self._take_slot()
        try:
            if read_only:
                status, content = self._ask_twice(request)
            else:
                status, content = self._ask(request, self._limits.write)
        except (SaleorTimeout, SaleorUnreachable, AnswerTooLarge) as error:
            self._tell(str(error))
            raise
        finally:
            self._slots.release()
        # A refusal is an answer; a proxy's page or a crash is none.
        spoke = status < 500 and content.lstrip()[:1] == b"{"
        self._tell("" if spoke else f"status {status} and no answer to the question")
        return status, content

    def fetch_key_set(self) -> bytes:
        """The key set beside the API."""
        origin = urlsplit(self._url)
        request = self._http.build_request("GET", f"{origin.scheme}://{origin.netloc}{KEY_SET_PATH}")
        status, content = self._ask_twice(request)
        if status != 200:
            raise SaleorUnreachable(f"{origin.netloc} answered {status} where its keys should be")
        return content

    def fetch_media(self, url: str) -> bytes:
        """A picture of at most 30 MB, within 30 seconds.

        Raises:
            MediaRefused, AnswerTooLarge: another host, a redirect, or more than that.
            SaleorTimeout, SaleorUnreachable: there was no answer.
        """
        parts = urlsplit(url)
        if parts.scheme not in {"https", urlsplit(self._url).scheme} or parts.netloc not in self._media_hosts:
            raise MediaRefused(f"pictures are not fetched from {parts.netloc or 'nowhere'} (see SALEOR_MEDIA_HOSTS)")
        request = self._http.build_request("GET", url)
        status, content = self._ask(request, self._limits.media, self._limits.media_bytes)
        if status != 200:
            raise MediaRefused(f"{parts.netloc} answered {status} where a picture should be")
        return content

    def _take_slot(self) -> None:
        if self._slots.acquire(blocking=False):
            return
        if not self._slots.acquire(timeout=self._limits.read):
            raise SaleorTimeout("all lines to Saleor were busy")
        try:
            # Those that one waited for may have found out that nobody answers.
            if self._breaker:
                self._breaker.admit()
        except SaleorUnreachable:
            self._slots.release()
            raise

    def _ask_twice(self, request: httpx.Request) -> tuple[int, bytes]:
        try:
            status, content = self._ask(request, self._limits.read)
        except (SaleorTimeout, SaleorUnreachable):
            return self._ask(request, self._limits.read)
        return self._ask(request, self._limits.read) if status >= 500 else (status, content)

    def _ask(self, request: httpx.Request, seconds: float, most_bytes: int = 0) -> tuple[int, bytes]:
        """One try; the limit holds for the whole answer, however slowly it drips."""
        most_bytes = most_bytes or self._limits.answer_bytes
        waits = httpx.Timeout(min(seconds, self._limits.write), connect=self._limits.connect)
        request.extensions["timeout"] = waits.as_dict()
        give_up_at = time.monotonic() + seconds
        content = bytearray()
        host = request.url.host
        try:
            response = self._http.send(request, stream=True)
            try:
                for piece in response.iter_bytes():
                    content += piece
                    if len(content) > most_bytes:
                        raise AnswerTooLarge(f"{host} sent more than {most_bytes // 1024} KB")
                    if time.monotonic() > give_up_at:
                        raise SaleorTimeout(f"{host} took more than {seconds:.0f} s")
            finally:
                response.close()
        except httpx.TimeoutException as error:
            raise SaleorTimeout(f"{host} gave no answer in {seconds:.0f} s") from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise SaleorUnreachable(f"{host} cannot be reached: {error}") from error
        return response.status_code, bytes(content)

    def _tell(self, trouble: str) -> None:
        if self._breaker is None:
            return
        if trouble:
            self._breaker.note_failure(trouble)
        else:
            self._breaker.note_answer()
