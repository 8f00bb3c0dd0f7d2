"""Brass and silver as gradients and strokes: sheets, rings, beads, hooks."""

import math
import random

from storefront.sample.art.palette import Palette, darker, lighter
from storefront.sample.art.paths import Point, disc, polyline


def metal_defs(colours: Palette) -> str:
    """Gradients `sheet` (slanting), `rim` (across) and `bead` (round) in the metal of the palette."""
    dark, base, light = colours.main, colours.ground, colours.second
    stops = (
        (0.0, light),
        (0.18, base),
        (0.34, lighter(light, 0.6)),
        (0.52, base),
        (0.7, dark),
        (0.84, base),
        (1.0, darker(dark, 0.25)),
    )
    listed = "".join(f'<stop offset="{at}" stop-color="{colour}"/>' for at, colour in stops)
    return (
        f'<linearGradient id="sheet" x1="0" y1="0" x2="1" y2="1">{listed}</linearGradient>'
        f'<linearGradient id="rim" x1="0" y1="0" x2="1" y2=".15">{listed}</linearGradient>'
        f'<radialGradient id="bead" cx=".34" cy=".3" r=".8"><stop offset="0" '
        f'stop-color="{lighter(light, 0.8)}"/><stop offset=".25" stop-color="{light}"/>'
        f'<stop offset=".6" stop-color="{base}"/><stop offset="1" stop-color="{darker(dark, 0.4)}"/></radialGradient>'
    )


def bead_defs(name: str, colour: str) -> str:
    """A round gradient for a bead of glass, clay or seed in `colour`."""
    return (
        f'<radialGradient id="{name}" cx=".34" cy=".3" r=".82"><stop offset="0" stop-color="{lighter(colour, 0.75)}"/>'
        f'<stop offset=".22" stop-color="{lighter(colour, 0.25)}"/><stop offset=".62" stop-color="{colour}"/>'
        f'<stop offset="1" stop-color="{darker(colour, 0.6)}"/></radialGradient>'
    )


def ring(x: float, y: float, rx: float, ry: float, width: float, colours: Palette) -> str:
    """A round wire bent to an ellipse, with its edge, body, light and glint."""
    shape = f'cx="{x:.1f}" cy="{y:.1f}" rx="{rx:.1f}" ry="{ry:.1f}" fill="none"'
    return (
        f'<ellipse {shape} stroke="{darker(colours.main, 0.5)}" stroke-width="{width:.1f}"/>'
        f'<ellipse {shape} stroke="url(#sheet)" stroke-width="{width - 3:.1f}"/>'
        f'<ellipse {shape} stroke="{lighter(colours.second, 0.7)}" stroke-opacity=".75" '
        f'stroke-width="{width * 0.16:.1f}" transform="translate({-width * 0.14:.1f} {-width * 0.2:.1f})"/>'
        f'<ellipse {shape} stroke="{darker(colours.main, 0.35)}" stroke-opacity=".5" '
        f'stroke-width="{width * 0.2:.1f}" transform="translate({width * 0.12:.1f} {width * 0.24:.1f})"/>'
    )


def hammer(points: list[Point], width: float, colours: Palette, rng: random.Random) -> str:
    """Small facets beaten into a band that runs through `points`."""
    dark: list[str] = []
    bright: list[str] = []
    for x, y in points:
        for _ in range(2):
            px, py, size = x + rng.uniform(-width, width) / 2, y + rng.uniform(-width, width) / 2, rng.uniform(2.5, 5.5)
            dark.append(disc(px + 1.2, py + 1.4, size))
            bright.append(disc(px - 0.8, py - 1.0, size * 0.72))
    return (
        f'<path fill="{darker(colours.main, 0.2)}" fill-opacity=".26" d="{"".join(dark)}"/><path '
        f'fill="{lighter(colours.second, 0.5)}" fill-opacity=".38" d="{"".join(bright)}"/>'
    )


def wire(points: list[Point], width: float, colours: Palette) -> str:
    """A bent wire through `points`."""
    path = polyline(points)
    return (
        f'<g fill="none" stroke-linecap="round"><path stroke="{darker(colours.main, 0.5)}" '
        f'stroke-width="{width}" d="{path}"/><path stroke="{colours.ground}" stroke-width="{width - 2:.1f}" '
        f'd="{path}"/>'
        f'<path stroke="{lighter(colours.second, 0.7)}" stroke-width="{width * 0.28:.1f}" '
        f'transform="translate(-.8 -1)" d="{path}"/></g>'
    )


def bead(x: float, y: float, radius: float, fill: str) -> str:
    """One bead with its glint."""
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="url(#{fill})"/>'
        f'<ellipse cx="{x - radius * 0.34:.1f}" cy="{y - radius * 0.4:.1f}" rx="{radius * 0.24:.1f}" '
        f'ry="{radius * 0.15:.1f}" fill="#fff" fill-opacity=".75" transform="rotate(-38 {x - radius * 0.34:.1f} '
        f'{y - radius * 0.4:.1f})"/>'
    )


def hook(x: float, y: float, colours: Palette) -> str:
    """An ear wire whose loop ends at (x, y)."""
    points = [
        (x + 34 * math.cos(a), y - 96 + 44 * math.sin(a)) for a in [math.pi * (0.05 - 1.05 * k / 20) for k in range(21)]
    ]
    return wire(
        [
            (x, y),
            (x - 2, y - 30),
            *[(x - 34 + (px - x) + 34 if k else px, py) for k, (px, py) in enumerate(points[::-1])],
            (x + 40, y - 40),
        ],
        6,
        colours,
    )


def teardrop(x: float, y: float, width: float, height: float) -> list[Point]:
    """A drop that hangs from (x, y)."""
    found: list[Point] = []
    for k in range(60):
        angle = math.tau * k / 60
        found.append(
            (
                x + width / 2 * math.sin(angle) * math.sin(angle / 2) ** 1.1,
                y + height * (1 - math.cos(angle / 2 * 2)) / 2,
            )
        )
    return found
