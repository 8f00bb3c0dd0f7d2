"""Every trick of OWASP's File Upload Cheat Sheet that reaches the bytes or the name: refused, each with a sentence."""

import io
import struct
import zipfile
import zlib

import pytest
from PIL import Image

from artisans.photos import refusals
from artisans.photos.inspecting import MOST_BYTES, inspect_photo
from artisans.photos.opening import open_photo
from artisans.photos.refusals import PhotoRefused
from artisans.photos.walking import split_boxes
from tests.artisans.photo_files import HOSTILE, chunk, draw, encode, exif_with_gps, segment

KINDS = ["jpeg", "png", "webp", "heic", "avif"]
ENDINGS = {"jpeg": "photo.JPG", "png": "photo.png", "webp": "photo.webp", "heic": "IMG_0001.HEIC", "avif": "a b.avif"}


def refusal(data: bytes, *, file_name: str = "", media_type: str = "") -> str:
    with pytest.raises(PhotoRefused) as refused:
        open_photo(data, file_name=file_name, media_type=media_type)
    return refused.value.sentence


def small(kind: str) -> bytes:
    return encode(draw(400, 400), kind)


def a_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("index.php", "<?php echo 1;")
    return out.getvalue()


FOREIGN = {
    "zip": a_zip(),
    "html": b"<!DOCTYPE html><html><body onload=alert(1)>",
    "script": b"<script>alert(1)</script>",
    "php": b"<?php system($_GET['c']); ?>",
    "pdf": b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj",
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "shell": b"#!/bin/sh\nrm -r /",
}


@pytest.mark.parametrize("kind", KINDS)
def test_an_honest_photo_comes_in_under_its_name_and_type(kind: str) -> None:
    found = inspect_photo(small(kind), file_name=ENDINGS[kind], media_type=f"image/{kind}; charset=x")
    assert (found.kind, found.width, found.height) == (kind, 400, 400)


@pytest.mark.parametrize("kind", KINDS)
def test_photos_of_cameras_with_all_their_data_come_in(kind: str) -> None:
    assert open_photo(HOSTILE[kind](draw())).size == (800, 600)


@pytest.mark.parametrize("foreign", FOREIGN)
@pytest.mark.parametrize("kind", KINDS)
def test_bytes_behind_the_end_are_refused(kind: str, foreign: str) -> None:
    # Behind an ISO file they are read as the head of a box, which they do not fill.
    assert refusal(small(kind) + FOREIGN[foreign]) in (refusals.MORE_BEHIND, refusals.BROKEN_OFF, refusals.BROKEN)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("tail", [b"\0", b"x", b"\0" * 4096])
def test_a_single_byte_behind_the_end_is_refused(kind: str, tail: bytes) -> None:
    if kind == "webp" and len(small(kind)) % 2:
        pytest.skip("an odd RIFF file may be padded")
    assert refusal(small(kind) + tail)


@pytest.mark.parametrize("foreign", FOREIGN)
def test_programs_within_a_jpeg_are_refused(foreign: str) -> None:
    plain = small("jpeg")
    for marker in (0xFE, 0xEF, 0xE1):
        data = plain[:2] + segment(marker, b"text " + FOREIGN[foreign]) + plain[2:]
        assert refusal(data) == refusals.MORE_BEHIND


@pytest.mark.parametrize("foreign", FOREIGN)
def test_programs_within_a_png_are_refused(foreign: str) -> None:
    plain = small("png")
    data = plain[:33] + chunk(b"tEXt", b"Comment\0" + FOREIGN[foreign]) + plain[33:]
    assert refusal(data) == refusals.MORE_BEHIND


@pytest.mark.parametrize("foreign", FOREIGN)
def test_programs_within_a_webp_are_refused(foreign: str) -> None:
    plain = small("webp")
    body = FOREIGN[foreign] + b"\0" * (len(FOREIGN[foreign]) % 2)
    extra = b"EXIF" + struct.pack("<I", len(body)) + body
    data = b"RIFF" + struct.pack("<I", len(plain) - 8 + len(extra)) + plain[8:] + extra
    assert refusal(data) == refusals.MORE_BEHIND


@pytest.mark.parametrize("kind", ["heic", "avif"])
@pytest.mark.parametrize("foreign", FOREIGN)
def test_programs_within_boxes_are_refused(kind: str, foreign: str) -> None:
    for name in (b"free", b"uuid", b"mpvd"):
        body = FOREIGN[foreign]
        assert refusal(small(kind) + struct.pack(">I", len(body) + 8) + name + body) == refusals.MORE_BEHIND


def test_a_jpeg_that_is_also_a_script_is_refused() -> None:
    plain = small("jpeg")
    assert plain[2:4] == b"\xff\xe0"
    script = plain[:4] + b"/*" + b"\0" * (0x2F2A - 2) + plain[2 + 2 + 16 :]
    assert refusal(script) == refusals.MORE_BEHIND


