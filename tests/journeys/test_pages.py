"""Every public page and every desk, in a browser at both widths, light and dark: no error, no barrier."""

import pytest
from playwright.sync_api import Browser, FloatRect, Locator, Page, expect

from tests.journeys.walking import DESKTOP, PHONE, Watch, find_barriers, is_wider_than_the_screen

PUBLIC = (
    "/",
    "/products/",
    "/products/?q=nothingofthekind",
    "/artisans/",
    "/tags/",
    "/programmes/",
    "/impact/",
    "/cart/",
    "/pages/about/",
    "/pages/delivery/",
    "/pages/returns/",
    "/pages/privacy/",
    "/pages/terms/",
    "/pages/imprint/",
    "/pages/contact/",
    "/withdraw/",
    "/hi/withdraw/",
    "/km/withdraw/",
    "/studio/login/",
    "/dashboard/login/",
)
STUDIO = ("/studio/", "/studio/makers/", "/studio/lots/")
OPENED = ("/artisans/", "/tags/", "/programmes/", "/trace/", "/impact/methods/", "/categories/", "/collections/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_public_pages_have_no_error_and_no_barrier(
    browser: Browser, base_url: str, viewport: dict[str, int], scheme: str
) -> None:
    context = browser.new_context(viewport=viewport, base_url=base_url, color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    watch = Watch(base_url).attach(page)
    found: dict[str, list[str]] = {}
    addresses = list(PUBLIC)
    seen_kinds: set[str] = set()
    for address in addresses:
        reply = page.goto(address)
        assert reply is not None
        assert reply.status == 200, address
        barriers = find_barriers(page) + (["scrolls sideways"] if is_wider_than_the_screen(page) else [])
        if barriers:
            found[address] = barriers
        for link in page.locator("a[href^='/']").evaluate_all("links => links.map(link => link.getAttribute('href'))"):
            kind = next(
                (kind for kind in (*OPENED, "/products/") if link.startswith(kind) and len(link) > len(kind)), ""
            )
            if kind and "?" not in link and "#" not in link and kind not in seen_kinds:
                seen_kinds.add(kind)
                addresses.append(link)
    context.close()
    assert found == {}
    assert watch.troubles == []
    assert seen_kinds >= {"/artisans/", "/tags/", "/programmes/", "/products/", "/trace/", "/impact/methods/"}


@pytest.mark.parametrize(
    ("role", "login", "addresses"),
    [
        (
            "coordinator",
            "/studio/login/",
            (*STUDIO, "/studio/stories/new/", "/studio/makers/new/", "/studio/lots/new/"),
        ),
        ("reviewer", "/studio/login/", STUDIO),
        (
            "staff",
            "/dashboard/login/",
            ("/dashboard/", "/dashboard/orders/", "/dashboard/mail/", "/dashboard/stories/", "/dashboard/unconfirmed/"),
        ),
    ],
)
def test_desks_have_no_error_and_no_barrier(
    browser: Browser,
    base_url: str,
    sign_ins: dict[str, tuple[str, str]],
    role: str,
    login: str,
    addresses: tuple[str, ...],
) -> None:
    for viewport in (PHONE, DESKTOP):
        context = browser.new_context(viewport=viewport, base_url=base_url)  # type: ignore[arg-type]
        page = context.new_page()
        watch = Watch(base_url).attach(page)
        _sign_in(page, login, sign_ins[role])
        for address in addresses:
            reply = page.goto(address)
            assert reply is not None
            assert reply.status == 200, address
            assert find_barriers(page) == [], address
            assert not is_wider_than_the_screen(page), address
        assert watch.troubles == []
        context.close()


@pytest.mark.parametrize("address", STUDIO)
def test_rows_of_the_studio_are_cards_on_a_phone_and_a_table_on_a_desk(
    browser: Browser, base_url: str, sign_ins: dict[str, tuple[str, str]], address: str
) -> None:
    context = browser.new_context(viewport=PHONE, base_url=base_url)  # type: ignore[arg-type]
    page = context.new_page()
    _sign_in(page, "/studio/login/", sign_ins["reviewer"])
    page.goto(address)
    row = page.locator("tbody tr").first
    name, who, when = (row.locator(f".row__{part}") for part in ("name", "who", "when"))
    card, name_box, who_box, when_box = (_box(place) for place in (row, name, who, when))
    # A story's and a maker's card hold the one tap that takes everything back: a button of 48 px and its gap.
    taken_back = row.locator(".row__take button")
    assert card["height"] <= (184 if taken_back.count() else 136)
    assert name_box["width"] == card["width"]
    assert who_box["y"] >= name_box["y"] + name_box["height"]
    assert when_box["height"] < 30
    # A tap anywhere on the card opens it, down to its last corner; only the button is a button.
    where = [card["x"] + card["width"] - 4, card["y"] + card["height"] - 4]
    assert page.evaluate("([x, y]) => document.elementFromPoint(x, y)?.closest('a') !== null", where)
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    expect(page.locator("thead")).to_be_visible()
    assert _box(name)["y"] == _box(who)["y"] == _box(when)["y"]
    context.close()


def _sign_in(page: Page, login: str, words: tuple[str, str]) -> None:
    page.goto(login)
    page.locator("input[type='email'], input[name='login']").first.fill(words[0])
    page.locator("input[type='password']").fill(words[1])
    page.locator("main form button[type='submit']").first.click()
    page.wait_for_load_state()


def _box(place: Locator) -> FloatRect:
    box = place.bounding_box()
    assert box is not None
    return box
