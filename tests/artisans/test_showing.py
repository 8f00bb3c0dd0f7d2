"""The one rule of what may be shown."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from artisans.showing import (
    Consent,
    PersonaFacts,
    StoryFacts,
    add_months,
    count_people,
    may_show,
    scopes_allowed,
    shown_state,
)
from artisans.states import StoryState

GRANTED, END = date(2026, 3, 1), date(2027, 3, 1)
TODAY = date(2026, 11, 5)
CONSENT = Consent(
    scopes=frozenset({"text", "pseudonym"}),
    channels=frozenset({"product_page"}),
    granted_on=GRANTED,
    expires_on=END,
    withdrawn=False,
    language="bn",
)
PERSONA = PersonaFacts(state="Odisha", makers_in_state=10, adult_confirmed=True, withdrawn=False)
STORY = StoryFacts(state="published")


def test_a_published_story_under_live_consent_is_shown() -> None:
    assert may_show((CONSENT,), PERSONA, STORY, "product_page", TODAY)


@pytest.mark.parametrize("state", sorted(set(StoryState) - {StoryState.PUBLISHED}))
def test_no_other_state_is_shown(state: StoryState) -> None:
    assert not may_show((CONSENT,), PERSONA, StoryFacts(state=state), "product_page", TODAY)


@pytest.mark.parametrize(
    ("day", "shown"),
    [(date(2026, 2, 28), False), (GRANTED, True), (date(2027, 2, 28), True), (END, False), (date(2028, 1, 1), False)],
)
def test_consent_counts_from_its_day_until_the_day_before_it_ends(day: date, shown: bool) -> None:
    assert may_show((CONSENT,), PERSONA, STORY, "product_page", day) is shown


@pytest.mark.parametrize("channel", ["email", "social", "press", "feeds"])
def test_consent_for_one_channel_shows_nothing_on_another(channel: str) -> None:
    assert not may_show((CONSENT,), PERSONA, STORY, channel, TODAY)


def test_a_withdrawn_record_counts_on_no_day() -> None:
    gone = replace(CONSENT, withdrawn=True)
    assert not may_show((gone,), PERSONA, STORY, "product_page", TODAY)
    assert scopes_allowed((gone,), "product_page", GRANTED) == frozenset()


@pytest.mark.parametrize("scope", ["text", "pseudonym"])
def test_text_and_pseudonym_both_need_consent(scope: str) -> None:
    short = replace(CONSENT, scopes=CONSENT.scopes - {scope})
    assert not may_show((short,), PERSONA, STORY, "product_page", TODAY)


def test_a_new_scope_in_a_new_record_adds_to_the_first() -> None:
    text = replace(CONSENT, scopes=frozenset({"text"}))
    name = replace(CONSENT, scopes=frozenset({"pseudonym"}))
    assert may_show((text, name), PERSONA, STORY, "product_page", TODAY)


def test_a_photo_needs_its_own_scope() -> None:
    with_photo = StoryFacts(state="published", scopes=frozenset({"hands_photo"}))
    assert not may_show((CONSENT,), PERSONA, with_photo, "product_page", TODAY)
    hands = replace(CONSENT, scopes=frozenset({"hands_photo"}))
    assert may_show((CONSENT, hands), PERSONA, with_photo, "product_page", TODAY)


def test_nothing_is_shown_of_a_persona_that_withdrew_or_may_be_a_child() -> None:
    assert not may_show((CONSENT,), replace(PERSONA, withdrawn=True), STORY, "product_page", TODAY)
    assert not may_show((CONSENT,), replace(PERSONA, adult_confirmed=False), STORY, "product_page", TODAY)


def test_the_state_is_named_only_from_ten_makers_on_and_with_consent() -> None:
    region = replace(CONSENT, scopes=frozenset({"region"}))
    assert shown_state((CONSENT, region), PERSONA, "product_page", TODAY) == "Odisha"
    assert shown_state((CONSENT,), PERSONA, "product_page", TODAY) == ""
    nine = replace(PERSONA, makers_in_state=9)
    assert shown_state((CONSENT, region), nine, "product_page", TODAY) == ""


def test_words_that_name_the_state_hide_once_the_state_may_not_be_named() -> None:
    names_it = StoryFacts(state="published", scopes=frozenset({"region"}))
    region = replace(CONSENT, scopes=frozenset({"region"}))
    assert may_show((CONSENT, region), PERSONA, names_it, "product_page", TODAY)
    assert not may_show((CONSENT,), PERSONA, names_it, "product_page", TODAY)
    nine = replace(PERSONA, makers_in_state=9)
    assert not may_show((CONSENT, region), nine, names_it, "product_page", TODAY)


@pytest.mark.parametrize(("number", "words"), [(0, "fewer than 10"), (9, "fewer than 10"), (10, "10"), (124, "124")])
def test_people_are_counted_only_from_ten_on(number: int, words: str) -> None:
    assert count_people(number) == words


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (datetime(2026, 1, 31, 9, tzinfo=UTC), 1, datetime(2026, 2, 28, 9, tzinfo=UTC)),
        (datetime(2024, 2, 29, tzinfo=UTC), 12, datetime(2025, 2, 28, tzinfo=UTC)),
        (datetime(2026, 12, 15, tzinfo=UTC), 1, datetime(2027, 1, 15, tzinfo=UTC)),
        (datetime(2026, 5, 15, tzinfo=UTC), 24, datetime(2028, 5, 15, tzinfo=UTC)),
    ],
)
def test_months_are_counted_by_the_calendar(start: datetime, months: int, end: datetime) -> None:
    assert add_months(start, months) == end
