"""What may be shown: the one rule that pages, feeds, mails and Saleor's copy all ask.

Pure: facts in, answer out. Source: story-safety, "Consent record", "Story states", "Public surface".
"""

import calendar
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from artisans.states import StoryState

FEWEST_MAKERS_OF_A_STATE = 10
FEWEST_PEOPLE_COUNTED = 10
INTRODUCTION = "one of the makers we work with"


class Scope(StrEnum):
    """What a maker may allow to be shown."""

    TEXT = "text"
    HANDS_PHOTO = "hands_photo"
    FACE_PHOTO = "face_photo"
    VOICE = "voice"
    PSEUDONYM = "pseudonym"
    REGION = "region"


class Channel(StrEnum):
    """Where it may be shown. `product_page` is every page of the shop's own site."""

    PRODUCT_PAGE = "product_page"
    EMAIL = "email"
    SOCIAL = "social"
    PRESS = "press"
    FEEDS = "feeds"


@dataclass(frozen=True, slots=True)
class Consent:
    """One consent record. It is live from the day it was given until the day before it ends."""

    scopes: frozenset[str]
    channels: frozenset[str]
    granted_on: date
    expires_on: date
    withdrawn: bool
    language: str = ""
    explained_by: int = 0

    def is_live(self, day: date) -> bool:
        """Whether it counts on that day."""
        return not self.withdrawn and self.granted_on <= day < self.expires_on


@dataclass(frozen=True, slots=True)
class PersonaFacts:
    """What the rule needs to know of a persona and the maker behind it."""

    state: str
    makers_in_state: int
    adult_confirmed: bool
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class StoryFacts:
    """What the rule needs to know of a story. `scopes`: what it uses beside text and pseudonym.

    That is `region` where its words name the state, and the scopes of its photos and its voice.
    """

    state: str
    scopes: frozenset[str] = frozenset()


def scopes_used(story: StoryFacts) -> frozenset[str]:
    """Every scope that showing the story makes use of."""
    return frozenset({Scope.TEXT, Scope.PSEUDONYM}) | story.scopes


def scopes_allowed(consents: Iterable[Consent], channel: str, day: date) -> frozenset[str]:
    """Every scope that a live consent covers for the channel. Each record adds its own."""
    live = (consent for consent in consents if channel in consent.channels and consent.is_live(day))
    return frozenset(scope for consent in live for scope in consent.scopes)


def shown_state(consents: Iterable[Consent], persona: PersonaFacts, channel: str, day: date) -> str:
    """The state that may be named beside the country: only where at least 10 makers are, and she agreed. Or empty."""
    many = persona.makers_in_state >= FEWEST_MAKERS_OF_A_STATE
    return persona.state if many and Scope.REGION in scopes_allowed(consents, channel, day) else ""


def is_covered(
    consents: Collection[Consent], persona: PersonaFacts, story: StoryFacts, channel: str, day: date
) -> bool:
    """Whether live consents cover all that the story uses. Words that name the state need the state rule as well."""
    if persona.withdrawn:
        return False
    if Scope.REGION in story.scopes and not shown_state(consents, persona, channel, day):
        return False
    return scopes_used(story) <= scopes_allowed(consents, channel, day)


def may_show(consents: Collection[Consent], persona: PersonaFacts, story: StoryFacts, channel: str, day: date) -> bool:
    """Whether the story may be shown on the channel on that day. There is no other way to ask."""
    published = story.state == StoryState.PUBLISHED
    return published and persona.adult_confirmed and is_covered(consents, persona, story, channel, day)


def count_people(number: int) -> str:
    """A count of people as it may be printed: below 10 only "fewer than 10"."""
    return str(number) if number >= FEWEST_PEOPLE_COUNTED else "fewer than 10"


def add_months(moment: datetime, months: int) -> datetime:
    """The same time of day that many months later; the 31st becomes the last day of a shorter month."""
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    day = min(moment.day, calendar.monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)
