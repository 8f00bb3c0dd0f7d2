"""A photo from the device to the page and off it again: what stands in which store, and who may see what when."""

import uuid
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from artisans import actions
from artisans.actions.darkroom import claim_photo, develop
from artisans.actions.photos import accept_photo, erase_photos, mark_photo, receive_photo, remove_photo
from artisans.chores import develop_photos
from artisans.errors import GuardsFailed, NotAllowed, PhotoRejected, WrongState
from artisans.models import ConsentRecord, Photo, Story
from artisans.photos.faces import can_look_for_faces
from artisans.photos.rendering import digest_shown
from artisans.photos.rules import what_is_missing
from artisans.queries import find_persona, story_for_product
from artisans.queries.photos import facts_of_photo
from artisans.storage import list_files, private_files, rendition_files
from tests.artisans.conftest import Cast, MakeConsent, MakePersona, MakeStory, answer, approve
from tests.artisans.photo_desk import ALT, ANSWERS, add_photo, develop_all, mark, send
from tests.artisans.photo_files import MARK, draw, encode, hostile_jpeg, says_only_pixels

SCOPES = ("text", "pseudonym", "hands_photo")


@pytest.fixture
def story(cast: Cast, make_persona: MakePersona, make_consent: MakeConsent) -> Story:
    persona = make_persona()
    make_consent(persona, scopes=SCOPES)
    return actions.create_draft(
        persona=persona, title="Three colours", text="I stretch the cloth.", author=cast.coordinator, shows_child=False
    )


def read_to_her(story: Story, cast: Cast) -> Story:
    story.refresh_from_db()
    if story.state == "draft":
        actions.submit_story(story, by=cast.coordinator)
    return answer(story, cast.coordinator)


def publish(story: Story, cast: Cast) -> Story:
    return approve(read_to_her(story, cast), cast.reviewer)


def failures(story: Story, cast: Cast) -> dict[str, str]:
    with pytest.raises(GuardsFailed) as failed:
        publish(story, cast)
    return {failure.guard: failure.reason for failure in failed.value.failures}


def test_a_received_photo_waits_as_ciphertext_and_gets_a_private_preview(cast: Cast, story: Story) -> None:
    data = hostile_jpeg(draw())
    photo = receive_photo(story=story, key=uuid.uuid4(), kind="hands", data=data, by=cast.coordinator)
    assert photo.state == "received"
    assert private_files().open(photo.original).read() == data
    assert develop_all() == 1
    photo.refresh_from_db()
    assert (photo.state, photo.width, photo.height) == ("to_mark", 800, 600)
    assert says_only_pixels("webp", private_files().open(photo.preview).read())
    assert list(list_files(rendition_files())) == []
    assert photo.faces_looked_for == can_look_for_faces()


def test_the_name_of_the_file_is_kept_nowhere(cast: Cast, story: Story) -> None:
    photo = receive_photo(
        story=story,
        key=uuid.uuid4(),
        kind="hands",
        data=encode(draw(), "jpeg"),
        by=cast.coordinator,
        file_name="lantern-fish.jpg",
    )
    develop_all()
    assert MARK.decode() not in repr(list(Photo.objects.values()))
    assert not any("lantern" in name for name in list_files(private_files()))
    assert photo.name not in str(photo.key)


def test_a_second_sending_finds_the_first(cast: Cast, story: Story) -> None:
    key, data = uuid.uuid4(), encode(draw(), "jpeg")
    first = receive_photo(story=story, key=key, kind="hands", data=data, by=cast.coordinator)
    again = receive_photo(story=story, key=key, kind="hands", data=data, by=cast.coordinator)
    assert first.pk == again.pk
    assert Photo.objects.count() == 1


def test_a_sending_that_broke_off_between_row_and_file_is_finished_by_the_next(cast: Cast, story: Story) -> None:
    key, data = uuid.uuid4(), encode(draw(), "jpeg")
    Photo.objects.create(
        key=key, story=story, position=1, kind="hands", added_by=cast.coordinator, original=f"photos/{key}/original"
    )
    assert develop_all() == 0
    assert receive_photo(story=story, key=key, kind="hands", data=data, by=cast.coordinator).due_at is not None
    assert develop_all() == 1


def test_a_file_that_is_no_photo_leaves_nothing_behind(cast: Cast, story: Story) -> None:
    with pytest.raises(PhotoRejected, match="not a photo"):
        receive_photo(story=story, key=uuid.uuid4(), kind="hands", data=b"<html>", by=cast.coordinator)
    assert not Photo.objects.exists()
    assert list(list_files(private_files())) == []


