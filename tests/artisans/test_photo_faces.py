"""Where faces may be: suggested with the extra `faces`, by hand without it; a person decides in both cases."""

import pytest
from django.test import Client
from PIL import Image, ImageDraw

from artisans import actions
from artisans.models import Photo
from artisans.photos.faces import suggest_faces
from tests.artisans.conftest import Cast, MakePersona
from tests.artisans.photo_desk import send
from tests.artisans.photo_files import draw, encode
from tests.artisans.test_studio import signed_in


def draw_face() -> Image.Image:
    """A face of ellipses; nobody's."""
    picture = Image.new("RGB", (900, 700), (150, 140, 130))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((320, 150, 580, 500), fill=(205, 165, 140))
    pen.ellipse((305, 120, 595, 300), fill=(50, 35, 30))
    pen.ellipse((340, 190, 560, 420), fill=(205, 165, 140))
    for x in (390, 510):
        pen.ellipse((x - 32, 268, x + 32, 300), fill=(240, 235, 230))
        pen.ellipse((x - 15, 268, x + 15, 300), fill=(40, 30, 25))
        pen.rectangle((x - 38, 245, x + 38, 257), fill=(50, 35, 30))
    pen.polygon([(450, 290), (430, 360), (470, 360)], fill=(185, 140, 118))
    pen.ellipse((405, 395, 495, 425), fill=(150, 70, 70))
    return picture


def sent_page(cast: Cast, make_persona: MakePersona, picture: Image.Image) -> tuple[Photo, Client, str]:
    story = actions.create_draft(
        persona=make_persona(), title="Three colours", text="I weave.", author=cast.coordinator, shows_child=False
    )
    photo = send(story, cast.coordinator, data=encode(picture, "jpeg"))
    client = signed_in(cast.coordinator)
    return photo, client, client.get(f"/studio/photos/{photo.key}/").content.decode()


def test_a_face_is_suggested_whole_and_marked_until_a_person_decides(cast: Cast, make_persona: MakePersona) -> None:
    (region,) = suggest_faces(draw_face())
    left, top, right, bottom = region.in_pixels(900, 700)
    assert left < 340 < 560 < right
    assert top < 240 < 430 < bottom
    photo, client, page = sent_page(cast, make_persona, draw_face())
    assert photo.blurs == photo.faces == [region.to_list()]
    assert "One place that may be a face is marked already. Check it: the computer errs." in page
    client.post(f"/studio/photos/{photo.key}/", {"kind": "face", "alt": ""})
    photo.refresh_from_db()
    assert photo.blurs == []


def test_no_face_found_is_told_with_a_doubt(cast: Cast, make_persona: MakePersona) -> None:
    photo, _, page = sent_page(cast, make_persona, draw())
    assert photo.blurs == []
    assert "The computer found no face. Look yourself: it errs." in page


def test_without_the_extra_the_desk_says_that_faces_are_marked_by_hand(
    cast: Cast, make_persona: MakePersona, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("artisans.photos.faces.cv2", None)
    assert suggest_faces(draw_face()) == ()
    photo, _, page = sent_page(cast, make_persona, draw_face())
    assert photo.blurs == []
    assert "Faces are not looked for here. Mark them by hand." in page
