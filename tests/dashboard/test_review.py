"""The review desk: the queue, what changed, decisions, and that nobody approves their own words by any door."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from artisans import actions
from artisans.models import Approval, MakerReview, Story
from people.actions import create_local_user
from people.models import Person
from tests.artisans.conftest import (
    PASSWORD,
    TITLE,
    Cast,
    MakeStory,
    answer,
    cast,
    make_consent,
    make_maker,
    make_persona,
    published,
    reviewed,
    seen,
)
from tests.cast import STAFF
from tests.dashboard.desk import StaffMember

__all__ = ["cast", "make_consent", "make_maker", "make_persona", "published", "reviewed"]

pytestmark = pytest.mark.django_db

HINDI = {"title": "तीन रंग", "text": "मैं कपड़ा तानती हूँ।"}


def signed_in(email: str) -> StaffMember:
    member = StaffMember(Client())
    member.sign_in(email, PASSWORD)
    return member


@pytest.fixture
def reviewer(cast: Cast) -> StaffMember:
    return signed_in("reviewer@test.example")


def address(story: Story, step: str = "") -> str:
    return f"/dashboard/stories/{story.key}/{step}"


def test_the_queue_shows_the_oldest_first_by_state_and_whom_it_waits_for(
    cast: Cast, reviewer: StaffMember, reviewed: MakeStory, make_persona: object
) -> None:
    stories = [reviewed(make_persona(name), title=f"Cloth {name}") for name in ("Brindle", "Tamsin", "Wilmot")]  # type: ignore[operator]
    now = timezone.now()
    for days, story in zip((1, 3, 2), stories, strict=True):
        Story.objects.filter(pk=story.pk).update(changed_at=now - timedelta(days=days))
    Story.objects.filter(pk=stories[2].pk).update(state="maker_review")
    reviewer.open("/dashboard/stories/")
    places = [reviewer.text.index(f"Cloth {name}") for name in ("Tamsin", "Brindle", "Wilmot")]
    assert places == sorted(places)
    assert reviewer.text.index("Waiting for a reviewer who wrote none of it.") < places[0]
    assert places[1] < reviewer.text.index("Waiting for the maker: her coordinator reads it to her.") < places[2]
    assert "Written by Coordinator W." in reviewer.text


@pytest.mark.parametrize("stories", [1, 5])
def test_the_queue_costs_the_same_for_any_number(
    cast: Cast, reviewed: MakeStory, make_persona: object, django_assert_num_queries: object, stories: int
) -> None:
    from artisans.queries.review import list_review_queue

    for name in ("Brindle", "Tamsin", "Wilmot", "Fenwick", "Jupiter")[:stories]:
        reviewed(make_persona(name))  # type: ignore[operator]
    with django_assert_num_queries(3):  # type: ignore[operator]
        list_review_queue(cast.reviewer)


def test_what_changed_is_shown_side_by_side_in_every_language(
    cast: Cast, reviewer: StaffMember, reviewed: MakeStory
) -> None:
    story = reviewed(text="I draw with a needle.")
    changes = {"title": TITLE, "author": cast.coordinator, "shows_child": False}
    actions.revise_story(story, text="I draw with a blunt needle.", translations={"hi": HINDI}, **changes)  # type: ignore[arg-type]
    actions.revise_story(
        story,
        text="I draw with one blunt needle.",
        translations={"hi": HINDI | {"text": "मैं रेशम तानती हूँ।"}},
        **changes,  # type: ignore[arg-type]
    )
    page = reviewer.open(address(story)).content.decode()
    assert "What changed since version 2" in reviewer.text
    assert '<del><span class="visually-hidden">[taken away] </span>a</del>' in page
    assert '<ins><span class="visually-hidden">[added] </span>one</ins>' in page
    assert '<ins><span class="visually-hidden">[added] </span>रेशम</ins>' in page
    assert "The original and its translation: Hindi" in reviewer.text
    page = reviewer.open(address(story) + "?before=1").content.decode()
    assert "What changed since version 1" in reviewer.text
    assert '<ins><span class="visually-hidden">[added] </span>one blunt</ins>' in page


@pytest.mark.parametrize("asked", ["0", "99", "x", "-1", "1.5", "9" * 30])
def test_a_version_that_does_not_exist_is_no_error(reviewer: StaffMember, reviewed: MakeStory, asked: str) -> None:
    assert reviewer.open(address(reviewed()) + f"?before={asked}").status_code == 200


def test_html_in_a_story_is_shown_as_words(cast: Cast, reviewer: StaffMember, reviewed: MakeStory) -> None:
    story = reviewed(text="<script>alert(1)</script>")
    actions.revise_story(story, title=TITLE, text="<b>x</b>", author=cast.coordinator, shows_child=False)
    page = reviewer.open(address(story)).content.decode()
    assert "<script>alert" not in page and "<b>x" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_words_that_changed_since_they_were_read_are_not_approved(
    cast: Cast, reviewer: StaffMember, reviewed: MakeStory
) -> None:
    story = reviewed()
    reviewer.open(address(story))
    actions.revise_story(story, title=TITLE, text="Other words.", author=cast.coordinator, shows_child=False)
    answer(story, cast.coordinator)
    reviewer.send("/publish/")
    assert "The words have changed since you read them. Read the new ones." in reviewer.text
    assert Story.objects.get().state == "second_approval"
    assert not Approval.objects.exists()


def test_a_replayed_approval_changes_nothing(reviewer: StaffMember, reviewed: MakeStory) -> None:
    story = reviewed()
    reviewer.open(address(story))
    reviewer.send("/publish/")
    reviewer.post_again()
    assert "is not possible" in reviewer.text
    assert (Story.objects.get().state, Approval.objects.count()) == ("published", 1)


def test_consent_that_ends_between_reading_and_approving_stops_it(
    cast: Cast, reviewed: MakeStory, make_persona: object, make_consent: object
) -> None:
    persona = make_persona()  # type: ignore[operator]
    make_consent(persona, months=1)  # type: ignore[operator]
    story = reviewed(persona)
    # Consent ends with the day before the one on which it expires.
    ends = persona.consents.get().expires_at.replace(hour=0, minute=0, second=0, microsecond=0)
    with time_machine.travel(ends - timedelta(minutes=1), tick=False):
        member = signed_in("reviewer@test.example")
        member.open(address(story))
        assert "Approve and publish" in member.text
    with time_machine.travel(ends + timedelta(minutes=1), tick=False):
        member.send("/publish/")
        assert "Missing: consent, language." in member.text
    assert Story.objects.get().state == "second_approval"
    assert not Approval.objects.exists()


def test_a_story_is_paused_and_published_again(cast: Cast, reviewer: StaffMember, published: MakeStory) -> None:
    story = published()
    reviewer.open(address(story))
    reviewer.send("/pause/")
    assert "Paused. No page shows it now." in reviewer.text
    assert Client().get(f"/artisans/{story.persona.public_id}/").status_code == 404
    reviewer.open(address(story))
    reviewer.send("/resume/")
    assert "Published again." in reviewer.text
    assert Story.objects.get().state == "published"


@pytest.mark.parametrize("door", ["dashboard", "studio"])
def test_an_author_approves_by_neither_door(cast: Cast, reviewed: MakeStory, door: str) -> None:
    both = create_local_user("both@test.example", PASSWORD, "coordinator", "Both", "warpside")
    create_local_user("both@test.example", PASSWORD, "reviewer", "Both", "warpside")
    story = reviewed(author=both)
    member = signed_in("both@test.example")
    if door == "dashboard":
        member.open("/dashboard/stories/")
        assert "Not you: you wrote some of it" in member.text
        page = member.open(address(story)).content.decode()
        assert "/publish/" not in page
    else:
        member.open(f"/studio/stories/{story.key}/")
    assert "You wrote some of these words; another person must approve." in member.text
    member.client.post(f"/{door}/stories/{story.key}/publish/", {"revision_hash": seen(story)})
    assert Story.objects.get().state == "second_approval"
    assert not Approval.objects.exists()


@pytest.mark.parametrize("step", ["", "publish/", "resume/", "send-back/", "pause/"])
def test_other_people_find_no_story_here(published: MakeStory, step: str) -> None:
    story = published()
    for email in ("coordinator@test.example", "stranger@test.example"):
        member = signed_in(email)
        call = member.client.post if step else member.client.get
        assert call(address(story, step), {"reason": "why"}).status_code == 404
    assert Client().post(address(story, step or "publish/")).status_code in (302, 405)
    assert Story.objects.get().state == "published"


def test_a_hand_that_moved_it_first_is_told(cast: Cast, reviewer: StaffMember, reviewed: MakeStory) -> None:
    story = reviewed()
    reviewer.open(address(story))
    actions.send_back_story(story, by=cast.second_reviewer, reason="Say more.")
    reviewer.send("/publish/")
    assert "is not possible" in reviewer.text
    assert Story.objects.get().state == "draft"
    assert MakerReview.objects.count() == 1


@pytest.mark.django_db(databases=["default", "engine"])
def test_one_human_with_both_sign_ins_is_one_author(shop: None, cast: Cast, reviewed: MakeStory) -> None:
    """Through Saleor the same person opens no story; by the local door her own words are not hers to approve."""
    author = create_local_user(STAFF.email, PASSWORD, "reviewer", "Sample Staff")
    story = reviewed(author=author)
    through_saleor = StaffMember(Client())
    through_saleor.sign_in(STAFF.email, STAFF.password)
    assert Person.objects.get(pk=author.pk).shadow_user is not None
    through_saleor.open("/dashboard/stories/")
    assert TITLE not in through_saleor.text
    assert through_saleor.client.get(address(story)).status_code == 404
    assert through_saleor.client.post(address(story, "publish/")).status_code == 404
    assert through_saleor.client.post(f"/studio/stories/{story.key}/publish/").status_code == 403
    local = StaffMember(Client())
    local.client.force_login(Person.objects.get(pk=author.pk).user)  # type: ignore[arg-type]
    local.open(address(story))
    assert "You wrote some of these words; another person must approve." in local.text
    local.client.post(address(story, "publish/"), {"revision_hash": seen(story)})
    assert Story.objects.get().state == "second_approval"
