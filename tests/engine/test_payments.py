"""Payments through an app: sessions, requested actions and reports, as the recorded Saleor treats them."""

from typing import Any

import pytest

from engine.ids import pack, unpack
from engine.models import App, Order, TransactionItem
from tests.engine import desk
from tests.engine.asking import ask, codes, complete, fill, post
from tests.engine.desk import INITIALIZE, buy, drain, look, paid, say

pytestmark = pytest.mark.django_db(databases=["default", "engine"])
REQUEST = """mutation($id:ID,$t:TransactionActionEnum!,$a:PositiveDecimal){transactionRequestAction(id:$id,
  actionType:$t,amount:$a){transaction{id chargedAmount{fractionalAmount} events{type amount{fractionalAmount}}}
  errors{field code}}}"""
GRANT = """mutation($id:ID!,$i:OrderGrantRefundCreateInput!){orderGrantRefundCreate(id:$id,input:$i){grantedRefund{id
  status amount{fractionalAmount}} order{totalRemainingGrant{fractionalAmount}}
  errors{field code lines{field code}}}}"""
REQUEST_GRANT = """mutation($id:ID,$g:ID!){transactionRequestRefundForGrantedRefund(id:$id,grantedRefundId:$g){
  transaction{id} errors{field code}}}"""
REPORT = """mutation($id:ID,$p:String!,$t:TransactionEventTypeEnum!,$a:PositiveDecimal){transactionEventReport(id:$id,
  pspReference:$p,type:$t,amount:$a,availableActions:[REFUND]){alreadyProcessed transaction{actions
  chargedAmount{fractionalAmount}} errors{field code}}}"""
PROCESS = "mutation($id:ID){transactionProcess(id:$id){transactionEvent{type} data errors{field code}}}"


def answer(event: str, reply: Any, status: int = 200) -> None:
    """What the app will say; a function of the payload, or always the same."""
    desk.answers[event] = lambda payload: (status, reply(payload) if callable(reply) else reply)


def minor(order: Any) -> tuple[int, int]:
    """What an order holds and has given back."""
    return order["totalCharged"]["fractionalAmount"], order["totalRefunded"]["fractionalAmount"]


def payment_of(order_id: str) -> str:
    """The id of the order's only payment."""
    item = TransactionItem.objects.get(order=unpack(order_id, "Order"))
    return pack("TransactionItem", item.pk)


def test_charge_is_asked_of_the_whole_remainder_and_pays_the_checkout(token: str) -> None:
    checkout_id = fill({"p0-red": 2})
    session = ask(INITIALIZE, id=checkout_id)
    assert desk.heard[0][1]["action"] == {"amount": 45.0, "actionType": "CHARGE"}
    assert session["transactionEvent"]["amount"] == {"fractionalAmount": 4500}
    assert session["transaction"]["actions"] == ["REFUND"]
    assert drain()[1:] == ["checkout_fully_paid", "checkout_fully_authorized"]


def test_decline_moves_nothing_and_can_be_tried_again(token: str) -> None:
    checkout_id = fill({"p0-red": 1})
    answer("transaction_initialize_session", lambda payload: say(payload, "CHARGE_FAILURE", "x", message="declined"))
    event = ask(INITIALIZE, id=checkout_id)["transactionEvent"]
    assert (event["type"], event["message"]) == ("CHARGE_FAILURE", "declined")
    assert codes(complete(checkout_id)) == [("id", "CHECKOUT_NOT_FULLY_PAID")]
    answer("transaction_initialize_session", paid)
    ask(INITIALIZE, id=checkout_id)
    assert complete(checkout_id)["errors"] == []


@pytest.mark.parametrize(("reply", "status"), [({}, 500), ({}, 302), ({"result": "CHARGE_SUCCESS"}, 200), ({}, 200)])
def test_broken_app_is_a_failure_without_errors(token: str, reply: Any, status: int) -> None:
    answer("transaction_initialize_session", reply, status)
    session = ask(INITIALIZE, id=fill({"p0-red": 1}))
    assert (session["transactionEvent"]["type"], session["errors"]) == ("CHARGE_FAILURE", [])


