"""What goes out, what comes back, and what becomes of errors."""

from decimal import Decimal

import pytest

from saleor_api.client import anonymous_client, app_client, require, user_client
from saleor_api.errors import SaleorBroken, SaleorDenied, SaleorRefused
from saleor_api.generated.enums import TransactionEventTypeEnum
from saleor_api.generated.input_types import (
    AddressInput,
    CheckoutCreateInput,
    CheckoutLineInput,
    PaymentGatewayToInitialize,
)
from tests.saleor_api.fakes import replies, reply_with, requests


def test_a_stranger_sends_no_token_and_the_buyers_address() -> None:
    reply_with({"data": {"me": None}})
    assert anonymous_client(buyer_ip="203.0.113.9").current_user() is None
    body, headers = requests[0]
    assert body["operationName"] == "CurrentUser"
    assert "authorization" not in headers
    assert headers["saleor-client-ip"] == "203.0.113.9"


def test_a_person_sends_the_token() -> None:
    reply_with({"data": {"me": None}})
    user_client("abc").current_user()
    assert requests[0][1]["authorization"] == "Bearer abc"


@pytest.mark.django_db
def test_an_app_that_is_not_installed_is_told_so() -> None:
    with pytest.raises(SaleorDenied, match="not installed"):
        app_client("kantha.shop")


def test_variables_carry_saleors_names_and_leave_out_what_is_unset() -> None:
    reply_with({"data": {"checkoutCreate": {"checkout": None, "errors": []}}})
    anonymous_client().checkout_create(
        input=CheckoutCreateInput(
            channel="default-channel",
            lines=[CheckoutLineInput(variant_id="UHJvZHVjdFZhcmlhbnQ6Mw==", quantity=2)],
            shipping_address=AddressInput(street_address_1="1 Main Street", country="US"),  # type: ignore[arg-type]
        )
    )
    assert requests[0][0]["variables"] == {
        "input": {
            "channel": "default-channel",
            "lines": [{"variantId": "UHJvZHVjdFZhcmlhbnQ6Mw==", "quantity": 2}],
            "shippingAddress": {"streetAddress1": "1 Main Street", "country": "US"},
        }
    }


def test_amounts_go_out_as_exact_text_and_come_back_as_integers() -> None:
    reply_with(
        {
            "data": {
                "transactionInitialize": {
                    "transaction": None,
                    "transactionEvent": {
                        "id": "VHJhbnNhY3Rpb25FdmVudDox",
                        "type": "CHARGE_SUCCESS",
                        "message": "",
                        "pspReference": "p",
                        "externalUrl": "",
                        "amount": {"currency": "USD", "fractionalAmount": 1999, "fractionDigits": 2},
                    },
                    "data": {"share": 0.1},
                    "errors": [],
                }
            }
        }
    )
    result = require(
        anonymous_client().transaction_initialize(
            id="Q2hlY2tvdXQ6MQ==",
            gateway=PaymentGatewayToInitialize(id="kantha.payments", data={"outcome": "success"}),
            amount=Decimal("19.99"),
            idempotency_key="key",
        )
    )
    sent = requests[0][0]["variables"]
    assert sent["amount"] == "19.99"
    assert sent["gateway"] == {"id": "kantha.payments", "data": {"outcome": "success"}}
    assert "customerIpAddress" not in sent
    assert result.transaction_event is not None
    assert result.transaction_event.amount.fractional_amount == 1999
    assert result.data == {"share": Decimal("0.1")}


def test_an_unknown_enum_value_does_not_break_the_answer() -> None:
    assert TransactionEventTypeEnum("CHARGE_HELD_BY_MOON") == "CHARGE_HELD_BY_MOON"
    assert TransactionEventTypeEnum("CHARGE_SUCCESS") is TransactionEventTypeEnum.CHARGE_SUCCESS


def test_a_refusal_names_field_and_code() -> None:
    error = {
        "field": "quantity",
        "message": "Could not add items: only 3 left.",
        "code": "INSUFFICIENT_STOCK",
        "variants": ["UHJvZHVjdFZhcmlhbnQ6Mw=="],
        "lines": None,
        "addressType": None,
    }
    reply_with({"data": {"checkoutLinesAdd": {"checkout": None, "errors": [error]}}})
    with pytest.raises(SaleorRefused) as caught:
        require(anonymous_client().checkout_lines_add(id="x", lines=[]))
    (problem,) = caught.value.errors
    assert (problem.field, problem.code, problem.variants) == (
        "quantity",
        "INSUFFICIENT_STOCK",
        ("UHJvZHVjdFZhcmlhbnQ6Mw==",),
    )
    assert caught.value.codes == {"INSUFFICIENT_STOCK"}


def test_a_missing_payload_is_no_success() -> None:
    with pytest.raises(SaleorBroken):
        require(None)


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (500, b"<h1>oops</h1>", SaleorBroken),
        (200, b"[1]", SaleorBroken),
        (200, b'{"data": null}', SaleorBroken),
        (502, b'{"data": {"me": null}}', SaleorBroken),
        (
            400,
            b'{"errors": [{"message": "Syntax", "extensions": {"exception": {"code": "GraphQLError"}}}]}',
            SaleorBroken,
        ),
        (200, b'{"errors": [{"message": "no"}], "data": null}', SaleorBroken),
        (
            200,
            b'{"errors": [{"message": "no", "extensions": {"exception": {"code": "PermissionDenied"}}}]}',
            SaleorDenied,
        ),
        (
            200,
            b'{"errors": [{"message": "x", "extensions": {"exception": {"code": "ExpiredSignatureError"}}}]}',
            SaleorDenied,
        ),
    ],
)
def test_every_bad_answer_is_an_error_of_ours(status: int, body: bytes, expected: type[Exception]) -> None:
    replies.append((status, body))
    with pytest.raises(expected):
        anonymous_client().current_user()


def test_an_error_does_not_repeat_what_saleor_wrote() -> None:
    replies.append((200, b'{"errors": [{"message": "order T3JkZXI6MQ== of ada@example.com"}], "data": null}'))
    with pytest.raises(SaleorBroken) as caught:
        anonymous_client().current_user()
    assert "ada@example.com" not in str(caught.value)
