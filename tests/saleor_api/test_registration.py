"""An app's token is kept only after Saleor said whose it is, and is not readable in the database."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django.fixtures import Settings

from saleor_api.errors import RegistrationRefused, SaleorBroken, SaleorDenied
from saleor_api.models import AppInstallation
from saleor_api.registration import check_app, find_global_id, find_installation, read_standing, register_app
from tests.saleor_api.fakes import RECORDED_API_URL, reply_with, requests

pytestmark = pytest.mark.django_db
NEEDED = ("MANAGE_ORDERS", "MANAGE_PRODUCTS")
APP = {"id": "QXBwOjc=", "identifier": "kantha.shop", "name": "Kantha", "permissions": []}


def _install_without_id() -> None:
    now = timezone.now()
    AppInstallation.objects.create(
        app_id="kantha.shop", api_url=RECORDED_API_URL, token="t", registered_at=now, checked_at=now
    )


@pytest.fixture
def saleor_says() -> Callable[..., None]:
    """Scripts Saleor's next word on the app: the permissions that it has."""

    def say(*permissions: str) -> None:
        reply_with({"data": {"app": {**APP, "permissions": [{"code": code} for code in permissions]}}})

    return say


def test_a_confirmed_token_is_kept_encrypted() -> None:
    reply_with({"data": {"app": APP}})
    register_app(app_id="kantha.shop", api_url=RECORDED_API_URL, token="thirty-characters-of-token", needed=NEEDED)
    assert requests[0][1]["authorization"] == "Bearer thirty-characters-of-token"
    kept = find_installation("kantha.shop")
    assert kept is not None
    assert kept.token == "thirty-characters-of-token"
    with connection.cursor() as cursor:
        cursor.execute("SELECT token FROM saleor_api_appinstallation")
        assert "thirty" not in cursor.fetchone()[0]


def test_what_saleor_says_of_the_app_is_kept(saleor_says: Callable[..., None]) -> None:
    saleor_says("MANAGE_PRODUCTS")
    register_app(app_id="kantha.shop", api_url=RECORDED_API_URL, token="t", needed=NEEDED)
    kept = find_installation("kantha.shop")
    assert kept is not None
    assert (kept.saleor_id, kept.permissions, kept.needed) == ("QXBwOjc=", ["MANAGE_PRODUCTS"], list(NEEDED))
    standing = read_standing("kantha.shop")
    assert (standing.lacking, standing.is_well) == (("MANAGE_ORDERS",), False)


def test_a_permission_given_later_is_noticed(saleor_says: Callable[..., None]) -> None:
    saleor_says("MANAGE_PRODUCTS")
    register_app(app_id="kantha.shop", api_url=RECORDED_API_URL, token="t", needed=NEEDED)
    saleor_says("MANAGE_PRODUCTS", "MANAGE_ORDERS")
    assert check_app("kantha.shop", NEEDED).is_well
    saleor_says("MANAGE_ORDERS")
    assert check_app("kantha.shop", NEEDED).lacking == ("MANAGE_PRODUCTS",)


def test_a_new_version_that_needs_more_says_so(saleor_says: Callable[..., None]) -> None:
    for _ in range(2):
        saleor_says(*NEEDED)
    register_app(app_id="kantha.shop", api_url=RECORDED_API_URL, token="t", needed=NEEDED)
    assert check_app("kantha.shop", (*NEEDED, "MANAGE_CHANNELS")).lacking == ("MANAGE_CHANNELS",)


@pytest.mark.parametrize(
    "answer",
    [
        {"data": {"app": None}},
        {"errors": [{"message": "no", "extensions": {"exception": {"code": "PermissionDenied"}}}]},
        {"errors": [{"message": "no", "extensions": {"exception": {"code": "InvalidTokenError"}}}]},
    ],
)
def test_an_app_that_was_removed_is_noticed_and_well_again_after_a_new_install(
    answer: dict[str, object], saleor_says: Callable[..., None]
) -> None:
    saleor_says(*NEEDED)
    register_app(app_id="kantha.shop", api_url=RECORDED_API_URL, token="first", needed=NEEDED)
    for _ in range(2):
        reply_with(answer)
        standing = check_app("kantha.shop", NEEDED)
        assert standing.removed_at is not None
        assert not standing.is_well
    saleor_says(*NEEDED)
    register_app(app_id="kantha.shop", api_url=RECORDED_API_URL, token="second", needed=NEEDED)
    assert read_standing("kantha.shop").is_well


def test_a_saleor_that_does_not_answer_changes_nothing(saleor_says: Callable[..., None]) -> None:
    saleor_says(*NEEDED)
    register_app(app_id="kantha.shop", api_url=RECORDED_API_URL, token="t", needed=NEEDED)
    reply_with("rubbish", status=500)
    with pytest.raises(SaleorBroken):
        check_app("kantha.shop", NEEDED)
    assert read_standing("kantha.shop").is_well


def test_an_app_that_was_never_installed_is_not_asked_for() -> None:
    assert check_app("kantha.shop", NEEDED).checked_at is None
    assert requests == []


def test_another_name_of_our_saleor_is_the_same_installation(
    settings: Settings, saleor_says: Callable[..., None]
) -> None:
    settings.SALEOR_API_ALIASES = ["https://public.example/graphql/"]
    saleor_says(*NEEDED)
    register_app(app_id="kantha.shop", api_url="https://public.example/graphql/", token="t", needed=NEEDED)
    assert AppInstallation.objects.get().api_url == RECORDED_API_URL


def test_a_second_registration_replaces_the_token() -> None:
    for token in ("first", "second"):
        reply_with({"data": {"app": APP}})
        register_app(app_id="kantha.shop", api_url=RECORDED_API_URL, token=token, needed=NEEDED)
    assert AppInstallation.objects.get().token == "second"


def test_another_saleor_is_not_even_asked() -> None:
    with pytest.raises(RegistrationRefused, match="another Saleor"):
        register_app(app_id="kantha.shop", api_url="http://evil.example/graphql/", token="t", needed=NEEDED)
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
        register_app(app_id="kantha.shop", api_url=RECORDED_API_URL, token="t", needed=NEEDED)
    assert not AppInstallation.objects.exists()


def test_the_id_of_the_installation_is_kept_and_follows_a_new_one() -> None:
    for app in (APP, {**APP, "id": "QXBwOjk="}):
        reply_with({"data": {"app": app}})
        register_app(app_id="kantha.shop", api_url=RECORDED_API_URL, token="t", needed=NEEDED)
        assert find_global_id("kantha.shop") == app["id"]
    assert len(requests) == 2


def test_an_id_that_was_never_kept_is_learnt_once() -> None:
    _install_without_id()
    reply_with({"data": {"app": APP}})
    assert [find_global_id("kantha.shop") for _ in range(3)] == ["QXBwOjc="] * 3
    assert len(requests) == 1
    assert requests[0][1]["authorization"] == "Bearer t"


@pytest.mark.parametrize("app", [None, {**APP, "identifier": "another.app"}])
def test_a_token_that_is_no_longer_the_apps_teaches_no_id(app: dict[str, object] | None) -> None:
    _install_without_id()
    reply_with({"data": {"app": app}})
    with pytest.raises(SaleorDenied):
        find_global_id("kantha.shop")
    assert AppInstallation.objects.get().saleor_id == ""


def test_an_app_that_is_not_installed_has_no_id() -> None:
    with pytest.raises(SaleorDenied, match="not installed"):
        find_global_id("kantha.shop")
    assert requests == []
