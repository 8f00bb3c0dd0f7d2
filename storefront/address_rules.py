"""How a country writes addresses: Saleor's rules, in the words of a form."""

import re
from dataclasses import dataclass

from django.core.cache import cache

from saleor_api.client import Client
from saleor_api.generated.enums import CountryCode

KEEP_SECONDS = 3600
# Saleor's names of the parts, in the letters of its address format, and the names of our fields.
_FIELD_OF_LETTER = {"N": "name", "A": "street_1", "D": "city_area", "C": "city", "S": "area", "Z": "postal_code"}
_FIELD_OF_SALEOR = {
    "name": "name",
    "streetAddress1": "street_1",
    "streetAddress2": "street_2",
    "cityArea": "city_area",
    "city": "city",
    "countryArea": "area",
    "postalCode": "postal_code",
}
_POSTAL_LABELS = {"zip": "ZIP code", "pin": "PIN code", "eircode": "Eircode"}
_AREA_LABELS = {"do_si": "Province", "parish": "Parish", "department": "Department"}


@dataclass(frozen=True, slots=True)
class AddressRules:
    """The fields of one country in its order. `areas`: (value, words) where the state is a choice."""

    country: str
    country_name: str
    fields: tuple[str, ...]
    required: frozenset[str]
    areas: tuple[tuple[str, str], ...]
    area_label: str
    postal_label: str
    postal_patterns: tuple[str, ...]
    postal_example: str

    def accepts_postal_code(self, text: str) -> bool:
        """Whether the text has the form of a postal code here; anything does where none is prescribed."""
        return not self.postal_patterns or any(re.fullmatch(pattern, text) for pattern in self.postal_patterns)

    @property
    def postal_words(self) -> str:
        """The name of the postal code within a sentence: `postcode`, `ZIP code`."""
        return "postcode" if self.postal_label == "Postcode" else self.postal_label

    @property
    def misfit(self) -> str:
        """The sentence beside a postal code that cannot be right."""
        example = f" One looks like {self.postal_example}." if self.postal_example else ""
        return f"This {self.postal_words} does not fit the address.{example}"

    @property
    def postal_is_numeric(self) -> bool:
        """Whether a keyboard of digits is enough."""
        return bool(self.postal_example) and self.postal_example.isdigit()


def read_rules(country: str, client: Client) -> AddressRules:
    """The rules of one country (ISO 3166-1 alpha-2), kept for an hour. At most one call.

    Source: `addressValidationRules` of Saleor, which takes them from Google's address data.
    """
    key = f"address-rules-2-{country}"
    rules: AddressRules | None = cache.get(key)
    if rules is None:
        rules = _ask(country, client)
        cache.set(key, rules, KEEP_SECONDS)
    return rules


def _ask(country: str, client: Client) -> AddressRules:
    answer = client.address_rules(country=CountryCode(country))
    if answer is None:
        return AddressRules(
            country, country, ("name", "street_1", "street_2", "city", "postal_code"),
            frozenset({"name", "street_1", "city"}), (), "State", "Postcode", (), ""
        )  # fmt: skip
    allowed = {_FIELD_OF_SALEOR[name] for name in answer.allowed_fields if name in _FIELD_OF_SALEOR} | {"name"}
    required = {_FIELD_OF_SALEOR[name] for name in answer.required_fields if name in _FIELD_OF_SALEOR} | {"name"}
    example = answer.postal_code_examples[0] if answer.postal_code_examples else ""
    return AddressRules(
        country=country,
        country_name=answer.country_name.title(),
        fields=_order_fields(answer.address_format, allowed),
        required=frozenset(required),
        areas=tuple((choice.raw or "", choice.verbose or "") for choice in answer.country_area_choices),
        area_label=_AREA_LABELS.get(answer.country_area_type, answer.country_area_type.replace("_", " ").capitalize()),
        postal_label=_POSTAL_LABELS.get(answer.postal_code_type, "Postcode"),
        postal_patterns=tuple(answer.postal_code_matchers),
        postal_example=example,
    )


def _order_fields(address_format: str, allowed: set[str]) -> tuple[str, ...]:
    """Our fields in the country's own order: `%N%n%O%n%A%n%C, %S %Z` is name, street, city, state, code."""
    ordered = ["name"]
    for letter in re.findall(r"%([A-Z])", address_format):
        field = _FIELD_OF_LETTER.get(letter)
        if field in allowed and field not in ordered:
            ordered.append(field)
            if field == "street_1" and "street_2" in allowed:
                ordered.append("street_2")
    return tuple(ordered)
