"""What holds goods together: hems, straps, zips, fringes, drawn as vectors over the cloth."""

import itertools
import math
import random
from collections.abc import Sequence

from storefront.sample.art.palette import darker, lighter, mix
from storefront.sample.art.paths import Point, along, curve, polyline


def hem(points: Sequence[Point], thread: str, *, closed: bool = False, length: float = 8.0) -> str:
    """A line of machine or hand stitches in a slight groove."""
    path = polyline(points) + ("Z" if closed else "")
    return (
        f'<path fill="none" stroke="#1d1418" stroke-opacity=".16" stroke-width="4" d="{path}"/>'
        f'<g fill="none" stroke-width="2.2" stroke-dasharray="{length} {length * 0.6:.1f}">'
        f'<path transform="translate(.7 1.2)" stroke="#1d1418" stroke-opacity=".35" d="{path}"/>'
        f'<path stroke="{thread}" stroke-linecap="round" d="{path}"/></g>'
    )


def edge(points: Sequence[Point], *, width: float = 5.0, closed: bool = True) -> str:
    """The turned edge of cloth: a dark line inside the outline with a light one beside it."""
    path = polyline(points) + ("Z" if closed else "")
    return (
        f'<path fill="none" stroke="#1d1418" stroke-opacity=".20" stroke-width="{width}" d="{path}"/>'
        f'<path fill="none" stroke="#fff8ec" stroke-opacity=".28" stroke-width="{width * 0.4:.1f}" '
        f'transform="translate(1.6 2)" d="{path}"/>'
    )


def strap(points: Sequence[Point], width: float, colour: str, thread: str = "", *, pieces: int = 14) -> str:
    """A webbing strap along a curve: dark edge, body, light along its upper side, two rows of stitches."""
    path = polyline(curve(points, pieces))
    parts = [
        _stroke(path, darker(colour, 0.5), width),
        _stroke(path, colour, width - 3),
        _stroke(path, darker(colour, 0.28), width * 0.30, shift=(width * 0.22, width * 0.24), opacity=0.45),
        _stroke(path, lighter(colour, 0.55), width * 0.34, shift=(-width * 0.16, -width * 0.18), opacity=0.5),
    ]
    if thread:
        rail = _beside(curve(points, pieces), width * 0.34)
        parts += [_stroke(polyline(line), thread, 1.8, dash="6 4", opacity=0.85) for line in rail]
    return "".join(parts)


def _stroke(
    path: str, colour: str, width: float, *, shift: Point = (0, 0), opacity: float = 1.0, dash: str = ""
) -> str:
    move = f' transform="translate({shift[0]:.1f} {shift[1]:.1f})"' if shift != (0, 0) else ""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path fill="none" stroke="{colour}" stroke-opacity="{opacity}" stroke-width="{max(width, 0.5):.1f}" '
        f'stroke-linejoin="round"{move}{dashes} d="{path}"/>'
    )


def _beside(points: Sequence[Point], distance: float) -> tuple[list[Point], list[Point]]:
    left: list[Point] = []
    right: list[Point] = []
    for (ax, ay), (bx, by) in itertools.pairwise(points):
        length = math.hypot(bx - ax, by - ay) or 1.0
        nx, ny = -(by - ay) / length * distance, (bx - ax) / length * distance
        left.append((ax + nx, ay + ny))
        right.append((ax - nx, ay - ny))
    return left, right


def zip_line(start: Point, end: Point, colour: str, metal: str = "#c9a253") -> str:
    """A zip from `start` to `end`: tape, teeth, slider and its pull."""
    length = math.hypot(end[0] - start[0], end[1] - start[1])
    angle = math.degrees(math.atan2(end[1] - start[1], end[0] - start[0]))
    teeth = "".join(f"M{x:.1f},-4v8" for x in [k * 6.0 for k in range(int(length / 6))])
    pull = (
        f'<g transform="translate({length - 34:.1f} 0)"><rect x="-16" y="-9" width="30" height="18" rx="5" '
        f'fill="{darker(metal, 0.3)}"/>'
        f'<rect x="-14" y="-8" width="26" height="9" rx="4" fill="{lighter(metal, 0.45)}"/>'
        f'<path d="M-4,4l-14,46a9,9 0 0 0 18,3z" fill="{darker(metal, 0.35)}"/><path d="M-5,6l-10,42a6,6 0 0 0 '
        f'11,2z" fill="{metal}"/>'
        f'<path d="M-8,12l-6,32" stroke="{lighter(metal, 0.6)}" stroke-width="2.4"/></g>'
    )
    return (
        f'<g transform="translate({start[0]:.1f} {start[1]:.1f}) rotate({angle:.2f})">'
        f'<rect y="-13" width="{length:.1f}" height="26" fill="{darker(colour, 0.18)}"/>'
        f'<rect y="-13" width="{length:.1f}" height="3" fill="#1d1418" fill-opacity=".3"/>'
        f'<path stroke="{darker(metal, 0.45)}" stroke-width="3.6" d="{teeth}"/>'
        f'<path stroke="{lighter(metal, 0.3)}" stroke-width="1.6" d="{teeth}"/>{pull}</g>'
    )


def fringe(
    points: Sequence[Point],
    colours: Sequence[str],
    rng: random.Random,
    *,
    length: float = 60.0,
    step: float = 9.0,
    knotted: bool = False,
) -> str:
    """A fringe hanging from a line: twisted bundles, each with its own swing; knotted in pairs if asked."""
    parts: list[str] = []
    for index, (x, y, _) in enumerate(along(points, step)):
        colour = colours[index % len(colours)]
        swing, drop = rng.uniform(-7, 7), length * rng.uniform(0.88, 1.08)
        path = f"M{x:.1f},{y - 4:.1f}q{swing:.1f},{drop * 0.5:.1f} {swing * 0.3:.1f},{drop:.1f}"
        parts.append(f'<path stroke="{darker(colour, 0.45)}" stroke-width="5.4" d="{path}"/>')
        parts.append(f'<path stroke="{colour}" stroke-width="3.8" d="{path}"/>')
        parts.append(
            f'<path stroke="{lighter(colour, 0.5)}" stroke-opacity=".7" stroke-width="1.2" stroke-dasharray="4 '
            f'3" transform="translate(-.8 0)" d="{path}"/>'
        )
        if knotted:
            parts.append(
                f'<circle cx="{x + swing * 0.3:.1f}" cy="{y + 14:.1f}" r="4.4" '
                f'fill="{mix(colour, "#1d1418", 0.12)}" stroke="none"/>'
            )
    return f'<g fill="none" stroke-linecap="round">{"".join(parts)}</g>'


def patch(x: float, y: float, size: float, colour: str, thread: str) -> str:
    """A stitched square with a cross, where a handle meets the bag."""
    tall, inner, drop = size * 1.3, size - 10, size * 1.3 - 12
    stitches = f"M{x + 5},{y + 6}h{inner}v{drop:.1f}h{-inner}Zl{inner},{drop:.1f}m0,{-drop:.1f}l{-inner},{drop:.1f}"
    return (
        f'<rect x="{x}" y="{y}" width="{size}" height="{tall:.1f}" rx="3" fill="{colour}" '
        f'stroke="{darker(colour, 0.4)}" stroke-width="1.6"/>'
        f'<path fill="none" stroke="{thread}" stroke-width="1.8" stroke-dasharray="6 3.6" d="{stitches}"/>'
    )
