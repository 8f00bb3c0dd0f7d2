"""Pages that every visitor sees alike: front page, listings, product, information pages.

They hold nothing personal, so that the page cache and a CDN may keep them for a minute. What a page
shows is put together in `home_page`, `listing_page` and `product_page`.
"""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from catalog.filters import ListingFilters, read_page
from catalog.queries import find_category, find_collection
from storefront.channels import find_channel
from storefront.home_page import build_home
from storefront.information import build_information
from storefront.listing_page import build_listing
from storefront.product_page import build_product

shared = cache_control(public=True, max_age=settings.PAGE_CACHE_SECONDS)


@require_safe
@shared
def show_home(request: HttpRequest) -> HttpResponse:
    """The front page."""
    page = build_home(channel=find_channel(request.get_host()))
    return render(request, "storefront/home.html", {"page": page})


@require_safe
@shared
def show_products(request: HttpRequest) -> HttpResponse:
    """All pieces, or those that the visitor asked for."""
    channel = find_channel(request.get_host())
    filters = ListingFilters.from_query(request.GET)
    group = find_category(filters.category, channel=channel) if filters.category else None
    page = build_listing(
        channel=channel,
        filters=filters,
        page=read_page(request.GET.get("page", "")),
        path=request.path,
        group=group,
    )
    return render(request, "storefront/listing.html", {"page": page, "search_words": filters.q})


@require_safe
@shared
def show_category(request: HttpRequest, slug: str) -> HttpResponse:
    """The pieces of one category."""
    channel = find_channel(request.get_host())
    group = find_category(slug, channel=channel)
    if group is None:
        raise Http404("We have no such category.")
    page = build_listing(
        channel=channel,
        filters=ListingFilters.from_query(request.GET, category=slug),
        page=read_page(request.GET.get("page", "")),
        path=request.path,
        group=group,
        in_path=True,
    )
    return render(request, "storefront/listing.html", {"page": page})


@require_safe
@shared
def show_collection(request: HttpRequest, slug: str) -> HttpResponse:
    """The pieces of one collection."""
    channel = find_channel(request.get_host())
    group = find_collection(slug, channel=channel)
    if group is None:
        raise Http404("We have no such collection.")
    page = build_listing(
        channel=channel,
        filters=ListingFilters.from_query(request.GET, collection=slug),
        page=read_page(request.GET.get("page", "")),
        path=request.path,
        group=group,
        in_path=True,
    )
    return render(request, "storefront/listing.html", {"page": page})


@require_safe
@shared
def show_product(request: HttpRequest, slug: str) -> HttpResponse:
    """One piece: what it is, who made it possible, what its records say, and the way into the cart."""
    page = build_product(slug, channel=find_channel(request.get_host()))
    if page is None:
        raise Http404("We have no such piece.")
    return render(request, "storefront/product.html", {"page": page})


@require_safe
@shared
def show_information(request: HttpRequest, slug: str) -> HttpResponse:
    """A page of plain words about the shop."""
    page = build_information(slug, channel=find_channel(request.get_host()))
    if page is None:
        raise Http404("We have no such page.")
    return render(request, f"storefront/pages/{slug}.html", {"page": page})
