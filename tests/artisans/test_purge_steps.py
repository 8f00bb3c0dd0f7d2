"""The purge goes on where it was killed, waits for what is in the way, and its proof can be checked."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from pytest_django import Settings

from artisans import actions
from artisans.actions.evidence import keep_evidence
from artisans.chores import purge_withdrawn
from artisans.errors import ArtisanError, NotAllowed
from artisans.models import ConsentRecord, Maker, Persona, Purge, SaleorCopy, Story, Tombstone
from artisans.purging.proofs import confirm_lookalikes, fingerprint
from artisans.purging.purge import PurgeStep, run_purges
from artisans.purging.retention import begin_due_purges
from artisans.storage import private_files
from impact_tags.models import Lot
from people.models import AuditEntry
from tests.artisans.conftest import TEXT, TITLE, Cast, MakePersona, MakeStory

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "engine"]),
    pytest.mark.usefixtures("empty_index"),
]


@pytest.fixture
def story(pool: list[Maker], published: MakeStory, make_persona: MakePersona) -> Story:
    return published(make_persona(maker=pool[0]))


@pytest.mark.parametrize("killed_before", list(PurgeStep))
def test_a_worker_killed_before_any_step_is_followed_by_another(story: Story, killed_before: PurgeStep) -> None:
    """What a kill leaves: the step not taken, the lease not given back."""
    actions.withdraw_story(story)
    begin_due_purges()
    while (purge := Purge.objects.get()).step != killed_before:
        _take_one_step(purge)
    Purge.objects.update(claimed_until=timezone.now() + timedelta(minutes=14))
    assert run_purges() == 0, "the lease of the dead holds for a while"
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        assert purge_withdrawn() == 1
    assert not Purge.objects.exists() and Tombstone.objects.count() == 1
    assert Tombstone.objects.get().proof["hits"] == 0
    assert not Persona.objects.exists()


def _take_one_step(purge: Purge) -> None:
    from artisans.purging.purge import _TAKE

    assert _TAKE[PurgeStep(purge.step)](purge) == ""
    order = list(PurgeStep)
    Purge.objects.update(step=order[order.index(PurgeStep(purge.step)) + 1], counts=purge.counts)


def test_a_clock_put_back_does_not_lock_a_purge_for_years(story: Story) -> None:
    actions.withdraw_story(story)
    begin_due_purges()
    Purge.objects.update(claimed_until=timezone.now() + timedelta(days=700))
    assert run_purges() == 1
    assert not Purge.objects.exists()


def test_the_evidence_goes_before_the_row_that_names_it(story: Story) -> None:
    name = keep_evidence(b"a signed paper")
    record = ConsentRecord.objects.get(persona=story.persona)
    super(type(ConsentRecord.objects.all()), ConsentRecord.objects.filter(pk=record.pk)).update(evidence_name=name)
    actions.withdraw_story(story)
    purge_withdrawn()
    assert not private_files().exists(name)
    assert Tombstone.objects.get().counts["evidence"] == 1


def test_it_waits_until_saleor_has_let_go_but_erases_what_it_can(story: Story) -> None:
    now = timezone.now()
    SaleorCopy.objects.create(product_id="P1", public_id=story.persona.public_id, pseudonym="Brindle", due_at=now)
    actions.withdraw_story(story)
    purge_withdrawn()
    assert not Persona.objects.exists()
    purge = Purge.objects.get()
    assert (purge.step, purge.trouble) == ("saleor", "1 products at Saleor may still hold her public id")
    SaleorCopy.objects.all().delete()
    Purge.objects.update(due_at=now)
    purge_withdrawn()
    assert not Purge.objects.exists() and Tombstone.objects.get().proven_at is not None


def test_a_key_taken_away_too_early_is_told_not_passed_over(story: Story, settings: Settings) -> None:
    actions.withdraw_story(story)
    begin_due_purges()
    settings.VAULT_KEYS = ["another key"]
    run_purges()
    assert Purge.objects.get().trouble == "the vault key with which this purge began was taken away"
    assert Persona.objects.exists()


def test_a_rotated_key_behind_the_new_one_is_enough(story: Story, settings: Settings) -> None:
    actions.withdraw_story(story)
    begin_due_purges()
    settings.VAULT_KEYS = ["another key", *settings.VAULT_KEYS]
    run_purges()
    assert Tombstone.objects.get().proof["hits"] == 0


def test_the_proof_fits_its_fingerprint(story: Story) -> None:
    actions.withdraw_story(story)
    purge_withdrawn()
    stone = Tombstone.objects.get()
    assert stone.proven_at is not None
    assert stone.proof_sha256 == fingerprint(stone.proof, key=stone.key, proven_at=stone.proven_at.isoformat())
    assert stone.proof_sha256 != fingerprint(
        stone.proof | {"rows": 0}, key=stone.key, proven_at=stone.proven_at.isoformat()
    )


def test_only_a_reviewer_confirms_that_words_are_somebody_elses(story: Story, cast: Cast) -> None:
    actions.withdraw_story(story)
    with pytest.raises(ArtisanError, match="nothing to confirm"):
        begin_due_purges()
        confirm_lookalikes(Purge.objects.get(), by=cast.reviewer)
    cast.loom.summary = TEXT
    cast.loom.save()
    run_purges()
    purge = Purge.objects.get()
    with pytest.raises(NotAllowed):
        confirm_lookalikes(purge, by=cast.coordinator)
    confirm_lookalikes(purge, by=cast.reviewer)
    stone = Tombstone.objects.get()
    assert stone.verified_by == cast.reviewer and stone.proof["places"] == [["default: artisans_programme.summary", 1]]
    assert not Purge.objects.exists()


def test_the_trail_of_who_did_what_stays_and_quotes_nothing(story: Story) -> None:
    public_id = story.persona.public_id
    actions.withdraw_story(story)
    purge_withdrawn()
    trail = list(AuditEntry.objects.values_list("action", "record", "note"))
    assert ("withdraw_persona", f"persona:{public_id}", "studio") in trail
    assert not any(TITLE in str(entry) or "Brindle" in str(entry) for entry in trail)


def test_lots_and_programmes_do_not_change(story: Story, cast: Cast) -> None:
    before = [list(model.objects.order_by("pk").values()) for model in (type(cast.loom), Maker, Lot)]
    actions.withdraw_story(story)
    purge_withdrawn()
    assert [list(model.objects.order_by("pk").values()) for model in (type(cast.loom), Maker, Lot)] == before
