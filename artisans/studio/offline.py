"""What makes the studio a thing that can be installed and opened without a network: shell, manifest, worker.

All of it is the same for everybody: no story, no photo and no name is ever in the shell.
"""

import hashlib

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse, translate_url
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from artisans.studio.frame import StudioFrame, keep_language

SCRIPTS = ("words", "store", "uploads", "outbox", "page", "pictures", "forms", "composer", "tools")
STYLES = (
    "css/tokens.css",
    "css/shop.css",
    "css/staff.css",
    "css/artisans.css",
    "css/languages.css",
    "css/review.css",
    "css/withdrawal.css",
    "studio/studio.css",
)
PICTURES = ("studio/icon-192.png", "studio/pictures.svg", "icon.svg")
TONGUES = ("fonts/tongue-devanagari.woff2", "fonts/tongue-khmer.woff2")
FONTS = {
    "hi": ("fonts/noto-sans-devanagari-400.woff2",),
    "km": ("fonts/noto-sans-khmer-400.woff2", "fonts/noto-sans-khmer-700.woff2"),
}


@require_safe
def show_offline(request: HttpRequest) -> HttpResponse:
    """The page that stands in for every other one without a network: what waits on this phone, and a new draft.

    It is kept by the service worker, so it is made for nobody: as if nobody were signed in.
    """
    response = render(_nobody(request), "artisans/studio/offline.html")
    response.headers["Cache-Control"] = "no-cache"
    return response


@require_safe
def show_manifest(request: HttpRequest) -> HttpResponse:
    """The web app manifest (W3C), in the language of the address."""
    icons = [
        {"src": static(f"studio/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for size, purpose in ((192, "any"), (512, "any"), (512, "maskable"))
    ]
    manifest = {
        "id": "/studio/",
        "name": _("Kantha studio"),
        "short_name": _("Studio"),
        "lang": translation.get_language(),
        "start_url": reverse("studio"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#1b2856",
        "icons": icons,
    }
    response = JsonResponse(manifest, headers={"Cache-Control": "max-age=3600"})
    response.headers["Content-Type"] = "application/manifest+json"
    return response


@require_safe
def show_worker(request: HttpRequest) -> HttpResponse:
    """The service worker of one language's pages; its version is the fingerprint of what it keeps."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    files, fonts = shell_files(), [static(path) for path in FONTS.get(language, ())]
    page = render_to_string("artisans/studio/offline.html", {}, _nobody(request))
    version = hashlib.sha256("\n".join([*files, *fonts, page]).encode()).hexdigest()[:12]
    context = {"files": files, "fonts": fonts, "version": version, "offline": reverse("studio-offline")}
    script = render_to_string("artisans/studio/worker.js", context)
    headers = {"Cache-Control": "no-cache", "Content-Type": "text/javascript; charset=utf-8"}
    return HttpResponse(script, headers=headers)


def shell_files() -> list[str]:
    """Addresses of every file that the studio's pages load, but for the fonts of a script: a phone may have those."""
    return [static(path) for path in (*STYLES, *(f"studio/{name}.js" for name in SCRIPTS), *PICTURES, *TONGUES)]


def _nobody(request: HttpRequest) -> HttpRequest:
    """The same request, but from nobody: no session, no messages, nothing that is somebody's own."""
    bare = HttpRequest()
    bare.method, bare.path, bare.META = "GET", reverse("studio-offline"), {"HTTP_HOST": request.get_host()}
    bare.user = AnonymousUser()
    bare.studio = StudioFrame(bare)  # type: ignore[attr-defined]
    return bare


@require_safe
def show_session(request: HttpRequest) -> HttpResponse:
    """Who is signed in, by the mark that drafts are kept under; 401 where nobody is."""
    frame: StudioFrame = request.studio  # type: ignore[attr-defined]
    if not frame.mark:
        return JsonResponse({}, status=401, headers={"Cache-Control": "no-store"})
    answer = {"mark": frame.mark, "share": frame.share, "ends": int(frame.ends_at.timestamp())}
    return JsonResponse(answer, headers={"Cache-Control": "no-store"})


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remembers the language on this phone, and for the mails of who is signed in; shows the same page in it."""
    code = request.POST.get("language", "")
    code = code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    back = request.POST.get("next", "")
    if not back.startswith("/") or not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = reverse("studio")
    response = redirect(translate_url(back, code))
    keep_language(request, response, code)
    response.headers["Cache-Control"] = "no-store"
    return response
