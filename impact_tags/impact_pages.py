"""Pages of figures: produced and sold, and the methods behind them."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from impact_tags.queries.methods import MethodDetail, find_method_page, list_methods
from impact_tags.queries.totals import list_quarters, shop_totals
from impact_tags.shapes import QuarterRow, SoldLine, Totals


@dataclass(frozen=True, slots=True)
class ImpactPage:
    """Produced and sold, side by side and never added; then quarter by quarter."""

    produced: Totals
    sold: tuple[SoldLine, ...]
    quarters: tuple[QuarterRow, ...]
    methods: tuple[tuple[str, str, str], ...]
    today: date


@dataclass(frozen=True, slots=True)
class MethodPage:
    """What the page of a method shows."""

    method: MethodDetail


@require_safe
@cache_control(public=True, max_age=60)
def show_impact(request: HttpRequest) -> HttpResponse:
    """Produced and sold since the start, and by quarter."""
    page = ImpactPage(*shop_totals(), list_quarters(), list_methods(), timezone.localdate())
    return render(request, "impact_tags/impact.html", {"page": page})


@require_safe
@cache_control(public=True, max_age=60)
def show_method(request: HttpRequest, method_id: str) -> HttpResponse:
    """One method with its formula, worked numbers, data, limits and versions."""
    method = find_method_page(method_id)
    if method is None:
        raise Http404
    return render(request, "impact_tags/method.html", {"page": MethodPage(method)})
