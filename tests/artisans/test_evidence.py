"""Evidence of consent: hashed as given, kept encrypted, opened only under the access log."""

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from pytest_django import Settings

from artisans.actions.evidence import clear_unnamed_evidence, keep_evidence, read_evidence
from artisans.errors import EvidenceGone, NotAllowed
from artisans.models import ConsentRecord, Persona
from artisans.storage import private_files
from people.actions import create_local_user
from people.models import AccessLog, Person
from tests.artisans.conftest import PASSWORD, Cast, MakePersona
from tests.artisans.test_makers_desk import CONSENT, evidence, page_of
from tests.artisans.test_studio import signed_in


@pytest.fixture
def record(cast: Cast, make_persona: MakePersona) -> ConsentRecord:
    persona = make_persona()
    signed_in(cast.coordinator).post(page_of(persona, "consent/"), CONSENT | {"evidence": evidence()})
    return ConsentRecord.objects.get()


def address(record: ConsentRecord) -> str:
    return page_of(record.persona, f"consents/{record.pk}/evidence/")


def readings() -> list[tuple[str, str, str]]:
    rows = AccessLog.objects.order_by("pk").select_related("person")
    return [(row.person.name if row.person else "", row.record, row.purpose) for row in rows]


def test_it_lies_encrypted_under_a_name_that_tells_nothing(record: ConsentRecord, files: Path) -> None:
    kept = [path for path in (files / "private").rglob("*") if path.is_file()]
    assert [path.relative_to(files / "private").as_posix() for path in kept] == [record.evidence_name]
    assert b"signed paper" not in kept[0].read_bytes() and "paper" not in record.evidence_name
    assert record.evidence_sha256 == hashlib.sha256(b"signed paper").hexdigest()


def test_every_scope_and_channel_can_be_asked_for(cast: Cast, make_persona: MakePersona) -> None:
    scopes = ["text", "hands_photo", "face_photo", "voice", "pseudonym", "region"]
    channels = ["product_page", "email", "social", "press", "feeds"]
    asked = CONSENT | {"scopes": scopes, "channels": channels, "evidence": evidence()}
    signed_in(cast.coordinator).post(page_of(make_persona(), "consent/"), asked)
    record = ConsentRecord.objects.get()
    assert (record.scopes, record.channels) == (sorted(scopes), sorted(channels))


@pytest.mark.parametrize("who", ["coordinator", "reviewer"])
def test_a_reading_is_written_down_with_name_record_and_purpose(cast: Cast, record: ConsentRecord, who: str) -> None:
    person: Person = getattr(cast, who)
    answer = signed_in(person).post(address(record))
    assert (answer.status_code, answer.content) == (200, b"signed paper")
    assert readings() == [(person.name, f"consent:{record.pk}", "evidence of consent opened")]
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert (answer.headers["Cache-Control"], answer.headers["X-Content-Type-Options"]) == ("no-store", "nosniff")


def test_another_programme_finds_nothing_and_a_link_opens_nothing(cast: Cast, record: ConsentRecord) -> None:
    assert signed_in(cast.stranger).post(address(record)).status_code == 404
    assert signed_in(cast.coordinator).get(address(record)).status_code == 405
    with pytest.raises(NotAllowed):
        read_evidence(record, reader=cast.stranger)
    staff = create_local_user("staff@test.example", PASSWORD, "staff", "Staff")
    with pytest.raises(NotAllowed):
        read_evidence(record, reader=staff)
    assert [purpose for _, _, purpose in readings()] == ["refused: evidence of consent"] * 2


def test_the_log_is_written_even_where_the_file_is_gone_or_was_changed(cast: Cast, record: ConsentRecord) -> None:
    from django.core.files.base import ContentFile

    private_files().save(record.evidence_name, ContentFile(b"another paper"))
    with pytest.raises(EvidenceGone, match="fingerprint"):
        read_evidence(record, reader=cast.reviewer)
    private_files().delete(record.evidence_name)
    with pytest.raises(EvidenceGone, match="not kept here"):
        read_evidence(record, reader=cast.reviewer)
    assert len(readings()) == 2


def test_another_persons_record_under_her_address_is_not_found(
    cast: Cast, record: ConsentRecord, make_persona: MakePersona
) -> None:
    other: Persona = make_persona("Tamsin")
    client = signed_in(cast.coordinator)
    assert client.post(page_of(other, f"consents/{record.pk}/evidence/")).status_code == 404
    assert readings() == []


def test_a_new_vault_key_takes_evidence_along(cast: Cast, record: ConsentRecord, settings: Settings) -> None:
    old = list(settings.VAULT_KEYS)
    settings.VAULT_KEYS = ["a new key", *old]
    call_command("rewrap_vault", verbosity=0)
    settings.VAULT_KEYS = ["a new key"]
    assert read_evidence(record, reader=cast.reviewer).content == b"signed paper"


def test_a_file_that_is_too_large_is_refused_with_a_sentence(cast: Cast, make_persona: MakePersona) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    large = SimpleUploadedFile("paper.jpg", b"x" * (20 * 1024 * 1024 + 1))
    answer = signed_in(cast.coordinator).post(page_of(make_persona(), "consent/"), CONSENT | {"evidence": large})
    assert answer.status_code == 400 and "larger than 20 MB" in answer.content.decode()
    assert not ConsentRecord.objects.exists()


def test_a_file_that_a_killed_process_left_goes_after_an_hour(record: ConsentRecord) -> None:
    left = keep_evidence(b"nobody's")
    assert clear_unnamed_evidence() == 0
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert clear_unnamed_evidence() == 1
    assert not private_files().exists(left) and private_files().exists(record.evidence_name)
