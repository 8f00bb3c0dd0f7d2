"""One postal address as fields of a form, in the order and by the rules of its country.

Every field has the `autocomplete` token of the HTML standard.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from saleor_api.errors import FieldProblem
from saleor_api.generated.enums import CountryCode
from saleor_api.generated.fragments import AddressParts, BookAddress
from saleor_api.generated.input_types import AddressInput
from storefront.address_rules import AddressRules
from storefront.widgets import Choice, Line
from themes.writing import write_country

BAD_EMAIL = "Enter an e-mail address such as name@example.org: the confirmation goes there."
_FIELD_OF_SALEOR = {
    "firstName": "name",
    "lastName": "name",
    "streetAddress1": "street_1",
    "streetAddress2": "street_2",
    "city": "city",
    "cityArea": "city_area",
    "countryArea": "area",
    "postalCode": "postal_code",
    "country": "country",
    "phone": "phone",
    "email": "email",
}
_SHORT_FIELDS = {"city", "city_area", "area", "postal_code"}


class AddressFields(forms.Form):
    """What forms with an address share: its fields, its checks, and the way to Saleor and back.

    A field's name may have a prefix, such as `billing_`; `rules_of` names the rules behind each prefix.
    """

    use_required_attribute = False

    def __init__(self, *, data: Mapping[str, Any] | None = None, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(data=data, initial=dict(initial or {}), auto_id="id_%s")
        self.rules_of: dict[str, AddressRules] = {}

    def mark_fields(self, prefix: str = "") -> None:
        """Once all fields are there: which are required, and which are short."""
        for name, field in self.fields.items():
            if field.required:
                field.widget.attrs["aria-required"] = "true"
            # Read by the template: short fields stand beside each other where there is room.
            field.width = "field--half" if name.removeprefix(prefix) in _SHORT_FIELDS else ""  # type: ignore[attr-defined]

    def focus_first_error(self) -> None:
        """Puts the cursor into the first field that needs another look."""
        for name, field in self.fields.items():
            if name in self.errors:
                field.widget.attrs["autofocus"] = True
                return

    def add_address(self, prefix: str, section: str, rules: AddressRules, countries: Sequence[str]) -> None:
        """The fields of one address; `section` stands before each autocomplete token."""
        self.rules_of[prefix] = rules
        names = [write_country(code) for code in countries]
        unserved = f"We do not deliver there yet. We deliver to {', '.join(names[:-1])} and {names[-1]}."
        self.fields[f"{prefix}country"] = forms.ChoiceField(
            label="Country",
            choices=[(code, name) for name, code in sorted(zip(names, countries, strict=True))],
            initial=rules.country,
            error_messages={"required": "Choose a country.", "invalid_choice": unserved},
            widget=Choice(attrs={"autocomplete": f"{section}country"}),
        )
        for name in rules.fields:
            self.fields[f"{prefix}{name}"] = _make_field(name, section, rules)
        self.fields[f"{prefix}phone"] = forms.CharField(
            label="Phone",
            required=False,
            max_length=30,
            help_text="Only for the carrier.",
            widget=Line(attrs={"type": "tel", "autocomplete": f"{section}tel", "inputmode": "tel"}),
        )

    def check_postal_code(self, prefix: str = "") -> None:
        """The postal code by the country's pattern, in capitals."""
        name, rules = f"{prefix}postal_code", self.rules_of[prefix]
        code = str(self.cleaned_data.get(name, "")).upper()
        if code and not rules.accepts_postal_code(code):
            self.add_error(name, rules.misfit)
        elif code:
            self.cleaned_data[name] = code

    def add_problems(self, problems: Sequence[FieldProblem], *, prefix: str = "") -> None:
        """Saleor's refusals beside the fields they speak of; what fits no field goes to the top."""
        for problem in problems:
            own = _FIELD_OF_SALEOR.get(problem.field, "")
            name = own if own == "email" else f"{prefix}{own}"
            if own and name in self.fields:
                if name not in self.errors:
                    self.add_error(name, _sentence_for(own, problem, self.rules_of[prefix]))
            elif not self.non_field_errors():
                self.add_error(None, "The address could not be used as it is. Please check it.")

    def address(self, prefix: str = "") -> AddressInput:
        """A valid form's address as Saleor takes it; a single name is split at its last space."""
        values = self.cleaned_data
        first, _, last = str(values.get(f"{prefix}name", "")).rpartition(" ")
        return AddressInput(
            first_name=first or last,
            last_name=last if first else "",
            street_address_1=values.get(f"{prefix}street_1", ""),
            street_address_2=values.get(f"{prefix}street_2", ""),
            city=values.get(f"{prefix}city", ""),
            city_area=values.get(f"{prefix}city_area", ""),
            country_area=values.get(f"{prefix}area", ""),
            postal_code=values.get(f"{prefix}postal_code", ""),
            phone=values.get(f"{prefix}phone", ""),
            country=CountryCode(values[f"{prefix}country"]),
        )


def read_address(address: AddressParts | BookAddress | None, prefix: str = "") -> dict[str, str]:
    """An address of Saleor's as initial values of the form."""
    if address is None:
        return {}
    values = {
        "name": f"{address.first_name} {address.last_name}".strip(),
        "street_1": address.street_address_1,
        "street_2": address.street_address_2,
        "city": address.city,
        "city_area": address.city_area,
        "area": address.country_area,
        "postal_code": address.postal_code,
        "phone": address.phone or "",
        "country": address.country.code,
    }
    return {f"{prefix}{name}": value for name, value in values.items()}


def _make_field(name: str, section: str, rules: AddressRules) -> forms.Field:
    label, token, sentence = {
        "name": ("Full name", "name", "Enter the name of the person it goes to."),
        "street_1": ("Street and number", "address-line1", "Enter street and number."),
        "street_2": ("Flat, floor or building", "address-line2", ""),
        "city": ("Town or city", "address-level2", "Enter the town or city."),
        "city_area": ("District", "address-level3", "Enter the district."),
        "area": (rules.area_label, "address-level1", f"Choose the {rules.area_label.lower()}."),
        "postal_code": (rules.postal_label, "postal-code", f"Enter the {rules.postal_words}."),
    }[name]
    attrs: dict[str, Any] = {"autocomplete": f"{section}{token}"}
    required = name in rules.required
    if name == "area" and rules.areas:
        return forms.ChoiceField(
            label=label,
            required=required,
            choices=[("", f"Choose a {label.lower()}"), *rules.areas],
            error_messages={"required": sentence, "invalid_choice": sentence},
            widget=Choice(attrs=attrs),
        )
    if name == "postal_code":
        attrs |= {"inputmode": "numeric"} if rules.postal_is_numeric else {"autocapitalize": "characters"}
    field = forms.CharField(
        label=label,
        required=required,
        max_length=20 if name == "postal_code" else 200,
        error_messages={"required": sentence, "max_length": "That is too long: at most %(limit_value)d characters."},
        widget=Line(attrs=attrs),
    )
    if name == "postal_code" and rules.postal_example:
        field.help_text = f"Such as {rules.postal_example}."
    return field


def _sentence_for(field: str, problem: FieldProblem, rules: AddressRules) -> str:
    if field == "email":
        return BAD_EMAIL
    if field == "phone":
        return "That is not a phone number. Leave it out, or write it with the country's code, such as +1 212 555 0123."
    if field == "postal_code":
        return rules.misfit
    if problem.code == "REQUIRED":
        return "This is needed for a delivery there."
    return "This does not fit the rest of the address. Please check it."
