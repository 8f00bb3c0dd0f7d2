"""What machines ask for: robots.txt and sitemap.xml."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from artisans.queries import list_personas, list_programmes
from catalog.queries import list_categories, list_collections, list_product_ids
from impact_tags.queries.tags import list_schemes
from storefront.channels import find_channel
from storefront.information import TITLES
from storefront.page_key import PRIVATE_PATHS

_shared = cache_control(public=True, max_age=settings.PAGE_CACHE_SECONDS)
_OPEN_TO_ROBOTS = ("/static/", "/media/")
_SECTIONS = ("/", "/products/", "/artisans/", "/programmes/", "/tags/", "/impact/")


@require_safe
@_shared
def show_robots(request: HttpRequest) -> HttpResponse:
    """Robots may read what everyone sees; carts, desks and doors are no use to them."""
    lines = ["User-agent: *"]
    lines += [f"Disallow: {path}" for path in PRIVATE_PATHS if path not in _OPEN_TO_ROBOTS]
    lines += ["", f"Sitemap: {settings.PUBLIC_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
@_shared
def show_sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page that search engines may list."""
    channel = find_channel(request.get_host())
    groups = [*list_categories(channel=channel), *list_collections(channel=channel)]
    paths = [*_SECTIONS, *(f"/pages/{slug}/" for slug in TITLES), *(group.url for group in groups)]
    paths += [f"/products/{slug}/" for _, slug in list_product_ids(channel)]
    paths += [reverse("programme", args=[programme.slug]) for programme in list_programmes()]
    paths += [tag.url for tag in list_schemes()[0]]
    # Only stories that may be shown today, to search engines too: one that was taken back leaves with the next version.
    paths += [story.url for story in list_personas(day=timezone.localdate()).rows if story.may_index]
    addresses = [f"{settings.PUBLIC_URL}{path}" for path in paths]
    return render(request, "storefront/sitemap.xml", {"page": addresses}, content_type="application/xml; charset=utf-8")
