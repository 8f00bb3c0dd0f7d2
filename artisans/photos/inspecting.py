"""Whether a file may come in: told by its bytes, before anything is decoded. Nothing here trusts a name or a type.

Source: OWASP, File Upload Cheat Sheet: allow-list, signature against declared type, limits, no trust in names.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from artisans.photos.refusals import (
    BROKEN,
    EMPTY,
    MORE_BEHIND,
    MOVING,
    NOT_A_PHOTO,
    ODD_NAME,
    TOO_LARGE,
    TOO_MANY_PIXELS,
    WRONG_NAME,
    PhotoRefused,
)
from artisans.photos.walking import Walked, walk_boxes, walk_jpeg, walk_png, walk_webp

MOST_BYTES = 15 * 1024 * 1024
MOST_PIXELS = 52_000_000
MOST_SIDE = 16_384

_WALKS: dict[str, Callable[[bytes], Walked]] = {
    "jpeg": walk_jpeg,
    "png": walk_png,
    "webp": walk_webp,
    "heic": walk_boxes,
    "avif": walk_boxes,
}
_ENDINGS = {
    "jpeg": ("jpg", "jpeg", "jpe", "jfif"),
    "png": ("png",),
    "webp": ("webp",),
    "heic": ("heic", "heif", "hif"),
    "avif": ("avif",),
}
_TYPES = {
    "jpeg": ("image/jpeg", "image/jpg", "image/pjpeg"),
    "png": ("image/png", "image/x-png"),
    "webp": ("image/webp",),
    "heic": ("image/heic", "image/heif"),
    "avif": ("image/avif",),
}
_UNDECLARED = ("", "application/octet-stream", "binary/octet-stream")
_STILL_HEIC = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1", b"mif2"})
_MOVING_BRANDS = frozenset({b"avis", b"msf1", b"hevc", b"hevx", b"isom", b"mp41", b"mp42", b"qt  "})
# Whole words that no photo holds, wherever they stand; and signatures of four bytes outside the pixels only.
# Each is long enough not to come about by chance: three bytes stand in every third photo of 5 MB.
_FOREIGN_WORDS = re.compile(
    rb"<script|<!doctype|<html|<svg[\s>]|<iframe|<\?php|<%@\s*(?:page|language|import|include|taglib)|#!/bin/|%pdf-|"
    rb"%!ps-adobe",
    re.IGNORECASE,
)
_FOREIGN_MARKS = (b"PK\x03\x04", b"PK\x05\x06", b"\x7fELF", b"Rar!", b"7z\xbc\xaf", b"GIF8")
_ODD_SIGNS = re.compile(r'[\x00-\x1f\x7f/\\:;<>|"*?%\u200b-\u200f\u202a-\u202e\u2066-\u2069]|\.$|\s$')
_PROGRAMS = re.compile(
    r"\.(?:php\d?|phtml|phar|html?|xhtml|svgz?|js|mjs|jspx?|aspx?|ashx|cgi|pl|py|rb|sh|bat|cmd|exe|dll|com|scr|jar|war|"
    r"zip|gz|pdf|swf|xml|htaccess|config|shtml)(?=\.|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Inspected:
    """A file that may be decoded: `jpeg`, `png`, `webp`, `heic` or `avif`, and the size its head states."""

    kind: str
    width: int
    height: int


def inspect_photo(data: bytes, *, file_name: str = "", media_type: str = "") -> Inspected:
    """Looks through a file without decoding it.

    Raises:
        PhotoRefused: no photo, or one with more in it than a photo, or not what its name or type says.
    """
    if not data:
        raise PhotoRefused(EMPTY)
    if len(data) > MOST_BYTES:
        raise PhotoRefused(TOO_LARGE)
    kind = tell_kind(data)
    _check_declared(kind, file_name, media_type)
    walked = _WALKS[kind](data)
    if _FOREIGN_WORDS.search(data) or any(mark in aside for aside in walked.asides for mark in _FOREIGN_MARKS):
        raise PhotoRefused(MORE_BEHIND)
    if walked.width < 1 or walked.height < 1:
        raise PhotoRefused(BROKEN)
    if walked.width * walked.height > MOST_PIXELS or max(walked.width, walked.height) > MOST_SIDE:
        raise PhotoRefused(TOO_MANY_PIXELS)
    return Inspected(kind, walked.width, walked.height)


def tell_kind(data: bytes) -> str:
    """The format by the first bytes.

    Raises:
        PhotoRefused: none that we take.
    """
    if data.startswith(b"\xff\xd8\xff"):
        # A first segment of 12,074 bytes spells the beginning of a script's comment.
        if data[4:6] == b"/*":
            raise PhotoRefused(MORE_BEHIND)
        return "jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "webp"
    if data[4:8] == b"ftyp":
        return _tell_brand(data)
    if data.startswith((b"GIF87a", b"GIF89a")):
        raise PhotoRefused(MOVING if data.count(b"\x21\xf9\x04") > 1 else NOT_A_PHOTO)
    raise PhotoRefused(NOT_A_PHOTO)


def check_name(file_name: str) -> None:
    """Refuses names that try to be something else. A name is never kept or used.

    Raises:
        PhotoRefused: signs, endings or a length that no photo needs.
    """
    if len(file_name) > 200 or _ODD_SIGNS.search(file_name) or _PROGRAMS.search(file_name):
        raise PhotoRefused(ODD_NAME)


def _check_declared(kind: str, file_name: str, media_type: str) -> None:
    if file_name:
        check_name(file_name)
        _, dot, ending = file_name.rpartition(".")
        if not dot or ending.lower() not in _ENDINGS[kind]:
            raise PhotoRefused(WRONG_NAME)
    declared = media_type.split(";")[0].strip().lower()
    if declared not in _UNDECLARED and declared not in _TYPES[kind]:
        raise PhotoRefused(WRONG_NAME)


def _tell_brand(data: bytes) -> str:
    length = int.from_bytes(data[:4], "big")
    major, others = data[8:12], data[16:length]
    brands = {major, *(others[place : place + 4] for place in range(0, len(others), 4))}
    if major in _MOVING_BRANDS:
        raise PhotoRefused(MOVING)
    if b"avif" in brands:
        return "avif"
    if brands & _STILL_HEIC:
        return "heic"
    raise PhotoRefused(MOVING if brands & _MOVING_BRANDS else NOT_A_PHOTO)
