"""Files: nothing readable outside the process, nothing left behind, all S3 variables or none."""

import os
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.utils import timezone
from pytest_django import Settings

from artisans import actions
from artisans.actions.erasing import clear_leftovers
from artisans.actions.photos import erase_photos
from artisans.errors import VaultLocked
from artisans.models import ImportList, Photo, Upload, UploadPiece
from artisans.storage import clear_folder, list_files, private_files, rendition_files, rewrap_files
from storefront.file_stores import read_stores
from tests.artisans.conftest import Cast, MakePersona, MakeStory

SECRET = b"the marker word lantern-fish stands here"
S3 = {
    "S3_ENDPOINT": "https://s3.example",
    "S3_BUCKET": "shown",
    "S3_PRIVATE_BUCKET": "locked",
    "S3_ACCESS_KEY_ID": "key",
    "S3_SECRET_ACCESS_KEY": "secret",
    "S3_REGION": "us-east-1",
}


def on_disk(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_a_private_file_is_ciphertext_on_the_disk_and_plain_for_its_reader(files: Path) -> None:
    private_files().save("photos/a/original", ContentFile(SECRET))
    assert private_files().open("photos/a/original").read() == SECRET
    assert private_files().size("photos/a/original") == len(SECRET)
    (path,) = on_disk(files / "private")
    assert b"lantern" not in path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_a_changed_private_file_is_refused(files: Path) -> None:
    private_files().save("evidence/a", ContentFile(SECRET))
    (path,) = on_disk(files / "private")
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(VaultLocked):
        private_files().open("evidence/a").read()


def test_neither_store_has_a_public_address(files: Path) -> None:
    private_files().save("photos/a/original", ContentFile(SECRET))
    for store in (private_files(), rendition_files()):
        with pytest.raises(ValueError, match=r"address|URL"):
            store.url("photos/a/original")


@pytest.mark.parametrize("name", ["../outside", "/etc/passwd", "photos/../../outside"])
def test_no_name_leads_out_of_the_store(files: Path, name: str) -> None:
    from django.core.exceptions import SuspiciousFileOperation

    with pytest.raises(SuspiciousFileOperation):
        private_files().save(name, ContentFile(SECRET))
    assert on_disk(files) == []


def test_a_new_key_opens_old_files_and_rewrapping_lets_the_old_key_go(files: Path, settings: Settings) -> None:
    settings.VAULT_KEYS = ["old key"]
    private_files().save("evidence/a", ContentFile(SECRET))
    settings.VAULT_KEYS = ["new key", "old key"]
    assert private_files().open("evidence/a").read() == SECRET
    assert rewrap_files() == 1
    settings.VAULT_KEYS = ["new key"]
    assert private_files().open("evidence/a").read() == SECRET
    settings.VAULT_KEYS = ["old key"]
    with pytest.raises(VaultLocked):
        private_files().open("evidence/a").read()


def test_rewrapping_the_vault_takes_the_files_with_it(db: None, files: Path, settings: Settings) -> None:
    settings.VAULT_KEYS = ["old key"]
    private_files().save("evidence/a", ContentFile(SECRET))
    settings.VAULT_KEYS = ["new key", "old key"]
    actions.rewrap_vault()
    settings.VAULT_KEYS = ["new key"]
    assert private_files().open("evidence/a").read() == SECRET


def test_a_folder_is_cleared_with_everything_below_and_no_more(files: Path) -> None:
    for name in ("uploads/a/1", "uploads/a/deep/2", "uploads/b/1"):
        private_files().save(name, ContentFile(SECRET))
    assert clear_folder(private_files(), "uploads/a") == 2
    assert clear_folder(private_files(), "uploads/a") == 0
    assert list(list_files(private_files())) == ["uploads/b/1"]


def plant(story: object, cast: Cast) -> None:
    """A photo, an upload under way, and a list that waits, with files."""
    photo = Photo.objects.create(
        key=uuid.uuid4(), story=story, position=1, kind="hands", added_by=cast.coordinator, coming_name="c" * 32
    )
    upload = Upload.objects.create(key=uuid.uuid4(), story=story, kind="hands", length=9, by=cast.coordinator)
    UploadPiece.objects.create(upload=upload, offset=0, length=4, name=f"{upload.folder}/0")
    waiting = ImportList.objects.create(
        key=uuid.uuid4(), programme=cast.loom, by=cast.coordinator, sha256="0" * 64, rows=1
    )
    for name in (f"{photo.folder}/original", f"{photo.folder}/preview", f"{upload.folder}/0", f"{waiting.folder}/list"):
        private_files().save(name, ContentFile(SECRET))
    for name in (photo.name, photo.coming_name):
        rendition_files().save(f"{name}/320.avif", ContentFile(b"picture"))


def test_erasing_takes_rows_and_every_file_and_leaves_those_of_others(
    cast: Cast, files: Path, reviewed: MakeStory, make_persona: MakePersona
) -> None:
    hers, another = reviewed(make_persona("Brindle")), reviewed(make_persona("Tansy"))
    plant(hers, cast)
    kept = Photo.objects.create(
        key=uuid.uuid4(), story=another, position=1, kind="hands", added_by=cast.coordinator, name="d" * 32
    )
    private_files().save(f"{kept.folder}/original", ContentFile(SECRET))
    rendition_files().save(f"{kept.name}/320.avif", ContentFile(b"picture"))
    assert erase_photos(hers.persona) == {"photos": 1, "uploads": 1, "lists": 1, "files": 6}
    assert erase_photos(hers.persona) == {"photos": 0, "uploads": 0, "lists": 0, "files": 0}
    assert list(Photo.objects.all()) == [kept]
    assert not Upload.objects.exists()
    assert not UploadPiece.objects.exists()
    assert not ImportList.objects.exists()
    assert list(list_files(private_files())) == [f"{kept.folder}/original"]
    assert list(list_files(rendition_files())) == [f"{kept.name}/320.avif"]


def test_uploads_of_a_week_and_lists_of_a_day_go_and_younger_ones_stay(
    cast: Cast, files: Path, reviewed: MakeStory
) -> None:
    story = reviewed()
    plant(story, cast)
    assert clear_leftovers() == 0
    Upload.objects.update(begun_at=timezone.now() - timedelta(days=7, minutes=1))
    ImportList.objects.update(added_at=timezone.now() - timedelta(days=1, minutes=1))
    assert clear_leftovers() == 2
    assert not Upload.objects.exists()
    assert not ImportList.objects.exists()
    assert Photo.objects.count() == 1
    left = list(list_files(private_files()))
    assert sorted(name.rsplit("/", 1)[1] for name in left) == ["original", "preview"]


def test_files_that_no_row_names_go_after_an_hour(db: None, files: Path) -> None:
    private_files().save(f"photos/{uuid.uuid4()}/original", ContentFile(SECRET))
    rendition_files().save("e" * 32 + "/320.avif", ContentFile(b"picture"))
    assert clear_leftovers() == 0
    for path in on_disk(files):
        hour_ago = timezone.now().timestamp() - 3700
        os.utime(path, (hour_ago, hour_ago))
    assert clear_leftovers() == 2
    assert on_disk(files) == []


def test_without_s3_both_stores_are_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in S3:
        monkeypatch.delenv(name, raising=False)
    stores = read_stores(tmp_path)
    assert stores["private"]["OPTIONS"]["options"]["location"] == str(tmp_path / "private")
    assert stores["renditions"]["OPTIONS"]["location"] == str(tmp_path / "renditions")


def test_with_s3_originals_and_renditions_have_a_bucket_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in S3.items():
        monkeypatch.setenv(name, value)
    stores = read_stores(tmp_path)
    assert stores["private"]["BACKEND"] == "artisans.storage.LockedFiles"
    assert stores["private"]["OPTIONS"]["options"]["bucket_name"] == "locked"
    assert stores["renditions"]["OPTIONS"]["bucket_name"] == "shown"
    assert stores["renditions"]["OPTIONS"]["querystring_expire"] == 300


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"S3_REGION": "", "S3_BUCKET": ""}, "Set all of the S3 variables or none; missing: S3_BUCKET, S3_REGION."),
        ({"S3_PRIVATE_BUCKET": "shown"}, "S3_BUCKET and S3_PRIVATE_BUCKET must be two buckets."),
        ({"S3_ENDPOINT": "s3.example"}, "S3_ENDPOINT must be an address"),
    ],
)
def test_half_an_s3_stops_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changes: dict[str, str], sentence: str
) -> None:
    for name, value in (S3 | changes).items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=sentence.replace(".", r"\.")):
        read_stores(tmp_path)
