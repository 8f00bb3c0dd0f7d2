"""Necklaces, earrings and bangles of recycled brass, beads and cord, lying on a pale ground."""

import math

from PIL import Image

from storefront.sample.art.forms.metal import bead, bead_defs, hammer, hook, metal_defs, ring, teardrop, wire
from storefront.sample.art.ground import draw_ground, finish
from storefront.sample.art.look import Look
from storefront.sample.art.palette import PALETTES, Palette, darker, lighter
from storefront.sample.art.paths import Point, along, curve, disc, polygon
from storefront.sample.art.piece import Shadow, add, draw_piece
from storefront.sample.art.raster import CANVAS
from storefront.sample.art.seams import strap

SMALL = (Shadow(4, 6, 5, 0.5), Shadow(14, 18, 16, 0.3))


def _metal(look: Look) -> Palette:
    return PALETTES["silver" if look.pattern == "silver" else "brass"]


def draw_beads(look: Look) -> Image.Image:
    """A string of graded beads in three colours, brass between them."""
    canvas = draw_ground(look.ground, "linen").copy()
    metal, colours = _metal(look), look.colours
    line = curve(
        [(420, 130), (300, 420), (300, 800), (430, 1140), (640, 1290), (850, 1140), (980, 800), (980, 420), (860, 130)],
        24,
    )
    tones = (colours.main, colours.second, colours.accent)
    defs = metal_defs(metal) + "".join(bead_defs(f"b{k}", tone) for k, tone in enumerate(tones))
    parts = [wire(line, 4, metal)]
    places = along(line, 1.0)
    at, index = 20, 0
    while at < len(places) - 20:
        share = 1 - abs(at / len(places) - 0.5) * 2
        radius = 15 + 27 * share
        x, y, _ = places[min(len(places) - 1, round(at + radius))]
        parts.append(bead(x, y, radius, f"b{(index * 2 + index // 3) % 3}"))
        at += round(radius * 2) + 1
        x, y, _ = places[min(len(places) - 1, at + 7)]
        parts.append(bead(x, y, 10, "bead"))
        at += 16
        index += 1
    add(canvas, draw_piece("".join(parts), CANVAS, defs=defs), SMALL)
    return finish(canvas)


