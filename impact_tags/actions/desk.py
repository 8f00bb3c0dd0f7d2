"""What a coordinator records in one form: a lot and the document behind its figures."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from artisans.models import Programme
from impact_tags.actions.evidence import add_evidence
from impact_tags.actions.lots import record_lot
from impact_tags.errors import LotRefused
from impact_tags.models import Lot
from people.actions import record_audit
from people.models import Person


@transaction.atomic
def record_desk_lot(
    values: dict[str, Any], *, document_title: str, document_text: str, person: Person, day: date
) -> Lot:
    """Records a lot of the person's own programme, not yet approved.

    Raises:
        LotRefused: the code is taken, the person has no programme, or the facts contradict each other.
        BannedWording, EvidenceRefused: the texts cannot be shown.
    """
    programme = Programme.objects.filter(slug=person.programme_slug).first()
    if programme is None:
        raise LotRefused(_("You are not tied to a programme, so you cannot record its lots."))
    if Lot.objects.filter(code=values["code"]).exists():
        raise LotRefused(_("There is a lot of this code already."))
    document = add_evidence(
        code=f"{values['code'].lower()}-sheets",
        title=document_title,
        kind="work_record",
        issuer=programme.name,
        issued_on=day,
        public_text=document_text,
    )
    lot = record_lot(programme=programme, evidence=[document], recorded_by=person, **values)
    record_audit(person, "record_lot", f"lot:{lot.code}")
    return lot
