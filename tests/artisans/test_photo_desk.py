"""Photos in the studio, by forms alone: no page needs a script."""

import re
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from artisans import actions
from artisans.models import Photo, Story
from artisans.photos.inspecting import MOST_BYTES
from artisans.storage import list_files, private_files, rendition_files
from tests.artisans.conftest import Cast, MakePersona
from tests.artisans.photo_desk import ALT, add_photo, develop_all, mark, send
from tests.artisans.photo_files import draw, encode, hostile_jpeg, says_only_pixels
from tests.artisans.test_studio import signed_in

NO = {"face": "no", "sign": "no", "landmark": "no", "child": "no", "uniform": "no"}


@pytest.fixture
def story(cast: Cast, make_persona: MakePersona) -> Story:
    return actions.create_draft(
        persona=make_persona(), title="Three colours", text="I weave.", author=cast.coordinator, shows_child=False
    )


@pytest.fixture
def client(cast: Cast) -> Client:
    return signed_in(cast.coordinator)


def sent(name: str = "IMG_1.jpg", content: bytes = b"", kind: str = "image/jpeg", **changes: str) -> dict[str, Any]:
    file = SimpleUploadedFile(name, content or hostile_jpeg(draw()), content_type=kind)
    return {"photo": file, "kind": "hands", "client_id": str(uuid.uuid4())} | changes


def photos_of(story: Story) -> str:
    return f"/studio/stories/{story.key}/photos/"


def page_of(photo: Photo, part: str = "") -> str:
    return f"/studio/photos/{photo.key}/{part}"


def test_a_photo_is_sent_marked_looked_at_and_accepted_by_forms_alone(client: Client, story: Story) -> None:
    answer = client.post(photos_of(story), sent())
    photo = Photo.objects.get()
    assert answer.headers["Location"] == page_of(photo)
    assert "Show it now" in client.get(page_of(photo)).content.decode()
    develop_all()
    page = client.get(page_of(photo)).content.decode()
    assert page.count('type="checkbox" name="blur"') == 64
    assert "Can a face be seen?" in page
    wish = NO | {"kind": "hands", "alt": ALT, "blur": ["1", "2", "9"], "left": "10", "bottom": "20"}
    assert client.post(page_of(photo), wish).headers["Location"] == page_of(photo)
    photo.refresh_from_db()
    assert photo.blurs == [[0, 0, 250, 125], [0, 125, 125, 125]]
    assert photo.crop == [100, 0, 900, 800]
    develop_all()
    page = client.get(page_of(photo)).content.decode()
    assert "As it will be shown, 640 by 427 pixels." in page
    for number in (1, 2, 9):
        assert re.search(rf'name="blur" value="{number}" checked', page)
    address = re.search(r'<img src="(/studio/photos/[^"]+\.webp)"', page)
    assert address is not None
    picture = client.get(address.group(1))
    assert says_only_pixels("webp", picture.content)
    assert picture.headers["Cache-Control"] == "no-store"
    assert client.post(page_of(photo, "accept/"), {"edition": photo.edition}).headers["Location"] == photos_of(story)
    photo.refresh_from_db()
    assert photo.state == "accepted"
    assert "In the story" in client.get(photos_of(story)).content.decode()
    assert client.get(page_of(photo, "original.webp")).status_code == 404


def test_the_story_page_shows_its_photos(client: Client, cast: Cast, story: Story) -> None:
    assert "No photo yet." in client.get(f"/studio/stories/{story.key}/").content.decode()
    photo = add_photo(story, cast.coordinator)
    page = client.get(f"/studio/stories/{story.key}/").content.decode()
    assert f'alt="{ALT}"' in page
    assert f"/studio/photos/{photo.key}/" in page


def test_she_and_the_reviewer_see_the_photos_that_they_decide_on(client: Client, cast: Cast, story: Story) -> None:
    photo = add_photo(story, cast.coordinator)
    unfinished = mark(send(story, cast.coordinator), cast.coordinator)
    aloud = client.get(f"/studio/stories/{story.key}/aloud/").content.decode()
    assert f"/studio/photos/{photo.key}/" in aloud
    assert f'alt="{ALT}"' in aloud
    assert str(unfinished.key) not in aloud
    desk = signed_in(cast.reviewer).get(f"/dashboard/stories/{story.key}/").content.decode()
    assert f"/studio/photos/{photo.key}/" in desk


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": "photo.php.jpg"}, "holds signs or endings that no photo needs"),
        ({"name": "photo.png"}, "not what its name says"),
        ({"kind": "text/html"}, "not what its name says"),
        ({"content": b"<html><script>alert(1)</script>"}, "not a photo that we can take"),
        ({"content": hostile_jpeg(draw()) + b"PK\x03\x04"}, "Something else is stored behind or inside"),
        ({"content": hostile_jpeg(draw())[:-500]}, "broken off"),
        ({"content": b"x" * (MOST_BYTES + 1)}, "larger than 15 MB"),
    ],
)
def test_a_file_that_may_not_come_in_is_told_in_a_sentence(
    client: Client, story: Story, changes: dict[str, Any], sentence: str
) -> None:
    answer = client.post(photos_of(story), sent(**changes))
    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert not Photo.objects.exists()
    assert list(list_files(private_files())) == []


@pytest.mark.parametrize("changes", [{"photo": ""}, {"kind": "selfie"}, {"client_id": "1"}])
def test_a_form_with_something_missing_is_told(client: Client, story: Story, changes: dict[str, str]) -> None:
    assert client.post(photos_of(story), sent() | changes).status_code == 400
    assert not Photo.objects.exists()


