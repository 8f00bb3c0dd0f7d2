"""Both stores on a real S3 server: what is private stays private, and a signed address is what it says."""

import uuid
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import boto3
import httpx
import pytest
from botocore.config import Config
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from artisans import actions
from artisans.actions.photos import erase_photos
from artisans.models import Story
from artisans.storage import clear_folder, list_files, private_files, rendition_files
from storefront.file_stores import read_stores
from tests.artisans.conftest import Cast, MakeConsent, MakePersona
from tests.artisans.photo_desk import add_photo, mark, send
from tests.artisans.photo_files import says_only_pixels
from tests.artisans.test_studio import signed_in
from tests.s3_server import BUCKETS, KEY, SECRET, running_s3, settings_for

SECRET_WORDS = b"the marker word lantern-fish stands here"


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_s3(tmp_path_factory.mktemp("s3")) as address:
        yield address


@pytest.fixture(autouse=True)
def stores(endpoint: str, files: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name, value in settings_for(endpoint).items():
        monkeypatch.setenv(name, value)
    settings.STORAGES = settings.STORAGES | read_stores(files)
    yield
    for store in (private_files(), rendition_files()):
        for folder in {name.split("/")[0] for name in list_files(store)}:
            clear_folder(store, folder)


def raw(bucket: str, name: str, endpoint: str) -> bytes:
    client = boto3.client(
        "s3",
        endpoint_url=endpoint,
        aws_access_key_id=KEY,
        aws_secret_access_key=SECRET,
        region_name="us-east-1",
        config=Config(s3={"addressing_style": "path"}),
    )
    return bytes(client.get_object(Bucket=bucket, Key=name)["Body"].read())


def test_a_file_is_put_read_replaced_and_deleted(endpoint: str) -> None:
    for store in (private_files(), rendition_files()):
        assert store.save("a/b/one", ContentFile(SECRET_WORDS)) == "a/b/one"
        assert store.open("a/b/one").read() == SECRET_WORDS
        store.save("a/b/one", ContentFile(b"second"))
        assert store.open("a/b/one").read() == b"second"
        assert list(list_files(store)) == ["a/b/one"]
        assert clear_folder(store, "a/b") == 1
        assert not store.exists("a/b/one")
        with pytest.raises(FileNotFoundError):
            store.open("a/b/one").read()


def test_what_is_private_reaches_the_server_as_ciphertext(endpoint: str) -> None:
    private_files().save("evidence/one", ContentFile(SECRET_WORDS))
    assert b"lantern" not in raw(BUCKETS[1], "evidence/one", endpoint)
    assert private_files().open("evidence/one").read() == SECRET_WORDS
    with pytest.raises(ValueError, match="no address"):
        private_files().url("evidence/one")


def test_without_a_signature_nothing_is_read_written_or_listed(endpoint: str) -> None:
    private_files().save("evidence/one", ContentFile(SECRET_WORDS))
    rendition_files().save("n/320.webp", ContentFile(b"picture"))
    for path in ("locked/evidence/one", "shown/n/320.webp", "locked", "shown", ""):
        assert httpx.get(f"{endpoint}/{path}").status_code == 403
    assert httpx.put(f"{endpoint}/shown/n/320.webp", content=b"x").status_code == 403
    assert httpx.delete(f"{endpoint}/shown/n/320.webp").status_code == 403
    assert rendition_files().open("n/320.webp").read() == b"picture"


def test_a_signed_address_holds_for_five_minutes_and_a_changed_one_for_none(endpoint: str) -> None:
    rendition_files().save("n/320.webp", ContentFile(b"picture"))
    rendition_files().save("n/640.webp", ContentFile(b"another"))
    address = rendition_files().url("n/320.webp")
    assert httpx.get(address).content == b"picture"
    values = parse_qs(urlsplit(address).query)
    assert values["X-Amz-Expires"] == ["300"]
    signature = values["X-Amz-Signature"][0]
    changed = signature[:-1] + ("0" if signature[-1] != "0" else "1")
    for tampered in (
        address.replace(signature, changed),
        address.replace("320.webp", "640.webp"),
        address.replace("X-Amz-Expires=300", "X-Amz-Expires=604800"),
        address.replace("/shown/", "/locked/"),
    ):
        assert tampered != address
        assert httpx.get(tampered).status_code == 403
    assert httpx.put(address, content=b"x").status_code == 403


def test_a_signed_address_ends(endpoint: str, files: Path, settings: Settings) -> None:
    rendition_files().save("n/320.webp", ContentFile(b"picture"))
    store = rendition_files()
    address = store.url("n/320.webp", expire=1)  # type: ignore[call-arg]
    import time

    time.sleep(2.5)
    assert httpx.get(address).status_code == 403


def test_a_photo_lives_and_dies_on_the_server(
    cast: Cast, make_persona: MakePersona, make_consent: MakeConsent, endpoint: str
) -> None:
    persona = make_persona()
    make_consent(persona, scopes=("text", "pseudonym", "hands_photo"))
    story = actions.create_draft(
        persona=persona, title="Three colours", text="I weave.", author=cast.coordinator, shows_child=False
    )
    photo = send(story, cast.coordinator)
    assert b"lantern-fish" not in raw(BUCKETS[1], photo.original, endpoint)
    photo = mark(photo, cast.coordinator)
    large = signed_in(cast.coordinator).get(f"/studio/photos/{photo.key}/large/")
    assert large.status_code == 302
    assert says_only_pixels("webp", httpx.get(large.headers["Location"]).content)
    photo = add_photo(Story.objects.get(), cast.coordinator)
    assert list(list_files(private_files(), photo.folder)) == []
    address = f"/artisans/photos/{photo.name}/320.avif"
    assert Client().get(address).status_code == 410
    story.refresh_from_db()
    Story.objects.update(state="published", published_at=timezone.now())
    answer = Client().get(address)
    assert answer.status_code == 200
    assert says_only_pixels("avif", answer.content)
    erase_photos(persona)
    assert [*list_files(private_files()), *list_files(rendition_files())] == []
    assert Client().get(address).status_code == 410
    assert uuid.UUID(str(photo.key))
