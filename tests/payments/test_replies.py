"""What Saleor reads: exact numbers, short messages."""

import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from payments.errors import UnreadablePayload
from payments.replies import action_reply, encode_reply
from payments.requests import read_action_request, read_session_request
from saleor_api.money import Money

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_amounts_are_json_numbers_without_a_float_in_between() -> None:
    money = Money(Decimal("9007199254740993.07"), "USD")
    body = encode_reply(action_reply("REFUND_SUCCESS", reference="r", money=money, message="", at=NOON, actions=()))
    assert b'"amount": 9007199254740993.07' in body
    assert json.loads(body, parse_float=Decimal)["amount"] == Decimal("9007199254740993.07")


def test_a_message_is_cut_at_the_512_characters_that_saleor_takes() -> None:
    reply = action_reply(
        "REFUND_FAILURE", reference="r", money=Money(Decimal(1), "USD"), message="x" * 600, at=NOON, actions=()
    )
    assert reply["message"] == "x" * 512


def test_a_message_that_looks_like_an_amount_stays_text() -> None:
    reply = action_reply(
        "REFUND_FAILURE", reference="r", money=Money(Decimal(1), "USD"), message='"amount": "5"', at=NOON, actions=()
    )
    assert json.loads(encode_reply(reply))["message"] == '"amount": "5"'


@pytest.mark.parametrize(
    "payload", [{}, {"action": None}, {"action": {"amount": "x", "currency": "USD"}}, {"transaction": 3}]
)
def test_a_delivery_without_its_fields_is_refused(payload: dict[str, object]) -> None:
    with pytest.raises(UnreadablePayload):
        read_session_request(payload)
    with pytest.raises(UnreadablePayload):
        read_action_request(payload)
