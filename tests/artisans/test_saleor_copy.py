"""Saleor's own copy: public id and pseudonym only, private, taken back on withdrawal, whatever happened meanwhile."""

from collections.abc import Iterator

import pytest
from django.utils import timezone
from pytest_django import Settings

from artisans import actions
from artisans.chores import compare_at_saleor, purge_withdrawn
from artisans.models import Maker, Persona, Purge, SaleorCopy, Story, Tombstone
from artisans.saleor_copy import compare_with_saleor, mirror_stories
from engine import models as engine
from engine.api import execute
from saleor_api.registration import find_installation
from tests.artisans.conftest import Cast, MakePersona, MakeStory
from tests.shop import load_shop, product_id

pytestmark = pytest.mark.django_db(databases=["default", "engine"])
# A purge rewrites the databases, which cannot be done inside the transaction of a test.
WHOLE = pytest.mark.django_db(transaction=True, databases=["default", "engine"])
AWAY = "tests.storefront.away.execute"
HERE = "engine.api.execute"


@pytest.fixture
def shop(cast: Cast) -> Iterator[None]:
    load_shop()
    yield


@pytest.fixture
def story(shop: None, pool: list[Maker], published: MakeStory, make_persona: MakePersona) -> Story:
    return published(make_persona(maker=pool[0]))


def held() -> dict[str, dict[str, str]]:
    """What the engine holds beside each product, by slug; products without anything are left out."""
    rows = engine.Product.objects.exclude(private_metadata={}).values_list("slug", "private_metadata")
    return dict(rows)


def public() -> set[str]:
    return {key for row in engine.Product.objects.all() for key in row.metadata}


def try_again() -> None:
    SaleorCopy.objects.update(due_at=timezone.now())
    Purge.objects.update(due_at=timezone.now())


def test_each_product_of_hers_holds_public_id_and_pseudonym_and_nothing_else(story: Story) -> None:
    linked = set(story.product_links.values_list("product_id", flat=True))
    assert mirror_stories() == len(linked) > 1
    expected = {"kantha.story": story.persona.public_id, "kantha.pseudonym": "Brindle"}
    assert held() == dict.fromkeys(held(), expected)
    assert {product_id(slug) for slug in held()} == linked
    assert public() == set(), "a visitor of Saleor's API sees none of it"
    assert mirror_stories() == 0


def test_a_visitor_may_not_read_it_and_an_app_without_the_permission_neither(story: Story) -> None:
    mirror_stories()
    query = b'{"query": "{products(first: 1, channel: \\"default-channel\\") {edges {node {privateMetadata {key}}}}}"}'
    _, body = execute(query, {})
    assert b"PermissionDenied" in body and b"kantha" not in body


@pytest.mark.parametrize("end", ["withdraw", "pause", "expire"])
def test_it_is_taken_back_with_the_story(story: Story, cast: Cast, end: str) -> None:
    mirror_stories()
    if end == "withdraw":
        actions.withdraw_story(story)
    elif end == "pause":
        actions.pause_story(story, by=cast.reviewer)
    else:
        story.persona.consents.all()._raw_delete("default")
    assert mirror_stories() > 1
    assert held() == {} and not SaleorCopy.objects.exists()


def test_another_makers_story_takes_its_place_there_too(
    story: Story, pool: list[Maker], published: MakeStory, make_persona: MakePersona
) -> None:
    mirror_stories()
    other = published(make_persona("Tamsin", maker=pool[3]))
    actions.withdraw_story(story)
    mirror_stories()
    assert {pairs["kantha.story"] for pairs in held().values()} == {other.persona.public_id}


@WHOLE
@pytest.mark.usefixtures("empty_index")
def test_a_story_that_came_and_went_while_saleor_was_down_leaves_nothing(story: Story, settings: Settings) -> None:
    mirror_stories()
    settings.SALEOR_IN_PROCESS_EXECUTE = AWAY
    actions.withdraw_story(story)
    assert mirror_stories() == 0
    assert len(held()) > 1 and SaleorCopy.objects.count() == len(held())
    purge_withdrawn()
    assert not Persona.objects.exists(), "the purge does what it can"
    assert Tombstone.objects.get().proven_at is None and Purge.objects.get().step == "saleor"
    settings.SALEOR_IN_PROCESS_EXECUTE = HERE
    try_again()
    purge_withdrawn()
    assert held() == {} and not Purge.objects.exists()
    assert Tombstone.objects.get().proof["hits"] == 0


@WHOLE
@pytest.mark.usefixtures("empty_index")
def test_who_was_replaced_while_saleor_was_down_is_not_forgotten(
    story: Story, settings: Settings, pool: list[Maker], published: MakeStory, make_persona: MakePersona
) -> None:
    """Saleor still holds the first one, though the row already wants the second."""
    mirror_stories()
    settings.SALEOR_IN_PROCESS_EXECUTE = AWAY
    published(make_persona("Tamsin", maker=pool[3]))
    actions.withdraw_story(story)
    mirror_stories()
    purge_withdrawn()
    assert "may still hold" in Purge.objects.get().trouble
    settings.SALEOR_IN_PROCESS_EXECUTE = HERE
    try_again()
    purge_withdrawn()
    assert not Purge.objects.exists() and "Brindle" not in str(held())


def test_an_answer_that_was_lost_is_asked_for_again(story: Story) -> None:
    """Killed after Saleor wrote it and before we knew: the row was there first."""
    mirror_stories()
    SaleorCopy.objects.update(is_sure=False, may_hold=[story.persona.public_id])
    actions.withdraw_story(story)
    mirror_stories()
    assert held() == {}


def test_a_product_that_is_gone_at_saleor_holds_nothing_up(story: Story) -> None:
    mirror_stories()
    engine.Product.objects.all().delete()
    actions.withdraw_story(story)
    mirror_stories()
    assert not SaleorCopy.objects.exists()


def test_what_no_row_of_ours_knows_of_is_found_and_taken_back(story: Story) -> None:
    """A backup of the shop was restored; Saleor was not."""
    mirror_stories()
    before = held()
    engine.Product.objects.filter(slug=min(before)).update(
        private_metadata={"kantha.story": "0123456789abcdef", "kantha.pseudonym": "Wren", "cost": "9"}
    )
    SaleorCopy.objects.all().delete()
    assert compare_with_saleor() == 1
    mirror_stories()
    assert held() == before | {min(before): before[min(before)] | {"cost": "9"}}
    actions.withdraw_story(story)
    SaleorCopy.objects.all().delete()
    assert compare_with_saleor() == len(before)
    mirror_stories()
    assert held() == {min(before): {"cost": "9"}}


def test_without_an_app_at_saleor_nothing_breaks(story: Story) -> None:
    installation = find_installation("kantha.shop")
    assert installation is not None
    installation.delete()
    assert mirror_stories() == 0 and compare_at_saleor() == 0
    assert SaleorCopy.objects.filter(is_sure=False).exists()
