"""Withdrawal: at once, completely, and nothing is asked."""

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from artisans import actions
from artisans.errors import ConsentRefused, NotAllowed, WrongState
from artisans.models import ConsentRecord, Maker, Persona, ProductLink, Story
from artisans.queries import story_for_product
from catalog.version import current_version, forget_version
from tests.artisans.conftest import TITLE, Cast, MakeConsent, MakePersona, MakeStory, answer
from tests.catalog.shelf import make_content, put

MARKER = "quizzaciously"
TODAY = timezone.localdate()


@pytest.fixture
def story(pool: list[Maker], published: MakeStory, make_persona: MakePersona) -> Story:
    put(make_content(1), make_content(2))
    return published(make_persona(maker=pool[0]), text=f"I stitch {MARKER}.")


def test_everything_public_is_gone_when_the_call_returns(client: Client, story: Story) -> None:
    address = f"/artisans/{story.persona.public_id}/"
    assert client.get(address).status_code == 200
    before = current_version()
    actions.withdraw_story(story)
    forget_version()
    assert current_version() > before
    gone = client.get(address)
    assert gone.status_code == 410
    for word in ("Brindle", TITLE, story.persona.public_id):
        assert word not in gone.content.decode()
    assert gone.headers["Cache-Control"] == "no-store"
    assert MARKER not in client.get("/artisans/").content.decode()
    assert [story_for_product(product, day=TODAY) for product in ("P1", "P2")] == [None, None]


def test_pages_turn_over_even_where_no_product_carried_the_story(
    published: MakeStory, make_persona: MakePersona
) -> None:
    lone = published(make_persona("Tamsin"))
    before = current_version()
    actions.withdraw_story(lone)
    forget_version()
    assert current_version() > before


def test_no_table_outside_the_stories_holds_a_word_of_it(story: Story) -> None:
    actions.withdraw_story(story)
    holding = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            if MARKER in repr(cursor.fetchall()):
                holding.add(table)
    # The purge of revisions follows within 24 hours.
    assert holding == {"artisans_storyrevision"}


def test_all_consents_persona_and_other_drafts_end_with_it(cast: Cast, story: Story, make_consent: MakeConsent) -> None:
    make_consent(story.persona, scopes=("region",), channels=("press",))
    actions.create_draft(persona=story.persona, title="t", text="x", author=cast.coordinator, shows_child=None)
    actions.withdraw_story(story, by=cast.coordinator)
    assert set(Story.objects.values_list("state", flat=True)) == {"withdrawn"}
    assert ConsentRecord.objects.filter(withdrawn_at=None).count() == 0
    assert Persona.objects.get().withdrawn_at is not None
    assert not ProductLink.objects.exists()


def test_withdrawing_twice_changes_nothing(story: Story) -> None:
    actions.withdraw_story(story)
    first = Persona.objects.get().withdrawn_at
    actions.withdraw_story(story)
    assert Persona.objects.get().withdrawn_at == first


def test_nothing_brings_a_withdrawn_story_back(cast: Cast, story: Story, make_consent: MakeConsent) -> None:
    actions.withdraw_story(story)
    with pytest.raises(WrongState):
        actions.revise_story(story, title=TITLE, text="New words.", author=cast.coordinator, shows_child=False)
    with pytest.raises(WrongState):
        actions.submit_story(story, by=cast.coordinator)
    with pytest.raises(ConsentRefused):
        make_consent(story.persona)
    with pytest.raises(WrongState):
        actions.create_draft(persona=story.persona, title="t", text="x", author=cast.coordinator, shows_child=None)
    assert Story.objects.get().state == "withdrawn"


def test_another_makers_story_takes_the_empty_place(
    story: Story, pool: list[Maker], published: MakeStory, make_persona: MakePersona
) -> None:
    published(make_persona("Tamsin", maker=pool[3]))
    actions.withdraw_story(story)
    shown = [story_for_product(product, day=TODAY) for product in ("P1", "P2")]
    assert [one and one.pseudonym for one in shown] == ["Tamsin", "Tamsin"]


def test_a_coordinator_of_another_programme_withdraws_nothing(cast: Cast, story: Story) -> None:
    with pytest.raises(NotAllowed):
        actions.withdraw_persona(story.persona, by=cast.stranger, via="studio")
    with pytest.raises(NotAllowed):
        actions.withdraw_story(story, by=cast.stranger)
    assert Persona.objects.get().withdrawn_at is None
    assert Story.objects.get().state == "published"
    assert ConsentRecord.objects.filter(withdrawn_at=None).exists()
    assert ProductLink.objects.exists()


@pytest.mark.parametrize("outcome", ["refused", "to_draft"])
def test_her_no_to_a_public_story_takes_it_off_its_products(cast: Cast, story: Story, outcome: str) -> None:
    assert ProductLink.objects.filter(story=story).exists()
    answer(story, cast.coordinator, outcome)
    assert not ProductLink.objects.filter(story=story).exists()
    assert [story_for_product(product, day=TODAY) for product in ("P1", "P2")] == [None, None]
