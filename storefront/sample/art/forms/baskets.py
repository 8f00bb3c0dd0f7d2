"""Bowls, trays, lidded boxes, market baskets and mats of rattan, bamboo and grass."""

import math

from PIL import Image

from storefront.sample.art.forms.folds import rumple, together
from storefront.sample.art.ground import draw_ground, draw_room, finish
from storefront.sample.art.look import Look
from storefront.sample.art.palette import Palette, darker, lighter, mix
from storefront.sample.art.paths import Point, curve, polyline
from storefront.sample.art.piece import LYING, Cloth, Shadow, add, draw_piece, ground_shadow, lay_cloth
from storefront.sample.art.relief import Height
from storefront.sample.art.seams import strap


def _ellipse(
    x: float, y: float, rx: float, ry: float, start: float = 0.0, end: float = math.tau, count: int = 72
) -> list[Point]:
    return [
        (x + rx * math.cos(start + (end - start) * k / count), y + ry * math.sin(start + (end - start) * k / count))
        for k in range(count + 1)
    ]


def _drum(x: float, half: float, depth: float) -> Height:
    """A round body seen from the front: full in the middle, turning away at both sides."""

    def height(px: float, py: float) -> float:
        share = min(0.985, abs(px - x) / half)
        return depth * math.sqrt(1 - share * share)

    return height


def _round_rows(x: float, half: float, drop: float) -> Height:
    """Rows of weave hang lower in the middle, as they do below the eye."""

    def lift(px: float, py: float) -> float:
        share = min(1.0, abs(px - x) / half)
        return -drop * math.sqrt(1 - share * share)

    return lift


def braid(points: list[Point], width: float, colours: Palette) -> str:
    """A wrapped rim along a line: a round strand bound by slanting turns."""
    path = polyline(points)
    base = mix(colours.ground, colours.main, 0.5)
    return (
        f'<g fill="none"><path stroke="{darker(base, 0.6)}" stroke-width="{width + 4}" d="{path}"/>'
        f'<path stroke="{base}" stroke-width="{width}" d="{path}"/>'
        f'<path stroke="{lighter(base, 0.5)}" stroke-opacity=".8" stroke-width="{width * 0.34:.1f}" '
        f'transform="translate(-1 {-width * 0.2:.1f})" d="{path}"/>'
        f'<path stroke="{darker(base, 0.55)}" stroke-opacity=".55" stroke-width="{width}" stroke-dasharray="2.2 '
        f'11" d="{path}"/>'
        f'<path stroke="{darker(base, 0.4)}" stroke-opacity=".35" stroke-width="{width * 0.5:.1f}" '
        f'transform="translate(0 {width * 0.25:.1f})" d="{path}"/></g>'
    )


def _vessel(
    look: Look, canvas: Image.Image, shape: tuple[float, float, float, float, float], *, lip: float, base: float
) -> None:
    """A round vessel: `shape` = middle, rim y, rim half-width, foot y, foot half-width; `lip` and `base` "
    "half-heights of the ellipses."""
    x, top, wide, bottom, narrow = shape
    inside = _ellipse(x, top, wide - 4, lip - 3)

    def hollow(px: float, py: float) -> float:
        return 0.16 * (px - x) + 26 * math.sin((py - top) / lip)

    shade = (
        f'<ellipse cx="{x}" cy="{top}" rx="{wide}" ry="{lip}" fill="#2a160c" fill-opacity=".34"/><ellipse '
        f'cx="{x - wide * 0.1}" cy="{top - lip * 0.25}" rx="{wide * 0.96}" ry="{lip * 0.7}" fill="#2a160c" '
        f'fill-opacity=".26"/>'
    )
    cloth = look.cloth((1400, 1200))
    add(canvas, lay_cloth(cloth, Cloth(inside, hollow, yarn=0.1, sag=_round_rows(x, wide, lip * 0.8), trim=shade)), ())
    side = [
        (x + wide, top),
        *curve([(x + wide, top), (x + (wide + narrow) / 2 * 1.05, (top + bottom) / 2), (x + narrow, bottom)], 10),
    ]
    foot = _ellipse(x, bottom, narrow, base, 0.0, math.pi, 30)
    rim = _ellipse(x, top, wide, lip, math.pi, 0.0, 40)
    outline = [*side, *foot, *[(2 * x - px, py) for px, py in reversed(side)], *rim]
    body = together(_drum(x, wide * 1.02, wide * 0.62), lambda px, py: 0.10 * (bottom - py))
    add(
        canvas,
        lay_cloth(cloth, Cloth(outline, body, yarn=0.1, sag=_round_rows(x, wide, lip * 0.9), seed=look.seed)),
        (),
    )
    ring = braid(_ellipse(x, top, wide, lip), 24, look.colours)
    add(
        canvas,
        draw_piece(ring, (round(x - wide) - 30, round(top - lip) - 30, round(x + wide) + 30, round(top + lip) + 30)),
        (Shadow(3, 7, 6, 0.4),),
    )


