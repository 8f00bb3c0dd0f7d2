"""Addresses of the door for Saleor's webhooks."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from saleor_api.webhooks import LARGEST_BODY_BYTES
from storefront.door import receive


def open_door(request: HttpRequest, event: str = "") -> HttpResponse:
    """The door over the network; a body that is too long is not even read."""
    if int(request.headers.get("Content-Length") or 0) > LARGEST_BODY_BYTES:
        return HttpResponse(status=413)
    headers = {name.lower(): value for name, value in request.headers.items()}
    status, body = receive(request.method or "GET", request.path, request.body, headers)
    return HttpResponse(body, status=status, content_type="application/json")


urlpatterns: list[URLPattern] = [
    path("saleor/manifest", open_door),
    path("saleor/register", open_door),
    path("saleor/webhooks/<slug:event>/", open_door),
]
