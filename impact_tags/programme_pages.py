"""Pages of programmes: the organisations that train and employ. Nothing here is about a person."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from impact_tags.queries.programmes import ProgrammeCard, ProgrammeDetail, find_programme_page, list_programme_cards


@dataclass(frozen=True, slots=True)
class ProgrammeListPage:
    """What the list shows."""

    programmes: tuple[ProgrammeCard, ...]


@dataclass(frozen=True, slots=True)
class ProgrammePage:
    """What the page of a programme shows."""

    programme: ProgrammeDetail


@require_safe
@cache_control(public=True, max_age=60)
def show_programmes(request: HttpRequest) -> HttpResponse:
    """All programmes."""
    page = ProgrammeListPage(list_programme_cards())
    return render(request, "impact_tags/programme_list.html", {"page": page})


@require_safe
@cache_control(public=True, max_age=60)
def show_programme(request: HttpRequest, slug: str) -> HttpResponse:
    """One programme."""
    programme = find_programme_page(slug)
    if programme is None:
        raise Http404
    return render(request, "impact_tags/programme.html", {"page": ProgrammePage(programme)})
