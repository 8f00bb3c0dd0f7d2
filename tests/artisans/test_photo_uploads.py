"""Resumable uploads, as the device speaks them: tus 1.0.0."""

import base64
import hashlib
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from artisans import actions
from artisans.actions.imports import look_through
from artisans.actions.uploads import begin_upload
from artisans.errors import NotAllowed
from artisans.models import ImportList, Photo, Story, Upload, UploadPiece
from artisans.photos.inspecting import MOST_BYTES
from artisans.storage import list_files, private_files
from tests.artisans.conftest import Cast, MakePersona
from tests.artisans.photo_desk import develop_all
from tests.artisans.photo_files import draw, encode
from tests.artisans.test_bulk import GOOD, a_list
from tests.artisans.test_studio import signed_in

TUS = {"Tus-Resumable": "1.0.0"}
PIECE = "application/offset+octet-stream"


@pytest.fixture
def story(cast: Cast, make_persona: MakePersona) -> Story:
    return actions.create_draft(
        persona=make_persona(), title="Three colours", text="I weave.", author=cast.coordinator, shows_child=False
    )


@pytest.fixture
def client(cast: Cast) -> Client:
    return signed_in(cast.coordinator)


@pytest.fixture
def data() -> bytes:
    return encode(draw(), "jpeg")


def metadata(**values: str) -> str:
    return ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in values.items())


def begin(client: Client, story: Story, length: int, /, **changes: str) -> Any:
    values = {"story": str(story.key), "client_id": str(uuid.uuid4()), "kind": "hands"} | changes
    headers = TUS | {"Upload-Length": str(length), "Upload-Metadata": metadata(**values)}
    return client.post("/studio/uploads/", headers=headers)


def send_piece(client: Client, place: str, offset: int, content: bytes, **headers: str) -> Any:
    more = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.patch(place, content, content_type=PIECE, headers=TUS | {"Upload-Offset": str(offset)} | more)


def test_a_photo_arrives_in_pieces_and_becomes_a_photo(client: Client, story: Story, data: bytes) -> None:
    begun = begin(client, story, len(data), filename="IMG_1.jpg", filetype="image/jpeg")
    place = begun.headers["Location"]
    assert (begun.status_code, begun.headers["Upload-Offset"]) == (201, "0")
    half = len(data) // 2
    first = send_piece(client, place, 0, data[:half])
    assert (first.status_code, first.headers["Upload-Offset"]) == (204, str(half))
    asked = client.head(place, headers=TUS)
    assert (asked.status_code, asked.headers["Upload-Offset"], asked.headers["Upload-Length"]) == (
        200,
        str(half),
        str(len(data)),
    )
    assert asked.headers["Cache-Control"] == "no-store"
    assert asked.headers["Tus-Resumable"] == "1.0.0"
    assert not Photo.objects.exists()
    last = send_piece(client, place, half, data[half:])
    assert last.headers["Upload-Offset"] == str(len(data))
    photo = Photo.objects.get()
    assert (photo.story, photo.kind, f"/studio/uploads/{photo.key}/") == (story, "hands", place)
    assert private_files().open(photo.original).read() == data
    assert list(list_files(private_files())) == [photo.original]
    assert develop_all() == 1


def test_asking_again_after_the_end_finds_the_end(client: Client, story: Story, data: bytes) -> None:
    key = str(uuid.uuid4())
    place = begin(client, story, len(data), client_id=key).headers["Location"]
    send_piece(client, place, 0, data)
    again = begin(client, story, len(data), client_id=key)
    assert (again.status_code, again.headers["Upload-Offset"]) == (200, str(len(data)))
    assert client.head(place, headers=TUS).headers["Upload-Offset"] == str(len(data))
    assert Photo.objects.count() == 1
    assert Upload.objects.count() == 1


def test_a_repeated_beginning_finds_what_has_arrived(client: Client, story: Story, data: bytes) -> None:
    key = str(uuid.uuid4())
    first = begin(client, story, len(data), client_id=key)
    send_piece(client, first.headers["Location"], 0, data[:1000])
    again = begin(client, story, len(data), client_id=key)
    assert (again.status_code, again.headers["Upload-Offset"]) == (200, "1000")
    assert again.headers["Location"] == first.headers["Location"]


def test_a_piece_that_does_not_follow_is_409_and_changes_nothing(client: Client, story: Story, data: bytes) -> None:
    place = begin(client, story, len(data)).headers["Location"]
    send_piece(client, place, 0, data[:1000])
    for offset in (0, 999, 1001, 5000):
        assert send_piece(client, place, offset, data[offset : offset + 100]).status_code == 409
    assert Upload.objects.get().offset == 1000
    assert UploadPiece.objects.count() == 1


def test_two_hands_with_the_same_piece_are_heard_once(client: Client, story: Story, data: bytes) -> None:
    place = begin(client, story, len(data)).headers["Location"]
    send_piece(client, place, 0, data[:1000])
    upload = Upload.objects.get()
    UploadPiece.objects.create(upload=upload, offset=1000, length=5, name="uploads/other/hand")
    assert send_piece(client, place, 1000, data[1000:2000]).status_code == 409
    assert Upload.objects.get().offset == 1000
    assert len(list(list_files(private_files()))) == 1


