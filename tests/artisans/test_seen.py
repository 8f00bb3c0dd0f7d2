"""Whoever decides has had exactly that on the screen: a bare or an old form decides nothing, by no door."""

from collections.abc import Mapping

import pytest
from django.test import Client

from artisans import actions
from artisans.actions.photos import accept_photo, mark_photo
from artisans.models import Approval, MakerReview, Photo, Story
from tests.artisans.conftest import TEXT, TITLE, Cast, MakePersona, MakeStory, answer, approve, seen
from tests.artisans.photo_desk import ALT, ANSWERS, develop_all, mark, send
from tests.artisans.test_studio import address, signed_in

NOT_SEEN = "Open the story and read it first: it was not said which words this is about."
CHANGED = "The words have changed since you read them. Read the new ones."
HINDI = {"hi": {"title": "तीन रंग", "text": "मैं कपड़ा तानती हूँ।"}}


def post(client: Client, path: str, values: Mapping[str, object]) -> str:
    page: str = client.post(path, values, follow=True).content.decode()
    return page


@pytest.mark.parametrize("door", ["studio", "dashboard"])
@pytest.mark.parametrize(
    ("sent", "sentence"),
    [({}, NOT_SEEN), ({"revision_hash": ""}, NOT_SEEN), ({"revision_hash": "0" * 64}, CHANGED)],
)
def test_nobody_approves_what_was_not_on_the_screen(
    cast: Cast, reviewed: MakeStory, door: str, sent: dict[str, object], sentence: str
) -> None:
    story = reviewed()
    page = post(signed_in(cast.reviewer), f"/{door}/stories/{story.key}/publish/", sent)
    assert sentence in page
    story.refresh_from_db()
    assert story.state == "second_approval"
    assert not Approval.objects.exists()


@pytest.mark.parametrize("door", ["studio", "dashboard"])
def test_nobody_publishes_again_what_was_not_on_the_screen(cast: Cast, published: MakeStory, door: str) -> None:
    story = published()
    actions.pause_story(story, by=cast.reviewer)
    path = f"/{door}/stories/{story.key}/resume/"
    client = signed_in(cast.reviewer)
    assert NOT_SEEN in post(client, path, {})
    assert Story.objects.get().state == "paused"
    assert "Published again." in post(client, path, {"revision_hash": seen(story)})


@pytest.mark.parametrize("what", ["words", "translation", "photo"])
def test_what_changed_since_it_was_read_is_not_approved(cast: Cast, reviewed: MakeStory, what: str) -> None:
    story = reviewed()
    before = seen(story)
    if what == "photo":
        photo = mark(send(story, cast.coordinator, kind="work"), cast.coordinator)
        accept_photo(photo, by=cast.coordinator, edition=photo.edition)
    else:
        changes = {"text": "Other words."} if what == "words" else {"text": TEXT, "translations": HINDI}
        actions.revise_story(story, title=TITLE, author=cast.coordinator, shows_child=False, **changes)
    story.refresh_from_db()
    answer(story, cast.coordinator)
    page = post(signed_in(cast.reviewer), address(story, "publish/"), {"revision_hash": before})
    assert CHANGED in page
    assert Story.objects.get().state == "second_approval"


def test_a_draft_is_handed_in_only_as_it_was_read(cast: Cast, make_persona: MakePersona) -> None:
    story = actions.create_draft(
        persona=make_persona(), title=TITLE, text=TEXT, author=cast.coordinator, shows_child=False
    )
    client, before = signed_in(cast.coordinator), seen(story)
    assert NOT_SEEN in post(client, address(story, "submit/"), {})
    actions.revise_story(story, title=TITLE, text="Other words.", author=cast.reviewer, shows_child=False)
    assert CHANGED in post(client, address(story, "submit/"), {"revision_hash": before})
    assert Story.objects.get().state == "draft"
    for page in (address(story), address(story, "tell/read/")):
        assert f'name="revision_hash" value="{seen(story)}"' in client.get(page).content.decode()
    assert "Handed in." in post(client, address(story, "submit/"), {"revision_hash": seen(story)})


