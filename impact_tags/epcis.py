"""Lot events as EPCIS 2.0 / CBV 2.0 JSON-LD, and the document that publishes them.

Public form only: lots, never single pieces; times to the day; places are the programme's registered office.
Source: GS1 EPCIS 2.0, sections 7.4 and 9; the JSON schema of the standard is checked in the tests.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from impact_tags.chain import ChainRow
from impact_tags.errors import EventRefused
from impact_tags.event_hash import hash_event

CONTEXT = "https://ref.gs1.org/standards/epcis/epcis-context.jsonld"
GRAM = "GRM"  # UN/CEFACT recommendation 20
# Offsets of the countries that programmes stand in; neither has summer time.
OFFSETS = {"in": "+05:30", "kh": "+07:00", "bd": "+06:00", "np": "+05:45"}
ORDER = ("received", "made", "inspected", "packed", "shipped")

Event = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Material:
    """What went in: a name for its URI, and grams."""

    slug: str
    grams: int


@dataclass(frozen=True, slots=True)
class LotFrame:
    """What all events of a lot share. `base` is the shop's public address without a slash at the end."""

    base: str
    code: str
    units: int
    programme_slug: str
    country: str
    started_on: date
    finished_on: date
    materials: tuple[Material, ...]

    @property
    def lot_uri(self) -> str:
        return f"{self.base}/trace/{self.code}/"

    @property
    def office_uri(self) -> str:
        return f"{self.base}/programmes/{self.programme_slug}/"

    @property
    def offset(self) -> str:
        return OFFSETS.get(self.country.lower(), "+00:00")


def read_context(base: str) -> list[Any]:
    """The `@context` of our documents: the standard's, and the prefix of our few extension fields."""
    return [CONTEXT, {"kantha": f"{base}/trace/terms#"}]


def build_event(frame: LotFrame, kind: str, day: date) -> Event:
    """The event of one step, with its CBV 2.0 event id.

    Raises:
        EventRefused: the kind is unknown, or a step with materials has none.
    """
    if kind in ("received", "made") and not frame.materials:
        raise EventRefused(f"Lot {frame.code} names no material; a {kind} event needs one.")
    build = _BUILDERS.get(kind)
    if build is None:
        raise EventRefused(f"{kind!r} is no step of a lot; the steps are {', '.join(ORDER)}.")
    event = _stamp(frame, day) | build(frame)
    return event | {"eventID": hash_event(event, context=read_context(frame.base))}


def declare_error(
    event: Mapping[str, Any], *, day: date, reason: str, corrective_ids: Sequence[str], base: str
) -> Event:
    """The same event once more, marked as wrong: an event is never edited. Its id stays, as the standard wants."""
    declared = dict(event) | {
        "errorDeclaration": {
            "declarationTime": f"{day.isoformat()}T00:00:00{event['eventTimeZoneOffset']}",
            "reason": reason,
            **({"correctiveEventIDs": list(corrective_ids)} if corrective_ids else {}),
        }
    }
    return declared | {"eventID": hash_event(declared, context=read_context(base))}


def build_document(rows: Sequence[ChainRow], *, base: str, lot_code: str, day: date) -> dict[str, Any]:
    """The public document of a lot: its events, the documents added, and the chain over both."""
    return {
        "@context": read_context(base),
        "id": f"{base}/trace/{lot_code}/events.json",
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": f"{day.isoformat()}T00:00:00+00:00",
        "epcisBody": {"eventList": [row.body for row in rows if row.is_event]},
        "kantha:documents": [row.body for row in rows if not row.is_event],
        "kantha:chain": [
            {"kantha:of": "event" if row.is_event else "document", "kantha:hash": row.row_hash} for row in rows
        ],
    }


def _stamp(frame: LotFrame, day: date) -> Event:
    """Midnight with the offset: the schema wants a date-time, and the hour is nobody's business."""
    return {
        "eventTime": f"{day.isoformat()}T00:00:00{frame.offset}",
        "eventTimeZoneOffset": frame.offset,
        "readPoint": {"id": frame.office_uri},
        "bizLocation": {"id": frame.office_uri},
    }


def _list_materials(frame: LotFrame) -> list[Event]:
    return [
        {"epcClass": f"{frame.lot_uri}#{material.slug}", "quantity": material.grams, "uom": GRAM}
        for material in frame.materials
    ]


def _list_pieces(frame: LotFrame) -> list[Event]:
    return [{"epcClass": frame.lot_uri, "quantity": frame.units}]


def _receive(frame: LotFrame) -> Event:
    return {
        "type": "ObjectEvent",
        "action": "OBSERVE",
        "bizStep": "receiving",
        "disposition": "in_progress",
        "quantityList": _list_materials(frame),
    }


def _make(frame: LotFrame) -> Event:
    return {
        "type": "TransformationEvent",
        "transformationID": f"{frame.lot_uri}#making",
        "bizStep": "commissioning",
        "disposition": "active",
        "inputQuantityList": _list_materials(frame),
        "outputQuantityList": _list_pieces(frame),
        "ilmd": {
            "kantha:startedOn": frame.started_on.isoformat(),
            "kantha:finishedOn": frame.finished_on.isoformat(),
        },
    }


def _inspect(frame: LotFrame) -> Event:
    return {
        "type": "ObjectEvent",
        "action": "OBSERVE",
        "bizStep": "inspecting",
        "disposition": "conformant",
        "quantityList": _list_pieces(frame),
    }


def _pack(frame: LotFrame) -> Event:
    return {
        "type": "AggregationEvent",
        "action": "ADD",
        "parentID": f"{frame.lot_uri}#parcel",
        "bizStep": "packing",
        "disposition": "in_progress",
        "childQuantityList": _list_pieces(frame),
    }


def _ship(frame: LotFrame) -> Event:
    return {
        "type": "ObjectEvent",
        "action": "OBSERVE",
        "bizStep": "shipping",
        "disposition": "in_transit",
        "quantityList": _list_pieces(frame),
        "sourceList": [{"type": "possessing_party", "source": frame.office_uri}],
        "destinationList": [{"type": "possessing_party", "destination": f"{frame.base}/"}],
    }


_BUILDERS = {"received": _receive, "made": _make, "inspected": _inspect, "packed": _pack, "shipped": _ship}
