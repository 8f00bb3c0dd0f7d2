"""A coordinator's phone: without a network, on a line that breaks, in other hands, and with a full memory."""

import io
import json
import time
from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from bench.servers import Server, manage
from tests.journeys.slow_line import SlowLine
from tests.journeys.walking import PHONE, Watch, find_barriers, is_wider_than_the_screen

WORDS = "I stretch the cloth on the frame and draw with a blunt needle."
SECRET = b"NIKON-OF-KALIGHAT"
READ_STORES = """async () => {
  const wait = (asked) => new Promise((done) => { asked.onsuccess = () => done(asked.result); });
  const base = await wait(indexedDB.open("studio"));
  const read = (value) => value instanceof CryptoKey ? `key ${value.extractable}`
    : value instanceof ArrayBuffer ? new TextDecoder("latin1").decode(value) : String(value);
  const found = {};
  for (const name of ["keys", "drafts", "photos"]) {
    const rows = await wait(base.transaction(name).objectStore(name).getAll());
    found[name] = rows.map((row) => Object.values(row).map(read));
  }
  base.close();
  return found;
}"""
READ_CACHES = """async () => {
  const kept = [];
  for (const name of await caches.keys()) {
    for (const asked of await (await caches.open(name)).keys()) kept.push(new URL(asked.url).pathname);
  }
  return kept;
}"""


def make_photo(seed: int) -> bytes:
    """A picture of 2400 x 1800 pixels that packs badly, with a camera's name in its EXIF."""
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x010F] = SECRET.decode()
    Image.effect_noise((2400, 1800), 40 + seed).convert("RGB").save(out, "JPEG", quality=88, exif=exif)
    return out.getvalue()


def sign_in(page: Page, words: tuple[str, str]) -> None:
    page.goto("/studio/login/")
    page.locator("[name=login]").fill(words[0])
    page.locator("[name=password]").fill(words[1])
    page.locator("main form.form button[type=submit]").click()
    page.wait_for_url("**/studio/")


def wait_for_worker(page: Page) -> None:
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    for _attempt in range(60):
        if "/studio/offline/" in page.evaluate(READ_CACHES):
            return
        page.wait_for_timeout(500)
    raise AssertionError("the worker keeps no page")


def compose(page: Page, title: str, photos: int) -> None:
    """Writes a story on the page that needs no network."""
    page.locator("[data-begin]").click()
    for number in range(photos):
        file = {"name": f"{number}.jpg", "mimeType": "image/jpeg", "buffer": make_photo(number)}
        page.locator("#composer-photo").set_input_files(file)  # type: ignore[arg-type]
        expect(page.locator("[data-thumbs] img")).to_have_count(number + 1, timeout=30_000)
    page.locator("[data-next]").click()
    page.locator("#composer-title").fill(title)
    page.locator("#composer-how").fill(WORDS)
    page.locator("[data-next]").click()
    page.locator("#composer-hopes").fill("One day I hope to teach this stitch.")
    page.locator("[data-next]").click()
    page.locator("[data-composer] [name=child][value=no]").check()
    page.locator("[data-next]").click()
    page.locator("[data-finish]").click()
    expect(page.locator("[data-waits] li")).to_have_count(1)


def choose_maker_and_send(page: Page) -> None:
    page.locator("[data-waits] a.button").first.click()
    page.wait_for_url("**/studio/stories/new/**")
    expect(page.locator("[name=text]")).to_have_value(f"{WORDS}\n\nOne day I hope to teach this stitch.")
    page.locator("select[name=maker]").select_option(index=1)
    page.locator("main form[data-keep] button[type=submit]").last.click()


def read_story(server: Server, title: str) -> dict[str, object]:
    """What the shop holds of the story: how many of it, its text, its photos."""
    code = (
        "import json; from artisans.models import Photo, Story, Upload; "
        f"rows = Story.objects.filter(revision__title={title!r}); "
        "print(json.dumps({'stories': rows.count(), 'texts': [row.revision.text for row in rows], "
        "'photos': Photo.objects.filter(story__in=rows).count()}))"
    )
    found: dict[str, object] = json.loads(manage(server.env, "shell", "-v", "0", "-c", code).strip().splitlines()[-1])
    return found


