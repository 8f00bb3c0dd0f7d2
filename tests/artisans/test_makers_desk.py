"""Enrolling makers in the studio, their consents, cards and names."""

import hashlib
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from artisans.actions import enrol_maker
from artisans.models import ConsentRecord, Maker, Persona
from people.models import AccessLog, AuditEntry
from tests.artisans.conftest import Cast, MakeConsent, MakeMaker, MakePersona, MakeStory
from tests.artisans.test_studio import signed_in, text_of

ENROLMENT = {
    "real_name": "Zorblat Quenness",
    "contact": "loft seven",
    "craft": "kantha",
    "pseudonym": "Brindle",
    "adult_confirmed": "on",
}
CONSENT = {
    "scopes": ["text", "pseudonym"],
    "channels": ["product_page"],
    "language": "bn",
    "method": "thumbprint",
    "months": "12",
    "permanence_explained": "on",
    "pay_independent": "on",
    "may_withdraw": "on",
}


def page_of(persona: Persona, step: str = "") -> str:
    return f"/studio/makers/{persona.public_id}/{step}"


def enrolled(cast: Cast, *, adult: bool) -> Persona:
    return enrol_maker(
        programme=cast.loom,
        real_name="Zorblat Quenness",
        contact="",
        craft="kantha",
        adult_confirmed=adult,
        pseudonym="Brindle",
        by=cast.coordinator,
    )


def evidence() -> SimpleUploadedFile:
    return SimpleUploadedFile("paper.jpg", b"signed paper", content_type="image/jpeg")


def test_a_coordinator_enrols_a_maker_of_her_own_programme(cast: Cast, make_maker: MakeMaker) -> None:
    make_maker("Wexford")
    client = signed_in(cast.coordinator)
    answer = client.post("/studio/makers/new/", ENROLMENT)
    persona = Persona.objects.get()
    assert answer.headers["Location"] == page_of(persona)
    assert (persona.pseudonym, persona.country, persona.craft, persona.state) == ("Brindle", "in", "kantha", "")
    assert (persona.maker.programme, persona.maker.adult_confirmed) == (cast.loom, True)
    page = text_of(client, page_of(persona))
    assert "Zorblat" not in page and "loft seven" not in page


@pytest.mark.parametrize("pseudonym", ["Zorblat", "Wexford"])
def test_a_chosen_name_that_is_a_real_one_enrols_nobody_and_leaves_a_trail(
    cast: Cast, make_maker: MakeMaker, pseudonym: str
) -> None:
    make_maker("Wexford Abcde", programme=cast.lake)
    make_maker("Someone Kantha")
    answer = signed_in(cast.coordinator).post("/studio/makers/new/", ENROLMENT | {"pseudonym": pseudonym})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "This pseudonym is not free. Choose another." in page and 'value="Zorblat Quenness"' in page
    assert (Maker.objects.count(), Persona.objects.count()) == (2, 0)
    assert AuditEntry.objects.filter(action="pseudonym_refused", person=cast.coordinator).count() == 1


def test_consent_is_recorded_with_the_fingerprint_of_the_evidence(cast: Cast, make_persona: MakePersona) -> None:
    persona = make_persona()
    client = signed_in(cast.coordinator)
    client.post(page_of(persona, "consent/"), CONSENT | {"evidence": evidence()})
    record = ConsentRecord.objects.get()
    assert record.evidence_sha256 == hashlib.sha256(b"signed paper").hexdigest()
    assert (record.explained_by, record.method, record.language) == (cast.coordinator, "thumbprint", "bn")
    assert (record.expires_at.year - record.granted_at.year, record.scopes) == (1, ["pseudonym", "text"])
    assert "Live" in text_of(client, page_of(persona))


@pytest.mark.parametrize("missing", sorted(CONSENT))
def test_a_consent_with_a_part_missing_is_not_recorded(cast: Cast, make_persona: MakePersona, missing: str) -> None:
    values = {name: value for name, value in CONSENT.items() if name != missing}
    answer = signed_in(cast.coordinator).post(page_of(make_persona(), "consent/"), values | {"evidence": evidence()})
    assert answer.status_code == 400
    assert "This field is required." in answer.content.decode()
    assert not ConsentRecord.objects.exists()


def test_a_consent_without_evidence_is_not_recorded(cast: Cast, make_persona: MakePersona) -> None:
    answer = signed_in(cast.coordinator).post(page_of(make_persona(), "consent/"), CONSENT)
    assert answer.status_code == 400
    assert not ConsentRecord.objects.exists()


