"""The bare view: Django without middleware and a reply of two bytes, the yardstick of all figures."""

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path


def answer(request: HttpRequest) -> HttpResponse:
    """Two bytes."""
    return HttpResponse(b"ok", content_type="text/plain")


urlpatterns = [path("", answer)]

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    MIDDLEWARE=[],
    ROOT_URLCONF=__name__,
    SECRET_KEY="bare",  # noqa: S106 - signs nothing
    USE_I18N=False,
)
django.setup()
application = get_wsgi_application()
