"""Health probes: is the process alive, and is the shop ready to be shown."""

import logging
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache


class NoProbes(logging.Filter):
    """Keeps the log free of a probe's 503: "not yet" is its answer, not a fault.

    And of 410: what a maker took back must not begin to stand in a log, by its address.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """False for lines about a probe, or about what is gone."""
        request = getattr(record, "request", None)
        gone = getattr(record, "status_code", 0) == HTTPStatus.GONE
        return not gone and not str(getattr(request, "path", "")).startswith("/health/")


@never_cache
def show_live(request: HttpRequest) -> HttpResponse:
    """200 as soon as the process answers."""
    return HttpResponse("ok", content_type="text/plain")


@never_cache
def show_ready(request: HttpRequest) -> HttpResponse:
    """200 when sample shop, sync, first-page pictures and event queue are done; else 503 with what is missing."""
    missing = [answer for answer in (import_string(name)() for name in settings.READY_CHECKS) if answer]
    return JsonResponse({"ready": not missing, "missing": missing}, status=503 if missing else 200)
