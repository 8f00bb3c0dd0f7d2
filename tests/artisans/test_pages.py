"""The public pages of makers."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from artisans import actions
from artisans.models import Persona, Story
from tests.artisans.conftest import TITLE, Cast, MakeConsent, MakeMaker, MakePersona, MakeStory, make_programme


def page_of(client: Client, story: Story) -> str:
    response = client.get(f"/artisans/{story.persona.public_id}/")
    assert response.status_code == 200
    return response.content.decode()


def test_a_makers_page_tells_her_story(client: Client, published: MakeStory) -> None:
    html = page_of(client, published())
    assert "<h1>Brindle</h1>" in html
    assert "<p>I stretch the cloth and draw with a blunt needle.</p>" in html
    assert "<p>One day I hope to teach this stitch to others.</p>" in html
    assert "one of the makers we work with" in html
    assert "sample story of an invented person" in html


@pytest.mark.parametrize(("feeds", "robots"), [(True, "noimageindex"), (False, "noindex, noimageindex")])
def test_a_makers_page_is_kept_a_minute_and_gives_no_picture_to_search_engines(
    client: Client, published: MakeStory, make_persona: MakePersona, make_consent: MakeConsent, feeds: bool, robots: str
) -> None:
    persona = make_persona()
    make_consent(persona, channels=("product_page", "feeds") if feeds else ("product_page",))
    story = published(persona)
    page = client.get(f"/artisans/{story.persona.public_id}/")
    assert f'<meta name="robots" content="{robots}">' in page.content.decode()
    for response in (page, client.get("/artisans/")):
        assert response.headers["Cache-Control"] == "public, max-age=60"
        assert response.headers["X-Robots-Tag"] == robots
        assert 'noimageindex">' in response.content.decode()
        assert not response.cookies


def test_a_makers_page_names_no_programme_no_person_and_no_lot(
    client: Client, cast: Cast, published: MakeStory
) -> None:
    html = page_of(client, published())
    for hidden in (
        cast.loom.name,
        cast.loom.slug,
        cast.lake.name,
        cast.coordinator.name,
        "Wexford",
        "/trace/",
        "Person",
    ):
        assert hidden not in html


def test_the_source_holds_nothing_of_her_that_the_page_does_not_show(client: Client, published: MakeStory) -> None:
    story = published()
    html = page_of(client, story)
    assert story.revision is not None
    for hidden in (str(story.key), story.revision.content_hash, "ab" * 32, "bn", "thumbprint", "<!--"):
        assert not re.search(rf"(?<![\w-]){re.escape(hidden)}(?![\w-])", html)
    shown = re.sub(r"<head>.*?</head>|<[^>]+>", " ", html, flags=re.DOTALL)
    head = re.search(r"<head>.*?</head>", html, flags=re.DOTALL)
    assert head is not None
    described = re.search(r'name="description" content="([^"]*)"', head.group())
    assert described is not None and described.group(1) in shown


def test_html_in_a_story_is_shown_as_words(client: Client, cast: Cast, published: MakeStory) -> None:
    story = published()
    assert story.revision is not None
    type(story.revision).objects.filter(pk=story.revision.pk).update(text="<script>alert(1)</script>")
    html = page_of(client, story)
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


@pytest.mark.parametrize("step", ["none", "draft", "reviewed", "paused"])
def test_what_is_not_public_is_unknown(
    client: Client, cast: Cast, step: str, reviewed: MakeStory, published: MakeStory, make_persona: MakePersona
) -> None:
    if step == "none":
        persona = make_persona()
    elif step == "draft":
        persona = make_persona()
        actions.create_draft(persona=persona, title=TITLE, text="x", author=cast.coordinator, shows_child=None)
    elif step == "reviewed":
        persona = reviewed().persona
    else:
        persona = actions.pause_story(published(), by=cast.reviewer).persona
    response = client.get(f"/artisans/{persona.public_id}/")
    assert response.status_code == 404
    assert "Brindle" not in response.content.decode()
    assert "Brindle" not in client.get("/artisans/").content.decode()


def test_an_ended_consent_hides_the_page_that_day_without_the_worker(client: Client, published: MakeStory) -> None:
    story = published()
    end = story.persona.consents.get().expires_at
    with time_machine.travel(end - timedelta(days=1), tick=False):
        assert client.get(f"/artisans/{story.persona.public_id}/").status_code == 200
    with time_machine.travel(end.replace(hour=0, minute=0), tick=False):
        gone = client.get(f"/artisans/{story.persona.public_id}/")
        assert gone.status_code == 410
        assert "Brindle" not in gone.content.decode()
        assert "Brindle" not in client.get("/artisans/").content.decode()
        assert Story.objects.get().state == "published"


def test_an_unknown_id_is_a_404(client: Client, cast: Cast) -> None:
    assert client.get("/artisans/0123456789abcdef/").status_code == 404
    assert client.get("/artisans/x%00y/").status_code == 404


@pytest.mark.parametrize(
    ("makers", "region", "place"), [(10, True, "Odisha, India"), (9, True, "India"), (10, False, "India")]
)
def test_the_state_stands_on_the_page_only_from_ten_makers_on_and_with_consent(
    client: Client,
    cast: Cast,
    make_maker: MakeMaker,
    make_persona: MakePersona,
    make_consent: MakeConsent,
    published: MakeStory,
    makers: int,
    region: bool,
    place: str,
) -> None:
    programme = make_programme("warpside", state="Odisha")
    rows = [make_maker(f"Zorblat{chr(97 + n)}", programme=programme) for n in range(makers)]
    persona = make_persona(maker=rows[0], state="Odisha")
    make_consent(persona, scopes=("text", "pseudonym", "region") if region else ("text", "pseudonym"))
    html = page_of(client, published(persona))
    assert f"<dd>{place}</dd>" in html
    assert ("Odisha" in html) is (place != "India")


def test_the_list_counts_people_only_from_ten_on(
    client: Client, published: MakeStory, make_persona: MakePersona
) -> None:
    names = [f"{first}{second}" for first in ("Brin", "Tam", "Jup", "Wil") for second in ("dle", "sin", "iter")][:10]
    for name in names[:9]:
        published(make_persona(name))
    assert "fewer than 10" in client.get("/artisans/").content.decode()
    published(make_persona(names[9]))
    html = client.get("/artisans/").content.decode()
    assert "fewer than 10" not in html and "Stories to read: 10." in html


def test_the_list_cannot_be_filtered_by_any_trait(client: Client, published: MakeStory) -> None:
    published()
    plain = client.get("/artisans/").content
    for query in ("craft=ikat", "country=kh", "q=nobody", "state=Odisha", "page=9"):
        assert client.get(f"/artisans/?{query}").content == plain


def test_pages_with_makers_say_nothing_of_whom_the_programmes_serve(client: Client, published: MakeStory) -> None:
    story = published()
    for address in ("/artisans/", f"/artisans/{story.persona.public_id}/"):
        html = client.get(address).content.decode().lower()
        assert "survivor" not in html and "traffick" not in html and "at risk" not in html


def test_an_empty_list_says_so(client: Client, cast: Cast) -> None:
    assert "No maker&#x27;s story" in client.get("/artisans/").content.decode() or (
        "No maker's story" in client.get("/artisans/").content.decode()
    )


@pytest.mark.parametrize("personas", [2, 6])
def test_the_list_costs_the_same_for_any_number(
    client: Client,
    published: MakeStory,
    make_persona: MakePersona,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    personas: int,
) -> None:
    for name in ("Brindle", "Tamsin", "Jupiter", "Wilmot", "Orsolo", "Fenwick")[:personas]:
        published(make_persona(name))
    with django_assert_max_num_queries(3):
        client.get("/artisans/")


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nothing_is_sent_to_a_maker(client: Client, published: MakeStory, method: str) -> None:
    story = published()
    assert getattr(client, method)(f"/artisans/{story.persona.public_id}/").status_code == 405


def test_public_ids_are_random_and_tell_no_order(make_persona: MakePersona) -> None:
    ids = [make_persona(name).public_id for name in ("Brindle", "Tamsin", "Jupiter")]
    assert all(re.fullmatch(r"[0-9a-f]{16}", one) for one in ids)
    assert len(set(ids)) == 3
    assert Persona.objects.filter(public_id__in=ids, withdrawn_at=None).count() == 3
    assert timezone.localdate().isoformat().replace("-", "") not in "".join(ids)
