"""Resumable uploads of photos: tus 1.0.0 with creation, termination and checksum (https://tus.io/protocols/).

`Upload-Metadata` of a creation: story, client_id, kind, and if the device knows it filetype and filename. The same
client_id finds the same upload, so a device that heard no answer simply asks again.
"""

import base64
import binascii
import hashlib
import uuid
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.http.request import UnreadablePostError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from artisans.actions.erasing import erase_upload
from artisans.actions.uploads import append_piece, begin_upload, finish_upload
from artisans.errors import ArtisanError, NotAllowed, PhotoRejected, UploadConflict, WrongState
from artisans.models import Story, Upload
from artisans.photos.inspecting import MOST_BYTES, check_name
from artisans.photos.refusals import PhotoRefused
from artisans.queries.desk import stories_of
from people.access import require_role
from people.models import Person
from themes.sentences import sentence
from themes.templatetags.kantha import say

VERSION = "1.0.0"
PIECE_TYPE = "application/offset+octet-stream"
_READ_BYTES = 16 * 1024
_KEPT_BYTES = 256 * 1024
_HASHES: dict[str, Callable[[bytes], Any]] = {"sha256": hashlib.sha256, "sha1": hashlib.sha1}
UploadView = Callable[..., HttpResponseBase]


class BadRequest(ArtisanError):
    """The request does not follow the protocol; `status` says how."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


def tus_view(view: UploadView) -> UploadView:
    """Signed-in coordinators and reviewers only; refusals as a sentence in JSON, the protocol's headers on all."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **options: Any) -> HttpResponseBase:
        try:
            if request.method != "OPTIONS" and request.headers.get("Tus-Resumable") != VERSION:
                raise BadRequest(412, sentence("%(name)s must be %(value)s.", name="Tus-Resumable", value=VERSION))
            response = require_role("coordinator", "reviewer")(view)(request, *args, **options)
            if response.status_code == 302:
                response = _refuse(401, _("You are signed out. Sign in again; what was sent is kept."))
        except BadRequest as error:
            response = _refuse(error.status, error.sentence)
        except ArtisanError as error:
            response = _refuse(_status_of(error), error.sentence)
        response.headers["Tus-Resumable"] = response.headers["Tus-Version"] = VERSION
        response.headers["Cache-Control"] = "no-store"
        return response

    return guarded


@require_http_methods(["OPTIONS", "POST"])
@tus_view
def create_upload(request: HttpRequest) -> HttpResponse:
    """Begins an upload, or finds the one that was begun: 201 or 200, with its address and how far it is."""
    if request.method == "OPTIONS":
        return _capabilities()
    values = _read_metadata(request.headers.get("Upload-Metadata", ""))
    length = _read_number(request, "Upload-Length")
    try:
        check_name(values.get("filename", ""))
    except PhotoRefused as error:
        raise PhotoRejected(_(error.sentence)) from error
    upload, is_new = begin_upload(
        story=_story_at(_person(request), values.get("story", "")),
        key=_read_key(values.get("client_id", "")),
        kind=values.get("kind", ""),
        length=length,
        by=_person(request),
        media_type=values.get("filetype", ""),
    )
    response = HttpResponse(status=201 if is_new else 200)
    response.headers["Location"] = reverse("studio-upload", args=[upload.key])
    response.headers["Upload-Offset"] = str(upload.offset)
    return response


