"""An app's token is kept only after Saleor said whose it is, and is not readable in the database."""

import pytest
from django.db import connection

from saleor_api.errors import RegistrationRefused, SaleorDenied
from saleor_api.models import AppInstallation
from saleor_api.registration import find_global_id, find_installation, register_app
from tests.saleor_api.fakes import RECORDED_API_URL, reply_with, requests

pytestmark = pytest.mark.django_db
APP = {"id": "QXBwOjc=", "identifier": "kantha.shop", "name": "Kantha", "permissions": []}


def test_a_confirmed_token_is_kept_encrypted() -> None:
    reply_with({"data": {"app": APP}})
    register_app(app_id="kantha.shop", api_url=RECORDED_API_URL, token="thirty-characters-of-token")
    assert requests[0][1]["authorization"] == "Bearer thirty-characters-of-token"
    kept = find_installation("kantha.shop")
    assert kept is not None
    assert kept.token == "thirty-characters-of-token"
    with connection.cursor() as cursor:
        cursor.execute("SELECT token FROM saleor_api_appinstallation")
        assert "thirty" not in cursor.fetchone()[0]


def test_a_second_registration_replaces_the_token() -> None:
    for token in ("first", "second"):
        reply_with({"data": {"app": APP}})
        register_app(app_id="kantha.shop", api_url=RECORDED_API_URL, token=token)
    assert AppInstallation.objects.get().token == "second"


def test_another_saleor_is_not_even_asked() -> None:
    with pytest.raises(RegistrationRefused, match="another Saleor"):
        register_app(app_id="kantha.shop", api_url="http://evil.example/graphql/", token="t")
    assert requests == []
    assert not AppInstallation.objects.exists()


@pytest.mark.parametrize(
    "answer",
    [
        {"data": {"app": None}},
        {"data": {"app": {**APP, "identifier": "another.app"}}},
        {"errors": [{"message": "no", "extensions": {"exception": {"code": "InvalidTokenError"}}}]},
    ],
)
def test_a_token_that_is_not_the_apps_is_refused(answer: dict[str, object]) -> None:
    reply_with(answer)
    with pytest.raises(RegistrationRefused):
        register_app(app_id="kantha.shop", api_url=RECORDED_API_URL, token="t")
    assert not AppInstallation.objects.exists()


def test_the_id_of_the_installation_is_kept_and_follows_a_new_one() -> None:
    for app in (APP, {**APP, "id": "QXBwOjk="}):
        reply_with({"data": {"app": app}})
        register_app(app_id="kantha.shop", api_url=RECORDED_API_URL, token="t")
        assert find_global_id("kantha.shop") == app["id"]
    assert len(requests) == 2


def test_an_id_that_was_never_kept_is_learnt_once() -> None:
    AppInstallation.objects.create(app_id="kantha.shop", api_url=RECORDED_API_URL, token="t")
    reply_with({"data": {"app": APP}})
    assert [find_global_id("kantha.shop") for _ in range(3)] == ["QXBwOjc="] * 3
    assert len(requests) == 1
    assert requests[0][1]["authorization"] == "Bearer t"


@pytest.mark.parametrize("app", [None, {**APP, "identifier": "another.app"}])
def test_a_token_that_is_no_longer_the_apps_teaches_no_id(app: dict[str, object] | None) -> None:
    AppInstallation.objects.create(app_id="kantha.shop", api_url=RECORDED_API_URL, token="t")
    reply_with({"data": {"app": app}})
    with pytest.raises(SaleorDenied):
        find_global_id("kantha.shop")
    assert AppInstallation.objects.get().global_id == ""


def test_an_app_that_is_not_installed_has_no_id() -> None:
    with pytest.raises(SaleorDenied, match="not installed"):
        find_global_id("kantha.shop")
    assert requests == []
