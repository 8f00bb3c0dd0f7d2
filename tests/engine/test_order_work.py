"""What staff do with orders: send, track, call back, take returns, cancel, note; who may, and what is told."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.ids import pack, unpack
from engine.models import Allocation, FulfillmentLine, Order, OrderLine, Stock, Warehouse
from tests.engine import desk
from tests.engine.asking import ask, codes, post, variant_id
from tests.engine.desk import buy, drain, fulfil, look

pytestmark = pytest.mark.django_db(databases=["default", "engine"])
CANCEL = "mutation($id:ID!){orderCancel(id:$id){order{status} errors{field code}}}"
TRACK = """mutation($id:ID!,$n:String){orderFulfillmentUpdateTracking(id:$id,input:{trackingNumber:$n}){fulfillment{
  trackingNumber} errors{field code}}}"""
CALL_BACK = """mutation($id:ID!,$i:FulfillmentCancelInput){orderFulfillmentCancel(id:$id,input:$i){fulfillment{status}
  order{status} errors{field code}}}"""
RETURN = """mutation($o:ID!,$i:OrderReturnProductsInput!){orderFulfillmentReturnProducts(order:$o,input:$i){
  returnFulfillment{status lines{quantity}} order{status} errors{field code}}}"""
NOTE = "mutation($o:ID!,$m:String!){orderNoteAdd(order:$o,input:{message:$m}){event{type message} errors{field code}}}"
STOCKS = """mutation($v:ID,$s:[StockInput!]!){productVariantStocksUpdate(variantId:$v,stocks:$s){productVariant{sku}
  errors{field code}}}"""


def stock(sku: str = "p0-red") -> tuple[int, int]:
    """Pieces there, and of these promised to orders."""
    return Stock.objects.values_list("quantity", "quantity_allocated").get(product_variant__sku=sku)


def warehouse() -> str:
    """The id of the only warehouse."""
    return pack("Warehouse", Warehouse.objects.get().pk)


def first_line(order_id: str, token: str) -> str:
    """The id of an order's first line."""
    line_id: str = look(order_id, token)["lines"][0]["id"]
    return line_id


def send(order_id: str, token: str, quantity: int) -> str:
    """Send pieces of the first line; the id of the fulfilment."""
    done = fulfil(order_id, token, [(first_line(order_id, token), quantity)])
    assert done["errors"] == []
    fulfillment_id: str = done["fulfillments"][0]["id"]
    return fulfillment_id


def give_back(order_id: str, token: str, *, sent: int = 0, unsent: int = 0, **more: Any) -> Any:
    """Return pieces of the newest fulfilment line, and unsent ones of the first line."""
    part = FulfillmentLine.objects.filter(fulfillment__status="FULFILLED").last()
    given: dict[str, Any] = {**more}
    if sent and part:
        given["fulfillmentLines"] = [{"fulfillmentLineId": pack("FulfillmentLine", part.pk), "quantity": sent}]
    if unsent:
        given["orderLines"] = [{"orderLineId": first_line(order_id, token), "quantity": unsent}]
    return ask(RETURN, token, o=order_id, i=given)


def test_paid_order_tells_its_story_in_order(token: str) -> None:
    checkout_id = desk.fill({"p0-red": 2})
    ask(desk.INITIALIZE, id=checkout_id)
    drain()
    order_id = desk.complete(checkout_id)["order"]["id"]
    assert drain() == ["order_created", "order_paid", "order_fully_paid", "order_updated", "order_confirmed"]
    order = look(order_id, token)
    assert [event["type"] for event in order["events"]] == ["PLACED", "ORDER_FULLY_PAID", "CONFIRMED"]
    assert stock() == (5, 2)


def test_part_and_rest_are_sent_from_the_promised_pieces(token: str) -> None:
    order_id = buy({"p0-red": 3})
    send(order_id, token, 2)
    assert drain() == ["fulfillment_created", "order_updated"]
    order = look(order_id, token)
    assert (order["status"], order["lines"][0]["quantityToFulfill"], stock()) == ("PARTIALLY_FULFILLED", 1, (3, 1))
    send(order_id, token, 1)
    assert drain() == ["fulfillment_created", "fulfillment_approved", "order_updated", "order_fulfilled"]
    order = look(order_id, token)
    assert (order["status"], stock()) == ("FULFILLED", (2, 0))
    assert [parcel["fulfillmentOrder"] for parcel in order["fulfillments"]] == [1, 2]


