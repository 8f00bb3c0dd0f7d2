"""Forms of a story told step by step: one or two questions each, in plain words. None asks why she is here."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from artisans.content import MOST_TITLE_LETTERS, join_answers, split_answers
from artisans.models import StoryRevision

MOST_ANSWER_LETTERS = 6000


def _answer(label: Any, rows: int, *, required: bool = True) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "autocomplete": "off"})
    return forms.CharField(label=label, max_length=MOST_ANSWER_LETTERS, required=required, widget=widget)


class WhoForm(forms.Form):
    """Whose story it is. `client_id` makes a second sending find the first."""

    maker = forms.ChoiceField(error_messages={"required": _("Choose whose story it is.")}, label=_("Maker"))
    client_id = forms.UUIDField(label=_("This form"), widget=forms.HiddenInput)

    def __init__(self, *args: Any, makers: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["maker"].choices = makers  # type: ignore[attr-defined]


class MakingForm(forms.Form):
    """What she made, and how."""

    title = forms.CharField(
        label=_("What did she make? One line."),
        max_length=MOST_TITLE_LETTERS,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    how = _answer(_("How does she make it?"), 7)


class DayForm(forms.Form):
    """Her working day, and her hopes."""

    day = _answer(_("What does a working day look like?"), 6, required=False)
    hopes = _answer(_("What does she hope for in her work?"), 6, required=False)


class ChildForm(forms.Form):
    """The question that has to be answered."""

    child = forms.ChoiceField(
        label=_("Is a child in the words or in a photo?"),
        choices=[("no", _("No child is in it")), ("yes", _("A child is in it"))],
        error_messages={"required": _("Answer the question: is a child in the text or in a picture?")},
    )


def read_words(revision: StoryRevision) -> dict[str, str]:
    """What the forms show of a revision, by field."""
    how, day, hopes = split_answers(revision.text)
    child = {True: "yes", False: "no", None: ""}[revision.shows_child]
    return {"title": revision.title, "how": how, "day": day, "hopes": hopes, "child": child}


def merge_words(revision: StoryRevision, answers: dict[str, str]) -> dict[str, Any]:
    """Title, text and the answer about a child, with the new answers in their places."""
    words = read_words(revision) | answers
    return {
        "title": words["title"],
        "text": join_answers(words["how"], words["day"], words["hopes"]),
        "shows_child": {"yes": True, "no": False}.get(words["child"]),
    }
