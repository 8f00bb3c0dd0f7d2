"""The review queue: guards, approval, sending back; drafts for reviewers only."""

import pytest
from django.test import Client

from artisans.models import Story
from tests.artisans.conftest import (
    PASSWORD,
    TITLE,
    Cast,
    MakeStory,
    cast,
    make_consent,
    make_maker,
    make_persona,
    reviewed,
    seen,
)
from tests.dashboard.desk import StaffMember

__all__ = ["cast", "make_consent", "make_maker", "make_persona", "reviewed"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer(cast: Cast) -> StaffMember:
    member = StaffMember(Client())
    member.sign_in("reviewer@test.example", PASSWORD)
    return member


def test_the_queue_lists_what_waits(reviewer: StaffMember, reviewed: MakeStory) -> None:
    reviewer.open("/dashboard/stories/")
    assert "No story waits." in reviewer.text
    reviewed()
    reviewer.open("/dashboard/stories/")
    assert TITLE in reviewer.text
    reviewer.open("/dashboard/")
    assert "1 Stories to approve" in reviewer.text


def test_a_story_is_read_checked_and_approved(reviewer: StaffMember, reviewed: MakeStory) -> None:
    story = reviewed()
    reviewer.open(f"/dashboard/stories/{story.key}/")
    assert "I stretch the cloth and draw with a blunt needle." in reviewer.text
    assert "Holds" in reviewer.text
    assert "Missing" not in reviewer.text
    reviewer.send("/publish/")
    assert "Published." in reviewer.text
    story.refresh_from_db()
    assert story.state == "published"


def test_a_story_is_sent_back_with_a_reason(reviewer: StaffMember, reviewed: MakeStory) -> None:
    story = reviewed()
    reviewer.open(f"/dashboard/stories/{story.key}/")
    reviewer.send("/send-back/", reason="Say what the colours are.")
    story.refresh_from_db()
    assert story.state == "draft"
    assert "Sent back." in reviewer.text


def test_without_a_reason_nothing_is_sent_back(reviewer: StaffMember, reviewed: MakeStory) -> None:
    story = reviewed()
    reviewer.open(f"/dashboard/stories/{story.key}/")
    reviewer.send("/send-back/", reason=" ")
    story.refresh_from_db()
    assert story.state == "second_approval"


def test_a_guard_that_does_not_hold_leaves_no_button_and_stops_a_forged_post(
    reviewer: StaffMember, reviewed: MakeStory
) -> None:
    story = reviewed(shows_child=True)
    page = reviewer.open(f"/dashboard/stories/{story.key}/").content.decode()
    assert "/publish/" not in page
    assert "A child is in the text or in a picture." in reviewer.text
    reviewer.client.post(f"/dashboard/stories/{story.key}/publish/", {"revision_hash": seen(story)})
    story.refresh_from_db()
    assert story.state == "second_approval"


def test_a_coordinator_reads_no_drafts_here(reviewed: MakeStory) -> None:
    story = reviewed()
    member = StaffMember(Client())
    member.sign_in("coordinator@test.example", PASSWORD)
    member.open("/dashboard/stories/")
    assert TITLE not in member.text
    assert "1 story waits for approval." in member.text
    assert member.open(f"/dashboard/stories/{story.key}/").status_code == 404
    assert member.client.post(f"/dashboard/stories/{story.key}/publish/").status_code == 404
    assert Story.objects.get().state == "second_approval"
