"""The proof that nothing is left: what was looked at, with a fingerprint, kept at the tombstone."""

import hashlib
import json
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from artisans.errors import ArtisanError, NotAllowed
from artisans.models import Purge, Tombstone
from artisans.purging.marks import Hasher, read_marks
from artisans.purging.rescan import scan
from people.actions import record_audit
from people.models import Person
from people.queries import holds_role
from people.roles import Role

_MOST_PLACES = 40


def prove(purge: Purge, hasher: Hasher) -> str:
    """Looks through every place; with zero hits stores the proof and ends the purge. Else says how many, and where."""
    report = scan(read_marks(purge.marks), hasher=hasher)
    if report.found:
        purge.found = [[place, times] for place, times in report.found.most_common(_MOST_PLACES)]
        return f"{report.found.total()} places still hold something"
    _seal(purge, report.counts(), verified_by=None)
    return ""


def confirm_lookalikes(purge: Purge, *, by: Person) -> None:
    """A reviewer has looked at each place that the scan named and found words of somebody else. Ends the purge.

    Raises:
        NotAllowed: `by` is no reviewer.
        ArtisanError: the rows are not erased yet, or the scan named no place.
    """
    if not holds_role(by, Role.REVIEWER):
        raise NotAllowed(_("Only a reviewer for safeguarding may do this."))
    if not purge.found or not Tombstone.objects.filter(key=purge.key).exists():
        raise ArtisanError(_("There is nothing to confirm: the scan has not named a place."))
    places: dict[str, object] = {"hits": sum(times for _, times in purge.found), "places": purge.found}
    _seal(purge, places, verified_by=by)


def fingerprint(proof: Mapping[str, object], *, key: str, proven_at: str) -> str:
    """SHA-256 (hex) over what a proof says, the tombstone's key and the moment."""
    text = json.dumps({"proof": proof, "key": key, "at": proven_at}, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _seal(purge: Purge, proof: Mapping[str, object], *, verified_by: Person | None) -> None:
    now = timezone.now()
    with transaction.atomic():
        sealed = fingerprint(proof, key=purge.key, proven_at=now.isoformat())
        Tombstone.objects.filter(key=purge.key).update(
            proven_at=now, proof=dict(proof), proof_sha256=sealed, verified_by=verified_by
        )
        Purge.objects.filter(pk=purge.pk).delete()
        record_audit(verified_by, "prove_purge", f"tombstone:{purge.key}")
