"""The ledger follows orders: paid, fulfilled, returned, refunded, replayed."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Sum

from catalog.models import ProductFacts
from impact_tags.bookkeeping import take_pieces
from impact_tags.errors import AppendOnly, OrderUnknown
from impact_tags.ledger import adjust_order, recompute_order
from impact_tags.models import LedgerEntry, LineImpact, Lot, LotShare, OrderImpact
from impact_tags.queries import ledger_rows, unconfirmed_lines
from saleor_api.ids import OrderId
from tests.impact_tags.saleor import FakeOrder, FakeSaleor
from tests.impact_tags.workshop import SCARF, TOTE, make_b2, make_lot

pytestmark = pytest.mark.django_db

ORDER = OrderId("T3JkZXI6MQ==")
METRICS = ("work_minutes", "wage", "training_minutes", "material_grams", "traced_grams", "training_fund")


def golden_order(**changes: object) -> FakeOrder:
    lines = [("totes", TOTE, 3, 11_817), ("scarf", SCARF, 1, 3_283)]
    return FakeOrder(**{"lines": lines, **changes})  # type: ignore[arg-type]


def make_golden_lots(totes_of_b1: int = 48) -> None:
    """Both lots; B1 has only so many pieces left."""
    make_lot()
    make_b2()
    Lot.objects.filter(code="B1").update(units_taken=48 - totes_of_b1)


def sums() -> tuple[int, ...]:
    totals = dict(LedgerEntry.objects.order_by().values_list("metric").annotate(Sum("amount")))
    return tuple(totals.get(metric, 0) for metric in METRICS)


def taken(code: str) -> int:
    return Lot.objects.values_list("units_taken", flat=True).get(code=code)


def test_a_paid_order_reserves_lots_freezes_the_quote_and_posts_the_fund() -> None:
    make_golden_lots()
    recompute_order(ORDER, FakeSaleor(golden_order()).client)
    assert sums() == (0, 0, 0, 0, 0, 754)
    totes, scarf = LineImpact.objects.order_by("pk")
    assert (totes.quote_work_minutes, totes.quote_wage_minor, totes.quote_training_minutes) == (201, 25_130, 10)
    assert (scarf.quote_work_minutes, scarf.quote_wage_minor, scarf.quote_training_minutes) == (204, 26_000, 10)
    assert (taken("B1"), taken("B2")) == (3, 1)


def test_the_golden_order_from_paid_to_confirmed_to_returned() -> None:
    make_golden_lots(totes_of_b1=2)
    order = golden_order()
    client = FakeSaleor(order).client
    recompute_order(ORDER, client)
    order.fulfilments = [("FULFILLED", [("totes", 3), ("scarf", 1)])]
    recompute_order(ORDER, client)
    assert sums() == (810, 102_260, 50, 1680, 1560, 754)
    order.fulfilments = [("FULFILLED", [("totes", 2), ("scarf", 1)]), ("RETURNED", [("totes", 1)])]
    recompute_order(ORDER, client)
    assert sums() == (609, 77_130, 35, 1260, 1200, 557)


def test_an_order_that_was_never_paid_has_no_place_in_the_ledger() -> None:
    make_golden_lots()
    recompute_order(ORDER, FakeSaleor(golden_order(charged=15_099)).client)
    assert not OrderImpact.objects.exists()
    assert taken("B1") == 0


def test_replaying_an_event_posts_nothing() -> None:
    make_golden_lots()
    order = golden_order(fulfilments=[("FULFILLED", [("totes", 3)])])
    client = FakeSaleor(order).client
    recompute_order(ORDER, client)
    before = list(LedgerEntry.objects.values_list("pk", "amount"))
    shares = list(LotShare.objects.values_list("pk", "reserved", "bound"))
    for _ in range(3):
        recompute_order(ORDER, client)
    assert list(LedgerEntry.objects.values_list("pk", "amount")) == before
    assert list(LotShare.objects.values_list("pk", "reserved", "bound")) == shares


def test_a_full_return_comes_to_zero_and_frees_the_lots() -> None:
    make_golden_lots()
    order = golden_order(fulfilments=[("FULFILLED", [("totes", 3), ("scarf", 1)])])
    client = FakeSaleor(order).client
    recompute_order(ORDER, client)
    order.fulfilments = [("RETURNED", [("totes", 3), ("scarf", 1)])]
    recompute_order(ORDER, client)
    assert sums() == (0, 0, 0, 0, 0, 0)
    assert (taken("B1"), taken("B2")) == (0, 0)
    assert LedgerEntry.objects.filter(amount__lt=0).count() == LedgerEntry.objects.filter(amount__gt=0).count() == 12


def test_a_refund_with_the_item_kept_moves_the_fund_only() -> None:
    make_golden_lots(totes_of_b1=2)
    order = golden_order(fulfilments=[("FULFILLED", [("totes", 3), ("scarf", 1)])])
    client = FakeSaleor(order).client
    recompute_order(ORDER, client)
    order.refunded, order.charged = 1_000, 14_100
    recompute_order(ORDER, client)
    assert sums() == (810, 102_260, 50, 1680, 1560, 551 + 153)


def test_a_cancelled_order_gives_its_lots_back() -> None:
    make_golden_lots()
    order = golden_order()
    client = FakeSaleor(order).client
    recompute_order(ORDER, client)
    order.status, order.refunded, order.charged = "CANCELED", 15_100, 0
    recompute_order(ORDER, client)
    assert sums() == (0, 0, 0, 0, 0, 0)
    assert (taken("B1"), taken("B2")) == (0, 0)


def test_a_replaced_piece_is_written_off_and_its_replacement_posts_nothing() -> None:
    make_golden_lots()
    order = golden_order(fulfilments=[("FULFILLED", [("totes", 3), ("scarf", 1)])])
    again = FakeOrder([("again", TOTE, 1, 0)], order_id="T3JkZXI6Mg==", origin="REISSUE")
    client = FakeSaleor(order, again).client
    recompute_order(ORDER, client)
    order.fulfilments = [("FULFILLED", [("totes", 2), ("scarf", 1)]), ("REPLACED", [("totes", 1)])]
    recompute_order(ORDER, client)
    recompute_order(OrderId(again.order_id), client)
    assert sums()[0] == 2 * 201 + 204
    assert taken("B1") == 3
    assert LotShare.objects.get(line__line_id="totes").scrapped == 1
    assert not LedgerEntry.objects.filter(order__order_id=again.order_id).exists()


def test_a_lot_below_the_frozen_quote_is_not_bound() -> None:
    make_lot()
    order = FakeOrder([("totes", TOTE, 2, 8_000)])
    client = FakeSaleor(order).client
    recompute_order(ORDER, client)
    Lot.objects.filter(code="B1").update(unit_work_minutes=200)
    order.fulfilments = [("FULFILLED", [("totes", 2)])]
    recompute_order(ORDER, client)
    assert sums() == (0, 0, 0, 0, 0, 400)
    assert [(line.order_number, line.pieces) for line in unconfirmed_lines()] == [("41", 2)]


def test_pieces_without_a_lot_stay_unconfirmed_until_one_is_recorded() -> None:
    make_lot()
    Lot.objects.filter(code="B1").update(units_taken=47)
    order = FakeOrder([("totes", TOTE, 3, 12_000)], fulfilments=[("FULFILLED", [("totes", 3)])])
    client = FakeSaleor(order).client
    recompute_order(ORDER, client)
    assert sums()[0] == 201
    assert unconfirmed_lines()[0].pieces == 2
    make_lot("B3", work_minutes=48 * 210, finished_on=date(2026, 10, 9))
    recompute_order(ORDER, client)
    assert sums()[0] == 201 + 2 * 210
    assert unconfirmed_lines() == ()


def test_a_product_that_never_had_a_lot_adds_nothing_to_the_fund() -> None:
    make_lot()
    recompute_order(ORDER, FakeSaleor(FakeOrder([("card", "UHJvZHVjdDo5OQ==", 1, 5_000)])).client)
    assert OrderImpact.objects.count() == 1
    assert not LedgerEntry.objects.exists()


def test_two_orders_never_share_the_last_piece() -> None:
    make_golden_lots(totes_of_b1=1)
    Lot.objects.filter(code="B2").update(units_taken=30)
    orders = [FakeOrder([(f"l{i}", TOTE, 1, 4_000)], order_id=f"T3JkZXI6{i}") for i in (7, 8)]
    client = FakeSaleor(*orders).client
    for order in orders:
        order.fulfilments = [("FULFILLED", [(order.lines[0][0], 1)])]
        recompute_order(OrderId(order.order_id), client)
    assert taken("B1") == 48
    assert sums()[0] == 201
    assert [line.pieces for line in unconfirmed_lines()] == [1]


def test_an_unknown_order_is_refused() -> None:
    with pytest.raises(OrderUnknown):
        recompute_order(ORDER, FakeSaleor().client)


def test_correcting_a_fact_leaves_past_orders_until_an_adjustment() -> None:
    make_lot()
    order = FakeOrder([("totes", TOTE, 2, 8_000)], fulfilments=[("FULFILLED", [("totes", 2)])])
    client = FakeSaleor(order).client
    recompute_order(ORDER, client)
    Lot.objects.filter(code="B1").update(work_minutes=9_600, unit_work_minutes=200)
    recompute_order(ORDER, client)
    assert sums()[0] == 402
    assert adjust_order(ORDER, reason="Time sheet of week 32 was counted twice") == 1
    assert sums()[0] == 400
    row = LedgerEntry.objects.order_by("-pk")[0]
    assert (row.kind, row.amount, row.reason) == ("adjusted", -2, "Time sheet of week 32 was counted twice")
    recompute_order(ORDER, client)
    assert sums()[0] == 400


def test_rows_name_their_method_and_a_key_that_stands_once() -> None:
    make_lot()
    recompute_order(ORDER, FakeSaleor(FakeOrder([("totes", TOTE, 1, 4_000)])).client)
    row = LedgerEntry.objects.get()
    assert (row.method_version, row.source_key, row.currency) == (
        "training-fund/1",
        "totes:fund:training_fund:1",
        "USD",
    )


def test_staff_read_the_rows_in_words() -> None:
    make_lot()
    order = FakeOrder([("totes", TOTE, 1, 4_000)], fulfilments=[("FULFILLED", [("totes", 1)])])
    recompute_order(ORDER, FakeSaleor(order).client)
    texts = {row.metric: (row.lot_code, row.amount_text, row.kind) for row in ledger_rows(ORDER)}
    assert texts["Work minutes"] == ("B1", "+3 h 21 min", "Posted")
    assert texts["Training fund"] == ("", "+USD 2.00", "Posted")


def test_a_row_can_neither_be_changed_nor_removed() -> None:
    make_lot()
    recompute_order(ORDER, FakeSaleor(FakeOrder([("totes", TOTE, 1, 4_000)])).client)
    row = LedgerEntry.objects.get()
    row.amount = 1
    with pytest.raises(AppendOnly):
        row.save()
    with pytest.raises(AppendOnly):
        row.delete()
    with pytest.raises(AppendOnly):
        LedgerEntry.objects.update(amount=1)
    with pytest.raises(AppendOnly):
        LedgerEntry.objects.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE impact_tags_ledgerentry SET amount = 1")
    assert LedgerEntry.objects.get().amount == 200


def test_the_last_piece_takes_the_quote_off_the_product() -> None:
    make_lot(units=2, work_minutes=402)
    order = FakeOrder([("totes", TOTE, 2, 8_000)])
    recompute_order(ORDER, FakeSaleor(order).client)
    assert ProductFacts.objects.get(product_id=TOTE).impact_line == ""
    order.status = "CANCELED"
    recompute_order(ORDER, FakeSaleor(order).client)
    assert ProductFacts.objects.get(product_id=TOTE).impact_line == "At least 3 h 21 min of paid work"


def test_older_lots_are_reserved_first() -> None:
    make_b2(code="NEW", finished_on=date(2026, 10, 25), started_on=date(2026, 10, 1))
    make_lot(code="OLD")
    recompute_order(ORDER, FakeSaleor(FakeOrder([("totes", TOTE, 3, 12_000)])).client)
    assert (taken("OLD"), taken("NEW")) == (3, 0)


def test_a_lot_gives_no_more_than_it_has_and_takes_back_no_more_than_it_gave() -> None:
    lot = make_lot()
    assert take_pieces(lot.pk, 47)
    assert not take_pieces(lot.pk, 2)
    assert taken("B1") == 47
    assert take_pieces(lot.pk, 1)
    assert not take_pieces(lot.pk, -49)
    assert take_pieces(lot.pk, -48)
    assert taken("B1") == 0
