"""Beside the embedded engine the same door holds: its own tokens open it, no other do."""

import io
import json
import sys

import pytest
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from pytest_django.fixtures import Settings

from saleor_api.models import AppInstallation
from saleor_api.registration import find_global_id
from saleor_api.signatures import forget_keys
from saleor_api.transport import api_url, current_transport
from tests.cast import STAFF
from tests.dashboard_token import sign
from tests.shop import load_shop, product_id
from tests.storefront.extensions.conftest import directives

pytestmark = pytest.mark.django_db(databases=["default", "engine"])


@pytest.fixture
def staff(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> str:
    """The access token of a member of staff, in a shop on the engine."""
    settings.SALEOR_API_URL = settings.SALEOR_DASHBOARD_URL = ""
    settings.SALEOR_IN_PROCESS_EXECUTE = "engine.api.execute"
    settings.SALEOR_IN_PROCESS_KEYS = "engine.api.key_set"
    forget_keys()
    AppInstallation.objects.all().delete()
    load_shop()
    monkeypatch.setattr(sys, "stdin", io.StringIO(STAFF.password + "\n"))
    call_command(
        "engine_staff", STAFF.email, "--password-stdin", first_name="Sample", last_name="Staff", all_permissions=True
    )
    variables = {"email": STAFF.email, "password": STAFF.password}
    told = ask(
        "mutation($email: String!, $password: String!) { tokenCreate(email: $email, password: $password) { token } }",
        variables,
    )
    return str(told["tokenCreate"]["token"])


def ask(query: str, variables: dict[str, str], token: str = "") -> dict[str, dict[str, str]]:
    """What the engine answers."""
    headers = {"authorization": f"Bearer {token}"} if token else {}
    _, body = current_transport().send(json.dumps({"query": query, "variables": variables}).encode(), headers)
    data: dict[str, dict[str, str]] = json.loads(body)["data"]
    return data


def app_token(app_id: str, staff: str) -> tuple[str, str]:
    """Id and token that the engine gives staff for the page of an app."""
    global_id = find_global_id(app_id)
    told = ask("query($id: ID!) { app(id: $id) { accessToken } }", {"id": global_id}, staff)
    return global_id, told["app"]["accessToken"]


def look(client: Client, app: str, token: str) -> HttpResponse:
    """The product widget on the scarf."""
    fields = {"saleorApiUrl": api_url(), "appId": app, "accessToken": token, "productId": product_id("indigo-scarf")}
    return client.post("/saleor/extensions/product", fields)  # type: ignore[return-value]


def test_the_engines_token_for_the_shops_app_opens_the_widget(client: Client, staff: str) -> None:
    answer = look(client, *app_token("kantha.shop", staff))
    assert answer.status_code == 200
    assert "No lot is recorded." in answer.content.decode()


def test_no_other_token_opens_it(client: Client, staff: str) -> None:
    own, _ = app_token("kantha.shop", staff)
    assert look(client, *app_token("kantha.payments", staff)).status_code == 403
    assert look(client, own, staff).status_code == 401
    assert look(client, own, sign(app=own)).status_code == 401
    assert look(client, own, sign(app=own, iss=api_url())).status_code == 401


def test_only_the_shop_itself_may_show_it_in_a_frame(client: Client, staff: str, settings: Settings) -> None:
    answer = look(client, *app_token("kantha.shop", staff))
    assert directives(answer)["frame-ancestors"] == settings.PUBLIC_URL
