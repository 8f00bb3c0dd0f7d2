"""The use-cases of the payment app: each request moves money once, whoever repeats it."""

from decimal import Decimal

import pytest

from payments import actions
from payments.errors import UnknownTransaction
from payments.gateways import TestGateway
from payments.models import Answer, Payment
from payments.requests import ActionRequest, SessionRequest
from payments.rules import Flow
from saleor_api.money import Money

pytestmark = pytest.mark.django_db
GATEWAY = TestGateway()
FORTY = Money(Decimal("40.00"), "USD")


def ask(outcome: str, *, flow: Flow = Flow.CHARGE, transaction_id: str = "T1", key: str = "k1") -> SessionRequest:
    return SessionRequest(
        transaction_id=transaction_id, flow=flow, money=FORTY, wish={"outcome": outcome}, idempotency_key=key
    )


def confirm(confirmed: bool) -> SessionRequest:
    return SessionRequest(
        transaction_id="T1", flow=Flow.CHARGE, money=FORTY, wish={"confirmed": confirmed}, idempotency_key=""
    )


def test_success_charges_the_whole_amount() -> None:
    reply = actions.begin_payment(ask("success"), GATEWAY)
    assert (reply["result"], reply["amount"], reply["actions"]) == ("CHARGE_SUCCESS", "40.00", ["REFUND"])
    assert Payment.objects.get().charged_minor == 4000


def test_the_same_key_gets_the_same_answer_and_charges_once() -> None:
    first = actions.begin_payment(ask("success"), GATEWAY)
    again = actions.begin_payment(ask("success"), GATEWAY)
    assert again == first
    assert (Payment.objects.count(), Answer.objects.count()) == (1, 1)


def test_decline_charges_nothing_and_says_so() -> None:
    reply = actions.begin_payment(ask("decline"), GATEWAY)
    assert reply["result"] == "CHARGE_FAILURE"
    assert reply["message"] == "The test card was declined. Nothing was charged."
    assert Payment.objects.get().charged_minor == 0


def test_an_unknown_wish_is_declined() -> None:
    assert actions.begin_payment(ask("whatever"), GATEWAY)["result"] == "CHARGE_FAILURE"


@pytest.mark.parametrize(
    ("confirmed", "result", "charged"), [(True, "CHARGE_SUCCESS", 4000), (False, "CHARGE_FAILURE", 0)]
)
def test_the_extra_step_decides(confirmed: bool, result: str, charged: int) -> None:
    assert actions.begin_payment(ask("extra_step"), GATEWAY)["result"] == "CHARGE_ACTION_REQUIRED"
    assert Payment.objects.get().charged_minor == 0
    assert actions.confirm_payment(confirm(confirmed), GATEWAY)["result"] == result
    assert Payment.objects.get().charged_minor == charged


def test_confirming_twice_answers_the_first_time() -> None:
    actions.begin_payment(ask("extra_step"), GATEWAY)
    first = actions.confirm_payment(confirm(True), GATEWAY)
    assert actions.confirm_payment(confirm(False), GATEWAY) == first
    assert Payment.objects.get().charged_minor == 4000


def test_a_refund_is_made_once_for_one_delivery() -> None:
    actions.begin_payment(ask("success"), GATEWAY)
    wish = ActionRequest("T1", Money(Decimal("15.00"), "USD"))
    first = actions.refund_payment(wish, key="delivery-1")
    assert first["result"] == "REFUND_SUCCESS"
    assert actions.refund_payment(wish, key="delivery-1") == first
    assert Payment.objects.get().refunded_minor == 1500
    assert actions.refund_payment(wish, key="delivery-2")["result"] == "REFUND_SUCCESS"
    assert Payment.objects.get().refunded_minor == 3000


def test_a_refund_of_no_stated_amount_gives_back_what_is_left() -> None:
    actions.begin_payment(ask("success"), GATEWAY)
    actions.refund_payment(ActionRequest("T1", Money(Decimal("15.00"), "USD")), key="a")
    reply = actions.refund_payment(ActionRequest("T1", None), key="b")
    assert (reply["result"], reply["amount"]) == ("REFUND_SUCCESS", "25.00")
    assert Payment.objects.get().refunded_minor == 4000


def test_a_refund_above_the_rest_is_refused_and_moves_nothing() -> None:
    actions.begin_payment(ask("success"), GATEWAY)
    reply = actions.refund_payment(ActionRequest("T1", Money(Decimal("40.01"), "USD")), key="d")
    assert reply["result"] == "REFUND_FAILURE"
    assert reply["message"] == "That is more than what is left of the charge."
    assert Payment.objects.get().refunded_minor == 0


def test_an_authorisation_is_charged_later_in_parts() -> None:
    actions.begin_payment(ask("success", flow=Flow.AUTHORIZATION), GATEWAY)
    assert Payment.objects.get().charged_minor == 0
    part = ActionRequest("T1", Money(Decimal("25.00"), "USD"))
    first = actions.charge_payment(part, key="a")
    assert (first["result"], first["actions"]) == ("CHARGE_SUCCESS", ["REFUND", "CHARGE"])
    second = actions.charge_payment(part, key="b")
    assert (second["result"], second["actions"]) == ("CHARGE_FAILURE", ["REFUND", "CHARGE"])
    assert Payment.objects.get().charged_minor == 2500


def test_a_charge_of_no_stated_amount_takes_what_is_left() -> None:
    actions.begin_payment(ask("success", flow=Flow.AUTHORIZATION), GATEWAY)
    actions.charge_payment(ActionRequest("T1", Money(Decimal("25.00"), "USD")), key="a")
    reply = actions.charge_payment(ActionRequest("T1", None), key="b")
    assert (reply["result"], reply["amount"], reply["actions"]) == ("CHARGE_SUCCESS", "15.00", ["REFUND"])
    assert Payment.objects.get().charged_minor == 4000
    assert actions.charge_payment(ActionRequest("T1", None), key="c")["result"] == "CHARGE_FAILURE"


def test_a_settled_payment_answers_as_it_stands_whatever_the_buyer_says_now() -> None:
    actions.begin_payment(ask("success"), GATEWAY)
    assert actions.confirm_payment(confirm(False), GATEWAY)["result"] == "CHARGE_SUCCESS"
    assert Payment.objects.get().charged_minor == 4000


def test_only_an_uncharged_authorisation_is_cancelled() -> None:
    actions.begin_payment(ask("success", flow=Flow.AUTHORIZATION), GATEWAY)
    reply = actions.cancel_payment(ActionRequest("T1", None), key="a")
    assert (reply["result"], reply["actions"]) == ("CANCEL_SUCCESS", [])
    assert actions.charge_payment(ActionRequest("T1", None), key="b")["result"] == "CHARGE_FAILURE"
    assert Payment.objects.get().charged_minor == 0


def test_a_charge_cannot_be_cancelled() -> None:
    actions.begin_payment(ask("success"), GATEWAY)
    assert actions.cancel_payment(ActionRequest("T1", None), key="a")["result"] == "CANCEL_FAILURE"
    assert Payment.objects.get().state == "charged"


def test_a_transaction_of_another_app_is_refused() -> None:
    with pytest.raises(UnknownTransaction):
        actions.refund_payment(ActionRequest("elsewhere", FORTY), key="x")
    assert not Answer.objects.exists()


def test_an_idempotency_key_of_any_length_is_kept_apart() -> None:
    actions.begin_payment(ask("success", key="k" * 512), GATEWAY)
    actions.begin_payment(ask("success", key="k" * 511 + "j", transaction_id="T2"), GATEWAY)
    assert Payment.objects.count() == 2
