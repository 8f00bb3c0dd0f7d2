"""What people do with photos: bring one in, mark it, accept it, remove it."""

import re
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from artisans.actions.darkroom import drop_original
from artisans.actions.desks import require_desk
from artisans.actions.erasing import erase_photo, erase_photos
from artisans.actions.media import renew_media, require_editable
from artisans.errors import NotAllowed, PhotoRejected, WrongState
from artisans.lint import check_text, guess_language
from artisans.models import Photo, Story
from artisans.models.photos import PhotoKind, PhotoState
from artisans.photos.inspecting import inspect_photo
from artisans.photos.refusals import PhotoRefused
from artisans.photos.regions import read_region, read_regions
from artisans.photos.rendering import digest_shown
from artisans.photos.rules import QUESTIONS, what_blocks
from artisans.queries.photos import facts_of_photo
from artisans.storage import private_files
from people.actions import record_audit
from people.models import Person
from themes.sentences import sentence

MOST_PHOTOS = 6
MOST_ALT_LETTERS = 200
MOST_BLURS = 24

__all__ = ["accept_photo", "erase_photos", "mark_photo", "receive_photo", "remove_photo"]


def receive_photo(
    *,
    story: Story,
    key: uuid.UUID,
    kind: str,
    data: bytes,
    by: Person,
    file_name: str = "",
    media_type: str = "",
) -> Photo:
    """Takes a photo in; the worker rebuilds it. `key` comes from the device: sent again, it finds the first.

    The file's name is looked at and thrown away.

    Raises:
        NotAllowed: another programme's story, or the key is another story's.
        PhotoRejected: the file is no photo that may come in, or the story has enough.
        WrongState: she has withdrawn, or the story has ended.
    """
    require_desk(by, story.persona.maker.programme)
    require_editable(story)
    if kind not in PhotoKind.values:
        raise PhotoRejected(_("Say what the photo shows: her hands, her face, or the work."))
    photo = Photo.objects.filter(key=key).first()
    if photo is None:
        try:
            inspect_photo(data, file_name=file_name, media_type=media_type)
        except PhotoRefused as error:
            raise PhotoRejected(_(error.sentence)) from error
        photo = _add_row(story, key, kind, by)
    if photo.story_id != story.pk:
        raise NotAllowed(_("This photo belongs to another story."))
    if photo.state == PhotoState.RECEIVED and photo.due_at is None:
        # The row stands first, so that a file is never without one; a sending that broke off here is finished.
        private_files().save(photo.original, ContentFile(data))
        Photo.objects.filter(pk=photo.pk, due_at=None).update(due_at=timezone.now())
        photo.refresh_from_db()
    return photo


@transaction.atomic
def mark_photo(
    photo: Photo,
    *,
    by: Person,
    kind: str,
    alt: str,
    answers: Mapping[str, bool | None],
    crop: Sequence[int],
    blurs: Sequence[Sequence[int]],
) -> Photo:
    """Notes what a person saw and wants: words, answers, crop, blur. New pixels are made by the worker.

    After acceptance the original is gone: words and answers may still change, the pixels may not.

    Raises:
        NotAllowed, WrongState: as for any edit of the story.
        PhotoRejected: words that may not stand, or a region outside the picture.
    """
    require_desk(by, photo.story.persona.maker.programme)
    require_editable(photo.story)
    words = check_alt(alt)
    wish = _read_wish(kind, crop, blurs)
    said = {question: answers.get(question) for question in QUESTIONS}
    state, same = PhotoState(photo.state), wish == {name: getattr(photo, name) for name in ("crop", "blurs")}
    if state is PhotoState.ACCEPTED and not same:
        raise WrongState(_("The original is gone. Remove this photo and send it again to crop or blur it otherwise."))
    if state in (PhotoState.RECEIVED, PhotoState.REFUSED):
        raise WrongState(_("This photo is not ready yet. Load the page again in a moment."))
    changes: dict[str, Any] = {"alt": words, "kind": kind, **said, **wish, "trouble": "", "edition": F("edition") + 1}
    if state is PhotoState.ACCEPTED:
        changes |= {"state": PhotoState.MADE, "digest": ""}
    elif state is not PhotoState.MADE or not same:
        changes |= {"state": PhotoState.MARKED, "due_at": timezone.now(), "claimed_until": None, "attempts": 0}
    _change(photo, changes)
    renew_media(photo.story, by=by)
    record_audit(by, "mark_photo", f"photo:{photo.key}")
    return photo