def test_a_picture_of_several_pictures_may_carry_only_pictures_behind_its_end() -> None:
    plain, second = small("jpeg"), encode(draw(100, 100), "jpeg")
    several = plain[:2] + segment(0xE2, b"MPF\0II*\0") + plain[2:]
    assert open_photo(several + second).size == (400, 400)
    assert refusal(several + second + b"PK\x03\x04") == refusals.MORE_BEHIND
    assert refusal(plain + second) == refusals.MORE_BEHIND


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("share", [0.2, 0.6, 0.95, 0.999])
def test_a_photo_that_broke_off_is_told_so(kind: str, share: float) -> None:
    data = small(kind)
    assert refusal(data[: int(len(data) * share)]) in (refusals.BROKEN_OFF, refusals.BROKEN)


@pytest.mark.parametrize("kind", KINDS)
def test_a_few_bytes_are_no_photo(kind: str) -> None:
    for length in (1, 2, 3, 8, 12, 16, 20):
        assert refusal(small(kind)[:length])


def test_nothing_is_no_photo() -> None:
    assert refusal(b"") == refusals.EMPTY


@pytest.mark.parametrize("content", list(FOREIGN.values()), ids=list(FOREIGN))
def test_a_program_under_the_name_of_a_photo_is_refused(content: bytes) -> None:
    assert refusal(content, file_name="photo.jpg", media_type="image/jpeg") == refusals.NOT_A_PHOTO


@pytest.mark.parametrize("start", [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\xff\0\0\0WEBP", b"\0\0\0\x18ftypheic"])
@pytest.mark.parametrize("foreign", FOREIGN)
def test_a_forged_signature_before_a_program_is_refused(start: bytes, foreign: str) -> None:
    assert refusal(start + FOREIGN[foreign] * 20)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("other", KINDS)
def test_a_wrong_ending_or_type_is_refused(kind: str, other: str) -> None:
    if kind != other:
        assert refusal(small(kind), file_name=ENDINGS[other]) == refusals.WRONG_NAME
        assert refusal(small(kind), media_type=f"image/{other}") == refusals.WRONG_NAME


@pytest.mark.parametrize("media_type", ["text/html", "image/svg+xml", "application/x-php", "image/gif", "video/mp4"])
def test_a_declared_type_that_is_no_photo_is_refused(media_type: str) -> None:
    assert refusal(small("jpeg"), media_type=media_type) == refusals.WRONG_NAME


ODD_NAMES = [
    "photo.php.jpg",
    "photo.jpg.php",
    "photo.php%00.jpg",
    "photo.php\x00.jpg",
    "photo.phtml.jpg",
    "photo.asp;.jpg",
    "photo.jpg/",
    "../../photo.jpg",
    "..\\photo.jpg",
    "photo.jpg::$DATA",
    "photo.jpg.",
    "photo.jpg ",
    "photo.html.jpg",
    "photo.svg",
    ".htaccess",
    "web.config",
    "photo\u202egpj.exe",
    "<script>.jpg",
    "photo.jpg\n",
    "p" * 197 + ".jpg",
]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_name_that_tries_to_be_something_else_is_refused(name: str) -> None:
    assert refusal(small("jpeg"), file_name=name) == refusals.ODD_NAME


@pytest.mark.parametrize("name", ["photo", "photo.gif", "photo.tiff", "photo.jpg2", "jpg"])
def test_a_name_without_a_known_ending_is_refused(name: str) -> None:
    assert refusal(small("jpeg"), file_name=name) == refusals.WRONG_NAME


@pytest.mark.parametrize(
    "name", ["WhatsApp Image 2026-01-01 at 10.00.00 (1).jpeg", "फ़ोटो.jpg", "រូបថត.JPEG", "IMG_2024~2.jpe", "1.jfif"]
)
def test_names_that_phones_give_are_taken(name: str) -> None:
    assert inspect_photo(small("jpeg"), file_name=name).kind == "jpeg"


def frames(kind: str) -> bytes:
    out = io.BytesIO()
    draw(400, 400).save(out, kind.upper(), save_all=True, append_images=[draw(400, 400).rotate(90)], duration=100)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["png", "webp", "avif", "gif"])
def test_moving_pictures_are_refused(kind: str) -> None:
    assert refusal(frames(kind)) in (refusals.MOVING, refusals.NOT_A_PHOTO)
    assert kind == "gif" or refusal(frames(kind)) == refusals.MOVING


def extended_webp() -> bytes:
    """With the head that tells size and kind for all of the file (VP8X)."""
    return encode(draw(400, 400), "webp", exif=exif_with_gps())


def test_a_webp_whose_head_says_that_it_moves_is_refused_without_a_second_frame() -> None:
    data = bytearray(extended_webp())
    place = data.index(b"VP8X") + 8
    assert not data[place] & 0x02
    data[place] |= 0x02
    assert refusal(bytes(data)) == refusals.MOVING


def test_the_size_in_the_head_of_an_extended_webp_counts() -> None:
    data = bytearray(extended_webp())
    place = data.index(b"VP8X") + 12
    assert data[place : place + 6] == (399).to_bytes(3, "little") * 2
    data[place : place + 6] = (9_999).to_bytes(3, "little") * 2
    assert refusal(bytes(data)) == refusals.TOO_MANY_PIXELS


def test_boxes_say_their_length_in_three_ways() -> None:
    long = struct.pack(">I4sQ", 1, b"free", 19) + b"abc"
    data = long + struct.pack(">I4s", 10, b"meta") + b"de" + struct.pack(">I4s", 0, b"mdat") + b"to the end"
    assert list(split_boxes(data, 0, len(data))) == [(b"free", b"abc"), (b"meta", b"de"), (b"mdat", b"to the end")]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (struct.pack(">I4s", 1, b"free") + b"\0" * 7, refusals.BROKEN_OFF),
        (struct.pack(">I4sQ", 1, b"free", 15), refusals.BROKEN),
        (struct.pack(">I4s", 7, b"free"), refusals.BROKEN),
        (struct.pack(">I4s", 9, b"free"), refusals.BROKEN_OFF),
        (b"\0\0\0\x08fre", refusals.BROKEN_OFF),
    ],
)
def test_a_box_that_lies_about_its_length_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(PhotoRefused) as refused:
        list(split_boxes(data, 0, len(data)))
    assert refused.value.sentence == why