def test_tracking_number_is_told_with_the_parcel_and_when_it_changes(token: str) -> None:
    order_id = buy({"p0-red": 2})
    done = fulfil(order_id, token, [(first_line(order_id, token), 1)], tracking="T1")
    assert drain() == ["fulfillment_created", "fulfillment_tracking_number_updated", "order_updated"]
    assert ask(TRACK, token, id=done["fulfillments"][0]["id"], n="T2")["fulfillment"] == {"trackingNumber": "T2"}
    assert drain() == ["fulfillment_tracking_number_updated", "order_updated"]


@pytest.mark.parametrize(("quantity", "code"), [(4, "FULFILL_ORDER_LINE"), (0, "ZERO_QUANTITY")])
def test_more_than_sold_or_nothing_is_not_sent(token: str, quantity: int, code: str) -> None:
    order_id = buy({"p0-red": 3})
    refused = fulfil(order_id, token, [(first_line(order_id, token), quantity)])
    assert refused["errors"][0]["code"] == code
    assert (stock(), drain(), look(order_id, token)["fulfillments"]) == ((5, 3), [], [])


def test_pieces_that_are_gone_are_not_sent(token: str) -> None:
    order_id = buy({"p0-red": 3})
    Stock.objects.filter(product_variant__sku="p0-red").update(quantity=2)
    refused = fulfil(order_id, token, [(first_line(order_id, token), 3)])
    assert codes(refused) == [("stocks", "INSUFFICIENT_STOCK")]
    assert (stock(), look(order_id, token)["lines"][0]["quantityFulfilled"]) == ((2, 3), 0)


def test_pieces_sent_from_another_warehouse_free_what_was_promised_in_the_first(token: str) -> None:
    """Two pieces are promised where five lie; they go out of a second warehouse, which must not run below zero."""
    order_id, first = buy({"p0-red": 2}), Stock.objects.get(product_variant__sku="p0-red")
    other = Warehouse.objects.create(name="Second", slug="second")
    second = Stock.objects.create(product_variant=first.product_variant, warehouse=other, quantity=2)
    line = {"orderLineId": first_line(order_id, token)}
    stocks = [{"warehouse": pack("Warehouse", other.pk), "quantity": 2}]
    query = "mutation($o:ID,$i:OrderFulfillInput!){orderFulfill(order:$o,input:$i){errors{field code}}}"
    Stock.objects.filter(pk=second.pk).update(quantity_allocated=1)
    assert codes(ask(query, token, o=order_id, i={"lines": [{**line, "stocks": stocks}]})) == [
        ("stocks", "INSUFFICIENT_STOCK")
    ]
    Stock.objects.filter(pk=second.pk).update(quantity_allocated=0)
    assert ask(query, token, o=order_id, i={"lines": [{**line, "stocks": stocks}]})["errors"] == []
    pieces = Stock.objects.order_by("pk").filter(product_variant=first.product_variant)
    assert list(pieces.values_list("quantity", "quantity_allocated")) == [(5, 0), (0, 0)]


def test_unpaid_order_is_not_sent(token: str) -> None:
    order_id = buy({"p0-red": 1})
    Order.objects.update(total_charged_minor=0)
    refused = fulfil(order_id, token, [(first_line(order_id, token), 1)])
    assert codes(refused) == [("order", "CANNOT_FULFILL_UNPAID_ORDER")]


def test_called_back_parcel_lies_in_the_warehouse_promised_again(token: str) -> None:
    order_id = buy({"p0-red": 3})
    parcel = send(order_id, token, 2)
    drain()
    assert codes(ask(CALL_BACK, token, id=parcel)) == [("warehouseId", "REQUIRED")]
    done = ask(CALL_BACK, token, id=parcel, i={"warehouseId": warehouse()})
    assert (done["fulfillment"], done["order"]) == ({"status": "CANCELED"}, {"status": "UNFULFILLED"})
    assert (stock(), drain()) == ((5, 3), ["fulfillment_canceled", "order_updated"])
    again = ask(CALL_BACK, token, id=parcel, i={"warehouseId": warehouse()})
    assert codes(again) == [("fulfillment", "CANNOT_CANCEL_FULFILLMENT")]


