"""Pages of the shop in a frame of Saleor's Dashboard, which a small server of another origin plays: it posts widgets a
form with the token, gives the overview its token by message, and makes a widget's frame as high as that asks for."""

import html
import json
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from bench.servers import Server, manage, shop
from tests.journeys.walking import find_barriers

SANDBOX = "allow-same-origin allow-forms allow-scripts allow-downloads allow-popups"
SCRIPT = """
const frame = document.querySelector("iframe");
const shop = new URL(document.body.dataset.shop).origin;
window.heard = [];
window.addEventListener("message", (event) => {
  if (event.source !== frame.contentWindow || event.origin !== shop) return;
  window.heard.push(event.data.type);
  if (event.data.type === "widgetResize") frame.style.height = `${event.data.payload.height}px`;
});
const token = document.body.dataset.token;
if (token) frame.addEventListener("load", () => {
  frame.contentWindow.postMessage({ type: "handshake", payload: { token, version: 1 } }, shop);
  frame.contentWindow.postMessage({ type: "theme", payload: { theme: "dark" } }, shop);
});
document.querySelector("form")?.submit();
"""
SIGN = """
import json
from engine.keys import sign_token
from django.conf import settings
from django.utils import timezone
from catalog.models import Product
from impact_tags.models import LedgerEntry
from saleor_api.registration import find_global_id
now = int(timezone.now().timestamp())
own = find_global_id(settings.SHOP_APP_ID)
claims = {"iss": settings.PUBLIC_URL + "/graphql/", "exp": now + 300, "app": own, "user_id": "VXNlcjox"}
both = ["MANAGE_PRODUCTS", "MANAGE_ORDERS"]
entry = LedgerEntry.objects.filter(lot__isnull=False).first()
print(json.dumps({
    "token": sign_token({**claims, "user_permissions": both}), "app": own,
    "product": entry.product_id, "order": entry.order.order_id, "number": entry.order.number,
}))
"""


@dataclass
class Dashboard:
    """The stand-in: where it is, where the shop is, and what the shop's Saleor signed."""

    url: str = ""
    shop_url: str = ""
    told: dict[str, str] | None = None

    def write(self, asked: dict[str, list[str]]) -> str:
        """Its page with a frame `width` wide: a widget by POST, the overview by GET."""
        place, width = asked["place"][0], asked["width"][0]
        told, root = self.told or {}, f"{self.shop_url}/saleor/extensions"
        frame = f'name="f" sandbox="{SANDBOX}" style="inline-size: {width}px; block-size: 200px; border: 0"'
        if place == "overview":
            address = f"{root}/overview?saleorApiUrl={self.shop_url}/graphql/&id={told['app']}"
            body, token = f'<iframe title="Shop" {frame} src="{address}"></iframe>', told["token"]
        else:
            fields = {"saleorApiUrl": f"{self.shop_url}/graphql/", "accessToken": told["token"], "appId": told["app"]}
            fields[f"{place}Id"] = told[place]
            inputs = "".join(f'<input type="hidden" name="{k}" value="{html.escape(v)}">' for k, v in fields.items())
            form = f'<form action="{root}/{place}" method="post" target="f">{inputs}</form>'
            body = f'{form}<iframe title="Shop" {frame}></iframe>'
            token = ""
        data = f'data-shop="{self.shop_url}" data-token="{token}"'
        return f"<!doctype html><title>Dashboard</title><body {data}>{body}<script>{SCRIPT}</script>"


@pytest.fixture(scope="module")
def dashboard(server: Server) -> Iterator[Dashboard]:
    """The stand-in beside the same shop, which is told of it."""
    played = Dashboard()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = parse_qs(urlsplit(self.path).query)
            page = played.write(asked).encode() if asked else b""
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=listening.serve_forever, daemon=True).start()
    played.url = f"http://localhost:{listening.server_port}"
    with shop({**server.env, "SALEOR_DASHBOARD_URL": played.url}, worker=False) as running:
        played.shop_url = running.url
        played.told = json.loads(manage(running.env, "shell", "-c", SIGN).splitlines()[-1])
        yield played
    # The other journeys go on at the first address.
    manage(server.env, "renew_addresses")
    listening.shutdown()


@pytest.fixture(params=["light", "dark"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page in a scheme; what goes wrong in it fails the test."""
    context = browser.new_context(color_scheme=request.param)
    page = context.new_page()
    page.set_default_timeout(20_000)
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    yield page
    assert troubles == []
    assert context.cookies() == []
    context.close()


def open_frame(page: Page, dashboard: Dashboard, place: str, width: int) -> None:
    page.goto(f"{dashboard.url}/?place={place}&width={width}")


def check_frame(page: Page) -> None:
    """The frame's page has no barrier and does not scroll sideways."""
    inside = page.frames[1]
    assert inside.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    # A frame answers to what axe asks of a page.
    assert find_barriers(inside) == []  # type: ignore[arg-type]


@pytest.mark.parametrize("width", [300, 900])
def test_the_product_widget_is_as_high_as_what_it_tells(page: Page, dashboard: Dashboard, width: int) -> None:
    open_frame(page, dashboard, "product", width)
    inside = page.frame_locator("iframe")
    expect(inside.get_by_role("heading", name="What is missing")).to_be_visible()
    expect(inside.get_by_text("of paid work")).to_be_visible()
    page.wait_for_function("window.heard.includes('widgetResize')")
    page.wait_for_function("document.querySelector('iframe').offsetHeight > 200")
    page.frames[1].wait_for_function("document.documentElement.scrollHeight <= window.innerHeight")
    check_frame(page)


@pytest.mark.parametrize("width", [300, 900])
def test_the_order_widget_tells_the_ledger(page: Page, dashboard: Dashboard, width: int) -> None:
    open_frame(page, dashboard, "order", width)
    inside = page.frame_locator("iframe")
    assert dashboard.told is not None
    expect(inside.get_by_role("link", name=f"Order {dashboard.told['number']} in the shop's dashboard")).to_be_visible()
    expect(inside.get_by_role("term").filter(has_text="Paid work")).to_be_visible()
    check_frame(page)


def test_the_overview_is_given_its_token_by_message(page: Page, dashboard: Dashboard) -> None:
    open_frame(page, dashboard, "overview", 900)
    inside = page.frame_locator("iframe")
    expect(inside.get_by_role("heading", name="Products that lack something")).to_be_visible()
    expect(inside.locator("html")).to_have_attribute("data-theme", "dark")
    assert "widgetResize" not in page.evaluate("window.heard")
    assert "notifyReady" in page.evaluate("window.heard")
    check_frame(page)


def test_a_widget_is_light_whatever_the_browser_prefers_until_a_page_of_the_menu_was_told(
    page: Page, dashboard: Dashboard
) -> None:
    # What the overview was told is kept only where the browser lets frames of another site keep anything: not here.
    open_frame(page, dashboard, "product", 300)
    inside = page.frame_locator("iframe")
    expect(inside.get_by_role("heading", name="What is missing")).to_be_visible()
    page.wait_for_function("window.heard.includes('widgetResize')")
    expect(inside.locator("html")).to_have_attribute("data-theme", "light")


def test_no_other_site_may_frame_it_or_hand_it_a_token(browser: Browser, dashboard: Dashboard) -> None:
    stranger = dashboard.url.replace("localhost", "127.0.0.1")
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{stranger}/?place=overview&width=900")
    page.frames[1].wait_for_url("chrome-error:**")
    context.close()
