"""Cushions, napkins, runners, mats and towels."""

import math

from PIL import Image

from storefront.sample.art.forms.folds import crease, pleats, ridge, roll, rumple, together
from storefront.sample.art.forms.scarves import rail
from storefront.sample.art.ground import draw_ground, draw_room, finish
from storefront.sample.art.look import Look
from storefront.sample.art.palette import darker
from storefront.sample.art.paths import Point, inset, rounded
from storefront.sample.art.piece import HANGING, LYING, Cloth, Shadow, add, draw_piece, ground_shadow, lay_cloth
from storefront.sample.art.seams import edge, fringe, hem


def _cushion(
    look: Look, box: tuple[float, float, float, float], *, palette: str, spin: float, pattern: str = ""
) -> Cloth:
    """A full cushion: pinched corners, a swelling middle, creases that run in from the corners."""
    x0, y0, x1, y1 = box
    mx, my, side = (x0 + x1) / 2, (y0 + y1) / 2, x1 - x0
    shape = rounded(box, 20, bulge=(-26, -26, -26, -26))
    creases = [
        ridge(corner, (mx + (corner[0] - mx) * 0.25, my + (corner[1] - my) * 0.25), width=side * 0.055, depth=20)
        for corner in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))
    ]

    def dome(x: float, y: float) -> float:
        u, v = (x - mx) / (side / 2), (y - my) / ((y1 - y0) / 2)
        return side * 0.15 * math.pow(max(0.0, 1 - u * u) * max(0.0, 1 - v * v), 0.7)

    trim = edge(inset(shape, 2)) + hem(inset(shape, 13), look.colours.thread, closed=True, length=6)
    return Cloth(
        shape,
        together(dome, rumple(look.seed, size=110, depth=4), *creases),
        puff=34,
        roundness=26,
        trim=trim,
        spin=spin,
        seed=look.seed,
    )


def draw_cushion(look: Look) -> Image.Image:
    """One cushion, leaning against the wall."""
    canvas = draw_room(look.ground, floor=1220).copy()
    ground_shadow(canvas, 260, 1050, 1272, strength=0.6)
    cloth = _cushion(look, (220, 440, 1060, 1276), palette=look.palette, spin=0)
    add(canvas, lay_cloth(look.cloth((1200, 1200)), cloth), (Shadow(14, 6, 14, 0.35), Shadow(50, 14, 50, 0.26)))
    return finish(canvas, (90, 150, 1190, 1525))


def draw_cushions(look: Look) -> Image.Image:
    """Two cushions, one before the other."""
    canvas = draw_room(look.ground, floor=1220).copy()
    ground_shadow(canvas, 470, 1180, 1090, strength=0.35)
    behind = _cushion(look, (420, 330, 1130, 1040), palette=look.second, spin=7, pattern="plain")
    add(
        canvas,
        lay_cloth(look.cloth((1100, 1100), palette=look.second or look.palette), behind),
        (Shadow(14, 6, 14, 0.35), Shadow(50, 14, 50, 0.26)),
    )
    ground_shadow(canvas, 140, 900, 1312, strength=0.55)
    front = _cushion(look, (150, 600, 840, 1290), palette=look.palette, spin=-5)
    add(canvas, lay_cloth(look.cloth((1100, 1100)), front), (Shadow(12, 8, 14, 0.45), Shadow(46, 14, 44, 0.3)))
    return finish(canvas)


def draw_napkins(look: Look) -> Image.Image:
    """A fan of four folded napkins."""
    canvas = draw_ground(look.ground, "linen").copy()
    for index, spin in enumerate((-13.0, -5.5, 3.0, 10.0)):
        x, y = 210 + 70 * index, 330 + 64 * index
        shape = rounded((x, y, x + 640, y + 640), 8, bulge=(3, 4, 3, 4))
        height = together(
            rumple(look.seed + index, size=170, depth=4),
            crease(y + 320, depth=5),
            roll(x + 22, radius=22, upright=True, side=-1),
        )
        palette = look.second if look.second and index % 2 else look.palette
        trim = hem(inset(shape, 15), look.colours.thread, closed=True, length=6) + edge(shape, width=4)
        cloth = Cloth(
            shape, height, puff=11, roundness=10, trim=trim, spin=spin, seed=index % 3, origin=(420 + 20 * index, 420)
        )
        add(
            canvas,
            lay_cloth(look.cloth((1000, 1000), palette=palette), cloth),
            (Shadow(3, 5, 4, 0.5), Shadow(12, 16, 16, 0.28)),
        )
    return finish(canvas, (110, 180, 1220, 1568))