def draw_bowl(look: Look) -> Image.Image:
    """A wide fruit bowl."""
    canvas = draw_room(look.ground, floor=1060).copy()
    ground_shadow(canvas, 350, 970, 1160, strength=0.6)
    _vessel(look, canvas, (640, 720, 470, 1130, 300), lip=120, base=62)
    return finish(canvas, (80, 210, 1200, 1600))


def draw_planter(look: Look) -> Image.Image:
    """A tall storage basket with two ear handles."""
    canvas = draw_room(look.ground, floor=1150).copy()
    ground_shadow(canvas, 335, 985, 1296, strength=0.6)
    for side in (-1, 1):
        ear: list[Point] = [
            (640 + side * 372, 580),
            (640 + side * 440, 545),
            (640 + side * 446, 640),
            (640 + side * 366, 690),
        ]
        add(canvas, draw_piece(braid(curve(ear, 12), 22, look.colours), (150, 480, 1130, 740)), (Shadow(8, 8, 8, 0.3),))
    _vessel(look, canvas, (640, 500, 375, 1270, 315), lip=86, base=58)
    return finish(canvas)


def draw_box(look: Look) -> Image.Image:
    """A lidded box with a knob."""
    canvas = draw_room(look.ground, floor=1080).copy()
    ground_shadow(canvas, 300, 1020, 1190, strength=0.6)
    _vessel(look, canvas, (640, 800, 372, 1160, 352), lip=92, base=66)
    x, top, wide, rim = 640.0, 690.0, 394.0, 812.0
    outline = [*_ellipse(x, rim, wide, 96, 0.0, math.pi, 40), *_ellipse(x, top, wide - 6, 104, math.pi, math.tau, 40)]
    lid = together(
        _drum(x, wide * 1.03, wide * 0.5),
        lambda px, py: 60 * math.sqrt(max(0.0, 1 - ((px - x) / wide) ** 2 - ((py - 640) / 190) ** 2)),
    )
    add(
        canvas,
        lay_cloth(
            look.cloth((1300, 900)), Cloth(outline, lid, yarn=0.1, sag=_round_rows(x, wide, 90), puff=14, roundness=16)
        ),
        (Shadow(3, 10, 8, 0.5),),
    )
    add(
        canvas,
        draw_piece(braid(_ellipse(x, rim, wide, 96, 0.0, math.pi, 40), 22, look.colours), (220, 780, 1060, 940)),
        (Shadow(3, 7, 6, 0.4),),
    )
    knob = (
        '<defs><radialGradient id="knob" cx=".36" cy=".3" r=".85"><stop offset="0" stop-color="#e0b77f"/><stop '
        'offset=".55" stop-color="#8f5c31"/><stop offset="1" stop-color="#4d2d14"/></radialGradient></defs>'
        f'<ellipse cx="{x}" cy="604" rx="52" ry="20" fill="#4d2d14"/><ellipse cx="{x}" cy="572" rx="50" ry="40" '
        f'fill="url(#knob)"/>'
    )
    add(canvas, draw_piece(knob, (570, 520, 710, 640)), (Shadow(8, 14, 9, 0.5),))
    return finish(canvas, (100, 330, 1116, 1600))


def draw_market_basket(look: Look) -> Image.Image:
    """An open shopping basket with two leather handles."""
    canvas = draw_room(look.ground, floor=1160).copy()
    ground_shadow(canvas, 320, 1000, 1258, strength=0.6)
    far: list[Point] = [(470, 640), (490, 420), (640, 330), (790, 420), (810, 640)]
    add(canvas, draw_piece(strap(far, 22, "#6d4323"), (430, 290, 850, 680)), ())
    _vessel(look, canvas, (640, 660, 440, 1230, 330), lip=74, base=56)
    near: list[Point] = [(440, 760), (458, 540), (640, 420), (822, 540), (840, 760)]
    tabs = "".join(
        f'<rect x="{x - 18}" y="720" width="36" height="96" rx="8" fill="#9a6236" stroke="#4b2d16" '
        f'stroke-width="2"/><circle cx="{x}" cy="744" r="6" fill="#d9b468"/><circle cx="{x}" cy="792" r="6" '
        f'fill="#d9b468"/>'
        for x in (440, 840)
    )
    add(
        canvas,
        draw_piece(strap(near, 24, "#9a6236", "#e6cfa4") + tabs, (390, 380, 890, 840)),
        (Shadow(8, 12, 10, 0.4),),
    )
    return finish(canvas)


