"""Staff, buyers and apps of the engine's tests: who signs in, and an app behind a door that does as it is told."""

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.conf import settings

from engine import chores
from engine.access import PERMISSIONS
from engine.installs import install_app
from engine.models import App, User
from tests.engine.asking import ask, complete, fill

PASSWORD = "correct horse"
DOORS = {"/test/": "tests.engine.desk.receive"}
ORDER_EVENTS = (
    *("ORDER_CREATED", "ORDER_PAID", "ORDER_FULLY_PAID", "ORDER_UPDATED", "ORDER_CONFIRMED", "ORDER_CANCELLED"),
    *("ORDER_FULFILLED", "ORDER_REFUNDED", "ORDER_FULLY_REFUNDED", "FULFILLMENT_CREATED"),
    *("FULFILLMENT_APPROVED", "FULFILLMENT_CANCELED", "FULFILLMENT_TRACKING_NUMBER_UPDATED"),
    *("CHECKOUT_FULLY_PAID", "CHECKOUT_FULLY_AUTHORIZED"),
    *("PRODUCT_VARIANT_STOCK_UPDATED", "PRODUCT_VARIANT_OUT_OF_STOCK", "PRODUCT_VARIANT_BACK_IN_STOCK"),
)
PAYMENT_EVENTS = (
    *("TRANSACTION_INITIALIZE_SESSION", "TRANSACTION_PROCESS_SESSION", "TRANSACTION_CHARGE_REQUESTED"),
    *("TRANSACTION_REFUND_REQUESTED", "TRANSACTION_CANCELATION_REQUESTED", "PAYMENT_GATEWAY_INITIALIZE_SESSION"),
)
INITIALIZE = """mutation($id:ID!,$amount:PositiveDecimal,$key:String,$action:TransactionFlowStrategyEnum){
  transactionInitialize(id:$id,paymentGateway:{id:"test.app",data:{card:"any"}},amount:$amount,idempotencyKey:$key,
  action:$action){transaction{id actions chargedAmount{fractionalAmount} authorizedAmount{fractionalAmount}
  chargePendingAmount{fractionalAmount}} transactionEvent{id type message amount{fractionalAmount}} data
  errors{field code}}}"""

heard: list[tuple[str, dict[str, Any], Mapping[str, str], bytes]] = []
answers: dict[str, Callable[[dict[str, Any]], tuple[int, Any]]] = {}
tokens: list[str] = []