def test_return_of_sent_pieces_moves_them_and_restocks_nothing(token: str) -> None:
    order_id = buy({"p0-red": 3})
    send(order_id, token, 3)
    drain()
    done = give_back(order_id, token, sent=2)
    assert done["returnFulfillment"] == {"status": "RETURNED", "lines": [{"quantity": 2}]}
    assert (done["order"], drain(), stock()) == ({"status": "PARTIALLY_RETURNED"}, ["order_updated"], (2, 0))
    kept = [part["lines"] for part in look(order_id, token)["fulfillments"] if part["status"] == "FULFILLED"]
    assert [line["quantity"] for lines in kept for line in lines] == [1]
    assert look(order_id, token)["lines"][0]["quantityFulfilled"] == 3


def test_emptied_parcel_is_gone_and_the_order_returned(token: str) -> None:
    order_id = buy({"p0-red": 1})
    send(order_id, token, 1)
    assert give_back(order_id, token, sent=1)["order"] == {"status": "RETURNED"}
    assert [part["status"] for part in look(order_id, token)["fulfillments"]] == ["RETURNED"]


def test_return_of_unsent_pieces_gives_up_what_was_promised(token: str) -> None:
    order_id = buy({"p0-red": 3})
    assert give_back(order_id, token, unsent=1)["order"] == {"status": "PARTIALLY_RETURNED"}
    assert (stock(), look(order_id, token)["lines"][0]["quantityToFulfill"]) == ((5, 2), 2)


def test_more_than_was_sent_does_not_come_back(token: str) -> None:
    order_id = buy({"p0-red": 3})
    send(order_id, token, 1)
    drain()
    assert codes(give_back(order_id, token, sent=2)) == [("fulfillmentLineId", "INVALID_QUANTITY")]
    assert codes(give_back(order_id, token, unsent=3)) == [("orderLineId", "INVALID_QUANTITY")]
    assert (drain(), look(order_id, token)["status"]) == ([], "PARTIALLY_FULFILLED")


def test_return_with_refund_is_refused_as_on_any_order_paid_by_transactions(token: str) -> None:
    order_id = buy({"p0-red": 1})
    send(order_id, token, 1)
    assert codes(give_back(order_id, token, sent=1, refund=True)) == [("refund", "CANNOT_REFUND")]
    assert look(order_id, token)["status"] == "FULFILLED"


def test_cancelled_order_gives_its_pieces_back_but_no_money(token: str) -> None:
    order_id = buy({"p0-red": 5})
    assert ask(CANCEL, token, id=order_id)["order"] == {"status": "CANCELED"}
    assert stock() == (5, 0)
    assert drain() == ["product_variant_back_in_stock", "order_cancelled", "order_updated"]
    assert look(order_id, token)["totalCharged"]["fractionalAmount"] == 10500
    assert codes(ask(CANCEL, token, id=order_id)) == [("order", "CANNOT_CANCEL_ORDER")]


def test_order_with_a_parcel_out_is_not_cancelled(token: str) -> None:
    order_id = buy({"p0-red": 2})
    send(order_id, token, 1)
    assert codes(ask(CANCEL, token, id=order_id)) == [("order", "CANNOT_CANCEL_ORDER")]
    assert stock() == (4, 1)


def test_note_is_kept_and_an_empty_one_refused(token: str) -> None:
    order_id = buy({"p0-red": 1})
    assert ask(NOTE, token, o=order_id, m=" hello ")["event"] == {"type": "NOTE_ADDED", "message": "hello"}
    assert codes(ask(NOTE, token, o=order_id, m="  ")) == [("message", "REQUIRED")]


def test_stock_set_to_nothing_and_back_is_told(token: str) -> None:
    given = {"v": variant_id("p0-red"), "s": [{"warehouse": warehouse(), "quantity": 0}]}
    assert ask(STOCKS, token, **given)["errors"] == []
    assert drain() == ["product_variant_stock_updated", "product_variant_out_of_stock"]
    given["s"] = [{"warehouse": warehouse(), "quantity": 4}]
    ask(STOCKS, token, **given)
    assert (stock(), drain()) == ((4, 0), ["product_variant_stock_updated", "product_variant_back_in_stock"])


