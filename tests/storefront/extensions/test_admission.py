"""Who may see a page inside the Dashboard; everything else is refused with a sentence, and never redirected."""

import json
import time

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django.fixtures import Settings

from saleor_api.models import AppInstallation
from saleor_api.signatures import forget_keys
from tests.dashboard_token import OTHER_APP, OWN_APP, install, make_key, sign, sign_by_hand
from tests.impact_tags.workshop import make_lot
from tests.saleor_api import fakes
from tests.storefront.extensions.conftest import Post, directives

pytestmark = pytest.mark.django_db

PLACES = ["product", "order", "overview"]
WIDGETS = ["product", "order"]


def assert_refused(answer: HttpResponse, status: int, sentence: str) -> None:
    assert answer.status_code == status
    assert sentence in answer.content.decode()
    assert "Location" not in answer.headers
    assert not answer.cookies
    assert answer["Cache-Control"] == "no-store"


@pytest.fixture(autouse=True)
def lot() -> None:
    """So that the product is known, and only the token decides."""
    make_lot()


def test_the_dashboards_form_is_let_in_from_its_own_origin(post: Post) -> None:
    assert post("product").status_code == 200
    assert post("overview").status_code == 200


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    "token",
    [
        pytest.param(lambda: sign(exp=int(time.time()) - 1), id="over"),
        pytest.param(lambda: sign(iss="https://evil.example/graphql/"), id="another Saleor"),
        pytest.param(lambda: sign_by_hand("none"), id="not signed"),
        pytest.param(lambda: sign_by_hand("HS256"), id="signed with the public key"),
        pytest.param(lambda: sign(key=make_key("somebody")), id="another key"),
        pytest.param(lambda: sign(key=make_key("somebody"), key_id="new"), id="an unknown key"),
        pytest.param(lambda: sign(app=None), id="a person's own token"),
        pytest.param(lambda: "rubbish", id="rubbish"),
    ],
)
def test_a_token_that_saleor_did_not_give_for_now_is_refused(post: Post, place: str, token: object) -> None:
    assert_refused(post(place, token=token()), 401, "Reload the page.")  # type: ignore[operator]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("app", [OTHER_APP, "kantha.shop", "", [OWN_APP]])
def test_a_token_for_another_app_is_refused(post: Post, place: str, app: object) -> None:
    assert_refused(post(place, token=sign(app=app)), 403, "opened for another app")


def test_a_form_that_names_another_app_or_saleor_is_refused(post: Post) -> None:
    assert_refused(post(appId=OTHER_APP), 403, "opened for another app")
    assert_refused(post(saleorApiUrl="https://evil.example/graphql/"), 403, "another Saleor")


@pytest.mark.parametrize(
    ("place", "held", "lacked"),
    [
        ("product", ["MANAGE_ORDERS"], "MANAGE_PRODUCTS"),
        ("order", ["MANAGE_PRODUCTS"], "MANAGE_ORDERS"),
        ("overview", ["MANAGE_APPS"], "MANAGE_PRODUCTS or MANAGE_ORDERS"),
        ("product", [], "MANAGE_PRODUCTS"),
    ],
)
def test_a_person_without_the_permission_is_refused(post: Post, place: str, held: list[str], lacked: str) -> None:
    # What the app may do counts for nothing: only what Saleor gave the person.
    token = sign(user_permissions=held, permissions=["MANAGE_PRODUCTS", "MANAGE_ORDERS"])
    assert_refused(post(place, token=token), 403, f"lacks the permission {lacked}")


@pytest.mark.parametrize(
    "changes",
    [
        {"accessToken": None},
        {"productId": None},
        {"productId": ""},
        {"productId": "rubbish"},
        {"productId": "T3JkZXI6MQ=="},
        {"productId": "é"},
    ],
)
def test_a_form_that_the_dashboard_does_not_send_is_refused(post: Post, changes: dict[str, str | None]) -> None:
    assert_refused(post("product", **changes), 400, "opens inside Saleor&#x27;s Dashboard")


def test_the_ids_come_after_the_token(post: Post) -> None:
    assert_refused(post("product", token="rubbish", productId="rubbish"), 401, "Reload the page.")
    assert_refused(post("product", token="rubbish", productId="UHJvZHVjdDo5OTk="), 401, "Reload the page.")


def test_what_the_shop_does_not_know_is_said_plainly(post: Post) -> None:
    assert_refused(post("product", productId="UHJvZHVjdDo5OTk="), 404, "does not know this product yet")
    assert_refused(post("order"), 404, "does not know this order yet")