def test_a_process_killed_just_before_the_end_is_finished_when_the_device_asks(
    client: Client, story: Story, data: bytes
) -> None:
    place = begin(client, story, len(data)).headers["Location"]
    send_piece(client, place, 0, data[:-1])
    upload = Upload.objects.get()
    from artisans.actions.uploads import append_piece

    append_piece(upload, offset=len(data) - 1, content=data[-1:])
    assert not Photo.objects.exists()
    assert client.head(place, headers=TUS).status_code == 200
    assert Photo.objects.count() == 1


@pytest.mark.parametrize("content", [b"<html>" * 200, b"GIF89a" * 100, b"%PDF-1.7" * 99, b"\0" * 600])
def test_what_is_no_photo_is_told_with_its_first_bytes(client: Client, story: Story, content: bytes) -> None:
    place = begin(client, story, 100_000).headers["Location"]
    answer = send_piece(client, place, 0, content)
    assert answer.status_code == 422
    assert answer.json()["error"].startswith("This file is not a photo")
    assert not Upload.objects.exists()
    assert list(list_files(private_files())) == []


def test_a_whole_that_may_not_come_in_is_told_and_forgotten(client: Client, story: Story, data: bytes) -> None:
    bad = data + b"<script>"
    key = str(uuid.uuid4())
    place = begin(client, story, len(bad), client_id=key).headers["Location"]
    answer = send_piece(client, place, 0, bad)
    assert answer.status_code == 422
    assert "Something else is stored behind or inside this photo" in answer.json()["error"]
    assert not Photo.objects.exists()
    assert list(list_files(private_files())) == []
    assert begin(client, story, len(data), client_id=key).status_code == 201


def test_a_checksum_that_fits_is_taken_and_another_is_460(client: Client, story: Story, data: bytes) -> None:
    place = begin(client, story, len(data)).headers["Location"]
    good = base64.b64encode(hashlib.sha256(data[:500]).digest()).decode()
    assert send_piece(client, place, 0, data[1:501], Upload_Checksum=f"sha256 {good}").status_code == 460
    assert send_piece(client, place, 0, data[:500], Upload_Checksum="md5 x").status_code == 400
    assert Upload.objects.get().offset == 0
    assert send_piece(client, place, 0, data[:500], Upload_Checksum=f"sha256 {good}").status_code == 204
    assert Upload.objects.get().offset == 500


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Tus-Resumable": ""}, 412),
        ({"Tus-Resumable": "0.2.2"}, 412),
        ({"Upload-Length": "-1"}, 400),
        ({"Upload-Length": "many"}, 400),
        ({"Upload-Length": "0"}, 422),
        ({"Upload-Length": str(MOST_BYTES + 1)}, 422),
        ({"Upload-Metadata": "story ###"}, 400),
        ({"Upload-Metadata": "story " + base64.b64encode(b"\xff\xfe").decode()}, 400),
        ({"Upload-Metadata": ""}, 404),
    ],
)
def test_a_wrong_beginning_is_refused(client: Client, story: Story, headers: dict[str, str], status: int) -> None:
    good = TUS | {
        "Upload-Length": "1000",
        "Upload-Metadata": metadata(story=str(story.key), client_id=str(uuid.uuid4()), kind="hands"),
    }
    assert client.post("/studio/uploads/", headers=good | headers).status_code == status
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"kind": "selfie"}, 422),
        ({"client_id": "1"}, 400),
        ({"client_id": "../../etc/passwd"}, 400),
        ({"story": str(uuid.uuid4())}, 404),
        ({"story": "1 OR 1=1"}, 404),
        ({"filename": "photo.php.jpg"}, 422),
        ({"filename": "../photo.jpg"}, 422),
    ],
)
def test_wrong_metadata_is_refused(client: Client, story: Story, changes: dict[str, str], status: int) -> None:
    assert begin(client, story, 1000, **changes).status_code == status
    assert not Upload.objects.exists()


def test_the_type_that_the_device_named_must_fit_the_bytes(client: Client, story: Story, data: bytes) -> None:
    place = begin(client, story, len(data), filetype="image/png").headers["Location"]
    assert send_piece(client, place, 0, data).status_code == 422
    assert not Photo.objects.exists()


def test_a_wrong_content_type_and_a_piece_beyond_the_end_are_refused(client: Client, story: Story, data: bytes) -> None:
    place = begin(client, story, 1000).headers["Location"]
    headers = TUS | {"Upload-Offset": "0"}
    assert client.patch(place, data[:10], content_type="image/jpeg", headers=headers).status_code == 415
    assert send_piece(client, place, 0, data[:1001]).status_code == 413
    assert Upload.objects.get().offset == 0