def test_her_name_is_read_on_one_answer_and_the_reading_is_logged(cast: Cast, make_persona: MakePersona) -> None:
    persona = make_persona()
    client = signed_in(cast.coordinator)
    answer = client.post(page_of(persona, "name/"))
    assert "WexfordBrindlex" in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"
    assert AccessLog.objects.get().record == f"maker:{persona.maker_id}"
    assert client.get(page_of(persona, "name/")).status_code == 405
    assert "Wexford" not in text_of(client, page_of(persona))


def test_the_card_code_is_shown_once_and_works(cast: Cast, published: MakeStory) -> None:
    persona = published().persona
    client = signed_in(cast.coordinator)
    found = re.search(r"\d{4} \d{4} \d{4}", client.post(page_of(persona, "card/")).content.decode())
    assert found is not None
    assert found.group() not in text_of(client, page_of(persona))
    Client().post("/withdraw/", {"code": found.group()})
    assert Client().get(f"/artisans/{persona.public_id}/").status_code == 410


def test_a_maker_without_a_story_withdraws_too(
    cast: Cast, make_persona: MakePersona, make_consent: MakeConsent
) -> None:
    persona = make_persona()
    make_consent(persona)
    signed_in(cast.coordinator).post(page_of(persona, "withdraw/"))
    assert ConsentRecord.objects.filter(withdrawn_at=None).count() == 0
    assert Client().get(f"/artisans/{persona.public_id}/").status_code == 410


def test_a_coordinator_notes_that_she_has_seen_an_adult(cast: Cast) -> None:
    persona = enrolled(cast, adult=False)
    client = signed_in(cast.coordinator)
    assert "It is not confirmed that she is an adult." in text_of(client, page_of(persona))
    client.post(page_of(persona, "adult/"))
    assert Maker.objects.get().adult_confirmed


@pytest.mark.parametrize("step", ["", "consent/", "card/", "name/", "adult/", "withdraw/"])
def test_another_programmes_maker_does_not_exist(cast: Cast, make_persona: MakePersona, step: str) -> None:
    persona = make_persona()
    client = signed_in(cast.stranger)
    answer = client.get(page_of(persona)) if not step else client.post(page_of(persona, step), CONSENT)
    assert answer.status_code == 404
    assert "Brindle" not in text_of(client, "/studio/makers/")
    assert not AccessLog.objects.exists() and not ConsentRecord.objects.exists()
    assert Persona.objects.get().withdrawn_at is None


@pytest.mark.parametrize("step", ["consent/", "card/", "name/", "adult/"])
def test_a_reviewer_reads_no_name_and_takes_no_consent(cast: Cast, make_persona: MakePersona, step: str) -> None:
    persona = make_persona()
    client = signed_in(cast.reviewer)
    assert client.post(page_of(persona, step), CONSENT).status_code == 403
    assert client.post("/studio/makers/new/", ENROLMENT).status_code == 403
    assert not AccessLog.objects.exists()


def test_the_admin_shows_no_name_and_edits_nothing(cast: Cast, make_persona: MakePersona, admin_client: Client) -> None:
    persona = make_persona()
    for path in ("maker/", f"maker/{persona.maker_id}/change/", "persona/", f"persona/{persona.pk}/change/"):
        page = admin_client.get(f"/manage/artisans/{path}").content.decode()
        assert "Wexford" not in page and persona.maker.name_locked not in page
    answer = admin_client.post(f"/manage/artisans/persona/{persona.pk}/change/", {"pseudonym": "Wexford"})
    assert answer.status_code == 403
    assert Persona.objects.get().pseudonym == "Brindle"


@pytest.mark.parametrize("address", ["/studio/", "/studio/makers/"])
def test_who_may_not_write_or_enrol_is_not_invited_to(cast: Cast, make_persona: MakePersona, address: str) -> None:
    make_persona()
    new = "/studio/stories/new/" if address == "/studio/" else "/studio/makers/new/"
    pages = {}
    for name, person in (("coordinator", cast.coordinator), ("reviewer", cast.reviewer)):
        client = signed_in(person)
        pages[name] = (f'href="{new}"' in client.get(address).content.decode(), client.get(new).status_code)
    assert pages == {"coordinator": (True, 200), "reviewer": (False, 403)}
