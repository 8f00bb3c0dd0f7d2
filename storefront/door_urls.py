"""Addresses of the door for Saleor's webhooks."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path

from saleor_api.webhooks import announces_too_much
from storefront.door import receive


def open_door(request: HttpRequest, event: str = "") -> HttpResponse:
    """The door over the network; a body that is too long is not even read."""
    if announces_too_much(request.headers.get("Content-Length")):
        return JsonResponse({"error": "The delivery is larger than this shop accepts."}, status=413)
    headers = {name.lower(): value for name, value in request.headers.items()}
    status, body = receive(request.method or "GET", request.path, request.body, headers)
    return HttpResponse(body, status=status, content_type="application/json")


urlpatterns: list[URLPattern] = [
    path("saleor/manifest", open_door),
    path("saleor/register", open_door),
    path("saleor/webhooks/<slug:event>/", open_door),
]
