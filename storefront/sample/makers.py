"""Programmes, the vault's sample makers, personas, consents and published stories, by the artisans' own actions."""

import hashlib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from artisans.actions import (
    add_maker,
    add_programme,
    create_draft,
    create_persona,
    publish_story,
    record_consent,
    record_maker_review,
    submit_story,
)
from artisans.actions.photos import accept_photo, mark_photo, receive_photo
from artisans.chores import develop_photos
from artisans.models import Maker, Programme, Story
from artisans.photos.rules import QUESTIONS
from catalog.models import Label
from people.models import Person
from storefront.sample.art.hands import SCENES, draw_hands
from storefront.sample.records import (
    SampleCraft,
    SamplePersona,
    find_craft,
    read_crafts,
    read_personas,
    read_programmes,
)

FEWEST_FOR_STATE = 10


@dataclass(frozen=True, slots=True)
class Desk:
    """Who works on the stories: a coordinator for each programme, and the reviewer."""

    coordinators: dict[str, Person]
    reviewer: Person


def add_programmes() -> dict[str, Programme]:
    """The four programmes by slug."""
    fields = ("slug", "name", "country", "state", "city_of_registered_office", "started_year")
    texts = ("summary", "training_given", "pay_practice")
    return {
        row.slug: add_programme(**{name: getattr(row, name) for name in (*fields, *texts)}, is_sample=True)
        for row in read_programmes()
    }


def count_makers() -> int:
    """How many makers the vault will hold."""
    return sum(sum(craft.makers.values()) for craft in read_crafts())


def add_makers(programmes: dict[str, Programme], desk: Desk) -> Iterator[Maker]:
    """Makers with plainly invented names, some for each craft in both programmes of its country."""
    number = 0
    for craft in read_crafts():
        craft_slug = spell_craft(craft)
        for slug, count in craft.makers.items():
            for _ in range(count):
                number += 1
                yield add_maker(
                    programme=programmes[slug],
                    real_name=f"Sample Maker {number}",
                    contact=f"invented contact {number}",
                    craft=craft_slug,
                    adult_confirmed=True,
                    by=desk.coordinators[slug],
                    is_sample=True,
                )


def spell_craft(craft: SampleCraft) -> str:
    """The craft's slug in the catalogue: a Saleor makes it from the name, and takes no other. One query."""
    found = Label.objects.filter(kind="craft", title=craft.name).values_list("value", flat=True).first()
    return found or craft.slug


def publish_stories(makers: list[Maker], desk: Desk) -> Iterator[str]:
    """One persona and one published story after another; programmes take turns, so that none can be guessed."""
    taken: set[int] = set()
    drawn: set[str] = set()
    for place, row in enumerate(read_personas()):
        programmes = sorted(find_craft(row.craft).makers)
        wanted = programmes[_toss(row.pseudonym, len(programmes))]
        craft = spell_craft(find_craft(row.craft))
        maker = next(
            one for one in makers if one.craft == craft and one.programme.slug == wanted and one.pk not in taken
        )
        taken.add(maker.pk)
        first_of_craft = row.craft in SCENES and row.craft not in drawn
        drawn.add(row.craft)
        _publish(row, maker, desk, place, with_photo=first_of_craft)
        yield row.pseudonym


def _toss(word: str, sides: int) -> int:
    return hashlib.sha256(word.encode()).digest()[0] % sides


def _publish(row: SamplePersona, maker: Maker, desk: Desk, place: int, *, with_photo: bool) -> None:
    coordinator = desk.coordinators[maker.programme.slug]
    persona = create_persona(maker=maker, pseudonym=row.pseudonym, by=coordinator)
    record_consent(
        persona=persona,
        scopes={"text", "pseudonym"} | ({"hands_photo"} if with_photo else set()),
        channels={"product_page", "feeds"},
        language=row.language,
        explained_by=coordinator,
        method=("signed", "thumbprint", "recorded")[place % 3],
        permanence_explained=True,
        pay_independent=True,
        may_withdraw=True,
        evidence_sha256=hashlib.sha256(f"sample consent {place}".encode()).hexdigest(),
    )
    story = create_draft(
        persona=persona,
        title=row.title,
        text=row.text,
        author=coordinator,
        shows_child=False,
        translations=row.translations,
    )
    if with_photo:
        _add_photo(story, row, coordinator)
    story = submit_story(story, by=coordinator)
    revision = story.revision
    if revision is None:
        raise RuntimeError("A story that was handed in has no revision.")
    story = record_maker_review(
        story,
        by=coordinator,
        revision_hash=revision.content_hash,
        language=row.language,
        read_aloud=True,
        outcome="accepted",
    )
    publish_story(story, approver=desk.reviewer, revision_hash=revision.content_hash)


def _add_photo(story: Story, row: SamplePersona, coordinator: Person) -> None:
    """A drawing of hands in the place of a photo, through the same steps as a photo. About a second."""
    key = uuid.uuid5(uuid.NAMESPACE_OID, f"{story.key} {row.craft}")
    photo = receive_photo(story=story, key=key, kind="hands", data=draw_hands(row.craft), by=coordinator)
    develop_photos()
    photo.refresh_from_db()
    answers = dict.fromkeys(QUESTIONS, False)
    # On a drawing no face can be found; what a detector thought it saw is not blurred.
    mark_photo(photo, by=coordinator, kind="hands", alt=SCENES[row.craft][1], answers=answers, crop=[], blurs=[])
    develop_photos()
    photo.refresh_from_db()
    accept_photo(photo, by=coordinator, edition=photo.edition)
    story.refresh_from_db()
