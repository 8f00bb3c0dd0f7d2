"""A passkey at the dashboard, made and used by Chromium's own virtual authenticator; and the pages around it."""

from playwright.sync_api import Browser, Page

from bench.servers import Server
from tests.journeys.walking import DESKTOP, PHONE, Watch, find_barriers, is_wider_than_the_screen

VIRTUAL = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def look(page: Page) -> None:
    """No barrier at either width."""
    for viewport in (PHONE, DESKTOP):
        page.set_viewport_size(viewport)  # type: ignore[arg-type]
        assert find_barriers(page) == [], page.url
        assert not is_wider_than_the_screen(page), page.url


def sign_in(page: Page, email: str, password: str) -> None:
    """The first step."""
    page.goto("/dashboard/login/")
    page.locator("[name=email]").fill(email)
    page.locator("[name=password]").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_load_state()


def test_passkey_is_made_and_opens_the_door(
    browser: Browser, server: Server, sign_ins: dict[str, tuple[str, str]]
) -> None:
    # A passkey belongs to a host name; an IP address has none.
    url = server.url.replace("127.0.0.1", "localhost")
    context = browser.new_context(viewport=DESKTOP, base_url=url, reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    watch = Watch(url).attach(page)
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": VIRTUAL})
    email, password = sign_ins["staff"]
    sign_in(page, email, password)
    for path in ("/dashboard/security/", "/dashboard/security/app/", "/dashboard/security/passkey/"):
        page.goto(path)
        look(page)
    page.locator("[name=name]").fill("Desk key")
    page.get_by_role("button", name="Make the passkey").click()
    page.get_by_role("heading", name="Your recovery codes").wait_for()
    look(page)
    codes = page.locator("main code").all_inner_texts()
    assert len(codes) == 10
    page.goto("/dashboard/security/")
    assert page.get_by_text("Desk key").first.is_visible()
    look(page)
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, email, password)
    assert page.url.endswith("/dashboard/login/second/")
    look(page)
    page.get_by_role("button", name="Use your passkey").click()
    page.get_by_role("heading", name="Today", exact=True).wait_for()
    # The other journeys sign in by password alone.
    page.goto("/dashboard/security/")
    page.locator("#off_code").fill(codes[0])
    page.get_by_role("button", name="Switch the second step off").click()
    page.get_by_text("The second factor is switched off.").wait_for()
    assert watch.troubles == []
    context.close()
