"""What every page of the studio gets: its language remembered, its bytes packed for a slow line, its owner's mark."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers
from django.utils.crypto import salted_hmac

from people.actions import note_language
from people.queries import person_of

LANGUAGE_COOKIE = "studio_language"
_YEAR_SECONDS = 365 * 24 * 60 * 60
_BELOW = re.compile(r"^(?:/(?P<language>[a-z]{2}))?/studio/(?P<rest>.*)$")
# Asked by machines, or choosing the language: these stand at one address.
_AT_ONE_ADDRESS = ("language/", "uploads/", "manifest.webmanifest", "worker.js", "session/")
_PACKED = ("text/", "application/json", "application/javascript", "application/manifest+json", "image/svg+xml")
_SMALLEST_PACKED = 400


@dataclass(frozen=True, slots=True)
class StudioFrame:
    """What the studio's base page asks for. `mark` names the person to the phone without naming her."""

    request: HttpRequest

    @property
    def mark(self) -> str:
        """32 hexadecimal digits, the same for this person on every phone; empty where nobody is signed in."""
        return self._keyed("artisans.studio.mark")[:32]

    @property
    def share(self) -> str:
        """The shop's half of the key of drafts, 64 hexadecimal digits: without this sign-in a phone cannot make it."""
        return self._keyed("artisans.studio.share")

    @property
    def ends_at(self) -> datetime:
        """When this sign-in ends."""
        ends: datetime = self.request.session.get_expiry_date()
        return ends

    @property
    def languages(self) -> tuple[tuple[str, str], ...]:
        """Code and own name of every language of the studio."""
        return tuple(settings.LANGUAGES)

    @property
    def here(self) -> str:
        """The address to come back to after choosing a language: a page that only answered a form has none."""
        return self.request.get_full_path() if self.request.method == "GET" else ""

    def _keyed(self, salt: str) -> str:
        user = self.request.user
        return salted_hmac(salt, str(user.pk), algorithm="sha256").hexdigest() if user.is_authenticated else ""


class StudioMiddleware:
    """Leads to the language that was chosen on this phone, packs pages, and answers kept drafts shortly."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        found = _BELOW.match(request.path_info)
        if found is None:
            return self.get_response(request)
        chosen = _language_to_lead_to(request, found)
        if chosen:
            return _lead(f"/{chosen}{request.get_full_path()}")
        request.studio = StudioFrame(request)  # type: ignore[attr-defined]
        return _pack(request, _shorten(request, self.get_response(request)))


def keep_language(request: HttpRequest, response: HttpResponse, language: str) -> None:
    """Remembers in which language the studio speaks: on this phone for a year, and for the mails of who is signed in.

    `language` is a code of ours.
    """
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(LANGUAGE_COOKIE, language, max_age=_YEAR_SECONDS, samesite="Lax", httponly=True, secure=secure)
    if person := person_of(request.user):
        note_language(person, language)


def _language_to_lead_to(request: HttpRequest, found: re.Match[str]) -> str:
    kept = request.COOKIES.get(LANGUAGE_COOKIE, settings.LANGUAGE_CODE)
    asked = found["language"] or found["rest"].startswith(_AT_ONE_ADDRESS) or request.method not in ("GET", "HEAD")
    known = kept in dict(settings.LANGUAGES) and kept != settings.LANGUAGE_CODE
    return kept if known and not asked else ""


def _lead(address: str) -> HttpResponse:
    response = HttpResponse(status=302, headers={"Location": address, "Cache-Control": "no-store"})
    patch_vary_headers(response, ["Cookie"])
    return response


def _shorten(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A draft that a phone sends by itself gets the address it led to, not the whole page behind it."""
    if "X-Studio-Draft" not in request.headers or response.status_code not in (301, 302, 303):
        return response
    short = JsonResponse({"to": response.headers["Location"]}, headers={"Cache-Control": "no-store"})
    short.cookies = response.cookies
    return short


def _pack(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    # gzip beside a secret is safe here: no page repeats what another site can make a browser send (SameSite cookies),
    # and Django's packer adds a random length to each answer.
    kind = response.headers.get("Content-Type", "")
    if response.streaming or not kind.startswith(_PACKED) or len(response.content) < _SMALLEST_PACKED:
        return response
    GZipMiddleware(_never).process_response(request, response)
    return response


def _never(request: HttpRequest) -> Any:  # pragma: no cover - the packer is only asked to pack
    raise NotImplementedError