def test_the_same_form_sent_twice_makes_one_photo(client: Client, story: Story) -> None:
    key = str(uuid.uuid4())
    for _ in range(2):
        assert client.post(photos_of(story), sent(client_id=key)).status_code == 302
    assert Photo.objects.count() == 1


def test_an_upload_is_never_written_to_a_disk_in_the_clear(
    client: Client, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*args: object, **options: object) -> None:
        raise AssertionError("a temporary file")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", never)
    monkeypatch.setattr("django.core.files.uploadedfile.TemporaryUploadedFile.__init__", never)
    large = encode(draw(3000, 3000), "png", compress_level=0)[: 4 * 1024 * 1024]
    assert client.post(photos_of(story), sent("a.png", large, "image/png")).status_code == 400
    assert client.post(photos_of(story), sent()).status_code == 302


def test_an_open_question_is_told_at_acceptance_and_nothing_is_lost(client: Client, cast: Cast, story: Story) -> None:
    photo = send(story, cast.coordinator)
    client.post(page_of(photo), {"kind": "hands", "alt": ALT, "face": "no"})
    develop_all()
    photo.refresh_from_db()
    page = client.post(page_of(photo, "accept/"), {"edition": photo.edition}, follow=True).content.decode()
    assert "Answer these questions: sign?, landmark?, child?, uniform?" in page
    photo.refresh_from_db()
    assert (photo.state, photo.alt, photo.face) == ("made", ALT, False)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"left": "60", "right": "60"}, "That would cut everything off."),
        ({"left": "-1"}, "greater than or equal to 0"),
        ({"left": "x"}, "Enter a whole number."),
        ({"alt": "Her hands in Malda."}, "Name no place below the state."),
        ({"alt": "x" * 201}, "at most 200 characters"),
        ({"face": "perhaps"}, "not one of the available choices"),
        ({"kind": ""}, "This field is required."),
    ],
)
def test_a_bad_mark_is_told_and_what_was_typed_stays(
    client: Client, cast: Cast, story: Story, changes: dict[str, str], sentence: str
) -> None:
    photo = send(story, cast.coordinator)
    answer = client.post(page_of(photo), NO | {"kind": "hands", "alt": "Two hands.", "blur": ["5"]} | changes)
    assert answer.status_code == 400
    page = answer.content.decode()
    assert sentence in page
    assert 'name="blur" value="5" checked' in page
    photo.refresh_from_db()
    assert photo.state == "to_mark"


def test_cells_that_do_not_exist_are_left_out(client: Client, cast: Cast, story: Story) -> None:
    photo = send(story, cast.coordinator)
    client.post(page_of(photo), NO | {"kind": "hands", "alt": ALT, "blur": ["0", "65", "-3", "x", "٣", "7"]})
    photo.refresh_from_db()
    assert photo.blurs == [[750, 0, 125, 125]]


def test_after_acceptance_words_and_answers_may_change(client: Client, cast: Cast, story: Story) -> None:
    photo = mark(send(story, cast.coordinator), cast.coordinator, blurs=[[0, 0, 125, 125]])
    client.post(page_of(photo, "accept/"), {"edition": photo.edition})
    page = client.get(page_of(photo)).content.decode()
    assert 'name="blur"' not in page
    client.post(page_of(photo), NO | {"kind": "hands", "alt": "Two hands at a loom."})
    photo.refresh_from_db()
    assert (photo.state, photo.alt, photo.blurs) == ("made", "Two hands at a loom.", [[0, 0, 125, 125]])


def test_removing_takes_every_file(client: Client, cast: Cast, story: Story) -> None:
    photo = add_photo(story, cast.coordinator)
    assert client.post(page_of(photo, "remove/")).status_code == 302
    assert not Photo.objects.exists()
    assert [*list_files(private_files()), *list_files(rendition_files())] == []


@pytest.mark.parametrize("part", ["", "1.webp", "original.webp", "large/", "accept/", "remove/"])
def test_another_programmes_photo_does_not_exist(cast: Cast, story: Story, part: str) -> None:
    photo = mark(send(story, cast.coordinator), cast.coordinator)
    stranger = signed_in(cast.stranger)
    method = stranger.post if part in ("accept/", "remove/") else stranger.get
    assert method(page_of(photo, part)).status_code == 404
    assert stranger.post(page_of(photo), NO | {"kind": "hands"}).status_code == 404
    assert stranger.get(photos_of(story)).status_code == 404
    assert stranger.post(photos_of(story), sent()).status_code == 404
    assert Photo.objects.get().state == "made"


@pytest.mark.parametrize("part", ["", "1.webp", "original.webp", "large/"])
def test_without_a_sign_in_no_picture_is_shown(cast: Cast, story: Story, part: str) -> None:
    photo = mark(send(story, cast.coordinator), cast.coordinator)
    answer = Client().get(page_of(photo, part))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/studio/login/")


def test_pages_are_light_and_hold_nothing_inline(client: Client, cast: Cast, story: Story) -> None:
    photo = send(story, cast.coordinator, data=encode(draw(4000, 3000), "jpeg"))
    for address in (photos_of(story), page_of(photo)):
        answer = client.get(address)
        assert len(answer.content) < 40_000
        assert answer.headers["Cache-Control"] == "no-store"
        page = answer.content.decode()
        assert "style=" not in page
        assert "<script>" not in page
    assert len(client.get(page_of(photo, "original.webp")).content) < 50_000
