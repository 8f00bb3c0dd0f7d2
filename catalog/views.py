"""The pictures' own address; behind a CDN it is asked once per picture."""

from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from catalog.pictures import FOLDER

_TYPES = {".avif": "image/avif", ".webp": "image/webp"}


@require_safe
def show_rendition(request: HttpRequest, name: str) -> FileResponse:
    """One rendition of a product picture. Its name is random and its bytes never change, so it may be kept for good."""
    content_type = _TYPES.get(PurePosixPath(name).suffix)
    if content_type is None:
        raise Http404
    try:
        file = default_storage.open(f"{FOLDER}/{name}")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(file, content_type=content_type)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