@pytest.mark.parametrize("query", [CANCEL, TRACK, CALL_BACK, RETURN, NOTE, STOCKS], ids=range(6))
@pytest.mark.parametrize("who", ["anonymous", "staff of another desk"])
def test_order_work_needs_the_permission(token: str, query: str, who: str) -> None:
    asking = desk.staff("MANAGE_PAGES", email="clerk@example.com") if who != "anonymous" else ""
    order_id = buy({"p0-red": 1})
    given = {"id": order_id, "o": order_id, "i": {}, "m": "x", "n": "x", "s": []}
    declared = {name: value for name, value in given.items() if f"${name}:" in query}
    _, refused = post(query, asking, **declared)
    assert refused["errors"][0]["extensions"]["exception"]["code"] == "PermissionDenied"
    assert (drain(), look(order_id, token)["status"]) == ([], "UNFULFILLED")


def test_stranger_reads_an_order_by_its_id_but_not_its_payments(token: str) -> None:
    order_id = buy({"p0-red": 1})
    assert ask("query($id:ID!){order(id:$id){userEmail}}", id=order_id) == {"userEmail": "buyer@example.com"}
    for hidden in ("transactions{id}", "events{type}", "grantedRefunds{id}", "totalGrantedRefund{amount}"):
        _, refused = post(f"query($id:ID!){{order(id:$id){{{hidden}}}}}", id=order_id)
        assert refused["errors"][0]["extensions"]["exception"]["code"] == "PermissionDenied"


def found(token: str, **given: Any) -> list[str]:
    """The numbers of the orders that are listed."""
    query = """query($w:OrderWhereInput,$s:String){orders(first:50,where:$w,search:$s,
      sortBy:{field:NUMBER,direction:ASC}){edges{node{number}}}}"""
    return [edge["node"]["number"] for edge in ask(query, token, **given)["edges"]]


def test_orders_are_found_by_status_number_and_words(token: str) -> None:
    first, second = buy({"p0-red": 1}), buy({"p1-blue": 1})
    ask(CANCEL, token, id=second)
    one, two = (look(order_id, token)["number"] for order_id in (first, second))
    assert found(token) == [one, two]
    assert found(token, w={"status": {"oneOf": ["CANCELED"]}}) == [two]
    assert found(token, w={"chargeStatus": {"eq": "NONE"}}) == []
    assert found(token, w={"ids": [first]}) == [one]
    assert (found(token, s=f"#{two}"), found(token, s="p0-red"), found(token, s="scarf p1-BLUE")) == (
        [two],
        [one],
        [two],
    )
    assert found(token, s="buyer@example.com Sample") == [one, two]
    assert found(token, s="nobody") == []


def check_pieces(order_id: str) -> None:
    """Nothing below nothing, promises add up, and no piece is counted twice."""
    for there in Stock.objects.all():
        promised = sum(there.allocations.values_list("quantity", flat=True))
        assert there.quantity >= there.quantity_allocated == promised >= 0
    for line in OrderLine.objects.filter(order=unpack(order_id, "Order")):
        moved = FulfillmentLine.objects.filter(order_line=line).exclude(fulfillment__status="CANCELED")
        assert sum(moved.values_list("quantity", flat=True)) == line.quantity_fulfilled <= line.quantity
        assert sum(Allocation.objects.filter(order_line=line).values_list("quantity", flat=True)) == (
            line.quantity - line.quantity_fulfilled
        )


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(["send", "back", "unsent", "call"]), st.integers(0, 4)), max_size=8))
def test_whatever_staff_do_no_piece_is_lost_or_doubled(token: str, steps: list[tuple[str, int]]) -> None:
    Stock.objects.filter(product_variant__sku="p0-red").update(quantity=5, quantity_allocated=0)
    Allocation.objects.all().delete()
    order_id = buy({"p0-red": 4})
    for step, quantity in steps:
        if step == "send":
            fulfil(order_id, token, [(first_line(order_id, token), quantity)])
        elif step == "call":
            for parcel in look(order_id, token)["fulfillments"][:1]:
                ask(CALL_BACK, token, id=parcel["id"], i={"warehouseId": warehouse()})
        else:
            give_back(order_id, token, **{"sent" if step == "back" else "unsent": quantity})
        check_pieces(order_id)
