"""The one form of the checkout: contact, delivery address, billing address, delivery, payment.

Its fields follow the country. Every field has the `autocomplete` token of the HTML standard.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from saleor_api.errors import FieldProblem
from saleor_api.generated.enums import CountryCode
from saleor_api.generated.fragments import AddressParts, DeliveryParts
from saleor_api.generated.input_types import AddressInput
from storefront.address_rules import AddressRules
from storefront.widgets import Choice, Line
from themes.writing import write_country

BILLING = "billing_"
OUTCOMES = (
    ("success", "The payment succeeds"),
    ("decline", "The card is declined"),
    ("extra_step", "The bank asks for one more step"),
    ("pending", "The bank takes its time, and pays some seconds later"),
)
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
_BAD_EMAIL = "Enter an e-mail address such as name@example.org: the confirmation goes there."


class CheckoutForm(forms.Form):
    """Bound to what was posted, or filled with what is known. Both addresses carry the rules of their country."""

    use_required_attribute = False

    def __init__(
        self,
        *,
        rules: AddressRules,
        billing_rules: AddressRules,
        countries: Sequence[str],
        deliveries: Sequence[DeliveryParts] = (),
        data: Mapping[str, Any] | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data=data, initial=dict(initial or {}), auto_id="id_%s")
        self.rules, self.billing_rules = rules, billing_rules
        self.fields["email"] = forms.EmailField(
            label="E-mail",
            max_length=254,
            help_text="For the confirmation and news of this order, nothing else.",
            error_messages={"required": _BAD_EMAIL, "invalid": _BAD_EMAIL},
            widget=Line(attrs={"type": "email", "autocomplete": "email", "inputmode": "email", "spellcheck": "false"}),
        )
        self._add_address("", "", rules, countries)
        self.fields["billing_differs"] = forms.BooleanField(label="My billing address is different", required=False)
        self._add_address(BILLING, "billing ", billing_rules, countries)
        # Checked against Saleor's options only once the address is known to it.
        self.fields["delivery"] = forms.CharField(label="Delivery", required=False, max_length=200)
        self.fields["outcome"] = forms.ChoiceField(
            label="What the test payment does", choices=OUTCOMES, initial="success", widget=forms.RadioSelect
        )
        for name, field in self.fields.items():
            if field.required:
                field.widget.attrs["aria-required"] = "true"
            # Read by the template: short fields stand beside each other where there is room.
            field.width = "field--half" if name.removeprefix(BILLING) in _SHORT_FIELDS else ""  # type: ignore[attr-defined]
        self.deliveries = tuple(deliveries)

    def focus_first_error(self) -> None:
        """Puts the cursor into the first field that needs another look."""
        for name, field in self.fields.items():
            if name in self.errors:
                field.widget.attrs["autofocus"] = True
                return

    def _add_address(self, prefix: str, section: str, rules: AddressRules, countries: Sequence[str]) -> None:
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

    def clean(self) -> dict[str, Any]:
        """Postal codes by the country's pattern; the billing fields count only where they are wanted."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        self._check_postal_code("", self.rules)
        if values.get("billing_differs"):
            self._check_postal_code(BILLING, self.billing_rules)
        else:
            for name in [name for name in self.errors if name.startswith(BILLING)]:
                del self.errors[name]
        return values

    def _check_postal_code(self, prefix: str, rules: AddressRules) -> None:
        name = f"{prefix}postal_code"
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
                    self.add_error(name, _sentence_for(own, problem, self.rules if not prefix else self.billing_rules))
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

    @property
    def billing_address(self) -> AddressInput:
        """The billing address: the delivery address unless another is wanted."""
        return self.address(BILLING if self.cleaned_data.get("billing_differs") else "")

    @property
    def delivery_fields(self) -> list[BoundField]:
        """The delivery address without its country."""
        return [self[name] for name in (*self.rules.fields, "phone")]

    @property
    def billing_fields(self) -> list[BoundField]:
        """The billing address without its country."""
        return [self[f"{BILLING}{name}"] for name in (*self.billing_rules.fields, "phone")]


def read_address(address: AddressParts | None, prefix: str = "") -> dict[str, str]:
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
        return _BAD_EMAIL
    if field == "phone":
        return "That is not a phone number. Leave it out, or write it with the country's code, such as +1 212 555 0123."
    if field == "postal_code":
        return rules.misfit
    if problem.code == "REQUIRED":
        return "This is needed for a delivery there."
    return "This does not fit the rest of the address. Please check it."
