"""A value as the texts in it: plain, as escaped JSON, as a packed session, as bytes. No Django.

A scan that only looked at the raw value would miss a Hindi sentence that JSON writes as `\\u0939`, and every session.
"""

import base64
import binascii
import gzip
import io
import json
import re
import zlib
from collections.abc import Iterator

_ESCAPED = re.compile(r"\\u[0-9a-fA-F]{4}")
# Django's signing.dumps with compression: `.` and base64url, then a time and a signature.
_PACKED = re.compile(r"\.([A-Za-z0-9_-]{16,}):[A-Za-z0-9]+:[A-Za-z0-9_-]{20,}")
_SIGNED = re.compile(r"(?<![.\w])([A-Za-z0-9_-]{16,}):[A-Za-z0-9]+:[A-Za-z0-9_-]{20,}")
_RUN_OF_TEXT = re.compile(rb"(?:[\x20-\x7e\n]|[\xc2-\xf4][\x80-\xbf]{1,3}){5,}")
_MOST_UNPACKED = 8 * 1024 * 1024


def read_layers(value: object) -> Iterator[str]:
    """Every text that a value of a database column, a cache or a file's name holds."""
    if value is None or isinstance(value, bool | int | float):
        return
    if isinstance(value, bytes | bytearray | memoryview):
        yield from read_bytes(bytes(value))
        return
    if isinstance(value, dict):
        yield from read_layers(json.dumps(value, ensure_ascii=False, default=str))
        return
    if isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from read_layers(one)
        return
    text = str(value)
    yield text
    if _ESCAPED.search(text):
        yield (
            _ESCAPED.sub(lambda found: chr(int(found[0][2:], 16)), text)
            .encode("utf-16", "surrogatepass")
            .decode("utf-16", "replace")
        )
    for pattern, packed in ((_PACKED, True), (_SIGNED, False)):
        for found in pattern.finditer(text):
            yield from _unpack(found[1], packed=packed)


def read_bytes(data: bytes) -> Iterator[str]:
    """The runs of text in bytes; what is packed with gzip is unpacked first."""
    if data[:2] == b"\x1f\x8b":
        try:
            data = gzip.GzipFile(fileobj=io.BytesIO(data)).read(_MOST_UNPACKED)
        except (OSError, EOFError, zlib.error):
            return
    if b"\0" not in data[:4096]:
        try:
            yield from read_layers(data.decode())
            return
        except UnicodeDecodeError:
            pass
    runs = (run[0].decode(errors="replace") for run in _RUN_OF_TEXT.finditer(data))
    yield "\n".join(runs)


def _unpack(encoded: str, *, packed: bool) -> Iterator[str]:
    try:
        data = base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))
        if packed:
            data = zlib.decompressobj().decompress(data, _MOST_UNPACKED)
        text = data.decode()
    except (binascii.Error, ValueError, zlib.error):
        return
    yield from read_layers(text)
