"""Guards of every request."""

from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
# Doors for machines: none of them looks at a cookie.
DOORS = ("/graphql/", "/saleor/", "/payments/saleor/", "/payments/stripe/", "/capture/")


class SameOriginMiddleware:
    """Refuses a form that another site posted.

    It stands in place of a token in every form, so that shop pages can be the same for everyone. Source: the
    Fetch standard (`Origin`) and Fetch Metadata (`Sec-Fetch-Site`), which every browser since 2023 sends.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in SAFE_METHODS or request.path_info.startswith(DOORS) or _is_own(request):
            return self.get_response(request)
        return render(request, "storefront/other_site.html", status=403)


class ProxyAddressMiddleware:
    """Puts the visitor's address where the proxy's own stands; in use only with BEHIND_PROXY.

    Without it every visitor would share one address, and so the limits on sign-ins and withdrawals. The proxy has to
    overwrite `X-Real-IP`; what is no address is left aside.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with suppress(ValueError):
            request.META["REMOTE_ADDR"] = str(ip_address(request.headers.get("X-Real-IP", "").strip()))
        return self.get_response(request)


def _is_own(request: HttpRequest) -> bool:
    """Whether the request came from a page of this shop, or from no page at all."""
    site = request.headers.get("Sec-Fetch-Site", "")
    if site not in ("", "same-origin", "none"):
        return False
    origin = request.headers.get("Origin", "")
    if origin == "null":
        # A page that sends no referrer, such as an order's, has no origin to tell; the browser vouches for it.
        return site == "same-origin"
    source = origin or request.headers.get("Referer", "")
    if not source:
        return True
    return urlsplit(source).netloc.lower() in {request.get_host().lower(), urlsplit(settings.PUBLIC_URL).netloc.lower()}
