"""From pixels to the files that pages show: cropped, blurred, AVIF and WebP in up to four widths."""

import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PIL import Image

from artisans.photos.blurring import blur_region
from artisans.photos.opening import rebuild
from artisans.photos.refusals import TOO_SMALL, PhotoRefused
from artisans.photos.regions import Region

WIDTHS = (320, 640, 960, 1280)
SMALLEST_SIDE = 320
AVIF_QUALITY = 60
# Speed 9 of 10: a tenth larger than 6, five times as fast.
AVIF_SPEED = 9
WEBP_QUALITY = 78
WEBP_EFFORT = 2
PREVIEW_WIDTH = 720


@dataclass(frozen=True, slots=True)
class RenditionFile:
    """One encoded file; `kind` is `avif` or `webp`, sizes in pixels."""

    kind: str
    width: int
    height: int
    content: bytes


def cut_and_blur(picture: Image.Image, *, crop: Region | None, blurs: Sequence[Region]) -> Image.Image:
    """New pixels: blurred where a person said so, then cropped. Regions are those of the whole picture.

    Raises:
        PhotoRefused: less than 320 pixels are left on a side.
    """
    changed = rebuild(picture)
    for region in blurs:
        blur_region(changed, region)
    if crop:
        changed = changed.crop(crop.in_pixels(changed.width, changed.height))
    if min(changed.size) < SMALLEST_SIDE:
        raise PhotoRefused(TOO_SMALL)
    return rebuild(changed)


def make_renditions(picture: Image.Image) -> Iterator[RenditionFile]:
    """AVIF and WebP at each width up to the picture's own, widest first; nothing is enlarged."""
    widths = [width for width in WIDTHS if width <= picture.width]
    current = picture
    for width in reversed(widths):
        height = max(1, round(picture.height * width / picture.width))
        if current.width != width:
            current = current.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
        bare = rebuild(current)
        yield RenditionFile("avif", width, height, _encode(bare, "AVIF", quality=AVIF_QUALITY, speed=AVIF_SPEED))
        yield RenditionFile("webp", width, height, _encode(bare, "WEBP", quality=WEBP_QUALITY, method=WEBP_EFFORT))


def make_preview(picture: Image.Image) -> bytes:
    """A WebP of at most 720 pixels for the studio, of the uncropped picture."""
    width = min(PREVIEW_WIDTH, picture.width)
    height = max(1, round(picture.height * width / picture.width))
    small = picture if picture.width == width else picture.resize((width, height), Image.Resampling.LANCZOS)
    return _encode(rebuild(small), "WEBP", quality=60, method=4)


def fingerprint(picture: Image.Image) -> str:
    """SHA-256 (hex) of size and pixels."""
    head = f"{picture.width}x{picture.height}\n".encode()
    return hashlib.sha256(head + picture.convert("RGB").tobytes()).hexdigest()


def digest_shown(pixels_sha256: str, alt: str) -> str:
    """SHA-256 (hex) of all that a reader gets of a photo: its pixels and the words in their place."""
    return hashlib.sha256(f"{pixels_sha256}\n{alt}".encode()).hexdigest()


def _encode(picture: Image.Image, kind: str, **options: int) -> bytes:
    out = io.BytesIO()
    if kind == "AVIF":
        # One core: the other belongs to the web processes.
        options["max_threads"] = 1
    picture.save(out, kind, **options)
    return out.getvalue()
