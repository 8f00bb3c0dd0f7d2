"""The cast of the stories: two programmes, their coordinators, two reviewers, makers enough for a pool."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from artisans import actions
from artisans.models import ConsentRecord, Maker, Persona, Programme, Story
from artisans.queries.facts import hash_of
from people.actions import create_local_user
from people.models import Person
from storefront.file_stores import read_stores

TITLE = "Three colours from one pot"
TEXT = "I stretch the cloth and draw with a blunt needle.\n\nOne day I hope to teach this stitch to others."
EVIDENCE = "ab" * 32
PASSWORD = "korai-loom-742-thread"


@dataclass
class Cast:
    """Everybody a story needs."""

    loom: Programme
    lake: Programme
    coordinator: Person
    stranger: Person
    reviewer: Person
    second_reviewer: Person


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: Settings) -> Path:
    """Private files and renditions in a folder of their own for each test."""
    settings.STORAGES = settings.STORAGES | read_stores(tmp_path)
    settings.VAR_DIR, settings.MEDIA_ROOT = tmp_path, str(tmp_path / "media")
    return tmp_path


def make_programme(slug: str, country: str = "in", state: str = "") -> Programme:
    return actions.add_programme(
        slug=slug,
        name=f"{slug.title()} Collective",
        country=country,
        state=state,
        city_of_registered_office="Sample Town",
        summary="A sample programme.",
        training_given="Six months at the frame.",
        pay_practice="By the hour.",
        started_year=2011,
        is_sample=True,
    )


@pytest.fixture
def empty_index(transactional_db: None) -> Iterator[None]:
    """The search index is no model's: emptying every table after a test passes it over."""
    yield
    with connection.cursor() as cursor:
        for table in ("catalog_words", "catalog_runs")[: 2 if connection.vendor == "sqlite" else 1]:
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast(
        loom=make_programme("warpside"),
        lake=make_programme("reedwater"),
        coordinator=create_local_user("coordinator@test.example", PASSWORD, "coordinator", "Coordinator W", "warpside"),
        stranger=create_local_user("stranger@test.example", PASSWORD, "coordinator", "Coordinator R", "reedwater"),
        reviewer=create_local_user("reviewer@test.example", PASSWORD, "reviewer", "Reviewer One"),
        second_reviewer=create_local_user("second@test.example", PASSWORD, "reviewer", "Reviewer Two"),
    )


MakeMaker = Callable[..., Maker]
MakePersona = Callable[..., Persona]
MakeConsent = Callable[..., ConsentRecord]
MakeStory = Callable[..., Story]


@pytest.fixture
def make_maker(cast: Cast) -> MakeMaker:
    def make(name: str = "Zorblat Quenness", *, programme: Programme | None = None, craft: str = "kantha") -> Maker:
        place = programme or cast.loom
        by = cast.coordinator if place == cast.loom else cast.reviewer
        return actions.add_maker(
            programme=place, real_name=name, contact="contact", craft=craft, adult_confirmed=True, by=by, is_sample=True
        )

    return make


@pytest.fixture
def pool(cast: Cast, make_maker: MakeMaker) -> list[Maker]:
    """Five makers of kantha over both programmes; the first may become the persona."""
    places = [cast.loom, cast.loom, cast.loom, cast.lake, cast.lake]
    return [make_maker(f"Zorblat{chr(97 + n)} Quennes{chr(97 + n)}", programme=place) for n, place in enumerate(places)]


@pytest.fixture
def make_persona(cast: Cast, make_maker: MakeMaker) -> MakePersona:
    def make(pseudonym: str = "Brindle", *, maker: Maker | None = None, state: str = "") -> Persona:
        return actions.create_persona(
            maker=maker or make_maker(f"Wexford{pseudonym}x"), pseudonym=pseudonym, by=cast.reviewer, state=state
        )

    return make


@pytest.fixture
def make_consent(cast: Cast) -> MakeConsent:
    def make(
        persona: Persona,
        *,
        scopes: tuple[str, ...] = ("text", "pseudonym"),
        channels: tuple[str, ...] = ("product_page",),
        language: str = "bn",
        explained_by: Person | None = None,
        granted_at: datetime | None = None,
        months: int = 12,
    ) -> ConsentRecord:
        return actions.record_consent(
            persona=persona,
            scopes=scopes,
            channels=channels,
            language=language,
            explained_by=explained_by or (cast.coordinator if persona.maker.programme == cast.loom else cast.stranger),
            method="thumbprint",
            evidence_sha256=EVIDENCE,
            permanence_explained=True,
            pay_independent=True,
            may_withdraw=True,
            granted_at=granted_at or timezone.now(),
            months=months,
        )

    return make


def answer(story: Story, by: Person, outcome: str = "accepted") -> Story:
    """What the maker said to the words as they stand, read to her in Bengali."""
    assert story.revision is not None
    return actions.record_maker_review(
        story,
        by=by,
        revision_hash=story.revision.content_hash,
        language="bn",
        read_aloud=True,
        outcome=outcome,
    )


def approve(story: Story, approver: Person) -> Story:
    """The second approval, by somebody who has the words as they stand on the screen."""
    return actions.publish_story(story, approver=approver, revision_hash=seen(story))


def resume(story: Story, approver: Person) -> Story:
    """A paused story is published again, by somebody who has it on the screen."""
    return actions.resume_story(story, approver=approver, revision_hash=seen(story))


def seen(story: Story) -> str:
    """What the page of a story says of the words on it."""
    revision = Story.objects.select_related("revision").get(pk=story.pk).revision
    assert revision is not None
    return hash_of(revision)


@pytest.fixture
def reviewed(cast: Cast, make_persona: MakePersona, make_consent: MakeConsent) -> MakeStory:
    """A story under live consent that its maker has accepted: it only waits for approval."""

    def make(
        persona: Persona | None = None,
        *,
        title: str = TITLE,
        text: str = TEXT,
        shows_child: bool | None = False,
        author: Person | None = None,
    ) -> Story:
        who = persona or make_persona()
        if not who.consents.exists():
            make_consent(who)
        by = author or (cast.coordinator if who.maker.programme == cast.loom else cast.stranger)
        story = actions.create_draft(persona=who, title=title, text=text, author=by, shows_child=shows_child)
        Story.objects.filter(pk=story.pk).update(state="submitted")
        story.refresh_from_db()
        return answer(story, by)

    return make


@pytest.fixture
def published(cast: Cast, reviewed: MakeStory) -> MakeStory:
    def make(persona: Persona | None = None, **values: str) -> Story:
        return approve(reviewed(persona, **values), cast.reviewer)

    return make
