"""The studio, as coordinators and reviewers use it."""

import re
import uuid

import pytest
from django.core.cache import cache
from django.test import Client

from artisans.models import Approval, ConsentRecord, LintOverride, Story, StoryRevision
from people.models import Person
from tests.artisans.conftest import PASSWORD, TEXT, TITLE, Cast, MakeConsent, MakePersona, MakeStory, approve, seen


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


def signed_in(person: Person) -> Client:
    client = Client()
    assert person.user is not None
    client.force_login(person.user)
    return client


def text_of(client: Client, path: str) -> str:
    response = client.get(path, follow=True)
    assert response.status_code == 200
    return str(response.content.decode())


def address(story: Story, step: str = "") -> str:
    return f"/studio/stories/{story.key}/{step}"


def sent_story(persona_id: str, **changes: str) -> dict[str, str]:
    values = {"maker": persona_id, "title": TITLE, "text": TEXT, "child": "no", "client_id": str(uuid.uuid4())}
    return values | changes


def test_signing_in_and_out_with_the_password(cast: Cast) -> None:
    client = Client()
    assert client.get("/studio/").headers["Location"] == "/studio/login/?next=%2Fstudio%2F"
    page = client.get("/studio/login/?next=/studio/stories/new/")
    assert page.status_code == 200
    assert 'autocomplete="username"' in page.content.decode()
    assert 'autocomplete="current-password"' in page.content.decode()
    answer = client.post(
        "/studio/login/", {"login": "coordinator@test.example", "password": PASSWORD, "next": "/studio/stories/new/"}
    )
    assert (answer.status_code, answer.headers["Location"]) == (302, "/studio/stories/new/")
    assert client.get("/studio/").status_code == 200
    assert client.get("/studio/logout/").status_code == 405
    assert client.post("/studio/logout/").headers["Location"] == "/studio/login/"
    assert client.get("/studio/").status_code == 302


def test_a_wrong_password_says_nothing_about_the_account(cast: Cast) -> None:
    client = Client()
    pages = []
    for email in ("coordinator@test.example", "nobody@test.example"):
        response = client.post("/studio/login/", {"login": email, "password": "wrong-password-9"})
        assert response.status_code == 200
        pages.append(response.content.decode().replace(email, "E"))
    assert pages[0] == pages[1]
    assert "not correct" in pages[0]


def test_too_many_attempts_are_429_with_a_sentence(cast: Cast) -> None:
    client = Client()
    values = {"login": "coordinator@test.example", "password": "wrong-password-9"}
    codes = [client.post("/studio/login/", values).status_code for _ in range(5)]
    assert codes == [200] * 5
    refused = client.post("/studio/login/", values | {"password": PASSWORD})
    assert refused.status_code == 429
    assert "Too many failed login attempts" in refused.content.decode()
    assert client.get("/studio/").status_code == 302


def test_signing_in_never_leads_to_another_site(cast: Cast) -> None:
    answer = Client().post(
        "/studio/login/",
        {"login": "coordinator@test.example", "password": PASSWORD, "next": "https://elsewhere.example/"},
    )
    assert answer.headers["Location"] == "/studio/"


def test_an_account_without_a_role_is_refused(cast: Cast) -> None:
    cast.coordinator.roles.all().delete()
    assert signed_in(cast.coordinator).get("/studio/").status_code == 403


def test_a_coordinator_writes_a_story_and_a_reviewer_publishes_it(
    cast: Cast, make_persona: MakePersona, make_consent: MakeConsent
) -> None:
    persona = make_persona()
    make_consent(persona)
    coordinator, reviewer = signed_in(cast.coordinator), signed_in(cast.reviewer)
    made = coordinator.post("/studio/stories/new/", sent_story(persona.public_id))
    story = Story.objects.get()
    assert made.headers["Location"] == address(story)
    assert "No words found that may not stand." in text_of(coordinator, address(story))
    coordinator.post(address(story, "submit/"), {"revision_hash": seen(story)})
    page = text_of(coordinator, address(story))
    assert "Read these words to her" in page
    found = re.search(r'name="revision_hash" value="([0-9a-f]{64})"', page)
    assert found is not None
    answer = {"revision_hash": found.group(1), "language": "bn", "read_aloud": "on", "outcome": "accepted"}
    coordinator.post(address(story, "review/"), answer)
    assert text_of(reviewer, address(story)).count("Holds") == 12
    assert "Published." in str(
        reviewer.post(address(story, "publish/"), {"revision_hash": seen(story)}, follow=True).content
    )
    story.refresh_from_db()
    assert story.state == "published"
    assert Client().get(f"/artisans/{persona.public_id}/").status_code == 200