@pytest.fixture
def phone(browser: Browser, base_url: str) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=PHONE, base_url=base_url, reduced_motion="reduce")  # type: ignore[arg-type]
    yield context
    context.close()


def test_a_story_written_without_a_network_is_sealed_and_sent_later(
    phone: BrowserContext, server: Server, sign_ins: dict[str, tuple[str, str]]
) -> None:
    page = phone.new_page()
    sign_in(page, sign_ins["coordinator"])
    wait_for_worker(page)
    phone.set_offline(True)
    page.goto("/studio/makers/")
    expect(page.locator("h1")).to_have_text("On this phone")
    compose(page, "Cloth on the frame", photos=1)
    assert find_barriers(page) == []
    assert not is_wider_than_the_screen(page)
    stores = page.evaluate(READ_STORES)
    assert stores["keys"][0].count("key false") == 2
    kept = json.dumps(stores["drafts"] + stores["photos"])
    assert [word for word in ("Cloth", "stretch", "teach", SECRET.decode(), "JFIF") if word in kept] == []
    phone.set_offline(False)
    choose_maker_and_send(page)
    expect(page.locator("h1")).to_have_text("Cloth on the frame", timeout=30_000)
    found = read_story(server, "Cloth on the frame")
    assert (found["stories"], found["photos"]) == (1, 1)
    assert found["texts"] == [f"{WORDS}\n\nOne day I hope to teach this stitch."]
    assert page.evaluate(READ_STORES)["drafts"] == []
    paths = set(page.evaluate(READ_CACHES))
    assert {path for path in paths if not path.startswith("/static/")} <= {
        f"{prefix}/studio/offline/" for prefix in ("", "/hi", "/km")
    }


def test_signing_out_warns_of_what_was_not_sent_and_then_clears_the_phone(
    phone: BrowserContext, sign_ins: dict[str, tuple[str, str]]
) -> None:
    page = phone.new_page()
    watch = Watch(str(page.url)).attach(page)
    sign_in(page, sign_ins["coordinator"])
    page.goto("/studio/offline/")
    compose(page, "Never sent", photos=0)
    page.goto("/studio/")
    expect(page.locator("[data-waiting]")).to_have_text("1 wait on this phone")
    page.get_by_role("button", name="Sign out").click()
    warning = page.locator("[data-leave-warning]")
    expect(warning).to_contain_text("1 on this phone are not sent yet. Signing out deletes them.")
    warning.get_by_role("button", name="Stay signed in").click()
    assert len(page.evaluate(READ_STORES)["drafts"]) == 1
    page.get_by_role("button", name="Sign out").click()
    warning.get_by_role("button", name="Delete them and sign out").click()
    page.wait_for_url("**/studio/login/")
    names = page.evaluate("indexedDB.databases().then((all) => all.map((one) => one.name))")
    assert names == [] or page.evaluate(READ_STORES) == {"keys": [], "drafts": [], "photos": []}
    assert [line for line in watch.troubles if "exception" in line] == []


def test_another_person_on_the_same_phone_neither_reads_nor_sends(
    phone: BrowserContext, server: Server, sign_ins: dict[str, tuple[str, str]]
) -> None:
    page = phone.new_page()
    sign_in(page, sign_ins["coordinator"])
    page.goto("/studio/offline/")
    compose(page, "Hers alone", photos=0)
    session = phone.cookies()
    # The sign-in ends without a sign-out, as when the session has run out.
    phone.clear_cookies()
    sign_in(page, sign_ins["reviewer"])
    page.goto("/studio/offline/")
    expect(page.locator("[data-none]")).to_be_visible()
    expect(page.locator("[data-waits] li")).to_have_count(0)
    stores = page.evaluate(READ_STORES)
    assert len(stores["drafts"]) == 1
    held = [row for row in stores["keys"] if row.count("key false") == 1]
    assert len(held) == 1
    assert read_story(server, "Hers alone")["stories"] == 0
    # Its owner is back: the key is made again from her half and the shop's.
    phone.clear_cookies()
    phone.add_cookies(session)  # type: ignore[arg-type]
    page.goto("/studio/")
    page.goto("/studio/offline/")
    expect(page.locator("[data-waits] li")).to_contain_text("Hers alone")


