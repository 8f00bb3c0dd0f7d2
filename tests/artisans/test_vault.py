"""The vault: what stands in the rows, who may open it, what is written down, and how its keys turn."""

import io

import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django import Settings

from artisans import actions
from artisans.errors import NotAllowed, PseudonymRefused, VaultLocked
from artisans.models import Maker, NameMark, Persona
from artisans.queries import pseudonym_is_free, read_identity
from artisans.vault import lock, unlock
from people.models import AccessLog
from tests.artisans.conftest import Cast, MakeMaker, MakePersona, MakeStory


def test_no_row_holds_the_name_or_the_contact_in_the_clear(cast: Cast) -> None:
    actions.add_maker(
        programme=cast.loom,
        real_name="Zorblat Quenness",
        contact="loft seven",
        craft="kantha",
        adult_confirmed=True,
        by=cast.coordinator,
    )
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            everything = repr(cursor.fetchall()).lower()
            assert "zorblat" not in everything
            assert "loft seven" not in everything


def test_a_coordinator_of_her_programme_reads_it_and_the_reading_is_logged(cast: Cast, make_maker: MakeMaker) -> None:
    maker = make_maker("Zorblat Quenness")
    identity = read_identity(maker.pk, reader=cast.coordinator, purpose="to call her for the review")
    assert (identity.name, identity.contact) == ("Zorblat Quenness", "contact")
    logged = AccessLog.objects.get()
    assert (logged.person, logged.record, logged.purpose) == (
        cast.coordinator,
        f"maker:{maker.pk}",
        "to call her for the review",
    )


@pytest.mark.parametrize("who", ["stranger", "reviewer"])
def test_nobody_else_reads_it_and_the_attempt_is_logged(cast: Cast, make_maker: MakeMaker, who: str) -> None:
    maker = make_maker()
    with pytest.raises(NotAllowed):
        read_identity(maker.pk, reader=getattr(cast, who), purpose="curious")
    assert AccessLog.objects.get().purpose == "refused: curious"


def test_another_programmes_coordinator_adds_no_maker(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        actions.add_maker(
            programme=cast.loom, real_name="A B", contact="", craft="kantha", adult_confirmed=True, by=cast.stranger
        )
    assert Maker.objects.count() == 0


def test_an_old_key_still_opens_and_a_rotated_vault_needs_only_the_new_one(
    cast: Cast, make_maker: MakeMaker, settings: Settings
) -> None:
    settings.VAULT_KEYS = ["old key"]
    maker = make_maker("Zorblat Quenness")
    settings.VAULT_KEYS = ["new key", "old key"]
    assert unlock(maker.name_locked) == "Zorblat Quenness"
    assert not pseudonym_is_free("Zorblat")
    said = io.StringIO()
    call_command("rewrap_vault", stdout=said)
    assert said.getvalue() == "1 records now need only the first key.\n"
    settings.VAULT_KEYS = ["new key"]
    maker.refresh_from_db()
    assert unlock(maker.name_locked) == "Zorblat Quenness"
    assert not pseudonym_is_free("Zorblat")


def test_without_its_key_a_record_stays_shut(settings: Settings) -> None:
    settings.VAULT_KEYS = ["one key"]
    token = lock("Zorblat")
    settings.VAULT_KEYS = ["another key"]
    with pytest.raises(VaultLocked):
        unlock(token)


def test_the_vault_key_is_not_djangos_secret(settings: Settings) -> None:
    token = lock("Zorblat")
    settings.SECRET_KEY = "changed" * 8
    assert unlock(token) == "Zorblat"


@pytest.mark.parametrize("pseudonym", ["Zorblat", "quenness", "ZÓRBLAT", "Zorblatt", "Zorblat Brindle"])
def test_a_pseudonym_is_no_real_name_of_any_programme(
    cast: Cast, make_maker: MakeMaker, make_persona: MakePersona, pseudonym: str
) -> None:
    make_maker("Zorblat Quenness", programme=cast.lake)
    with pytest.raises(PseudonymRefused):
        make_persona(pseudonym, maker=make_maker("Wexford"))
    assert Persona.objects.count() == 0


def test_the_refusal_is_the_same_for_a_real_name_and_a_taken_pseudonym(
    make_maker: MakeMaker, make_persona: MakePersona
) -> None:
    make_maker("Zorblat")
    make_persona("Brindle")
    sentences = []
    for pseudonym in ("Zorblat", "Brindle"):
        with pytest.raises(PseudonymRefused) as refused:
            make_persona(pseudonym, maker=make_maker("Wexford"))
        sentences.append(refused.value.sentence)
    assert sentences[0] == sentences[1]


@pytest.mark.parametrize(
    "pseudonym", ["Zоrblat", "Ζorblat", "Zor\u200bblat", "Ｚorblat", "Z\u00adorblat", "Аѕна", "Tам", "Zorblat\u202e"]
)
def test_a_pseudonym_in_look_alike_letters_is_refused(
    make_maker: MakeMaker, make_persona: MakePersona, pseudonym: str
) -> None:
    make_maker("Zorblat Quenness")
    with pytest.raises(PseudonymRefused):
        make_persona(pseudonym, maker=make_maker("Wexford"))
    assert Persona.objects.count() == 0


@pytest.mark.parametrize("pseudonym", ["जूही", "បុប្ផា", "Juhi"])
def test_a_pseudonym_may_be_written_in_each_script_of_the_check(make_persona: MakePersona, pseudonym: str) -> None:
    assert make_persona(pseudonym).pseudonym == pseudonym


@pytest.mark.parametrize("pseudonym", ["", "Kolkata", "Asha 24", "Asha www.thing.org", "x" * 61])
def test_a_pseudonym_is_a_plain_name(make_persona: MakePersona, pseudonym: str) -> None:
    with pytest.raises(PseudonymRefused):
        make_persona(pseudonym)


def test_a_real_name_that_joins_later_pauses_the_story_under_it(
    cast: Cast, published: MakeStory, make_persona: MakePersona, make_maker: MakeMaker
) -> None:
    story = published(make_persona("Brindle"))
    make_maker("Brindle Overton", programme=cast.lake)
    story.refresh_from_db()
    assert story.state == "paused"


def test_marks_of_a_name_are_keyed(cast: Cast, make_maker: MakeMaker, settings: Settings) -> None:
    settings.VAULT_KEYS = ["one key"]
    first = make_maker("Zorblat")
    settings.VAULT_KEYS = ["another key"]
    second = make_maker("Zorblat")
    marks = [set(NameMark.objects.filter(maker=maker).values_list("mark", flat=True)) for maker in (first, second)]
    assert marks[0] and not marks[0] & marks[1]
