"""Seeded noise: the unevenness of ink, yarn, plaster and film."""

import random
from functools import lru_cache

from PIL import Image, ImageChops

Size = tuple[int, int]


def _scatter(size: Size, seed: int) -> Image.Image:
    return Image.frombytes("L", size, random.Random(seed).randbytes(size[0] * size[1]))  # noqa: S311


@lru_cache(maxsize=24)
def clouds(size: Size, cell: float, seed: int) -> Image.Image:
    """Soft blotches about `cell` pixels wide, as an L image around 128."""
    coarse = (max(2, round(size[0] / cell)), max(2, round(size[1] / cell)))
    fine = (coarse[0] * 2, coarse[1] * 2)
    base = _scatter(coarse, seed).resize(size, Image.Resampling.BICUBIC)
    return Image.blend(base, _scatter(fine, seed + 1).resize(size, Image.Resampling.BICUBIC), 0.35)


@lru_cache(maxsize=8)
def grain(size: Size, seed: int) -> Image.Image:
    """Fine even grain, as an L image around 128."""
    half = _scatter((size[0] // 2, size[1] // 2), seed).resize(size, Image.Resampling.BILINEAR)
    return Image.blend(_scatter(size, seed + 1), half, 0.55)


@lru_cache(maxsize=8)
def slub(size: Size, seed: int, thread: float = 2.0) -> Image.Image:
    """Handloom yarn: streaks along warp and weft, `thread` pixels thick, as an L image around 128."""
    across, down = round(size[0] / thread), round(size[1] / thread)
    warp = _scatter((across, max(2, size[1] // 90)), seed).resize(size, Image.Resampling.BICUBIC)
    weft = _scatter((max(2, size[0] // 70), down), seed + 1).resize(size, Image.Resampling.BICUBIC)
    return Image.blend(Image.blend(warp, weft, 0.55), grain(size, seed + 2), 0.3)


def weigh(noise: Image.Image, strength: float) -> Image.Image:
    """Noise as a multiplier image: 255 at the brightest, 255 * (1 - strength) at the darkest."""
    low = 255.0 * (1.0 - strength)
    return noise.point([round(low + (255.0 - low) * value / 255) for value in range(256)])


def roughen(image: Image.Image, noise: Image.Image, strength: float) -> Image.Image:
    """`image` (RGB) multiplied by `noise`, brightness kept on average."""
    level = weigh(noise, strength)
    lifted = ImageChops.multiply(image, Image.merge("RGB", (level, level, level)))
    gain = 1.0 / (1.0 - strength / 2)
    return lifted.point([min(255, round(value * gain)) for value in range(256)] * 3)
