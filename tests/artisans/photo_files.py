"""Photos made for tests, honest and hostile, and a reader of their bytes that shares nothing with the code under test.

The pictures are gradients and blocks; nobody is on them.
"""

import io
import struct
import zlib
from collections.abc import Iterator

import pillow_heif
from PIL import Image, ImageCms

MARK = b"lantern-fish"
GPS = b"23.1793"


def draw(width: int = 800, height: int = 600, *, seed: int = 0) -> Image.Image:
    """A picture with a red top left quarter on a gradient, so that turning and cropping can be seen."""
    gradient = Image.linear_gradient("L").resize((width, height))
    picture = Image.merge("RGB", (gradient, Image.new("L", (width, height), 90 + seed % 100), gradient))
    picture.paste((220, 20, 20), (0, 0, width // 2, height // 2))
    return picture


def encode(picture: Image.Image, kind: str, **options: object) -> bytes:
    """The bytes in one of the five formats."""
    out = io.BytesIO()
    if kind == "heic":
        pillow_heif.from_pillow(picture).save(out, quality=80)
    else:
        quick: dict[str, dict[str, object]] = {"avif": {"speed": 10}, "png": {"compress_level": 1}}
        defaults: dict[str, dict[str, object]] = {"jpeg": {"quality": 90}} | quick
        picture.save(out, kind.upper(), **(defaults.get(kind, {}) | options))
    return out.getvalue()


def segment(marker: int, body: bytes) -> bytes:
    """One JPEG segment."""
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(body) + 2) + body


def exif_with_gps(orientation: int = 1) -> bytes:
    """A TIFF block: orientation, a maker's word, GPS latitude, and a thumbnail in a second directory."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = MARK.decode()
    exif[0x8825] = {1: "N", 2: (23.0, 10.0, 45.5), 0x1B: MARK}
    thumbnail = encode(draw(160, 120), "jpeg")
    body = exif.tobytes()
    return body + MARK + thumbnail


def icc_with_text() -> bytes:
    """An sRGB profile whose description carries the word."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile + MARK


def hostile_jpeg(picture: Image.Image, *, orientation: int = 1) -> bytes:
    """A JPEG that tells everything: EXIF with GPS and thumbnail, XMP, IPTC, a comment, ICC text, an odd APP segment."""
    plain = encode(picture, "jpeg")
    xmp = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + MARK + GPS + b"</x:xmpmeta>"
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + struct.pack(">I", len(MARK)) + MARK
    parts = [
        segment(0xE1, exif_with_gps(orientation)),
        segment(0xE1, xmp),
        segment(0xED, iptc),
        segment(0xE2, b"ICC_PROFILE\x00\x01\x01" + icc_with_text()),
        segment(0xEB, MARK),
        segment(0xFE, MARK + b" by somebody"),
    ]
    return plain[:2] + b"".join(parts) + plain[2:]


def chunk(kind: bytes, body: bytes) -> bytes:
    """One PNG chunk with its checksum."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def hostile_png(picture: Image.Image) -> bytes:
    """A PNG with text chunks, EXIF, an ICC profile with a name, and a private chunk."""
    plain = encode(picture, "png")
    parts = [
        chunk(b"tEXt", b"Comment\0" + MARK),
        chunk(b"zTXt", b"Author\0\0" + zlib.compress(MARK)),
        chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + MARK),
        chunk(b"eXIf", exif_with_gps()[6:]),
        chunk(b"iCCP", MARK + b"\0\0" + zlib.compress(icc_with_text())),
        chunk(b"tIME", b"\x07\xe8\x01\x02\x03\x04\x05"),
        chunk(b"prVt", MARK),
    ]
    head = 8 + 25
    return plain[:head] + b"".join(parts) + plain[head:]


def hostile_webp(picture: Image.Image) -> bytes:
    """A WebP with EXIF, XMP, an ICC profile and an unknown chunk."""
    plain = encode(picture, "webp", exif=exif_with_gps(), xmp=MARK + GPS, icc_profile=icc_with_text())
    extra = b"mArK" + struct.pack("<I", len(MARK)) + MARK
    body = plain[8:] + extra
    return b"RIFF" + struct.pack("<I", len(body)) + body


def hostile_heic(picture: Image.Image) -> bytes:
    """A HEIC with EXIF, XMP and a thumbnail."""
    out = io.BytesIO()
    file = pillow_heif.from_pillow(picture)
    file.save(out, quality=80, exif=exif_with_gps(), xmp=MARK + GPS)
    return out.getvalue()


def hostile_avif(picture: Image.Image) -> bytes:
    """An AVIF with EXIF, XMP and an ICC profile."""
    return encode(picture, "avif", exif=exif_with_gps(), xmp=MARK + GPS, icc_profile=icc_with_text())


HOSTILE = {
    "jpeg": hostile_jpeg,
    "png": hostile_png,
    "webp": hostile_webp,
    "heic": hostile_heic,
    "avif": hostile_avif,
}


def parts_of_webp(data: bytes) -> list[str]:
    """The chunks of a RIFF file, in order; fails where a byte belongs to none."""
    assert data[:4] == b"RIFF"
    assert data[8:12] == b"WEBP"
    assert int.from_bytes(data[4:8], "little") == len(data) - 8
    place, found = 12, []
    while place < len(data):
        length = int.from_bytes(data[place + 4 : place + 8], "little")
        found.append(data[place : place + 4].decode())
        place += 8 + length + length % 2
    assert place == len(data)
    return found


_CONTAINERS = {"meta": 4, "iprp": 0, "ipco": 0, "dinf": 0, "iinf": 6, "iref": 4}


def parts_of_boxes(data: bytes, above: str = "") -> Iterator[tuple[str, bytes]]:
    """(path, body) of every box of an ISO file, nested ones too; fails where a byte belongs to none."""
    place = 0
    while place < len(data):
        length, name = struct.unpack(">I", data[place : place + 4])[0], data[place + 4 : place + 8].decode("latin-1")
        assert 8 <= length <= len(data) - place
        body = data[place + 8 : place + length]
        yield f"{above}{name}", body
        if name in _CONTAINERS:
            yield from parts_of_boxes(body[_CONTAINERS[name] :], f"{above}{name}/")
        place += length
    assert place == len(data)


def says_only_pixels(kind: str, data: bytes) -> bool:
    """Whether a rendition holds pixels and what a reader of pixels needs, and nothing else."""
    assert MARK not in data
    assert GPS not in data
    if kind == "webp":
        return parts_of_webp(data) == ["VP8 "]
    parts = list(parts_of_boxes(data))
    items = [body for path, body in parts if path.endswith("/infe")]
    colours = [body[:4] for path, body in parts if path.endswith("/colr")]
    names = {path.rpartition("/")[2] for path, _ in parts}
    known = {"ftyp", "meta", "hdlr", "pitm", "iloc", "iinf", "infe", "iprp", "ipco", "ispe", "pixi", "av1C", "colr"}
    return names <= known | {"ipma", "mdat"} and all(b"av01" in item for item in items) and set(colours) <= {b"nclx"}