def test_pixels_that_cannot_be_read_are_told_and_the_original_is_gone(cast: Cast, story: Story) -> None:
    plain = encode(draw(), "webp")
    broken = plain[:60] + bytes(len(plain) - 60)
    photo = send(story, cast.coordinator, data=broken)
    assert (photo.state, photo.original) == ("refused", "")
    assert photo.trouble == "The photo is damaged and cannot be read. Please take or send it again."
    assert list(list_files(private_files())) == []


def test_another_programmes_coordinator_sends_marks_accepts_and_removes_nothing(cast: Cast, story: Story) -> None:
    photo = mark(send(story, cast.coordinator), cast.coordinator)
    before = Photo.objects.values().get()
    with pytest.raises(NotAllowed):
        send(story, cast.stranger)
    with pytest.raises(NotAllowed):
        mark(photo, cast.stranger)
    with pytest.raises(NotAllowed):
        accept_photo(photo, by=cast.stranger, edition=photo.edition)
    with pytest.raises(NotAllowed):
        remove_photo(photo, by=cast.stranger)
    assert Photo.objects.values().get() == before


def test_a_key_of_another_story_is_refused(
    cast: Cast, story: Story, reviewed: MakeStory, make_persona: MakePersona
) -> None:
    photo = send(story, cast.coordinator)
    other = reviewed(make_persona("Tansy"))
    with pytest.raises(NotAllowed):
        send(other, cast.coordinator, key=photo.key)
    assert Photo.objects.get().story == story


def test_a_seventh_photo_is_refused(cast: Cast, story: Story) -> None:
    data = encode(draw(), "jpeg")
    for _ in range(6):
        receive_photo(story=story, key=uuid.uuid4(), kind="hands", data=data, by=cast.coordinator)
    with pytest.raises(PhotoRejected, match="six photos already"):
        receive_photo(story=story, key=uuid.uuid4(), kind="hands", data=data, by=cast.coordinator)


def test_acceptance_deletes_original_and_preview_and_puts_the_photo_into_the_revision(cast: Cast, story: Story) -> None:
    photo = mark(send(story, cast.coordinator), cast.coordinator, crop=[0, 0, 900, 900], blurs=[[100, 100, 200, 200]])
    assert (photo.state, photo.width, photo.height) == ("made", 640, 480)
    assert sorted(name.split("/")[1] for name in list_files(private_files())) == [str(photo.key)] * 2
    before = story.revision
    accept_photo(photo, by=cast.coordinator, edition=photo.edition)
    story.refresh_from_db()
    assert list(list_files(private_files())) == []
    assert (photo.state, photo.original, photo.preview) == ("accepted", "", "")
    assert story.revision is not None
    assert before is not None
    assert story.revision.media == [digest_shown(photo.pixels_sha256, ALT)]
    assert story.revision.content_hash != before.content_hash
    assert (story.revision.text, before.media) == (before.text, [])
    shown = sorted(list_files(rendition_files()))
    assert shown == [f"{photo.name}/{width}.{kind}" for width in (320, 640) for kind in ("avif", "webp")]
    assert all(says_only_pixels(name.rpartition(".")[2], rendition_files().open(name).read()) for name in shown)


def test_an_original_that_a_killed_process_left_is_deleted_by_the_worker(cast: Cast, story: Story) -> None:
    photo = add_photo(story, cast.coordinator)
    Photo.objects.filter(pk=photo.pk).update(original=f"{photo.folder}/original")
    private_files().save(f"{photo.folder}/original", ContentFile(b"left"))
    publishing = failures(story, cast)
    assert publishing == {"photos": "Photo 1: Its original is still there."}
    assert develop_photos() == 1
    assert list(list_files(private_files())) == []


@pytest.mark.parametrize("question", ["face", "sign", "landmark", "child", "uniform"])
def test_an_open_question_blocks_acceptance(cast: Cast, story: Story, question: str) -> None:
    photo = mark(send(story, cast.coordinator), cast.coordinator, answers=ANSWERS | {question: None})
    with pytest.raises(PhotoRejected, match=rf"Answer these questions: {question}\?"):
        accept_photo(photo, by=cast.coordinator, edition=photo.edition)
    assert Photo.objects.get().state == "made"


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("child", "A child is in the photo. It cannot be shown; remove it."),
        ("sign", "There is a sign in the photo. Blur it"),
        ("landmark", "There is a landmark in the photo. Blur it"),
        ("uniform", "There is a uniform in the photo. Blur it"),
    ],
)
def test_a_yes_blocks_acceptance(cast: Cast, story: Story, question: str, sentence: str) -> None:
    photo = mark(send(story, cast.coordinator), cast.coordinator, answers=ANSWERS | {question: True})
    with pytest.raises(PhotoRejected, match=sentence.replace(".", r"\.")):
        accept_photo(photo, by=cast.coordinator, edition=photo.edition)


