"""Photos that come piece by piece over a poor line. Each piece is kept as it arrives; nothing is asked for twice."""

import secrets
import uuid

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from artisans.actions.desks import require_desk
from artisans.actions.erasing import erase_upload
from artisans.actions.media import require_editable
from artisans.actions.photos import MOST_PHOTOS, receive_photo
from artisans.errors import NotAllowed, PhotoRejected, UploadConflict
from artisans.models import Photo, Story, Upload, UploadPiece
from artisans.models.photos import PhotoKind
from artisans.photos.inspecting import MOST_BYTES, tell_kind
from artisans.photos.refusals import EMPTY, TOO_LARGE, PhotoRefused
from artisans.storage import clear_folder, private_files
from people.models import Person

_ENOUGH_TO_TELL = 64


def begin_upload(
    *, story: Story, key: uuid.UUID, kind: str, length: int, by: Person, media_type: str = ""
) -> tuple[Upload, bool]:
    """An upload for a photo, and whether it is new: the same key finds what has arrived already.

    Raises:
        NotAllowed: another programme's story, or the key is another story's.
        PhotoRejected: it would be too large, or the story has enough photos.
        WrongState: she has withdrawn, or the story has ended.
    """
    require_desk(by, story.persona.maker.programme)
    require_editable(story)
    upload = Upload.objects.filter(key=key).first()
    if upload is None:
        _check_new(story, key, kind, length)
        try:
            with transaction.atomic():
                values = {"story": story, "kind": kind, "length": length, "by": by, "media_type": media_type[:40]}
                return Upload.objects.create(key=key, **values), True
        except IntegrityError:
            upload = Upload.objects.get(key=key)
    if upload.story_id != story.pk:
        raise NotAllowed(_("This upload belongs to another story."))
    if upload.length != length:
        raise UploadConflict(_("Another file was begun under this name. Begin a new upload."))
    return upload, False


def append_piece(upload: Upload, *, offset: int, content: bytes) -> int:
    """Keeps a piece; returns how far the upload is. The last one makes the photo.

    Raises:
        UploadConflict: it does not follow what has arrived, or reaches beyond the end.
        PhotoRejected: the first bytes are no photo's, or the whole may not come in; the upload is gone then.
        WrongState: she has withdrawn meanwhile.
    """
    require_editable(upload.story)
    if offset != upload.offset or offset + len(content) > upload.length:
        raise UploadConflict(_("This piece does not follow what has arrived."))
    if offset == 0 and len(content) >= _ENOUGH_TO_TELL:
        _look_at_beginning(upload, content)
    if content:
        _keep(upload, offset, content)
    return upload.offset


def finish_upload(upload: Upload) -> Photo | None:
    """The photo of a complete upload, or None while something is missing. Safe to repeat.

    Raises:
        PhotoRejected: the whole is no photo that may come in; the upload is gone then.
    """
    photo = Photo.objects.filter(key=upload.key).first()
    if upload.offset < upload.length:
        return None
    if photo is None or (photo.due_at is None and photo.state == "received"):
        data = b"".join(_read(piece) for piece in upload.pieces.all())
        try:
            photo = receive_photo(
                story=upload.story,
                key=upload.key,
                kind=upload.kind,
                data=data,
                by=upload.by,
                media_type=upload.media_type,
            )
        except PhotoRejected:
            erase_upload(upload)
            raise
    # The row stays for a week, so that a device that did not hear of the end learns of it.
    upload.pieces.all().delete()
    clear_folder(private_files(), upload.folder)
    return photo


def _check_new(story: Story, key: uuid.UUID, kind: str, length: int) -> None:
    if kind not in PhotoKind.values:
        raise PhotoRejected(_("Say what the photo shows: her hands, her face, or the work."))
    if length < 1:
        raise PhotoRejected(_(EMPTY))
    if length > MOST_BYTES:
        raise PhotoRejected(_(TOO_LARGE))
    if Photo.objects.filter(key=key).exclude(story=story).exists():
        raise NotAllowed(_("This photo belongs to another story."))
    under_way = Upload.objects.filter(story=story, offset__lt=F("length")).count()
    if Photo.objects.filter(story=story).exclude(key=key).count() + under_way >= MOST_PHOTOS:
        raise PhotoRejected(_("This story has six photos already. Remove one first."))


def _look_at_beginning(upload: Upload, content: bytes) -> None:
    """What is no photo is told at once, before the rest travels."""
    try:
        tell_kind(content)
    except PhotoRefused as error:
        erase_upload(upload)
        raise PhotoRejected(_(error.sentence)) from error


def _keep(upload: Upload, offset: int, content: bytes) -> None:
    name = f"{upload.folder}/{offset:09d}-{secrets.token_hex(4)}"
    private_files().save(name, ContentFile(content))
    try:
        with transaction.atomic():
            UploadPiece.objects.create(upload=upload, offset=offset, length=len(content), name=name)
            moved = Upload.objects.filter(pk=upload.pk, offset=offset).update(offset=F("offset") + len(content))
            if not moved:
                raise UploadConflict(_("Another piece came in between."))
    except (IntegrityError, UploadConflict) as error:
        private_files().delete(name)
        raise UploadConflict(_("Another piece came in between.")) from error
    upload.offset += len(content)


def _read(piece: UploadPiece) -> bytes:
    with private_files().open(piece.name) as file:
        return bytes(file.read())
