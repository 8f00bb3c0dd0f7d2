"""Recording consent. A record is added, never edited; only withdrawal ends it early."""

import re
from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from artisans.actions.desks import require_desk
from artisans.actions.evidence import hash_evidence, keep_evidence
from artisans.errors import ConsentRefused
from artisans.models import ConsentRecord, Persona
from artisans.models.consent import ConsentMethod
from artisans.showing import Channel, Scope, add_months
from catalog.version import turn_over
from people.actions import record_audit
from people.models import Person

DEFAULT_MONTHS = 12
MOST_MONTHS = 24

_SHA256 = re.compile(r"[0-9a-f]{64}")


@transaction.atomic
def record_consent(
    *,
    persona: Persona,
    scopes: Collection[str],
    channels: Collection[str],
    language: str,
    explained_by: Person,
    method: str,
    evidence_sha256: str = "",
    evidence: bytes = b"",
    permanence_explained: bool,
    pay_independent: bool,
    may_withdraw: bool,
    granted_at: datetime | None = None,
    months: int = DEFAULT_MONTHS,
) -> ConsentRecord:
    """Adds one consent: scopes by channels, for 12 months unless told otherwise, at most 24.

    `evidence` is kept locked beside its fingerprint; where it is kept elsewhere, `evidence_sha256` alone is given.

    Raises:
        NotAllowed: who explained it works for another programme.
        ConsentRefused: a confirmation is missing, the time is too long, or scope, channel, method or evidence is
            none that exists.
    """
    require_desk(explained_by, persona.maker.programme)
    granted = granted_at or timezone.now()
    _require_askable(persona, months, confirmed=permanence_explained and pay_independent and may_withdraw)
    fingerprint = hash_evidence(evidence) if evidence else evidence_sha256
    _require_known(scopes, channels, language, method, fingerprint)
    if granted > timezone.now():
        raise ConsentRefused(_("Consent cannot begin in the future."))
    record = ConsentRecord.objects.create(
        persona=persona,
        scopes=sorted(scopes),
        channels=sorted(channels),
        language=language,
        explained_by=explained_by,
        method=method,
        evidence_sha256=fingerprint,
        evidence_name=keep_evidence(evidence) if evidence else "",
        permanence_explained=permanence_explained,
        pay_independent=pay_independent,
        may_withdraw=may_withdraw,
        granted_at=granted,
        expires_at=add_months(granted, months),
    )
    record_audit(explained_by, "record_consent", f"persona:{persona.public_id}")
    turn_over()
    return record


def _require_askable(persona: Persona, months: int, *, confirmed: bool) -> None:
    if persona.withdrawn_at is not None:
        raise ConsentRefused(_("She has withdrawn; what she allows now belongs to a new persona."))
    if not confirmed:
        raise ConsentRefused(_("All three confirmations are needed: permanence, pay, withdrawal."))
    if not 1 <= months <= MOST_MONTHS:
        raise ConsentRefused(_("Consent lasts at most %(months)s months.") % {"months": MOST_MONTHS})


def _require_known(
    scopes: Collection[str], channels: Collection[str], language: str, method: str, evidence_sha256: str
) -> None:
    if not scopes or not set(scopes) <= set(Scope) or not channels or not set(channels) <= set(Channel):
        raise ConsentRefused(_("Choose at least one scope and one channel of the lists."))
    if method not in ConsentMethod.values or not language or not _SHA256.fullmatch(evidence_sha256):
        raise ConsentRefused(_("Name the language, the method and the fingerprint of the evidence."))
