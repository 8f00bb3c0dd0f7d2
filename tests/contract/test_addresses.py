"""Addresses of four countries, what is wrong with them, and a country that is not served."""

import pytest

from saleor_api.generated.input_types import CheckoutCreateInput
from tests.contract.goods import PLENTY
from tests.contract.shopping import PLACES, Problem, Shopper, address, problems, typed

SERVED = ("US", "GB", "DE", "IN")


def ship(shopper: Shopper, given: dict[str, str]) -> list[Problem]:
    """What is refused of a shipping address."""
    declared, passed = "$id:ID!,$a:AddressInput!", "id:$id,shippingAddress:$a"
    checkout_id = shopper.open({PLENTY: 1})
    return shopper.change("checkoutShippingAddressUpdate", declared, passed, id=checkout_id, a=given)


@pytest.mark.parametrize("country", SERVED)
def test_a_good_address_is_kept_as_it_is_written_there(shopper: Shopper, country: str) -> None:
    checkout_id = shopper.open({PLENTY: 1})
    filled = shopper.fill(checkout_id, country)
    assert [problems(part) for part in (filled.email, filled.shipping, filled.billing, filled.options)] == [[]] * 4
    checkout = shopper.read(checkout_id)
    for kept in (checkout.shipping_address, checkout.billing_address):
        assert kept is not None
        assert (kept.country.code, kept.postal_code) == (country, PLACES[country]["postalCode"])
        assert (kept.first_name, kept.last_name) == ("Sample", "Buyer")


@pytest.mark.parametrize(
    ("country", "changes", "refused"),
    [
        ("US", {"postalCode": ""}, [("postalCode", "REQUIRED")]),
        ("US", {"postalCode": "ABC"}, [("postalCode", "INVALID")]),
        ("US", {"postalCode": "99999"}, [("postalCode", "INVALID")]),
        ("US", {"countryArea": ""}, [("countryArea", "REQUIRED"), ("countryArea", "REQUIRED")]),
        ("US", {"countryArea": "Nowhere"}, [("countryArea", "INVALID")]),
        ("US", {"countryArea": "New York"}, []),
        ("US", {"city": ""}, [("city", "REQUIRED")]),
        ("US", {"streetAddress1": ""}, [("streetAddress1", "REQUIRED")]),
        ("US", {"firstName": "", "lastName": ""}, []),
        ("US", {"phone": "123"}, [("phone", "INVALID")]),
        ("US", {"phone": "+12125550123"}, []),
        ("GB", {"postalCode": ""}, [("postalCode", "REQUIRED")]),
        ("GB", {"postalCode": "12345"}, [("postalCode", "INVALID")]),
        ("GB", {"postalCode": "sw1a2aa"}, []),
        ("DE", {"postalCode": "1011"}, [("postalCode", "INVALID")]),
        ("DE", {"city": ""}, [("city", "REQUIRED")]),
        ("DE", {"countryArea": "Berlin"}, []),
        ("DE", {"phone": "030 123456"}, []),
        ("IN", {"postalCode": "0201"}, [("postalCode", "INVALID")]),
        ("IN", {"postalCode": "110001"}, [("postalCode", "INVALID")]),
        ("IN", {"countryArea": ""}, [("countryArea", "REQUIRED"), ("countryArea", "REQUIRED")]),
        ("IN", {"countryArea": "RJ"}, [("countryArea", "INVALID")]),
    ],
)
def test_each_field_is_looked_at(
    shopper: Shopper, country: str, changes: dict[str, str], refused: list[Problem]
) -> None:
    assert ship(shopper, address(country, **changes)) == refused


def test_an_address_needs_a_country(shopper: Shopper) -> None:
    given = address("US")
    del given["country"]
    assert ship(shopper, given) == [("country", "REQUIRED")]


def test_a_country_without_a_zone_has_no_stock(shopper: Shopper) -> None:
    """Saleor counts only the stock of warehouses whose zones hold the country."""
    assert ship(shopper, address("FR")) == [("quantity", "INSUFFICIENT_STOCK")]
    lines, away = shopper.lines({PLENTY: 1}), typed(address("FR"))
    given = CheckoutCreateInput(channel=shopper.target.channel, lines=lines, shipping_address=away)
    assert problems(shopper.client.checkout_create(input=given)) == [("quantity", "INSUFFICIENT_STOCK")]


def test_a_refused_address_changes_nothing(shopper: Shopper) -> None:
    checkout_id = shopper.ready({PLENTY: 1}, "DE")
    declared, passed = "$id:ID!,$a:AddressInput!", "id:$id,shippingAddress:$a"
    bad = address("US", postalCode="ABC")
    assert shopper.change("checkoutShippingAddressUpdate", declared, passed, id=checkout_id, a=bad) != []
    kept = shopper.read(checkout_id).shipping_address
    assert kept is not None
    assert kept.country.code == "DE"