def draw_pendant(look: Look) -> Image.Image:
    """A beaten disc on a cord, a small disc above it."""
    canvas = draw_ground(look.ground).copy()
    metal = _metal(look)
    cord: list[Point] = [
        (470, 60),
        (360, 330),
        (400, 660),
        (560, 860),
        (640, 900),
        (720, 860),
        (880, 660),
        (920, 330),
        (810, 60),
    ]
    add(canvas, draw_piece(strap(cord, 9, look.colours.main, pieces=24), (320, 40, 960, 940)), SMALL)
    rng = look.rng()
    x, y, radius = 640.0, 1120.0, 190.0
    facets = [
        (x + r * math.cos(a), y + r * math.sin(a))
        for r in range(16, 180, 17)
        for a in [k * math.tau / max(6, r // 4) for k in range(max(6, r // 4))]
    ]
    rays = "".join(
        f"M{x + 92 * math.cos(a):.1f},{y + 92 * math.sin(a):.1f}"
        f"L{x + 128 * math.cos(a):.1f},{y + 128 * math.sin(a):.1f}"
        for a in [k * math.tau / 24 for k in range(24)]
    )
    body = (
        ring(x, 906, 26, 26, 10, metal)
        + f'<circle cx="{x}" cy="{y}" r="{radius}" fill="url(#sheet)" stroke="{darker(metal.main, 0.4)}" '
        f'stroke-width="3"/>'
        + hammer(facets, 14, metal, rng)
        + f'<path d="{rays}" stroke="{darker(metal.main, 0.5)}" stroke-opacity=".7" stroke-width="5" '
        f'stroke-linecap="round"/><path d="{rays}" transform="translate(-1.4 -1.6)" '
        f'stroke="{lighter(metal.second, 0.6)}" stroke-opacity=".6" stroke-width="1.8"/>'
        + f'<circle cx="{x}" cy="{y}" r="74" fill="url(#bead)" fill-opacity=".8"/>'
        + ring(x, y, 178, 178, 7, metal)
        + ring(x, y, 80, 80, 7, metal)
        + bead(x, y, 30, "stone")
    )
    add(
        canvas,
        draw_piece(body, (430, 870, 850, 1330), defs=metal_defs(metal) + bead_defs("stone", look.colours.accent)),
        (Shadow(5, 8, 7, 0.5), Shadow(20, 26, 26, 0.32)),
    )
    return finish(canvas, (160, 330, 1120, 1530))


def draw_hoops(look: Look) -> Image.Image:
    """A pair of beaten hoops with bead clusters."""
    canvas = draw_ground(look.ground).copy()
    metal = _metal(look)
    for x, y in ((420.0, 800.0), (860.0, 860.0)):
        circle = [(x + 172 * math.cos(k * math.tau / 90), y + 172 * math.sin(k * math.tau / 90)) for k in range(90)]
        body = hook(x, y - 170, metal) + ring(x, y, 172, 172, 26, metal) + hammer(circle, 18, metal, look.rng())
        for k in range(5):
            angle = math.pi * (0.26 + 0.12 * k)
            px, py = x + 172 * math.cos(angle), y + 172 * math.sin(angle)
            body += (
                wire([(px, py), (px, py + 34)], 4, metal)
                + bead(px, py + 52, 20, f"b{k % 2}")
                + bead(px, py + 82, 11, "bead")
            )
        defs = metal_defs(metal) + bead_defs("b0", look.colours.main) + bead_defs("b1", look.colours.second)
        add(
            canvas, draw_piece(body, (round(x) - 230, round(y) - 330, round(x) + 230, round(y) + 300), defs=defs), SMALL
        )
    return finish(canvas, (100, 220, 1180, 1570))


def draw_drops(look: Look) -> Image.Image:
    """A pair of drop earrings: a bead above a long, engraved plate."""
    canvas = draw_ground(look.ground, "linen").copy()
    metal = _metal(look)
    for x, y in ((440.0, 560.0), (840.0, 620.0)):
        plate = teardrop(x, y + 92, 330, 480)
        groove = [(x + (px - x) * 0.84, y + 340 + (py - y - 340) * 0.86) for px, py in plate]
        rows = "".join(
            disc(x + dx * (row + 1) * 9, y + 470 - row * 40, 5)
            for row in range(8)
            for dx in range(-5, 6)
            if abs(dx) * (row + 1) * 9 < 110 - row * 10
        )
        body = (
            hook(x, y, metal)
            + ring(x, y + 8, 12, 12, 6, metal)
            + bead(x, y + 52, 38, "b0")
            + ring(x, y + 98, 12, 12, 6, metal)
            + f'<path d="{polygon(plate)}" fill="url(#sheet)" stroke="{darker(metal.main, 0.5)}" stroke-width="3"/>'
            + f'<path d="{polygon(groove)}" fill="none" stroke="{darker(metal.main, 0.4)}" stroke-opacity=".7" '
            f'stroke-width="3"/>'
            + f'<path d="{rows}" fill="{darker(metal.main, 0.45)}" fill-opacity=".6"/><path d="{rows}" '
            f'transform="translate(-1.4 -1.6)" fill="{lighter(metal.second, 0.5)}" fill-opacity=".5"/>'
        )
        add(
            canvas,
            draw_piece(
                body,
                (round(x) - 190, round(y) - 170, round(x) + 190, round(y) + 600),
                defs=metal_defs(metal) + bead_defs("b0", look.colours.main),
            ),
            SMALL,
        )
    return finish(canvas, (100, 240, 1180, 1590))


def draw_bangles(look: Look) -> Image.Image:
    """Five bangles, leaning on each other: beaten, plain and wrapped in thread."""
    canvas = draw_ground(look.ground).copy()
    metal, colours = _metal(look), look.colours
    plan = ((520.0, 560.0, 0), (780.0, 620.0, 1), (470.0, 850.0, 2), (760.0, 930.0, 0), (600.0, 1090.0, 1))
    for x, y, kind in plan:
        circle = [(x + 255 * math.cos(k * math.tau / 130), y + 255 * math.sin(k * math.tau / 130)) for k in range(131)]
        body = ring(x, y, 255, 255, (34, 20, 28)[kind], metal)
        body += hammer(circle, 24, metal, look.rng()) if kind == 0 else _thread(circle, colours) if kind == 2 else ""
        add(
            canvas,
            draw_piece(body, (round(x) - 290, round(y) - 290, round(x) + 290, round(y) + 290), defs=metal_defs(metal)),
            SMALL,
        )
    return finish(canvas, (90, 190, 1190, 1565))


def _thread(circle: list[Point], colours: Palette) -> str:
    """Cotton thread wound tightly round part of a bangle."""
    parts: list[str] = []
    for start, end, tone in ((6, 40, colours.main), (48, 84, colours.accent), (92, 124, colours.main)):
        path = "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in circle[start:end])
        parts.append(
            f'<path d="{path}" stroke="{darker(tone, 0.5)}" stroke-width="36"/><path d="{path}" stroke="{tone}" '
            f'stroke-width="33"/>'
        )
        parts.append(
            f'<path d="{path}" stroke="{lighter(tone, 0.55)}" stroke-opacity=".5" stroke-width="9" '
            f'transform="translate(-3 -5)"/>'
        )
        parts.append(
            f'<path d="{path}" stroke="{darker(tone, 0.55)}" stroke-opacity=".45" stroke-width="33" '
            f'stroke-dasharray="1.4 3.6"/>'
        )
    return f'<g fill="none">{"".join(parts)}</g>'


def draw_cuff(look: Look) -> Image.Image:
    """An open cuff, standing, its outer face chased with a leaf pattern."""
    canvas = draw_ground(look.ground).copy()
    metal = _metal(look)
    x, y, rx, ry, tall = 640.0, 700.0, 400.0, 150.0, 300.0
    arc = [(x + rx * math.cos(a), y + ry * math.sin(a)) for a in [math.pi * (0.02 + 0.96 * k / 50) for k in range(51)]]
    front = [*arc, *[(px, py + tall) for px, py in reversed(arc)]]
    back = [(x + rx * math.cos(a), y + ry * math.sin(a)) for a in [math.pi * (1.0 + k / 40) for k in range(17)]]
    back2 = [
        (x + rx * math.cos(a), y + ry * math.sin(a)) for a in [math.pi * (1.62 + 0.38 * k / 16) for k in range(17)]
    ]
    walls = [polygon([*part, *[(px, py + tall * 0.9) for px, py in reversed(part)]]) for part in (back, back2)]
    shade = darker(metal.main, 0.5)
    inner = "".join(
        f'<path d="{wall}" fill="url(#rim)" stroke="{darker(metal.main, 0.55)}" stroke-width="2"/>'
        f'<path d="{wall}" fill="{shade}" fill-opacity=".62"/>'
        for wall in walls
    )
    leaves = "".join(_chased(arc[k], arc[k + 1], tall) for k in range(3, 48, 4))
    body = (
        inner
        + f'<path d="{polygon(front)}" fill="url(#rim)" stroke="{darker(metal.main, 0.5)}" stroke-width="3"/>'
        + f'<path d="{leaves}" fill="{darker(metal.main, 0.35)}" fill-opacity=".55"/><path d="{leaves}" '
        f'transform="translate(-2 -2)" fill="none" stroke="{lighter(metal.second, 0.6)}" stroke-opacity=".6" '
        f'stroke-width="2"/>' + wire(arc, 13, metal) + wire([(px, py + tall) for px, py in arc], 13, metal)
    )
    add(
        canvas,
        draw_piece(body, (200, 500, 1080, 1210), defs=metal_defs(metal)),
        (Shadow(6, 12, 9, 0.5), Shadow(60, 26, 44, 0.34)),
    )
    return finish(canvas, (150, 250, 1130, 1475))


def _chased(at: Point, after: Point, tall: float) -> str:
    x, y = at
    wide = max(6.0, abs(after[0] - x) * 1.5)
    shapes = []
    for k in range(3):
        top = y + 40 + k * tall * 0.27
        shapes.append(
            f"M{x:.1f},{top:.1f}q{wide:.1f},{tall * 0.1:.1f} 0,{tall * 0.22:.1f}q{-wide:.1f},{-tall * 0.12:.1f} "
            f"0,{-tall * 0.22:.1f}Z"
        )
    return "".join(shapes)