def test_an_answer_that_changes_later_takes_the_photo_off_the_page(cast: Cast, story: Story) -> None:
    photo = add_photo(story, cast.coordinator)
    publish(story, cast)
    mark_photo(photo, by=cast.coordinator, kind="hands", alt=ALT, answers=ANSWERS | {"child": True}, crop=[], blurs=[])
    story.refresh_from_db()
    assert story.state == "maker_review"
    assert Client().get(f"/artisans/photos/{photo.name}/320.webp").status_code == 410
    with pytest.raises(PhotoRejected, match="child"):
        accept_photo(photo, by=cast.coordinator, edition=photo.edition)
    assert {"photos", "child"} <= set(failures(story, cast))


def test_a_face_needs_the_scope_of_her_face(cast: Cast, story: Story, make_consent: MakeConsent) -> None:
    photo = add_photo(story, cast.coordinator, answers=ANSWERS | {"face": True})
    assert failures(story, cast) == {"consent": "No live consent for: face_photo."}
    assert Client().get(f"/artisans/photos/{photo.name}/320.webp").status_code == 410
    make_consent(story.persona, scopes=("face_photo",))
    story.refresh_from_db()
    assert approve(story, cast.reviewer).state == "published"


@pytest.mark.parametrize(
    ("kind", "missing"), [("hands", "hands_photo"), ("work", "hands_photo"), ("face", "face_photo")]
)
def test_every_photo_needs_its_scope(
    cast: Cast, make_persona: MakePersona, make_consent: MakeConsent, kind: str, missing: str
) -> None:
    persona = make_persona("Tansy")
    make_consent(persona)
    story = actions.create_draft(
        persona=persona, title="Three colours", text="I weave.", author=cast.coordinator, shows_child=False
    )
    add_photo(story, cast.coordinator, kind=kind)
    assert failures(story, cast) == {"consent": f"No live consent for: {missing}."}


def test_an_unfinished_photo_holds_publishing_back(cast: Cast, story: Story) -> None:
    add_photo(story, cast.coordinator)
    mark(send(story, cast.coordinator), cast.coordinator)
    assert failures(story, cast) == {"photos": "Photo 2: Look at the result and accept it, or remove it."}


def test_a_photo_that_is_gone_from_under_a_revision_holds_publishing_back(cast: Cast, story: Story) -> None:
    photo = add_photo(story, cast.coordinator)
    read_to_her(story, cast)
    Photo.objects.filter(pk=photo.pk).delete()
    with pytest.raises(GuardsFailed, match="A photo of this version is gone"):
        approve(story, cast.reviewer)


def test_any_change_of_a_photo_sends_the_story_back_to_her(cast: Cast, story: Story) -> None:
    first = add_photo(story, cast.coordinator)
    publish(story, cast)
    mark_photo(first, by=cast.coordinator, kind="hands", alt="Two hands at a loom.", answers=ANSWERS, crop=[], blurs=[])
    story.refresh_from_db()
    assert story.state == "maker_review"
    accept_photo(first, by=cast.coordinator, edition=first.edition)
    publish(story, cast)
    second = add_photo(story, cast.coordinator)
    story.refresh_from_db()
    assert story.state == "maker_review"
    publish(story, cast)
    remove_photo(second, by=cast.coordinator)
    story.refresh_from_db()
    assert story.state == "maker_review"
    assert story.revision is not None
    assert len(story.revision.media) == 1


def test_new_words_keep_the_photos(cast: Cast, story: Story) -> None:
    photo = add_photo(story, cast.coordinator)
    story.refresh_from_db()
    actions.revise_story(story, title="Other words", text="I weave.", author=cast.coordinator, shows_child=False)
    assert story.revision is not None
    assert story.revision.media == [photo.digest]
    publish(story, cast)
    assert [one.alt for one in find_persona(story.persona.public_id, day=timezone.localdate()).photos] == [ALT]


@pytest.mark.parametrize(
    "alt", ["She was trafficked.", "Her hands in Malda.", "Call +91 98300 12345.", "x" * 201, "Her son helps."]
)
def test_words_beside_a_photo_pass_the_check_or_are_refused(cast: Cast, story: Story, alt: str) -> None:
    photo = send(story, cast.coordinator)
    with pytest.raises(PhotoRejected):
        mark_photo(photo, by=cast.coordinator, kind="hands", alt=alt, answers=ANSWERS, crop=[], blurs=[])
    assert Photo.objects.get().alt == ""