@require_http_methods(["HEAD", "PATCH", "DELETE", "OPTIONS"])
@tus_view
def continue_upload(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """How far an upload is, a piece of it, or its end."""
    if request.method == "OPTIONS":
        return _capabilities()
    upload = _upload_at(_person(request), key)
    if request.method == "DELETE":
        erase_upload(upload)
        return HttpResponse(status=204)
    if request.method == "PATCH":
        _take_pieces(request, upload)
    # A process killed just before the end left a whole upload without its photo.
    finish_upload(upload)
    response = HttpResponse(status=204 if request.method == "PATCH" else 200)
    response.headers["Upload-Offset"] = str(upload.offset)
    response.headers["Upload-Length"] = str(upload.length)
    return response


def _take_pieces(request: HttpRequest, upload: Upload) -> None:
    """Keeps what arrives as it arrives: a line that breaks loses at most the last 16 KB."""
    if request.content_type != PIECE_TYPE:
        raise BadRequest(415, sentence("%(name)s must be %(value)s.", name="Content-Type", value=PIECE_TYPE))
    offset = _read_number(request, "Upload-Offset")
    if offset != upload.offset:
        raise UploadConflict(_("This piece does not follow what has arrived."))
    room = upload.length - offset
    stated = request.headers.get("Content-Length", "")
    if stated.isdigit() and int(stated) > room:
        raise BadRequest(413, _("The piece reaches beyond the end of the file."))
    checksum = request.headers.get("Upload-Checksum", "")
    for content in _whole(request, room, checksum) if checksum else _as_it_comes(request, room):
        append_piece(upload, offset=upload.offset, content=content)


def _as_it_comes(request: HttpRequest, room: int) -> Iterator[bytes]:
    waiting = bytearray()
    while len(waiting) <= room:
        try:
            block = request.read(min(_READ_BYTES, room + 1))
        except (UnreadablePostError, OSError):
            block = b""
        waiting += block
        if len(waiting) >= _KEPT_BYTES or not block:
            room -= len(waiting)
            yield bytes(waiting)
            waiting.clear()
        if not block:
            return


def _whole(request: HttpRequest, room: int, checksum: str) -> Iterator[bytes]:
    """A piece with a checksum counts as a whole or not at all."""
    name, _space, stated = checksum.partition(" ")
    if name not in _HASHES:
        raise BadRequest(400, sentence("%(name)s must be %(value)s.", name="Upload-Checksum", value="sha256, sha1"))
    content = b"".join(_as_it_comes(request, room))
    if base64.b64encode(_HASHES[name](content).digest()).decode() != stated.strip():
        raise BadRequest(460, _("The piece was damaged on its way. Send it again."))
    yield content


def _capabilities() -> HttpResponse:
    response = HttpResponse(status=204)
    response.headers["Tus-Extension"] = "creation,termination,checksum"
    response.headers["Tus-Max-Size"] = str(MOST_BYTES)
    response.headers["Tus-Checksum-Algorithm"] = ",".join(_HASHES)
    return response


def _read_metadata(text: str) -> dict[str, str]:
    values = {}
    for pair in text.split(",")[:12]:
        name, _space, encoded = pair.strip().partition(" ")
        try:
            values[name] = base64.b64decode(encoded, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError) as error:
            raise BadRequest(
                400, sentence("%(name)s must be %(value)s.", name="Upload-Metadata", value="base64 (UTF-8)")
            ) from error
    return values


def _read_number(request: HttpRequest, name: str) -> int:
    text = request.headers.get(name, "")
    if not (text.isascii() and text.isdigit()) or len(text) > 12:
        raise BadRequest(400, sentence("%(name)s must be a whole number.", name=name))
    return int(text)


def _read_key(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise BadRequest(400, sentence("%(name)s must be %(value)s.", name="client_id", value="UUID")) from error


def _person(request: HttpRequest) -> Person:
    person: Person = request.person  # type: ignore[attr-defined]
    return person


def _story_at(person: Person, key: str) -> Story:
    """A story that this person may work on; another programme's does not exist."""
    try:
        rows = stories_of(person).select_related("revision", "persona__maker__programme")
        return rows.get(key=uuid.UUID(key))
    except (ValueError, Story.DoesNotExist) as error:
        raise Http404("No such story.") from error


def _upload_at(person: Person, key: uuid.UUID) -> Upload:
    rows = Upload.objects.filter(story__in=stories_of(person)).select_related("story__persona__maker__programme", "by")
    try:
        return rows.get(key=key)
    except Upload.DoesNotExist as error:
        raise Http404("No such upload.") from error


def _status_of(error: ArtisanError) -> int:
    match error:
        case UploadConflict():
            return 409
        case NotAllowed():
            return 403
        case WrongState():
            return 410
        case _:
            return 422


def _refuse(status: int, reason: str) -> JsonResponse:
    return JsonResponse({"error": say(reason)}, status=status)