def test_same_key_asks_the_app_again_and_keeps_one_charge(token: str) -> None:
    checkout_id = fill({"p0-red": 1})
    first, again = (ask(INITIALIZE, id=checkout_id, key="once", amount="25.00") for _ in range(2))
    assert first["transaction"]["id"] == again["transaction"]["id"]
    assert again["transaction"]["chargedAmount"] == {"fractionalAmount": 2500}
    assert [event for event, *_ in desk.heard] == ["transaction_initialize_session"] * 2
    assert TransactionItem.objects.count() == 1


def test_same_key_with_another_amount_or_checkout_is_refused(token: str) -> None:
    checkout_id = fill({"p0-red": 1})
    ask(INITIALIZE, id=checkout_id, key="once", amount="10.00")
    assert codes(ask(INITIALIZE, id=checkout_id, key="once", amount="11.00")) == [("idempotencyKey", "UNIQUE")]
    assert codes(ask(INITIALIZE, id=fill({"p1-red": 1}), key="once", amount="10.00")) == [("idempotencyKey", "UNIQUE")]
    assert len(desk.heard) == 1


def test_second_success_with_another_amount_moves_nothing(token: str) -> None:
    checkout_id = fill({"p0-red": 1})
    ask(INITIALIZE, id=checkout_id, key="once", amount="25.00")
    answer("transaction_initialize_session", lambda payload: {**paid(payload), "amount": 99.0})
    again = ask(INITIALIZE, id=checkout_id, key="once", amount="25.00")
    assert again["transactionEvent"]["type"] == "CHARGE_FAILURE"
    assert again["transaction"]["chargedAmount"] == {"fractionalAmount": 2500}


def test_success_said_again_is_the_same_event(token: str) -> None:
    checkout_id = fill({"p0-red": 1})
    first = ask(INITIALIZE, id=checkout_id, key="once", amount="25.00")
    again = ask(INITIALIZE, id=checkout_id, key="once", amount="25.00")
    assert again["transactionEvent"]["id"] == first["transactionEvent"]["id"]
    item = TransactionItem.objects.get()
    assert [event.type for event in item.events.order_by("pk")] == ["CHARGE_REQUEST", "CHARGE_SUCCESS"]


def test_extra_step_is_gone_through_with_process(token: str) -> None:
    checkout_id = fill({"p0-red": 1})
    answer(
        "transaction_initialize_session", lambda payload: say(payload, "CHARGE_ACTION_REQUIRED", "p", data={"go": 1})
    )
    session = ask(INITIALIZE, id=checkout_id)
    assert (session["transactionEvent"]["type"], session["data"]) == ("CHARGE_ACTION_REQUIRED", {"go": 1})
    answer("transaction_process_session", lambda payload: say(payload, "CHARGE_SUCCESS", "p", data={"done": True}))
    payment = session["transaction"]["id"]
    assert ask(PROCESS, id=payment) == {
        "transactionEvent": {"type": "CHARGE_SUCCESS"},
        "data": {"done": True},
        "errors": [],
    }
    assert ask(PROCESS, id=payment)["transactionEvent"] == {"type": "CHARGE_SUCCESS"}
    assert [event for event, *_ in desk.heard].count("transaction_process_session") == 1


def test_pending_charge_lets_the_checkout_complete_but_pays_no_order(token: str) -> None:
    checkout_id = fill({"p0-red": 1})
    answer("transaction_initialize_session", lambda payload: say(payload, "CHARGE_REQUEST", "later"))
    session = ask(INITIALIZE, id=checkout_id)
    assert session["transaction"]["chargePendingAmount"] == {"fractionalAmount": 2500}
    order_id = complete(checkout_id)["order"]["id"]
    assert minor(look(order_id, token)) == (0, 0)
    given = {"id": session["transaction"]["id"], "p": "later", "t": "CHARGE_SUCCESS", "a": "25.00"}
    drain()
    assert ask(REPORT, desk.tokens[-1], **given)["alreadyProcessed"] is False
    assert drain() == ["order_paid", "order_fully_paid", "order_updated"]
    assert look(order_id, token)["isPaid"] is True


