"""The recorded cases 202 to 273 and 495, executed on the engine: orders in parts, returns, grants, refunds, cancelling.

Documents are cut to the fields that the engine has (`case_pruning`); `BRIDGES` does what the cases did that were
kept back.
"""

from collections.abc import Callable

from engine.ids import pack
from engine.models import Product
from tests.engine.case_story import ROOMS, Story, list_cases

NUMBERS = [*list_cases("201", "274"), *list_cases("495", "495")]
FULFIL = """mutation($o:ID,$i:OrderFulfillInput!){orderFulfill(order:$o,input:$i){fulfillments{id}
  errors{field code message}}}"""
RETURN = """mutation($o:ID!,$i:OrderReturnProductsInput!){orderFulfillmentReturnProducts(order:$o,input:$i){
  returnFulfillment{status} errors{field code}}}"""
REQUEST = """mutation($id:ID,$g:ID!){transactionRequestRefundForGrantedRefund(id:$id,grantedRefundId:$g){
  errors{code}}}"""
ACTION = """mutation($id:ID!,$a:PositiveDecimal,$r:ID){transactionRequestAction(id:$id,actionType:REFUND,amount:$a,
  refundReasonReference:$r){errors{field code message}}}"""
PROMO = "mutation($id:ID!,$c:String!){checkoutAddPromoCode(id:$id,promoCode:$c){errors{code}}}"
LINES = "query($id:ID!){order(id:$id){lines{id}}}"


def learn_lines(story: Story, number: str) -> None:
    """The lines of a case's order, by their places."""
    recorded = story.cases[number]["response"]["data"]["order"]
    own = story.do(LINES, {"id": recorded["id"]}, "staff")["lines"]
    for theirs, ours in zip(recorded["lines"], own, strict=True):
        story.learn(theirs["id"], ours["id"])


def _first_checkout(story: Story) -> None:
    story.open(story.variable("204"), {"dash": 3, "tee": 2, "juice": 1}, email="ada@example.com")
    first = story.cases["204"]["response"]["data"]["deliveryOptionsCalculate"]["deliveries"][0]["id"]
    own = story.do(
        "mutation($id:ID!){deliveryOptionsCalculate(id:$id){deliveries{id} errors{code}}}",
        {"id": story.variable("204")},
    )
    story.learn(first, own["deliveries"][0]["id"])


def _voucher(story: Story) -> None:
    story.do(PROMO, {"id": story.variable("204"), "c": "LEDGER10"})


def _send_more(story: Story) -> None:
    learned = [line["id"] for line in story.cases["211"]["response"]["data"]["order"]["lines"]]
    stocks = [{"quantity": 1, "warehouse": ROOMS["default-warehouse"]}]
    lines = [{"orderLineId": learned[place], "stocks": stocks} for place in (0, 2)]
    given = {"lines": lines, "trackingNumber": "TRK-2"}
    story.do(FULFIL, {"o": story.variable("211"), "i": given}, "staff")


def _return_one(story: Story) -> None:
    given = {"refund": False, "fulfillmentLines": [{"fulfillmentLineId": "RnVsZmlsbG1lbnRMaW5lOjE0", "quantity": 1}]}
    story.do(RETURN, {"o": story.variable("211"), "i": given}, "staff")


def _return_with_refund(story: Story) -> None:
    given = {"refund": True, "fulfillmentLines": [{"fulfillmentLineId": "RnVsZmlsbG1lbnRMaW5lOjE0", "quantity": 1}]}
    _, answer = story.ask(RETURN, {"o": story.variable("211"), "i": given}, "staff")
    refused = answer["data"]["orderFulfillmentReturnProducts"]["errors"]
    assert [error["code"] for error in refused] == ["CANNOT_REFUND"]


def _request(grant: str) -> Callable[[Story], None]:
    def bridge(story: Story) -> None:
        story.do(REQUEST, {"id": story.variable("229"), "g": grant}, "staff")

    return bridge


def _second_order(story: Story) -> None:
    """Before 244: the same goods to Poland, in zloty, with seven per cent off."""
    story.open(story.variable("244"), {"dash": 3, "tee": 2, "juice": 1}, place="PL")
    story.do(PROMO, {"id": story.variable("244"), "c": "LEDGER7"})
    story.pay(story.variable("244"))


def _cancel_sent(story: Story) -> None:
    """In place of 248, which lacks the warehouse."""
    query = "mutation($id:ID!){orderFulfillmentCancel(id:$id){fulfillment{id} errors{field code}}}"
    _, answer = story.ask(query, {"id": story.variable("249")}, "staff")
    refused = answer["data"]["orderFulfillmentCancel"]["errors"]
    assert [(error["field"], error["code"]) for error in refused] == [("warehouseId", "REQUIRED")]


def _cancel(story: Story) -> None:
    query = "mutation($id:ID!){orderCancel(id:$id){order{status} errors{code}}}"
    assert story.do(query, {"id": story.variable("253")}, "staff")["order"] == {"status": "CANCELED"}


def _refund_cancelled(story: Story) -> None:
    query = "query($id:ID!){order(id:$id){transactions{id}}}"
    (item,) = story.do(query, {"id": story.variable("253")}, "staff")["transactions"]
    story.do(ACTION, {"id": item["id"], "a": None, "r": "UGFnZTo3"}, "staff")


def _one_line(story: Story) -> None:
    """Before 256: three pieces for 35.97 less ten."""
    from engine.models import Voucher

    story.open(story.variable("256"), {"dash": 3})
    Voucher.objects.update_or_create(code="TENOFF", defaults={"percent": "27.80"})
    story.do(PROMO, {"id": story.variable("256"), "c": "TENOFF"})
    story.pay(story.variable("256"))


def _authorised(story: Story) -> None:
    story.open(story.variable("258"), {"dash": 1})
    story.pay(story.variable("258"), "AUTHORIZATION_SUCCESS")


def _last_order(story: Story) -> None:
    recorded = "a checkout of the cases 266"
    story.open(recorded, {"dash": 2})
    story.pay(recorded)
    story.complete(recorded, story.variable("270"))
    learn_lines(story, "270")


def _some_product(story: Story) -> None:
    story.learn(story.variable("243"), pack("Product", Product.objects.get(slug="tee").pk))


# 2085: done between the cases 208 and 210, and so on.
BRIDGES: dict[str, Callable[[Story], None]] = {
    "203": _first_checkout,
    "206": _voucher,
    "209": lambda story: learn_lines(story, "211"),
    "212": _send_more,
    "215": _return_one,
    "221": _return_with_refund,
    "233": _request("T3JkZXJHcmFudGVkUmVmdW5kOjU="),
    "236": _request("T3JkZXJHcmFudGVkUmVmdW5kOjY="),
    "242": _some_product,
    "2435": _second_order,
    "245": lambda story: learn_lines(story, "250"),
    "248": _cancel_sent,
    "251": _cancel,
    "254": _refund_cancelled,
    "2555": _one_line,
    "257": _authorised,
    "266": _last_order,
}
