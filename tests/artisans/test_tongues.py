"""Whatever goes wrong in the studio is said in the language of the page: found by driving it wrongly."""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from artisans import actions
from artisans.bulk.sheets import COLUMNS, REQUIRED
from artisans.models import Story
from artisans.studio.frame import LANGUAGE_COOKIE
from tests.artisans.conftest import TITLE, Cast, MakeConsent, MakeMaker, MakePersona, MakeStory, seen
from tests.artisans.photo_desk import ALT, ANSWERS, mark, send
from tests.artisans.photo_files import draw, encode
from tests.artisans.spoken import english_in, foreign_in
from tests.artisans.test_photo_uploads import TUS, metadata
from tests.artisans.test_studio import signed_in

NAMES = (
    "Coordinator W",
    "Coordinator R",
    "Reviewer One",
    "Reviewer Two",
    "Brindle",
    "Tansy",
    "Tamsin",
    "souls",
    TITLE,
    ALT,
)
COLUMN_NAMES = (", ".join(COLUMNS), ", ".join(REQUIRED), "“photos”", "“text”", "“child”", "“title”", "yes")
MORE_NAMES = ("Warpside Collective", "Reedwater Collective", "Sample Town", "Wexford", "Zorblat", "contact")
TYPED = ("souls", "a.jpg", "b.jpg", "no.jpg", "“odd”", "Nobody")
KEY = "6a0c2f0e-0000-4000-8000-00000000000a"
Wrong = tuple[str, str, dict[str, Any]]


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/octet-stream")


def wrong_makers(maker: str) -> Iterator[Wrong]:
    """Enrolling, consents and the vault with everything that can be wrong in them."""
    yield "post", "/studio/makers/new/", {}
    yield "post", "/studio/makers/new/", {"real_name": "x" * 300, "craft": "nothing", "pseudonym": "y" * 99}
    yield "post", "/studio/makers/new/", {"real_name": "Tamsin Tansy", "craft": "kantha", "pseudonym": "Tamsin"}
    whole = {"scopes": ["text"], "channels": ["product_page"], "language": "bn", "method": "signed", "months": "12"}
    told = {"permanence_explained": "on", "pay_independent": "on", "may_withdraw": "on"}
    yield "post", f"{maker}consent/", {}
    yield "post", f"{maker}consent/", whole | told | {"months": "99", "scopes": ["souls"], "language": "xx"}
    yield "post", f"{maker}consent/", whole | told | {"evidence": upload("empty.pdf", b"")}
    yield "post", f"{maker}consent/", whole | {"evidence": upload("paper.pdf", b"paper")}
    yield "post", f"{maker}consents/999/evidence/", {}
    yield "post", f"{maker}name/", {}
    yield "post", f"{maker}adult/", {}
    yield "post", f"{maker}card/", {}
    yield "post", "/studio/vault/999/name/", {}
    yield "post", "/studio/makers/0123456789abcdef/withdraw/", {}


def wrong_stories(story: str, maker_id: str) -> Iterator[Wrong]:
    """Writing, telling and every step, out of order and with words that cannot be kept."""
    words = {"title": "Q", "text": "Q.", "child": "no", "language": "en"}
    yield "post", "/studio/stories/new/", {}
    yield "post", "/studio/stories/new/", words | {"maker": "nobody", "client_id": "none", "language": "xx"}
    for text in ("x" * 100_001, "a\u202eb", "a\x07b", "a\ue000b", "a\ufdd0b", "<b>Q</b>"):
        new = {"maker": maker_id, "client_id": str(uuid.uuid4()), "text": text}
        yield "post", "/studio/stories/new/", words | new
        yield "post", f"{story}edit/", words | {"text": text}
    yield "post", f"{story}edit/", words | {"title": "x" * 999}
    yield "post", f"{story}edit/", words | {"title_hi": "तीन"}
    yield "post", f"{story}edit/", words | {"seen": "0" * 64}
    yield "post", f"{story}edit/", words | {"seen": "0" * 65}
    yield "post", f"{story}edit/", words | {"title_en": "Q", "text_en": "Q."}
    yield "post", "/studio/stories/begin/", {}
    yield "post", "/studio/stories/begin/", {"maker": "nobody", "client_id": KEY}
    for step in ("making", "day", "child", "read", "nowhere"):
        yield "post", f"{story}tell/{step}/", {}
        yield (
            "post",
            f"{story}tell/{step}/",
            {"title": "x" * 999, "how": "x" * 9999, "day": "x" * 9999, "child": "maybe"},
        )
    for step in ("submit", "review", "publish", "resume", "pause", "send-back", "override", "goods/choose"):
        yield "post", f"{story}{step}/", {}
        yield (
            "post",
            f"{story}{step}/",
            {"revision_hash": "0" * 64, "language": "xx", "outcome": "perhaps", "rule": "no"},
        )
        yield "post", f"{story}{step}/", {"reason": "x" * 999, "rule": "history", "words": "Q", "revision_hash": "old"}
    yield "post", f"{story}override/", {"rule": "history", "words": "Q", "reason": "Q"}
    yield "post", f"{story}override/999/", {}
    yield "get", f"{story}?before=99", {}
    yield "get", f"{story}goods/?product=nothing", {}
    yield "get", f"/studio/stories/{KEY}/", {}