def test_what_the_check_found_is_marked_with_rule_and_suggestion(cast: Cast, make_persona: MakePersona) -> None:
    client = signed_in(cast.coordinator)
    client.post("/studio/stories/new/", sent_story(make_persona().public_id, text="I live in Malda."))
    page = text_of(client, address(Story.objects.get()))
    assert '<mark class="marked">Malda<span class="visually-hidden"> (place)</span></mark>' in page
    assert "Name no place below the state." in page


def test_a_history_is_refused_with_a_sentence_and_the_words_stay(cast: Cast, make_persona: MakePersona) -> None:
    client = signed_in(cast.coordinator)
    client.post("/studio/stories/new/", sent_story(make_persona().public_id, text="She was trafficked."))
    story = Story.objects.get()
    page = str(client.post(address(story, "submit/"), {"revision_hash": seen(story)}, follow=True).content.decode())
    assert "A story never tells why she is here. Please rewrite the words that are marked." in page
    assert "She was" in page
    story.refresh_from_db()
    assert story.state == "draft"


def test_missing_guards_are_named_to_the_reviewer(cast: Cast, reviewed: MakeStory) -> None:
    story = reviewed(shows_child=None)
    client = signed_in(cast.reviewer)
    assert "Answer the question: is a child in the text or in a picture?" in text_of(client, address(story))
    page = client.post(address(story, "publish/"), {"revision_hash": seen(story)}, follow=True).content.decode()
    assert "Not published yet. Missing: child." in page
    assert not Approval.objects.exists()


@pytest.mark.parametrize("step", ["publish/", "resume/", "send-back/", "pause/", "override/1/"])
def test_a_coordinator_takes_no_reviewers_step(cast: Cast, published: MakeStory, step: str) -> None:
    story = published()
    assert signed_in(cast.coordinator).post(address(story, step), {"reason": "why"}).status_code == 403
    assert Story.objects.get().state == "published"


STEPS = ["", "edit/", "submit/", "review/", "withdraw/", "override/"]


@pytest.mark.parametrize("step", STEPS)
def test_another_programmes_story_does_not_exist(cast: Cast, published: MakeStory, step: str) -> None:
    story = published()
    client = signed_in(cast.stranger)
    response = (
        client.get(address(story)) if not step else client.post(address(story, step), {"title": "x", "text": "y"})
    )
    assert response.status_code == 404
    assert TITLE not in response.content.decode()
    assert TITLE not in text_of(client, "/studio/")
    assert Story.objects.get().state == "published"
    assert StoryRevision.objects.count() == 1


def test_another_programmes_maker_cannot_be_chosen(cast: Cast, make_persona: MakePersona) -> None:
    persona = make_persona("Brindle")
    client = signed_in(cast.stranger)
    assert "Brindle" not in text_of(client, "/studio/stories/new/")
    response = client.post("/studio/stories/new/", sent_story(persona.public_id))
    assert response.status_code == 400
    assert not Story.objects.exists()


