"""Hands at work, drawn flat: the sample's stand-ins for makers' photos. No person, no place."""

import io
import math
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PIL import Image

from storefront.sample.art.palette import PALETTES, Palette
from storefront.sample.art.raster import rasterise

WIDTH, HEIGHT = 1280, 960
_SKINS = ("#8d5a3b", "#a8714b", "#7a4a30", "#b98057")


@dataclass(frozen=True, slots=True)
class Scene:
    """What the hands do, and in which colours."""

    work: str
    palette: str
    skin: int


SCENES: dict[str, tuple[Scene, str]] = {
    "kantha": (
        Scene("needle", "indigo", 0),
        "Two hands draw a needle through white cloth with rows of blue running stitch.",
    ),
    "block-print": (Scene("block", "madder", 1), "A hand presses a carved block onto cloth beside rows of red prints."),
    "applique": (Scene("needle", "marigold", 2), "Two hands stitch orange thread into pale cloth, row under row."),
    "krama": (
        Scene("loom", "cotton-red", 3),
        "Two hands pass a shuttle of white yarn through red threads on a loom.",
    ),
    "silk-ikat": (Scene("loom", "lac", 0), "Two hands pass a shuttle of dark yarn through threads of red and gold."),
    "basketry": (Scene("reeds", "natural", 1), "Two hands bend a reed around the base of a basket."),
}


def draw_hands(craft: str) -> bytes:
    """A picture of 960 x 720 pixels as JPEG bytes; the same craft gives the same bytes.

    Raises: KeyError where no scene is drawn for the craft.
    """
    scene = SCENES[craft][0]
    toss = random.Random(craft)  # noqa: S311 - the same drawing each time
    body = _WORKS[scene.work](PALETTES[scene.palette], _SKINS[scene.skin], toss)
    picture = rasterise(body, (0, 0, WIDTH, HEIGHT), defs=_DEFS, scale=0.75).convert("RGB")
    grain = Image.effect_noise(picture.size, 14).convert("RGB")
    target = io.BytesIO()
    Image.blend(picture, grain, 0.05).save(target, "JPEG", quality=88)
    return target.getvalue()


_DEFS = (
    '<linearGradient id="light" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#fff" stop-opacity=".28"/>'
    '<stop offset="1" stop-color="#000" stop-opacity=".22"/></linearGradient>'
    '<filter id="soft" x="-20%" y="-20%" width="140%" height="140%"><feGaussianBlur stdDeviation="14"/></filter>'
)
_LIGHT = f'<rect width="{WIDTH}" height="{HEIGHT}" fill="url(#light)"/>'


def _ground(colour: str) -> str:
    return f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{colour}"/>'


def _line(points: str, colour: str, width: float, more: str = "") -> str:
    return (
        f'<path d="{points}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-linecap="round" '
        f'stroke-linejoin="round" {more}/>'
    )


def _shade(colour: str, share: float) -> str:
    """The colour mixed with black (below 0) or white (above 0)."""
    goal = 255 if share > 0 else 0
    values = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{round(value + (goal - value) * abs(share)):02x}" for value in values)


def _limb(points: str, colour: str, width: float) -> str:
    """A finger or an arm: a darker edge under the flesh, and a light along it."""
    edge = _line(points, _shade(colour, -0.35), width + 7)
    return edge + _line(points, colour, width) + _line(points, _shade(colour, 0.16), width * 0.3, 'opacity=".5"')


def _nail(x: float, y: float, turn: float, colour: str) -> str:
    paint = _shade(colour, 0.45)
    return f'<ellipse cx="{x}" cy="{y}" rx="15" ry="11" fill="{paint}" transform="rotate({turn} {x} {y})"/>'


