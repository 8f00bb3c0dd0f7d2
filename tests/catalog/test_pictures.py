"""Renditions: made from pixels alone, in order of need, once, and cleared away."""

import io
from datetime import timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone
from PIL import Image, ImageCms

from catalog.actions import forget_product, sync_all, sync_product
from catalog.chores import check_ready, make_pictures
from catalog.errors import PictureUnusable
from catalog.models import Picture, Product, Rendition
from catalog.pictures import claim_picture, clear_retired, make_picture
from catalog.queries import find_product
from catalog.renditions import main_colour, make_renditions, open_picture
from tests.catalog.shelf import CHANNEL, make_content, make_media, put

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media_root(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def picture_bytes(width: int = 400, height: int = 500, kind: str = "PNG", **options: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "#336699").save(out, kind, **options)
    return out.getvalue()


def media_of(number: int, places: int = 1) -> list[dict[str, Any]]:
    return [
        {"id": f"M{number}-{place}", "alt": "", "type": "IMAGE", "sortOrder": place, "url": f"m://{number}-{place}"}
        for place in range(places)
    ]


def test_widths_go_up_to_the_pictures_own_and_nothing_is_enlarged() -> None:
    files = list(make_renditions(open_picture(picture_bytes(1000, 500))))
    assert [(file.kind, file.width, file.height) for file in files] == [
        ("avif", 960, 480),
        ("webp", 960, 480),
        ("avif", 640, 320),
        ("webp", 640, 320),
        ("avif", 320, 160),
        ("webp", 320, 160),
    ]
    small = list(make_renditions(open_picture(picture_bytes(200, 100))))
    assert [(file.width, file.height) for file in small] == [(200, 100), (200, 100)]


def test_place_names_and_comments_of_the_original_are_not_passed_on() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Camera of somebody"
    exif[0x0112] = 6  # turned by 90 degrees
    exif.get_ifd(0x8825)[1] = "N"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    hidden = {"comment": b"taken at home", "icc_profile": profile, "xmp": b"<x>somebody</x>"}
    original = picture_bytes(400, 300, "JPEG", exif=exif, **hidden)
    assert b"Camera of somebody" in original
    opened = open_picture(original)
    assert opened.size == (300, 400)
    for file in make_renditions(opened):
        again = Image.open(io.BytesIO(file.content))
        assert not again.getexif()
        assert not {"exif", "xmp", "icc_profile", "comment"} & again.info.keys()
        assert b"somebody" not in file.content


def test_transparency_becomes_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG")
    assert main_colour(open_picture(out.getvalue())) == "#ffffff"


@pytest.mark.parametrize("content", [b"", b"<svg/>", b"\x89PNG\r\n\x1a\nrubbish", b"GIF89a"])
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(PictureUnusable):
        open_picture(content)


@pytest.mark.filterwarnings("ignore:Image size")
def test_a_picture_bomb_is_refused_unopened() -> None:
    out = io.BytesIO()
    Image.new("1", (12000, 9000)).save(out, "PNG")
    with pytest.raises(PictureUnusable, match="too many"):
        open_picture(out.getvalue())


def test_a_new_product_gets_its_pictures_from_the_worker(saleor: ModuleType, media_root: Path) -> None:
    saleor.add_product(1, media=media_of(1, 2))
    saleor.media |= {"m://1-0": picture_bytes(700, 800), "m://1-1": picture_bytes()}
    sync_all()
    assert check_ready() == "pictures of the first page that are not made yet: 1"
    while make_pictures():
        pass
    assert check_ready() == ""
    product = find_product("piece-001", channel=CHANNEL)
    assert product is not None
    picture = product.card.picture
    assert picture is not None
    assert (picture.width, picture.height, picture.alt, picture.placeholder) == (640, 731, "Piece 1", "#336699")
    assert [entry.split(" ")[1] for entry in picture.avif.split(", ")] == ["320w", "640w"]
    assert len(product.pictures) == 2
    assert len(list((media_root / "p").iterdir())) == Rendition.objects.count() == 6
    page = Client().get(picture.src)
    assert page.headers["Content-Type"] == "image/webp"
    assert page.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert Image.open(io.BytesIO(b"".join(page.streaming_content))).size == (640, 731)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["x-320.svg", "../../kantha.sqlite3", "..%2Fsecret-1.webp", "nothing-320.webp", ""])
def test_other_names_are_not_found(name: str) -> None:
    assert Client().get(f"/media/p/{name}").status_code == 404


def test_first_pictures_come_first_in_the_order_of_the_first_page(saleor: ModuleType) -> None:
    put(
        make_content(1, craft="ikat", quantity=0, media=(make_media(1), make_media(1, 1))),
        make_content(2, craft="ikat", media=(make_media(2), make_media(2, 1))),
        make_content(3, craft="basketry", media=(make_media(3),)),
    )
    order = []
    while (picture := claim_picture()) is not None:
        order.append(picture.media_id)
    assert order == ["M3-0", "M2-0", "M1-0", "M2-1", "M1-1"]


def test_a_picture_is_leased_to_one_worker_and_freed_when_the_lease_ends() -> None:
    put(make_content(1, media=(make_media(1),)))
    assert claim_picture() is not None
    assert claim_picture() is None
    Picture.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    assert claim_picture() is not None


def test_an_unreadable_picture_is_tried_again_later_and_does_not_hold_up_the_shop_for_ever(saleor: ModuleType) -> None:
    saleor.add_product(1, media=media_of(1))
    saleor.media["m://1-0"] = b"rubbish"
    sync_all()
    for _ in range(6):
        assert make_pictures() == 1
        assert make_pictures() == 0
        Picture.objects.update(due_at=timezone.now())
    assert make_pictures() == 0
    assert check_ready() == ""
    assert Product.objects.get().card_picture is None


def test_a_replaced_picture_keeps_the_old_files_for_an_hour(saleor: ModuleType, media_root: Path) -> None:
    saleor.add_product(1, media=media_of(1))
    saleor.media |= {"m://1-0": picture_bytes(), "m://new": picture_bytes(330, 330)}
    sync_all()
    make_pictures()
    before = Product.objects.get().card_picture["src"]
    saleor.products["P1"]["media"][0]["url"] = "m://new"
    sync_product("P1")
    assert Product.objects.get().card_picture["src"] == before
    make_pictures()
    after = Product.objects.get().card_picture["src"]
    assert after != before
    assert default_storage.exists(before.removeprefix("/media/"))
    Picture.objects.filter(retired_at__isnull=False).update(retired_at=timezone.now() - timedelta(hours=2))
    assert clear_retired() == 1
    assert not default_storage.exists(before.removeprefix("/media/"))
    assert default_storage.exists(after.removeprefix("/media/"))


def test_an_original_that_changes_while_it_is_made_goes_round_again(saleor: ModuleType) -> None:
    saleor.add_product(1, media=media_of(1))
    saleor.media |= {"m://1-0": picture_bytes(), "m://new": picture_bytes(330, 330)}
    sync_all()
    claimed = claim_picture()
    assert claimed is not None
    saleor.products["P1"]["media"][0]["url"] = "m://new"
    sync_product("P1")
    assert make_picture(claimed)
    assert claim_picture() is not None


def test_pictures_of_a_forgotten_product_are_cleared(saleor: ModuleType, media_root: Path) -> None:
    saleor.add_product(1, media=media_of(1))
    saleor.media["m://1-0"] = picture_bytes()
    sync_all()
    make_pictures()
    forget_product("P1")
    Picture.objects.update(retired_at=timezone.now() - timedelta(hours=2))
    clear_retired()
    assert list((media_root / "p").iterdir()) == []
