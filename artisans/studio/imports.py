"""Bringing in many stories: send a list and a ZIP of photos, read the report, say yes once."""

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from artisans.actions.imports import bring_in, look_through
from artisans.bulk import folders, sheets
from artisans.bulk.refusals import FOLDER_TOO_LARGE
from artisans.errors import ArtisanError
from artisans.models import ImportList, Programme
from artisans.photo_forms import ListForm
from artisans.shapes import ListReport
from artisans.studio.receiving import keep_in_memory
from artisans.studio.stories import person_at
from people.access import require_role
from themes.templatetags.kantha import figures, say

_TEMPLATE_ROWS = 30


@dataclass(frozen=True, slots=True)
class ImportPage:
    """The form, and the report of a list that was looked through or brought in."""

    form: ListForm
    report: ListReport | None = None
    is_done: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
@require_role("coordinator")
def show_import(request: HttpRequest) -> HttpResponse:
    """The form; a POST looks a list through and shows what it would bring in."""
    taker = keep_in_memory(request, most_bytes=folders.MOST_BYTES)
    programme = get_object_or_404(Programme, slug=person_at(request).programme_slug)
    form = ListForm(*((request.POST, request.FILES) if request.method == "POST" else (None, None)))
    report = None
    if taker.too_large:
        form.errors.clear()
        form.add_error(None, _(FOLDER_TOO_LARGE))
    elif request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        folder = values["photos"].read() if values["photos"] else b""
        try:
            report = look_through(
                programme=programme, by=person_at(request), sheet=values["sheet"].read(), folder=folder
            )
        except ArtisanError as error:
            form.add_error(None, say(error.sentence))
    page = ImportPage(form=form, report=report)
    return render(request, "artisans/studio/import.html", {"page": page}, status=400 if form.errors else 200)


@require_POST
@require_role("coordinator")
def run_import(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The coordinator's word: the good rows become drafts."""
    person = person_at(request)
    rows = ImportList.objects.filter(programme__slug=person.programme_slug).select_related("programme")
    waiting = rows.filter(key=key).first()
    if waiting is None:
        messages.error(request, _("This list is brought in already, or gone. Its stories stand below."))
        return redirect("studio")
    try:
        report = bring_in(waiting, by=person)
    except ArtisanError as error:
        messages.error(request, say(error.sentence))
        return redirect("studio-import")
    said = ngettext("%(n)s story is a draft now.", "%(n)s stories are drafts now.", report.good_rows)
    messages.success(request, said % {"n": figures(report.good_rows)})
    page = ImportPage(form=ListForm(), report=report, is_done=True)
    return render(request, "artisans/studio/import.html", {"page": page})


@require_safe
@require_role("coordinator")
def send_template(request: HttpRequest) -> HttpResponse:
    """An empty list with fresh ids."""
    text = sheets.write_template(str(uuid.uuid4()) for _row in range(_TEMPLATE_ROWS))
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="stories.csv"'
    return response
