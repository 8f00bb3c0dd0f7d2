"""The page cache around a small WSGI application that counts how often it is asked."""

import gzip
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import pytest

from storefront.page_cache import PageCache

WORDS = b"<p>" + b"A page for everyone. " * 100 + b"</p>"
PUBLIC = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "public, max-age=60")]


@dataclass
class Shop:
    """An application with one reply for every address; `asked` holds the queries it saw."""

    status: str = "200 OK"
    headers: list[tuple[str, str]] = field(default_factory=lambda: list(PUBLIC))
    body: bytes = WORDS
    asked: list[str] = field(default_factory=list)
    closed: int = 0

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self.asked.append(environ["QUERY_STRING"])
        start_response(self.status, list(self.headers))
        return Reply(self)


class Reply:
    """A body that wants to be closed, as Django's does."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop

    def __iter__(self) -> Any:
        yield self.shop.body

    def close(self) -> None:
        self.shop.closed += 1


@dataclass
class Visit:
    """Asks a cache and holds the last answer."""

    cache: PageCache
    status: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    def __call__(self, path: str = "/products/", query: str = "", method: str = "GET", **headers: str) -> "Visit":
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "HTTP_HOST": "shop.example",
            "wsgi.url_scheme": "http",
            **headers,
        }

        def start(status: str, found: list[tuple[str, str]], exc_info: Any = None) -> None:
            self.status, self.headers = status, {name.lower(): value for name, value in found}

        reply = self.cache(environ, start)
        self.body = b"".join(reply)
        if hasattr(reply, "close"):
            reply.close()
        return self


@dataclass
class World:
    """The clock and the version that a cache is shown."""

    now: float = 1000.0
    version: int = 1


def open_shop(shop: Shop, world: World, **options: Any) -> Visit:
    return Visit(PageCache(shop, version=lambda: world.version, clock=lambda: world.now, **{"seconds": 60} | options))


def test_a_public_page_is_made_once() -> None:
    shop, world = Shop(), World()
    visit = open_shop(shop, world)
    assert visit().body == WORDS
    world.now += 59
    assert visit().body == WORDS
    assert visit.headers["age"] == "59"
    assert len(shop.asked) == 1
    assert shop.closed == 1


def test_a_page_is_kept_for_a_minute_at_most() -> None:
    shop, world = Shop(), World()
    visit = open_shop(shop, world, seconds=600)
    visit()
    world.now += 60
    visit()
    assert len(shop.asked) == 2


def test_all_pages_go_when_the_version_turns_over() -> None:
    shop, world = Shop(), World()
    visit = open_shop(shop, world)
    visit()
    shop.body = b"<p>Her story was taken back.</p>"
    world.version = 2
    assert visit().body == b"<p>Her story was taken back.</p>"


def test_a_page_begun_before_the_turn_is_not_kept_after_it() -> None:
    world = World()

    class TurningShop(Shop):
        def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            reply = super().__call__(environ, start_response)
            if len(self.asked) == 1:
                world.version = 2
                cache(dict(environ, PATH_INFO="/tags/"), lambda *a: None)
            return reply

    shop = TurningShop()
    visit = open_shop(shop, world)
    cache = visit.cache
    visit()
    visit()
    assert shop.asked == ["", "", ""]


@pytest.mark.parametrize(
    "headers",
    [
        [("Content-Type", "text/html")],
        [("Content-Type", "text/html"), ("Cache-Control", "private, max-age=60")],
        [("Content-Type", "text/html"), ("Cache-Control", "public, no-store")],
        [*PUBLIC, ("Set-Cookie", "sessionid=abc")],
        [*PUBLIC, ("Vary", "Accept-Language, Cookie")],
        [*PUBLIC, ("Vary", "*")],
    ],
)
def test_what_may_be_somebodys_own_is_never_kept(headers: list[tuple[str, str]]) -> None:
    shop = Shop(headers=headers)
    visit = open_shop(shop, World())
    visit()
    assert visit().headers == {name.lower(): value for name, value in headers}
    assert len(shop.asked) == 2
    assert shop.closed == 2


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone", "500 Internal Server Error", "302 Found"])
def test_only_a_finished_page_is_kept(status: str) -> None:
    shop = Shop(status=status)
    visit = open_shop(shop, World())
    visit()
    assert visit().status == status
    assert len(shop.asked) == 2


def test_a_private_path_is_asked_every_time_whatever_it_says() -> None:
    shop = Shop()
    visit = open_shop(shop, World())
    visit("/cart/")
    visit("/cart/")
    assert len(shop.asked) == 2


def test_tracking_marks_reach_nobody() -> None:
    shop = Shop()
    visit = open_shop(shop, World())
    visit(query="utm_source=letter&q=scarf")
    visit(query="q=scarf&fbclid=1")
    assert shop.asked == ["q=scarf"]


def test_an_unknown_parameter_gets_a_fresh_page_and_leaves_none() -> None:
    shop = Shop()
    visit = open_shop(shop, World())
    visit(query="fresh=1")
    visit(query="fresh=1")
    visit()
    assert shop.asked == ["fresh=1", "fresh=1", ""]


def test_bodies_are_kept_compressed_for_those_who_take_it() -> None:
    shop = Shop()
    visit = open_shop(shop, World())
    visit(HTTP_ACCEPT_ENCODING="gzip, br")
    visit(HTTP_ACCEPT_ENCODING="gzip, br")
    assert visit.headers["content-encoding"] == "gzip"
    assert visit.headers["vary"] == "Accept-Encoding"
    assert visit.headers["content-length"] == str(len(visit.body))
    assert gzip.decompress(visit.body) == WORDS
    plain = visit()
    assert plain.body == WORDS
    assert "content-encoding" not in plain.headers
    assert plain.headers["vary"] == "Accept-Encoding"


def test_a_visitor_who_has_the_page_is_told_so() -> None:
    visit = open_shop(Shop(), World())
    etag = visit(HTTP_ACCEPT_ENCODING="gzip").headers["etag"]
    visit(HTTP_ACCEPT_ENCODING="gzip", HTTP_IF_NONE_MATCH=etag)
    assert (visit.status, visit.body) == ("304 Not Modified", b"")
    assert visit.headers["etag"] == etag
    assert visit.headers["cache-control"] == "public, max-age=60"
    assert "content-length" not in visit.headers
    assert visit(HTTP_IF_NONE_MATCH='W/"older"').status == "200 OK"


def test_a_question_for_the_headers_alone_gets_no_body() -> None:
    visit = open_shop(Shop(), World())
    visit()
    visit(method="HEAD")
    assert (visit.status, visit.body) == ("200 OK", b"")
    assert visit.headers["content-length"] == str(len(WORDS))


def test_memory_is_bounded_and_the_oldest_page_goes_first() -> None:
    shop, world = Shop(), World()
    visit = open_shop(shop, world, most_bytes=10 * (len(WORDS) + 2048))
    for number in range(11):
        visit(query=f"page={number + 1}")
    visit(query="page=11")
    assert len(shop.asked) == 11
    visit(query="page=1")
    assert len(shop.asked) == 12


def test_without_a_version_nothing_is_kept() -> None:
    shop, world = Shop(), World(version=-1)
    visit = open_shop(shop, world)
    visit()
    assert visit().body == WORDS
    assert len(shop.asked) == 2


def test_no_seconds_means_no_keeping() -> None:
    shop = Shop()
    visit = open_shop(shop, World(), seconds=0)
    visit(HTTP_ACCEPT_ENCODING="gzip")
    visit(HTTP_ACCEPT_ENCODING="gzip")
    assert len(shop.asked) == 2
    assert visit.headers["content-encoding"] == "gzip"
