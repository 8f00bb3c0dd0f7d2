"""Pages of lots: the journey, its EPCIS document, and the public text of a document."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from impact_tags.methods import FUND_RULE, FUND_RULE_CODE
from impact_tags.queries.journeys import LotDetail, export_events, find_document_text, find_lot


@dataclass(frozen=True, slots=True)
class TracePage:
    """What the page of a lot shows."""

    lot: LotDetail


@require_safe
@cache_control(public=True, max_age=60)
def show_lot(request: HttpRequest, lot: str) -> HttpResponse:
    """The journey of a lot."""
    detail = find_lot(lot)
    if detail is None:
        raise Http404
    return render(request, "impact_tags/trace.html", {"page": TracePage(detail)})


@require_safe
@cache_control(public=True, max_age=60)
def show_events(request: HttpRequest, lot: str) -> HttpResponse:
    """The lot's events as an EPCIS 2.0 document."""
    document = export_events(lot)
    if document is None:
        raise Http404
    options = {"ensure_ascii": False, "indent": 2}
    response = JsonResponse(document, json_dumps_params=options, content_type="application/ld+json")
    response["GS1-EPCIS-Version"] = "2.0.0"
    response["GS1-CBV-Version"] = "2.0.0"
    return response


@require_safe
@cache_control(public=True, max_age=60)
def show_document(request: HttpRequest, code: str) -> HttpResponse:
    """The public text of a document: exactly the bytes that its SHA-256 is of."""
    text = FUND_RULE if code == FUND_RULE_CODE else find_document_text(code)
    if text is None:
        raise Http404
    return HttpResponse(text.encode(), content_type="text/plain; charset=utf-8")
