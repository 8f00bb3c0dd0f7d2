"""The plain warm ground: plaster, paper or linen, lit softly from the upper left."""

import math
from functools import lru_cache

from PIL import Image, ImageChops, ImageFilter, ImageOps

from storefront.sample.art.noise import clouds, grain, slub, weigh
from storefront.sample.art.paths import Box
from storefront.sample.art.raster import HEIGHT, WIDTH

Rgb = tuple[int, int, int]
TONES: dict[str, Rgb] = {
    "bone": (255, 249, 238),
    "sand": (253, 240, 220),
    "clay": (251, 229, 209),
    "sage": (240, 241, 224),
    "dusk": (248, 236, 231),
    "straw": (254, 243, 216),
    "slate": (226, 224, 222),
}
SIZE = (WIDTH, HEIGHT)


def _falloff() -> Image.Image:
    """Light on a flat ground: brightest at the upper left, fading to the lower right (L)."""
    columns, rows = 64, 80
    values = bytearray()
    for j in range(rows):
        for i in range(columns):
            distance = math.hypot(i / columns - 0.28, (j / rows - 0.26) * 1.1)
            values.append(round(255 * (1.0 - 0.15 * min(1.0, distance / 1.05) ** 1.7)))
    return Image.frombytes("L", (columns, rows), bytes(values)).resize(SIZE, Image.Resampling.BICUBIC)


def _window() -> Image.Image:
    """Daylight through a window out of the picture: broad slanting bars, much blurred (L)."""
    small = Image.new("L", (160, 200))
    pixels = bytearray(160 * 200)
    for j in range(200):
        for i in range(160):
            across = i + j * 0.55
            if 18 < across < 92 or 104 < across < 168:
                pixels[j * 160 + i] = round(255 * max(0.0, 1 - j / 190))
    small.frombytes(bytes(pixels))
    return small.filter(ImageFilter.GaussianBlur(9)).resize(SIZE, Image.Resampling.BICUBIC)


@lru_cache(maxsize=16)
def draw_ground(tone: str, surface: str = "plaster", *, window: bool = False) -> Image.Image:
    """The ground as an RGB picture; copy it before drawing on it."""
    light = _falloff()
    if surface == "linen":
        texture = weigh(slub(SIZE, 11, 3.0), 0.14)
    elif surface == "paper":
        texture = weigh(Image.blend(grain(SIZE, 5), clouds(SIZE, 7, 6), 0.3), 0.045)
    else:
        texture = weigh(
            Image.blend(clouds(SIZE, 190, 3), Image.blend(clouds(SIZE, 14, 4), grain(SIZE, 5), 0.6), 0.45), 0.075
        )
    level = ImageChops.multiply(light, texture)
    ground = ImageOps.colorize(level, (104, 70, 52), TONES[tone])
    if window:
        glow = ImageOps.colorize(_window(), (0, 0, 0), (34, 29, 20))
        ground = ImageChops.screen(ground, glow)
    return ground


@lru_cache(maxsize=8)
def draw_room(tone: str, *, floor: int = 1180) -> Image.Image:
    """A wall that curves into a table top at about `floor` pixels from the top."""
    wall = draw_ground(tone, window=True)
    values = bytearray()
    for j in range(200):
        y = j * 8
        bend = 1 / (1 + math.exp(-(y - floor) / 26))
        fade = max(0.0, (y - floor) / (HEIGHT - floor))
        dip = 0.05 * math.exp(-(((y - floor + 10) / 60) ** 2))
        values.append(round(255 * max(0.0, min(1.0, 0.93 + bend * (0.07 - 0.05 * fade) - dip))))
    column = Image.frombytes("L", (1, 200), bytes(values)).resize(SIZE, Image.Resampling.BICUBIC)
    return ImageChops.multiply(wall, Image.merge("RGB", (column, column, column)))


def finish(picture: Image.Image, frame: Box | None = None) -> Image.Image:
    """The last touch for every picture: closer framing if asked, darker corners and a breath of film grain."""
    if frame:
        picture = picture.resize(SIZE, Image.Resampling.BICUBIC, box=frame)
    toned = ImageChops.multiply(picture, _film())
    return toned.point([min(255, round(255 * (value / 255) ** 0.94 * 1.035)) for value in range(256)] * 3)


@lru_cache(maxsize=1)
def _film() -> Image.Image:
    level = ImageChops.multiply(weigh(_vignette(), 0.09), weigh(grain(SIZE, 77), 0.035))
    return Image.merge("RGB", (level, level, level))


def _vignette() -> Image.Image:
    values = bytearray()
    for j in range(50):
        for i in range(40):
            distance = math.hypot((i - 19.5) / 20, (j - 24.5) / 25)
            values.append(round(255 * (1 - max(0.0, distance - 0.55) ** 2 * 0.9)))
    return Image.frombytes("L", (40, 50), bytes(values)).resize(SIZE, Image.Resampling.BICUBIC)
