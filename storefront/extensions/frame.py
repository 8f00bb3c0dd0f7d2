"""The frame around every page inside the Dashboard: refusals as a sentence, and who may show it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.loader import render_to_string
from django.views.decorators.clickjacking import xframe_options_exempt

from saleor_api.transport import api_url
from storefront.extensions.admission import NOT_FROM_HERE
from storefront.extensions.errors import Refused

_TEMPLATES = "storefront/extensions"
_THEMES = ("light", "dark")
View = Callable[[HttpRequest], HttpResponse]


@dataclass(frozen=True, slots=True)
class Frame:
    """`dashboard` is the origin that messages go to and come from. Where it named no `theme`, a widget is light, as the
    Dashboard itself is whatever the browser prefers; elsewhere it is empty, and the browser's."""

    dashboard: str
    theme: str
    is_widget: bool


@dataclass(frozen=True, slots=True)
class RefusedPage:
    """Why nothing is shown, and what to do."""

    sentence: str


def dashboard_origin() -> str:
    """Scheme, host and port of Saleor's Dashboard: as set, else those of the trusted Saleor."""
    parts = urlsplit(settings.SALEOR_DASHBOARD_URL or api_url())
    return f"{parts.scheme}://{parts.netloc}"


def inside_dashboard(*methods: str) -> Callable[[View], View]:
    """Makes a view a page of the Dashboard: these methods only, shown in no other frame, kept nowhere."""

    def decorate(view: View) -> View:
        @wraps(view)
        @xframe_options_exempt
        def answer(request: HttpRequest) -> HttpResponse:
            try:
                response = view(request) if request.method in methods else _not_allowed(request, methods)
            except Refused as refused:
                page = RefusedPage(refused.sentence)
                response = draw(request, "refused", page, status=refused.status)
            response._csp_replace = {"frame-ancestors": [dashboard_origin()]}  # type: ignore[attr-defined]
            response["Cache-Control"] = "no-store"
            response["Referrer-Policy"] = "no-referrer"
            return response

        return answer

    return decorate


def draw(request: HttpRequest, name: str, page: object, *, status: int = HTTPStatus.OK) -> HttpResponse:
    """A template of ours in the frame. No cookie is read: the request itself is not handed on."""
    asked = request.POST.get("theme") or request.GET.get("theme", "")
    is_widget = request.resolver_match is not None and request.resolver_match.url_name in (
        "extension-product",
        "extension-order",
    )
    theme = asked if asked in _THEMES else "light" if is_widget else ""
    frame = Frame(dashboard_origin(), theme, is_widget)
    body = render_to_string(f"{_TEMPLATES}/{name}.html", {"page": page, "frame": frame})
    return HttpResponse(body, status=status)


def _not_allowed(request: HttpRequest, methods: tuple[str, ...]) -> HttpResponse:
    drawn = draw(request, "refused", RefusedPage(NOT_FROM_HERE))
    return HttpResponseNotAllowed(methods, content=drawn.content)
