"""What buyers read before and after an order."""

from datetime import date

import pytest

from impact_tags.ledger import recompute_order
from impact_tags.models import Lot
from impact_tags.queries import ImpactSummary, QuoteLine, impact_of_order, impact_of_product, quote_lines
from saleor_api.ids import OrderId
from tests.impact_tags.saleor import FakeOrder, FakeSaleor
from tests.impact_tags.workshop import SCARF, TODAY, TOTE, make_b2, make_evidence, make_lot, tag_lot

pytestmark = pytest.mark.django_db

ORDER = OrderId("T3JkZXI6MQ==")
CART = [QuoteLine(TOTE, 3, 11_817, "USD"), QuoteLine(SCARF, 1, 3_283, "USD")]


def sentences(summary: ImpactSummary | None) -> list[str]:
    assert summary is not None
    return [claim.sentence for claim in summary.claims]


def make_golden_lots() -> None:
    make_lot()
    make_b2()


def test_the_golden_cart_in_words() -> None:
    make_golden_lots()
    summary = quote_lines(CART, day=TODAY)
    assert sentences(summary) == [
        "Making these items took at least 13 h 27 min of paid work.",
        "Makers were paid at least INR 1,013.90 for it, before you order.",
        "The makers had at least 40 min of training along with it.",
        "At least 1.5 kg of the material is traced to where it was grown or made.",
        "USD 7.54 of the price is set aside for training.",
    ]
    assert summary is not None
    assert (summary.headline, summary.confirmed) == ("At least 13 h 27 min of paid work", False)


def test_one_piece_on_its_page() -> None:
    make_lot()
    found = impact_of_product(TOTE, day=TODAY)
    assert found is not None
    assert sentences(found.summary)[0] == "Making this piece took at least 3 h 21 min of paid work."
    assert found.trace.programme_name == "Nila Workshop"
    assert [lot.code for lot in found.trace.lots] == ["B1"]
    assert found.trace.materials == "Handspun cotton cloth (Gujarat, India)"


def test_pieces_without_a_lot_are_counted_out_loud() -> None:
    make_lot()
    summary = quote_lines([QuoteLine(TOTE, 1), QuoteLine("UHJvZHVjdDo5OQ==", 2)], day=TODAY)
    assert sentences(summary)[0] == "Making 1 of these 3 items took at least 3 h 21 min of paid work."
    assert quote_lines([QuoteLine("UHJvZHVjdDo5OQ==", 2)], day=TODAY) is None


def test_every_claim_carries_what_stands_behind_it() -> None:
    make_golden_lots()
    summary = quote_lines(CART, day=TODAY)
    assert summary is not None
    work, fund = summary.claims[0], summary.claims[-1]
    assert (work.value, work.unit, work.method_id, work.method_url) == (
        807,
        "minutes",
        "paid-work",
        "/impact/methods/paid-work/",
    )
    assert (work.tier, work.basis, work.approver) == ("evidenced", "measured", "Lot reviewer")
    assert work.period == (date(2026, 8, 3), date(2026, 9, 25))
    assert [link.title for link in work.evidence] == ["Work and pay record"]
    assert len(work.evidence[0].sha256) == 64
    assert (fund.tier, fund.evidence[0].url) == ("declared", "/impact/evidence/training-fund-rule.txt")


def test_a_lot_without_a_public_document_makes_no_claim() -> None:
    make_lot(evidence=[make_evidence("private", is_public=False)])
    summary = quote_lines([QuoteLine(TOTE, 1)], day=TODAY)
    assert sentences(summary) == []


def test_an_expired_document_takes_the_claims_down_that_day() -> None:
    make_lot(evidence=[make_evidence("short", expires_on=date(2026, 11, 22))])
    assert sentences(quote_lines([QuoteLine(TOTE, 1)], day=date(2026, 11, 21)))
    assert sentences(quote_lines([QuoteLine(TOTE, 1)], day=date(2026, 11, 22))) == []


def test_a_certificate_that_expires_takes_down_only_what_it_backs() -> None:
    sheet, note = make_evidence(), make_evidence("note", kind="invoice", title="Delivery note")
    certificate = make_evidence("cert", kind="certificate", number="1", expires_on=date(2026, 11, 1))
    make_lot(evidence=[sheet, note, certificate])
    summary = quote_lines([QuoteLine(TOTE, 1)], day=TODAY)
    assert summary is not None
    behind = {claim.metric: [link.title for link in claim.evidence] for claim in summary.claims}
    assert behind["work_minutes"] == behind["wage"] == ["Work and pay record"]
    assert behind["traced_grams"] == ["Delivery note"]


def test_hours_and_pay_of_few_makers_are_not_quoted() -> None:
    make_lot(makers_count=4)
    assert sentences(quote_lines([QuoteLine(TOTE, 1)], day=TODAY)) == [
        "At least 360 g of the material is traced to where it was grown or made."
    ]


