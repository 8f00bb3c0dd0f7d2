"""A passkey at the dashboard, made and used by Chromium's own virtual authenticator; and the pages around it."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, Page, expect

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
    expect(page.get_by_text("Desk key").first).to_be_visible()
    look(page)
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, email, password)
    page.wait_for_url("**/dashboard/login/second/")
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


def code_of(secret: str, half_minute: int) -> str:
    """What an authenticator app shows then."""
    return str(format_hotp_value(hotp_value(secret, half_minute)))


def test_code_of_an_authenticator_app_opens_the_door(
    browser: Browser, server: Server, sign_ins: dict[str, tuple[str, str]]
) -> None:
    context = browser.new_context(viewport=PHONE, base_url=server.url, reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    watch = Watch(server.url).attach(page)
    email, password = sign_ins["staff"]
    sign_in(page, email, password)
    page.goto("/dashboard/security/app/")
    secret = page.locator("main code").inner_text().replace(" ", "")
    now = int(time.time()) // 30
    page.locator("[name=code]").fill(code_of(secret, now))
    page.get_by_role("button", name="Done").click()
    page.get_by_role("heading", name="Your recovery codes").wait_for()
    codes = page.locator("main code").all_inner_texts()
    page.goto("/dashboard/security/")
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, email, password)
    look(page)
    page.locator("[name=code]").fill("000000")
    page.get_by_role("button", name="Go on").click()
    page.get_by_text("This does not fit, or was used before.").first.wait_for()
    # A half minute that was used is used: the app shows the next code by now.
    page.wait_for_timeout(max(0.0, (now + 1) * 30 - time.time()) * 1000 + 500)
    page.locator("[name=code]").fill(code_of(secret, int(time.time()) // 30))
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("heading", name="Today", exact=True).wait_for()
    page.goto("/dashboard/security/")
    page.locator("#off_code").fill(codes[0])
    page.get_by_role("button", name="Switch the second step off").click()
    page.get_by_text("The second factor is switched off.").wait_for()
    # The browser calls the refused code's page a failure to load.
    assert [trouble for trouble in watch.troubles if "status of 400" not in trouble] == []
    context.close()
