"""Hand block print: flower sprigs, trellis, paisley, leaf rows and dots, each impression a little off its line."""

import math
import random

from storefront.sample.art.palette import Palette, mix
from storefront.sample.art.paths import Point, curve, disc, polygon, polyline, smooth, turn

Size = tuple[int, int]


def petal(x: float, y: float, angle: float, length: float, width: float) -> str:
    """A pointed petal from (x, y) outwards."""
    shape = [(0.0, 0.0), (0.42, -0.5), (0.8, -0.36), (1.0, 0.0), (0.8, 0.36), (0.42, 0.5)]
    return smooth(turn([(px * length, py * width) for px, py in shape], angle, 1.0, x, y), tension=0.9)


def leaf(x: float, y: float, angle: float, length: float, width: float) -> str:
    """A slim leaf with a tip, from its stalk at (x, y)."""
    shape = [(0.0, 0.0), (0.35, -0.5), (1.0, 0.0), (0.35, 0.5)]
    return smooth(turn([(px * length, py * width) for px, py in shape], angle, 1.0, x, y), tension=0.8)


def rosette(x: float, y: float, radius: float, petals: int, tilt: float, fat: float = 0.62) -> str:
    """A flower seen from above."""
    width = radius * math.tau / petals * fat
    return "".join(petal(x, y, tilt + k * math.tau / petals, radius, width) for k in range(petals))


class Inks:
    """Path data gathered by colour, so that each colour is printed at once, as one block would."""

    def __init__(self) -> None:
        self._paths: dict[tuple[int, str], list[str]] = {}

    def print(self, colour: str, path: str, *, layer: int = 0) -> None:
        """Add path data in a colour; within a layer, colours print in the order of their first use."""
        self._paths.setdefault((layer, colour), []).append(path)

    def svg(self) -> str:
        """All impressions as path elements."""
        return "".join(
            f'<path fill="{colour}" d="{"".join(paths)}"/>'
            for (_, colour), paths in sorted(self._paths.items(), key=_layer)
        )


def _layer(item: tuple[tuple[int, str], list[str]]) -> int:
    return item[0][0]


def _spots(size: Size, step: float, rng: random.Random) -> list[Point]:
    """Where the block comes down: a half-drop grid, each place a little off, the whole a seamless repeat."""
    columns, rows, slip = round(size[0] / step), round(size[1] / step), step * 0.018
    off = [[(rng.uniform(-slip, slip), rng.uniform(-slip, slip)) for _ in range(rows)] for _ in range(columns)]
    found: list[Point] = []
    for i in range(-1, columns + 1):
        for j in range(-1, rows + 1):
            dx, dy = off[i % columns][j % rows]
            found.append(((i + 0.5) * step + dx, (j + 0.5 + (0.5 if i % 2 else 0)) * step + dy))
    return found


def draw_buti(size: Size, colours: Palette, rng: random.Random) -> str:
    """Small flower sprigs in half-drop: blossom, stem, two leaves, a dot between."""
    inks = Inks()
    for x, y in _spots(size, 92, rng):
        tilt = rng.uniform(-0.05, 0.05)
        inks.print(colours.second, _stem(x, y, tilt))
        inks.print(colours.main, rosette(x, y - 14, 21, 6, tilt, 0.66))
        inks.print(colours.ground, disc(x, y - 14, 5.6))
        inks.print(colours.accent, disc(x, y - 14, 3.6))
        inks.print(colours.second, disc(x + 46, y, 2.6))
    return inks.svg()


def _stem(x: float, y: float, tilt: float) -> str:
    line = turn([(-1.4, 0), (1.4, 0), (2.6, 16), (0.6, 32), (-1.6, 32), (0, 16)], tilt, 1.0, x, y)
    return (
        polygon(line) + leaf(x + 1, y + 24, -0.75 + tilt, 22, 10) + leaf(x + 1, y + 20, math.pi + 0.75 + tilt, 22, 10)
    )


def draw_jaal(size: Size, colours: Palette, rng: random.Random) -> str:
    """A trellis of curving stems with a many-petalled flower in each window."""
    inks = Inks()
    step = 118.0
    lines: list[str] = []
    for i in range(-1, int(size[0] / step) + 3):
        for side in (-1, 1):
            points = [
                (i * step + side * step / 2 * math.sin(math.pi * j / 2), j * step / 2.0)
                for j in range(-1, int(size[1] / step * 2) + 4)
            ]
            lines.append(polyline(curve(points, 7)))
    net = f'<path fill="none" stroke="{colours.second}" stroke-width="4.2" d="{"".join(lines)}"/>'
    for i in range(-1, int(size[0] / step) + 2):
        for j in range(-1, int(size[1] / step) + 2):
            for dx, dy in ((0.5, 0.5), (0.0, 1.0)):
                _jaal_flower(inks, colours, (i + dx) * step, (j + dy) * step)
    return net + inks.svg()


