"""The door over the network."""

from django.http import HttpRequest, HttpResponse

from payments.door import receive


def open_door(request: HttpRequest, event: str = "") -> HttpResponse:
    """Hands method, path, body and headers to the door."""
    status, body = receive(request.method or "GET", request.path, request.body, dict(request.headers.items()))
    return HttpResponse(body, status=status, content_type="application/json")