def draw_runner(look: Look) -> Image.Image:
    """A table runner, partly rolled, its fringed end towards the viewer."""
    canvas = draw_ground(look.ground).copy()
    x0, x1, end = 350.0, 930.0, 1330.0
    line = [(x, end) for x in range(round(x0) + 6, round(x1) - 2, 10)]
    tones = [look.colours.ground, look.colours.main, look.colours.second]
    add(
        canvas,
        draw_piece(fringe(line, tones, look.rng(), length=86, knotted=True), (320, 1300, 960, 1450)),
        (Shadow(6, 8, 7, 0.35),),
    )
    flat = rounded((x0, 380, x1, end), 4, bulge=(0, 4, 2, 4))
    trim = hem([(x0 + 4, end - 16), (x1 - 4, end - 16)], look.colours.thread) + edge(flat)
    add(
        canvas,
        lay_cloth(
            look.cloth((900, 1300)),
            Cloth(flat, rumple(look.seed, size=200, depth=5), puff=8, roundness=8, trim=trim, seed=1),
        ),
        LYING,
    )
    tube = rounded((x0 - 8, 190, x1 + 8, 420), 30, bulge=(3, 8, 3, 8))

    def cylinder(x: float, y: float) -> float:
        return 100 * math.sqrt(max(0.0, 1 - ((y - 305) / 122) ** 2)) + 2 * math.sin(x / 60)

    add(
        canvas,
        lay_cloth(look.cloth((900, 700)), Cloth(tube, cylinder, trim=edge(tube), seed=2)),
        (Shadow(4, 10, 8, 0.55), Shadow(16, 34, 26, 0.36)),
    )
    add(canvas, draw_piece(_spiral(x1 + 4, 305, 104, look), (880, 180, 1010, 430)), (Shadow(8, 8, 8, 0.3),))
    return finish(canvas)


def _spiral(x: float, y: float, radius: float, look: Look) -> str:
    points: list[Point] = []
    for k in range(150):
        reach, angle = radius * (1 - k / 165), k * 0.22
        points.append((x + reach * 0.34 * math.cos(angle), y + reach * math.sin(angle)))
    path = "M" + "L".join(f"{px:.1f},{py:.1f}" for px, py in points)
    tone = look.colours.ground
    return (
        f'<ellipse cx="{x}" cy="{y}" rx="{radius * 0.36:.1f}" ry="{radius * 1.02:.1f}" '
        f'fill="{darker(tone, 0.4)}"/><path d="{path}" fill="none" stroke="{darker(tone, 0.65)}" '
        f'stroke-width="9"/><path d="{path}" fill="none" stroke="{darker(tone, 0.1)}" stroke-width="5.5"/>'
    )


def draw_placemats(look: Look) -> Image.Image:
    """Two place mats, one over the other, with fringed ends."""
    canvas = draw_ground(look.ground).copy()
    rng = look.rng()
    for index, (x, y, spin) in enumerate(((250, 250, -9.0), (200, 700, 4.0))):
        palette = look.second if look.second and index == 0 else look.palette
        shape = rounded((x, y, x + 830, y + 590), 5, bulge=(2, 3, 2, 3))
        trim = edge(shape, width=4) + hem(inset(shape, 14), look.colours.thread, closed=True, length=7)
        cloth = Cloth(
            shape,
            rumple(look.seed + index, size=190, depth=3),
            puff=12,
            roundness=10,
            trim=trim,
            spin=spin,
            yarn=0.2,
            seed=index,
        )
        add(canvas, lay_cloth(look.cloth((1000, 800), palette=palette), cloth), LYING)
        rng.random()
    return finish(canvas)


def draw_towel(look: Look) -> Image.Image:
    """A tea towel over a rail, in even folds."""
    canvas = draw_ground(look.ground, window=True).copy()
    add(canvas, draw_piece(rail(300, 200, 1080), (150, 250, 1130, 350)), (Shadow(14, 30, 18, 0.3),))
    x0, y0, x1, y1 = 360.0, 284.0, 920.0, 1240.0
    height = together(
        pleats([440, 560, 690, 830], [48, 54, 52, 50], [40, 30, 44, 32], top=y0, spread=0.05),
        rumple(look.seed, depth=4),
        roll(y0 + 24, radius=26, side=-1),
    )
    outline: list[Point] = [(x0 - 4 * math.sin(y / 150), y) for y in range(round(y0), round(y1), 40)]
    outline += [(x, y1 - 0.24 * height(x, y1 - 20)) for x in [x0 + 10.0 * k for k in range(57)]]
    outline += [(x1 + 5 * math.sin(y / 170), y) for y in range(round(y1), round(y0), -40)]
    trim = hem(inset(outline[::-1], 13), look.colours.thread, closed=True, length=6) + edge(outline)
    add(
        canvas,
        lay_cloth(look.cloth((1000, 1400)), Cloth(outline, height, puff=10, roundness=10, trim=trim, seed=look.seed)),
        HANGING,
    )
    return finish(canvas, (150, 150, 1130, 1375))
