"""Walks through the parts of a picture file without decoding it: every byte must belong to a part we know.

Sources: ITU-T T.81 annex B (JPEG), W3C PNG 3rd edition, clause 5, the WebP container specification, ISO/IEC 14496-12
clause 4 and 23008-12 (HEIF) for boxes.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from artisans.photos.refusals import BROKEN, BROKEN_OFF, MORE_BEHIND, MOVING, PhotoRefused

_MOST_SCANS = 64
_MOST_PARTS = 20_000


@dataclass(slots=True)
class Walked:
    """What a walk found: the pixels named by the headers, and the bytes of all parts that hold no pixels."""

    width: int = 0
    height: int = 0
    asides: list[bytes] = field(default_factory=list)

    def see(self, width: int, height: int) -> None:
        """Notes a size; of several the one of most pixels counts."""
        if width * height >= self.width * self.height:
            self.width, self.height = width, height


def walk_jpeg(data: bytes) -> Walked:
    """Segments from SOI to EOI. Behind the end only further pictures of a multi-picture file may stand (CIPA DC-007).

    Raises:
        PhotoRefused: broken off, damaged, or followed by something else.
    """
    found = Walked()
    place = _walk_one_jpeg(data, 0, found)
    several = any(aside.startswith(b"MPF\0") for aside in found.asides)
    while several and data.startswith(b"\xff\xd8\xff", place):
        place = _walk_one_jpeg(data, place, Walked(asides=found.asides))
    if place != len(data):
        raise PhotoRefused(MORE_BEHIND)
    return found


def _walk_one_jpeg(data: bytes, start: int, found: Walked) -> int:
    """Returns the place behind EOI."""
    place, scans = start + 2, 0
    while True:
        if place + 2 > len(data):
            raise PhotoRefused(BROKEN_OFF)
        if data[place] != 0xFF:
            raise PhotoRefused(BROKEN)
        marker = data[place + 1]
        if marker == 0xFF:  # fill byte
            place += 1
            continue
        if marker == 0xD9:
            return place + 2
        if place + 4 > len(data):
            raise PhotoRefused(BROKEN_OFF)
        length = struct.unpack_from(">H", data, place + 2)[0]
        body = data[place + 4 : place + 2 + length]
        if length < 2 or len(body) < length - 2:
            raise PhotoRefused(BROKEN_OFF if length >= 2 else BROKEN)
        place += 2 + length
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            if len(body) < 6:
                raise PhotoRefused(BROKEN)
            found.see(*reversed(struct.unpack_from(">HH", body, 1)))
        elif marker == 0xDA:
            scans += 1
            if scans > _MOST_SCANS:
                raise PhotoRefused(BROKEN)
            place = _skip_scan(data, place)
        elif marker >= 0xE0:  # APPn and comments
            found.asides.append(body)


def _skip_scan(data: bytes, place: int) -> int:
    """Entropy-coded bytes end at a marker that is neither a stuffed zero nor a restart."""
    while True:
        place = data.find(b"\xff", place)
        if place < 0 or place + 1 >= len(data):
            raise PhotoRefused(BROKEN_OFF)
        if data[place + 1] != 0 and not 0xD0 <= data[place + 1] <= 0xD7:
            return place
        place += 2


def walk_png(data: bytes) -> Walked:
    """Chunks from IHDR to IEND, each with a checksum that fits.

    Raises:
        PhotoRefused: broken off, damaged, moving, or followed by something else.
    """
    found, place = Walked(), 8
    for _ in range(_MOST_PARTS):
        if place + 12 > len(data):
            raise PhotoRefused(BROKEN_OFF)
        length, kind = struct.unpack_from(">I4s", data, place)
        end = place + 12 + length
        if end > len(data):
            raise PhotoRefused(BROKEN_OFF)
        body = data[place + 8 : end - 4]
        if zlib.crc32(kind + body) != struct.unpack_from(">I", data, end - 4)[0]:
            raise PhotoRefused(BROKEN)
        if kind == b"IHDR" and length == 13:
            found.see(*struct.unpack_from(">II", body))
        elif kind in (b"acTL", b"fcTL", b"fdAT"):
            raise PhotoRefused(MOVING)
        elif kind == b"IEND":
            if end != len(data) or length:
                raise PhotoRefused(MORE_BEHIND)
            return found
        elif kind not in (b"IDAT", b"PLTE"):
            found.asides.append(body)
        place = end
    raise PhotoRefused(BROKEN)


def walk_webp(data: bytes) -> Walked:
    """RIFF chunks; the size in the head must be the size of the file.

    Raises:
        PhotoRefused: broken off, damaged, moving, or followed by something else.
    """
    stated = struct.unpack_from("<I", data, 4)[0] + 8
    if stated > len(data):
        raise PhotoRefused(BROKEN_OFF)
    if stated + stated % 2 < len(data):
        raise PhotoRefused(MORE_BEHIND)
    found, place = Walked(), 12
    while place < stated:
        if place + 8 > stated:
            raise PhotoRefused(BROKEN_OFF)
        kind, length = struct.unpack_from("<4sI", data, place)
        body = data[place + 8 : place + 8 + length]
        if len(body) < length or place + 8 + length > stated:
            raise PhotoRefused(BROKEN_OFF)
        _look_at_webp(kind, body, found)
        place += 8 + length + length % 2
    return found


def _look_at_webp(kind: bytes, body: bytes, found: Walked) -> None:
    if kind in (b"ANIM", b"ANMF") or (kind == b"VP8X" and body[:1] and body[0] & 0x02):
        raise PhotoRefused(MOVING)
    if kind == b"VP8X" and len(body) == 10:
        found.see(1 + int.from_bytes(body[4:7], "little"), 1 + int.from_bytes(body[7:10], "little"))
    elif kind == b"VP8 " and len(body) >= 10:
        width, height = struct.unpack_from("<HH", body, 6)
        found.see(width & 0x3FFF, height & 0x3FFF)
    elif kind == b"VP8L" and len(body) >= 5:
        bits = int.from_bytes(body[1:5], "little")
        found.see((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    elif kind != b"ALPH":
        found.asides.append(body)


def walk_boxes(data: bytes) -> Walked:
    """Boxes of a HEIC or AVIF file; only those of a still picture may stand at the top.

    Raises:
        PhotoRefused: broken off, damaged, moving, or with something else inside.
    """
    found = Walked()
    for kind, body in split_boxes(data, 0, len(data)):
        if kind in (b"moov", b"moof"):
            raise PhotoRefused(MOVING)
        if kind not in (b"ftyp", b"meta", b"mdat", b"free", b"skip", b"uuid"):
            raise PhotoRefused(MORE_BEHIND)
        if kind != b"mdat":
            found.asides.append(body)
        if kind == b"meta":
            _see_sizes(body[4:], found)
    return found


def split_boxes(data: bytes, start: int, end: int) -> Iterator[tuple[bytes, bytes]]:
    """(kind, body) of each box between two places.

    Raises:
        PhotoRefused: a box reaches beyond the end.
    """
    place = start
    while place < end:
        if place + 8 > end:
            raise PhotoRefused(BROKEN_OFF)
        length, kind = struct.unpack_from(">I4s", data, place)
        head = 8
        if length == 1:
            if place + 16 > end:
                raise PhotoRefused(BROKEN_OFF)
            length, head = struct.unpack_from(">Q", data, place + 8)[0], 16
        elif length == 0:
            length = end - place
        if length < head:
            raise PhotoRefused(BROKEN)
        if place + length > end:
            raise PhotoRefused(BROKEN_OFF)
        yield kind, data[place + head : place + length]
        place += length


def _see_sizes(meta: bytes, found: Walked) -> None:
    """`ispe` in iprp/ipco: the size of each picture in the file, tiles and thumbnails among them."""
    for kind, body in split_boxes(meta, 0, len(meta)):
        if kind == b"iprp":
            _see_sizes(body, found)
        elif kind == b"ipco":
            for name, values in split_boxes(body, 0, len(body)):
                if name == b"ispe" and len(values) >= 12:
                    found.see(*struct.unpack_from(">II", values, 4))
