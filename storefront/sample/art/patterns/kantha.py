"""Kantha: layers of soft old cloth held together by rows of running stitch."""

import math
import random

from storefront.sample.art.palette import Palette, darker, lighter, mix
from storefront.sample.art.paths import Point, curve, disc, polygon, polyline, smooth
from storefront.sample.art.patterns.block_print import leaf, petal, rosette

Size = tuple[int, int]


def stitch(points: list[Point], colour: str, rng: random.Random, *, length: float = 8.0, thick: float = 2.3) -> str:
    """One line of running stitch: a dashed thread, the dent under it, and the pucker beside it."""
    path = polyline(points)
    gap = length * rng.uniform(0.62, 0.78)
    dash = (
        f'stroke-dasharray="{length * rng.uniform(0.92, 1.08):.1f} {gap:.1f}" '
        f'stroke-dashoffset="{rng.uniform(0, 18):.1f}"'
    )
    return (
        f'<path fill="none" stroke="#1d1418" stroke-opacity=".07" stroke-width="{thick * 2.2:.1f}" d="{path}"/>'
        f'<g fill="none" stroke-width="{thick}" {dash}>'
        f'<path transform="translate(.8 1.4)" stroke="#1d1418" stroke-opacity=".38" d="{path}"/>'
        f'<path stroke="{colour}" stroke-linecap="round" d="{path}"/></g>'
    )


def stitch_rows(size: Size, colours: list[str], rng: random.Random, *, step: float = 12.0) -> str:
    """Rows of running stitch from edge to edge, never quite straight."""
    rows: list[str] = []
    for index in range(int(size[1] / step) + 2):
        y, sway = index * step, rng.uniform(0, math.tau)
        line = [
            (x * 1.0, y + 1.6 * math.sin(x / 140 + sway) + rng.uniform(-0.8, 0.8)) for x in range(-20, size[0] + 90, 70)
        ]
        rows.append(stitch(line, colours[index % len(colours)], rng))
    return "".join(rows)


def draw_patchwork(size: Size, colours: Palette, rng: random.Random) -> str:
    """Pieces of several old saris, joined and stitched through."""
    parts: list[str] = []
    x = -rng.uniform(0, 90)
    while x < size[0]:
        width, y = rng.uniform(130, 210), -rng.uniform(0, 160)
        while y < size[1]:
            height = rng.uniform(150, 290)
            parts.append(_patch((x, y, width, height), colours, rng))
            y += height
        x += width
    return "".join(parts) + stitch_rows(size, [colours.thread], rng)


def _patch(place: tuple[float, float, float, float], colours: Palette, rng: random.Random) -> str:
    x, y, width, height = place
    tones = [
        colours.ground,
        colours.main,
        colours.second,
        colours.accent,
        lighter(colours.second, 0.5),
        mix(colours.main, colours.ground, 0.7),
    ]
    tone = rng.choice(tones)
    contrast = rng.choice(
        [other for other in (colours.main, colours.ground, colours.accent, colours.second) if other != tone]
    )
    ink = mix(tone, contrast, 0.72)
    kind = rng.choice(("plain", "dots", "stripes", "sprigs", "checks", "dots"))
    body = f'<rect x="{x:.1f}" y="{y:.1f}" width="{width + 1:.1f}" height="{height + 1:.1f}" fill="{tone}"/>'
    print_ = _small_print(kind, place, rng)
    seam = (
        f'<path fill="none" stroke="#1d1418" stroke-opacity=".3" stroke-width="2" '
        f'd="M{x:.1f},{y:.1f}h{width:.1f}M{x:.1f},{y:.1f}v{height:.1f}"/>'
    )
    return body + (f'<path fill="{ink}" d="{print_}"/>' if print_ else "") + seam


def _small_print(kind: str, place: tuple[float, float, float, float], rng: random.Random) -> str:
    x, y, width, height = place
    if kind == "dots":
        spots = (
            (x + 14 + i * 26 + (13 if j % 2 else 0), y + 14 + j * 20)
            for i in range(int(width / 26))
            for j in range(int(height / 20))
        )
        return "".join(disc(px, py, 3.6) for px, py in spots if px < x + width - 6)
    if kind == "stripes":
        step = rng.choice((14.0, 22.0))
        return "".join(
            f"M{x + i * step:.1f},{y:.1f}h{step * 0.36:.1f}v{height:.1f}h{-step * 0.36:.1f}Z"
            for i in range(1, int(width / step))
        )
    if kind == "checks":
        lines = [f"M{x + i * 30:.1f},{y:.1f}h3v{height:.1f}h-3Z" for i in range(1, int(width / 30) + 1)]
        return "".join(
            lines + [f"M{x:.1f},{y + j * 30:.1f}h{width:.1f}v3h{-width:.1f}Z" for j in range(1, int(height / 30) + 1)]
        )
    if kind == "sprigs":
        spots = (
            (x + 26 + i * 46 + (23 if j % 2 else 0), y + 26 + j * 42)
            for i in range(int(width / 46))
            for j in range(int(height / 42))
        )
        return "".join(rosette(px, py, 12, 5, rng.uniform(0, 1)) for px, py in spots if px < x + width - 14)
    return ""


