"""Photos as the guards, the studio and the public see them."""

from typing import Any

from django.db.models import OuterRef
from django.urls import reverse

from artisans.lint import check_text, guess_language
from artisans.models import Photo, Story
from artisans.models.photos import PhotoState
from artisans.photos.rules import PhotoFacts, scopes_of_photo, what_is_missing
from artisans.queries.gathering import GatheredRows
from artisans.shapes import DeskPhoto, PhotoSource, ShownPhoto
from artisans.states import Step, StoryState, steps_from
from artisans.storage import list_files, private_files

KINDS = ("avif", "webp")
_SHOWN = ("digest", "kind", "face", "name", "alt", "width", "height", "widths")


def rows_of_photos() -> GatheredRows:
    """What a page shows of a story's photos, to be read with the story as `photo_rows`."""
    accepted = Photo.objects.filter(story=OuterRef("pk")).exclude(digest="").order_by()
    return GatheredRows(accepted, names=_SHOWN, documents=("widths",))


def listed_photos(story: Story) -> tuple[Photo, ...]:
    """The photos of the current revision, in its order. No query where `rows_of_photos` was read with the story."""
    rows: list[dict[str, Any]] | None = getattr(story, "photo_rows", None)
    photos = story.photos.exclude(digest="") if rows is None else map(_to_photo, rows)
    by_digest = {photo.digest: photo for photo in photos}
    media = story.revision.media if story.revision else []
    return tuple(by_digest[digest] for digest in media if digest in by_digest)


def _to_photo(row: dict[str, Any]) -> Photo:
    # SQLite has no truth values: an answer comes as 0 or 1.
    return Photo(**row | {"face": row["face"] if row["face"] is None else bool(row["face"])})


def scopes_of_photos(story: Story) -> frozenset[str]:
    """Every scope that the photos of the current revision make use of."""
    return frozenset(scope for photo in listed_photos(story) for scope in scopes_of_photo(photo.kind, photo.face))


def facts_of_photos(story: Story) -> tuple[PhotoFacts, ...]:
    """All photos of a story as the guards see them, also those that are not finished. One listing of files for each."""
    return tuple(facts_of_photo(photo, number, story) for number, photo in enumerate(story.photos.all(), start=1))


def facts_of_photo(photo: Photo, number: int, story: Story) -> PhotoFacts:
    """One photo. Whether the original is gone is looked up in the store, not believed."""
    media = story.revision.media if story.revision else []
    return PhotoFacts(
        number=number,
        kind=photo.kind,
        accepted=photo.state == PhotoState.ACCEPTED,
        rebuilt=bool(photo.pixels_sha256 and photo.widths),
        random_name=len(photo.name) == 32 and photo.name != photo.key.hex,
        original_gone=not photo.original and not any(list_files(private_files(), photo.folder)),
        listed=bool(photo.digest) and photo.digest in media,
        alt=photo.alt,
        alt_is_clean=not check_text(guess_language(photo.alt), "", photo.alt),
        face=photo.face,
        sign=photo.sign,
        landmark=photo.landmark,
        child=photo.child,
        uniform=photo.uniform,
    )


def shown_photos(story: Story) -> tuple[ShownPhoto, ...]:
    """The photos beside a story; call it only where `may_show` said yes."""
    return tuple(to_shown_photo(photo) for photo in listed_photos(story))


def to_shown_photo(photo: Photo) -> ShownPhoto:
    """A photo with the addresses of its files."""
    sources = tuple(
        PhotoSource(kind, width, reverse("artisan-photo", args=[photo.name, width, kind]))
        for kind in KINDS
        for width in photo.widths
    )
    return ShownPhoto(kind=photo.kind, alt=photo.alt, width=photo.width, height=photo.height, sources=sources)


def list_desk_photos(story: Story) -> tuple[DeskPhoto, ...]:
    """All photos of a story in their order, finished or not. One query, and one listing of files for each."""
    return tuple(_to_desk(photo, number, story) for number, photo in enumerate(story.photos.all(), start=1))


def find_desk_photo(photo: Photo) -> DeskPhoto:
    """One photo with its number in the story. One query."""
    before = Photo.objects.filter(story=photo.story_id, position__lt=photo.position).count()
    return _to_desk(photo, before + 1, photo.story)


def _to_desk(photo: Photo, number: int, story: Story) -> DeskPhoto:
    has_picture = photo.state in (PhotoState.MADE, PhotoState.ACCEPTED) or bool(photo.preview)
    return DeskPhoto(
        key=str(photo.key),
        number=number,
        kind=photo.kind,
        state=photo.state,
        trouble=photo.trouble,
        alt=photo.alt,
        width=photo.width,
        height=photo.height,
        address=reverse("studio-photo-picture", args=[photo.key, photo.edition]) if has_picture else "",
        edition=photo.edition,
        missing=what_is_missing(facts_of_photo(photo, number, story)),
        suggested=len(photo.faces),
        faces_looked_for=photo.faces_looked_for,
        with_original=bool(photo.original),
        editable=Step.EDIT in steps_from(StoryState(story.state)),
    )