def wrong_photos(story: str, photo: str) -> Iterator[Wrong]:
    """Photos, and lists of stories, that cannot come in."""
    yield "post", f"{story}photos/", {}
    client_id = str(uuid.uuid4())
    small, tail = encode(draw(200, 100), "png"), encode(draw(), "jpeg") + b"<?php ?>"
    for name, content in (
        ("a.jpg", b""),
        ("a.jpg", b"no photo"),
        ("a.php.jpg", encode(draw(), "jpeg")),
        ("a.png", encode(draw(), "jpeg")),
        ("a.png", small),
        ("a.jpg", encode(draw(), "jpeg")[:900]),
        ("a.jpg", tail),
        ("x" * 250 + ".jpg", encode(draw(), "jpeg")),
        ("a.jpg", bytes(16 * 1024 * 1024)),
    ):
        yield "post", f"{story}photos/", {"kind": "hands", "client_id": client_id, "photo": upload(name, content)}
    answers = dict.fromkeys(ANSWERS, "no")
    yield "post", photo, {}
    yield "post", photo, answers | {"kind": "hands", "alt": "Call 98300 12345.", "left": "80", "top": "x"}
    yield "post", photo, answers | {"kind": "hands", "alt": "Call 98300 12345."}
    yield "post", photo, answers | {"kind": "souls", "alt": "x" * 300, "left": "60", "right": "60"}
    yield "post", f"{photo}accept/", {"edition": "9"}
    yield "get", f"/studio/photos/{KEY}/", {}
    head = "id,maker,title,text,child,photos\n"
    for sheet in (
        "id,maker,title,text,odd\n1,2,3,4,5",
        "id,maker,title,text,\n1,2,3,4,5",
        "id,maker,title\n1,2,3",
        "id,maker,title,text,text\n1,2,3,4,5",
        head,
        head + "1,Nobody,=1+1,Q.,maybe,no.jpg",
        head + f"{KEY},Brindle,Q,She was trafficked.,,a.jpg;b.jpg\n{KEY},Brindle,,,no,",
        head + f"{KEY},Brindle,Q,a\u202eb,no,",
        head + f"{KEY},Brindle,{'ក' * 400},Q.,no,",
        head + f"{KEY},Brindle,Q,I live in Malda.,,",
        "PK\x03\x04",
        "<html>",
    ):
        yield "post", "/studio/import/", {"sheet": upload("list.csv", sheet.encode())}
    yield "post", "/studio/import/", {"sheet": upload("a.csv", head.encode()), "photos": upload("a.zip", b"no zip")}
    yield "post", "/studio/import/", {}
    yield "post", f"/studio/import/{KEY}/run/", {}


def wrong_lots() -> Iterator[Wrong]:
    """Lots whose facts contradict each other."""
    lot = {"code": "kp 1", "title": "Q", "units": "0", "work_hours": "1e9", "makers_count": "x", "wage": "1.999"}
    days = {"started_on": "2026-10-03", "finished_on": "2026-09-03", "uncertainty_percent": "900"}
    yield "post", "/studio/lots/new/", {}
    yield "post", "/studio/lots/new/", lot | days
    yield (
        "post",
        "/studio/lots/new/",
        lot | {"started_on": "soon", "country_1": "India", "training_hours": "123456789012"},
    )
    yield "get", "/studio/lots/KP-0/", {}


