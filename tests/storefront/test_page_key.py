from typing import Any

import pytest

from storefront.page_key import accepts_gzip, read_page_key, tidy_query


def ask(path: str = "/products/", query: str = "", **headers: str) -> dict[str, Any]:
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "HTTP_HOST": "shop.example",
        "wsgi.url_scheme": "http",
        **headers,
    }


@pytest.mark.parametrize(
    ("query", "tidy"),
    [
        ("", ""),
        ("page=2&craft=ikat", "craft=ikat&page=2"),
        ("tag=b&tag=a", "tag=a&tag=b"),
        ("q=&price_gte=&sort=name", "sort=name"),
        ("utm_source=letter&q=scarf&gclid=1", "q=scarf"),
        ("q=caf%C3%A9+bag", "q=caf%C3%A9+bag"),
    ],
)
def test_the_query_keeps_what_makes_a_difference(query: str, tidy: str) -> None:
    assert tidy_query(query) == tidy


@pytest.mark.parametrize("query", ["fresh=1", "q=a&preview=1", "q=" + "a" * 1000])
def test_a_page_asked_for_in_an_unknown_way_is_not_kept(query: str) -> None:
    assert read_page_key(ask(query=query)) is None


@pytest.mark.parametrize(
    "path",
    ["/cart/", "/checkout/", "/orders/abc/", "/account/login/", "/withdraw/", "/studio/", "/dashboard/orders/",
     "/manage/", "/graphql/", "/saleor/manifest", "/payments/stripe/webhook/", "/health/ready"],
)  # fmt: skip
def test_private_paths_are_never_kept(path: str) -> None:
    assert read_page_key(ask(path)) is None


def test_only_plain_reads_are_kept() -> None:
    assert read_page_key(ask() | {"REQUEST_METHOD": "POST"}) is None
    assert read_page_key(ask(HTTP_AUTHORIZATION="Bearer x")) is None


def test_whatever_changes_the_reply_changes_the_key() -> None:
    plain = read_page_key(ask())
    others = [
        ask("/"),
        ask(query="page=2"),
        ask(HTTP_HOST="other.example"),
        ask(HTTP_HX_REQUEST="true"),
        ask(HTTP_ACCEPT_ENCODING="gzip"),
        ask(HTTP_X_FORWARDED_PROTO="https"),
    ]
    assert len({plain, *(read_page_key(other) for other in others)}) == 7


def test_a_cookie_or_a_language_changes_nothing() -> None:
    plain = read_page_key(ask())
    assert read_page_key(ask(HTTP_COOKIE="sessionid=abc", HTTP_ACCEPT_LANGUAGE="hi")) == plain


@pytest.mark.parametrize(
    ("header", "taken"),
    [("gzip, deflate, br", True), ("br;q=1.0, gzip;q=0.5", True), ("*", True), ("", False), ("identity", False),
     ("gzip;q=0", False), ("br", False)],
)  # fmt: skip
def test_gzip_only_for_those_who_take_it(header: str, taken: bool) -> None:
    assert accepts_gzip(header) is taken
