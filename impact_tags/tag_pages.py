"""Pages of tags: the list with all criteria, and one tag with what shows it."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from impact_tags.queries.tags import TIER_TEXTS, SchemeGroup, TagDetail, TagRow, find_tag, list_schemes


@dataclass(frozen=True, slots=True)
class TagListPage:
    """What the list shows."""

    tags: tuple[TagRow, ...]
    schemes: tuple[SchemeGroup, ...]
    tiers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TagPage:
    """What the page of a tag shows."""

    tag: TagDetail


@require_safe
@cache_control(public=True, max_age=60)
def show_tags(request: HttpRequest) -> HttpResponse:
    """All tags carried today, and all criteria."""
    tags, schemes = list_schemes()
    page = TagListPage(tags, schemes, tuple(TIER_TEXTS.items()))
    return render(request, "impact_tags/tag_list.html", {"page": page})


@require_safe
@cache_control(public=True, max_age=60)
def show_tag(request: HttpRequest, slug: str) -> HttpResponse:
    """One tag: what it means, what it does not, who carries it and why."""
    tag = find_tag(slug)
    if tag is None:
        raise Http404
    return render(request, "impact_tags/tag.html", {"page": TagPage(tag)})
