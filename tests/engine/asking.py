"""Asks the engine as a client would: GraphQL in, JSON out."""

import json
from typing import Any

from engine import api, carts
from engine.ids import pack, unpack
from engine.models import ProductVariant, TransactionItem
from engine.settlement import settle_checkout
from tests.engine.small_shop import ADDRESS

CHECKOUT = """{checkout{id email quantity voucherCode discount{fractionalAmount} delivery{id shippingMethod{name}}
  lines{id quantity unitPrice{gross{fractionalAmount}} totalPrice{gross{fractionalAmount} net{fractionalAmount}}}
  subtotalPrice{gross{fractionalAmount}} shippingPrice{gross{fractionalAmount}}
  totalPrice{gross{fractionalAmount} net{fractionalAmount} tax{fractionalAmount}}
  problems{__typename} stockReservationExpires shippingAddress{city}} errors{field code variants addressType}}"""


def post(query: str, token: str = "", **variables: Any) -> tuple[int, dict[str, Any]]:
    """Status and answer."""
    headers = {"authorization": f"Bearer {token}"} if token else {}
    status, body = api.execute(json.dumps({"query": query, "variables": variables}).encode(), headers)
    answer: dict[str, Any] = json.loads(body)
    return status, answer


def ask(query: str, token: str = "", **variables: Any) -> Any:
    """The one root field of the answer, which has no top-level errors."""
    status, answer = post(query, token, **variables)
    assert (status, answer.get("errors")) == (200, None)
    return next(iter(answer["data"].values()))


def codes(answer: dict[str, Any]) -> list[tuple[str | None, str]]:
    """Field and code of each refusal."""
    return [(error["field"], error["code"]) for error in answer["errors"]]


def variant_id(sku: str) -> str:
    """The global id of a variant."""
    return pack("ProductVariant", ProductVariant.objects.get(sku=sku).pk)


def create(lines: dict[str, int], **more: Any) -> dict[str, Any]:
    """`checkoutCreate` with lines by SKU."""
    given = [{"variantId": variant_id(sku), "quantity": quantity} for sku, quantity in lines.items()]
    query = f"mutation($i:CheckoutCreateInput!){{checkoutCreate(input:$i){CHECKOUT}}}"
    answer: dict[str, Any] = ask(query, i={"channel": "default-channel", "lines": given, **more})
    return answer


def change(name: str, declared: str, passed: str, **variables: Any) -> dict[str, Any]:
    """Another mutation of a checkout, such as `change("checkoutAddPromoCode", "$p:String!", "promoCode:$p", ...)`."""
    answer: dict[str, Any] = ask(f"mutation($id:ID,{declared}){{{name}(id:$id,{passed}){CHECKOUT}}}", **variables)
    return answer


def deliver(checkout_id: str) -> list[dict[str, Any]]:
    """The deliveries that are offered."""
    query = "mutation($id:ID!){deliveryOptionsCalculate(id:$id){deliveries{id shippingMethod{name}} errors{code}}}"
    deliveries: list[dict[str, Any]] = ask(query, id=checkout_id)["deliveries"]
    return deliveries


def choose(checkout_id: str, delivery_id: str) -> dict[str, Any]:
    """Choose a delivery."""
    return change("checkoutDeliveryMethodUpdate", "$m:ID", "deliveryMethodId:$m", id=checkout_id, m=delivery_id)


def fill(lines: dict[str, int]) -> str:
    """The id of a checkout that lacks only the payment."""
    answer = create(lines, email="buyer@example.com", shippingAddress=ADDRESS, billingAddress=ADDRESS)
    assert answer["errors"] == []
    checkout_id: str = answer["checkout"]["id"]
    assert choose(checkout_id, deliver(checkout_id)[0]["id"])["errors"] == []
    return checkout_id


def pay(checkout_id: str, minor: int | None = None) -> None:
    """Put a charge on a checkout, of its total if not told otherwise."""
    checkout = carts.find_checkout(unpack(checkout_id, "Checkout"))
    assert checkout is not None
    charged = carts.reckon(checkout).total.gross.minor if minor is None else minor
    TransactionItem.objects.create(
        checkout=checkout, currency="USD", charged_minor=charged, app_identifier="test", idempotency_key=checkout_id
    )
    settle_checkout(checkout, carts.count_paid(checkout))


def complete(checkout_id: str) -> dict[str, Any]:
    """`checkoutComplete`."""
    query = "mutation($id:ID!){checkoutComplete(id:$id){order{id number} errors{field code variants}}}"
    answer: dict[str, Any] = ask(query, id=checkout_id)
    return answer