def _flat_hand(skin: str, palette: Palette) -> str:
    """From the lower left, lying on the work: sleeve, wrist, back of the hand, four fingers and the thumb."""
    fingers = ("M430 640 L640 520 L735 500", "M450 670 L668 575 L770 560", "M455 705 L672 634 L768 626")
    parts = [_line("M-60 1000 L230 800", "#000", 190, 'opacity=".18" filter="url(#soft)"')]
    parts += [_limb("M-60 980 L380 690", skin, 130), _limb("M470 740 L650 694 L724 690", skin, 52)]
    parts += [_limb(points, skin, 58) for points in reversed(fingers)]
    parts += [_limb("M390 600 L500 480 L580 440", skin, 60)]
    parts += [f'<ellipse cx="425" cy="668" rx="112" ry="92" fill="{skin}" transform="rotate(-28 425 668)"/>']
    parts += [
        _nail(742, 498, -8, skin),
        _nail(778, 559, -4, skin),
        _nail(776, 626, 0, skin),
        _nail(590, 436, -24, skin),
    ]
    sleeve = _line("M-120 1030 L150 852", palette.main, 210) + _line("M128 772 L222 916", palette.accent, 22)
    bangle = _line("M262 716 L330 800", "#d9a94a", 12) + _line("M282 704 L350 788", "#e7c478", 9)
    return "".join(parts) + sleeve + bangle


def _holding_hand(skin: str, palette: Palette) -> str:
    """From the lower right, thumb and forefinger together at (760, 420)."""
    parts = [_line("M1340 900 L1120 700", "#000", 180, 'opacity=".18" filter="url(#soft)"')]
    parts += [_limb("M1360 900 L1010 585", skin, 126)]
    parts += [_limb("M960 640 L850 640 L822 590", skin, 54), _limb("M950 600 L836 575 L808 520", skin, 56)]
    parts += [f'<ellipse cx="985" cy="560" rx="112" ry="96" fill="{skin}" transform="rotate(34 985 560)"/>']
    parts += [_limb("M980 480 L850 400 L778 412", skin, 60), _limb("M930 560 L842 488 L780 444", skin, 62)]
    parts += [_nail(775, 409, 8, skin), _nail(784, 449, 40, skin)]
    sleeve = _line("M1400 940 L1200 760", palette.second, 206) + _line("M1226 668 L1116 790", palette.accent, 22)
    return "".join(parts) + sleeve


def _stitches(rows: Iterable[int], colour: str, toss: random.Random, until: int = WIDTH) -> str:
    parts = []
    for y in rows:
        x = -20 + toss.randint(0, 20)
        while x < until:
            length = toss.randint(26, 36)
            parts.append(_line(f"M{x} {y + toss.randint(-3, 3)} l{length} {toss.randint(-2, 2)}", colour, 7))
            x += length + toss.randint(16, 22)
    return "".join(parts)


def _needle(palette: Palette, skin: str, toss: random.Random) -> str:
    folds = "".join(
        _line(f"M{x} -20 Q{x + toss.randint(-60, 60)} 480 {x + toss.randint(-40, 40)} 980", "#000", 26, 'opacity=".05"')
        for x in range(60, WIDTH, 190)
    )
    cloth = _ground(palette.ground) + folds + _stitches(range(60, 400, 56), palette.main, toss)
    second = _stitches(range(88, 400, 112), palette.second, toss)
    row = _stitches([416], palette.main, toss, until=640)
    needle = _line("M640 466 L812 398", "#8d9096", 9) + _line("M640 464 L812 396", "#e6e8ea", 4)
    thread = _line("M812 397 C900 330 1010 380 930 300 S640 250 655 416", palette.main, 6)
    return cloth + second + row + _LIGHT + _flat_hand(skin, palette) + needle + _holding_hand(skin, palette) + thread


def _petal(x: float, y: float, colour: str, size: float) -> str:
    petals = "".join(
        f'<ellipse cx="{x}" cy="{y - size * 0.55}" rx="{size * 0.22}" ry="{size * 0.42}" fill="{colour}" '
        f'transform="rotate({turn} {x} {y})"/>'
        for turn in range(0, 360, 45)
    )
    return petals + f'<circle cx="{x}" cy="{y}" r="{size * 0.14}" fill="{colour}"/>'


