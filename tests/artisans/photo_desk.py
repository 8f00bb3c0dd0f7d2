"""A story with photos, by the same actions that people and the worker use."""

import uuid

from artisans.actions.photos import accept_photo, mark_photo, receive_photo
from artisans.chores import develop_photos
from artisans.models import Photo, Story
from people.models import Person
from tests.artisans.photo_files import draw, hostile_jpeg

ALT = "Two hands draw a blunt needle through layered cloth."
ANSWERS: dict[str, bool | None] = {"face": False, "sign": False, "landmark": False, "child": False, "uniform": False}


def develop_all() -> int:
    """The worker, until nothing is due."""
    count = 0
    while develop_photos():
        count += 1
    return count


def send(story: Story, by: Person, *, kind: str = "hands", data: bytes = b"", key: uuid.UUID | None = None) -> Photo:
    """A photo that was sent and rebuilt once."""
    photo = receive_photo(story=story, key=key or uuid.uuid4(), kind=kind, data=data or hostile_jpeg(draw()), by=by)
    develop_all()
    photo.refresh_from_db()
    return photo


def mark(photo: Photo, by: Person, **changes: object) -> Photo:
    """A photo that a person has marked, and the worker has made."""
    values = {"kind": photo.kind, "alt": ALT, "answers": ANSWERS, "crop": [], "blurs": []} | changes
    mark_photo(photo, by=by, **values)  # type: ignore[arg-type]
    develop_all()
    photo.refresh_from_db()
    return photo


def add_photo(story: Story, by: Person, *, kind: str = "hands", **changes: object) -> Photo:
    """A photo that stands in the story."""
    photo = mark(send(story, by, kind=kind), by, **changes)
    return accept_photo(photo, by=by, edition=photo.edition)