def test_stranger_cannot_choose_the_action(token: str) -> None:
    _, refused = post(INITIALIZE, id=fill({"p0-red": 1}), action="AUTHORIZATION")
    assert refused["errors"][0]["extensions"]["exception"]["code"] == "PermissionDenied"
    assert TransactionItem.objects.count() == 0


def test_authorised_order_is_charged_on_request(token: str) -> None:
    checkout_id = fill({"p0-red": 1})
    answer("transaction_initialize_session", lambda payload: say(payload, "AUTHORIZATION_SUCCESS", "hold"))
    ask(INITIALIZE, desk.tokens[-1], id=checkout_id, action="AUTHORIZATION")
    order_id = complete(checkout_id)["order"]["id"]
    assert [event for event in drain() if event.startswith("order")] == ["order_created", "order_confirmed"]
    assert look(order_id, token)["authorizeStatus"] == "FULL"
    asked = ask(REQUEST, token, id=payment_of(order_id), t="CHARGE")
    assert asked["transaction"]["chargedAmount"] == {"fractionalAmount": 0}
    assert drain() == ["transaction_charge_requested", "order_paid", "order_fully_paid", "order_updated"]
    assert minor(look(order_id, token)) == (2500, 0)


def test_authorisation_is_let_go_on_request(token: str) -> None:
    checkout_id = fill({"p0-red": 1})
    answer("transaction_initialize_session", lambda payload: say(payload, "AUTHORIZATION_SUCCESS", "hold"))
    ask(INITIALIZE, desk.tokens[-1], id=checkout_id, action="AUTHORIZATION")
    order_id = complete(checkout_id)["order"]["id"]
    ask(REQUEST, token, id=payment_of(order_id), t="CANCEL")
    drain()
    item = TransactionItem.objects.get()
    assert (item.authorized_minor, item.canceled_minor) == (0, 2500)
    assert look(order_id, token)["authorizeStatus"] == "NONE"


def test_refund_is_carried_by_the_worker_and_told(token: str) -> None:
    order_id = buy({"p0-red": 1})
    asked = ask(REQUEST, token, id=payment_of(order_id), t="REFUND", a="5.00")
    assert asked["transaction"]["events"][0] == {"type": "REFUND_REQUEST", "amount": {"fractionalAmount": 500}}
    assert minor(look(order_id, token)) == (2500, 0)
    assert drain() == ["transaction_refund_requested", "order_refunded", "order_updated"]
    order = look(order_id, token)
    assert (minor(order), order["isPaid"], order["chargeStatus"]) == ((2000, 500), False, "PARTIAL")


def test_refund_above_the_charge_is_clamped(token: str) -> None:
    order_id = buy({"p0-red": 1})
    ask(REQUEST, token, id=payment_of(order_id), t="REFUND", a="99999.00")
    assert drain()[-1] == "order_fully_refunded"
    assert minor(look(order_id, token)) == (0, 2500)


def test_two_refunds_asked_at_once_give_back_no_more_than_was_paid(token: str) -> None:
    order_id = buy({"p0-red": 1})
    for _ in range(2):
        ask(REQUEST, token, id=payment_of(order_id), t="REFUND", a="20.00")
    drain()
    charged, refunded = minor(look(order_id, token))
    assert charged == 0
    assert refunded >= 2500  # the app decides; a real one refuses the second