def drive(client: Client, prefix: str, wrongs: Iterator[Wrong]) -> dict[str, list[str]]:
    """English words in the answers to wrong actions, by what was done."""
    found: dict[str, list[str]] = {}
    for method, path, values in wrongs:
        typed = tuple(str(value) for value in values.values() if isinstance(value, str) and len(value) > 2)
        answer = getattr(client, method)(prefix + path, values, follow=True)
        assert answer.status_code < 500, path
        page, but = answer.content.decode(), (*NAMES, *MORE_NAMES, *COLUMN_NAMES, *TYPED, *typed)
        if english := foreign_in(page, prefix, but=but):
            found[f"{path} {sorted(values)} {answer.status_code}"] = english
    return found


@pytest.mark.parametrize("prefix", ["/hi", "/km"])
@pytest.mark.parametrize("who", ["coordinator", "reviewer", "stranger"])
def test_nothing_that_goes_wrong_is_said_in_english(
    cast: Cast, reviewed: MakeStory, make_persona: MakePersona, make_consent: MakeConsent, prefix: str, who: str
) -> None:
    persona = make_persona()
    make_consent(persona, scopes=("text", "pseudonym", "hands_photo"))
    story = reviewed(persona, title="Q", text="Q. I live in Malda. She was sold.")
    photo = mark(send(story, cast.coordinator), cast.coordinator, answers=ANSWERS | {"sign": True, "face": None})
    own, maker = f"/studio/stories/{story.key}/", f"/studio/makers/{persona.public_id}/"
    client = signed_in(getattr(cast, who))
    found = drive(client, prefix, wrong_makers(maker))
    found |= drive(client, prefix, wrong_photos(own, f"/studio/photos/{photo.key}/"))
    found |= drive(client, prefix, wrong_stories(own, persona.public_id))
    found |= drive(client, prefix, wrong_lots())
    found |= drive(
        Client(), prefix, iter([("post", "/studio/login/", {}), ("post", "/studio/login/", {"login": "x@y.z"})])
    )
    assert found == {}


@pytest.mark.parametrize("prefix", ["/hi", "/km"])
def test_what_is_over_is_said_in_the_language_of_the_page(cast: Cast, published: MakeStory, prefix: str) -> None:
    story = published(title="Q", text="Q.")
    own, maker = f"/studio/stories/{story.key}/", f"/studio/makers/{story.persona.public_id}/"
    photo = mark(send(story, cast.coordinator), cast.coordinator)
    actions.withdraw_story(story, by=cast.coordinator)
    wrongs: list[Wrong] = [
        ("post", f"{own}edit/", {"title": "Q", "text": "Other.", "child": "no"}),
        ("post", f"{own}submit/", {"revision_hash": seen(story)}),
        ("post", f"{own}publish/", {"revision_hash": seen(story)}),
        ("post", f"{own}pause/", {}),
        (
            "post",
            f"{own}photos/",
            {"kind": "hands", "client_id": KEY, "photo": upload("a.jpg", encode(draw(), "jpeg"))},
        ),
        ("post", f"/studio/photos/{photo.key}/", {"kind": "hands", "alt": "Q"}),
        ("post", f"/studio/photos/{photo.key}/accept/", {"edition": photo.edition}),
        ("post", f"/studio/photos/{photo.key}/remove/", {}),
        ("get", own, {}),
        ("get", maker, {}),
        ("post", f"{own}withdraw/", {}),
    ]
    assert drive(signed_in(cast.coordinator), prefix, iter(wrongs)) == {}
    assert drive(signed_in(cast.reviewer), prefix, iter(wrongs)) == {}


