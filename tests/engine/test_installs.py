"""Apps install by their manifest: over the door, once or again, and not if anything about them is wrong."""

import json
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from engine import chores
from engine.installs import InstallError, install_app
from engine.models import App, AppInstallation, EventDelivery, Webhook
from tests.engine import desk
from tests.engine.asking import ask, codes, post

pytestmark = pytest.mark.django_db(databases=["default", "engine"])
URL = f"{settings.PUBLIC_URL}/test/manifest"
INSTALL = """mutation($i:AppInstallInput!){appInstall(input:$i){appInstallation{status message} errors{field code}}}"""
WAITING = "{appsInstallations{status message appName}}"


def spoil(monkeypatch: pytest.MonkeyPatch, **more: Any) -> None:
    """Let the app show another manifest."""
    shown = {**desk.manifest(), **more}
    monkeypatch.setattr(desk, "manifest", lambda: shown)


def test_app_gets_its_token_and_the_permissions_that_staff_granted(token: str) -> None:
    given = {"appName": "Ours", "manifestUrl": URL, "permissions": ["MANAGE_ORDERS"]}
    before = desk.tokens[-1]
    assert ask(INSTALL, token, i=given)["appInstallation"] == {"status": "PENDING", "message": None}
    assert ask(WAITING, token) == [{"status": "PENDING", "message": None, "appName": "Ours"}]
    chores.deliver_events()
    assert ask(WAITING, token) == []
    app = ask("{app{identifier name permissions{code}}}", desk.tokens[-1])
    assert app == {"identifier": "test.app", "name": "Ours", "permissions": [{"code": "MANAGE_ORDERS"}]}
    assert desk.tokens[-1] != before


def test_installing_again_keeps_the_app_its_webhooks_and_what_waits_for_them(token: str) -> None:
    desk.buy({"p0-red": 1})
    desk.answers["order_updated"] = lambda payload: (500, {})
    hooks = set(Webhook.objects.values_list("pk", flat=True))
    call_command("engine_install_app", URL, stdout=StringIO())
    assert (App.objects.count(), set(Webhook.objects.values_list("pk", flat=True))) == (1, hooks)
    assert EventDelivery.objects.exists()


def test_webhook_that_the_manifest_no_longer_names_goes(token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(monkeypatch, webhooks=desk.manifest()["webhooks"][:2])
    install_app(URL)
    assert list(Webhook.objects.values_list("name", flat=True)) == ["ORDER_CREATED", "ORDER_PAID"]


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ({"id": ""}, "lacks id"),
        ({"version": None}, "lacks version"),
        ({"permissions": ["RULE_THE_WORLD"]}, "unknown permissions: RULE_THE_WORLD"),
        ({"webhooks": [{"name": "x", "targetUrl": "ftp://x", "query": "subscription{event{version}}"}]}, "'x' cannot"),
        ({"webhooks": [{"name": "x", "asyncEvents": ["ORDER_PAID"], "targetUrl": URL, "query": "{"}]}, "Syntax Error"),
        (
            {"webhooks": [{"name": "x", "asyncEvents": ["ORDER_PAID"], "targetUrl": URL, "query": "{shop{nothing}}"}]},
            "Cannot query field 'nothing'",
        ),
    ],
)
def test_wrong_manifest_changes_nothing(
    token: str, monkeypatch: pytest.MonkeyPatch, more: dict[str, Any], text: str
) -> None:
    before = Webhook.objects.count(), App.objects.get().token_hash
    spoil(monkeypatch, **more)
    with pytest.raises(InstallError, match=text):
        install_app(URL)
    assert (Webhook.objects.count(), App.objects.get().token_hash) == before


def test_manifest_that_is_not_there_is_said_in_the_installation(token: str) -> None:
    given = {"appName": "Gone", "manifestUrl": f"{settings.PUBLIC_URL}/nowhere/at/all", "permissions": []}
    ask(INSTALL, token, i=given)
    AppInstallation.objects.update(manifest_url="http://127.0.0.1:9/manifest")
    chores.deliver_events()
    (failed,) = ask(WAITING, token)
    assert (failed["status"], failed["message"][:43]) == ("FAILED", "Failed to connect to the manifest at http:/")


def test_command_says_what_is_wrong(token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(monkeypatch, id="")
    with pytest.raises(CommandError, match="lacks id"):
        call_command("engine_install_app", URL)


def test_only_staff_that_manage_apps_install(token: str) -> None:
    clerk = desk.staff("MANAGE_ORDERS", email="clerk@example.com")
    for asking in ("", clerk):
        _, refused = post(INSTALL, asking, i={"appName": "x", "manifestUrl": URL})
        assert refused["errors"][0]["message"].endswith("MANAGE_APPS")
    assert AppInstallation.objects.count() == 0


@pytest.mark.parametrize("url", ["not-a-url", "ftp://example.com/m", "javascript:alert(1)", "http://"])
def test_address_that_is_none_is_refused(token: str, url: str) -> None:
    refused = ask(INSTALL, token, i={"appName": "x", "manifestUrl": url})
    assert codes(refused) == [("manifestUrl", "INVALID_URL_FORMAT")]


def test_app_outside_is_called_over_the_network(token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert json.loads(desk.receive("GET", "/test/manifest", b"", {})[1])["id"] == "test.app"
    monkeypatch.setattr(settings, "ENGINE_DOORS", {})
    with pytest.raises(InstallError, match="Failed to connect"):
        install_app("http://127.0.0.1:9/test/manifest")
