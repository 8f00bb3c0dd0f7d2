"""Tags: what they rest on, when they come down, and their pages."""

from datetime import date

import pytest
import time_machine
from django.test import Client

from catalog.models import ProductFacts
from impact_tags.actions import add_tag, claim_tag, push_all_facts
from impact_tags.chores import take_down_expired
from impact_tags.errors import BannedWording, EvidenceRefused
from impact_tags.models import Evidence, Tag, TagClaim
from impact_tags.queries import trace_of_product
from tests.impact_tags.workshop import TODAY, TOTE, make_b2, make_evidence, make_lot, tag_lot

pytestmark = pytest.mark.django_db


def certify(code: str = "B1") -> None:
    make_evidence("cert-1", kind="certificate", number="SCU-1", expires_on=date(2026, 12, 1))
    tag_lot(code, "organic-cotton", tier="verified", third_party="Sample Control Union", evidence_codes=["cert-1"])


def slugs(day: date = TODAY) -> list[tuple[str, str]]:
    trace = trace_of_product(TOTE, day=day)
    assert trace is not None
    return [(tag.slug, tag.tier) for tag in trace.tags]


def test_a_product_carries_a_tag_that_all_its_lots_on_sale_carry() -> None:
    make_lot()
    tag_lot()
    assert slugs() == [("handloom-cotton", "evidenced")]
    make_b2()
    assert slugs() == []
    tag_lot("B2", tier="declared", evidence_codes=[])
    assert slugs() == [("handloom-cotton", "declared")]


def test_an_expired_certificate_takes_the_tag_off_the_product_that_day() -> None:
    make_lot()
    certify()
    assert slugs(date(2026, 11, 30)) == [("organic-cotton", "verified")]
    assert slugs(date(2026, 12, 1)) == []


def test_the_worker_takes_an_expired_tag_off_cards_and_search_once_a_day() -> None:
    make_lot()
    certify()
    with time_machine.travel("2026-11-30T09:00:00+00:00", tick=False):
        assert take_down_expired() == 1
        assert ProductFacts.objects.get(product_id=TOTE).tags == [["organic-cotton", "Organic cotton"]]
        assert take_down_expired() == 0
    with time_machine.travel("2026-12-01T00:00:30+00:00", tick=False):
        assert take_down_expired() == 1
        assert ProductFacts.objects.get(product_id=TOTE).tags == []


def test_facts_pushed_to_the_catalogue() -> None:
    make_lot()
    tag_lot()
    assert push_all_facts(day=TODAY) == 1
    facts = ProductFacts.objects.get(product_id=TOTE)
    assert facts.tags == [["handloom-cotton", "Handloom cotton"]]
    assert (facts.programme_slug, facts.programme_name) == ("nila", "Nila Workshop")
    assert facts.impact_line == "At least 3 h 21 min of paid work"


def test_the_page_shows_criterion_lots_documents_and_tier(client: Client) -> None:
    make_lot()
    tag_lot()
    text = client.get("/tags/handloom-cotton/").content.decode()
    for words in (
        "Woven on a handloom.",
        "Transparency and accountability",
        "World Fair Trade Organization",
        'href="/trace/B1/"',
        'href="/impact/evidence/invoice-1.txt"',
        "Evidenced",
        "1 September 2026",
    ):
        assert words in text


def test_a_tag_that_no_lot_carries_today_says_so_and_leaves_the_list(client: Client) -> None:
    make_lot()
    certify()
    with time_machine.travel("2026-12-02T09:00:00+00:00"):
        assert "No lot carries it today." in client.get("/tags/organic-cotton/").content.decode()
        assert "Organic cotton" not in client.get("/tags/").content.decode()


def test_the_list_holds_all_criteria(client: Client) -> None:
    text = client.get("/tags/").content.decode()
    for words in ("Respect for the environment", "Management system", "14 December 2027", "Xinjiang"):
        assert words in text


def test_an_unknown_tag_is_not_found(client: Client) -> None:
    assert client.get("/tags/nothing/").status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        {"tier": "evidenced", "evidence_codes": []},
        {"tier": "verified", "third_party": "Sample Control Union"},
        {"tier": "verified", "evidence_codes": ["cert-9"]},
        {"tag_slug": "nothing"},
        {"lot_code": "XX"},
        {"evidence_codes": ["nothing"]},
    ],
)
def test_a_claim_without_what_its_tier_needs_is_refused(change: dict[str, object]) -> None:
    make_lot()
    make_evidence("cert-9", kind="certificate", number="9")
    add_tag(slug="t", label="T", criterion="wfto-2", meaning="M.")
    values: dict[str, object] = {
        "tag_slug": "t",
        "lot_code": "B1",
        "tier": "evidenced",
        "statement": "So it is.",
        "declared_by": "Nila Workshop",
        "evidence_codes": ["sheet-1"],
        "valid_from": date(2026, 9, 1),
    }
    with pytest.raises(EvidenceRefused):
        claim_tag(**values | change)  # type: ignore[arg-type]
    assert not TagClaim.objects.exists()


def test_neither_a_document_nor_a_statement_says_a_banned_word() -> None:
    make_lot()
    tag_lot()
    for change in ({"title": "Slavery-free cotton"}, {"public_text": "She was rescued."}):
        with pytest.raises(BannedWording):
            make_evidence("letter-9", **change)
    assert not Evidence.objects.filter(code="letter-9").exists()
    before = list(TagClaim.objects.values())
    with pytest.raises(BannedWording):
        tag_lot(statement="100% ethical cotton.")
    assert list(TagClaim.objects.values()) == before


def test_a_tag_with_a_banned_word_is_refused() -> None:
    with pytest.raises(BannedWording, match="slavery-free"):
        add_tag(slug="t", label="Slavery-free", criterion="wfto-5", meaning="M.")
    assert not Tag.objects.exists()


def test_a_document_must_fit_its_checksum() -> None:
    with pytest.raises(EvidenceRefused, match="does not fit"):
        make_evidence("x", sha256="0" * 64)
    with pytest.raises(EvidenceRefused, match="needs its text"):
        make_evidence("x", public_text="", sha256="abc")
    with pytest.raises(EvidenceRefused, match="expire"):
        make_evidence("x", expires_on=date(2026, 1, 1))
    assert make_evidence("x", public_text="", sha256="AB" * 32).sha256 == "ab" * 32
