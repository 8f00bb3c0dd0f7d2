"""The list of withdrawals that is kept apart from the backups, and taken up again after a restore."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from artisans import actions
from artisans.chores import purge_withdrawn
from artisans.models import Persona, Story, Tombstone
from people.models import AuditEntry
from tests.artisans.conftest import Cast, MakePersona, MakeStory, answer


def run(monkeypatch: pytest.MonkeyPatch, listed: str | None = None) -> str:
    """What `manage.py withdrawn` says, or `withdrawn --apply` with this list on its standard input."""
    said = io.StringIO()
    if listed is None:
        call_command("withdrawn", stdout=said)
    else:
        monkeypatch.setattr("sys.stdin", io.StringIO(listed))
        call_command("withdrawn", apply=True, stdout=said)
    return said.getvalue()


@pytest.fixture
def stories(published: MakeStory, make_persona: MakePersona) -> tuple[Story, Story]:
    return published(make_persona("Brindle")), published(make_persona("Tamsin"))


def test_the_list_names_withdrawn_personas_by_public_id_and_nothing_else(
    stories: tuple[Story, Story], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(monkeypatch) == ""
    actions.withdraw_story(stories[0])
    assert run(monkeypatch) == f"{stories[0].persona.public_id}\n"


def test_a_story_that_an_old_backup_brought_back_goes_again(
    client: Client, stories: tuple[Story, Story], monkeypatch: pytest.MonkeyPatch
) -> None:
    gone, stays = (story.persona for story in stories)
    kept = f"{gone.public_id}\n{'0' * 16}\n\n"
    assert client.get(f"/artisans/{gone.public_id}/").status_code == 200
    assert run(monkeypatch, kept) == "1 withdrawn again, 0 were already, 1 unknown.\n"
    assert client.get(f"/artisans/{gone.public_id}/").status_code == 410
    assert client.get(f"/artisans/{stays.public_id}/").status_code == 200
    assert list(AuditEntry.objects.filter(action="withdraw_persona").values_list("record", "note")) == [
        (f"persona:{gone.public_id}", "restore")
    ]
    assert run(monkeypatch, kept) == "0 withdrawn again, 1 were already, 1 unknown.\n"


@pytest.mark.parametrize("broken", ["0123", "Brindle", "<html>", "0123456789ABCDEF", "0123456789abcdef 0"])
def test_a_broken_list_is_refused_whole(
    stories: tuple[Story, Story], monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    with pytest.raises(CommandError, match="Entry 2 of the list is no public id"):
        run(monkeypatch, f"{stories[0].persona.public_id}\n{broken}\n")
    assert not Persona.objects.exclude(withdrawn_at=None).exists()


def test_a_refused_story_is_on_the_list_by_its_key_and_goes_again(
    cast: Cast, stories: tuple[Story, Story], monkeypatch: pytest.MonkeyPatch
) -> None:
    story = stories[0]
    answer(story, cast.coordinator, "refused")
    kept = run(monkeypatch)
    assert kept == f"{story.key.hex}\n"
    Story.objects.filter(pk=story.pk).update(state="published")  # as an old backup has it
    assert run(monkeypatch, kept) == "1 withdrawn again, 0 were already, 0 unknown.\n"
    assert Story.objects.get(pk=story.pk).state == "withdrawn"
    assert Persona.objects.get(pk=story.persona_id).withdrawn_at is None
    assert run(monkeypatch, kept) == "0 withdrawn again, 1 were already, 0 unknown.\n"


@pytest.mark.django_db(transaction=True, databases=["default", "engine"])
def test_what_was_purged_stays_on_the_list_and_a_restored_copy_is_purged_again(
    stories: tuple[Story, Story], monkeypatch: pytest.MonkeyPatch, empty_index: None
) -> None:
    gone, stays = (story.persona for story in stories)
    actions.withdraw_story(stories[0])
    purge_withdrawn()
    assert run(monkeypatch) == f"{gone.public_id}\n"
    restored = Persona.objects.get(pk=stays.pk)  # stands for a row that a backup brings back
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{gone.public_id}\n{restored.public_id}\n"))
    said = io.StringIO()
    call_command("withdrawn", apply=True, purge=True, stdout=said)
    assert said.getvalue().splitlines() == [
        "1 withdrawn again, 1 were already, 0 unknown.",
        "1 purges taken up, 0 not proven yet.",
    ]
    assert not Persona.objects.exists() and Tombstone.objects.count() == 2
