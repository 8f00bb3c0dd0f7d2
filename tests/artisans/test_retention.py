"""How long things are kept: thirty days after the end of a consent, thirty days for a draft left lying."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from artisans import actions
from artisans.chores import purge_withdrawn, unpublish_expired
from artisans.models import Maker, Persona, Purge, Story, Tombstone
from artisans.purging.retention import begin_due_purges
from tests.artisans.conftest import Cast, MakeConsent, MakePersona, MakeStory, answer

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "engine"]),
    pytest.mark.usefixtures("empty_index"),
]
SECOND = timedelta(seconds=1)


def test_an_expired_story_is_purged_thirty_days_later_and_her_page_stays_gone(
    published: MakeStory, make_persona: MakePersona, client: Client
) -> None:
    story = published(make_persona())
    ends = story.persona.consents.get().expires_at
    with time_machine.travel(ends, tick=False):
        assert unpublish_expired() == 1
    with time_machine.travel(ends + timedelta(days=30) - SECOND, tick=False):
        assert purge_withdrawn() == 0
        assert Story.objects.filter(pk=story.pk).exists()
    with time_machine.travel(ends + timedelta(days=30), tick=False):
        assert purge_withdrawn() == 1
        assert not Story.objects.exists() and not Purge.objects.exists()
        assert client.get(f"/artisans/{story.persona.public_id}/").status_code == 410
    assert Persona.objects.filter(withdrawn_at=None).exists(), "she may tell a new story"
    stone = Tombstone.objects.get()
    assert (stone.kind, stone.taken_back, stone.story_key) == ("story", False, None)


def test_a_draft_left_lying_is_purged_after_thirty_days_and_no_page_ever_stood_there(
    cast: Cast, make_persona: MakePersona, client: Client
) -> None:
    persona = make_persona()
    story = actions.create_draft(
        persona=persona, title="A draft of mine", text="x", author=cast.coordinator, shows_child=None
    )
    with time_machine.travel(story.changed_at + timedelta(days=30) - SECOND, tick=False):
        assert purge_withdrawn() == 0
    with time_machine.travel(story.changed_at + timedelta(days=30), tick=False):
        assert purge_withdrawn() == 1
    assert not Story.objects.exists()
    assert Tombstone.objects.get().public_id == ""
    assert client.get(f"/artisans/{persona.public_id}/").status_code == 404


def test_a_story_she_refused_goes_at_once_and_her_other_one_stays(
    cast: Cast, published: MakeStory, make_persona: MakePersona
) -> None:
    persona = make_persona()
    kept = published(persona, title="The first one", text="I stretch the cloth and draw with a blunt needle.")
    refused = actions.create_draft(
        persona=persona, title="The second one here", text="About lanterns.", author=cast.coordinator, shows_child=False
    )
    Story.objects.filter(pk=refused.pk).update(state="submitted")
    refused.refresh_from_db()
    answer(refused, cast.coordinator, "refused")
    assert purge_withdrawn() == 1
    assert list(Story.objects.all()) == [kept]
    stone = Tombstone.objects.get()
    assert (stone.kind, stone.taken_back, stone.story_key) == ("story", True, refused.key)


def test_a_clock_put_forward_takes_no_draft_away_until_it_has_run_an_hour(
    cast: Cast, make_persona: MakePersona
) -> None:
    actions.create_draft(persona=make_persona(), title="A draft", text="x", author=cast.coordinator, shows_child=None)
    now = timezone.now()
    assert begin_due_purges() == 0
    with time_machine.travel(now + timedelta(days=400), tick=False):
        assert begin_due_purges() == 0
    assert begin_due_purges() == 0, "set right again: the draft is safe"
    with time_machine.travel(now + timedelta(days=400), tick=False):
        assert begin_due_purges() == 0
    with time_machine.travel(now + timedelta(days=400, minutes=30), tick=False):
        assert begin_due_purges() == 0
    with time_machine.travel(now + timedelta(days=400, minutes=61), tick=False):
        assert begin_due_purges() == 1


def test_a_withdrawal_does_not_wait_for_the_clock(published: MakeStory, pool: list[Maker]) -> None:
    story = published()
    begin_due_purges()
    with time_machine.travel(timezone.now() + timedelta(days=400)):
        actions.withdraw_story(story)
        assert purge_withdrawn() == 1
    assert not Story.objects.exists()


def test_an_edit_at_the_last_moment_wins(cast: Cast, make_persona: MakePersona, make_consent: MakeConsent) -> None:
    story = actions.create_draft(
        persona=make_persona(), title="A draft", text="x", author=cast.coordinator, shows_child=None
    )
    with time_machine.travel(story.changed_at + timedelta(days=31), tick=False):
        actions.revise_story(story, title="A draft", text="y", author=cast.coordinator, shows_child=None)
        assert purge_withdrawn() == 0
    assert Story.objects.get().state == "draft"
