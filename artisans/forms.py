"""Forms of the studio: plain words, nothing lost when something is missing."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from artisans.content import MOST_TEXT_LETTERS, MOST_TITLE_LETTERS
from artisans.lint import Rule
from artisans.models.consent import ConsentMethod
from artisans.models.reviews import ReviewOutcome
from artisans.showing import Scope
from artisans.words import CHANNEL_NAMES, LANGUAGE_NAMES, SCOPE_NAMES, name_language

MOST_EVIDENCE_BYTES = 20 * 1024 * 1024
_SCOPES = [(scope.value, _(SCOPE_NAMES[scope])) for scope in Scope]
_CHILD_CHOICES = [("no", _("No child is in it")), ("yes", _("A child is in it"))]
_OUTCOMES = [
    (ReviewOutcome.ACCEPTED.value, _("She agrees to exactly these words")),
    (ReviewOutcome.TO_DRAFT.value, _("She wants changes")),
    (ReviewOutcome.REFUSED.value, _("She does not want this story")),
]
_OVERRIDABLE = [(rule.value, rule.value) for rule in Rule if rule is not Rule.HISTORY]


class StoryForm(forms.Form):
    """The words of a story."""

    title = forms.CharField(
        label=_("Title"),
        max_length=MOST_TITLE_LETTERS,
        help_text=_("One line about the work, such as “Three colours from one pot”."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    text = forms.CharField(
        label=_("Story"),
        max_length=MOST_TEXT_LETTERS,
        help_text=_(
            "Craft, skill, the working day, what she hopes for. Never why she is here. Leave an empty line "
            "between paragraphs."
        ),
        widget=forms.Textarea(attrs={"rows": 14, "autocomplete": "off"}),
    )
    child = forms.ChoiceField(
        label=_("Is a child in the words?"), choices=_CHILD_CHOICES, required=False, widget=forms.RadioSelect
    )

    def clean_child(self) -> bool | None:
        """True, False, or None while the question is open."""
        return {"yes": True, "no": False}.get(self.cleaned_data["child"])


class NewStoryForm(StoryForm):
    """The words of a new story and whose it is. `client_id` makes a second sending find the first."""

    maker = forms.ChoiceField(label=_("Maker"), help_text=_("By the name she chose."))
    client_id = forms.UUIDField(widget=forms.HiddenInput)

    field_order = ("maker", "title", "text", "child", "client_id")

    def __init__(self, *args: Any, makers: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["maker"].choices = [("", _("Choose")), *makers]  # type: ignore[attr-defined]


class MakerReviewForm(forms.Form):
    """What the maker said to the words that stand here."""

    revision_hash = forms.RegexField(regex=r"^[0-9a-f]{64}$", widget=forms.HiddenInput)
    language = forms.ChoiceField(label=_("In which language did she hear it?"))
    read_aloud = forms.BooleanField(label=_("It was read aloud to her"), required=False)
    outcome = forms.ChoiceField(label=_("What did she say?"), choices=_OUTCOMES, widget=forms.RadioSelect)

    def __init__(self, *args: Any, languages: tuple[str, ...], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["language"].choices = [(code, name_language(code)) for code in languages]  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """A reason, where one must be given."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        error_messages={"required": _("Say why, so that it can be put right.")},
        widget=forms.Textarea,
    )


class OverrideForm(forms.Form):
    """A finding that should stand, and why."""

    rule = forms.ChoiceField(choices=_OVERRIDABLE)
    words = forms.CharField(max_length=200, strip=False)
    reason = forms.CharField(
        label=_("Reason"), max_length=300, error_messages={"required": _("Say why these words give nobody away.")}
    )


class MakerForm(forms.Form):
    """A new maker. Her real name and contact go into the vault; only her programme reads them."""

    real_name = forms.CharField(
        label=_("Real name"), max_length=200, help_text=_("Kept locked; every reading is written down.")
    )
    contact = forms.CharField(
        label=_("Contact"), max_length=300, required=False, help_text=_("How to reach her. Kept locked.")
    )
    craft = forms.ChoiceField(label=_("Craft"))
    pseudonym = forms.CharField(
        label=_("Chosen name"), max_length=60, help_text=_("She chooses it. Not a part of any real name; no surname.")
    )
    adult_confirmed = forms.BooleanField(
        label=_("I have seen that she is an adult"), required=False, help_text=_("Her birth date is not kept.")
    )

    def __init__(self, *args: Any, crafts: tuple[tuple[str, str], ...], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["craft"].choices = [("", _("Choose")), *crafts]  # type: ignore[attr-defined]


class ConsentForm(forms.Form):
    """What she allows, how it was explained, and the evidence."""

    scopes = forms.MultipleChoiceField(
        label=_("What may be shown?"),
        choices=_SCOPES,
        widget=forms.CheckboxSelectMultiple,
        initial=["text", "pseudonym"],
    )
    channels = forms.MultipleChoiceField(
        label=_("Where?"),
        choices=[(channel, _(name)) for channel, name in CHANNEL_NAMES.items()],
        widget=forms.CheckboxSelectMultiple,
        initial=["product_page"],
    )
    language = forms.ChoiceField(
        label=_("In which language was it explained?"),
        choices=[("", _("Choose")), *((code, _(name)) for code, name in LANGUAGE_NAMES.items())],
    )
    method = forms.ChoiceField(
        label=_("How did she agree?"),
        choices=[("", _("Choose")), *((value, _(str(name))) for value, name in ConsentMethod.choices)],
    )
    months = forms.TypedChoiceField(
        label=_("For how long?"),
        coerce=int,
        initial=12,
        choices=[(6, _("6 months")), (12, _("12 months")), (24, _("24 months"))],
    )
    evidence = forms.FileField(
        label=_("Photo of the signed paper, or the recording"),
        help_text=_(
            "Kept locked. Only a reviewer or coordinators of her programme can open it, and it is written down."
        ),
    )
    permanence_explained = forms.BooleanField(label=_("I explained that the internet forgets nothing"))
    pay_independent = forms.BooleanField(label=_("I explained that her pay does not depend on it"))
    may_withdraw = forms.BooleanField(label=_("I explained that she may take it back on any day"))

    def clean_evidence(self) -> bytes:
        """The file as it was given."""
        file: UploadedFile = self.cleaned_data["evidence"]  # type: ignore[type-arg]
        if file.size is None or file.size > MOST_EVIDENCE_BYTES:
            raise forms.ValidationError(_("The file is larger than 20 MB."))
        content: bytes = file.read()
        return content


class CardForm(forms.Form):
    """The code on a maker's card."""

    code = forms.CharField(
        max_length=40,
        error_messages={"required": _("Type the 12 digits of the code on your card.")},
        label=_("The code on your card"),
        help_text=_("12 digits."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
