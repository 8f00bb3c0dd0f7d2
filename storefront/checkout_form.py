"""The one form of the checkout: contact, delivery address, billing address, delivery, payment."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from saleor_api.generated.fragments import DeliveryParts
from saleor_api.generated.input_types import AddressInput
from storefront.address_form import BAD_EMAIL, AddressFields
from storefront.address_rules import AddressRules
from storefront.widgets import Line

BILLING = "billing_"
OUTCOMES = (
    ("success", "The payment succeeds"),
    ("decline", "The card is declined"),
    ("extra_step", "The bank asks for one more step"),
    ("pending", "The bank takes its time, and pays some seconds later"),
)


class CheckoutForm(AddressFields):
    """Bound to what was posted, or filled with what is known. Both addresses carry the rules of their country."""

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
        super().__init__(data=data, initial=initial)
        self.rules, self.billing_rules = rules, billing_rules
        self.fields["email"] = forms.EmailField(
            label="E-mail",
            max_length=254,
            help_text="For the confirmation and news of this order, nothing else.",
            error_messages={"required": BAD_EMAIL, "invalid": BAD_EMAIL},
            widget=Line(attrs={"type": "email", "autocomplete": "email", "inputmode": "email", "spellcheck": "false"}),
        )
        self.add_address("", "", rules, countries)
        self.fields["billing_differs"] = forms.BooleanField(label="My billing address is different", required=False)
        self.add_address(BILLING, "billing ", billing_rules, countries)
        # Checked against Saleor's options only once the address is known to it.
        self.fields["delivery"] = forms.CharField(label="Delivery", required=False, max_length=200)
        self.fields["outcome"] = forms.ChoiceField(
            label="What the test payment does", choices=OUTCOMES, initial="success", widget=forms.RadioSelect
        )
        self.mark_fields(BILLING)
        self.deliveries = tuple(deliveries)

    def clean(self) -> dict[str, Any]:
        """Postal codes by the country's pattern; the billing fields count only where they are wanted."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        self.check_postal_code()
        if values.get("billing_differs"):
            self.check_postal_code(BILLING)
        else:
            for name in [name for name in self.errors if name.startswith(BILLING)]:
                del self.errors[name]
        return values

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