def test_an_upload_is_given_up_on_request(client: Client, story: Story, data: bytes) -> None:
    place = begin(client, story, len(data)).headers["Location"]
    send_piece(client, place, 0, data[:1000])
    assert client.delete(place, headers=TUS).status_code == 204
    assert client.head(place, headers=TUS).status_code == 404
    assert list(list_files(private_files())) == []


def test_another_programmes_uploads_do_not_exist(cast: Cast, client: Client, story: Story, data: bytes) -> None:
    stranger = signed_in(cast.stranger)
    assert begin(stranger, story, len(data)).status_code == 404
    place = begin(client, story, len(data)).headers["Location"]
    answers: list[HttpResponse] = [
        stranger.head(place, headers=TUS),
        send_piece(stranger, place, 0, data[:100]),
        stranger.delete(place, headers=TUS),
    ]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert Upload.objects.get().offset == 0


def test_without_a_sign_in_it_is_401_and_what_was_sent_is_kept(client: Client, story: Story, data: bytes) -> None:
    place = begin(client, story, len(data)).headers["Location"]
    send_piece(client, place, 0, data[:1000])
    assert Client().head(place, headers=TUS).status_code == 401
    assert send_piece(Client(), place, 1000, data[1000:]).status_code == 401
    assert begin(Client(), story, 5).status_code == 401
    assert Upload.objects.get().offset == 1000


def test_the_key_of_one_storys_upload_or_photo_brings_nothing_into_another(
    cast: Cast, client: Client, story: Story, make_persona: MakePersona, data: bytes
) -> None:
    other = actions.create_draft(
        persona=make_persona("Tamsin"), title="Red", text="I dye.", author=cast.coordinator, shows_child=False
    )
    key = str(uuid.uuid4())
    place = begin(client, story, len(data), client_id=key).headers["Location"]
    refused = begin(client, other, len(data), client_id=key)
    assert (refused.status_code, refused.json()["error"]) == (403, "This upload belongs to another story.")
    send_piece(client, place, 0, data)
    # A week later the upload is forgotten, its photo is not.
    Upload.objects.all().delete()
    refused = begin(client, other, len(data), client_id=key)
    assert (refused.status_code, refused.json()["error"]) == (403, "This photo belongs to another story.")
    assert [photo.story for photo in Photo.objects.all()] == [story]


def test_another_site_cannot_upload(client: Client, story: Story) -> None:
    headers = TUS | {"Sec-Fetch-Site": "cross-site", "Upload-Length": "9"}
    assert client.post("/studio/uploads/", headers=headers).status_code == 403


def test_after_a_withdrawal_nothing_more_is_taken(cast: Cast, client: Client, story: Story, data: bytes) -> None:
    place = begin(client, story, len(data)).headers["Location"]
    send_piece(client, place, 0, data[:1000])
    actions.withdraw_story(story, by=cast.coordinator)
    assert send_piece(client, place, 1000, data[1000:]).status_code == 410
    assert begin(client, story, 1000).status_code == 410
    assert not Photo.objects.exists()


def test_uploads_under_way_count_among_the_six(client: Client, story: Story) -> None:
    for _ in range(6):
        assert begin(client, story, 1000).status_code == 201
    assert begin(client, story, 1000).status_code == 422


def test_the_server_tells_what_it_can(client: Client) -> None:
    answer = client.options("/studio/uploads/")
    assert answer.status_code == 204
    assert answer.headers["Tus-Version"] == "1.0.0"
    assert answer.headers["Tus-Extension"] == "creation,termination,checksum"
    assert answer.headers["Tus-Max-Size"] == str(MOST_BYTES)


def test_a_week_old_half_upload_is_deleted_by_the_worker(client: Client, story: Story, data: bytes) -> None:
    from artisans.chores import clear_half_uploads

    place = begin(client, story, len(data)).headers["Location"]
    send_piece(client, place, 0, data[:1000])
    Upload.objects.update(begun_at=timezone.now() - timedelta(days=7, seconds=1))
    assert clear_half_uploads() == 1
    assert list(list_files(private_files())) == []


def test_a_list_that_nobody_brought_in_is_deleted_with_its_files_after_a_day(
    cast: Cast, make_persona: MakePersona
) -> None:
    from artisans.chores import clear_half_uploads

    make_persona("Brindle")
    look_through(programme=cast.loom, by=cast.coordinator, sheet=a_list(GOOD))
    assert list(list_files(private_files())) != []
    assert clear_half_uploads() == 0
    ImportList.objects.update(added_at=timezone.now() - timedelta(days=1, seconds=1))
    assert clear_half_uploads() == 1
    assert not ImportList.objects.exists()
    assert list(list_files(private_files())) == []


def test_an_upload_belongs_to_its_programme_whoever_asks(cast: Cast, story: Story) -> None:
    """The address finds no story of others; the action would not take it either."""
    with pytest.raises(NotAllowed):
        begin_upload(story=story, key=uuid.uuid4(), kind="hands", length=1000, by=cast.stranger)
    assert not Upload.objects.exists()
