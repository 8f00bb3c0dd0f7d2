"""The public pages of makers: the same for every visitor, kept nowhere longer than 60 seconds."""

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from artisans.errors import PersonaGone, PersonaUnknown
from artisans.queries import find_persona, list_personas, read_shown_photo
from artisans.shapes import PersonaList, ShownStory
from artisans.storage import rendition_files


@dataclass(frozen=True, slots=True)
class ArtisanPage:
    """One maker's page."""

    story: ShownStory
    canonical: str


@require_safe
def show_artisans(request: HttpRequest) -> HttpResponse:
    """All makers whose story may be shown today; no way to filter them by any trait."""
    page: PersonaList = list_personas(day=timezone.localdate())
    answer = render(request, "artisans/list.html", {"page": page})
    return _keep_briefly(answer, may_index=all(story.may_index for story in page.rows))


@require_safe
def show_artisan(request: HttpRequest, public_id: str) -> HttpResponse:
    """One maker's story; 410 once it is withdrawn or her consent has ended."""
    try:
        story = find_persona(public_id, day=timezone.localdate())
    except PersonaUnknown as error:
        raise Http404(error.sentence) from error
    except PersonaGone:
        return _keep_briefly(render(request, "410.html", status=410))
    page = ArtisanPage(story=story, canonical=f"{settings.PUBLIC_URL}{story.url}")
    return _keep_briefly(render(request, "artisans/artisan.html", {"page": page}), may_index=story.may_index)


@require_safe
def show_photo(request: HttpRequest, name: str, width: int, kind: str) -> HttpResponse:
    """One file of a photo, while its maker's consent holds: asked each time, 410 for everything else."""
    try:
        path = read_shown_photo(name, width, kind, day=timezone.localdate())
        with rendition_files().open(path) as file:
            response = HttpResponse(file.read(), content_type=f"image/{kind}")
    except (PersonaGone, FileNotFoundError):
        response = HttpResponse("This photo is not shown.", status=410, content_type="text/plain")
    # No other site may show it as its own.
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return _keep_briefly(response)


def _keep_briefly(response: HttpResponse, *, may_index: bool = True) -> HttpResponse:
    """A withdrawal must be gone within 60 seconds; no picture may be indexed, words only where feeds are allowed."""
    response.headers["Cache-Control"] = "public, max-age=60" if response.status_code == 200 else "no-store"
    response.headers["X-Robots-Tag"] = "noimageindex" if may_index else "noindex, noimageindex"
    return response
