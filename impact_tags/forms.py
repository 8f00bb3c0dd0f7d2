"""Forms of the lot pages in the studio."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from impact_tags.actions import Component
from impact_tags.currencies import MINOR_DIGITS, minor_digits
from impact_tags.metrics import Basis
from themes.sentences import sentence

_DAY = forms.DateInput(attrs={"type": "date"})
_CURRENCIES = [(code, code) for code in ("INR", "KHR", *sorted(set(MINOR_DIGITS) - {"INR", "KHR"}))]
MATERIAL_ROWS = (1, 2, 3)
_GROUPS = (
    (gettext_noop("The lot"), "code title product units started_on finished_on"),
    (gettext_noop("Work and pay"), "makers_count work_hours training_hours wage wage_currency"),
    (gettext_noop("How you know"), "basis sample_size uncertainty_percent document_title document_text"),
)


class LotForm(forms.Form):
    """A lot as it is recorded: sums of the programme's sheets, never a name."""

    code = forms.SlugField(
        max_length=20, label=_("Lot code"), help_text=_("Capital letters, digits and hyphens: KP-2609-01")
    )
    title = forms.CharField(max_length=120, label=_("What was made"))
    product = forms.ChoiceField(label=_("Product of the shop"))
    units = forms.IntegerField(min_value=1, label=_("Pieces completed"), help_text=_("Seconds and samples included"))
    work_hours = forms.DecimalField(min_value=0, max_digits=9, decimal_places=2, label=_("Paid work, hours"))
    training_hours = forms.DecimalField(min_value=0, max_digits=9, decimal_places=2, label=_("Training, hours"))
    wage = forms.DecimalField(min_value=0, max_digits=13, decimal_places=2, label=_("Wages paid for the lot"))
    wage_currency = forms.ChoiceField(choices=_CURRENCIES, label=_("Currency"))
    makers_count = forms.IntegerField(
        min_value=1, label=_("Makers who worked on it"), help_text=_("Below five, hours and pay are pooled or hidden.")
    )
    started_on = forms.DateField(widget=_DAY, label=_("Started on"))
    finished_on = forms.DateField(widget=_DAY, label=_("Finished on"))
    basis = forms.ChoiceField(
        choices=[(basis.value, _(basis.name.title())) for basis in Basis], label=_("The figures are")
    )
    sample_size = forms.IntegerField(min_value=0, required=False, label=_("Pieces sampled"))
    uncertainty_percent = forms.IntegerField(
        min_value=0, max_value=100, required=False, label=_("Uncertain by, percent")
    )
    document_title = forms.CharField(max_length=160, label=_("Document behind the figures"))
    document_text = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 5}),
        label=_("Public text of the document"),
        help_text=_("The sums of the sheets. No names: everybody can read it."),
    )

    def __init__(self, *args: Any, products: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["product"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [("", _("Choose")), *products]
        for row in MATERIAL_ROWS:
            first = row == MATERIAL_ROWS[0]
            self.fields[f"material_{row}"] = forms.CharField(max_length=80, required=first, label=_("Name"))
            self.fields[f"good_{row}"] = forms.CharField(max_length=80, required=first, label=_("Made of"))
            self.fields[f"grams_{row}"] = forms.IntegerField(min_value=1, required=first, label=_("Grams"))
            self.fields[f"traced_{row}"] = forms.IntegerField(min_value=0, required=False, label=_("Of these traced"))
            self.fields[f"country_{row}"] = forms.CharField(
                max_length=2, required=False, label=_("Country of origin"), help_text=_("in, kh; empty if not known")
            )

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under the headings of the page."""
        groups = [(title, names.split()) for title, names in _GROUPS]
        groups += [
            (
                sentence("Material %(number)s", number=row),
                [f"{name}_{row}" for name in ("material", "good", "grams", "traced", "country")],
            )
            for row in MATERIAL_ROWS
        ]
        return [(title, [self[name] for name in names]) for title, names in groups]

    def components(self) -> list[Component]:
        """The materials that were filled in."""
        data = self.cleaned_data
        return [
            Component(
                name=data[f"material_{row}"],
                good=data[f"good_{row}"] or data[f"material_{row}"],
                grams=data[f"grams_{row}"] or 0,
                traced_grams=data[f"traced_{row}"] or 0,
                origin_country=data[f"country_{row}"].lower(),
            )
            for row in MATERIAL_ROWS
            if data[f"material_{row}"]
        ]

    def lot_values(self) -> dict[str, Any]:
        """What `record_lot` takes: minutes, minor units, grams; hours are rounded down to the minute."""
        data = self.cleaned_data
        scale = Decimal(10) ** minor_digits(data["wage_currency"])
        return {
            "code": data["code"].upper(),
            "title": data["title"],
            "product_ids": [data["product"]],
            "units": data["units"],
            "work_minutes": int(data["work_hours"] * 60),
            "training_minutes": int(data["training_hours"] * 60),
            "wage_minor": int(data["wage"] * scale),
            "wage_currency": data["wage_currency"],
            "makers_count": data["makers_count"],
            "started_on": data["started_on"],
            "finished_on": data["finished_on"],
            "basis": data["basis"],
            "sample_size": data["sample_size"] or 0,
            "uncertainty_percent": data["uncertainty_percent"] or 0,
            "components": self.components(),
        }


class StepForm(forms.Form):
    """A step of a lot's journey."""

    kind = forms.ChoiceField(label=_("Step"))
    day = forms.DateField(widget=_DAY, label=_("Day"))
    note = forms.CharField(max_length=300, required=False, label=_("In a sentence"))

    def __init__(self, *args: Any, kinds: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = list(kinds)
