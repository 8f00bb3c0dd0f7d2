"""What every page of the till shares: the client of this buyer, private replies, and calm when Saleor is away."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from people.access import client_address
from saleor_api.client import Client, anonymous_client
from saleor_api.errors import SaleorError
from storefront import kept_cart

logger = logging.getLogger(__name__)
Rest = ParamSpec("Rest")


def buyers_client(request: HttpRequest) -> Client:
    """A client that passes the buyer's address on."""
    return anonymous_client(buyer_ip=client_address(request))


def at_the_till(
    view: Callable[Concatenate[HttpRequest, Rest], HttpResponse],
) -> Callable[Concatenate[HttpRequest, Rest], HttpResponse]:
    """Makes a page private, and calm where Saleor does not answer: the cart is kept, the reply is 503."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except SaleorError as error:
            response = _stay_calm(request, error)
        add_never_cache_headers(response)
        response["X-Robots-Tag"] = "noindex"
        return response

    return guarded


def count_pieces(request: HttpRequest, response: HttpResponse, count: int) -> HttpResponse:
    """The response with the badge's cookie, where the number changed."""
    if (request.COOKIES.get(kept_cart.COUNT_COOKIE) or "0") != str(count):
        kept_cart.show_count(
            response, count, seconds=settings.SESSION_COOKIE_AGE, secure=settings.SESSION_COOKIE_SECURE
        )
    return response


def go_to_order(request: HttpRequest, token: str) -> HttpResponse:
    """Off to the order page; the cart is empty from here on."""
    kept_cart.leave_till(request.session)
    if is_fragment(request):
        return HttpResponse(status=204, headers={"HX-Redirect": reverse("order", kwargs={"token": token})})
    return count_pieces(request, redirect("order", token=token), 0)


def is_fragment(request: HttpRequest) -> bool:
    """Whether htmx asked, and wants a piece of a page."""
    return request.headers.get("HX-Request") == "true"


def _way_back(request: HttpRequest) -> str:
    """Where to try again: the page that was asked for, or the one whose form was sent."""
    if request.method == "GET":
        return request.path
    pages = (reverse(name) for name in ("account", "checkout"))
    return next((page for page in pages if request.path.startswith(page)), reverse("cart"))


def _stay_calm(request: HttpRequest, error: SaleorError) -> HttpResponse:
    logger.warning("the till is closed: %s: %s", type(error).__name__, error)
    # Django leaves the session alone where the reply is an error: what the buyer typed would be lost.
    if request.session.modified:
        request.session.save()
    page = {"sentence": error.buyer_sentence, "retry_url": _way_back(request)}
    if is_fragment(request):
        # htmx shows nothing of a reply that is an error.
        return render(request, "storefront/includes/till_closed.html", {"page": page})
    response = render(request, "storefront/till_closed.html", {"page": page}, status=503)
    response["Retry-After"] = "30"
    return response