def _jaal_flower(inks: Inks, colours: Palette, x: float, y: float) -> None:
    for angle in (0.5, math.pi - 0.5, -0.5, math.pi + 0.5):
        inks.print(colours.second, leaf(x, y, angle, 34, 12))
    inks.print(colours.main, rosette(x, y, 25, 9, 0.2, 0.8))
    inks.print(colours.ground, disc(x, y, 9.5))
    inks.print(colours.accent, disc(x, y, 6.5))


def draw_paisley(size: Size, colours: Palette, rng: random.Random) -> str:
    """Paisleys leaning left and right by rows, each with an inner line and a row of dots."""
    inks = Inks()
    step = 128.0
    for j in range(int(size[1] / step) + 3):
        for i in range(int(size[0] / step) + 3):
            x = (i - 0.5 + (0.5 if j % 2 else 0)) * step
            _one_paisley(inks, colours, (x, (j - 0.5) * step), mirror=-1 if j % 2 else 1)
    return inks.svg()


_PAISLEY: list[Point] = [
    (-4, 44),
    (-30, 32),
    (-36, 2),
    (-22, -26),
    (4, -46),
    (26, -54),
    (34, -46),
    (26, -36),
    (22, -20),
    (30, 4),
    (22, 32),
]


def _one_paisley(inks: Inks, colours: Palette, spot: Point, *, mirror: int) -> None:
    x, y = spot

    def ring(scale: float) -> list[Point]:
        return [(x + mirror * px * scale, y + 4 + (py - 4) * scale) for px, py in _PAISLEY]

    inks.print(colours.main, smooth(ring(1.0)))
    inks.print(colours.ground, smooth(ring(0.84)))
    inks.print(colours.second, smooth(ring(0.7)))
    inks.print(colours.ground, rosette(x - mirror * 5, y + 10, 17, 6, 0.3), layer=1)
    inks.print(colours.accent, disc(x - mirror * 5, y + 10, 5), layer=1)
    for px, py, _ in _beads(ring(1.17)):
        inks.print(colours.main, disc(px, py, 2.5))
    inks.print(colours.accent, rosette(x + mirror * 62, y - 6, 9, 5, 0.1))


def _beads(points: list[Point]) -> list[tuple[float, float, float]]:
    dense = curve(points, 6, closed=True)
    return [(px, py, 0.0) for px, py in dense[::4]]


def draw_leaves(size: Size, colours: Palette, rng: random.Random) -> str:
    """Upright branches of paired leaves, rows shifted, with berries at the tips."""
    inks = Inks()
    step = 84.0
    for i in range(int(size[0] / step) + 2):
        x = i * step
        shift = 40 if i % 2 else 0
        for j in range(int(size[1] / 180) + 3):
            y = j * 180.0 - shift * 2
            inks.print(
                colours.main, polygon([(x - 1.7, y - 66), (x + 1.7, y - 66), (x + 1.7, y + 72), (x - 1.7, y + 72)])
            )
            for k in range(5):
                for side in (-1, 1):
                    angle = -math.pi / 2 + side * 0.86
                    shade = colours.main if k % 2 else colours.second
                    inks.print(shade, leaf(x, y + 66 - k * 28, angle, 36 - 2.4 * k, 13))
            inks.print(colours.main, leaf(x, y - 60, -math.pi / 2, 30, 13))
            inks.print(colours.accent, disc(x, y - 100, 4.4))
    return inks.svg()


def draw_dots(size: Size, colours: Palette, rng: random.Random) -> str:
    """Resist dots in rings and rows, as left by a pin block."""
    inks = Inks()
    for x, y in _spots(size, 74, rng):
        for k in range(8):
            angle = k * math.tau / 8
            inks.print(colours.main, disc(x + 17 * math.cos(angle), y + 17 * math.sin(angle), rng.uniform(2.9, 3.7)))
        inks.print(colours.accent, disc(x, y, 6.0))
        inks.print(mix(colours.main, colours.ground, 0.3), disc(x + 37, y, 2.8))
    return inks.svg()


def draw_border(size: Size, colours: Palette, top: float) -> str:
    """A printed border at `top`: lines, a row of arches with flowers, lines."""
    inks = Inks()
    for y, height in ((top, 6), (top + 14, 3), (top + 92, 3), (top + 101, 6)):
        inks.print(colours.main, f"M0,{y}h{size[0]}v{height}h{-size[0]}Z")
    for i in range(int(size[0] / 62) + 2):
        x = i * 62.0
        inks.print(colours.second, petal(x, top + 88, -math.pi / 2, 68, 46))
        inks.print(colours.ground, petal(x, top + 86, -math.pi / 2, 52, 30))
        inks.print(colours.main, rosette(x, top + 58, 14, 6, 0))
        inks.print(colours.accent, disc(x + 31, top + 34, 5))
        inks.print(colours.main, disc(x + 31, top + 52, 3))
    return inks.svg()
