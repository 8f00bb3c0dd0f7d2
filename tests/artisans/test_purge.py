"""The purge: every trace of a withdrawn maker goes, and a scan of everything proves it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.db import connections
from django.test import Client

from artisans import actions
from artisans.chores import purge_withdrawn
from artisans.models import Maker, Persona, Purge, Story, Tombstone
from artisans.purging.places import list_tables
from mail.actions import queue_mail
from tests.artisans.conftest import Cast, MakePersona, MakeStory
from tests.artisans.photo_desk import add_photo, send
from tests.catalog.shelf import make_content, put

MARKER = "quizzaciously"
HINDI = "हथकरघाविशेष"

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "engine"]),
    pytest.mark.usefixtures("empty_index"),
]


@pytest.fixture
def story(pool: list[Maker], published: MakeStory, make_persona: MakePersona) -> Story:
    put(make_content(1), make_content(2))
    return published(
        make_persona(maker=pool[0]), title=f"Blue {MARKER} thread", text=f"I stitch {MARKER} before the rains."
    )


def everything() -> Iterator[tuple[str, str]]:
    """Every table of every database as text, found by asking the databases."""
    for alias in connections:
        for table in list_tables(alias):
            with connections[alias].cursor() as cursor:
                cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
                for row in cursor.fetchall():
                    yield (
                        f"{alias}.{table}",
                        " ".join(
                            bytes(value).decode(errors="ignore")
                            if isinstance(value, bytes | memoryview)
                            else str(value)
                            for value in row
                        ),
                    )


def places_with(word: str) -> set[str]:
    return {place for place, text in everything() if word in text.lower()}


def test_nothing_is_left_and_the_proof_says_so(story: Story, client: Client) -> None:
    persona = story.persona
    assert "default.artisans_storyrevision" in places_with(MARKER)
    assert "default.catalog_productfacts" in places_with(MARKER)
    actions.withdraw_story(story)
    assert purge_withdrawn() == 1
    assert not Purge.objects.exists(), list(Purge.objects.values_list("step", "trouble", "found"))
    assert places_with(MARKER) == set()
    assert not Persona.objects.exists() and not Story.objects.exists()
    stone = Tombstone.objects.get()
    assert (stone.kind, stone.public_id, stone.taken_back) == ("persona", persona.public_id, True)
    assert stone.proof["hits"] == 0 and stone.proof["tables"] > 60 and stone.proof["marks"] > 5
    assert len(stone.proof_sha256) == 64 and stone.proven_at is not None and stone.verified_by is None
    assert client.get(f"/artisans/{persona.public_id}/").status_code == 410
    assert Maker.objects.filter(pk=persona.maker_id).exists(), "her place in the vault is hers to keep or to leave"


def test_what_passed_through_goes_too(story: Story, cast: Cast) -> None:
    session = SessionStore()
    session["draft"] = {"text": f"I stitch {MARKER} before the rains."}
    session.create()
    other = SessionStore()
    other["draft"] = "nothing of hers"
    other.create()
    words = {"words": f"I stitch {MARKER} before the rains."}
    queue_mail(key="k", template="t", to="buyer@example.com", subject=f"Blue {MARKER} thread now", context=words)
    queue_mail(key="other", template="t", to="buyer@example.com", subject="Your parcel", context={})
    cache.set("draft", f"I stitch {MARKER} before the rains.")
    actions.withdraw_story(story)
    purge_withdrawn()
    assert not Purge.objects.exists()
    assert cache.get("draft") is None
    assert not SessionStore(session.session_key).exists(session.session_key)
    assert SessionStore(other.session_key).exists(other.session_key)
    assert places_with(MARKER) == set()
    assert "default.mail_message" in places_with("your parcel")


def test_hits_are_named_without_a_word_and_the_purge_is_not_done(story: Story, cast: Cast, tmp_path: Path) -> None:
    """A copy that somebody made where nobody expected it."""
    copy = tmp_path / "media" / "notes.txt"
    copy.parent.mkdir()
    copy.write_text(f"Remember: I stitch {MARKER} before the rains.")
    cast.loom.summary = f"She said: I stitch {MARKER} before the rains."
    cast.loom.save()
    actions.withdraw_story(story)
    purge_withdrawn()
    purge = Purge.objects.get()
    assert dict(purge.found) == {"default: artisans_programme.summary": 1, "file media/notes.txt": 1}
    assert MARKER not in str(vars(purge))
    assert Tombstone.objects.get().proven_at is None
    assert not Story.objects.exists(), "what could be erased is erased all the same"
    copy.unlink()
    cast.loom.summary = "A programme."
    cast.loom.save()
    Purge.objects.update(due_at=purge.begun_at)
    purge_withdrawn()
    assert not Purge.objects.exists() and Tombstone.objects.get().proof["hits"] == 0


def test_words_that_others_use_are_no_hits(
    story: Story, cast: Cast, published: MakeStory, make_persona: MakePersona, pool: list[Maker]
) -> None:
    shared = "We all drink tea together before work."
    actions.withdraw_story(published(make_persona("Tamsin", maker=pool[1]), text=shared))
    stays = published(make_persona("Wren", maker=pool[3]), text=shared)
    purge_withdrawn()
    assert not Purge.objects.exists()
    assert Story.objects.filter(pk=stays.pk, state="published").exists()


def test_a_story_in_hindi_is_found_behind_the_escapes_of_json(story: Story, cast: Cast) -> None:
    assert story.revision is not None
    words = {"hi": {"title": HINDI, "text": f"मैं {HINDI} से कपड़ा बुनती हूँ और सिखाती हूँ"}}
    type(story.revision).objects.filter(pk=story.revision_id).update(translations=words)
    queue_mail(key="k", template="t", to="buyer@example.com", subject="x", context=words)
    actions.withdraw_story(story)
    purge_withdrawn()
    assert not Purge.objects.exists()
    assert "default.mail_message" not in {place for place, _ in everything()}


def test_photos_half_uploads_and_their_names_go_with_the_rows(cast: Cast, story: Story, files: Path) -> None:
    """An accepted photo, one whose original still waits, and what tells their names."""
    draft = actions.create_draft(
        persona=story.persona, title="Another one", text="More words.", author=cast.coordinator, shows_child=False
    )
    accepted, waiting = add_photo(draft, cast.coordinator), send(draft, cast.coordinator)
    names = [accepted.name, accepted.key.hex, waiting.name, waiting.key.hex, str(waiting.key)]
    kept = [path for path in files.rglob("*") if path.is_file()]
    assert any(accepted.name in str(path) for path in kept) and any(str(waiting.key) in str(path) for path in kept)
    actions.withdraw_story(story)
    purge_withdrawn()
    assert not Purge.objects.exists(), list(Purge.objects.values_list("step", "trouble", "found"))
    assert [path for path in files.rglob("*") if path.is_file()] == []
    assert [name for name in names if places_with(name)] == []
    assert Tombstone.objects.get().counts["photos"] == 2


def test_the_photos_of_a_purged_story_go_and_those_of_her_other_one_stay(cast: Cast, story: Story, files: Path) -> None:
    kept = add_photo(
        actions.create_draft(
            persona=story.persona, title="Stays", text="Other words.", author=cast.coordinator, shows_child=False
        ),
        cast.coordinator,
    )
    refused = actions.create_draft(
        persona=story.persona, title="Goes away", text="More words.", author=cast.coordinator, shows_child=False
    )
    gone = add_photo(refused, cast.coordinator)
    Story.objects.filter(pk=refused.pk).update(state="withdrawn")
    purge_withdrawn()
    names = {path.relative_to(files / "renditions").parts[0] for path in (files / "renditions").rglob("*.webp")}
    assert names == {kept.name} and gone.name not in str(list(files.rglob("*")))
    assert not Purge.objects.exists()


def test_four_words_that_a_product_says_too_are_not_hers_but_six_are(
    cast: Cast, published: MakeStory, make_persona: MakePersona, pool: list[Maker]
) -> None:
    put(make_content(7, paragraphs=("A scarf with a blunt needle at every edge.",)))
    put(make_content(8, paragraphs=("She says: draw with a blunt needle and wait.",)))
    actions.withdraw_story(
        published(make_persona("Tamsin", maker=pool[1]), text="I draw with a blunt needle and wait for the rain.")
    )
    purge_withdrawn()
    found = {place.rpartition(".")[0] for place, _ in Purge.objects.get().found}
    assert "default: catalog_product" in found, "the second one is a copy"
    put(make_content(8))
    Purge.objects.update(due_at=Purge.objects.get().begun_at)
    purge_withdrawn()
    assert not Purge.objects.exists(), list(Purge.objects.values_list("found", flat=True))


def test_words_that_a_file_of_the_shop_uses_too_are_not_hers(story: Story, tmp_path: Path) -> None:
    notes = tmp_path / "media" / "notes.txt"
    notes.parent.mkdir()
    notes.write_text(f"The word {MARKER} stands in our glossary.")
    actions.withdraw_story(story)
    purge_withdrawn()
    assert not Purge.objects.exists(), list(Purge.objects.values_list("found", flat=True))
    assert notes.exists()


@pytest.mark.parametrize(("title", "left"), [("Blue thread forever", True), ("Blue thread", False)])
def test_beside_a_title_of_three_words_a_word_of_hers_is_hers_beside_two_it_may_be_anybodys(
    cast: Cast,
    published: MakeStory,
    make_persona: MakePersona,
    pool: list[Maker],
    tmp_path: Path,
    title: str,
    left: bool,
) -> None:
    notes = tmp_path / "media" / "notes.txt"
    notes.parent.mkdir()
    notes.write_text(f"{title}: {MARKER}.")
    actions.withdraw_story(published(make_persona("Tamsin", maker=pool[1]), title=title, text=f"I dye {MARKER}."))
    purge_withdrawn()
    assert [dict(found) for found in Purge.objects.values_list("found", flat=True)] == (
        [{"file media/notes.txt": 1}] if left else []
    )
