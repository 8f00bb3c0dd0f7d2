"""Applique: shapes cut from folded cloth, their edges turned under and hemmed down by hand."""

import math
import random

from storefront.sample.art.palette import Palette, darker
from storefront.sample.art.paths import Point, curve, inset, polygon, turn
from storefront.sample.art.patterns.kantha import stitch

Size = tuple[int, int]


def sewn(points: list[Point], colour: str, thread: str, rng: random.Random) -> str:
    """One cut shape: its shade on the cloth below, the shape, the lit edge and the hem stitches."""
    path = polygon(points)
    return (
        f'<path transform="translate(2.4 3.2)" fill="#1d1418" fill-opacity=".26" d="{path}"/><path '
        f'fill="{colour}" d="{path}"/>'
        f'<path fill="none" stroke="{darker(colour, 0.4)}" stroke-opacity=".5" stroke-width="1.4" d="{path}"/>'
        + stitch([*inset(points, 4.5), inset(points, 4.5)[0]], thread, rng, length=5, thick=1.5)
    )


def _scalloped(x: float, y: float, radius: float, lobes: int, depth: float, tilt: float) -> list[Point]:
    count = lobes * 14
    found: list[Point] = []
    for k in range(count):
        angle = k * math.tau / count
        reach = radius * (1 - depth + depth * abs(math.cos(lobes * angle / 2)) ** 0.8)
        found.append((x + reach * math.cos(angle + tilt), y + reach * math.sin(angle + tilt)))
    return found


_SPEAR: list[Point] = [(0.0, -0.05), (0.3, -0.28), (0.62, -0.3), (1.0, 0.0), (0.62, 0.3), (0.3, 0.28), (0.0, 0.05)]


_SLIM: list[Point] = [(0.0, -0.03), (0.35, -0.2), (0.66, -0.19), (1.0, 0.0), (0.66, 0.19), (0.35, 0.2), (0.0, 0.03)]


def _spears(x: float, y: float, count: int, length: float, tilt: float) -> list[list[Point]]:
    found: list[list[Point]] = []
    for k in range(count):
        angle = tilt + k * math.tau / count
        base = (x + 24 * math.cos(angle), y + 24 * math.sin(angle))
        found.append(curve(turn(_SPEAR, angle, length, *base), 5, closed=True)[:-1])
    return found


def draw_blocks(size: Size, colours: Palette, rng: random.Random) -> str:
    """Square blocks by turns of two grounds, each with an eight-fold cut flower."""
    parts: list[str] = []
    side = 250
    for i in range(size[0] // side + 2):
        for j in range(size[1] // side + 2):
            odd = (i + j) % 2
            ground, cut = (colours.main, colours.ground) if odd else (colours.ground, colours.main)
            x, y = i * side - 30, j * side - 30
            parts.append(f'<rect x="{x}" y="{y}" width="{side + 1}" height="{side + 1}" fill="{ground}"/>')
            parts.append(
                f'<path fill="none" stroke="#1d1418" stroke-opacity=".25" stroke-width="2" '
                f'd="M{x},{y}h{side}M{x},{y}v{side}"/>'
            )
            parts.append(_cut_flower(x + side / 2, y + side / 2, cut, colours, rng, spin=odd * math.pi / 8))
    return "".join(parts)


def _cut_flower(x: float, y: float, cut: str, colours: Palette, rng: random.Random, *, spin: float) -> str:
    parts = [sewn(points, cut, colours.thread, rng) for points in _spears(x, y, 8, 78, spin)]
    parts.append(sewn(_scalloped(x, y, 40, 8, 0.22, spin), colours.second, colours.thread, rng))
    parts.append(sewn(_scalloped(x, y, 19, 6, 0.1, 0), colours.accent, colours.thread, rng))
    return "".join(parts)


def draw_branches(size: Size, colours: Palette, rng: random.Random) -> str:
    """Branches of cut leaves with a round fruit at the tip, leaning this way and that."""
    parts: list[str] = []
    columns, rows = round(size[0] / 220), round(size[1] / 300)
    for i in range(-1, columns + 1):
        for j in range(-1, rows + 2):
            lean = -math.pi / 2 + 0.16 * math.sin(2.4 * (i % max(columns, 1)) + 4.1 * (j % max(rows, 1)))
            parts.append(_branch((i + 0.5) * 220.0, (j + (0.5 if i % 2 else 0.1)) * 300.0, lean, colours, rng))
    return "".join(parts)


def _branch(x: float, y: float, lean: float, colours: Palette, rng: random.Random) -> str:
    ends = [(x + far * math.cos(lean), y + far * math.sin(lean)) for far in (-120, 112)]
    parts = [stitch(ends, colours.second, rng, length=9, thick=3.2)]
    for k in range(5):
        for side in (-1, 1):
            far = k * 44 - 112 + (10 if side > 0 else 0)
            spot = (x + far * math.cos(lean), y + far * math.sin(lean))
            shape = curve(turn(_SLIM, lean + side * 0.92, 78 - 7 * k, *spot), 5, closed=True)[:-1]
            parts.append(sewn(shape, colours.main if (k + side) % 2 else colours.second, colours.thread, rng))
    parts.append(sewn(_scalloped(*ends[1], 20, 5, 0.06, lean), colours.accent, colours.thread, rng))
    return "".join(parts)
