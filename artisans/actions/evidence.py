"""Evidence of a consent: fingerprinted as given, kept locked, read only after the access log was written."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from artisans.errors import EvidenceGone, NotAllowed
from artisans.models import ConsentRecord, Persona
from artisans.storage import private_files
from people.actions import record_access
from people.models import Person
from people.queries import roles_of
from people.roles import Role

FOLDER = "evidence"
# A file is written before its record; what is younger than this may still get one.
YOUNG = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file as it was given; `name` is random."""

    name: str
    content: bytes


def hash_evidence(content: bytes) -> str:
    """SHA-256 (hex) of the bytes as given."""
    return hashlib.sha256(content).hexdigest()


def keep_evidence(content: bytes) -> str:
    """Stores evidence encrypted under a random name, and returns the name."""
    return private_files().save(f"{FOLDER}/{secrets.token_hex(16)}", ContentFile(content))


def read_evidence(record: ConsentRecord, *, reader: Person) -> Evidence:
    """The evidence of a consent, for a reviewer or a coordinator of her programme. The access log is written first.

    Raises:
        NotAllowed: the reader is neither (the attempt is logged too).
        EvidenceGone: no file was kept, or it no longer matches its fingerprint.
    """
    roles = roles_of(reader)
    programme = record.persona.maker.programme
    own = Role.COORDINATOR in roles and reader.programme_slug == programme.slug
    allowed = own or Role.REVIEWER in roles
    with transaction.atomic(durable=True):
        purpose = "evidence of consent opened" if allowed else "refused: evidence of consent"
        record_access(reader, f"consent:{record.pk}", purpose)
    if not allowed:
        raise NotAllowed(_("Only a reviewer, or coordinators of her programme, may open this."))
    if not record.evidence_name or not private_files().exists(record.evidence_name):
        raise EvidenceGone(_("The file of this consent is not kept here."))
    with private_files().open(record.evidence_name) as file:
        content: bytes = file.read()
    if hash_evidence(content) != record.evidence_sha256:
        raise EvidenceGone(_("The file does not match its fingerprint any more. Ask who recorded the consent."))
    return Evidence(record.evidence_name.rpartition("/")[2], content)


def erase_evidence(persona: Persona) -> dict[str, int]:
    """Deletes every file of evidence of a persona; returns how many. Safe to repeat."""
    erased = 0
    for name in (
        ConsentRecord.objects.filter(persona=persona).exclude(evidence_name="").values_list("evidence_name", flat=True)
    ):
        erased += private_files().exists(name)
        private_files().delete(name)
    return {"evidence": erased}


def clear_unnamed_evidence() -> int:
    """Deletes files of evidence that no record names, an hour old, left by a killed process; returns how many."""
    try:
        names = {f"{FOLDER}/{name}" for name in private_files().listdir(FOLDER)[1]}
    except FileNotFoundError:
        return 0
    names -= set(ConsentRecord.objects.exclude(evidence_name="").values_list("evidence_name", flat=True))
    old = [name for name in names if private_files().get_modified_time(name) < timezone.now() - YOUNG]
    for name in old:
        private_files().delete(name)
    return len(old)