def test_failed_refund_gives_nothing_back(token: str) -> None:
    order_id = buy({"p0-red": 1})
    answer("transaction_refund_requested", {}, 500)
    ask(REQUEST, token, id=payment_of(order_id), t="REFUND", a="5.00")
    assert drain() == ["transaction_refund_requested", "order_updated"]
    order = look(order_id, token)
    assert (minor(order), order["transactions"][0]["events"][0]) == ((2500, 0), {"type": "REFUND_FAILURE"})


def test_refund_answered_later_waits_for_the_report(token: str) -> None:
    order_id = buy({"p0-red": 1})
    answer("transaction_refund_requested", {"pspReference": "slow"})
    ask(REQUEST, token, id=payment_of(order_id), t="REFUND", a="5.00")
    drain()
    item = TransactionItem.objects.get()
    assert (item.refund_pending_minor, item.refunded_minor, item.charged_minor) == (500, 0, 2000)
    ask(REPORT, desk.tokens[-1], id=payment_of(order_id), p="slow", t="REFUND_SUCCESS", a="5.00")
    assert minor(look(order_id, token)) == (2000, 500)


def grant(order_id: str, token: str, **more: Any) -> Any:
    """Grant a refund on the order's payment."""
    return ask(GRANT, token, id=order_id, i={"transactionId": payment_of(order_id), **more})


def test_grant_of_lines_is_priced_told_of_and_paid_once(token: str) -> None:
    order_id = buy({"p0-red": 3})
    line = look(order_id, token)["lines"][0]["id"]
    granted = grant(order_id, token, lines=[{"id": line, "quantity": 2}])["grantedRefund"]
    assert (granted["status"], granted["amount"]) == ("NONE", {"fractionalAmount": 4000})
    assert drain() == []
    given = {"id": payment_of(order_id), "g": granted["id"]}
    assert ask(REQUEST_GRANT, token, **given)["errors"] == []
    assert codes(ask(REQUEST_GRANT, token, **given)) == [("grantedRefundId", "REFUND_IS_PENDING")]
    assert drain() == ["transaction_refund_requested", "order_refunded", "order_updated"]
    assert codes(ask(REQUEST_GRANT, token, **given)) == [("grantedRefundId", "REFUND_ALREADY_PROCESSED")]
    order = look(order_id, token)
    assert (minor(order), order["totalBalance"]["fractionalAmount"]) == ((2500, 4000), 0)
    assert order["totalRemainingGrant"]["fractionalAmount"] == 0


def test_order_stays_charged_in_full_after_a_granted_refund_but_not_after_a_plain_one(token: str) -> None:
    """Source: saleor-events.md, cases 230, 237, 255 and 417."""
    granted, plain = buy({"p0-red": 2}), buy({"p1-red": 2})
    line = look(granted, token)["lines"][0]["id"]
    grant_id = grant(granted, token, lines=[{"id": line, "quantity": 1}])["grantedRefund"]["id"]
    ask(REQUEST_GRANT, token, id=payment_of(granted), g=grant_id)
    ask(REQUEST, token, id=payment_of(plain), t="REFUND", a="20.00")
    drain()
    shown = "query($id:ID!){order(id:$id){chargeStatus totalRefunded{fractionalAmount}}}"
    refunded = {"totalRefunded": {"fractionalAmount": 2000}}
    assert ask(shown, token, id=granted) == {"chargeStatus": "FULL", **refunded}
    assert ask(shown, token, id=plain) == {"chargeStatus": "PARTIAL", **refunded}


def test_more_pieces_than_are_left_are_not_granted(token: str) -> None:
    order_id = buy({"p0-red": 3})
    line = look(order_id, token)["lines"][0]["id"]
    grant(order_id, token, lines=[{"id": line, "quantity": 2}])
    refused = grant(order_id, token, lines=[{"id": line, "quantity": 2}])
    assert codes(refused) == [("lines", "INVALID")]
    assert refused["errors"][0]["lines"] == [{"field": "quantity", "code": "QUANTITY_GREATER_THAN_AVAILABLE"}]


