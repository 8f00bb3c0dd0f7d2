"""From pixels to the files that pages show: cropped, blurred, AVIF and WebP in up to four widths."""

import hashlib
from collections.abc import Iterator, Sequence

from PIL import Image

from artisans.photos.blurring import blur_region
from artisans.photos.opening import rebuild
from artisans.photos.refusals import TOO_SMALL, PhotoRefused
from artisans.photos.regions import Region
from catalog.renditions import RenditionFile, encode, encode_widths

SMALLEST_SIDE = 320
AVIF_QUALITY = 60
WEBP_QUALITY = 78
PREVIEW_WIDTH = 720


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
    return encode_widths(picture, avif_quality=AVIF_QUALITY, webp_quality=WEBP_QUALITY)


def make_preview(picture: Image.Image) -> bytes:
    """A WebP of at most 720 pixels for the studio, of the uncropped picture."""
    width = min(PREVIEW_WIDTH, picture.width)
    height = max(1, round(picture.height * width / picture.width))
    small = picture if picture.width == width else picture.resize((width, height), Image.Resampling.LANCZOS)
    return encode(rebuild(small), "WEBP", quality=60, method=4)


def fingerprint(picture: Image.Image) -> str:
    """SHA-256 (hex) of size and pixels."""
    head = f"{picture.width}x{picture.height}\n".encode()
    return hashlib.sha256(head + picture.convert("RGB").tobytes()).hexdigest()


def digest_shown(pixels_sha256: str, alt: str) -> str:
    """SHA-256 (hex) of all that a reader gets of a photo: its pixels and the words in their place."""
    return hashlib.sha256(f"{pixels_sha256}\n{alt}".encode()).hexdigest()
