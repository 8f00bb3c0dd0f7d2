"""Over HTTP: time limits, one more try for reads, never for writes."""

from collections.abc import Callable

import httpx
import pytest
from pytest_django.fixtures import Settings

from saleor_api.errors import MediaRefused, SaleorTimeout, SaleorUnreachable
from saleor_api.over_http import HttpTransport
from saleor_api.transport import api_url, current_transport


def transport_over(handler: Callable[[httpx.Request], httpx.Response]) -> HttpTransport:
    return HttpTransport("https://saleor.example/graphql/", http=httpx.Client(transport=httpx.MockTransport(handler)))


def test_a_read_is_tried_once_more() -> None:
    answers = [httpx.Response(503), httpx.Response(200, content=b"{}")]
    assert transport_over(lambda _: answers.pop(0)).send(b"{}", {}, read_only=True) == (200, b"{}")
    assert answers == []


def test_a_write_is_never_sent_twice() -> None:
    tries: list[httpx.Request] = []

    def refuse(request: httpx.Request) -> httpx.Response:
        tries.append(request)
        raise httpx.ConnectError("refused")

    with pytest.raises(SaleorUnreachable):
        transport_over(refuse).send(b"{}", {})
    assert len(tries) == 1


def test_no_answer_in_time_is_told_apart() -> None:
    def sleep(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("slow")

    with pytest.raises(SaleorTimeout):
        transport_over(sleep).send(b"{}", {}, read_only=True)


def test_headers_and_content_type_go_along() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        assert request.headers["authorization"] == "Bearer t"
        assert request.headers["content-type"] == "application/json"
        return httpx.Response(200, content=request.content)

    assert transport_over(answer).send(b'{"a":1}', {"authorization": "Bearer t"}) == (200, b'{"a":1}')


def test_keys_are_read_from_the_origin() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        assert str(request.url) == "https://saleor.example/.well-known/jwks.json"
        return httpx.Response(200, content=b"keys")

    assert transport_over(answer).fetch_key_set() == b"keys"


def test_a_missing_picture_is_an_error() -> None:
    with pytest.raises(MediaRefused):
        transport_over(lambda _: httpx.Response(404)).fetch_media("https://saleor.example/media/a.png")


def test_the_settings_choose_the_transport() -> None:
    assert type(current_transport()).__name__ == "InProcessTransport"
    assert current_transport() is current_transport()
    assert api_url() == "http://127.0.0.1:8800/graphql/"


def test_beside_a_saleor_the_shop_speaks_http(settings: Settings) -> None:
    settings.SALEOR_API_URL = "https://saleor.example/graphql/"
    settings.SALEOR_IN_PROCESS_EXECUTE = ""
    assert isinstance(current_transport(), HttpTransport)
    assert api_url() == "https://saleor.example/graphql/"
