"""How bytes reach Saleor: over HTTP, or, where the engine stands in for it, by a call in this process."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Protocol
from urllib.parse import urlsplit

import httpx
from django.conf import settings
from django.utils.module_loading import import_string

from saleor_api.errors import SaleorTimeout, SaleorUnreachable

TIME_LIMIT_SECONDS = 5.0
KEY_SET_PATH = "/.well-known/jwks.json"


class Transport(Protocol):
    """The one seam between the shop and Saleor."""

    def send(self, body: bytes, headers: Mapping[str, str], *, read_only: bool = False) -> tuple[int, bytes]:
        """Status and body of one GraphQL request.

        Raises:
            SaleorUnreachable, SaleorTimeout: there was no answer.
        """

    def fetch_key_set(self) -> bytes:
        """The public keys (JSON Web Key Set) that sign Saleor's deliveries."""

    def fetch_media(self, url: str) -> bytes:
        """The bytes of a picture that Saleor names."""


class InProcessTransport:
    """Calls the engine's functions, named in the settings by dotted string."""

    def __init__(self, *, execute: str, keys: str, media: str) -> None:
        self._execute: Callable[[bytes, Mapping[str, str]], tuple[int, bytes]] = import_string(execute)
        self._keys: Callable[[], bytes] = import_string(keys)
        self._media: Callable[[str], bytes] = import_string(media)

    def send(self, body: bytes, headers: Mapping[str, str], *, read_only: bool = False) -> tuple[int, bytes]:
        return self._execute(body, headers)

    def fetch_key_set(self) -> bytes:
        return self._keys()

    def fetch_media(self, url: str) -> bytes:
        return self._media(url)


class HttpTransport:
    """Speaks to Saleor's API; a request that only reads is tried once more after a failure."""

    def __init__(self, url: str, *, http: httpx.Client | None = None) -> None:
        self._url = url
        self._http = http or httpx.Client(timeout=TIME_LIMIT_SECONDS, follow_redirects=False)

    def send(self, body: bytes, headers: Mapping[str, str], *, read_only: bool = False) -> tuple[int, bytes]:
        request = self._http.build_request(
            "POST", self._url, content=body, headers={"content-type": "application/json", **headers}
        )
        return self._answer(request, attempts=2 if read_only else 1)

    def fetch_key_set(self) -> bytes:
        origin = urlsplit(self._url)
        request = self._http.build_request("GET", f"{origin.scheme}://{origin.netloc}{KEY_SET_PATH}")
        return self._expect(request)

    def fetch_media(self, url: str) -> bytes:
        return self._expect(self._http.build_request("GET", url))

    def _expect(self, request: httpx.Request) -> bytes:
        status, content = self._answer(request, attempts=2)
        if status != 200:
            raise SaleorUnreachable(f"{request.url.host} answered {status}")
        return content

    def _answer(self, request: httpx.Request, *, attempts: int) -> tuple[int, bytes]:
        for attempt in range(1, attempts + 1):
            try:
                response = self._http.send(request)
            except httpx.TimeoutException as error:
                if attempt == attempts:
                    raise SaleorTimeout(f"{request.url.host} gave no answer in {TIME_LIMIT_SECONDS:.0f} s") from error
            except httpx.HTTPError as error:
                if attempt == attempts:
                    raise SaleorUnreachable(f"{request.url.host} cannot be reached: {error}") from error
            else:
                if response.status_code < 500 or attempt == attempts:
                    return response.status_code, response.content
        raise SaleorUnreachable(f"{request.url.host} cannot be reached")


def api_url() -> str:
    """The address of the GraphQL API that this shop trusts: Saleor's, or the engine's own."""
    return settings.SALEOR_API_URL or f"{settings.PUBLIC_URL}/graphql/"


def current_transport() -> Transport:
    """The transport that the settings choose, made once per process and setting."""
    if settings.SALEOR_IN_PROCESS_EXECUTE:
        return _in_process(
            settings.SALEOR_IN_PROCESS_EXECUTE, settings.SALEOR_IN_PROCESS_KEYS, settings.SALEOR_IN_PROCESS_MEDIA
        )
    return _over_http(settings.SALEOR_API_URL)


@lru_cache(maxsize=8)
def _in_process(execute: str, keys: str, media: str) -> Transport:
    return InProcessTransport(execute=execute, keys=keys, media=media)


@lru_cache(maxsize=8)
def _over_http(url: str) -> Transport:
    return HttpTransport(url)
