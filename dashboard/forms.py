"""Forms of the dashboard: sign-in, numbers of pieces by line, notes."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from dashboard.refund_rules import LineChoice, PaidLine


class SignInForm(forms.Form):
    """E-mail and password of a member of staff."""

    email = forms.EmailField(
        label="E-mail", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True})
    )
    password = forms.CharField(
        label="Password",
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)


class CodeForm(forms.Form):
    """A code of the authenticator app, a recovery code, or what a passkey answered (JSON, by script)."""

    code = forms.CharField(
        label="Code",
        max_length=20,
        error_messages={"required": "Enter the code."},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}),
    )
    passkey = forms.JSONField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, focus: bool = True, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["code"].required = not (data and data.get("passkey"))
        self.fields["code"].widget.attrs["autofocus"] = focus

    def clean_passkey(self) -> dict[str, Any] | None:
        """A JSON object, or nothing."""
        answer = self.cleaned_data["passkey"]
        if answer is not None and not isinstance(answer, dict):
            raise forms.ValidationError("The browser's answer cannot be read.")
        return answer


class PasskeyForm(CodeForm):
    """A new passkey and what it is called."""

    name = forms.CharField(
        label="Name of this passkey", max_length=60, initial="My passkey", help_text="So that you know it again."
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        del self.fields["code"]


class StepForm(forms.Form):
    """Whatever changes an order carries a token, so that it happens once."""

    token = forms.UUIDField(initial=uuid.uuid4, widget=forms.HiddenInput)


class CaptureForm(StepForm):
    """A payment by its place among those of the order, and what it was seen to hold, in minor units."""

    payment = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    amount = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class NoteForm(StepForm):
    """A note for other staff."""

    message = forms.CharField(
        label="Note", max_length=1000, widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"})
    )


class PiecesForm(StepForm):
    """Numbers by line. Fields are named by kind and place; `lines` are those of the order, in its order."""

    def __init__(self, *args: Any, lines: Sequence[PaidLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = tuple(lines)

    def add_number(self, name: str, *, label: str, most: int, initial: int = 0) -> None:
        """A field for up to `most` pieces."""
        field = forms.IntegerField(label=label, min_value=0, max_value=most, initial=initial)
        field.widget.attrs.update({"inputmode": "numeric", "autocomplete": "off"})
        self.fields[name] = field

    def number(self, name: str) -> int:
        """What was entered; 0 for nothing or a field that the line has not."""
        return int(self.cleaned_data.get(name) or 0)


class SendForm(PiecesForm):
    """Pieces to send, and the parcel's tracking number."""

    tracking = forms.CharField(
        label="Tracking number", max_length=255, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def __init__(self, *args: Any, lines: Sequence[PaidLine], **kwargs: Any) -> None:
        super().__init__(*args, lines=lines, **kwargs)
        for place, line in enumerate(self.lines):
            if line.unsent:
                label = f"{line.name}: send now"
                self.add_number(f"send-{place}", label=label, most=line.unsent, initial=line.unsent)

    @property
    def pieces(self) -> dict[str, int]:
        """Order line id to number."""
        return {line.line_id: self.number(f"send-{place}") for place, line in enumerate(self.lines)}


class RefundForm(PiecesForm):
    """Pieces to refund by where they are, delivery, and the reason.

    `reasons`: pages of the shop's own list, by id and title, one of which has to be named; None where it asks for none.
    """

    delivery = forms.BooleanField(label="Delivery too", required=False)
    reason = forms.CharField(
        label="Reason", max_length=200, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def __init__(
        self,
        *args: Any,
        lines: Sequence[PaidLine],
        has_delivery: bool,
        reasons: Sequence[tuple[str, str]] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, lines=lines, **kwargs)
        if not has_delivery:
            del self.fields["delivery"]
        if reasons is not None:
            error = "Choose a reason. If the list is empty, add to it in Saleor's Dashboard."
            self.fields["listed"] = forms.ChoiceField(
                label="Reason", choices=[("", "Choose one"), *reasons], error_messages={"required": error}
            )
            self.fields["reason"].label = "In your own words"
        for place, line in enumerate(self.lines):
            kinds = (("unsent", "Not sent yet", line.unsent), ("back", "Comes back", line.sent))
            for kind, words, most in (*kinds, ("only", "Money only", line.refundable)):
                if most and line.refundable:
                    # The field stands in a group that bears the piece's name.
                    self.add_number(f"{kind}-{place}", label=words, most=min(most, line.refundable))

    @property
    def choices(self) -> dict[str, LineChoice]:
        """Order line id to what is chosen of it."""
        return {
            line.line_id: LineChoice(
                unsent=self.number(f"unsent-{place}"),
                back=self.number(f"back-{place}"),
                money_only=self.number(f"only-{place}"),
            )
            for place, line in enumerate(self.lines)
        }

    @property
    def with_delivery(self) -> bool:
        """Whether delivery is refunded too."""
        return bool(self.cleaned_data.get("delivery"))


def hidden_values(data: QueryDict) -> list[tuple[str, str]]:
    """The fields of a form to carry through a confirmation page, the token and the confirmation left out."""
    return [
        (name, value) for name, value in data.items() if name not in ("token", "confirm") and isinstance(value, str)
    ]
