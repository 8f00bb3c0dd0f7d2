"""Forms of the studio: plain words, nothing lost when something is missing."""

from typing import Any

from django import forms

from artisans.content import MOST_TEXT_LETTERS, MOST_TITLE_LETTERS
from artisans.lint import Rule
from artisans.models.reviews import ReviewOutcome

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


class CardForm(forms.Form):
    """The code on a maker's card."""

    code = forms.CharField(
        max_length=40,
        required=False,
        label="The code on your card",
        help_text="12 digits.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )


def name_language(code: str) -> str:
    """The English name of a language that makers speak; an unknown code stays as it is."""
    return _LANGUAGES.get(code, code)


_LANGUAGES = {
    "as": "Assamese",
    "bn": "Bengali",
    "en": "English",
    "gu": "Gujarati",
    "hi": "Hindi",
    "km": "Khmer",
    "kn": "Kannada",
    "ml": "Malayalam",
    "mr": "Marathi",
    "ne": "Nepali",
    "or": "Odia",
    "pa": "Punjabi",
    "ta": "Tamil",
    "te": "Telugu",
    "ur": "Urdu",
    "vi": "Vietnamese",
}
