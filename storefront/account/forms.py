"""The forms of an account. Every field has the `autocomplete` token of the HTML standard."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.forms.boundfield import BoundField

from saleor_api.errors import FieldProblem
from storefront.address_form import AddressFields
from storefront.address_rules import AddressRules
from storefront.widgets import Line

SHORTEST_PASSWORD = 8
TOO_LONG = "At most 128 characters, please."
TOO_SHORT = f"Choose a password of at least {SHORTEST_PASSWORD} characters."
_BAD_EMAIL = "Enter an e-mail address such as name@example.org."


def _email_field() -> forms.EmailField:
    return forms.EmailField(
        label="E-mail",
        max_length=254,
        error_messages={"required": _BAD_EMAIL, "invalid": _BAD_EMAIL, "max_length": _BAD_EMAIL},
        widget=Line(attrs={"type": "email", "autocomplete": "username", "inputmode": "email", "spellcheck": "false"}),
    )


def _known_password(label: str = "Password") -> forms.CharField:
    attrs = {"autocomplete": "current-password"}
    sentence = "Enter your password."
    widget = forms.PasswordInput(attrs=attrs)
    # Not stripped: a space may be part of it.
    return forms.CharField(
        label=label, max_length=128, strip=False, widget=widget, error_messages={"required": sentence}
    )


def _new_password(label: str = "Password") -> forms.CharField:
    return forms.CharField(
        label=label,
        min_length=SHORTEST_PASSWORD,
        max_length=128,
        strip=False,
        help_text=f"At least {SHORTEST_PASSWORD} characters; a few words are good.",
        error_messages={
            "required": TOO_SHORT,
            "min_length": TOO_SHORT,
            "max_length": TOO_LONG,
        },
        validators=[CommonPasswordValidator().validate],
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class AccountForm(forms.Form):
    """A form whose first wrong field gets the cursor."""

    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any] | None = None, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(data=data, initial=dict(initial or {}), auto_id="id_%s")

    def focus_first_error(self) -> None:
        """Puts the cursor into the first field that needs another look."""
        for name, field in self.fields.items():
            if name in self.errors:
                field.widget.attrs["autofocus"] = True
                return


class SignInForm(AccountForm):
    """E-mail and password; `next` is where to go on."""

    email = _email_field()
    password = _known_password()
    next = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)


class RegisterForm(AccountForm):
    """What a new account needs."""

    email = _email_field()
    password = _new_password()


class EmailForm(AccountForm):
    """Whose password was forgotten."""

    email = _email_field()


class NewPasswordForm(AccountForm):
    """A password in place of a forgotten one; the e-mail is there for the browser's password store."""

    email = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"autocomplete": "username"}))
    password = _new_password("New password")


class ChangePasswordForm(AccountForm):
    """A password in place of a known one."""

    old_password = _known_password("Password until now")
    password = _new_password("New password")


class NameForm(AccountForm):
    """The names on the account."""

    first_name = forms.CharField(
        label="First name", required=False, max_length=200, widget=Line(attrs={"autocomplete": "given-name"})
    )
    last_name = forms.CharField(
        label="Last name", required=False, max_length=200, widget=Line(attrs={"autocomplete": "family-name"})
    )


class BookForm(AddressFields):
    """One address of the address book, by the rules of its country."""

    def __init__(
        self,
        *,
        rules: AddressRules,
        countries: Sequence[str],
        data: Mapping[str, Any] | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data=data, initial=initial)
        self.rules = rules
        self.add_address("", "", rules, countries)
        self.mark_fields()

    def clean(self) -> dict[str, Any]:
        """The postal code by the country's pattern."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        self.check_postal_code()
        return values

    @property
    def address_fields(self) -> list[BoundField]:
        """All but the country."""
        return [self[name] for name in (*self.rules.fields, "phone")]


def refuse_password(form: AccountForm, problems: Sequence[FieldProblem], fallback: str) -> None:
    """Saleor's word on a new password, at the field; `fallback` on top for whatever else it said."""
    if any(problem.code.startswith("PASSWORD_") for problem in problems):
        form.add_error("password", TOO_SHORT)
    else:
        form.add_error(None, fallback)
