"""An app's token is kept only after Saleor said whose it is, and is not readable in the database."""

import pytest
from django.db import connection

from saleor_api.errors import RegistrationRefused
from saleor_api.models import AppInstallation
from saleor_api.registration import find_installation, register_app
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
