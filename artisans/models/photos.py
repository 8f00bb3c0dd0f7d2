"""Photos of makers' work, the uploads they come from, and lists that wait for a coordinator's word."""

import secrets

from django.db import models

from artisans.models.programmes import Programme
from artisans.models.stories import Story
from people.models import Person


def make_name() -> str:
    """A random name for the files of a photo: 32 hexadecimal digits, 128 bits; it tells nothing."""
    return secrets.token_hex(16)


class PhotoKind(models.TextChoices):
    """What the photo shows, as the coordinator says."""

    HANDS = "hands", "Her hands at work"
    FACE = "face", "Her face"
    WORK = "work", "The work itself"


class PhotoState(models.TextChoices):
    """How far a photo is. Only an accepted one can stand in a story."""

    RECEIVED = "received"  # the original waits to be rebuilt
    TO_MARK = "to_mark"  # a person crops, blurs, describes and answers
    MARKED = "marked"  # the renditions wait to be made
    MADE = "made"  # a person looks at the result
    ACCEPTED = "accepted"  # the original is gone
    REFUSED = "refused"  # it could not be read; `trouble` says why


class Photo(models.Model):
    """One photo of a story. `key` comes from the device; `name` is random and names the renditions.

    Regions (`crop`, one of `blurs`, one of `faces`) are [left, top, width, height] in thousandths of the upright
    picture. `digest` is the SHA-256 of what is shown: the pixels and the words beside them; empty until accepted.
    `edition` counts the wishes, so that a rendering of an older wish is thrown away.
    """

    key = models.UUIDField(unique=True)
    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="photos")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=PhotoKind.choices)
    state = models.CharField(max_length=10, choices=PhotoState.choices, default=PhotoState.RECEIVED)
    trouble = models.CharField(max_length=200, blank=True)
    alt = models.CharField(max_length=200, blank=True)
    face = models.BooleanField(null=True)
    sign = models.BooleanField(null=True)
    landmark = models.BooleanField(null=True)
    child = models.BooleanField(null=True)
    uniform = models.BooleanField(null=True)
    name = models.CharField(max_length=32, unique=True, default=make_name, editable=False)
    coming_name = models.CharField(max_length=32, blank=True, editable=False)
    original = models.CharField(max_length=120, blank=True, editable=False)
    preview = models.CharField(max_length=120, blank=True, editable=False)
    faces = models.JSONField(default=list, editable=False)
    faces_looked_for = models.BooleanField(default=False, editable=False)
    crop = models.JSONField(default=list)
    blurs = models.JSONField(default=list)
    pixels_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    digest = models.CharField(max_length=64, blank=True, editable=False)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    widths = models.JSONField(default=list, editable=False)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    edition = models.PositiveIntegerField(default=1, editable=False)
    due_at = models.DateTimeField(null=True, blank=True, db_index=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["story", "position"], name="photo_of_story")]

    def __str__(self) -> str:
        return f"photo {self.key}"

    @property
    def folder(self) -> str:
        """The folder of its original and preview among the private files."""
        return f"photos/{self.key}"


class Upload(models.Model):
    """A photo on its way in, piece by piece. `key` is the photo's; nothing here tells whose it is."""

    key = models.UUIDField(unique=True)
    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="uploads")
    kind = models.CharField(max_length=8, choices=PhotoKind.choices)
    media_type = models.CharField(max_length=40, blank=True)
    length = models.PositiveIntegerField()
    offset = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self) -> str:
        return f"upload {self.key}"

    @property
    def folder(self) -> str:
        """The folder of its pieces among the private files."""
        return f"uploads/{self.key}"


class UploadPiece(models.Model):
    """A piece that has arrived. One piece for each offset: of two hands that send the same, one is heard."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="pieces")
    offset = models.PositiveIntegerField()
    length = models.PositiveIntegerField()
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["offset"]
        constraints = [models.UniqueConstraint(fields=["upload", "offset"], name="upload_piece_once")]

    def __str__(self) -> str:
        return f"{self.length} bytes at {self.offset} of {self.upload_id}"


class ImportList(models.Model):
    """A spreadsheet, and its photos, that were looked through and wait for a coordinator's word. Files are private."""

    key = models.UUIDField(unique=True)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True, db_index=True)
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    done_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"list {self.key}"

    @property
    def folder(self) -> str:
        """The folder of its files among the private files."""
        return f"imports/{self.key}"
