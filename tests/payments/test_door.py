"""The payment app's door: only what Saleor signed for this app, at the address of its event; a replay moves nothing."""

import json
from collections.abc import Callable

import pytest
from pytest_django.fixtures import Settings

from engine.keys import sign_detached
from payments.door import receive
from payments.models import Payment
from saleor_api.models import AppInstallation
from saleor_api.signatures import forget_keys
from saleor_api.transport import api_url
from tests.shop import install_apps

pytestmark = pytest.mark.django_db(databases=["default", "engine"])
Knock = Callable[..., tuple[int, dict[str, object]]]


@pytest.fixture
def knock() -> Knock:
    """Both apps installed; a call signed by our Saleor."""
    install_apps()

    def knock(
        event: str, payload: dict[str, object], *, place: str = "", **headers: str
    ) -> tuple[int, dict[str, object]]:
        own = AppInstallation.objects.filter(app_id="kantha.payments").values_list("saleor_id", flat=True).first()
        body = json.dumps({"recipient": {"id": own}, **payload}).encode()
        signed = {"saleor-event": event, "saleor-api-url": api_url(), "saleor-signature": sign_detached(body)}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        status, answer = receive("POST", f"/payments/saleor/webhooks/{place or event}/", body, {**signed, **named})
        return status, json.loads(answer)

    return knock


def session(outcome: str = "success", **changes: object) -> dict[str, object]:
    """What Saleor sends to begin a payment."""
    return {
        "action": {"amount": 40.0, "currency": "USD", "actionType": "CHARGE"},
        "data": {"outcome": outcome},
        "idempotencyKey": "key",
        "transaction": {"id": "T1"},
        **changes,
    }


def test_a_replayed_payment_is_answered_as_before_and_charges_once(knock: Knock) -> None:
    first = knock("transaction_initialize_session", session())
    assert first[0] == 200
    assert first[1]["result"] == "CHARGE_SUCCESS"
    assert knock("transaction_initialize_session", session()) == first
    later = session(issuedAt="2030-01-01T00:00:00+00:00")
    assert knock("transaction_initialize_session", later) == first
    assert Payment.objects.get().charged_minor == 4000


def test_a_replayed_refund_moves_nothing(knock: Knock) -> None:
    knock("transaction_initialize_session", session())
    wish = {"action": {"amount": 15, "currency": "USD", "actionType": "REFUND"}, "transaction": {"id": "T1"}}
    first = knock("transaction_refund_requested", {**wish, "issuedAt": "2026-11-22T00:00:00+00:00"})
    assert first[1]["result"] == "REFUND_SUCCESS"
    assert knock("transaction_refund_requested", {**wish, "issuedAt": "2026-11-22T00:00:00+00:00"}) == first
    assert Payment.objects.get().refunded_minor == 1500


def test_what_is_meant_for_the_shops_app_is_refused(knock: Knock) -> None:
    other = AppInstallation.objects.get(app_id="kantha.shop").saleor_id
    status, answer = knock("transaction_initialize_session", session(recipient={"id": other}))
    assert status == 403
    assert "meant for another app" in str(answer["error"])
    assert not Payment.objects.exists()


@pytest.mark.parametrize(
    ("event", "place", "headers", "status"),
    [
        ("transaction_initialize_session", "transaction_refund_requested", {}, 400),
        ("transaction_initialize_session", "", {"saleor_signature": "a..b"}, 401),
        ("transaction_initialize_session", "", {"saleor_api_url": "https://evil.example/graphql/"}, 401),
        ("transaction_initialize_session", "", {"saleor_event": ""}, 400),
        ("order_created", "", {}, 404),
    ],
)
def test_anything_else_is_refused_with_a_sentence(
    knock: Knock, event: str, place: str, headers: dict[str, str], status: int
) -> None:
    answered, answer = knock(event, session(), place=place, **headers)
    assert answered == status
    assert str(answer["error"]).endswith(".")
    assert not Payment.objects.exists()


def test_while_the_keys_cannot_be_read_nothing_is_paid(knock: Knock, settings: Settings) -> None:
    forget_keys()
    settings.SALEOR_IN_PROCESS_KEYS = "tests.storefront.away.key_set"
    assert knock("transaction_initialize_session", session())[0] == 503
    assert not Payment.objects.exists()


def test_the_gateways_switch_off_is_a_sentence(knock: Knock, settings: Settings) -> None:
    settings.PAYMENTS_TEST_GATEWAY = False
    status, answer = knock("transaction_initialize_session", session())
    assert status == 422
    assert "No payment gateway is switched on" in str(answer["error"])
