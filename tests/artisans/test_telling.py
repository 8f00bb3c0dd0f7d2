"""A story told step by step, read to her, and the products on which it may stand; all as plain pages."""

import re

import pytest
from django.test import Client

from artisans import actions
from artisans.content import join_answers, split_answers
from artisans.models import KeptOff, Maker, MakerReview, Persona, ProductLink, Story
from people.models import Person
from tests.artisans.conftest import TEXT, TITLE, Cast, MakeConsent, MakePersona, MakeStory, seen
from tests.catalog.shelf import make_content, put

KEY = "6a0c2f0e-0000-4000-8000-00000000000a"


def signed_in(person: Person) -> Client:
    client = Client()
    assert person.user is not None
    client.force_login(person.user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def told(client: Client, step: str, **values: str) -> str:
    answer = client.post(f"/studio/stories/{KEY}/tell/{step}/", values)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


@pytest.mark.parametrize(
    "answers",
    [
        ("How.", "Day.", "Hopes."),
        ("How.\nMore.", "Day.", "One.\n\nTwo."),
        ("How.", "", ""),
        ("", "", ""),
        ("A", "B", ""),
    ],
)
def test_answers_are_told_apart_again(answers: tuple[str, str, str]) -> None:
    assert split_answers(join_answers(*answers)) == answers


@pytest.mark.parametrize("text", ["One.", "One.\n\nTwo.", "One.\n\nTwo.\n\nThree.\n\nFour.", "One\nstill one.\n\nTwo."])
def test_no_text_is_changed_by_being_split_and_joined(text: str) -> None:
    assert join_answers(*split_answers(text)) == text


def test_a_blank_line_in_the_first_answer_does_not_move_the_second() -> None:
    assert split_answers(join_answers("How.\n\nMore.", "Day.", "Hopes.")) == ("How.\nMore.", "Day.", "Hopes.")


def test_a_story_is_told_step_by_step_without_scripts(
    cast: Cast, make_persona: MakePersona, make_consent: MakeConsent
) -> None:
    persona = make_persona()
    make_consent(persona)
    client = signed_in(cast.coordinator)
    assert persona.pseudonym in client.get("/studio/stories/begin/").content.decode()
    begun = client.post("/studio/stories/begin/", {"maker": persona.public_id, "client_id": KEY})
    assert begun.headers["Location"] == f"/studio/stories/{KEY}/tell/photo/"
    assert told(client, "making", title="Three colours", how="I draw.\n\nThen I dye.").endswith("/tell/day/")
    assert told(client, "day", day="I begin early.", hopes="I hope to teach.").endswith("/tell/child/")
    assert told(client, "child", child="no").endswith("/tell/read/")
    page = client.get(f"/studio/stories/{KEY}/tell/read/").content.decode()
    assert "Hand in" in page
    story = Story.objects.get()
    revision = story.revision
    assert revision is not None
    assert (str(story.key), story.state, revision.title) == (KEY, "draft", "Three colours")
    assert revision.text == "I draw.\nThen I dye.\n\nI begin early.\n\nI hope to teach."
    assert revision.shows_child is False
    assert "I begin early." in client.get(f"/studio/stories/{KEY}/tell/day/").content.decode()


def test_beginning_twice_makes_one_story(cast: Cast, make_persona: MakePersona) -> None:
    client, persona = signed_in(cast.coordinator), make_persona()
    for _ in range(2):
        client.post("/studio/stories/begin/", {"maker": persona.public_id, "client_id": KEY})
    assert Story.objects.count() == 1


def test_an_empty_story_is_not_handed_in(cast: Cast, make_persona: MakePersona) -> None:
    client = signed_in(cast.coordinator)
    client.post("/studio/stories/begin/", {"maker": make_persona().public_id, "client_id": KEY})
    seen_hash = {"revision_hash": seen(Story.objects.get())}
    page = client.post(f"/studio/stories/{KEY}/submit/", seen_hash, follow=True).content.decode()
    assert "Write what she made, and how, before it is handed in." in page
    assert Story.objects.get().state == "draft"
    assert "No words yet" in client.get("/studio/").content.decode()


def test_no_question_asks_why_she_is_here(cast: Cast, reviewed: MakeStory) -> None:
    client, story = signed_in(cast.coordinator), reviewed()
    labels = []
    for step in ("making", "day", "child"):
        page = client.get(f"/studio/stories/{story.key}/tell/{step}/").content.decode()
        labels += re.findall(r"<label for=\"id_[a-z]+\">([^<]+)", page)
    assert [label.strip() for label in labels] == [
        "What did she make? One line.",
        "How does she make it?",
        "What does a working day look like?",
        "What does she hope for in her work?",
    ]


ADDRESSES = ["tell/photo/", "tell/making/", "tell/read/", "aloud/", "goods/"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_another_programmes_story_does_not_exist_in_any_step(cast: Cast, published: MakeStory, address: str) -> None:
    story = published()
    client = signed_in(cast.stranger)
    path = f"/studio/stories/{story.key}/{address}"
    assert client.get(path).status_code == 404
    assert client.post(path, {"title": "x", "how": "y"}).status_code in (404, 405)
    assert client.post(f"/studio/stories/{story.key}/goods/choose/", {"product_id": "x"}).status_code == 404
    assert Client().get(path).headers["Location"].startswith("/studio/login/")


def test_another_programmes_maker_cannot_begin_a_story(cast: Cast, make_persona: MakePersona) -> None:
    client = signed_in(cast.stranger)
    assert (
        client.post("/studio/stories/begin/", {"maker": make_persona().public_id, "client_id": KEY}).status_code == 400
    )
    assert not Story.objects.exists()


def test_the_page_read_to_her_shows_exactly_the_words_that_her_answer_names(
    cast: Cast, make_persona: MakePersona, make_consent: MakeConsent
) -> None:
    persona = make_persona()
    make_consent(persona)
    story = actions.create_draft(persona=persona, title=TITLE, text=TEXT, author=cast.coordinator, shows_child=False)
    actions.submit_story(story, by=cast.coordinator)
    client = signed_in(cast.coordinator)
    page = client.get(f"/studio/stories/{story.key}/aloud/").content.decode()
    assert TITLE in page
    assert "I agree to exactly these words" in page
    found = re.search(r'name="revision_hash" value="([0-9a-f]{64})"', page)
    assert found is not None
    answer = {"revision_hash": found.group(1), "language": "bn", "read_aloud": "on", "outcome": "accepted"}
    client.post(f"/studio/stories/{story.key}/review/", answer)
    review = MakerReview.objects.get()
    assert (review.outcome, review.read_aloud, review.language) == ("accepted", True, "bn")
    story.refresh_from_db()
    assert story.state == "second_approval"


def test_she_may_refuse_a_published_story_but_not_agree_again(cast: Cast, published: MakeStory) -> None:
    story = published()
    page = signed_in(cast.coordinator).get(f"/studio/stories/{story.key}/aloud/").content.decode()
    assert 'value="refused"' in page
    assert 'value="accepted"' not in page


@pytest.fixture
def hung(pool: list[Maker], published: MakeStory, make_persona: MakePersona) -> Story:
    """A published story that stands on the product P1."""
    put(make_content(1), make_content(2, craft="ikat"))
    story = published(make_persona(maker=pool[0]))
    assert ProductLink.objects.get(product_id="P1").story == story
    return story


def test_a_story_kept_off_a_product_leaves_it_and_comes_back(cast: Cast, hung: Story) -> None:
    client = signed_in(cast.coordinator)
    path = f"/studio/stories/{hung.key}/goods/"
    assert "It stands here" in client.get(path).content.decode()
    client.post(f"{path}choose/", {"product_id": "P1", "wish": "off"})
    assert not ProductLink.objects.exists()
    assert "Kept off" in client.get(path).content.decode()
    client.post(f"{path}choose/", {"product_id": "P1", "wish": "on"})
    assert ProductLink.objects.get(product_id="P1").story == hung
    assert not KeptOff.objects.exists()


@pytest.mark.parametrize(
    ("asked", "may"),
    [
        ("https://shop.example/products/piece-1/", True),
        ("/km/products/piece-1/", True),
        ("piece-1", True),
        ("/products/piece-2/", False),
        ("/trace/KP-2609-01/", False),
        ("https://shop.example/01/09506000134352/10/KP-2609-01", False),
        ("<script>", False),
    ],
)
def test_a_code_tells_whether_the_story_may_stand_there(cast: Cast, hung: Story, asked: str, may: bool) -> None:
    page = signed_in(cast.coordinator).get(f"/studio/stories/{hung.key}/goods/", {"product": asked}).content.decode()
    assert ("Yes, it may stand on" in page, "No: no piece of her craft" in page) == (may, not may)


def test_a_product_of_another_craft_is_refused(cast: Cast, hung: Story) -> None:
    client = signed_in(cast.coordinator)
    path = f"/studio/stories/{hung.key}/goods/choose/"
    page = client.post(path, {"product_id": "P2", "wish": "off"}, follow=True).content.decode()
    assert "This story cannot stand on that piece." in page
    assert not KeptOff.objects.exists()


def test_there_is_no_way_to_wish_a_story_onto_a_product() -> None:
    assert {field.name for field in KeptOff._meta.get_fields()} == {"id", "story", "product_id", "by", "at"}
    assert not hasattr(Persona, "product_id")