@pytest.mark.parametrize(
    "changes",
    [
        {"crop": [0, 0, 1200, 5]},
        {"crop": [1, 2, 3]},
        {"blurs": [[0, 0, 0, 0]]},
        {"blurs": [[0, 0, 10, 10]] * 25},
        {"kind": "selfie"},
    ],
)
def test_a_region_outside_the_picture_is_refused(cast: Cast, story: Story, changes: dict[str, object]) -> None:
    photo = send(story, cast.coordinator)
    with pytest.raises(PhotoRejected):
        mark(photo, cast.coordinator, **changes)
    assert Photo.objects.get().state == "to_mark"


def test_a_crop_that_leaves_too_little_is_told_and_asked_again(cast: Cast, story: Story) -> None:
    photo = mark(send(story, cast.coordinator), cast.coordinator, crop=[0, 0, 100, 100])
    assert photo.state == "to_mark"
    assert "too small" in photo.trouble
    assert list(list_files(rendition_files())) == []


def test_after_acceptance_the_pixels_stay_as_they_are(cast: Cast, story: Story) -> None:
    photo = add_photo(story, cast.coordinator)
    with pytest.raises(WrongState, match="original is gone"):
        mark_photo(photo, by=cast.coordinator, kind="hands", alt=ALT, answers=ANSWERS, crop=[0, 0, 500, 500], blurs=[])


def test_a_new_wish_gets_new_names_and_the_old_files_go(cast: Cast, story: Story) -> None:
    photo = mark(send(story, cast.coordinator), cast.coordinator)
    first = photo.name
    mark(photo, cast.coordinator, blurs=[[0, 0, 500, 500]])
    assert photo.name != first
    assert {name.split("/")[0] for name in list_files(rendition_files())} == {photo.name}


def test_a_rendering_of_an_older_wish_is_thrown_away(cast: Cast, story: Story) -> None:
    photo = send(story, cast.coordinator)
    values = {"kind": "hands", "alt": ALT, "answers": ANSWERS}
    mark_photo(photo, by=cast.coordinator, crop=[], blurs=[], **values)  # type: ignore[arg-type]
    claimed = claim_photo()
    assert claimed is not None
    mark_photo(photo, by=cast.coordinator, crop=[], blurs=[[0, 0, 900, 900]], **values)  # type: ignore[arg-type]
    assert develop(claimed) is False
    assert list(list_files(rendition_files())) == []
    assert develop_all() == 1
    photo.refresh_from_db()
    assert (photo.state, photo.blurs) == ("made", [[0, 0, 900, 900]])


def test_a_claim_holds_against_a_second_worker_and_ends_with_its_lease(cast: Cast, story: Story) -> None:
    photo = receive_photo(story=story, key=uuid.uuid4(), kind="hands", data=encode(draw(), "jpeg"), by=cast.coordinator)
    assert claim_photo() is not None
    assert claim_photo() is None
    Photo.objects.filter(pk=photo.pk).update(claimed_until=timezone.now() - timedelta(seconds=1))
    again = claim_photo()
    assert again is not None
    assert again.attempts == 2
    assert develop(again) is True


def test_a_worker_killed_half_way_loses_nothing_and_leaves_no_file(cast: Cast, story: Story) -> None:
    photo = send(story, cast.coordinator)
    mark_photo(photo, by=cast.coordinator, kind="hands", alt=ALT, answers=ANSWERS, crop=[], blurs=[])
    killed = claim_photo()
    assert killed is not None
    rendition_files().save(f"{killed.coming_name}/320.avif", ContentFile(b"half"))
    Photo.objects.filter(pk=photo.pk).update(claimed_until=timezone.now() - timedelta(seconds=1))
    assert develop_all() == 1
    photo.refresh_from_db()
    assert photo.state == "made"
    assert {name.split("/")[0] for name in list_files(rendition_files())} == {photo.name}


def test_a_photo_that_kills_every_worker_is_given_up(cast: Cast, story: Story) -> None:
    photo = receive_photo(story=story, key=uuid.uuid4(), kind="hands", data=encode(draw(), "jpeg"), by=cast.coordinator)
    Photo.objects.filter(pk=photo.pk).update(attempts=5)
    develop_all()
    photo.refresh_from_db()
    assert (photo.state, photo.original) == ("refused", "")
    assert list(list_files(private_files())) == []