@pytest.mark.parametrize("step", STEPS)
def test_strangers_are_led_to_the_sign_in(published: MakeStory, step: str) -> None:
    story = published()
    response = Client().get(address(story)) if not step else Client().post(address(story, step))
    if step in ("", "edit/"):
        assert response.headers["Location"].startswith("/studio/login/")
    assert response.status_code == 302
    assert Story.objects.get().state == "published"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": ""}, "This field is required."),
        ({"text": ""}, "This field is required."),
        ({"text": "x" * 100_000}, "at most 20000 characters"),
        ({"title": "x" * 121}, "at most 120 characters"),
        ({"text": "a\x00b"}, "Null characters are not allowed."),
        ({"client_id": "no-uuid"}, "Enter a valid UUID."),
        ({"maker": "nobody"}, "not one of the available choices"),
    ],
)
def test_bad_input_gets_a_sentence_and_loses_nothing(
    cast: Cast, make_persona: MakePersona, changes: dict[str, str], sentence: str
) -> None:
    values = sent_story(make_persona().public_id) | changes
    response = signed_in(cast.coordinator).post("/studio/stories/new/", values)
    page = response.content.decode()
    assert response.status_code == 400
    assert sentence in page
    assert values["text"].replace("\x00", "")[:40] in page.replace("\x00", "")
    assert not Story.objects.exists()


def test_a_form_sent_twice_makes_one_story(cast: Cast, make_persona: MakePersona) -> None:
    client = signed_in(cast.coordinator)
    values = sent_story(make_persona().public_id)
    first, second = client.post("/studio/stories/new/", values), client.post("/studio/stories/new/", values)
    assert first.headers["Location"] == second.headers["Location"]
    assert Story.objects.count() == 1


def test_editing_shows_the_words_and_sends_them_back_to_her(cast: Cast, reviewed: MakeStory) -> None:
    story = reviewed()
    client = signed_in(cast.coordinator)
    assert TITLE in text_of(client, address(story, "edit/"))
    client.post(address(story, "edit/"), {"title": TITLE, "text": "Other words.", "child": "no"})
    story.refresh_from_db()
    assert (story.state, story.revision and story.revision.text) == ("maker_review", "Other words.")


def test_withdrawing_is_one_tap_without_reason(cast: Cast, published: MakeStory) -> None:
    story = published()
    client = signed_in(cast.coordinator)
    assert "Withdraw everything" in text_of(client, address(story))
    client.post(address(story, "withdraw/"))
    assert Client().get(f"/artisans/{story.persona.public_id}/").status_code == 410
    assert ConsentRecord.objects.filter(withdrawn_at=None).count() == 0


def test_an_override_is_asked_and_agreed_by_two_people(cast: Cast, reviewed: MakeStory) -> None:
    story = reviewed(text="I like the colours of Surat.")
    coordinator, reviewer = signed_in(cast.coordinator), signed_in(cast.second_reviewer)
    coordinator.post(address(story, "override/"), {"rule": "place", "words": "Surat", "reason": "a silk"})
    asked = LintOverride.objects.get()
    assert "Let it stand" not in text_of(coordinator, address(story))
    assert "Let it stand" in text_of(reviewer, address(story))
    reviewer.post(address(story, f"override/{asked.pk}/"))
    approve(story, cast.reviewer)
    assert Story.objects.get().state == "published"


def test_a_forged_override_of_a_history_is_refused(cast: Cast, reviewed: MakeStory) -> None:
    story = reviewed(text="I was trafficked.")
    signed_in(cast.coordinator).post(
        address(story, "override/"), {"rule": "history", "words": "trafficked", "reason": "please"}
    )
    assert not LintOverride.objects.exists()


def test_no_page_of_the_studio_is_kept_or_heavy(cast: Cast, reviewed: MakeStory) -> None:
    story = reviewed(text=TEXT * 10)
    client = signed_in(cast.reviewer)
    for path in ("/studio/", address(story), address(story, "edit/")):
        response = client.get(path)
        assert response.headers["Cache-Control"] == "no-store"
        assert len(response.content) < 20_000


def test_the_studio_shows_pseudonyms_never_real_names(cast: Cast, reviewed: MakeStory) -> None:
    story = reviewed()
    client = signed_in(cast.coordinator)
    for path in ("/studio/", "/studio/stories/new/", address(story)):
        assert "Wexford" not in text_of(client, path)


def test_a_form_of_another_site_is_refused(cast: Cast, published: MakeStory) -> None:
    story = published()
    client = signed_in(cast.coordinator)
    response = client.post(address(story, "withdraw/"), headers={"Origin": "https://elsewhere.example"})
    assert response.status_code == 403
    assert Story.objects.get().state == "published"