@pytest.mark.parametrize("kind", ["gif", "bmp", "tiff", "ico", "ppm"])
def test_other_formats_are_refused(kind: str) -> None:
    out = io.BytesIO()
    draw(100, 100).save(out, kind.upper())
    assert refusal(out.getvalue()) == refusals.NOT_A_PHOTO


def large_jpeg(width: int, height: int) -> bytes:
    """A small JPEG whose head states another size."""
    data = bytearray(small("jpeg"))
    place = data.index(b"\xff\xc0") + 5
    data[place : place + 4] = struct.pack(">HH", height, width)
    return bytes(data)


def large_png(width: int, height: int) -> bytes:
    rows = zlib.compress(b"\0" * 100_000, 9)
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def large_webp(width: int, height: int) -> bytes:
    data = bytearray(small("webp"))
    place = data.index(b"\x9d\x01\x2a") + 3
    data[place : place + 4] = struct.pack("<HH", width, height)
    return bytes(data)


def large_boxes(kind: str, width: int, height: int) -> bytes:
    data = bytearray(small(kind))
    place = data.index(b"ispe") + 8
    data[place : place + 8] = struct.pack(">II", width, height)
    return bytes(data)


@pytest.mark.parametrize(
    "data",
    [
        large_jpeg(10_000, 10_000),
        large_jpeg(65_500, 65_500),
        large_png(10_000, 10_000),
        large_png(2_000_000_000, 1),
        large_webp(16_383, 16_383),
        large_boxes("heic", 12_000, 9_000),
        large_boxes("avif", 12_000, 9_000),
        large_jpeg(40_000, 1),
    ],
    ids=["jpeg", "jpeg most", "png", "png one line", "webp", "heic", "avif", "jpeg one line"],
)
def test_a_hundred_megapixels_are_refused_by_the_head_before_decoding(
    data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*args: object, **options: object) -> None:
        raise AssertionError("decoded")

    monkeypatch.setattr(Image, "open", never)
    monkeypatch.setattr("pillow_heif.open_heif", never)
    assert refusal(data) == refusals.TOO_MANY_PIXELS


def test_a_bomb_within_the_limit_of_pixels_is_told_as_damaged() -> None:
    assert refusal(large_png(6_000, 6_000)) == refusals.BROKEN


def test_a_real_photo_of_a_hundred_megapixels_is_refused_at_once() -> None:
    assert refusal(encode(Image.new("RGB", (10_000, 10_000)), "jpeg")) == refusals.TOO_MANY_PIXELS


def test_more_than_fifteen_megabytes_are_refused() -> None:
    assert refusal(small("jpeg") + b"\0" * MOST_BYTES) == refusals.TOO_LARGE


def test_a_jpeg_of_endless_scans_is_refused() -> None:
    plain = small("jpeg")
    start = plain.index(b"\xff\xda")
    scan = plain[start : start + 14]
    assert refusal(plain[:start] + scan * 100 + plain[start:]) == refusals.BROKEN


def test_a_png_with_a_wrong_checksum_is_refused() -> None:
    data = bytearray(small("png"))
    data[-30] ^= 1
    assert refusal(bytes(data)) == refusals.BROKEN


def test_a_compressed_text_bomb_in_a_png_is_never_unpacked() -> None:
    plain = small("png")
    bomb = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"\0" * 50_000_000, 9))
    assert refusal(plain[:33] + bomb + plain[33:]) == refusals.BROKEN


@pytest.mark.parametrize("kind", KINDS)
def test_damage_anywhere_in_the_head_never_ends_in_another_error(kind: str) -> None:
    data = small(kind)
    for place in range(0, min(len(data), 600), 7):
        broken = bytearray(data)
        broken[place] ^= 0xFF
        try:
            assert open_photo(bytes(broken)).mode == "RGB"
        except PhotoRefused as error:
            assert error.sentence.endswith(".")