def accept_photo(photo: Photo, *, by: Person, edition: int) -> Photo:
    """Says that the result may stand in the story; the original and the preview are deleted.

    `edition` is that of the pixels and words which were looked at.

    Raises:
        NotAllowed, WrongState: as for any edit of the story; the photo is not made yet, or is another by now.
        PhotoRejected: a question is open, or an answer stands against it.
    """
    require_desk(by, photo.story.persona.maker.programme)
    require_editable(photo.story)
    if photo.state != PhotoState.ACCEPTED:
        if photo.state != PhotoState.MADE:
            raise WrongState(_("This photo is not ready yet. Load the page again in a moment."))
        if photo.edition != edition:
            raise WrongState(_("This is not the picture that you looked at. Look at it as it is now."))
        if reason := what_blocks(facts_of_photo(photo, 1, photo.story)):
            raise PhotoRejected(reason)
        with transaction.atomic():
            digest = digest_shown(photo.pixels_sha256, photo.alt)
            _change(photo, {"state": PhotoState.ACCEPTED, "digest": digest})
            renew_media(photo.story, by=by)
            record_audit(by, "accept_photo", f"photo:{photo.key}")
    # After the commit: a process killed here leaves an original that the worker deletes.
    drop_original(photo)
    return photo


def remove_photo(photo: Photo, *, by: Person) -> None:
    """Removes a photo with every file; a story that she had read goes back to her.

    Raises:
        NotAllowed, WrongState: as for any edit of the story.
    """
    require_desk(by, photo.story.persona.maker.programme)
    require_editable(photo.story)
    with transaction.atomic():
        Photo.objects.filter(pk=photo.pk).update(state=PhotoState.REFUSED, digest="", due_at=None)
        renew_media(photo.story, by=by)
        record_audit(by, "remove_photo", f"photo:{photo.key}")
    erase_photo(photo)


def check_alt(alt: str) -> str:
    """The words beside a photo, tidied.

    Raises:
        PhotoRejected: too long, or the check finds something in them; no override is possible here.
    """
    words = " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", alt).split())
    if len(words) > MOST_ALT_LETTERS:
        raise PhotoRejected(_("Say it in at most 200 letters."))
    if findings := check_text(guess_language(words), "", words):
        named = ", ".join(f"“{finding.words}”" for finding in findings[:4])
        raise PhotoRejected(sentence("%(words)s: %(why)s", words=named, why=(findings[0].suggestion,)))
    return words


def _add_row(story: Story, key: uuid.UUID, kind: str, by: Person) -> Photo:
    if Photo.objects.filter(story=story).count() >= MOST_PHOTOS:
        raise PhotoRejected(_("This story has six photos already. Remove one first."))
    last = Photo.objects.filter(story=story).aggregate(last=Max("position"))["last"] or 0
    original = f"photos/{key}/original"
    try:
        with transaction.atomic():
            return Photo.objects.create(
                key=key, story=story, position=last + 1, kind=kind, added_by=by, original=original
            )
    except IntegrityError:
        return Photo.objects.get(key=key)


def _read_wish(kind: str, crop: Sequence[int], blurs: Sequence[Sequence[int]]) -> dict[str, list[Any]]:
    region, regions = read_region(list(crop)), read_regions([list(blur) for blur in blurs])
    outside = (crop and region is None) or len(regions) != len(blurs) or len(blurs) > MOST_BLURS
    if outside or kind not in PhotoKind.values:
        raise PhotoRejected(_("A region lies outside the picture. Mark it again."))
    return {"crop": region.to_list() if region else [], "blurs": [one.to_list() for one in regions]}


def _change(photo: Photo, changes: Mapping[str, Any]) -> None:
    """One conditional UPDATE: of two hands only one changes the photo."""
    unmoved = Photo.objects.filter(pk=photo.pk, edition=photo.edition, state=photo.state)
    if not unmoved.update(**changes, changed_at=timezone.now()):
        raise WrongState(_("Somebody changed this photo meanwhile. Load it again."))
    photo.refresh_from_db()
