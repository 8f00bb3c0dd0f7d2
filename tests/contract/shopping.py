"""A visitor of either side: takes goods by SKU, and reads answers as (field, code) pairs."""

from collections.abc import Iterable
from typing import Any

from saleor_api.client import read_problems
from saleor_api.errors import SaleorRefused
from saleor_api.generated.enums import CountryCode
from saleor_api.generated.fragments import CheckoutParts, DeliveryParts
from saleor_api.generated.input_types import AddressInput, CheckoutCreateInput, CheckoutLineInput
from tests.contract.target import Target

EMAIL = "contract.buyer@example.org"
PLACES: dict[str, dict[str, str]] = {
    "US": {"streetAddress1": "813 Howard Street", "city": "Oswego", "countryArea": "NY", "postalCode": "13126"},
    "GB": {"streetAddress1": "10 Sample Street", "city": "London", "postalCode": "SW1A 2AA"},
    "DE": {"streetAddress1": "Teststrasse 1", "city": "Berlin", "postalCode": "10115"},
    "IN": {"streetAddress1": "12 Sample Road", "city": "Jaipur", "countryArea": "Rajasthan", "postalCode": "302001"},
    "FR": {"streetAddress1": "1 rue de l'Exemple", "city": "Paris", "postalCode": "75002"},
}
Problem = tuple[str, str]


def address(country: str, **changes: str) -> dict[str, str]:
    """A good address there, as JSON; `changes` put something else, or nothing, in a field."""
    return {"firstName": "Sample", "lastName": "Buyer", "country": country, **PLACES[country], **changes}


def typed(given: dict[str, str]) -> AddressInput:
    """The same for the typed client."""
    return AddressInput.model_validate({**given, "country": CountryCode(given["country"])})


def problems(payload: Any) -> list[Problem]:
    """Field and code of each refusal, sorted; the payload is the typed client's or plain JSON."""
    errors = payload["errors"] if isinstance(payload, dict) else payload.errors
    if errors and isinstance(errors[0], dict):
        return sorted((error["field"] or "", error["code"]) for error in errors)
    return sorted((problem.field, problem.code) for problem in read_problems(errors))


def codes(refused: SaleorRefused) -> list[Problem]:
    """The same of an exception."""
    return sorted((problem.field, problem.code) for problem in refused.errors)


class Shopper:
    """What a visitor does, in the shop's own operations."""

    def __init__(self, target: Target) -> None:
        self.target = target
        self.client = target.client()

    def variant(self, sku: str) -> str:
        """The id of a variant, also of one that visitors cannot see."""
        query = "query($sku:String!){productVariant(sku:$sku){id}}"
        found: str = self.target.ask(query, token=self.target.token, sku=sku)["productVariant"]["id"]
        return found

    def product(self, slug: str) -> str:
        """The id of a product that visitors see."""
        query = "query($slug:String!,$c:String!){product(slug:$slug,channel:$c){id}}"
        found: str = self.target.ask(query, slug=f"contract-{slug}", c=self.target.channel)["product"]["id"]
        return found

    def lines(self, pieces: dict[str, int]) -> list[CheckoutLineInput]:
        """Lines for the typed client."""
        return [CheckoutLineInput(variant_id=self.variant(sku), quantity=count) for sku, count in pieces.items()]

    def create(self, pieces: dict[str, int], *, channel: str = "") -> Any:
        """`checkoutCreate`'s payload."""
        given = CheckoutCreateInput(channel=channel or self.target.channel, lines=self.lines(pieces))
        return self.client.checkout_create(input=given)

    def open(self, pieces: dict[str, int]) -> str:
        """The id of a new checkout."""
        payload = self.create(pieces)
        assert problems(payload) == []
        checkout_id: str = payload.checkout.id
        return checkout_id

    def read(self, checkout_id: str) -> CheckoutParts:
        """The checkout as it is now."""
        found = self.client.checkout_by_id(id=checkout_id)
        assert found is not None
        return found

    def fill(self, checkout_id: str, country: str, *, with_email: bool = True) -> Any:
        """E-mail and both addresses; the payloads of the four parts."""
        place = typed(address(country))
        return self.client.fill_checkout(
            id=checkout_id, email=EMAIL, with_email=with_email, shipping=place, billing=place
        )

    def offers(self, checkout_id: str) -> list[DeliveryParts]:
        """The ways of delivery, the dearest last."""
        payload = self.client.delivery_options_calculate(id=checkout_id)
        assert payload is not None
        assert problems(payload) == []
        usable = [offer for offer in payload.deliveries if offer.shipping_method]
        return sorted(usable, key=lambda offer: offer.shipping_method.price.fractional_amount)  # type: ignore[union-attr]

    def choose(self, checkout_id: str, delivery_id: str) -> Any:
        """`checkoutDeliveryMethodUpdate`'s payload."""
        return self.client.checkout_delivery_method_update(id=checkout_id, delivery=delivery_id)

    def ready(self, pieces: dict[str, int], country: str = "US") -> str:
        """The id of a checkout that lacks only the payment; the cheapest way of delivery is chosen."""
        checkout_id = self.open(pieces)
        filled = self.fill(checkout_id, country)
        assert [problems(part) for part in (filled.email, filled.shipping, filled.billing)] == [[], [], []]
        assert problems(self.choose(checkout_id, self.offers(checkout_id)[0].id)) == []
        return checkout_id

    def order(self, pieces: dict[str, int], country: str = "US") -> str:
        """The id of a paid order."""
        checkout_id = self.ready(pieces, country)
        self.target.pay(checkout_id, self.read(checkout_id).total_price.gross.fractional_amount)
        payload = self.client.checkout_complete(id=checkout_id)
        assert payload is not None
        assert problems(payload) == []
        assert payload.order is not None
        return payload.order.id

    def change(self, name: str, declared: str, passed: str, **variables: Any) -> list[Problem]:
        """A mutation for which the shop has no document of its own: what it refuses."""
        query = f"mutation({declared}){{{name}({passed}){{errors{{field code}}}}}}"
        return problems(self.target.ask(query, **variables)[name])


def every(parts: Iterable[Any]) -> int:
    """The sum of the integer amounts."""
    return sum(part.fractional_amount for part in parts)