def test_grant_of_everything_is_capped_at_the_charge(token: str) -> None:
    order_id = buy({"p0-red": 2})
    ask(REQUEST, token, id=payment_of(order_id), t="REFUND", a="10.00")
    drain()
    line = look(order_id, token)["lines"][0]["id"]
    granted = grant(order_id, token, lines=[{"id": line, "quantity": 2}], grantRefundForShipping=True)
    assert granted["grantedRefund"]["amount"] == {"fractionalAmount": 3500}


def test_amount_above_the_charge_shipping_twice_and_nothing_are_not_granted(token: str) -> None:
    order_id = buy({"p0-red": 1})
    assert codes(grant(order_id, token, amount="25.01")) == [("amount", "AMOUNT_GREATER_THAN_AVAILABLE")]
    assert codes(grant(order_id, token)) == [("amount", "REQUIRED")]
    assert grant(order_id, token, grantRefundForShipping=True)["errors"] == []
    again = grant(order_id, token, grantRefundForShipping=True)
    assert codes(again) == [("grantRefundForShipping", "SHIPPING_COSTS_ALREADY_GRANTED")]


def test_report_is_taken_once_and_only_with_the_same_amount(token: str) -> None:
    order_id = buy({"p0-red": 1})
    given = {"id": payment_of(order_id), "p": "psp-refund-1", "t": "REFUND_SUCCESS", "a": "5.00"}
    assert ask(REPORT, desk.tokens[-1], **given)["alreadyProcessed"] is False
    assert drain() == ["order_refunded", "order_updated"]
    assert ask(REPORT, desk.tokens[-1], **given)["alreadyProcessed"] is True
    assert drain() == []
    assert codes(ask(REPORT, desk.tokens[-1], **{**given, "a": "1.00"})) == [("pspReference", "INCORRECT_DETAILS")]
    assert minor(look(order_id, token)) == (2000, 500)


def test_chargeback_only_updates_the_order(token: str) -> None:
    order_id = buy({"p0-red": 1})
    ask(REPORT, desk.tokens[-1], id=payment_of(order_id), p="cb", t="CHARGE_BACK", a="2.00")
    assert drain() == ["order_updated"]
    assert minor(look(order_id, token)) == (2300, 0)


def test_another_app_cannot_report_on_the_payment(token: str) -> None:
    order_id = buy({"p0-red": 1})
    App.objects.update(identifier="other.app")
    given = {"id": payment_of(order_id), "p": "x", "t": "REFUND_SUCCESS", "a": "5.00"}
    _, refused = post(REPORT, desk.tokens[-1], **given)
    assert refused["errors"][0]["extensions"]["exception"]["code"] == "PermissionDenied"
    assert minor(look(order_id, token)) == (2500, 0)


MOVES = [
    (REQUEST, {"t": "REFUND"}),
    (REPORT, {"p": "x", "t": "CHARGE_SUCCESS", "a": "1"}),
    (REQUEST_GRANT, {"g": "x"}),
]


@pytest.mark.parametrize(("query", "more"), MOVES, ids=["request", "report", "grant"])
@pytest.mark.parametrize("who", ["anonymous", "staff without payments"])
def test_only_who_handles_payments_moves_money(token: str, query: str, more: dict[str, Any], who: str) -> None:
    order_id = buy({"p0-red": 1})
    asking = desk.staff("MANAGE_ORDERS", email="clerk@example.com") if who != "anonymous" else ""
    _, refused = post(query, asking, id=payment_of(order_id), **more)
    assert refused["errors"][0]["message"].endswith("permissions: HANDLE_PAYMENTS")
    assert drain() == []
    assert Order.objects.get().total_charged_minor == 2500


@pytest.mark.parametrize("id", ["nonsense", pack("Checkout", "x"), pack("Product", 1), pack("Checkout", "0" * 32)])
def test_payment_of_nothing_is_refused(token: str, id: str) -> None:
    assert codes(ask(INITIALIZE, id=id))[0][0] == "id"
