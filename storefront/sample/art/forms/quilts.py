"""Quilts and throws: folded in a stack, over a rail, spread with a corner turned back."""

import math

from PIL import Image

from storefront.sample.art.forms.folds import crease, pleats, ridge, roll, rumple, together
from storefront.sample.art.forms.scarves import rail
from storefront.sample.art.ground import draw_ground, draw_room, finish
from storefront.sample.art.look import Look
from storefront.sample.art.paths import Point, curve, inset, rounded
from storefront.sample.art.piece import HANGING, LYING, Cloth, Shadow, add, draw_piece, ground_shadow, lay_cloth
from storefront.sample.art.relief import Height
from storefront.sample.art.seams import edge, hem


def _quilted(seed: int, *, row: float = 24.0) -> Height:
    """The small waves between rows of stitch, with soft unevenness under them."""
    soft = rumple(seed, size=160, depth=5)

    def height(x: float, y: float) -> float:
        return soft(x, y) + 1.6 * math.sin(y / row * math.tau + math.sin(x / 90))

    return height


def draw_stack(look: Look) -> Image.Image:
    """Two folded quilts on a table, their round folds to the front."""
    canvas = draw_room(look.ground, floor=1180).copy()
    ground_shadow(canvas, 175, 1130, 1292, strength=0.85)
    base, thick, other = 1290.0, 118.0, look.second or look.palette
    plan = [look.palette] * 3 + [other] * 3
    _stack_top(look, canvas, base - len(plan) * (thick - 6), other)
    rng = look.rng()
    for layer, palette in enumerate(plan):
        bottom = base - layer * (thick - 6)
        left, right = 190 + rng.uniform(-12, 12) + layer * 5, 1090 + rng.uniform(-12, 12) - layer * 5
        shape = rounded((left, bottom - thick, right, bottom), 52, bulge=(4, 1, 3, 1))

        def height(x: float, y: float, middle: float = bottom - thick / 2) -> float:
            return 44 * math.sqrt(max(0.0, 1 - ((y - middle) / (thick / 2 + 4)) ** 2)) + 3 * math.sin(x / 70 + middle)

        trim = edge(shape, width=3)
        cloth = Cloth(shape, height, puff=12, roundness=20, trim=trim, seed=layer % 3, origin=(620, 200 + 150 * layer))
        piece = lay_cloth(look.cloth((1240, 1100), palette=palette), cloth)
        add(canvas, piece, (Shadow(2, 5, 5, 0.5), Shadow(20, 10, 20, 0.2)))
    return finish(canvas, (70, 170, 1210, 1595))


def _stack_top(look: Look, canvas: Image.Image, top: float, palette: str) -> None:
    """The upper face of the stack, seen at a low angle behind the front fold."""
    corners: list[Point] = [(300, top - 46), (980, top - 46), (1058, top + 60), (222, top + 60)]
    shape = [
        point for start, end in zip(corners, corners[1:] + corners[:1], strict=True) for point in _between(start, end)
    ]
    face = Cloth(shape, rumple(look.seed, size=120, depth=3), puff=16, roundness=14, seed=2, origin=(620, 1000))
    add(canvas, lay_cloth(look.cloth((1240, 1100), palette=palette), face), (Shadow(20, 4, 20, 0.25),))


def _between(start: Point, end: Point) -> list[Point]:
    return [(start[0] + (end[0] - start[0]) * k / 8, start[1] + (end[1] - start[1]) * k / 8) for k in range(8)]


def draw_rail(look: Look) -> Image.Image:
    """A quilt over a rail, one corner turned so that its back shows."""
    canvas = draw_ground(look.ground, window=True).copy()
    x0, y0, x1, y1 = 250.0, 236.0, 1030.0, 1330.0
    add(canvas, draw_piece(rail(252, 110, 1170, radius=18), (60, 200, 1220, 310)), (Shadow(14, 30, 18, 0.3),))
    height = together(
        _quilted(look.seed),
        pleats([380, 560, 730, 905], [70, 84, 76, 80], [40, 30, 42, 34], top=y0, spread=0.05),
        roll(y0 + 34, radius=36, side=-1),
    )
    left = [(x0 - 5 * math.sin(y / 170), y) for y in range(round(y0), round(y1), 50)]
    right = [(x1 + 6 * math.sin(y / 190), y) for y in range(round(y1), round(y0), -50)]
    bottom = [(x, y1 - 0.2 * height(x, y1 - 30) + 5 * math.sin(x / 120)) for x in [x0 + k * 13.0 for k in range(61)]]
    outline: list[Point] = [*left, *bottom, *right]
    trim = hem(inset(outline[::-1], 16), look.colours.thread, closed=True) + edge(outline)
    add(
        canvas,
        lay_cloth(look.cloth((1300, 1500)), Cloth(outline, height, puff=26, roundness=22, trim=trim, seed=look.seed)),
        HANGING,
    )
    return finish(canvas)


def draw_spread(look: Look) -> Image.Image:
    """A quilt spread flat, its lower right corner turned back over the face."""
    canvas = draw_ground(look.ground, "linen").copy()
    x0, y0, x1, y1 = 120.0, 200.0, 1160.0, 1400.0
    fold = ((1176.0, 900.0), (760.0, 1416.0))
    whole = rounded((x0, y0, x1, y1), 26, bulge=(5, 6, 7, 6))
    face = [point for point in whole if not _beyond(point, fold)]
    height = together(
        _quilted(look.seed),
        crease(800, depth=5, width=18),
        crease(640, upright=True, depth=5, width=18),
        ridge((400, 300), (900, 1100), width=70, depth=10),
    )
    trim = hem(inset(whole, 18), look.colours.thread, closed=True) + edge(whole)
    cut = [
        *[p for p in face if p[0] > 640 and p[1] < 900],
        fold[0],
        fold[1],
        *[p for p in face if not (p[0] > 640 and p[1] < 900)],
    ]
    cut.sort(key=lambda point: math.atan2(point[1] - 700, point[0] - 560))
    add(
        canvas,
        lay_cloth(look.cloth((1500, 1700)), Cloth(cut, height, puff=24, roundness=20, trim=trim, seed=look.seed)),
        LYING,
    )
    flap: list[Point] = curve(
        [fold[1], (716, 1190), (690, 960), (716, 930), (960, 900), fold[0], (1010, 1150)], 8, closed=True
    )[:-1]
    turned = together(rumple(look.seed + 2, depth=4), ridge(fold[1], fold[0], width=60, depth=46, fade=False))
    back = Cloth(flap, turned, puff=18, roundness=18, trim=edge(flap), seed=1)
    add(
        canvas,
        lay_cloth(look.cloth((900, 900), pattern="undyed", palette=look.second or look.palette), back),
        (Shadow(-6, -6, 10, 0.3), Shadow(6, 8, 8, 0.4)),
    )
    return finish(canvas)


def _beyond(point: Point, line: tuple[Point, Point]) -> bool:
    (ax, ay), (bx, by) = line
    return (bx - ax) * (point[1] - ay) - (by - ay) * (point[0] - ax) < 0
