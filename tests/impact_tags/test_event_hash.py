"""The event hash of CBV 2.0 against the reference vectors."""

import json

import pytest

from impact_tags.event_hash import hash_event, write_prehash
from impact_tags.gs1_uris import canonise_uri, check_digit
from tests.reference import shared_path

VECTORS = (
    "CertificationInfoAndSensorReportWithCRS",
    "ReferenceEventHashAlgorithm2",
    "TimeStampRoundOff",
    "epcisDocHavingEventWithIgnoreFields",
    "epcisDocWithSensorComponent",
    "epcisDocWithShippingAndTransportingEvent",
    "epcisDocWithVariousEventTypes",
    "epcisEventWithCURIEs",
    "epcisQueryDocument",
    "persistentDisposition",
)


@pytest.mark.parametrize("name", VECTORS)
def test_every_event_of_the_vector_has_its_hash(name: str) -> None:
    folder = shared_path("data/epcis_hash")
    document = json.loads((folder / f"{name}.jsonld").read_text())
    body = document["epcisBody"]
    events = body.get("eventList") or body["queryResults"]["resultsBody"]["eventList"]
    ignored = [field for key, fields in document.items() if key.endswith(":ignoreFields") for field in fields]
    hashes = [hash_event(event, context=document["@context"], ignored=ignored) for event in events]
    texts = [write_prehash(event, context=document["@context"], ignored=ignored) for event in events]
    assert hashes == (folder / f"{name}.hashes").read_text().split()
    assert texts == [line for line in (folder / f"{name}.prehashes").read_text().splitlines() if line]


def test_the_order_of_fields_and_lists_does_not_matter() -> None:
    event = {
        "type": "ObjectEvent",
        "eventTime": "2026-08-01T00:00:00+05:30",
        "eventTimeZoneOffset": "+05:30",
        "epcList": ["urn:x:b", "urn:x:a"],
        "action": "OBSERVE",
    }
    turned = dict(reversed(event.items())) | {
        "epcList": ["urn:x:a", "urn:x:b"],
        "eventID": "ni:///x",
        "recordTime": "x",
    }
    assert hash_event(event) == hash_event(turned)
    assert hash_event(event) != hash_event(event | {"action": "ADD"})


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("urn:epc:id:sgtin:4012345.011122.25", "https://id.gs1.org/01/04012345111224/21/25"),
        ("urn:epc:class:lgtin:4054739.099914.20160711", "https://id.gs1.org/01/04054739999148/10/20160711"),
        ("urn:epc:id:sscc:4047023.0111111122", "https://id.gs1.org/00/040470231111111229"),
        ("urn:epc:id:sgln:4012345.00024.1", "https://id.gs1.org/414/4012345000245/254/1"),
        ("https://example.com/some/path/01/09520123456788?x=1", "https://id.gs1.org/01/09520123456788"),
        ("https://shop.example/trace/B1/", "https://shop.example/trace/B1/"),
        ("urn:epc:id:unknown:1.2", "urn:epc:id:unknown:1.2"),
    ],
)
def test_identifiers_become_canonical_links(text: str, canonical: str) -> None:
    assert canonise_uri(text) == canonical


def test_check_digit() -> None:
    assert check_digit("0952012345678") == "8"