def test_two_windows_do_not_overwrite_each_other(phone: BrowserContext, sign_ins: dict[str, tuple[str, str]]) -> None:
    first, second = phone.new_page(), phone.new_page()
    sign_in(first, sign_ins["coordinator"])
    first.goto("/studio/offline/")
    compose(first, "Two windows", photos=0)
    for page in (first, second):
        page.goto("/studio/offline/")
        page.locator("[data-waits] li").get_by_role("button", name="Go on writing").click()
        page.locator("[data-next]").click()
        expect(page.locator("#composer-title")).to_be_visible()
    # The second window opened the draft last, so it has the newest.
    second.locator("#composer-title").fill("Of the second window")
    second.locator("[data-next]").click()
    expect(second.locator("#composer-day")).to_be_visible()
    first.locator("#composer-title").fill("Of the first window")
    first.locator("[data-next]").click()
    expect(first.locator("[data-kept]")).to_contain_text("changed in another window")
    expect(first.locator("#composer-title")).to_have_value("Of the first window")
    expect(first.locator("[data-waits] li strong")).to_have_text("Of the second window")


def test_a_full_phone_says_so_and_loses_no_word(phone: BrowserContext, sign_ins: dict[str, tuple[str, str]]) -> None:
    page = phone.new_page()
    sign_in(page, sign_ins["coordinator"])
    page.goto("/studio/offline/")
    page.locator("[data-begin]").click()
    page.locator("[data-next]").click()
    expect(page.locator("#composer-title")).to_be_visible()
    # What a browser does when its storage is full (Indexed DB 3.0, 2.8): the request fails with this error.
    page.evaluate(
        """() => { IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); }; }"""
    )
    page.locator("#composer-title").fill("No room")
    page.locator("[data-next]").click()
    expect(page.locator("[data-kept]")).to_contain_text("The phone is full")
    expect(page.locator("#composer-title")).to_have_value("No room")


@pytest.mark.slow
def test_a_story_with_three_photos_goes_through_a_slow_line_that_breaks_three_times(
    browser: Browser, server: Server, sign_ins: dict[str, tuple[str, str]]
) -> None:
    line = SlowLine(server.url, rate=6250, cuts=[120_000, 270_000, 420_000])
    with line.running() as url:
        context = browser.new_context(viewport=PHONE, base_url=url)  # type: ignore[arg-type]
        context.set_default_timeout(120_000)
        page = context.new_page()
        sign_in(page, sign_ins["coordinator"])
        page.goto("/studio/offline/")
        compose(page, "Through a slow line", photos=3)
        sizes = page.evaluate(
            """() => new Promise((done) => { const asked = indexedDB.open("studio"); asked.onsuccess = () => {
              const all = asked.result.transaction("photos").objectStore("photos").getAll();
              all.onsuccess = () => done(all.result.map((row) => row.size)); }; })"""
        )
        assert max(sizes) <= 200 * 1024
        began = time.monotonic()
        choose_maker_and_send(page)
        expect(page.locator("h1")).to_have_text("Through a slow line", timeout=400_000)
        seconds = time.monotonic() - began
        context.close()
    print(f"{sum(sizes)} bytes of photos in {seconds:.0f} s at 6,250 bytes a second, {line.dropped} breaks")
    found = read_story(server, "Through a slow line")
    assert (found["stories"], found["photos"], line.dropped) == (1, 3, 3)
