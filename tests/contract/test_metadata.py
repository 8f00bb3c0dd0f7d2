"""Public metadata of a checkout: merged key by key, carried over to the order."""

from typing import Any

from tests.contract.goods import CONSUMED
from tests.contract.shopping import Shopper, problems

UPDATE = """mutation($id:ID!,$i:[MetadataInput!]!){updateMetadata(id:$id,input:$i){item{metadata{key value}}
  errors{field code}}}"""


def update(shopper: Shopper, checkout_id: str, **entries: str) -> Any:
    """The payload of one change."""
    given = [{"key": key, "value": value} for key, value in entries.items()]
    return shopper.target.ask(UPDATE, id=checkout_id, i=given)["updateMetadata"]


def test_entries_are_merged_key_by_key(shopper: Shopper) -> None:
    checkout_id = shopper.open({CONSUMED: 1})
    assert update(shopper, checkout_id, a="1", b="2")["errors"] == []
    merged = update(shopper, checkout_id, b="3", c="")
    assert merged["item"]["metadata"] == [
        {"key": "a", "value": "1"},
        {"key": "b", "value": "3"},
        {"key": "c", "value": ""},
    ]


def test_a_blank_key_is_refused(shopper: Shopper) -> None:
    payload = update(shopper, shopper.open({CONSUMED: 1}), **{" ": "1"})
    assert (payload["item"], problems(payload)) == (None, [("input", "REQUIRED")])


def test_metadata_goes_over_to_the_order(shopper: Shopper) -> None:
    checkout_id = shopper.ready({CONSUMED: 1})
    update(shopper, checkout_id, gift="yes")
    shopper.target.pay(checkout_id, shopper.read(checkout_id).total_price.gross.fractional_amount)
    payload = shopper.client.checkout_complete(id=checkout_id)
    assert payload is not None
    assert payload.order is not None
    query = "query($id:ID!){order(id:$id){metadata{key value}}}"
    found = shopper.target.ask(query, token=shopper.target.token, id=payload.order.id)["order"]["metadata"]
    assert {"key": "gift", "value": "yes"} in found
