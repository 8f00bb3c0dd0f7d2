"""Photos in the studio: sending one, marking it, looking at the result, accepting or removing it."""

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.core.files.storage import Storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from artisans.actions.photos import accept_photo, mark_photo, receive_photo, remove_photo
from artisans.errors import ArtisanError
from artisans.models import Photo, Story
from artisans.models.photos import PhotoState
from artisans.photo_forms import PhotoForm, PhotoMarkForm, read_edition
from artisans.photos.inspecting import MOST_BYTES
from artisans.photos.refusals import TOO_LARGE
from artisans.queries.desk import stories_of
from artisans.queries.photos import find_desk_photo, list_desk_photos
from artisans.shapes import DeskPhoto
from artisans.storage import private_files, rendition_files
from artisans.studio.receiving import MemoryFiles, keep_in_memory
from artisans.studio.stories import person_at, story_at
from people.access import require_role
from people.models import Person
from themes.templatetags.kantha import say

_SHOWN_WIDTH = 640


@dataclass(frozen=True, slots=True)
class PhotosPage:
    """The photos of a story, and the form for another one."""

    story_key: str
    title: str
    photos: tuple[DeskPhoto, ...]
    form: PhotoForm
    may_add: bool


@dataclass(frozen=True, slots=True)
class PhotoPage:
    """One photo and what a person may do with it now."""

    photo: DeskPhoto
    story_key: str
    form: PhotoMarkForm


def photo_at(request: HttpRequest, key: uuid.UUID) -> Photo:
    """The photo, if this person may work on its story; 404 for another programme's."""
    rows = Photo.objects.filter(story__in=stories_of(person_at(request)))
    return get_object_or_404(rows.select_related("story__revision", "story__persona__maker__programme"), key=key)


@require_http_methods(["GET", "HEAD", "POST"])
@require_role("coordinator", "reviewer")
def show_photos(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The photos of a story; a form for another one, which works without a script."""
    taker = keep_in_memory(request, most_bytes=MOST_BYTES)
    story = story_at(request, key)
    # A file that is too large ends the reading: the form is bound all the same.
    data, sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = PhotoForm(data, sent, initial={"client_id": uuid.uuid4()})
    if request.method == "POST" and (photo := _receive(form, taker, story, person_at(request))):
        return redirect("studio-photo", key=photo.key)
    photos = list_desk_photos(story)
    title = story.revision.title if story.revision else ""
    page = PhotosPage(str(key), title, photos, form, may_add=len(photos) < 6)
    return render(request, "artisans/studio/photos.html", {"page": page}, status=400 if form.errors else 200)


def _receive(form: PhotoForm, taker: MemoryFiles, story: Story, by: Person) -> Photo | None:
    """The photo of a form, or None and the reason in the form."""
    if not form.is_valid():
        if taker.too_large:
            form.errors.pop("photo", None)
            form.add_error("photo", _(TOO_LARGE))
        return None
    values = form.cleaned_data
    try:
        return receive_photo(
            story=story,
            key=values["client_id"],
            kind=values["kind"],
            data=values["photo"].read(),
            by=by,
            file_name=values["photo"].name,
            media_type=values["photo"].content_type,
        )
    except ArtisanError as error:
        form.add_error("photo", say(error.sentence))
    return None


@require_http_methods(["GET", "HEAD", "POST"])
@require_role("coordinator", "reviewer")
def show_photo(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One photo: wait, mark it, or look at the result; a POST notes what was marked."""
    photo = photo_at(request, key)
    form = PhotoMarkForm(request.POST if request.method == "POST" else None, photo=photo)
    if request.method == "POST" and form.is_valid():
        try:
            mark_photo(photo, by=person_at(request), **form.wish())
            return redirect("studio-photo", key=key)
        except ArtisanError as error:
            form.add_error(None, say(error.sentence))
    page = PhotoPage(find_desk_photo(photo), str(photo.story.key), form)
    return render(request, "artisans/studio/photo.html", {"page": page}, status=400 if form.errors else 200)


@require_POST
@require_role("coordinator", "reviewer")
def accept(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The result may stand in the story; its original is deleted."""
    photo = photo_at(request, key)
    try:
        accept_photo(photo, by=person_at(request), edition=read_edition(request.POST.get("edition", "")))
        messages.success(request, _("The photo stands in the story. Its original is deleted."))
        return redirect("studio-photos", key=photo.story.key)
    except ArtisanError as error:
        messages.error(request, say(error.sentence))
    return redirect("studio-photo", key=key)


@require_POST
@require_role("coordinator", "reviewer")
def remove(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Removes a photo with all its files."""
    photo = photo_at(request, key)
    try:
        remove_photo(photo, by=person_at(request))
        messages.success(request, _("The photo is removed."))
    except ArtisanError as error:
        messages.error(request, say(error.sentence))
    return redirect("studio-photos", key=photo.story.key)


@require_safe
@require_role("coordinator", "reviewer")
def show_picture(request: HttpRequest, key: uuid.UUID, edition: int) -> HttpResponse:
    """A photo as it would be shown; before it is made, as it came. Kept nowhere."""
    photo = photo_at(request, key)
    if photo.state not in (PhotoState.MADE, PhotoState.ACCEPTED):
        return _send(private_files(), photo.preview)
    width = min(photo.widths, key=lambda one: abs(one - _SHOWN_WIDTH))
    return _send(rendition_files(), f"{photo.name}/{width}.webp")


@require_safe
@require_role("coordinator", "reviewer")
def show_preview(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The whole photo, upright and small, for marking it; gone once it is accepted. Kept nowhere."""
    return _send(private_files(), photo_at(request, key).preview)


@require_safe
@require_role("coordinator", "reviewer")
def show_large(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The result in its full size; from an S3 server by an address that is signed for five minutes."""
    photo = photo_at(request, key)
    if photo.state not in (PhotoState.MADE, PhotoState.ACCEPTED):
        raise Http404("Nothing to show yet.")
    name = f"{photo.name}/{max(photo.widths)}.webp"
    try:
        return redirect(rendition_files().url(name))
    except ValueError:
        return _send(rendition_files(), name)


def _send(store: Storage, name: str) -> HttpResponse:
    try:
        with store.open(name or "none") as file:
            return HttpResponse(file.read(), content_type="image/webp")
    except FileNotFoundError as error:
        raise Http404("Nothing to show yet.") from error
