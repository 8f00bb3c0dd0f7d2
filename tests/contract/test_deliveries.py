"""Ways of delivery: what is offered where, what is chosen, and what a later change does to the choice."""

from typing import Any

import pytest

from tests.contract.goods import PAIR, PLENTY
from tests.contract.shopping import Shopper, problems

STRANGE = "Q2hlY2tvdXREZWxpdmVyeTozNzA5OWY5NS1jNTQzLTQ2OWYtYjlkYy1lYmY5YmJlOGJkNDQ="
STATE = """query($id:ID!){checkout(id:$id){problems{__typename} delivery{id}
  shippingPrice{gross{fractionalAmount}}}}"""


def state(shopper: Shopper, checkout_id: str) -> tuple[list[str], Any, int]:
    """Kinds of problems, the chosen delivery, its price."""
    found = shopper.target.ask(STATE, id=checkout_id)["checkout"]
    chosen = found["delivery"]["id"] if found["delivery"] else None
    return [row["__typename"] for row in found["problems"]], chosen, found["shippingPrice"]["gross"]["fractionalAmount"]


@pytest.mark.parametrize(
    ("country", "offered"),
    [
        ("US", [("Post", 735, 4, 9), ("Courier", 1890, 1, 2)]),
        ("GB", [("Post", 735, 4, 9), ("Courier", 1890, 1, 2)]),
        ("DE", [("Post", 1205, 4, 8)]),
        ("IN", [("Post", 300, 3, 6)]),
    ],
)
def test_each_country_has_its_ways(shopper: Shopper, country: str, offered: list[Any]) -> None:
    checkout_id = shopper.open({PLENTY: 1})
    shopper.fill(checkout_id, country)
    ways = [offer.shipping_method for offer in shopper.offers(checkout_id)]
    found = [
        (way.name, way.price.fractional_amount, way.minimum_delivery_days, way.maximum_delivery_days)
        for way in ways
        if way
    ]
    assert found == offered
    assert all(way and way.active and way.price.currency == "USD" for way in ways)


def test_nothing_is_offered_before_there_is_an_address(shopper: Shopper) -> None:
    assert shopper.offers(shopper.open({PLENTY: 1})) == []


def test_the_chosen_way_is_kept_and_priced(shopper: Shopper) -> None:
    checkout_id = shopper.ready({PLENTY: 1})
    dearest = shopper.offers(checkout_id)[-1]
    payload = shopper.choose(checkout_id, dearest.id)
    assert problems(payload) == []
    assert payload.checkout.delivery.shipping_method.name == "Courier"
    assert state(shopper, checkout_id)[2] == 1890


def test_a_way_of_another_checkout_is_refused(shopper: Shopper) -> None:
    other = shopper.open({PLENTY: 1})
    shopper.fill(other, "DE")
    theirs = shopper.offers(other)[0].id
    checkout_id = shopper.ready({PLENTY: 1})
    before = state(shopper, checkout_id)
    for delivery_id in (STRANGE, theirs):
        refused = problems(shopper.choose(checkout_id, delivery_id))
        assert refused == [("deliveryMethodId", "DELIVERY_METHOD_NOT_APPLICABLE")]
    assert state(shopper, checkout_id) == before


def test_a_changed_cart_leaves_the_choice_stale_at_its_price(shopper: Shopper) -> None:
    checkout_id = shopper.ready({PLENTY: 1})
    kinds, chosen, price = state(shopper, checkout_id)
    assert (kinds, price) == ([], 735)
    shopper.client.checkout_lines_add(id=checkout_id, lines=shopper.lines({PAIR: 1}))
    assert state(shopper, checkout_id) == (["CheckoutProblemDeliveryMethodStale"], chosen, 735)


def test_asking_for_the_ways_again_refreshes_a_stale_choice(shopper: Shopper) -> None:
    checkout_id = shopper.ready({PLENTY: 1})
    shopper.client.checkout_lines_add(id=checkout_id, lines=shopper.lines({PAIR: 1}))
    cheapest = shopper.offers(checkout_id)[0]
    kinds, chosen, price = state(shopper, checkout_id)
    assert (kinds, price) == ([], 735)
    assert chosen == cheapest.id


def test_another_country_makes_the_choice_invalid(shopper: Shopper) -> None:
    checkout_id = shopper.ready({PLENTY: 1})
    chosen = state(shopper, checkout_id)[1]
    shopper.fill(checkout_id, "DE")
    assert state(shopper, checkout_id) == (["CheckoutProblemDeliveryMethodInvalid"], chosen, 735)
    refused = problems(shopper.choose(checkout_id, chosen))
    assert refused == [("deliveryMethodId", "DELIVERY_METHOD_NOT_APPLICABLE")]
    assert problems(shopper.choose(checkout_id, shopper.offers(checkout_id)[0].id)) == []
    kinds, _, price = state(shopper, checkout_id)
    assert (kinds, price) == ([], 1205)