def test_an_uncertain_lot_reads_about() -> None:
    make_lot(basis="sampled", sample_size=6, uncertainty_percent=8)
    assert sentences(quote_lines([QuoteLine(TOTE, 1)], day=TODAY))[0] == (
        "Making this item took about 3 h 20 min of paid work."
    )


def test_a_lot_that_is_used_up_or_off_sale_is_not_quoted() -> None:
    make_golden_lots()
    Lot.objects.filter(code="B1").update(units_taken=48)
    assert sentences(quote_lines([QuoteLine(TOTE, 1)], day=TODAY))[0].endswith("at least 3 h 24 min of paid work.")
    Lot.objects.filter(code="B2").update(sellable=False)
    assert quote_lines([QuoteLine(TOTE, 1)], day=TODAY) is None


def test_wages_in_two_currencies_stand_apart() -> None:
    make_lot()
    make_lot("K1", product_ids=[SCARF], wage_currency="KHR", wage_minor=48_000_000, makers_count=9)
    texts = sentences(quote_lines([QuoteLine(TOTE, 1), QuoteLine(SCARF, 1)], day=TODAY))
    assert texts[1:3] == [
        "Makers were paid at least INR 251.30 for it, before you order.",
        "Makers were paid at least KHR 10,000.00 for it, before you order.",
    ]


def test_an_order_reads_at_least_when_paid_and_confirmed_when_sent() -> None:
    make_golden_lots()
    Lot.objects.filter(code="B1").update(units_taken=46)
    order = FakeOrder([("totes", TOTE, 3, 11_817), ("scarf", SCARF, 1, 3_283)])
    client = FakeSaleor(order).client
    recompute_order(ORDER, client)
    paid = impact_of_order(ORDER, day=TODAY)
    assert sentences(paid)[:2] == [
        "Making these items took at least 13 h 27 min of paid work.",
        "Makers were paid at least INR 1,013.90 for it, before you ordered.",
    ]
    order.fulfilments = [("FULFILLED", [("totes", 3), ("scarf", 1)])]
    recompute_order(ORDER, client)
    sent = impact_of_order(ORDER, day=TODAY)
    assert sent is not None
    assert sentences(sent) == [
        "Making these items took 13 h 30 min of paid work.",
        "Makers were paid INR 1,022.60 for it, before you ordered.",
        "The makers had 50 min of training along with it.",
        "1.56 kg of the material is traced to where it was grown or made.",
        "USD 7.54 of what you paid is set aside for training.",
    ]
    assert (sent.confirmed, sent.headline) == (True, "13 h 30 min of paid work")
    assert [lot.code for lot in sent.lots] == ["B1", "B2"]


def test_a_part_that_is_sent_counts_as_sent_and_the_rest_as_promised() -> None:
    make_golden_lots()
    order = FakeOrder([("totes", TOTE, 3, 11_817)], fulfilments=[("FULFILLED", [("totes", 1)])])
    recompute_order(ORDER, FakeSaleor(order).client)
    summary = impact_of_order(ORDER, day=TODAY)
    assert summary is not None
    assert (summary.confirmed, summary.claims[0].value) == (False, 603)


def test_before_the_ledger_has_seen_an_order_its_lines_are_quoted() -> None:
    make_lot()
    assert impact_of_order(ORDER, day=TODAY) is None
    summary = impact_of_order(ORDER, lines=[QuoteLine(TOTE, 2, 8_000, "USD")], day=TODAY)
    assert sentences(summary)[0] == "Making these items took at least 6 h 42 min of paid work."
    assert sentences(summary)[-1] == "USD 4.00 of what you paid is set aside for training."


def test_an_order_that_came_back_makes_no_claim() -> None:
    make_lot()
    order = FakeOrder([("totes", TOTE, 1, 4_000)], fulfilments=[("FULFILLED", [("totes", 1)])])
    client = FakeSaleor(order).client
    recompute_order(ORDER, client)
    order.fulfilments = [("RETURNED", [("totes", 1)])]
    recompute_order(ORDER, client)
    assert sentences(impact_of_order(ORDER, day=TODAY)) == []


def test_a_replacement_makes_no_claim() -> None:
    make_lot()
    order = FakeOrder([("again", TOTE, 1, 0)], origin="REISSUE")
    recompute_order(ORDER, FakeSaleor(order).client)
    assert impact_of_order(ORDER, day=TODAY) is None


def test_the_product_page_costs_three_queries(django_assert_num_queries: pytest.FixtureRequest) -> None:
    make_golden_lots()
    for code in ("B1", "B2"):
        tag_lot(code)
    with django_assert_num_queries(3):  # type: ignore[operator]
        assert impact_of_product(TOTE, net_minor=4_200, currency="USD", day=TODAY) is not None


def test_a_cart_costs_two_queries(django_assert_num_queries: pytest.FixtureRequest) -> None:
    make_golden_lots()
    with django_assert_num_queries(2):  # type: ignore[operator]
        quote_lines(CART, day=TODAY)
