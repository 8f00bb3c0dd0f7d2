"""Lot events as EPCIS 2.0: valid by the standard's schema, chained, to the day, and never about a person."""

import json
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.test import Client

from impact_tags.actions import add_document, correct_event, record_event
from impact_tags.chain import is_unbroken, recompute_hashes
from impact_tags.errors import AppendOnly, BannedWording, EventRefused
from impact_tags.event_hash import hash_event
from impact_tags.models import LotEvent
from tests.impact_tags.workshop import make_evidence, make_lot, send_lot
from tests.reference import shared_path

pytestmark = pytest.mark.django_db


def make_validator() -> jsonschema.Draft7Validator:
    schema = json.loads(shared_path("data/epcis/schema/EPCIS-JSON-Schema.json").read_text())
    checker = jsonschema.Draft7Validator.FORMAT_CHECKER
    # Without rfc3986-validator the check of URIs is silently skipped, and invalid documents pass.
    assert "uri" in checker.checkers
    checker.checks("date-time", ValueError)(read_moment)
    return jsonschema.Draft7Validator(schema, format_checker=checker)


def read_moment(text: object) -> bool:
    """A date-time with an offset. Source: RFC 3339, 5.6."""
    return not isinstance(text, str) or ("T" in text and datetime.fromisoformat(text).tzinfo is not None)


def samples(folder: str) -> list[Path]:
    return sorted(shared_path(f"data/epcis/{folder}").glob("*.json*"))


def export(client: Client, code: str = "B1") -> dict[str, Any]:
    response = client.get(f"/trace/{code}/events.json")
    assert response.status_code == 200
    return json.loads(response.content)


def test_official_samples_tell_valid_from_invalid() -> None:
    validator = make_validator()
    valid = [path.name for folder in ("valid", "examples") for path in samples(folder) if not is_valid(validator, path)]
    assert valid == []
    assert [path.name for path in samples("invalid") if is_valid(validator, path)] == []


def is_valid(validator: jsonschema.Draft7Validator, path: Path) -> bool:
    return bool(validator.is_valid(json.loads(path.read_text())))


def test_the_export_is_a_valid_document_with_receiving_making_and_shipping(client: Client) -> None:
    make_lot()
    record_event("B1", kind="received", day=date(2026, 8, 1))
    record_event("B1", kind="made", day=date(2026, 8, 28))
    record_event("B1", kind="inspected", day=date(2026, 8, 31))
    record_event("B1", kind="packed", day=date(2026, 9, 1))
    record_event("B1", kind="shipped", day=date(2026, 9, 3))
    document = export(client)
    assert list(make_validator().iter_errors(document)) == []
    steps = [(row["type"], row["bizStep"].split("-")[-1]) for row in document["epcisBody"]["eventList"]]
    assert steps == [
        ("ObjectEvent", "receiving"),
        ("TransformationEvent", "commissioning"),
        ("ObjectEvent", "inspecting"),
        ("AggregationEvent", "packing"),
        ("ObjectEvent", "shipping"),
    ]


def test_the_making_turns_materials_into_the_lot_and_has_no_action(client: Client) -> None:
    make_lot()
    send_lot()
    making = export(client)["epcisBody"]["eventList"][1]
    assert "action" not in making
    assert making["inputQuantityList"] == [
        {
            "epcClass": making["outputQuantityList"][0]["epcClass"] + "#handspun-cotton-cloth",
            "quantity": 20160,
            "uom": "GRM",
        }
    ]
    assert making["outputQuantityList"][0]["quantity"] == 48
    assert making["outputQuantityList"][0]["epcClass"].endswith("/trace/B1/")


def test_times_are_days_and_places_are_the_registered_office(client: Client) -> None:
    make_lot()
    send_lot()
    for event in export(client)["epcisBody"]["eventList"]:
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00\+05:30", event["eventTime"])
        assert event["readPoint"] == event["bizLocation"]
        assert event["readPoint"]["id"].endswith("/programmes/nila/")


def test_event_ids_can_be_computed_again_from_the_export(client: Client) -> None:
    make_lot()
    send_lot()
    document = export(client)
    for event in document["epcisBody"]["eventList"]:
        assert event["eventID"] == hash_event(event, context=document["@context"])