@pytest.mark.parametrize("language", ["hi", "km"])
def test_refused_uploads_say_why_in_the_language_of_the_page(cast: Cast, reviewed: MakeStory, language: str) -> None:
    story = reviewed()
    client = signed_in(cast.coordinator)
    page = client.get(f"/{language}/studio/stories/{story.key}/photos/").content.decode()
    place = f"/{language}/studio/uploads/"
    assert f'data-uploads="{place}"' in page
    good = {"story": str(story.key), "client_id": KEY, "kind": "hands", "filename": "a.jpg", "filetype": "image/jpeg"}
    refused: list[dict[str, str]] = [
        {"Tus-Resumable": "0.1"},
        {"Upload-Length": "many"},
        {"Upload-Length": "0"},
        {"Upload-Length": str(10**9)},
        {"Upload-Metadata": "story %%"},
        {"Upload-Metadata": metadata(**good | {"client_id": "x"})},
        {"Upload-Metadata": metadata(**good | {"kind": "souls"})},
        {"Upload-Metadata": metadata(**good | {"filename": "a.php"})},
    ]
    for changes in refused:
        headers = TUS | {"Upload-Length": "1000", "Upload-Metadata": metadata(**good)} | changes
        answer = client.post(place, headers=headers)
        assert answer.status_code in range(400, 500), changes
        assert english_in(answer.json()["error"]) == [], answer.json()
    begun = client.post(place, headers=TUS | {"Upload-Length": "1000", "Upload-Metadata": metadata(**good)})
    address = begun.headers["Location"]
    for kind, more in (
        ("image/jpeg", {}),
        ("application/offset+octet-stream", {"Upload-Offset": "7"}),
        ("application/offset+octet-stream", {"Upload-Checksum": "md5 x"}),
        ("application/offset+octet-stream", {"Upload-Checksum": "sha256 x"}),
        ("application/offset+octet-stream", {}),
    ):
        answer = client.patch(address, b"no photo" * 99, content_type=kind, headers=TUS | {"Upload-Offset": "0"} | more)
        assert answer.status_code in range(400, 500), (kind, more)
        assert english_in(answer.json()["error"]) == [], answer.json()
    away = Client().post(place, headers=TUS)
    assert (away.status_code, english_in(away.json()["error"])) == (401, [])


@pytest.mark.parametrize(("prefix", "status"), [("/hi", 403), ("/km", 403)])
def test_a_form_of_another_site_is_refused_in_the_language_of_the_page(
    cast: Cast, published: MakeStory, prefix: str, status: int
) -> None:
    story = published(title="Q", text="Q.")
    client = signed_in(cast.coordinator)
    for path in (f"/studio/stories/{story.key}/withdraw/", "/withdraw/"):
        answer = client.post(prefix + path, headers={"Origin": "https://elsewhere.example"})
        assert answer.status_code == status
        assert english_in(answer.content.decode()) == []
    assert Story.objects.get().state == "published"


@pytest.mark.parametrize("prefix", ["/hi", "/km"])
def test_a_page_that_breaks_is_said_in_the_language_of_the_page(cast: Cast, prefix: str, settings: Any) -> None:
    settings.STUDIO_SHARED_HOURS = "not a number"
    client = Client(raise_request_exception=False)
    answer = client.post(
        f"{prefix}/studio/login/", {"login": "coordinator@test.example", "password": "korai-loom-742-thread"}
    )
    assert answer.status_code == 500
    assert english_in(answer.content.decode()) == []


def test_the_language_of_the_phone_is_that_of_the_mails(
    cast: Cast, make_persona: MakePersona, make_consent: MakeConsent
) -> None:
    from datetime import timedelta

    import time_machine

    from mail.letters import render_letter
    from mail.models import Message

    record = make_consent(make_persona())
    client = signed_in(cast.coordinator)
    client.post("/studio/language/", {"language": "km", "next": "/studio/"})
    assert client.cookies[LANGUAGE_COOKIE].value == "km"
    with time_machine.travel(record.expires_at - timedelta(days=20), tick=False):
        actions.remind_of_endings()
    letter = render_letter(Message.objects.get())
    assert "/km/studio/endings/" in letter.text
    for text in (letter.subject, letter.text.replace("http://localhost:8000", ""), letter.html):
        assert (
            english_in(text.replace("/km/studio/endings/", ""), but=("http://127.0.0.1:8000", "http://testserver"))
            == []
        )


@pytest.mark.parametrize(("prefix", "word"), [("", "Appliqué"), ("/hi", "अप्लीक"), ("/km", "ដេរប៉ះ")])
def test_crafts_are_named_in_the_language_of_the_page(
    cast: Cast, make_maker: MakeMaker, make_persona: MakePersona, prefix: str, word: str
) -> None:
    make_persona(maker=make_maker("Wexfordappliquex", craft="applique"))
    client = signed_in(cast.coordinator)
    choices = client.get(f"{prefix}/studio/makers/new/").content.decode()
    assert f'<option value="applique">{word}</option>' in choices
    assert word.lower() in client.get(f"{prefix}/studio/makers/").content.decode()
