"""Thirty days before a consent ends its coordinators are told, once, without a name; on the day it is over."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from artisans.actions import remind_of_endings, withdraw_persona
from artisans.chores import unpublish_expired
from artisans.models import ConsentRecord, Persona
from artisans.queries import story_for_product
from artisans.queries.endings import list_endings
from artisans.queries.facts import to_consent
from mail.letters import render_letter
from mail.models import Message
from people.actions import create_local_user
from tests.artisans.conftest import PASSWORD, Cast, MakeConsent, MakePersona, MakeStory
from tests.artisans.test_studio import signed_in, text_of

DAY = timedelta(days=1)


@pytest.fixture
def record(make_persona: MakePersona, make_consent: MakeConsent) -> ConsentRecord:
    return make_consent(make_persona("Brindle"))


def test_not_a_day_before_and_then_once(record: ConsentRecord) -> None:
    with time_machine.travel(record.expires_at - 31 * DAY, tick=False):
        assert remind_of_endings() == 0
    with time_machine.travel(record.expires_at - 30 * DAY, tick=False):
        assert remind_of_endings() == 1
        remind_of_endings()
    with time_machine.travel(record.expires_at - 3 * DAY, tick=False):
        remind_of_endings()
    with time_machine.travel(record.expires_at - 30 * DAY, tick=False):  # a clock put back
        remind_of_endings()
    assert Message.objects.count() == 1


def test_the_mail_names_no_maker_and_leads_to_the_studio(record: ConsentRecord) -> None:
    with time_machine.travel(record.expires_at - 20 * DAY, tick=False):
        remind_of_endings()
    message = Message.objects.get()
    letter = render_letter(message)
    assert message.to == "coordinator@test.example" and letter.subject == "A consent ends soon"
    for text in (letter.subject, letter.text, letter.html, str(message.context), message.key):
        assert "Brindle" not in text and record.persona.public_id not in text and "kantha" not in text.lower()
    assert "/studio/endings/" in letter.text and "/studio/endings/" in letter.html


def test_every_coordinator_of_the_programme_and_nobody_else_is_told(record: ConsentRecord) -> None:
    create_local_user("third@test.example", PASSWORD, "coordinator", "Coordinator X", "warpside")
    with time_machine.travel(record.expires_at - 20 * DAY, tick=False):
        remind_of_endings()
    assert set(Message.objects.values_list("to", flat=True)) == {"coordinator@test.example", "third@test.example"}


def test_a_later_consent_that_covers_the_same_makes_it_quiet(record: ConsentRecord, make_consent: MakeConsent) -> None:
    with time_machine.travel(record.expires_at - 40 * DAY, tick=False):
        make_consent(record.persona, scopes=("text",))
    with time_machine.travel(record.expires_at - 20 * DAY, tick=False):
        assert remind_of_endings() == 1, "the name is not covered any more"
        make_consent(record.persona, scopes=("pseudonym", "text"), channels=("product_page", "email"))
        Message.objects.all().delete()
        assert remind_of_endings() == 0


def test_who_has_withdrawn_is_not_asked_again(record: ConsentRecord) -> None:
    withdraw_persona(record.persona, by=None, via="card")
    with time_machine.travel(record.expires_at - 20 * DAY, tick=False):
        assert remind_of_endings() == 0


def test_the_list_shows_each_coordinator_her_own(cast: Cast, record: ConsentRecord) -> None:
    day = record.expires_at.date() - 12 * DAY
    with time_machine.travel(record.expires_at - 12 * DAY, tick=False):
        assert [(row.pseudonym, row.days) for row in list_endings(cast.coordinator, day=day)] == [("Brindle", 12)]
        assert len(list_endings(cast.reviewer, day=day)) == 1
        assert list_endings(cast.stranger, day=day) == ()
        page = text_of(signed_in(cast.coordinator), "/studio/endings/")
        assert "Brindle" in page and "12 days left" in page


def test_it_is_over_when_its_last_day_begins_and_never_outlives_its_hour(
    published: MakeStory, make_persona: MakePersona, make_consent: MakeConsent
) -> None:
    """Granted late in the evening: the day of the end is dark from its first second."""
    persona = make_persona()
    granted = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(minutes=10)
    record = make_consent(persona, granted_at=granted)
    story = published(persona)
    midnight = record.expires_at.replace(hour=0, minute=0, second=0, microsecond=0)
    with time_machine.travel(midnight - timedelta(seconds=1), tick=False):
        assert unpublish_expired() == 0
    with time_machine.travel(midnight, tick=False):
        assert not to_consent(record).is_live(timezone.localdate())
        assert unpublish_expired() == 1
    story.refresh_from_db()
    assert story.state == "expired"
    assert story_for_product("P1", day=timezone.localdate()) is None
    assert Persona.objects.get().withdrawn_at is None


@pytest.mark.parametrize(
    ("zone", "last", "first_dark"),
    [
        ("UTC", "2027-03-04T23:59:59", "2027-03-05T00:00:00"),
        ("Asia/Kolkata", "2027-03-04T18:29:59", "2027-03-04T18:30:00"),
        ("America/New_York", "2027-03-04T04:59:59", "2027-03-04T05:00:00"),
    ],
)
def test_days_are_those_of_the_shops_time_zone(
    make_persona: MakePersona, make_consent: MakeConsent, settings: object, zone: str, last: str, first_dark: str
) -> None:
    with time_machine.travel(datetime(2026, 3, 5, 2, tzinfo=UTC), tick=False):
        record = make_consent(make_persona())
    with timezone.override(zone):
        for moment, live in ((last, True), (first_dark, False)):
            with time_machine.travel(datetime.fromisoformat(moment).replace(tzinfo=UTC), tick=False):
                assert to_consent(record).is_live(timezone.localdate()) is live
