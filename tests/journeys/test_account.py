"""An account in a real browser, from its making to its end: no error, no barrier on any page, at both widths."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from bench.servers import Server, manage
from tests.journeys.walking import DESKTOP, PHONE, Watch, find_barriers, is_wider_than_the_screen

PASSWORD, NEWER = "three small words", "four more small words"
LINK = (
    "from mail.models import Message; from mail.letters import render_letter;"
    "print(render_letter(Message.objects.filter(template='storefront/mail/{}', to='{}').latest('pk')).text)"
)


def read_link(server: Server, page: Page, template: str, email: str) -> str:
    """The link of the newest letter of its kind; waits for the worker."""
    for _ in range(20):
        try:
            text = manage(server.env, "shell", "--verbosity", "0", "-c", LINK.format(template, email))
        except SystemExit:
            page.wait_for_timeout(500)
            continue
        return re.findall(r"^http\S+/account/\S+$", text, re.MULTILINE)[0]
    raise AssertionError(f"no letter {template}")


def look(page: Page) -> None:
    """No barrier, and nothing to scroll sideways for."""
    assert find_barriers(page) == [], page.url
    assert not is_wider_than_the_screen(page), page.url


def press(page: Page, words: str) -> None:
    """Presses a button of the page, and looks at what comes."""
    page.locator("main").get_by_role("button", name=words).first.click()
    page.wait_for_load_state()
    look(page)


def fill(page: Page, **typed: str) -> None:
    """Types into fields by their names."""
    for name, value in typed.items():
        page.locator(f"main [name='{name}']").fill(value)


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_account_from_its_making_to_its_end(browser: Browser, server: Server, viewport: dict[str, int]) -> None:
    email = f"buyer{viewport['width']}@example.com"
    context = browser.new_context(viewport=viewport, base_url=server.url, reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    watch = Watch(server.url).attach(page)
    page.goto("/account/")
    look(page)
    page.get_by_role("link", name="Make an account").click()
    fill(page, email="nonsense", password="short")
    press(page, "Make the account")
    expect(page.locator("[aria-invalid=true]")).to_have_count(2)
    fill(page, email=email, password=PASSWORD)
    press(page, "Make the account")
    page.goto(read_link(server, page, "account_confirm", email))
    look(page)
    press(page, "Yes, open my account")
    fill(page, email=email, password=PASSWORD)
    press(page, "Sign in")
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    page.goto("/account/addresses/new/")
    look(page)
    page.locator("[name=country]").select_option("DE")
    press(page, "Save the address")
    fill(page, name="Asha Buyer", street_1="Unter den Linden 1", postal_code="10117", city="Berlin")
    press(page, "Save the address")
    press(page, "Use for deliveries")
    for path in ("/account/orders/", "/account/profile/", "/account/password/change/", "/account/"):
        page.goto(path)
        look(page)
    press(page, "Sign out")
    page.goto("/account/password/")
    fill(page, email=email)
    press(page, "Send the link")
    page.goto(read_link(server, page, "account_password", email))
    fill(page, password=NEWER)
    press(page, "Save and sign in")
    page.goto("/account/delete/")
    press(page, "Send me the mail")
    page.goto(read_link(server, page, "account_delete", email))
    press(page, "Delete my account now")
    expect(page.get_by_role("heading", name="Your account is deleted")).to_be_visible()
    assert watch.troubles == []
    context.close()
