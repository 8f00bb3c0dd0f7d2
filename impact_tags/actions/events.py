"""Records the steps of a lot: EPCIS events and added documents, each chained to the row before."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.text import slugify

from impact_tags.actions.evidence import refuse_banned_words
from impact_tags.chain import hash_row
from impact_tags.epcis import ORDER, LotFrame, Material, build_event, declare_error
from impact_tags.errors import EventRefused
from impact_tags.models import Evidence, Lot, LotEvent
from themes.sentences import mark, sentence

_TRIES = 5


def record_event(
    lot_code: str, *, kind: str, day: date, note: str = "", evidence_code: str = "", base: str = ""
) -> LotEvent:
    """Adds a step to a lot's journey; a step that stands already is returned as it is.

    Args:
        base: the public address in the event's URIs; the shop's own when empty.

    Raises:
        EventRefused: an unknown lot or document, a step out of order, or a day before the step before it.
        BannedWording: the note uses a banned word.
    """
    refuse_banned_words(note)
    lot = _find_lot(lot_code)
    document = _find_document(evidence_code)
    existing = LotEvent.objects.filter(lot=lot, kind=kind).first()
    if existing is not None and kind != LotEvent.Kind.EVIDENCE:
        return existing
    _check_order(lot, kind, day)
    body = build_event(read_frame(lot, base=base), kind, day)
    return _append(lot, kind=kind, day=day, body=body, event_id=body["eventID"], note=note, evidence=document)


def add_document(lot_code: str, *, evidence_code: str, day: date) -> LotEvent:
    """Chains a document to a lot after the fact.

    Raises:
        EventRefused: an unknown lot or document.
    """
    lot, document = _find_lot(lot_code), _find_document(evidence_code)
    if document is None:
        raise EventRefused(mark("Name the document to add."))
    existing = LotEvent.objects.filter(lot=lot, kind=LotEvent.Kind.EVIDENCE, evidence=document).first()
    if existing is not None:
        return existing
    lot.evidence.add(document)
    return _append(
        lot,
        kind=LotEvent.Kind.EVIDENCE.value,
        day=day,
        body=describe_document(document),
        event_id=f"ni:///sha-256;{document.sha256}",
        note=document.title,
        evidence=document,
    )


def correct_event(lot_code: str, *, kind: str, note: str, day: date, right_day: date) -> LotEvent:
    """Marks a step as wrong and records it anew with the right day; both stay in the chain.

    Args:
        note: what was wrong, for the page; the declaration itself says `incorrect_data`, a word of CBV 2.0.

    Raises:
        EventRefused: there is no such step.
    """
    refuse_banned_words(note)
    lot = _find_lot(lot_code)
    wrong = LotEvent.objects.filter(lot=lot, kind=kind).order_by("-position").first()
    if wrong is None:
        raise EventRefused(sentence("Lot %(code)s has no step %(step)s.", code=lot_code, step=(kind,)))
    base = settings.PUBLIC_URL
    right = build_event(read_frame(lot), kind, right_day)
    marked = declare_error(wrong.body, day=day, reason="incorrect_data", corrective_ids=[right["eventID"]], base=base)
    with transaction.atomic():
        _append(lot, kind=kind, day=wrong.day, body=marked, event_id=marked["eventID"], note=note, evidence=None)
        return _append(
            lot, kind=kind, day=right_day, body=right, event_id=right["eventID"], note=wrong.note, evidence=None
        )


def read_frame(lot: Lot, *, base: str = "") -> LotFrame:
    """What all events of a lot share. Cost: two queries."""
    return LotFrame(
        base=(base or settings.PUBLIC_URL).rstrip("/"),
        code=lot.code,
        units=lot.units,
        programme_slug=lot.programme.slug,
        country=lot.programme.country,
        started_on=lot.started_on,
        finished_on=lot.finished_on,
        materials=tuple(Material(slugify(row.name), row.grams) for row in lot.components.all()),
    )


def describe_document(document: Evidence) -> dict[str, Any]:
    """A document in its public form, as the chain holds it."""
    return {
        "kantha:title": document.title,
        "kantha:kind": document.kind,
        "kantha:issuer": document.issuer,
        "kantha:number": document.number,
        "kantha:issuedOn": document.issued_on.isoformat(),
        "kantha:expiresOn": document.expires_on.isoformat() if document.expires_on else "",
        "kantha:sha256": document.sha256,
    }


def _append(
    lot: Lot,
    *,
    kind: str,
    day: date,
    body: dict[str, Any],
    event_id: str,
    note: str,
    evidence: Evidence | None,
) -> LotEvent:
    """Takes the next position; when another worker takes it first, tries the one after."""
    for _ in range(_TRIES):
        last = LotEvent.objects.filter(lot=lot).order_by("-position").first()
        previous = last.row_hash if last else ""
        try:
            with transaction.atomic():
                return LotEvent.objects.create(
                    lot=lot,
                    position=last.position + 1 if last else 1,
                    kind=kind,
                    day=day,
                    note=note,
                    body=body,
                    event_id=event_id,
                    previous_hash=previous,
                    row_hash=hash_row(previous, body),
                    evidence=evidence,
                )
        except IntegrityError:
            continue
    raise EventRefused(sentence("Lot %(code)s is being written by somebody else; please try again.", code=lot.code))


def _check_order(lot: Lot, kind: str, day: date) -> None:
    if kind not in ORDER:
        raise EventRefused(
            sentence("%(kind)s is no step of a lot; the steps are %(steps)s.", kind=repr(kind), steps=tuple(ORDER))
        )
    last = LotEvent.objects.filter(lot=lot, kind__in=ORDER).order_by("-position").first()
    if last is None and kind != ORDER[0]:
        raise EventRefused(mark("The first step of a lot is the material received."))
    if last is not None and (ORDER.index(kind) < ORDER.index(last.kind) or day < last.day):
        raise EventRefused(
            sentence(
                "The step %(step)s comes before the step %(last)s of %(day)s.",
                step=(kind,),
                last=(last.kind,),
                day=str(last.day),
            )
        )


def _find_lot(lot_code: str) -> Lot:
    lot = Lot.objects.select_related("programme").filter(code=lot_code).first()
    if lot is None:
        raise EventRefused(sentence("There is no lot %(code)s.", code=lot_code))
    return lot


def _find_document(code: str) -> Evidence | None:
    if not code:
        return None
    document = Evidence.objects.filter(code=code).first()
    if document is None:
        raise EventRefused(sentence("There is no document %(code)s.", code=code))
    return document
