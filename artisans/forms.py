"""Forms of the studio: plain words, nothing lost when something is missing."""

import hashlib
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from artisans.content import MOST_TEXT_LETTERS, MOST_TITLE_LETTERS
from artisans.lint import Rule
from artisans.models.consent import ConsentMethod
from artisans.models.reviews import ReviewOutcome
from artisans.showing import Scope
from artisans.words import CHANNEL_NAMES, LANGUAGE_NAMES, SCOPE_NAMES, name_language

MOST_EVIDENCE_BYTES = 20 * 1024 * 1024
# Photos and voice follow with the photo desk; until then nobody is asked for them.
_SCOPES = [(scope.value, SCOPE_NAMES[scope]) for scope in (Scope.TEXT, Scope.PSEUDONYM, Scope.REGION)]
_CHILD_CHOICES = [("no", "No child is in it"), ("yes", "A child is in it")]
_OUTCOMES = [
    (ReviewOutcome.ACCEPTED.value, "She agrees to exactly these words"),
    (ReviewOutcome.TO_DRAFT.value, "She wants changes"),
    (ReviewOutcome.REFUSED.value, "She does not want this story"),
]
_OVERRIDABLE = [(rule.value, rule.value) for rule in Rule if rule is not Rule.HISTORY]


class StoryForm(forms.Form):
    """The words of a story."""

    title = forms.CharField(
        max_length=MOST_TITLE_LETTERS,
        help_text="One line about the work, such as “Three colours from one pot”.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    text = forms.CharField(
        label="Story",
        max_length=MOST_TEXT_LETTERS,
        help_text="Craft, skill, the working day, what she hopes for. Never why she is here. Leave an empty line "
        "between paragraphs.",
        widget=forms.Textarea(attrs={"rows": 14, "autocomplete": "off"}),
    )
    child = forms.ChoiceField(
        label="Is a child in the words?", choices=_CHILD_CHOICES, required=False, widget=forms.RadioSelect
    )

    def clean_child(self) -> bool | None:
        """True, False, or None while the question is open."""
        return {"yes": True, "no": False}.get(self.cleaned_data["child"])


class NewStoryForm(StoryForm):
    """The words of a new story and whose it is. `client_id` makes a second sending find the first."""

    maker = forms.ChoiceField(label="Maker", help_text="By the name she chose.")
    client_id = forms.UUIDField(widget=forms.HiddenInput)

    field_order = ("maker", "title", "text", "child", "client_id")

    def __init__(self, *args: Any, makers: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["maker"].choices = [("", "Choose"), *makers]  # type: ignore[attr-defined]


class MakerReviewForm(forms.Form):
    """What the maker said to the words that stand here."""

    revision_hash = forms.RegexField(regex=r"^[0-9a-f]{64}$", widget=forms.HiddenInput)
    language = forms.ChoiceField(label="In which language did she hear it?")
    read_aloud = forms.BooleanField(label="It was read aloud to her", required=False)
    outcome = forms.ChoiceField(label="What did she say?", choices=_OUTCOMES, widget=forms.RadioSelect)

    def __init__(self, *args: Any, languages: tuple[str, ...], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["language"].choices = [(code, name_language(code)) for code in languages]  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """A reason, where one must be given."""

    reason = forms.CharField(
        max_length=500, error_messages={"required": "Say why, so that it can be put right."}, widget=forms.Textarea
    )


class OverrideForm(forms.Form):
    """A finding that should stand, and why."""

    rule = forms.ChoiceField(choices=_OVERRIDABLE)
    words = forms.CharField(max_length=200, strip=False)
    reason = forms.CharField(max_length=300, error_messages={"required": "Say why these words give nobody away."})


class MakerForm(forms.Form):
    """A new maker. Her real name and contact go into the vault; only her programme reads them."""

    real_name = forms.CharField(max_length=200, help_text="Kept locked; every reading is written down.")
    contact = forms.CharField(max_length=300, required=False, help_text="How to reach her. Kept locked.")
    craft = forms.ChoiceField()
    pseudonym = forms.CharField(
        label="Chosen name", max_length=60, help_text="She chooses it. Not a part of any real name; no surname."
    )
    adult_confirmed = forms.BooleanField(
        label="I have seen that she is an adult", required=False, help_text="Her birth date is not kept."
    )

    def __init__(self, *args: Any, crafts: tuple[tuple[str, str], ...], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["craft"].choices = [("", "Choose"), *crafts]  # type: ignore[attr-defined]


class ConsentForm(forms.Form):
    """What she allows, how it was explained, and the fingerprint of the evidence."""

    scopes = forms.MultipleChoiceField(
        label="What may be shown?", choices=_SCOPES, widget=forms.CheckboxSelectMultiple, initial=["text", "pseudonym"]
    )
    channels = forms.MultipleChoiceField(
        label="Where?",
        choices=list(CHANNEL_NAMES.items()),
        widget=forms.CheckboxSelectMultiple,
        initial=["product_page"],
    )
    language = forms.ChoiceField(
        label="In which language was it explained?", choices=[("", "Choose"), *LANGUAGE_NAMES.items()]
    )
    method = forms.ChoiceField(label="How did she agree?", choices=[("", "Choose"), *ConsentMethod.choices])
    months = forms.TypedChoiceField(
        label="For how long?", coerce=int, initial=12, choices=[(6, "6 months"), (12, "12 months"), (24, "24 months")]
    )
    evidence = forms.FileField(
        label="Photo of the signed paper, or the recording",
        help_text="The shop keeps only its fingerprint. Keep the original yourself.",
    )
    permanence_explained = forms.BooleanField(label="I explained that the internet forgets nothing")
    pay_independent = forms.BooleanField(label="I explained that her pay does not depend on it")
    may_withdraw = forms.BooleanField(label="I explained that she may take it back on any day")

    def clean_evidence(self) -> str:
        """The SHA-256 of the file, which is not kept."""
        file: UploadedFile = self.cleaned_data["evidence"]  # type: ignore[type-arg]
        if file.size is None or file.size > MOST_EVIDENCE_BYTES:
            raise forms.ValidationError("The file is larger than 20 MB.")
        digest = hashlib.sha256()
        for chunk in file.chunks():
            digest.update(chunk)
        return digest.hexdigest()


class CardForm(forms.Form):
    """The code on a maker's card."""

    code = forms.CharField(
        max_length=40,
        error_messages={"required": "Type the 12 digits of the code on your card."},
        label="The code on your card",
        help_text="12 digits.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
