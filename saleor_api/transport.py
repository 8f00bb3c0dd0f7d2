"""How bytes reach Saleor: over HTTP, or, where the engine stands in for it, by a call in this process."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from saleor_api.breaker import Breaker
from saleor_api.over_http import HttpTransport


class Transport(Protocol):
    """The one seam between the shop and Saleor."""

    def send(self, body: bytes, headers: Mapping[str, str], *, read_only: bool = False) -> tuple[int, bytes]:
        """Status and body of one GraphQL request.

        Raises:
            SaleorUnreachable, SaleorTimeout, AnswerTooLarge: there was no answer that can be used.
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


def api_url() -> str:
    """The address of the GraphQL API that this shop trusts: Saleor's, or the engine's own."""
    return settings.SALEOR_API_URL or f"{settings.PUBLIC_URL}/graphql/"


def is_trusted(url: str) -> bool:
    """Whether a Saleor that names itself by this address is ours: the one we call, or another name of it."""
    return url in {api_url(), *settings.SALEOR_API_ALIASES}


def current_transport() -> Transport:
    """The transport that the settings choose, made once per process and setting."""
    if settings.SALEOR_IN_PROCESS_EXECUTE:
        return _in_process(
            settings.SALEOR_IN_PROCESS_EXECUTE, settings.SALEOR_IN_PROCESS_KEYS, settings.SALEOR_IN_PROCESS_MEDIA
        )
    return _over_http(settings.SALEOR_API_URL, tuple(settings.SALEOR_MEDIA_HOSTS))


@lru_cache(maxsize=8)
def _in_process(execute: str, keys: str, media: str) -> Transport:
    return InProcessTransport(execute=execute, keys=keys, media=media)


@lru_cache(maxsize=8)
def _over_http(url: str, media_hosts: tuple[str, ...]) -> Transport:
    return HttpTransport(url, breaker=Breaker(url), media_hosts=media_hosts)