@pytest.mark.parametrize("sent", [{}, {"edition": "x"}, {"edition": "1"}])
def test_a_photo_is_accepted_only_as_it_was_looked_at(cast: Cast, reviewed: MakeStory, sent: dict[str, object]) -> None:
    photo = mark(send(reviewed(), cast.coordinator), cast.coordinator)
    client, path = signed_in(cast.coordinator), f"/studio/photos/{photo.key}/"
    assert f'name="edition" value="{photo.edition}"' in client.get(path).content.decode()
    old = {"edition": photo.edition} if sent == {"edition": "1"} else sent
    mark_photo(photo, by=cast.coordinator, kind="hands", alt=ALT, answers=ANSWERS, crop=[0, 0, 900, 900], blurs=[])
    develop_all()
    page = post(client, f"{path}accept/", old)
    assert "This is not the picture that you looked at. Look at it as it is now." in page
    assert Photo.objects.get().state == "made"


def test_nobody_writes_over_words_that_were_not_on_the_screen(cast: Cast, reviewed: MakeStory) -> None:
    story = reviewed()
    client, before = signed_in(cast.coordinator), seen(story)
    assert f'name="seen" value="{before}"' in client.get(address(story, "edit/")).content.decode()
    actions.revise_story(story, title=TITLE, text="Other words.", author=cast.reviewer, shows_child=False)
    sent = {"title": TITLE, "text": "My own words.", "child": "no", "language": "en", "seen": before}
    answered = client.post(address(story, "edit/"), sent)
    page = answered.content.decode()
    assert answered.status_code == 400
    assert "Somebody changed this story meanwhile. Your words stand here: compare, save again." in page
    assert "My own words." in page and f'name="seen" value="{seen(story)}"' in page
    assert story.revisions.count() == 2
    assert client.post(address(story, "edit/"), sent | {"seen": seen(story)}).status_code == 302
    assert story.revisions.count() == 3


def test_her_yes_is_for_the_words_that_she_heard(cast: Cast, reviewed: MakeStory) -> None:
    story = reviewed()
    heard = seen(story)
    actions.revise_story(story, title=TITLE, text="Other words.", author=cast.coordinator, shows_child=False)
    said = {"revision_hash": heard, "language": "bn", "read_aloud": "on", "outcome": "accepted"}
    client = signed_in(cast.coordinator)
    assert "The words have changed meanwhile. Read her the new ones." in post(client, address(story, "review/"), said)
    post(client, address(story, "review/"), said | {"revision_hash": ""})
    story.refresh_from_db()
    assert (story.state, MakerReview.objects.count()) == ("maker_review", 1)


@pytest.mark.parametrize(("outcome", "state"), [("refused", "withdrawn"), ("to_draft", "draft")])
def test_her_no_counts_whatever_the_words_have_become(
    cast: Cast, published: MakeStory, outcome: str, state: str
) -> None:
    story = published()
    heard = seen(story)
    actions.revise_story(story, title=TITLE, text="Other words.", author=cast.coordinator, shows_child=False)
    said = {"revision_hash": heard, "language": "bn", "read_aloud": "on", "outcome": outcome}
    post(signed_in(cast.coordinator), address(story, "review/"), said)
    assert Story.objects.get().state == state
    assert MakerReview.objects.order_by("-pk")[0].revision_hash == heard


def test_a_finding_is_let_stand_only_in_the_words_that_were_read(cast: Cast, reviewed: MakeStory) -> None:
    story = reviewed(text="I live in Malda.")
    asked = actions.ask_override(story, rule="place", words="Malda", reason="A kind of cloth.", by=cast.coordinator)
    actions.revise_story(story, title=TITLE, text="She left Malda.", author=cast.coordinator, shows_child=False)
    answered = signed_in(cast.reviewer).post(address(story, f"override/{asked.pk}/"))
    assert answered.status_code == 404
    asked.refresh_from_db()
    assert asked.confirmed_by is None


def test_exactly_what_was_read_is_approved(cast: Cast, reviewed: MakeStory) -> None:
    story = approve(reviewed(), cast.reviewer)
    assert Approval.objects.get().revision_hash == seen(story)
