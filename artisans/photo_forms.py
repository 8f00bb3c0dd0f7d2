"""Forms for photos: sending one; marking what may be shown of it. They work without a script."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from artisans.models import Photo
from artisans.models.photos import PhotoKind
from artisans.photos.regions import COLUMNS, ROWS, WHOLE, cells_of_regions, read_region, read_regions, region_of_cells
from artisans.photos.rules import QUESTIONS

_ACCEPT = "image/jpeg,image/png,image/webp,image/heic,image/heif,image/avif"
_KINDS = [
    (PhotoKind.HANDS.value, _("Her hands at work")),
    (PhotoKind.WORK.value, _("The work itself, nobody in it")),
    (PhotoKind.FACE.value, _("Her face")),
]
_ASKED = {
    "face": (_("Can a face be seen?"), _("Hers or another's, also from the side or in a mirror.")),
    "sign": (_("Can anything be read?"), _("A sign, a letter, a label, a number plate, a screen.")),
    "landmark": (_("Can the place be told?"), _("A building, a shop front, a temple, a view from the window.")),
    "child": (_("Is a child in it?"), _("Also from behind, or only a hand.")),
    "uniform": (_("Is a uniform or a badge in it?"), _("Of a school, an employer, the police, a shelter.")),
}
_YES_NO = [("no", _("No")), ("yes", _("Yes"))]
_SIDES = {
    "left": _("Cut off left, in %"),
    "right": _("Cut off right, in %"),
    "top": _("Cut off above, in %"),
    "bottom": _("Cut off below, in %"),
}
_PER_CENT = WHOLE // 100


@dataclass(frozen=True, slots=True)
class Cell:
    """One checkbox of the grid over the picture."""

    number: int
    row: int
    column: int
    checked: bool


class PhotoForm(forms.Form):
    """A photo from the device."""

    kind = forms.ChoiceField(
        label=_("What does it show?"), choices=_KINDS, widget=forms.RadioSelect, initial=PhotoKind.HANDS.value
    )
    photo = forms.FileField(
        label=_("Photo"),
        help_text=_("JPEG, PNG, WebP, HEIC or AVIF, at most 15 MB. Place and time stored in it are thrown away."),
        widget=forms.ClearableFileInput(attrs={"accept": _ACCEPT}),
        error_messages={"required": _("Choose a photo."), "empty": _("The file is empty. Choose the photo again.")},
        max_length=200,
    )
    client_id = forms.UUIDField(label=_("This form"), widget=forms.HiddenInput)


class PhotoMarkForm(forms.Form):
    """What may be shown of a photo: blur, crop, words, and the five questions about the picture as it will be shown."""

    kind = forms.ChoiceField(label=_("What does it show?"), choices=_KINDS, widget=forms.RadioSelect)
    alt = forms.CharField(
        label=_("What can be seen, in one sentence"),
        help_text=_("For people who cannot see it: “Two hands pull an indigo thread through white cloth.”"),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )

    def __init__(self, data: Any = None, *, photo: Photo) -> None:
        super().__init__(data, initial=_initial(photo))
        self._photo = photo
        self.fixed = not photo.original
        for name, (label, hint) in _ASKED.items():
            self.fields[name] = forms.ChoiceField(
                label=label, help_text=hint, choices=_YES_NO, required=False, widget=forms.RadioSelect
            )
        for name, label in _SIDES.items():
            self.fields[name] = forms.IntegerField(
                label=label, min_value=0, max_value=70, required=False, widget=forms.NumberInput(attrs={"step": 1})
            )

    @property
    def questions(self) -> list[forms.BoundField]:
        """The five questions, in their order."""
        return [self[name] for name in QUESTIONS]

    @property
    def sides(self) -> list[forms.BoundField]:
        """How much to cut off at each side."""
        return [self[name] for name in _SIDES]

    @property
    def cells(self) -> list[Cell]:
        """The grid, row by row."""
        chosen = self._chosen_cells() if self.is_bound else cells_of_regions(read_regions(self._photo.blurs))
        return [
            Cell(number, (number - 1) // COLUMNS + 1, (number - 1) % COLUMNS + 1, number in chosen)
            for number in range(1, COLUMNS * ROWS + 1)
        ]

    def clean(self) -> dict[str, Any]:
        """Together the sides must leave something."""
        values: dict[str, Any] = super().clean() or {}
        sides = [values.get(name) or 0 for name in _SIDES]
        if sides[0] + sides[1] > 90 or sides[2] + sides[3] > 90:
            raise forms.ValidationError(_("That would cut everything off. Leave more of the picture."))
        return values

    def wish(self) -> dict[str, Any]:
        """What `mark_photo` wants; where the original is gone, the region stays as it is."""
        values = self.cleaned_data
        answers = {name: {"yes": True, "no": False}.get(values[name]) for name in QUESTIONS}
        left, right, top, bottom = ((values.get(name) or 0) * _PER_CENT for name in _SIDES)
        crop = [left, top, WHOLE - left - right, WHOLE - top - bottom]
        blurs = [region.to_list() for region in region_of_cells(self._chosen_cells())]
        if self.fixed:
            crop, blurs = self._photo.crop, self._photo.blurs
        elif crop == [0, 0, WHOLE, WHOLE]:
            crop = []
        return {"kind": values["kind"], "alt": values["alt"], "answers": answers, "crop": crop, "blurs": blurs}

    def _chosen_cells(self) -> frozenset[int]:
        texts = self.data.getlist("blur") if hasattr(self.data, "getlist") else []
        return frozenset(int(text) for text in texts[:200] if text.isascii() and text.isdigit() and len(text) < 4)


def read_edition(text: str) -> int:
    """The edition of a photo that a form names; 0, which is none, for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _initial(photo: Photo) -> dict[str, Any]:
    answers = {True: "yes", False: "no", None: ""}
    values: dict[str, Any] = {name: answers[getattr(photo, name)] for name in QUESTIONS}
    region = read_region(photo.crop)
    if region:
        values |= {"left": region.left // _PER_CENT, "top": region.top // _PER_CENT}
        values["right"] = (WHOLE - region.left - region.width) // _PER_CENT
        values["bottom"] = (WHOLE - region.top - region.height) // _PER_CENT
    return values | {"kind": photo.kind, "alt": photo.alt}


class ListForm(forms.Form):
    """A list of stories, and a ZIP of their photos."""

    sheet = forms.FileField(
        label=_("List"),
        help_text=_("CSV in UTF-8 or XLSX, at most 2 MB and 200 rows."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={"required": _("Choose a list.")},
    )
    photos = forms.FileField(
        label=_("Photos as ZIP"),
        help_text=_("At most 40 MB. The column “photos” names them, separated by semicolons."),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".zip"}),
    )
