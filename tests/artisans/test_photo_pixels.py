"""What is left of a photo: pixels, upright, in sRGB, cropped and blurred for good. Read by a reader of our own."""

import io
import time

import pytest
from PIL import Image, ImageCms

from artisans.photos.blurring import blur_region
from artisans.photos.opening import open_photo, rebuild
from artisans.photos.refusals import TOO_SMALL, PhotoRefused
from artisans.photos.regions import Region, cells_of_regions, read_region, region_of_cells
from artisans.photos.rendering import cut_and_blur, digest_shown, fingerprint, make_preview, make_renditions
from tests.artisans.photo_files import HOSTILE, MARK, draw, encode, hostile_jpeg, says_only_pixels

KINDS = ["jpeg", "png", "webp", "heic", "avif"]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_the_file_is_left_in_any_rendition(kind: str) -> None:
    data = HOSTILE[kind](draw())
    assert MARK in data
    picture = open_photo(data)
    files = list(make_renditions(cut_and_blur(picture, crop=None, blurs=[])))
    assert [(file.kind, file.width) for file in files] == [("avif", 640), ("webp", 640), ("avif", 320), ("webp", 320)]
    assert all(says_only_pixels(file.kind, file.content) for file in files)
    assert says_only_pixels("webp", make_preview(picture))
    assert picture.info == {}
    assert dict(picture.getexif()) == {}


def test_the_reader_of_the_tests_sees_what_it_is_for() -> None:
    assert not says_only_pixels("webp", encode(draw(), "webp", icc_profile=b"x" * 200))
    assert not says_only_pixels("webp", encode(draw(), "webp", exif=b"Exif\0\0II*\0"))
    assert not says_only_pixels("avif", encode(draw(), "avif", exif=b"Exif\0\0II*\0\x08\0\0\0\0\0"))
    assert not says_only_pixels("avif", encode(draw(), "avif", icc_profile=b"x" * 200))
    with pytest.raises(AssertionError):
        says_only_pixels("webp", encode(draw(), "webp") + b"more")


def test_renditions_are_bare_even_where_a_picture_still_carries_something() -> None:
    picture = draw()
    picture.info |= {"xmp": MARK, "exif": b"Exif\0\0II*\0\x08\0\0\0\0\0", "icc_profile": b"x" * 200, "comment": MARK}
    files = list(make_renditions(picture))
    assert {file.kind for file in files} == {"avif", "webp"}
    assert all(says_only_pixels(file.kind, file.content) for file in files)


@pytest.mark.parametrize("kind", KINDS)
def test_every_format_comes_in_with_its_colours(kind: str) -> None:
    picture = open_photo(encode(draw(), kind))
    assert (picture.mode, picture.size) == ("RGB", (800, 600))
    red, green, blue = picture.getpixel((100, 100))  # type: ignore[misc]
    assert abs(red - 220) < 12
    assert abs(green - 20) < 12
    assert abs(blue - 20) < 12


RED_CORNER = {1: (0, 0), 2: (1, 0), 3: (1, 1), 4: (0, 1), 5: (0, 0), 6: (1, 0), 7: (1, 1), 8: (0, 1)}


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_photo_stands_upright_as_the_camera_was_held(orientation: int) -> None:
    picture = open_photo(hostile_jpeg(draw(), orientation=orientation))
    assert picture.size == ((800, 600) if orientation < 5 else (600, 800))
    across, down = RED_CORNER[orientation]
    corner = (across * (picture.width - 1), down * (picture.height - 1))
    red, green, _ = picture.getpixel(corner)  # type: ignore[misc]
    assert red > 180 > 60 > green


def test_colours_of_a_wider_profile_become_srgb_without_a_profile() -> None:
    plain = open_photo(encode(draw(), "png"))
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    assert open_photo(encode(draw(), "png", icc_profile=profile)).getpixel((9, 9)) == plain.getpixel((9, 9))
    swapped = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    # The red and blue primaries change places: what the file calls red is blue.
    red, blue = swapped.index(b"rXYZ"), swapped.index(b"bXYZ")
    swapped[red : red + 4], swapped[blue : blue + 4] = swapped[blue : blue + 4], swapped[red : red + 4]
    turned = open_photo(encode(draw(), "png", icc_profile=bytes(swapped)))
    value = turned.getpixel((9, 9))
    assert isinstance(value, tuple)
    assert value[2] > 180 > 60 > value[0]
    assert turned.info == {}


@pytest.mark.parametrize("profile", [b"", b"no profile at all", b"\0" * 128, b"x" * 5000])
def test_a_broken_profile_is_ignored(profile: bytes) -> None:
    assert open_photo(encode(draw(), "jpeg", icc_profile=profile)).size == (800, 600)


@pytest.mark.parametrize("mode", ["L", "LA", "RGBA", "P", "1", "I;16", "CMYK"])
def test_every_mode_becomes_rgb_and_holes_become_white(mode: str) -> None:
    picture = draw()
    if mode == "I;16":
        changed = Image.new("I;16", (800, 600), 40_000)
    elif mode == "RGBA":
        changed = picture.convert("RGBA")
        changed.putalpha(0)
    else:
        changed = picture.convert(mode)
    opened = open_photo(encode(changed, "jpeg" if mode == "CMYK" else "png"))
    assert opened.mode == "RGB"
    if mode == "RGBA":
        assert opened.getpixel((9, 9)) == (255, 255, 255)
    if mode == "I;16":
        assert opened.getpixel((9, 9)) == (156, 156, 156)


