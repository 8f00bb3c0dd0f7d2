"""Consents that end soon and that no later one continues."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from artisans.models import ConsentRecord
from artisans.queries.desk import personas_of
from people.models import Person

REMINDED_BEFORE = 30


@dataclass(frozen=True, slots=True)
class EndingRow:
    """A consent that ends, by her chosen name; `days` until then."""

    public_id: str
    pseudonym: str
    ends_on: date
    days: int


def list_endings(person: Person, *, day: date) -> tuple[EndingRow, ...]:
    """The consents of this person's makers that end within thirty days, the first to end first."""
    records = ConsentRecord.objects.filter(
        persona__in=personas_of(person),
        persona__withdrawn_at=None,
        withdrawn_at=None,
        expires_at__gt=timezone.now(),
        expires_at__lte=timezone.now() + timedelta(days=REMINDED_BEFORE + 1),
    )
    rows = []
    for record in records.select_related("persona").order_by("expires_at"):
        ends_on = timezone.localdate(record.expires_at)
        days = (ends_on - day).days
        if days <= REMINDED_BEFORE and not is_followed(record):
            rows.append(EndingRow(record.persona.public_id, record.persona.pseudonym, ends_on, days))
    return tuple(rows)


def is_followed(record: ConsentRecord) -> bool:
    """Whether other consents of hers cover on the day of its end, and longer, all that this one covers. One query."""
    others = ConsentRecord.objects.filter(
        persona_id=record.persona_id,
        withdrawn_at=None,
        granted_at__lte=record.expires_at,
        expires_at__gt=record.expires_at + timedelta(days=REMINDED_BEFORE),
    ).exclude(pk=record.pk)
    covered = {(scope, channel) for other in others for scope in other.scopes for channel in other.channels}
    return {(scope, channel) for scope in record.scopes for channel in record.channels} <= covered
