"""Lists of orders for staff: newest first, page by page, narrowed; nothing for visitors."""

import pytest

from saleor_api.errors import SaleorDenied
from saleor_api.generated.input_types import OrderWhereInput
from tests.contract.conftest import INDEX_SECONDS
from tests.contract.goods import CONSUMED
from tests.contract.shopping import Shopper
from tests.contract.target import Target
from tests.contract.waiting import wait_for


def test_orders_come_newest_first_and_page_by_page(shopper: Shopper) -> None:
    bought = [shopper.order({CONSUMED: 1}) for _ in range(3)]
    staff = shopper.target.staff()
    where = OrderWhereInput.model_validate({"ids": bought})
    found: list[str] = []
    after = None
    for _ in range(3):
        page = staff.staff_orders(first=2, after=after, where=where)
        assert page is not None
        assert page.total_count == 3
        found += [edge.node.id for edge in page.edges]
        after = page.page_info.end_cursor
        if not page.page_info.has_next_page:
            break
    assert found == bought[::-1]


@pytest.mark.parametrize(
    ("where", "is_found"),
    [
        ({"status": {"eq": "UNFULFILLED"}}, True),
        ({"status": {"oneOf": ["FULFILLED", "CANCELED"]}}, False),
        ({"chargeStatus": {"eq": "FULL"}}, True),
        ({"chargeStatus": {"eq": "NONE"}}, False),
        ({"createdAt": {"gte": "2026-01-01T00:00:00Z"}}, True),
        ({"createdAt": {"lte": "2026-01-01T00:00:00Z"}}, False),
    ],
)
def test_orders_are_narrowed(shopper: Shopper, where: dict[str, object], is_found: bool) -> None:
    order_id = shopper.order({CONSUMED: 1})
    given = OrderWhereInput.model_validate({"ids": [order_id], **where})
    page = shopper.target.staff().staff_orders(first=5, where=given)
    assert page is not None
    assert [edge.node.id for edge in page.edges] == ([order_id] if is_found else [])


def test_a_search_finds_the_buyer_and_not_a_stranger(shopper: Shopper) -> None:
    order_id = shopper.order({CONSUMED: 1})
    staff, only = shopper.target.staff(), OrderWhereInput.model_validate({"ids": [order_id]})

    def search(words: str) -> list[str]:
        page = staff.staff_orders(first=5, search=words, where=only)
        assert page is not None
        return [edge.node.id for edge in page.edges]

    seconds = INDEX_SECONDS if shopper.target.name == "saleor" else 0
    assert wait_for(lambda: search("contract.buyer@example.org"), seconds=seconds) == [order_id]
    assert search("stranger@example.org") == []


def test_orders_are_not_for_visitors(target: Target) -> None:
    with pytest.raises(SaleorDenied):
        target.client().staff_orders(first=1)


def test_paid_checkouts_are_listed_until_they_are_orders(shopper: Shopper) -> None:
    staff = shopper.target.staff()
    checkout_id = shopper.ready({CONSUMED: 1})
    shopper.target.pay(checkout_id, shopper.read(checkout_id).total_price.gross.fractional_amount)

    def find() -> list[str]:
        page = staff.paid_checkouts(channel=shopper.target.channel, first=100)
        assert page is not None
        return [edge.node.id for edge in page.edges if edge.node.id == checkout_id]

    assert find() == [checkout_id]
    shopper.client.checkout_complete(id=checkout_id)
    assert find() == []