def draw_lotus(size: Size, colours: Palette, rng: random.Random) -> str:
    """A plain cloth covered in ground stitch, with lotus flowers and leaves worked in coloured thread."""
    parts = [stitch_rows(size, [mix(colours.ground, colours.thread, 0.55), colours.thread], rng)]
    step = 300.0
    for i in range(int(size[0] / step) + 2):
        for j in range(int(size[1] / step) + 2):
            x, y = i * step + (step / 2 if j % 2 else 0), j * step * 0.92
            parts.append(_lotus(x, y, colours, rng))
    return "".join(parts)


def _lotus(x: float, y: float, colours: Palette, rng: random.Random) -> str:
    parts: list[str] = []
    for ring, (count, length, colour) in enumerate(
        ((8, 104.0, colours.main), (8, 74.0, colours.second), (6, 42.0, colours.accent))
    ):
        for k in range(count):
            angle = k * math.tau / count + ring * 0.39
            shape = petal(x, y, angle, length, length * 0.52)
            parts.append(f'<path fill="{colour}" fill-opacity=".9" d="{shape}"/>')
            for share in (0.86, 0.6, 0.34):
                line = _petal_line(x, y, angle, length * share, length * 0.52 * share)
                parts.append(stitch(line, lighter(colour, 0.62), rng, length=7, thick=2.0))
    for k in range(4):
        angle = k * math.tau / 4 + 0.78
        px, py = x + 122 * math.cos(angle), y + 122 * math.sin(angle)
        parts.append(f'<path fill="{colours.second}" d="{leaf(px, py, angle, 46, 24)}"/>')
    return "".join(parts) + f'<path fill="{colours.thread}" d="{disc(x, y, 9)}"/>'


def _petal_line(x: float, y: float, angle: float, length: float, width: float) -> list[Point]:
    shape = [(0.06, 0.0), (0.42, -0.5), (0.8, -0.36), (1.0, 0.0), (0.8, 0.36), (0.42, 0.5), (0.06, 0.0)]
    cos, sin = math.cos(angle), math.sin(angle)
    points = [(x + px * length * cos - py * width * sin, y + px * length * sin + py * width * cos) for px, py in shape]
    return curve(points, 5)


def draw_ripple(size: Size, colours: Palette, rng: random.Random) -> str:
    """Nested diamonds of running stitch, the colour changing ring by ring."""
    parts: list[str] = []
    width, height = 260.0, 200.0
    for i in range(2 * int(size[0] / width) + 3):
        for j in range(2 * int(size[1] / height) + 3):
            if (i + j) % 2 == 0:
                parts.append(_rings(i * width / 2, j * height / 2, (width, height), colours, rng))
    return "".join(parts)


def _rings(x: float, y: float, size: tuple[float, float], colours: Palette, rng: random.Random) -> str:
    threads = [colours.main, colours.main, colours.second, colours.accent, colours.second, colours.main]
    parts: list[str] = []
    for ring in range(8):
        share = 0.97 - ring / 8.4
        half_w, half_h = size[0] / 2 * share, size[1] / 2 * share
        points = [(x - half_w, y), (x, y - half_h), (x + half_w, y), (x, y + half_h), (x - half_w, y)]
        parts.append(stitch(points, threads[ring % len(threads)], rng, length=9, thick=2.8))
    return "".join(parts)


def draw_strips(size: Size, colours: Palette, rng: random.Random) -> str:
    """Long strips of two saris side by side, bound by close rows of stitch."""
    parts: list[str] = []
    x = 0.0
    tones = [colours.main, colours.ground, colours.second, colours.ground, colours.accent, colours.ground]
    widths = (52.0, 78.0, 104.0, 52.0, 104.0, 78.0)
    for index in range(40):
        width = widths[index % 6]
        parts.append(_patch_strip(x, width, tones[index % len(tones)], size, rng, colours))
        x += width
        if x > size[0]:
            break
    return "".join(parts) + stitch_rows(size, [colours.thread, lighter(colours.second, 0.4)], rng, step=11)


def _patch_strip(x: float, width: float, tone: str, size: Size, rng: random.Random, colours: Palette) -> str:
    ink = darker(tone, 0.32) if tone != colours.ground else mix(tone, colours.main, 0.5)
    kind = rng.choice(("dots", "sprigs", "plain", "stripes"))
    print_ = _small_print(kind, (x, 0.0, width, float(size[1])), rng)
    fold = polygon([(x, 0), (x + 2, 0), (x + 2, size[1]), (x, size[1])])
    return (
        f'<rect x="{x}" width="{width + 1}" height="{size[1]}" fill="{tone}"/>'
        f'<path fill="{ink}" d="{print_ or smooth([(0, 0), (0, 0), (0, 0)])}"/><path fill="#1d1418" '
        f'fill-opacity=".28" d="{fold}"/>'
    )
