"""A form that another site posted is refused; everything else comes through."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from storefront.middleware import SameOriginMiddleware


def pass_through(request: HttpRequest) -> HttpResponse:
    """What stands behind the guard."""
    return HttpResponse("in")


def answer(path: str = "/cart/lines/", method: str = "POST", **headers: str) -> HttpResponse:
    """The guard's answer to a request with these headers."""
    request = RequestFactory().generic(
        method, path, headers={name.replace("_", "-"): text for name, text in headers.items()}
    )
    return SameOriginMiddleware(pass_through)(request)


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "anything"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://testserver.evil.example"},
        {"Origin": "http://testserver:8080"},
        {"Origin": "null"},
        {"Referer": "https://evil.example/testserver"},
        {"Sec_Fetch_Site": "same-origin", "Origin": "https://evil.example"},
        {"Sec_Fetch_Site": "cross-site", "Origin": "http://testserver"},
    ],
)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_what_another_site_sent_is_refused(headers: dict[str, str], method: str) -> None:
    refused = answer(method=method, **headers)
    assert refused.status_code == 403
    text = refused.content.decode()
    assert "This form was sent from another site" in text
    assert 'href="/cart/"' in text


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec_Fetch_Site": "same-origin"},
        {"Sec_Fetch_Site": "none"},
        {"Sec_Fetch_Site": "same-origin", "Origin": "null"},
        {"Origin": "http://testserver"},
        {"Origin": "http://TESTSERVER"},
        {"Referer": "http://testserver/products/"},
    ],
)
def test_the_shops_own_forms_come_through(headers: dict[str, str]) -> None:
    assert answer(**headers).content == b"in"


def test_the_public_address_counts_as_the_shop(settings: Settings) -> None:
    settings.PUBLIC_URL = "https://shop.example"
    assert answer(Origin="https://shop.example").content == b"in"


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_reading_is_free(method: str) -> None:
    assert answer(method=method, Sec_Fetch_Site="cross-site").content == b"in"


@pytest.mark.parametrize(
    "path",
    [
        "/graphql/",
        "/saleor/webhooks/order_updated/",
        "/payments/saleor/register",
        "/payments/stripe/webhook/",
        "/capture/",
    ],
)
def test_the_doors_for_machines_look_at_no_cookie_and_stay_open(path: str) -> None:
    assert answer(path, Sec_Fetch_Site="cross-site").content == b"in"
