"""Pictures in several widths, always made anew from the pixels, so that nothing hidden in a file is passed on."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageOps

from catalog.errors import PictureUnusable

WIDTHS = (320, 640, 960, 1280)
AVIF_QUALITY = 62
# Speed 9 of 10: a tenth larger than 6, five times as fast.
AVIF_SPEED = 9
WEBP_QUALITY = 80
WEBP_EFFORT = 2
# Pillow only warns at 89 megapixels; a picture bomb must be refused before its pixels are unpacked.
MOST_PIXELS = 60_000_000
_OPENABLE = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF")


@dataclass(frozen=True, slots=True)
class RenditionFile:
    """One encoded file; `kind` is `avif` or `webp`, sizes in pixels."""

    kind: str
    width: int
    height: int
    content: bytes


def open_picture(original: bytes) -> Image.Image:
    """The upright picture in sRGB on white, all metadata left behind.

    Raises:
        PictureUnusable: the bytes are no picture, or one of too many pixels.
    """
    try:
        picture = Image.open(io.BytesIO(original), formats=_OPENABLE)
        if picture.width * picture.height > MOST_PIXELS:
            raise PictureUnusable(f"{picture.width} x {picture.height} pixels are too many")
        # JPEG can be unpacked at a half or a quarter of its size, which is much faster.
        picture.draft("RGB", (WIDTHS[-1], WIDTHS[-1]))
        profile = picture.info.get("icc_profile")
        upright = ImageOps.exif_transpose(picture)
        flat = _flatten(upright)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise PictureUnusable(f"no readable picture: {error}") from error
    return _to_srgb(flat, profile)


def make_renditions(picture: Image.Image) -> Iterator[RenditionFile]:
    """AVIF and WebP of a product's picture at each width up to its own; nothing is enlarged."""
    return encode_widths(picture, avif_quality=AVIF_QUALITY, webp_quality=WEBP_QUALITY)


def encode_widths(picture: Image.Image, *, avif_quality: int, webp_quality: int) -> Iterator[RenditionFile]:
    """AVIF and WebP at each width up to the picture's own, rebuilt from its pixels; qualities from 0 to 100.

    Widest first: each narrower one is made from the one before, which is fast and looks the same.
    """
    widths = [width for width in WIDTHS if width <= picture.width] or [picture.width]
    current = picture
    for width in reversed(widths):
        height = max(1, round(picture.height * width / picture.width))
        if current.width != width:
            current = current.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
        # Bare pixels: an image object may carry EXIF, comments and profiles into what it saves.
        bare = Image.frombytes("RGB", current.size, current.tobytes())
        yield RenditionFile("avif", width, height, encode(bare, "AVIF", quality=avif_quality, speed=AVIF_SPEED))
        yield RenditionFile("webp", width, height, encode(bare, "WEBP", quality=webp_quality, method=WEBP_EFFORT))


def main_colour(picture: Image.Image) -> str:
    """The average colour as `#rrggbb`."""
    red, green, blue = picture.resize((1, 1), Image.Resampling.BOX).tobytes()[:3]
    return f"#{red:02x}{green:02x}{blue:02x}"


def encode(picture: Image.Image, kind: str, **options: int) -> bytes:
    """The picture as a file of that kind (`AVIF`, `WEBP`), with options of Pillow's."""
    out = io.BytesIO()
    if kind == "AVIF":
        # One core: the other belongs to the web processes.
        options["max_threads"] = 1
    picture.save(out, kind, **options)
    return out.getvalue()


def _flatten(picture: Image.Image) -> Image.Image:
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        ground = Image.new("RGBA", picture.size, "white")
        return Image.alpha_composite(ground, picture.convert("RGBA")).convert("RGB")
    return picture.convert("RGB")


def _to_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours of a wider profile as sRGB; a profile that cannot be read is ignored."""
    if not profile:
        return picture
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return picture
    return converted or picture
