"""A shop whose app is installed on a Saleor that the tests play, and the Dashboard that posts to it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from pytest_django.fixtures import Settings

from saleor_api.signatures import forget_keys
from tests import dashboard_token
from tests.artisans.conftest import (  # noqa: F401
    cast,
    make_consent,
    make_maker,
    make_persona,
    pool,
    published,
    reviewed,
)
from tests.dashboard_token import OWN_APP, SALEOR, install, sign
from tests.saleor_api import fakes

Post = Callable[..., HttpResponse]
PRODUCT, ORDER = "UHJvZHVjdDox", "T3JkZXI6MQ=="


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """The day of the golden lots."""
    with time_machine.travel(datetime(2026, 11, 22, 12, tzinfo=UTC), tick=False):
        yield


@pytest.fixture(autouse=True)
def saleor(request: pytest.FixtureRequest, settings: Settings) -> Iterator[None]:
    """Saleor's address, keys and answers; the app is installed and knows its id."""
    request.getfixturevalue("db")
    settings.SALEOR_API_URL = SALEOR
    settings.SALEOR_DASHBOARD_URL = "https://dashboard.example/desk"
    settings.SALEOR_IN_PROCESS_EXECUTE = "tests.saleor_api.fakes.execute"
    settings.SALEOR_IN_PROCESS_KEYS = "tests.dashboard_token.key_set"
    for kept in (fakes.replies, fakes.requests, dashboard_token.key_set_reads):
        kept.clear()
    forget_keys()
    install(settings.SHOP_APP_ID, OWN_APP)
    yield
    forget_keys()


@pytest.fixture
def post(client: Client) -> Post:
    """Posts what the Dashboard posts, from another origin; `token` and fields can be changed, None leaves one out."""

    def send(place: str = "product", *, token: str | None = None, **changes: str | None) -> HttpResponse:
        ids = {"product": {"productId": PRODUCT}, "order": {"orderId": ORDER}}.get(place, {})
        fields = {"saleorApiUrl": SALEOR, "accessToken": token or sign(), "appId": OWN_APP, **ids, **changes}
        data = {name: value for name, value in fields.items() if value is not None}
        headers = {"Origin": "https://dashboard.example", "Sec-Fetch-Site": "cross-site"}
        return client.post(f"/saleor/extensions/{place}", data, headers=headers)  # type: ignore[return-value]

    return send


def directives(answer: HttpResponse) -> dict[str, str]:
    """The content security policy of an answer, by directive."""
    parts = (part.strip().partition(" ") for part in answer["Content-Security-Policy"].split(";"))
    return {name: value for name, _, value in parts}
