"""Forms of the studio: plain words, nothing lost when something is missing."""

from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from artisans.content import MOST_TEXT_LETTERS, MOST_TITLE_LETTERS, STORY_LANGUAGES, Wording
from artisans.errors import TextRefused
from artisans.lint import Rule
from artisans.models.consent import ConsentMethod
from artisans.models.reviews import ReviewOutcome
from artisans.showing import Scope
from artisans.texts import clean_text, require_plain
from artisans.words import CHANNEL_NAMES, LANGUAGE_NAMES, SCOPE_NAMES, name_language
from themes.templatetags.kantha import say

MOST_EVIDENCE_BYTES = 20 * 1024 * 1024
_SCOPES = [(scope.value, _(SCOPE_NAMES[scope])) for scope in Scope]
_CHILD_CHOICES = [("no", _("No child is in it")), ("yes", _("A child is in it"))]
_OUTCOMES = [
    (ReviewOutcome.ACCEPTED.value, _("She agrees to exactly these words")),
    (ReviewOutcome.TO_DRAFT.value, _("She wants changes")),
    (ReviewOutcome.REFUSED.value, _("She does not want this story")),
]
_OVERRIDABLE = [(rule.value, rule.value) for rule in Rule if rule is not Rule.HISTORY]


def _story_languages_first(code: str) -> tuple[bool, str]:
    return code not in STORY_LANGUAGES, code


class StoryForm(forms.Form):
    """The words of a story in the language in which it is written, and in up to two others.

    After `is_valid`: `translations` by language, None where the form was sent without them; `removed` is the number
    of invisible signs that were taken away.
    """

    language = forms.ChoiceField(
        label=_("In which language is it written?"),
        required=False,
        initial="en",
        choices=[(code, _(LANGUAGE_NAMES[code])) for code in sorted(LANGUAGE_NAMES, key=_story_languages_first)],
    )
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

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.removed = 0
        self.translations: dict[str, dict[str, str]] | None = None
        for code in STORY_LANGUAGES:
            spoken = {"lang": code, "autocomplete": "off"}
            self.fields[f"title_{code}"] = forms.CharField(
                label=_("Title"),
                required=False,
                max_length=MOST_TITLE_LETTERS,
                widget=forms.TextInput(attrs=spoken),
            )
            self.fields[f"text_{code}"] = forms.CharField(
                label=_("Story"),
                required=False,
                max_length=MOST_TEXT_LETTERS,
                widget=forms.Textarea(attrs={**spoken, "rows": 10}),
            )

    @property
    def translation_fields(self) -> list[tuple[str, str, forms.BoundField, forms.BoundField]]:
        """Code, name of the language, title and text of each translation."""
        return [
            (code, LANGUAGE_NAMES[code], self[f"title_{code}"], self[f"text_{code}"])
            for code in STORY_LANGUAGES
            if code != self["language"].value() or self[f"text_{code}"].value() or self[f"title_{code}"].value()
        ]

    def clean_child(self) -> bool | None:
        """True, False, or None while the question is open."""
        return {"yes": True, "no": False}.get(self.cleaned_data["child"])

    def clean(self) -> dict[str, Any]:
        """Words without invisible signs; those that turn words around, and half a translation, are refused."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        original = values.get("language") or self.initial.get("language") or "en"
        names = [name for name in self.fields if name.partition("_")[0] in ("title", "text")]
        for name in names:
            if values.get(name):
                values[name] = self._tidy(name, values[name])
        if any(name in self.data for name in names if "_" in name):
            self.translations = {}
            for code in STORY_LANGUAGES:
                self._clean_translation(code, values, original)
        return values

    def _tidy(self, name: str, typed: str) -> str:
        clean = clean_text(typed)
        self.removed += clean.removed
        try:
            return require_plain(
                clean.text,
                most=MOST_TITLE_LETTERS if name.startswith("title") else MOST_TEXT_LETTERS,
                what=str(self.fields[name].label),
            )
        except TextRefused as error:
            self.add_error(name, say(error.sentence))
            return ""

    def _clean_translation(self, code: str, values: dict[str, Any], original: str) -> None:
        words = {part: values.get(f"{part}_{code}") or "" for part in ("title", "text")}
        if code == original:
            if any(words.values()):
                self.add_error(f"text_{code}", _("The story itself is in this language; its words stand above."))
            return
        missing = [part for part, word in words.items() if not word]
        if len(missing) == 1 and not self.has_error(f"{missing[0]}_{code}"):
            self.add_error(f"{missing[0]}_{code}", _("A translation needs a title and a text."))
        if not missing and self.translations is not None:
            self.translations[code] = words


def initial_words(wording: Wording) -> dict[str, str]:
    """What a form for this wording begins with."""
    values = {"language": wording.language, "title": wording.title, "text": wording.text}
    for code, words in wording.translations.items():
        values |= {f"title_{code}": words["title"], f"text_{code}": words["text"]}
    return values


class EditStoryForm(StoryForm):
    """New words for a story. `now` is the hash of the words as they stand; a form on others is shown once more first,
    so that a second pair of hands does not write over the first unseen."""

    seen = forms.CharField(label=_("This form"), required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, now: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self._now = now
        self.initial["seen"] = now

    def clean(self) -> dict[str, Any]:
        """As any story; a form that was opened on other words is not saved, and its own words stay."""
        values = super().clean()
        if values.get("seen") and values["seen"] != self._now:
            shown = cast(QueryDict, self.data).copy()
            shown["seen"] = self._now
            self.data = shown
            self.add_error(
                None, _("Somebody changed this story meanwhile. Your words stand here: compare, save again.")
            )
        return values


class NewStoryForm(StoryForm):
    """The words of a new story and whose it is. `client_id` makes a second sending find the first."""

    maker = forms.ChoiceField(label=_("Maker"), help_text=_("By the name she chose."))
    client_id = forms.UUIDField(label=_("This form"), widget=forms.HiddenInput)

    field_order = ("maker", "language", "title", "text", "child", "client_id")

    def __init__(self, *args: Any, makers: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["maker"].choices = [("", _("Choose")), *makers]  # type: ignore[attr-defined]


class MakerReviewForm(forms.Form):
    """What the maker said to the words that stand here."""

    revision_hash = forms.RegexField(
        label=_("The words that she heard"), regex=r"^[0-9a-f]{64}$", widget=forms.HiddenInput
    )
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

    rule = forms.ChoiceField(label=_("What the check says"), choices=_OVERRIDABLE)
    words = forms.CharField(label=_("The words that should stand"), max_length=200, strip=False)
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


class VersionForm(forms.Form):
    """Which earlier version the current words are compared with."""

    before = forms.IntegerField(required=False, min_value=1, max_value=100_000)


def version_asked(request: HttpRequest) -> int | None:
    """The version that the address asks for; None for nothing or nonsense."""
    form = VersionForm(request.GET)
    return form.cleaned_data["before"] if form.is_valid() else None
