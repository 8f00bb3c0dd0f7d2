"""The door over the network."""

from django.http import HttpRequest, HttpResponse, JsonResponse

from payments.door import receive
from saleor_api.webhooks import announces_too_much


def open_door(request: HttpRequest, event: str = "") -> HttpResponse:
    """Hands method, path, body and headers to the door; a body that is too long is not even read."""
    if announces_too_much(request.headers.get("Content-Length")):
        return JsonResponse({"error": "The delivery is larger than this app accepts."}, status=413)
    status, body = receive(request.method or "GET", request.path, request.body, dict(request.headers.items()))
    return HttpResponse(body, status=status, content_type="application/json")
