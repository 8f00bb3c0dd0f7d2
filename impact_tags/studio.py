"""Lots in the studio: the list, recording one, its steps, and the approval that puts it on sale."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from impact_tags.actions import approve_lot, push_all_facts, record_event
from impact_tags.actions.desk import record_desk_lot
from impact_tags.errors import ImpactError
from impact_tags.forms import LotForm, StepForm
from impact_tags.queries.desk import DeskLot, DeskLotDetail, find_desk_lot, list_desk_lots, list_product_choices
from people.access import require_role
from people.models import Person
from themes.templatetags.kantha import say


@dataclass(frozen=True, slots=True)
class DeskLotsPage:
    """The list."""

    lots: tuple[DeskLot, ...]
    may_record: bool


@dataclass(frozen=True, slots=True)
class DeskLotPage:
    """One lot."""

    lot: DeskLotDetail
    step_form: StepForm


@dataclass(frozen=True, slots=True)
class WriteLotPage:
    """A lot being recorded."""

    form: LotForm


@require_safe
@require_role("coordinator", "reviewer")
def show_lots(request: HttpRequest) -> HttpResponse:
    """Lots of the coordinator's programme; a reviewer sees all."""
    person = _person(request)
    page = DeskLotsPage(list_desk_lots(person), bool(person.programme_slug))
    return render(request, "impact_tags/studio/lots.html", {"page": page})


@require_safe
@require_role("coordinator", "reviewer")
def show_lot(request: HttpRequest, code: str) -> HttpResponse:
    """One lot with its steps, documents and what comes next."""
    lot = _find(request, code)
    page = DeskLotPage(lot, StepForm(kinds=lot.next_kinds))
    return render(request, "impact_tags/studio/lot.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@require_role("coordinator")
def write_lot(request: HttpRequest) -> HttpResponse:
    """The form of a new lot."""
    form = LotForm(request.POST or None, products=list_product_choices())
    if request.method == "POST" and form.is_valid():
        try:
            lot = record_desk_lot(
                form.lot_values(),
                document_title=form.cleaned_data["document_title"],
                document_text=form.cleaned_data["document_text"],
                person=_person(request),
                day=timezone.localdate(),
            )
        except ImpactError as error:
            form.add_error(None, say(error.sentence))
        else:
            messages.success(request, _("The lot is recorded. Now its steps."))
            return redirect("studio-lot", code=lot.code)
    status = 422 if form.is_bound else 200
    return render(request, "impact_tags/studio/lot_new.html", {"page": WriteLotPage(form)}, status=status)


@require_POST
@require_role("coordinator", "reviewer")
def add_step(request: HttpRequest, code: str) -> HttpResponse:
    """Adds the next step of the journey."""
    form = StepForm(request.POST, kinds=_find(request, code).next_kinds)
    if not form.is_valid():
        messages.error(request, _("Please choose a step and its day."))
        return redirect("studio-lot", code=code)
    try:
        data = form.cleaned_data
        record_event(code, kind=data["kind"], day=data["day"], note=data["note"])
        messages.success(request, _("The step is in the chain."))
    except ImpactError as error:
        messages.error(request, say(error.sentence))
    return redirect("studio-lot", code=code)


@require_POST
@require_role("reviewer")
def approve(request: HttpRequest, code: str) -> HttpResponse:
    """Puts the lot on sale."""
    _find(request, code)
    try:
        approve_lot(code, approver=_person(request), day=timezone.localdate())
        push_all_facts()
        messages.success(request, _("The lot is on sale, and its page is public."))
    except ImpactError as error:
        messages.error(request, say(error.sentence))
    return redirect("studio-lot", code=code)


def _person(request: HttpRequest) -> Person:
    person: Person = request.person  # type: ignore[attr-defined]
    return person


def _find(request: HttpRequest, code: str) -> DeskLotDetail:
    """404, not 403: which lots another programme has is not said."""
    lot = find_desk_lot(code, person=_person(request))
    if lot is None:
        raise Http404
    return lot