def test_a_store_that_fails_is_tried_again_later(cast: Cast, story: Story) -> None:
    photo = receive_photo(story=story, key=uuid.uuid4(), kind="hands", data=encode(draw(), "jpeg"), by=cast.coordinator)
    private_files().delete(photo.original)
    assert develop_photos() == 1
    photo.refresh_from_db()
    assert photo.state == "received"
    assert photo.due_at is not None
    assert photo.due_at > timezone.now()


def test_erasing_while_the_worker_is_at_it_leaves_no_file(cast: Cast, story: Story) -> None:
    photo = send(story, cast.coordinator)
    mark_photo(photo, by=cast.coordinator, kind="hands", alt=ALT, answers=ANSWERS, crop=[], blurs=[])
    claimed = claim_photo()
    assert claimed is not None
    # The worker has read the original already when the purge comes.
    original = private_files().open(photo.original).read()
    erase_photos(story.persona)
    private_files().save(claimed.original, ContentFile(original))
    assert develop(claimed) is False
    assert list(list_files(private_files())) == []
    assert list(list_files(rendition_files())) == []


def test_the_public_sees_photos_under_consent_and_410_once_it_ends(cast: Cast, story: Story) -> None:
    photo = add_photo(story, cast.coordinator)
    address = f"/artisans/photos/{photo.name}/320.avif"
    assert Client().get(address).status_code == 410
    publish(story, cast)
    answer = Client().get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/avif")
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert answer.headers["X-Robots-Tag"] == "noimageindex"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert says_only_pixels("avif", answer.content)
    actions.withdraw_story(story, by=cast.coordinator)
    gone = Client().get(address)
    assert (gone.status_code, gone.headers["Cache-Control"]) == (410, "no-store")


def test_a_photo_ends_with_the_day_of_its_consent(cast: Cast, story: Story) -> None:
    photo = add_photo(story, cast.coordinator)
    publish(story, cast)
    yesterday = timezone.now() - timedelta(days=1)
    super(type(ConsentRecord.objects.all()), ConsentRecord.objects.all()).update(
        granted_at=yesterday - timedelta(days=30), expires_at=yesterday
    )
    assert Client().get(f"/artisans/photos/{photo.name}/320.avif").status_code == 410


@pytest.mark.parametrize("place", ["{name}/320.png", "{name}/321.avif", "{name}/320.avif.avif", "{other}/320.avif"])
def test_no_other_address_leads_to_a_photo(cast: Cast, story: Story, place: str) -> None:
    photo = add_photo(story, cast.coordinator)
    publish(story, cast)
    path = place.format(name=photo.name, other="f" * 32)
    assert Client().get(f"/artisans/photos/{path}").status_code in (404, 410)
    assert Client().get(f"/artisans/photos/{photo.key}/320.avif").status_code == 410
    assert Client().get(f"/media/{photo.name}/320.avif").status_code == 404


def test_an_accepted_photo_outside_the_words_that_she_reads_stops_publishing(cast: Cast, story: Story) -> None:
    photo = add_photo(story, cast.coordinator)
    story.refresh_from_db()
    assert story.revision is not None
    assert what_is_missing(facts_of_photo(photo, 1, story)) == ""
    story.revision.media = []
    assert what_is_missing(facts_of_photo(photo, 1, story)) == "It is not part of the version that she reads."


def test_the_photo_of_an_unlisted_state_is_not_shown_with_a_public_story(cast: Cast, story: Story) -> None:
    shown = add_photo(story, cast.coordinator)
    publish(story, cast)
    photo = mark(send(story, cast.coordinator, data=hostile_jpeg(draw(seed=1))), cast.coordinator)
    story.refresh_from_db()
    assert story.state == "published"
    statuses = [Client().get(f"/artisans/photos/{one.name}/320.avif").status_code for one in (shown, photo)]
    assert statuses == [200, 410]


def test_pages_show_the_photo_and_share_no_face(cast: Cast, story: Story, pool: list[object]) -> None:
    photo = add_photo(story, cast.coordinator)
    publish(story, cast)
    page = Client().get(f"/artisans/{story.persona.public_id}/").content.decode()
    assert f"/artisans/photos/{photo.name}/640.avif 640w" in page
    assert f'alt="{ALT}"' in page
    assert "Drawn for this sample; nobody stood before a camera." in page
    assert "og:image" not in page
    assert str(photo.key) not in page
    assert photo.digest not in page
    listing = Client().get("/artisans/").content.decode()
    assert photo.name in listing
    assert "og:image" not in listing
    assert story_for_product("none", day=timezone.localdate()) is None