def coil_disc(
    x: float, y: float, radius: float, colours: Palette, *, band: tuple[float, float] = (0.55, 0.7), rope: float = 21.0
) -> str:
    """A coiled round seen from above: ropes bound by slanting wraps, one band of them dyed."""
    parts = [f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{darker(colours.second, 0.5)}"/>']
    rings = int(radius / rope)
    for k in range(rings, 0, -1):
        reach = k * rope - rope / 2
        dyed = band[0] < k / rings <= band[1]
        tone = colours.accent if dyed else mix(colours.ground, colours.main, 0.12 + 0.3 * ((k * 7) % 5) / 5)
        ring = f'cx="{x}" cy="{y}" r="{reach:.1f}" fill="none"'
        parts.append(
            f'<circle {ring} stroke="{darker(tone, 0.55)}" stroke-width="{rope}"/><circle {ring} '
            f'stroke="{tone}" stroke-width="{rope - 4}"/>'
        )
        parts.append(
            f'<circle {ring} stroke="{lighter(tone, 0.5)}" stroke-opacity=".75" '
            f'stroke-width="{rope * 0.28:.1f}" transform="translate(-2 -3)"/>'
        )
        parts.append(
            f'<circle {ring} stroke="{darker(tone, 0.6)}" stroke-opacity=".5" stroke-width="{rope - 3}" '
            f'stroke-dasharray="2 {9 + (k % 3)}"/>'
        )
    return "".join(parts)


def draw_tray(look: Look) -> Image.Image:
    """A round tray seen from above, with a raised wrapped rim."""
    canvas = draw_ground(look.ground).copy()
    x, y, radius = 640.0, 790.0, 500.0
    ring = _ellipse(x, y, radius, radius)

    def dish(px: float, py: float) -> float:
        far = math.hypot(px - x, py - y) / radius
        return 70 * math.pow(max(0.0, (far - 0.80) / 0.2), 1.4)

    add(canvas, lay_cloth(look.cloth((1200, 1200)), Cloth(ring, together(dish, rumple(1, depth=2)), yarn=0.08)), LYING)
    inner = (
        f'<circle cx="{x}" cy="{y}" r="{radius * 0.83}" fill="none" stroke="#2a160c" stroke-opacity=".28" '
        f'stroke-width="10"/>'
    )
    box = (round(x - radius) - 30, round(y - radius) - 30, round(x + radius) + 30, round(y + radius) + 30)
    add(canvas, draw_piece(inner + braid(ring, 34, look.colours), box), (Shadow(8, 12, 10, 0.42),))
    return finish(canvas)


def draw_mats(look: Look) -> Image.Image:
    """A pile of round coiled coasters and one beside it."""
    canvas = draw_ground(look.ground).copy()
    for index, (x, y, radius) in enumerate(((820, 470, 300), (440, 600, 300), (700, 1050, 330))):
        band = ((0.55, 0.7), (0.3, 0.5), (0.78, 0.92))[index]
        disc = draw_piece(
            coil_disc(x, y, radius, look.colours, band=band, rope=18),
            (x - radius - 6, y - radius - 6, x + radius + 6, y + radius + 6),
        )
        add(canvas, disc, (Shadow(4, 6, 5, 0.5), Shadow(14, 18, 18, 0.32)))
    return finish(canvas)


def draw_platter(look: Look) -> Image.Image:
    """One large coiled bread basket seen from above."""
    canvas = draw_ground(look.ground, "linen").copy()
    x, y, radius = 640, 790, 490
    add(
        canvas,
        draw_piece(coil_disc(x, y, radius, look.colours, band=(0.5, 0.66), rope=24), (140, 290, 1140, 1290)),
        LYING,
    )
    bowl = (
        '<defs><radialGradient id="well" cx=".42" cy=".4" r=".62"><stop offset="0" stop-color="#fff4dc" '
        'stop-opacity=".26"/><stop offset=".55" stop-color="#2a160c" stop-opacity="0"/>'
        '<stop offset=".8" stop-color="#2a160c" stop-opacity=".34"/><stop offset="1" stop-color="#2a160c" '
        'stop-opacity=".05"/></radialGradient></defs>'
        f'<circle cx="{x}" cy="{y}" r="{radius}" fill="url(#well)"/>'
    )
    add(canvas, draw_piece(bowl, (140, 290, 1140, 1290)), ())
    return finish(canvas)