def _block(palette: Palette, skin: str, toss: random.Random) -> str:
    prints = "".join(
        _petal(x + toss.randint(-3, 3), y + toss.randint(-3, 3), palette.main, 120)
        for y in (110, 330, 550)
        for x in range(90, 1280 if y < 500 else 400, 220)
    )
    under = '<rect x="560" y="420" width="300" height="190" rx="26" fill="#000" opacity=".25" filter="url(#soft)"/>'
    wood = '<rect x="570" y="380" width="270" height="190" rx="22" fill="#7b5230"/>'
    wood += _line("M592 402 H818", "#a37648", 12)
    grain = "".join(_line(f"M590 {y} H{toss.randint(740, 820)}", "#65421f", 4) for y in range(440, 560, 24))
    tray = f'<ellipse cx="1120" cy="860" rx="210" ry="90" fill="{palette.accent}"/>'
    dye = f'<ellipse cx="1120" cy="846" rx="176" ry="66" fill="{palette.main}"/>'
    return _ground(palette.ground) + prints + tray + dye + under + wood + grain + _LIGHT + _holding_hand(skin, palette)


def _loom(palette: Palette, skin: str, toss: random.Random) -> str:
    warp = "".join(_line(f"M{x} -20 L{x + toss.randint(-2, 2)} 980", palette.main, 7) for x in range(10, WIDTH, 18))
    woven = "".join(
        _line(
            f"M-10 {y} H{WIDTH + 10}", palette.second if (y // 60) % 2 else palette.main, 12, 'stroke-dasharray="17 19"'
        )
        + _line(f"M8 {y} H{WIDTH + 10}", palette.ground, 10, 'stroke-dasharray="17 19"')
        for y in range(560, 980, 12)
    )
    reed = (
        f'<rect x="-10" y="120" width="{WIDTH + 20}" height="66" fill="#8a6232"/>{_line("M0 136 H1280", "#b98a52", 8)}'
    )
    shuttle = '<path d="M520 452 Q660 392 800 440 Q660 500 520 452Z" fill="#a9763f" stroke="#65421f" stroke-width="6"/>'
    bobbin = _line("M610 446 L712 440", palette.accent, 30) + _line(
        "M520 452 C360 500 180 540 -20 552", palette.accent, 7
    )
    ground = _ground(_shade(palette.ground, -0.08))
    return (
        ground
        + warp
        + woven
        + reed
        + _LIGHT
        + _flat_hand(skin, palette)
        + shuttle
        + bobbin
        + _holding_hand(skin, palette)
    )


def _reeds(palette: Palette, skin: str, toss: random.Random) -> str:
    ground, x, y = _ground("#cfc4ae"), 640, 330
    rings = []
    for place, radius in enumerate(range(300, 20, -22)):
        colour = palette.main if place % 3 else palette.second
        rings.append(
            f'<circle cx="{x}" cy="{y}" r="{radius}" fill="none" stroke="{_shade(colour, -0.3)}" stroke-width="21"/>'
        )
        dash = f'stroke-dasharray="{toss.randint(30, 44)} 7"'
        rings.append(f'<circle cx="{x}" cy="{y}" r="{radius}" fill="none" stroke="{colour}" stroke-width="16" {dash}/>')
    spokes = "".join(
        _line(
            f"M{x} {y} L{x + 380 * math.cos(turn * math.pi / 8):.0f} {y + 380 * math.sin(turn * math.pi / 8):.0f}",
            palette.accent,
            9,
            'opacity=".55"',
        )
        for turn in range(16)
    )
    loose = _line("M760 420 C900 250 1080 240 1330 120", palette.ground, 18) + _line(
        "M560 610 C640 640 720 600 766 430", palette.ground, 18
    )
    return ground + "".join(rings) + spokes + _LIGHT + _flat_hand(skin, palette) + loose + _holding_hand(skin, palette)


_WORKS: dict[str, Callable[[Palette, str, random.Random], str]] = {
    "needle": _needle,
    "block": _block,
    "loom": _loom,
    "reeds": _reeds,
}
