"""What a visitor sees where a page is missing, gone, or failed. Each keeps its true status."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def show_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing stands at this address."""
    return render(request, "404.html", status=404)


def show_server_error(request: HttpRequest) -> HttpResponse:
    """500: something failed on our side. Needs neither database nor session."""
    return HttpResponse(render_to_string("500.html", {"request": request}), status=500)