@pytest.mark.parametrize("place", WIDGETS)
@pytest.mark.parametrize("method", ["get", "head", "put", "delete", "patch"])
def test_a_widget_answers_only_the_dashboards_form(client: Client, place: str, method: str) -> None:
    answer = getattr(client, method)(f"/saleor/extensions/{place}", headers={"Origin": "https://dashboard.example"})
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "X-Frame-Options" not in answer


@pytest.mark.parametrize("place", PLACES)
def test_an_app_that_is_not_installed_is_refused(post: Post, place: str) -> None:
    AppInstallation.objects.all().delete()
    assert_refused(post(place), 403, "not installed")


def test_the_other_app_of_the_shop_lets_nobody_in(post: Post, settings: Settings) -> None:
    install(settings.PAYMENTS_APP_ID, OTHER_APP)
    assert_refused(post(token=sign(app=OTHER_APP), appId=OTHER_APP), 403, "opened for another app")


def test_saleor_being_away_is_said_and_passes(post: Post, settings: Settings) -> None:
    settings.SALEOR_IN_PROCESS_KEYS = "tests.storefront.extensions.test_admission.no_answer"
    forget_keys()
    assert_refused(post(), 503, "in a moment")
    settings.SALEOR_IN_PROCESS_KEYS = "tests.dashboard_token.key_set"
    assert post().status_code == 200


def no_answer() -> bytes:
    """A Saleor that is down."""
    from saleor_api.errors import SaleorUnreachable

    raise SaleorUnreachable("down")


def test_the_id_of_the_app_is_asked_for_once(post: Post, settings: Settings) -> None:
    AppInstallation.objects.update(saleor_id="")
    fakes.reply_with(
        {"data": {"app": {"id": OWN_APP, "identifier": settings.SHOP_APP_ID, "name": "x", "permissions": []}}}
    )
    assert [post().status_code for _ in range(3)] == [200, 200, 200]
    assert [request["operationName"] for request, _ in fakes.requests] == ["CurrentApp"]


@pytest.mark.parametrize("place", PLACES)
def test_only_the_dashboard_may_show_the_page_in_a_frame(post: Post, place: str) -> None:
    for answer in (post(place), post(place, token="rubbish")):
        policy = directives(answer)
        assert policy["frame-ancestors"] == "https://dashboard.example"
        assert policy["default-src"] == policy["form-action"] == "'self'"
        assert "X-Frame-Options" not in answer
        assert answer["Cache-Control"] == "no-store"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")


def test_without_the_setting_saleors_own_address_may_show_it(post: Post, settings: Settings) -> None:
    settings.SALEOR_DASHBOARD_URL = ""
    assert directives(post())["frame-ancestors"] == "https://saleor.example"


def test_every_other_page_stays_out_of_frames(client: Client) -> None:
    answer = client.get("/")
    assert answer["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]


def test_no_page_repeats_the_token_or_the_order(post: Post) -> None:
    token = sign()
    for place in PLACES:
        body = post(place, token=token).content.decode()
        assert token not in body
        assert "T3JkZXI6MQ==" not in body


def test_a_theme_is_one_of_two_words(post: Post) -> None:
    assert 'data-theme="dark"' in post("overview", theme="dark").content.decode()
    assert "data-theme" not in post("overview", theme='dark" onload="x').content.decode()


@pytest.mark.parametrize("place", ["product", "order"])
def test_a_widget_comes_light_so_that_none_is_dark_before_its_script_ran(post: Post, place: str) -> None:
    assert 'data-theme="light"' in post(place).content.decode()


def test_the_manifest_names_the_three_places(client: Client, settings: Settings) -> None:
    manifest = json.loads(client.get("/saleor/manifest").content)
    found = {row["mount"]: row for row in manifest["extensions"]}
    assert set(found) == {"PRODUCT_DETAILS_WIDGETS", "ORDER_DETAILS_WIDGETS", "NAVIGATION_CATALOG"}
    for mount, place in (("PRODUCT_DETAILS_WIDGETS", "product"), ("ORDER_DETAILS_WIDGETS", "order")):
        assert found[mount]["target"] == "WIDGET"
        assert found[mount]["url"] == f"{settings.PUBLIC_URL}/saleor/extensions/{place}"
        assert found[mount]["options"] == {"widgetTarget": {"method": "POST"}}
    page = found["NAVIGATION_CATALOG"]
    # The Dashboard puts a page of its menu together from `appUrl` and this.
    assert page["target"] == "APP_PAGE"
    assert client.get((manifest["appUrl"] + page["url"]).removeprefix(settings.PUBLIC_URL)).status_code == 200
    assert client.get(manifest["appUrl"].removeprefix(settings.PUBLIC_URL)).status_code == 200
    assert {code for row in manifest["extensions"] for code in row["permissions"]} <= set(manifest["permissions"])
