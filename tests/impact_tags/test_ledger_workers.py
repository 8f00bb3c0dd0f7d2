"""Several workers hear of the same orders at once: every difference is posted once, no piece is given twice."""

from pathlib import Path

import pytest
from django.db.models import Sum

from impact_tags.ledger import recompute_order
from impact_tags.models import LedgerEntry, Lot, LotShare
from impact_tags.queries import unconfirmed_lines
from saleor_api.ids import OrderId
from tests.impact_tags.saleor import FakeOrder, FakeSaleor
from tests.impact_tags.workers import run_alone, run_together, shared_database
from tests.impact_tags.workshop import TOTE, make_lot

pytestmark = pytest.mark.django_db(transaction=True)

ORDER = OrderId("T3JkZXI6MQ==")


def work_posted() -> int:
    rows = LedgerEntry.objects.filter(metric="work_minutes").aggregate(total=Sum("amount"))
    return rows["total"] or 0


def test_six_workers_post_one_order_once(tmp_path: Path) -> None:
    make_lot()
    order = FakeOrder([("totes", TOTE, 3, 12_000)], fulfilments=[("FULFILLED", [("totes", 3)])])
    client = FakeSaleor(order).client
    with shared_database(tmp_path):
        run_together([lambda: recompute_order(ORDER, client)] * 6)
        assert run_alone(work_posted) == 3 * 201
        assert run_alone(lambda: LedgerEntry.objects.count()) == 6
        assert run_alone(lambda: Lot.objects.get(code="B1").units_taken) == 3


def test_six_orders_race_for_the_last_four_pieces(tmp_path: Path) -> None:
    make_lot(units=4, work_minutes=804)
    orders = [
        FakeOrder([(f"l{i}", TOTE, 1, 4_000)], order_id=f"T3JkZXI6{i}", fulfilments=[("FULFILLED", [(f"l{i}", 1)])])
        for i in range(6)
    ]
    client = FakeSaleor(*orders).client
    ids = [OrderId(order.order_id) for order in orders]
    with shared_database(tmp_path):
        run_together([lambda order_id=order_id: recompute_order(order_id, client) for order_id in ids])  # type: ignore[misc]
        assert run_alone(lambda: Lot.objects.get(code="B1").units_taken) == 4
        assert run_alone(work_posted) == 804
        assert run_alone(lambda: sum(share.bound for share in LotShare.objects.all())) == 4
        assert run_alone(lambda: sum(line.pieces for line in unconfirmed_lines())) == 2


def test_a_worker_with_an_old_picture_of_the_order_does_not_undo_a_newer_one() -> None:
    """The first answer is old by the time it is posted: a return was posted meanwhile."""
    make_lot()
    order = FakeOrder([("totes", TOTE, 3, 12_000)], fulfilments=[("FULFILLED", [("totes", 3)])])

    class Slow(FakeSaleor):
        def send(self, body: bytes, headers: object, *, read_only: bool = False) -> tuple[int, bytes]:
            answer = super().send(body, {}, read_only=read_only)
            if self.requests == 2:
                order.fulfilments = [("FULFILLED", [("totes", 2)]), ("RETURNED", [("totes", 1)])]
                recompute_order(ORDER, FakeSaleor(order).client)
            return answer

    slow = Slow(order)
    recompute_order(ORDER, slow.client)
    assert work_posted() == 603
    recompute_order(ORDER, slow.client)
    assert slow.requests == 3
    assert work_posted() == 402