def test_a_large_photo_is_worked_on_at_1920_pixels_and_shown_in_four_widths() -> None:
    picture = open_photo(encode(draw(4000, 3000), "jpeg"))
    assert picture.size == (1920, 1440)
    files = list(make_renditions(picture))
    assert [file.width for file in files if file.kind == "avif"] == [1280, 960, 640, 320]
    assert next((file.width, file.height) for file in files if file.kind == "webp") == (1280, 960)
    for file in files:
        assert Image.open(io.BytesIO(file.content)).size == (file.width, file.height)


def test_a_crop_keeps_exactly_the_region() -> None:
    shown = cut_and_blur(draw(), crop=Region(0, 0, 500, 700), blurs=[])
    assert shown.size == (400, 420)
    assert shown.getpixel((399, 200)) == (220, 20, 20)


def test_less_than_320_pixels_are_not_shown() -> None:
    with pytest.raises(PhotoRefused, match="too small") as refused:
        cut_and_blur(draw(), crop=Region(0, 0, 300, 1000), blurs=[])
    assert refused.value.sentence == TOO_SMALL


def chessboard(size: int = 800, cell: int = 10) -> Image.Image:
    tile = Image.new("L", (2, 2))
    tile.putdata([0, 255, 255, 0])
    board = Image.new("L", (size, size))
    block = tile.resize((2 * cell, 2 * cell), Image.Resampling.NEAREST)
    for left in range(0, size, 2 * cell):
        for top in range(0, size, 2 * cell):
            board.paste(block, (left, top))
    return board.convert("RGB")


def test_a_blurred_region_holds_no_detail_and_the_rest_stays() -> None:
    before = chessboard()
    after = cut_and_blur(before, crop=None, blurs=[Region(250, 250, 500, 500)])
    inside = after.crop((200, 200, 600, 600)).convert("L").getextrema()
    assert inside[1] - inside[0] < 16  # type: ignore[operator]
    assert after.crop((0, 0, 150, 800)).tobytes() == before.crop((0, 0, 150, 800)).tobytes()


def test_two_different_faces_of_equal_brightness_become_the_same_pixels() -> None:
    one, other = chessboard(cell=10), chessboard(cell=20)
    for picture in (one, other):
        blur_region(picture, Region(100, 100, 800, 800))
    here, there = (picture.crop((80, 80, 720, 720)).convert("L").tobytes() for picture in (one, other))
    assert max(abs(a - b) for a, b in zip(here, there, strict=True)) < 24


def test_a_region_leaves_at_most_sixteen_colours_to_compute_from() -> None:
    noise = Image.effect_noise((800, 800), 200).convert("RGB")
    blur_region(noise, Region(0, 0, 1000, 1000))
    assert len(set(noise.resize((4, 4), Image.Resampling.NEAREST).tobytes())) <= 16
    levels = noise.convert("L").getextrema()
    assert levels[1] - levels[0] < 12  # type: ignore[operator]


def test_a_blur_reaches_a_tenth_beyond_its_edge() -> None:
    after = cut_and_blur(chessboard(), crop=None, blurs=[Region(400, 400, 200, 200)])
    assert after.crop((305, 305, 320, 320)).convert("L").getextrema() not in [(0, 255)]


@pytest.mark.parametrize(
    ("values", "whole"),
    [
        ([0, 0, 1000, 1000], True),
        ([1, 2, 3, 4], True),
        ([0, 0, 1001, 5], False),
        ([-1, 0, 5, 5], False),
        ([0, 0, 0, 5], False),
        ([0, 0, 5], False),
        ([0, 0, "5", 5], False),
        ([0.0, 0, 5, 5], False),
        ([True, 0, 5, 5], False),
        ("none", False),
    ],
)
def test_a_region_is_four_whole_numbers_within_the_picture(values: object, whole: bool) -> None:
    assert (read_region(values) is not None) == whole


def test_cells_of_the_grid_become_regions_and_come_back() -> None:
    regions = region_of_cells([1, 2, 3, 10, 64, 99, 0])
    assert [region.to_list() for region in regions] == [[0, 0, 375, 125], [125, 125, 125, 125], [875, 875, 125, 125]]
    assert cells_of_regions(regions) == {1, 2, 3, 10, 64}
    assert region_of_cells([8, 9]) == (Region(875, 0, 125, 125), Region(0, 125, 125, 125))
    assert region_of_cells([]) == ()


def test_the_digest_covers_pixels_and_words() -> None:
    one, other = fingerprint(draw()), fingerprint(draw(seed=1))
    assert one == fingerprint(rebuild(draw()))
    assert len({digest_shown(one, "Hands"), digest_shown(other, "Hands"), digest_shown(one, "Hands at a loom")}) == 3


@pytest.mark.parametrize("kind", KINDS)
def test_twelve_megapixels_take_less_than_three_seconds(kind: str) -> None:
    data = encode(draw(4000, 3000), kind)
    begun = time.process_time()
    picture = open_photo(data)
    make_preview(picture)
    list(make_renditions(cut_and_blur(picture, crop=Region(50, 50, 900, 900), blurs=[Region(300, 300, 200, 200)])))
    assert time.process_time() - begun < 3
