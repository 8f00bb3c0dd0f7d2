"""The worker's part: rebuilds photos, makes renditions. Rows with a lease, so a killed worker loses nothing."""

import logging
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db.models import F, Q
from django.utils import timezone
from PIL import Image

from artisans.errors import VaultLocked
from artisans.models import Photo
from artisans.models.photos import PhotoState, make_name
from artisans.photos.faces import can_look_for_faces, suggest_faces
from artisans.photos.opening import open_photo
from artisans.photos.refusals import BROKEN, PhotoRefused
from artisans.photos.regions import read_region, read_regions
from artisans.photos.rendering import cut_and_blur, fingerprint, make_preview, make_renditions
from artisans.storage import clear_folder, private_files, rendition_files

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
MOST_ATTEMPTS = 5
_DUE_STATES = (PhotoState.RECEIVED, PhotoState.MARKED)


def claim_photo() -> Photo | None:
    """The photo that has waited longest, leased to the caller by one conditional UPDATE; None if none is due."""
    now = timezone.now()
    free = Q(claimed_until=None) | Q(claimed_until__lt=now)
    due = Photo.objects.filter(free, due_at__lte=now, state__in=_DUE_STATES).order_by("due_at", "pk")
    for photo in due.select_related("story")[:5]:
        half_done, coming = photo.coming_name, make_name()
        mine = Photo.objects.filter(free, pk=photo.pk, edition=photo.edition, state=photo.state, due_at=photo.due_at)
        lease = {"claimed_until": now + LEASE, "attempts": F("attempts") + 1, "coming_name": coming}
        if mine.update(**lease):
            if half_done:
                clear_folder(rendition_files(), half_done)
            photo.refresh_from_db()
            return photo
    return None


def drop_accepted_originals() -> int:
    """Deletes originals whose acceptance was cut short; returns how many."""
    count = 0
    for photo in Photo.objects.filter(state=PhotoState.ACCEPTED).exclude(original=""):
        drop_original(photo)
        count += 1
    return count


def drop_original(photo: Photo) -> None:
    """Deletes original and preview of an accepted photo. Safe to repeat."""
    clear_folder(private_files(), photo.folder)
    Photo.objects.filter(pk=photo.pk, state=PhotoState.ACCEPTED).update(original="", preview="", faces=[])
    photo.refresh_from_db()


def develop(photo: Photo) -> bool:
    """Does what a claimed photo waits for; False if it has to be tried again. At most 3 s for 12 megapixels."""
    if photo.attempts > MOST_ATTEMPTS:
        # Whatever kills the worker each time is no photo that we can show.
        return _refuse(photo, BROKEN)
    try:
        with private_files().open(photo.original) as file:
            picture = open_photo(file.read())
        return _prepare(photo, picture) if photo.state == PhotoState.RECEIVED else _render(photo, picture)
    except PhotoRefused as error:
        if photo.state == PhotoState.MARKED:
            return _finish(photo, state=PhotoState.TO_MARK, trouble=error.sentence)
        return _refuse(photo, error.sentence)
    except (OSError, VaultLocked) as error:
        wait = timedelta(seconds=10 * 2 ** min(photo.attempts, 6))
        _of_this_wish(photo).update(claimed_until=None, due_at=timezone.now() + wait)
        logger.warning("photo %s not developed: %s", photo.key, type(error).__name__)
        return False


def _prepare(photo: Photo, picture: Image.Image) -> bool:
    """A preview for the studio, and where faces may be: those are marked for blurring until a person decides."""
    name = f"{photo.folder}/preview"
    private_files().save(name, ContentFile(make_preview(picture)))
    faces = [region.to_list() for region in suggest_faces(picture)]
    return _finish(
        photo,
        state=PhotoState.TO_MARK,
        preview=name,
        faces=faces,
        blurs=faces,
        faces_looked_for=can_look_for_faces(),
        width=picture.width,
        height=picture.height,
    )


def _render(photo: Photo, picture: Image.Image) -> bool:
    shown = cut_and_blur(picture, crop=read_region(photo.crop), blurs=read_regions(photo.blurs))
    files = list(make_renditions(shown))
    for file in files:
        rendition_files().save(f"{photo.coming_name}/{file.width}.{file.kind}", ContentFile(file.content))
    before = photo.name
    done = _finish(
        photo,
        state=PhotoState.MADE,
        name=photo.coming_name,
        coming_name="",
        pixels_sha256=fingerprint(shown),
        width=files[0].width,
        height=files[0].height,
        widths=sorted({file.width for file in files}),
    )
    # Either the old pixels are replaced, or a newer wish, or the purge, came in between and these are nobody's.
    clear_folder(rendition_files(), before if done else photo.coming_name)
    return done


def _refuse(photo: Photo, sentence: str) -> bool:
    clear_folder(private_files(), photo.folder)
    return _finish(photo, state=PhotoState.REFUSED, trouble=sentence[:200], original="", preview="")


def _of_this_wish(photo: Photo) -> Any:
    return Photo.objects.filter(pk=photo.pk, edition=photo.edition, coming_name=photo.coming_name)


def _finish(photo: Photo, **changes: Any) -> bool:
    """Writes what was made, if the wish is still the same and the lease still ours; else nothing."""
    done = _of_this_wish(photo).update(**changes, due_at=None, claimed_until=None, attempts=0)
    if not done and not Photo.objects.filter(pk=photo.pk).exists():
        # Erased meanwhile: what this process wrote since goes too.
        clear_folder(private_files(), photo.folder)
    return bool(done)
