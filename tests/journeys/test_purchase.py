"""From the front page to a refunded order, as a buyer and a member of staff walk it in a real browser."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.walking import DESKTOP, PHONE, Watch, find_barriers, is_wider_than_the_screen

BUYER = {
    "E-mail": "journey.buyer@example.org",
    "Full name": "Journey Buyer",
    "postal-code": "10115",
    "city": "Berlin",
    "street": "Teststrasse 1",
}


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def page(request: pytest.FixtureRequest, browser: Browser, base_url: str) -> Iterator[Page]:
    context = browser.new_context(viewport=request.param, base_url=base_url, locale="de-DE", reduced_motion="reduce")
    yield context.new_page()
    context.close()


def fill_address(page: Page) -> None:
    """Fills the checkout by its autocomplete tokens, as a browser does by itself."""
    page.locator("select[autocomplete='country']").select_option("DE")
    page.locator("[autocomplete='email']").fill(BUYER["E-mail"])
    page.locator("[autocomplete='name']").fill(BUYER["Full name"])
    page.locator("[autocomplete='address-line1']").fill(BUYER["street"])
    page.locator("[autocomplete='postal-code']").fill(BUYER["postal-code"])
    page.locator("[autocomplete='address-level2']").fill(BUYER["city"])


def check(page: Page, watch: Watch) -> None:
    """No error so far, no barrier here, nothing that scrolls sideways."""
    assert watch.troubles == []
    assert find_barriers(page) == [], page.url
    assert not is_wider_than_the_screen(page), page.url


def sign_in(page: Page, email: str, password: str) -> None:
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def test_from_the_front_page_to_a_refunded_order(
    page: Page, base_url: str, sign_ins: dict[str, tuple[str, str]]
) -> None:
    watch = Watch(base_url).attach(page)
    page.goto("/")
    check(page, watch)
    page.goto("/products/?sort=price-low")
    check(page, watch)

    clicks = 0
    page.locator("main a[href*='/products/']:not([href*='?'])").first.click()
    clicks += 1
    expect(page.get_by_role("button", name="Add to cart")).to_be_visible()
    check(page, watch)
    page.get_by_role("button", name="Add to cart").click()
    clicks += 1
    page.locator("#added a[href='/cart/']").click()
    clicks += 1
    page.wait_for_url("**/cart/")
    check(page, watch)
    page.get_by_role("link", name="Go to the checkout").click()
    clicks += 1
    page.wait_for_url("**/checkout/")
    fill_address(page)
    page.locator("[autocomplete='address-level2']").blur()
    # Who presses the button before delivery and total are there is shown them first: another click.
    expect(page.locator("#id_delivery input:checked")).to_have_count(1, timeout=20_000)
    page.wait_for_load_state("networkidle")
    check(page, watch)
    page.locator("#checkout button[type='submit']").last.click()
    clicks += 1
    page.wait_for_url("**/orders/**")
    assert clicks <= 6
    order_address = page.url
    expect(page.locator("main")).to_contain_text(re.compile("at least", re.IGNORECASE))
    check(page, watch)

    page.goto("/dashboard/mail/")
    sign_in(page, *sign_ins["staff"])
    expect(page.locator("main")).to_contain_text(BUYER["E-mail"])
    check(page, watch)
    page.goto("/dashboard/orders/")
    check(page, watch)
    page.locator("main a.orders__number").first.click()
    page.wait_for_url(re.compile(r"/dashboard/orders/\w+/$"))
    expect(page.locator("main")).to_contain_text(BUYER["E-mail"])
    check(page, watch)
    page.get_by_role("button", name="Send these pieces").click()
    page.wait_for_url(re.compile(r"/dashboard/orders/\w+/$"))
    check(page, watch)
    dashboard_order = page.url

    expect_words(page, order_address, "Confirmed: these figures come from the lots")
    check(page, watch)

    page.goto(dashboard_order)
    page.get_by_role("link", name="Refund pieces").click()
    page.get_by_label("Comes back").first.fill("1")
    page.get_by_role("button", name="See what it comes to").click()
    check(page, watch)
    page.get_by_role("button", name=re.compile("^Refund ")).click()
    page.wait_for_url(re.compile(r"/dashboard/orders/\w+/$"))
    expect_words(page, order_address, "Paid back to you")
    check(page, watch)


def expect_words(page: Page, address: str, words: str) -> None:
    """Opens the page again until the words stand there: the event behind them travels through the worker."""
    for _ in range(30):
        page.goto(address)
        if words in page.locator("main").inner_text():
            return
        page.wait_for_timeout(500)
    raise AssertionError(f"{words!r} does not stand on {address}: {page.locator('main').inner_text()[:2000]}")


def test_a_purchase_without_javascript(browser: Browser, base_url: str) -> None:
    context = browser.new_context(viewport=PHONE, base_url=base_url, java_script_enabled=False, locale="en-US")
    page = context.new_page()
    page.goto("/products/")
    page.locator("main a[href*='/products/']:not([href*='?'])").first.click()
    page.get_by_role("button", name="Add to cart").click()
    page.wait_for_url("**/cart/")
    page.get_by_role("link", name="Go to the checkout").click()
    submits = 0
    while "/orders/" not in page.url and submits < 5:
        fill_address(page)
        page.locator("#checkout button[type='submit']").last.click()
        submits += 1
        page.wait_for_load_state()
    assert "/orders/" in page.url
    assert submits <= 5
    context.close()