def receive(method: str, path: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
    """The app's door."""
    if path == "/test/manifest":
        return 200, json.dumps(manifest()).encode()
    if path == "/test/register":
        tokens.append(json.loads(body)["auth_token"])
        return 200, b"{}"
    event = path.removeprefix("/test/")
    heard.append((event, json.loads(body), headers, body))
    status, answer = answers.get(event, lambda payload: (200, {}))(heard[-1][1])
    return status, json.dumps(answer).encode()


def manifest() -> dict[str, Any]:
    """The app's manifest: one webhook for each event, with what that event is about."""
    return {
        "id": "test.app",
        "name": "Test app",
        "version": "1.0.0",
        "permissions": ["HANDLE_PAYMENTS", "MANAGE_CHECKOUTS", "MANAGE_ORDERS", "MANAGE_PRODUCTS"],
        "tokenTargetUrl": f"{settings.PUBLIC_URL}/test/register",
        "webhooks": [_webhook(event, "asyncEvents") for event in ORDER_EVENTS]
        + [_webhook(event, "syncEvents") for event in PAYMENT_EVENTS],
    }


def _webhook(event: str, kind: str) -> dict[str, Any]:
    name = "".join(word.capitalize() for word in event.split("_"))
    if event in PAYMENT_EVENTS[2:5]:
        about = "action{amount actionType} transaction{id}"
    elif event in PAYMENT_EVENTS:
        about = "sourceObject{__typename}"
        about += " action{amount actionType} transaction{id}" if "SESSION" in event and "GATEWAY" not in event else ""
    else:
        about = {"CHECKOUT": "checkout{id}", "PRODUCT": "productVariant{id sku}"}.get(event.split("_")[0], "order{id}")
    query = f"subscription{{event{{issuedAt recipient{{id}} ...on {name}{{{about}}}}}}}"
    url = f"{settings.PUBLIC_URL}/test/{event.lower()}"
    return {"name": event, "targetUrl": url, "query": query, kind: [event]}


def install() -> App:
    """Install the app, with nothing heard yet and answers that charge and refund all that is asked."""
    heard.clear()
    answers.clear()
    tokens.clear()
    answers["transaction_initialize_session"] = lambda payload: (200, paid(payload))
    answers["transaction_refund_requested"] = lambda payload: (200, say(payload, "REFUND_SUCCESS", "psp-refund"))
    answers["transaction_charge_requested"] = lambda payload: (200, say(payload, "CHARGE_SUCCESS", "psp-charge"))
    answers["transaction_cancelation_requested"] = lambda payload: (200, say(payload, "CANCEL_SUCCESS", "psp-cancel"))
    return install_app(f"{settings.PUBLIC_URL}/test/manifest")


def say(payload: dict[str, Any], result: str, reference: str, **more: Any) -> dict[str, Any]:
    """An answer of the app about the amount that was asked; each call of a reference gets a number."""
    number = sum(1 for event, *_ in heard if "refund" in event) if reference == "psp-refund" else ""
    return {"result": result, "pspReference": f"{reference}{number}", "amount": payload["action"]["amount"], **more}


def paid(payload: dict[str, Any]) -> dict[str, Any]:
    """A charge that worked."""
    return say(payload, "CHARGE_SUCCESS", "psp-1", actions=["REFUND"])


def staff(*permissions: str, email: str = "staff@example.com") -> str:
    """The access token of a member of staff with these permissions, all if none is named."""
    user = User(email=email, is_staff=True, permissions=list(permissions or PERMISSIONS))
    user.set_password(PASSWORD)
    user.save()
    query = "mutation($e:String!,$p:String!){tokenCreate(email:$e,password:$p){token errors{code}}}"
    token: str = ask(query, e=email, p=PASSWORD)["token"]
    return token


def drain() -> list[str]:
    """Send everything that is due; the events that the app heard since it was last asked, in order."""
    while chores.deliver_events():
        pass
    events = [event for event, *_ in heard]
    heard.clear()
    return events


def buy(lines: dict[str, int]) -> str:
    """The id of an order that is paid in full through the app; the app's memory of it is wiped."""
    checkout_id = fill(lines)
    assert ask(INITIALIZE, id=checkout_id)["transactionEvent"]["type"] == "CHARGE_SUCCESS"
    order_id: str = complete(checkout_id)["order"]["id"]
    drain()
    return order_id


def look(order_id: str, token: str) -> Any:
    """An order as staff see it."""
    return ask(
        """query($id:ID!){order(id:$id){id number status isPaid chargeStatus authorizeStatus
        totalCharged{fractionalAmount} totalRefunded{fractionalAmount} totalBalance{fractionalAmount}
        totalRemainingGrant{fractionalAmount} events{type amount message} transactions{id events{type}}
        lines{id quantity quantityFulfilled quantityToFulfill allocations{quantity warehouse{id}}}
        fulfillments{id status trackingNumber fulfillmentOrder lines{id quantity}}}}""",
        token,
        id=order_id,
    )


def fulfil(order_id: str, token: str, pieces: Sequence[tuple[str, int]], tracking: str = "") -> Any:
    """Send pieces of order lines from the only warehouse."""
    from engine.ids import pack
    from engine.models import Warehouse

    warehouse = pack("Warehouse", Warehouse.objects.get().pk)
    lines = [
        {"orderLineId": line_id, "stocks": [{"quantity": quantity, "warehouse": warehouse}]}
        for line_id, quantity in pieces
    ]
    query = """mutation($o:ID,$i:OrderFulfillInput!){orderFulfill(order:$o,input:$i){fulfillments{id status}
      order{status} errors{field code orderLines}}}"""
    return ask(query, token, o=order_id, i={"lines": lines, "trackingNumber": tracking})


def decode(part: str) -> bytes:
    """The bytes of a base64url text without padding."""
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
