"""Withdrawals and readings of the vault at the reviewers' desk: places, counts, proofs; no word and no name."""

import pytest
from django.test import Client

from artisans import actions
from artisans.chores import purge_withdrawn
from artisans.models import Purge, Tombstone
from artisans.queries import read_identity
from tests.artisans.conftest import (
    PASSWORD,
    TEXT,
    TITLE,
    Cast,
    MakePersona,
    MakeStory,
    cast,
    empty_index,
    files,
    make_consent,
    make_maker,
    make_persona,
    published,
    reviewed,
)
from tests.dashboard.desk import StaffMember

__all__ = [
    "cast",
    "empty_index",
    "files",
    "make_consent",
    "make_maker",
    "make_persona",
    "published",
    "reviewed",
]
PAGES = ("/dashboard/withdrawals/", "/dashboard/readings/")

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "engine"]),
    pytest.mark.usefixtures("empty_index"),
]


@pytest.fixture
def reviewer(cast: Cast) -> StaffMember:
    member = StaffMember(Client())
    member.sign_in("reviewer@test.example", PASSWORD)
    return member


def test_the_proof_is_shown_with_its_counts_and_fingerprint(reviewer: StaffMember, published: MakeStory) -> None:
    actions.withdraw_story(published())
    purge_withdrawn()
    stone = Tombstone.objects.get()
    reviewer.open("/dashboard/withdrawals/")
    assert f"tables {stone.proof['tables']}" in reviewer.text and "hits 0" in reviewer.text
    assert stone.proof_sha256 in reviewer.text and "proven by the scan" in reviewer.text
    assert "Makers who withdrew so far: fewer than 10." in reviewer.text
    assert "Brindle" not in reviewer.text and TITLE not in reviewer.text


def test_what_is_left_is_named_by_place_and_a_reviewer_may_vouch(
    reviewer: StaffMember, published: MakeStory, cast: Cast
) -> None:
    cast.loom.summary = TEXT
    cast.loom.save()
    actions.withdraw_story(published())
    purge_withdrawn()
    reviewer.open("/dashboard/")
    assert "1 Withdrawals not proven" in reviewer.text
    reviewer.open("/dashboard/withdrawals/")
    assert "default: artisans_programme.summary: 1" in reviewer.text and "blunt needle" not in reviewer.text
    answer = reviewer.client.post(f"/dashboard/withdrawals/{Purge.objects.get().key}/confirm/")
    assert answer.status_code == 302
    assert Tombstone.objects.get().verified_by == cast.reviewer
    reviewer.open("/dashboard/withdrawals/")
    assert "proven by Reviewer One" in reviewer.text


def test_readings_are_listed_with_those_turned_away(
    reviewer: StaffMember, cast: Cast, make_persona: MakePersona
) -> None:
    maker = make_persona().maker
    read_identity(maker.pk, reader=cast.coordinator, purpose="opened in the studio")
    with pytest.raises(Exception, match="Only coordinators"):
        read_identity(maker.pk, reader=cast.stranger, purpose="curious")
    reviewer.open("/dashboard/readings/")
    assert f"Coordinator W: maker:{maker.pk}" in reviewer.text
    assert "Coordinator R: 1, turned away 1" in reviewer.text
    assert "Wexford" not in reviewer.text


@pytest.mark.parametrize("page", PAGES)
def test_nobody_else_sees_them(cast: Cast, page: str) -> None:
    member = StaffMember(Client())
    member.sign_in("coordinator@test.example", PASSWORD)
    assert member.client.get(page).status_code in (403, 404)
    assert Client().get(page).status_code == 302
