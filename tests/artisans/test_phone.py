"""The studio's frame on a phone: languages, weight, the shell that may be kept, the length of a sign-in."""

import gzip
import json
import re
from pathlib import Path

import pytest
from django.test import Client

from artisans.studio.frame import LANGUAGE_COOKIE
from artisans.studio.offline import FONTS, TONGUES
from people.models import Person
from tests.artisans.conftest import PASSWORD, TEXT, TITLE, Cast, MakePersona, MakeStory
from tests.artisans.spoken import foreign_in

STATIC = Path("themes/base/static")
MOST_PAGE_BYTES = 50_000
MOST_FONT_BYTES = 80_000


def signed_in(person: Person) -> Client:
    client = Client()
    assert person.user is not None
    client.force_login(person.user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def weigh(client: Client, path: str) -> int:
    """Bytes of a first visit: the page packed as it is sent, its styles and scripts packed by gzip."""
    answer = client.get(path, headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200, path
    assert answer.headers["Content-Encoding"] == "gzip", path
    html = gzip.decompress(answer.content).decode()
    files = re.findall(r'(?:href|src)="/static/([^"#]+\.(?:css|js|svg))', html)
    return len(answer.content) + sum(len(gzip.compress((STATIC / name).read_bytes())) for name in dict.fromkeys(files))


@pytest.mark.parametrize("prefix", ["", "/hi", "/km"])
def test_every_page_of_a_first_visit_weighs_less_than_50_kb(
    cast: Cast, make_persona: MakePersona, reviewed: MakeStory, prefix: str
) -> None:
    story = reviewed(text=TEXT * 40)
    public_id = story.persona.public_id
    own = f"/studio/stories/{story.key}/"
    steps = [f"{own}tell/{step}/" for step in ("photo", "making", "day", "child", "read")]
    fixed = ["/studio/", "/studio/makers/", "/studio/makers/new/", "/studio/stories/new/", "/studio/stories/begin/"]
    more = [f"/studio/makers/{public_id}/", "/studio/offline/", "/studio/lots/", "/studio/lots/new/"]
    client = signed_in(cast.coordinator)
    weights = {
        path: weigh(client, prefix + path) for path in [*fixed, *more, own, f"{own}edit/", f"{own}aloud/", *steps]
    }
    weights["/studio/login/"] = weigh(Client(), f"{prefix}/studio/login/")
    assert {path: bytes_ for path, bytes_ in weights.items() if bytes_ > MOST_PAGE_BYTES} == {}


def test_fonts_of_each_script_are_small_and_free() -> None:
    for language, files in FONTS.items():
        name = {"hi": "devanagari", "km": "khmer"}[language]
        tongue = next(path for path in TONGUES if name in path)
        assert sum((STATIC / path).stat().st_size for path in (*files, tongue)) <= MOST_FONT_BYTES
        licence = (STATIC / f"fonts/noto-sans-{name}-OFL.txt").read_text(encoding="utf-8")
        assert "SIL Open Font License, Version 1.1" in licence


@pytest.mark.parametrize("prefix", ["", "/hi", "/km"])
def test_the_worker_keeps_every_file_that_its_page_loads(cast: Cast, prefix: str) -> None:
    client = signed_in(cast.coordinator)
    page = client.get(f"{prefix}/studio/").content.decode()
    kept = client.get(f"{prefix}/studio/worker.js").content.decode()
    loaded = re.findall(r'<(?:link rel="stylesheet" href|script[^>]* src)="([^"]+)"', page)
    assert len(loaded) == len(set(loaded)) > 8
    assert [path for path in loaded if f'"{path}"' not in kept] == []
    assert f'<html lang="{prefix.strip("/") or "en"}">' in page


def test_fonts_of_other_scripts_are_loaded_only_where_such_letters_stand() -> None:
    tokens = (STATIC / "css/tokens.css").read_text(encoding="utf-8")
    ranges = dict(re.findall(r'font-family: "Kantha (Devanagari|Khmer)";.*?unicode-range: ([^;]+);', tokens, re.DOTALL))
    assert set(ranges) == {"Devanagari", "Khmer"}
    for range_, own in ((ranges["Devanagari"], "U+0900-097F"), (ranges["Khmer"], "U+1780-17FF")):
        assert range_.startswith(own)
        starts = [int(part.removeprefix("U+").split("-")[0], 16) for part in range_.split(", ")]
        assert [f"{start:x}" for start in starts if start < 0x900 or 0x200E <= start < 0x25CC] == []
    studio = (STATIC / "studio/studio.css").read_text(encoding="utf-8")
    for stack in re.findall(r"--font-(?:story|plain): ([^;]+);", tokens + studio):
        assert stack.index('"Kantha Devanagari"') < stack.index('"Kantha Khmer"') < stack.rindex("serif")


@pytest.mark.parametrize("prefix", ["/hi", "/km"])
def test_a_sign_in_keeps_the_language_of_its_page(cast: Cast, prefix: str) -> None:
    client = Client()
    assert client.get(f"{prefix}/studio/").headers["Location"].startswith(f"{prefix}/studio/login/?next=")
    form = {"login": "coordinator@test.example", "password": PASSWORD}
    assert client.post(f"{prefix}/studio/login/", form).headers["Location"] == f"{prefix}/studio/"
    assert client.get("/studio/makers/").headers["Location"] == f"{prefix}/studio/makers/"
    assert "Successfully" not in client.get(f"{prefix}/studio/").content.decode()


def test_the_language_is_chosen_without_reading_and_remembered(cast: Cast) -> None:
    client = signed_in(cast.coordinator)
    page = client.get("/studio/makers/").content.decode()
    for name in ("English", "हिन्दी", "ខ្មែរ"):
        assert f">{name}</button>" in page
    answer = client.post("/studio/language/", {"language": "km", "next": "/studio/makers/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/km/studio/makers/")
    assert client.cookies[LANGUAGE_COOKIE].value == "km"
    assert client.get("/studio/").headers["Location"] == "/km/studio/"
    assert client.get("/km/studio/").status_code == 200
    back = client.post("/km/studio/language/", {"language": "en", "next": "/km/studio/makers/"})
    assert back.headers["Location"] == "/studio/makers/"
    assert client.get("/studio/").status_code == 200


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example", ""])
def test_choosing_a_language_never_leads_to_another_site(db: None, address: str) -> None:
    answer = Client().post("/studio/language/", {"language": "hi", "next": address})
    assert answer.headers["Location"] == "/hi/studio/"


def test_an_unknown_language_is_english(db: None) -> None:
    assert Client().post("/studio/language/", {"language": "xx", "next": "/studio/"}).headers["Location"] == "/studio/"


def test_the_shell_holds_no_story_no_name_and_nobody(cast: Cast, reviewed: MakeStory) -> None:
    story = reviewed()
    client = signed_in(cast.coordinator)
    for prefix in ("", "/hi", "/km"):
        page = client.get(f"{prefix}/studio/offline/").content.decode()
        worker = client.get(f"{prefix}/studio/worker.js").content.decode()
        assert Client().get(f"{prefix}/studio/offline/").content.decode() == page
        for word in (story.persona.pseudonym, story.persona.public_id, str(story.key), TITLE, cast.coordinator.name):
            assert word not in page + worker
        assert 'data-mark=""' in page
        assert 'data-share=""' in page


def test_the_worker_keeps_static_files_and_the_one_page_only(cast: Cast) -> None:
    answer = Client().get("/hi/studio/worker.js")
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    kept = re.findall(r'"(/[^"]+)"', answer.content.decode())
    assert {path for path in kept if not path.startswith("/static/")} == {"/hi/studio/offline/"}
    assert all((STATIC / path.removeprefix("/static/")).is_file() for path in kept if path.startswith("/static/"))
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


def test_the_worker_writes_into_its_cache_only_what_the_shell_lists(db: None) -> None:
    """Pages are asked afresh each time and never kept: not by going there, not by asking for a part of one."""
    script = Client().get("/studio/worker.js").content.decode()
    writes = re.findall(r"await [^;]*\.(?:put|add|addAll)\([^;]*;", script)
    assert [write[write.rindex("await shell") if "await shell" in write else 0 :] for write in writes] == [
        "await shell.put(address, kept);",
        "await shell.add(address);",
        "await shell.put(OFFLINE, page);",
        "await (await caches.open(SHELL)).put(request, answer.clone());",
    ]
    answers = re.findall(r"if \((request[^{]*)\) \{\s*event\.respondWith\((.*)\);\n", script)
    assert answers == [
        (
            'request.method === "GET" && FILES.has(address.pathname)',
            "caches.match(address.pathname).then((kept) => kept || fetch(request))",
        ),
        ('request.method === "GET" && FONTS.has(address.pathname)', "keepFont(request)"),
        (
            'request.mode === "navigate"',
            "fetch(request).catch(async () => (await caches.match(OFFLINE)) || Response.error())",
        ),
    ]
    assert script.count("respondWith") == len(answers)


def test_a_message_is_not_lost_to_the_worker(cast: Cast, make_persona: MakePersona) -> None:
    client = signed_in(cast.coordinator)
    client.post(f"/studio/makers/{make_persona().public_id}/adult/")
    client.get("/studio/worker.js")
    client.get("/studio/offline/")
    assert "Noted." in client.get("/studio/").content.decode()


def test_the_studio_can_be_installed(db: None) -> None:
    answer = Client().get("/km/studio/manifest.webmanifest")
    manifest = json.loads(answer.content)
    assert answer.headers["Content-Type"] == "application/manifest+json"
    assert (manifest["lang"], manifest["start_url"], manifest["display"]) == ("km", "/km/studio/", "standalone")
    assert {icon["sizes"] for icon in manifest["icons"]} == {"192x192", "512x512"}
    assert all((STATIC / icon["src"].removeprefix("/static/")).is_file() for icon in manifest["icons"])


def test_who_is_signed_in_is_told_by_a_mark_that_names_nobody(cast: Cast) -> None:
    assert Client().get("/studio/session/").status_code == 401
    first, second = (signed_in(person).get("/studio/session/") for person in (cast.coordinator, cast.stranger))
    assert first.headers["Cache-Control"] == "no-store"
    assert set(first.json()) == {"mark", "share", "ends"}
    assert first.json()["mark"] != second.json()["mark"]
    assert first.json()["share"] != second.json()["share"]
    again = signed_in(cast.coordinator).get("/studio/session/").json()
    assert (again["mark"], again["share"]) == (first.json()["mark"], first.json()["share"])


@pytest.mark.parametrize(("remember", "hours"), [({}, 10), ({"remember": "on"}, 30 * 24)])
def test_a_sign_in_on_a_shared_phone_ends_after_a_working_day(cast: Cast, remember: dict[str, str], hours: int) -> None:
    client = Client()
    client.post("/studio/login/", {"login": "coordinator@test.example", "password": PASSWORD} | remember)
    assert client.session.get_expiry_age() == pytest.approx(hours * 3600, abs=60)


def test_signing_out_clears_what_the_phone_keeps(cast: Cast) -> None:
    answer = signed_in(cast.coordinator).post("/studio/logout/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'


def test_a_draft_sent_by_the_phone_gets_a_short_answer(cast: Cast, make_persona: MakePersona) -> None:
    values = {"maker": make_persona().public_id, "title": TITLE, "text": TEXT, "child": "no"}
    values["client_id"] = "6a0c2f0e-0000-4000-8000-000000000001"
    client = signed_in(cast.coordinator)
    sent = client.post("/studio/stories/new/", values, headers={"X-Studio-Draft": "1"})
    assert (sent.status_code, sent.json()) == (200, {"to": f"/studio/stories/{values['client_id']}/"})
    assert sent.headers["Cache-Control"] == "no-store"
    away = Client().post("/studio/stories/new/", values, headers={"X-Studio-Draft": "1"})
    assert away.json()["to"].startswith("/studio/login/")


def test_a_draft_of_a_maker_who_has_withdrawn_is_gone_for_the_phone(cast: Cast, published: MakeStory) -> None:
    story = published()
    client = signed_in(cast.coordinator)
    client.post(f"/studio/stories/{story.key}/withdraw/")
    values = {"maker": story.persona.public_id, "title": TITLE, "text": TEXT, "child": "no"}
    values["client_id"] = "6a0c2f0e-0000-4000-8000-000000000002"
    assert client.post("/studio/stories/new/", values, headers={"X-Studio-Draft": "1"}).status_code == 410
    assert client.post("/studio/stories/new/", values).status_code == 400


@pytest.mark.parametrize("prefix", ["/hi", "/km"])
def test_no_page_in_hindi_or_khmer_speaks_english(cast: Cast, reviewed: MakeStory, prefix: str) -> None:
    story = reviewed(title="Q", text="Q.")
    own, maker = f"/studio/stories/{story.key}/", f"/studio/makers/{story.persona.public_id}/"
    fixed = ["/studio/", "/studio/makers/", "/studio/makers/new/", "/studio/stories/new/", "/studio/stories/begin/"]
    more = [
        "/studio/offline/",
        "/studio/lots/",
        "/studio/lots/new/",
        "/studio/import/",
        "/studio/endings/",
        "/studio/vault/",
        maker,
        own,
    ]
    steps = [f"{own}{one}/" for one in ("edit", "aloud", "goods", "photos", "tell/photo", "tell/making", "tell/read")]
    english: dict[str, list[str]] = {}
    for person in (cast.coordinator, cast.reviewer):
        client = signed_in(person)
        for path in [*fixed, *more, *steps]:
            answer = client.get(prefix + path)
            if answer.status_code in (403, 404):
                continue
            names = (
                cast.coordinator.name,
                cast.reviewer.name,
                "Warpside Collective",
                "Reedwater Collective",
                "Brindle",
            )
            if left := foreign_in(answer.content.decode(), prefix, but=(*names, "Brindle", "“photos”")):
                english[path] = left
    assert english == {}