def test_the_chain_can_be_computed_again_and_its_head_stands_on_the_page(client: Client) -> None:
    make_lot()
    send_lot()
    add_document("B1", evidence_code=make_evidence("cert-1", kind="certificate").code, day=date(2026, 9, 10))
    document = export(client)
    assert is_unbroken(document)
    assert list(make_validator().iter_errors(document)) == []
    assert recompute_hashes(document)[-1] in client.get("/trace/B1/").content.decode()


@pytest.mark.parametrize("change", ["day", "drop", "swap", "add"])
def test_a_changed_dropped_moved_or_added_event_breaks_the_chain(client: Client, change: str) -> None:
    make_lot()
    send_lot()
    document = export(client)
    events = document["epcisBody"]["eventList"]
    match change:
        case "day":
            events[0]["eventTime"] = "2026-08-02T00:00:00+05:30"
        case "drop":
            del events[0], document["kantha:chain"][0]
        case "swap":
            events[0], events[1] = events[1], events[0]
        case "add":
            events.append(events[-1])
    assert not is_unbroken(document)


def test_a_note_to_a_step_says_no_banned_word() -> None:
    make_lot()
    record_event("B1", kind="received", day=date(2026, 8, 10))
    before, day, note = list(LotEvent.objects.values()), date(2026, 8, 28), "Spun by rescued women."
    with pytest.raises(BannedWording, match="rescued"):
        record_event("B1", kind="made", day=day, note=note)
    with pytest.raises(BannedWording, match="rescued"):
        correct_event("B1", kind="received", day=day, right_day=day, note=note)
    assert list(LotEvent.objects.values()) == before


def test_steps_come_in_order_and_their_days_do_not_go_back() -> None:
    make_lot()
    with pytest.raises(EventRefused, match="first step"):
        record_event("B1", kind="made", day=date(2026, 8, 28))
    record_event("B1", kind="received", day=date(2026, 8, 10))
    with pytest.raises(EventRefused, match="comes before"):
        record_event("B1", kind="made", day=date(2026, 8, 9))
    with pytest.raises(EventRefused, match="no step"):
        record_event("B1", kind="sold", day=date(2026, 8, 28))
    with pytest.raises(EventRefused, match="no lot"):
        record_event("XX", kind="received", day=date(2026, 8, 28))
    assert LotEvent.objects.count() == 1


def test_recording_a_step_twice_changes_nothing() -> None:
    make_lot()
    first = record_event("B1", kind="received", day=date(2026, 8, 1))
    again = record_event("B1", kind="received", day=date(2026, 8, 5))
    assert (again.pk, again.day) == (first.pk, date(2026, 8, 1))


def test_a_wrong_event_is_sent_again_as_an_error_and_stays_in_the_chain(client: Client) -> None:
    make_lot()
    send_lot()
    correct_event("B1", kind="shipped", note="The day was wrong", day=date(2026, 9, 9), right_day=date(2026, 9, 4))
    document = export(client)
    shipped = document["epcisBody"]["eventList"][2:]
    assert [event["eventTime"][:10] for event in shipped] == ["2026-09-03", "2026-09-03", "2026-09-04"]
    assert shipped[1]["errorDeclaration"]["correctiveEventIDs"] == [shipped[2]["eventID"]]
    assert shipped[1]["eventID"] == shipped[0]["eventID"]
    assert is_unbroken(document)
    assert list(make_validator().iter_errors(document)) == []
    assert "4 September 2026" in client.get("/trace/B1/").content.decode()


def test_an_event_can_neither_be_changed_nor_removed() -> None:
    make_lot()
    send_lot()
    row = LotEvent.objects.first()
    assert row is not None
    row.day = date(2020, 1, 1)
    with pytest.raises(AppendOnly):
        row.save()
    with pytest.raises(AppendOnly):
        LotEvent.objects.all().delete()
    assert LotEvent.objects.filter(day=date(2020, 1, 1)).count() == 0


def test_the_offset_is_that_of_the_programmes_country(client: Client) -> None:
    from tests.impact_tags.workshop import make_programme

    make_lot(programme=make_programme("mekong", country="kh", city_of_registered_office="Siem Reap"))
    send_lot()
    assert export(client)["epcisBody"]["eventList"][0]["eventTimeZoneOffset"] == "+07:00"
