"""The studio's quiet pages: consents that end, evidence, makers who are only in the vault."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from artisans.actions import create_persona, remove_maker
from artisans.actions.evidence import read_evidence
from artisans.errors import ArtisanError
from artisans.models import ConsentRecord
from artisans.queries.desk import personas_of
from artisans.queries.endings import EndingRow, list_endings
from artisans.queries.vault import FacelessMaker, faceless_makers, list_faceless
from artisans.studio.stories import person_at
from people.access import require_role
from themes.templatetags.kantha import say


@dataclass(frozen=True, slots=True)
class EndingsPage:
    """Consents that end within thirty days."""

    rows: tuple[EndingRow, ...]


@dataclass(frozen=True, slots=True)
class VaultPage:
    """Makers who are in the vault and nowhere else."""

    makers: tuple[FacelessMaker, ...]
    form: "NameForm"


class NameForm(forms.Form):
    """A name that a maker chose."""

    pseudonym = forms.CharField(label=gettext_lazy("Chosen name"), max_length=60)


@require_safe
@require_role("coordinator", "reviewer")
def show_endings(request: HttpRequest) -> HttpResponse:
    """Consents that end within thirty days and that no later one continues."""
    page = EndingsPage(list_endings(person_at(request), day=timezone.localdate()))
    return render(request, "artisans/studio/endings.html", {"page": page})


@require_POST
@require_role("coordinator", "reviewer")
def open_evidence(request: HttpRequest, public_id: str, record_id: int) -> HttpResponse:
    """The evidence of a consent, as a file to keep nowhere; the reading is written down first."""
    records = ConsentRecord.objects.select_related("persona__maker__programme")
    record = get_object_or_404(
        records, pk=record_id, persona__public_id=public_id, persona__in=personas_of(person_at(request))
    )
    try:
        evidence = read_evidence(record, reader=person_at(request))
    except ArtisanError as error:
        messages.error(request, say(error.sentence))
        return redirect("studio-maker", public_id=public_id)
    answer = HttpResponse(evidence.content, content_type="application/octet-stream")
    # Whatever was uploaded is never opened as a page of this shop.
    answer.headers["Content-Disposition"] = f'attachment; filename="{evidence.name[:12]}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


@require_safe
@require_role("coordinator")
def show_vault(request: HttpRequest) -> HttpResponse:
    """The programme's makers of whom nothing public is left, and none of their names."""
    page = VaultPage(list_faceless(person_at(request)), NameForm())
    return render(request, "artisans/studio/vault.html", {"page": page})


@require_POST
@require_role("coordinator")
def name_anew(request: HttpRequest, maker_id: int) -> HttpResponse:
    """A new name to be known by, if she asks for one."""
    maker, form = get_object_or_404(faceless_makers(person_at(request)), pk=maker_id), NameForm(request.POST)
    try:
        if form.is_valid():
            persona = create_persona(maker=maker, pseudonym=form.cleaned_data["pseudonym"], by=person_at(request))
            return redirect("studio-maker", public_id=persona.public_id)
        messages.error(request, _("Type the name that she chose."))
    except ArtisanError as error:
        messages.error(request, say(error.sentence))
    return redirect("studio-vault")


@require_POST
@require_role("coordinator")
def leave_vault(request: HttpRequest, maker_id: int) -> HttpResponse:
    """Takes a maker out of the vault; a second tap changes nothing."""
    maker = faceless_makers(person_at(request)).filter(pk=maker_id).first()
    if maker is not None:
        remove_maker(maker, by=person_at(request))
    messages.success(request, _("She is out of the vault. Nothing of her is kept here."))
    return redirect("studio-vault")
