"""Heights of folds: soft rumples, ridges along lines, pleats, creases."""

import math
from collections.abc import Sequence

from storefront.sample.art.paths import Point
from storefront.sample.art.relief import Height


def rumple(seed: int, *, size: float = 130.0, depth: float = 6.0) -> Height:
    """Gentle unevenness all over, about `size` pixels from crest to crest, `depth` pixels high."""
    a, b, c, d = (math.sin(seed * k + k) * 3 for k in (1.7, 2.9, 4.3, 5.9))

    def height(x: float, y: float) -> float:
        u, v = x / size, y / size
        return depth * (
            math.sin(u * 1.9 + v * 0.8 + a)
            + 0.7 * math.sin(v * 2.3 - u * 0.9 + b + math.sin(u + c))
            + 0.5 * math.sin(u * 3.1 + v * 2.7 + d)
        )

    return height


def ridge(start: Point, end: Point, *, width: float = 40.0, depth: float = 24.0, fade: bool = True) -> Height:
    """One fold from `start` to `end`; it dies away towards `end` unless told not to."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = math.hypot(dx, dy)
    ux, uy = dx / length, dy / length

    def height(x: float, y: float) -> float:
        px, py = x - start[0], y - start[1]
        far = (px * ux + py * uy) / length
        if far < -0.15 or far > 1.25:
            return 0.0
        side = (-px * uy + py * ux) / (width * (0.75 + 0.5 * max(0.0, far)))
        if abs(side) > 3:
            return 0.0
        ends = math.exp(-((max(0.0, -far) * 9) ** 2)) * math.exp(
            -((max(0.0, far - (0.45 if fade else 0.9)) * (2.2 if fade else 7)) ** 2)
        )
        return depth * math.exp(-side * side) * ends

    return height


def pleats(
    centres: Sequence[float],
    widths: Sequence[float],
    depths: Sequence[float],
    *,
    top: float,
    spread: float = 0.0,
    sway: float = 9.0,
) -> Height:
    """Hanging folds: upright ridges at `centres`, drifting apart by `spread` per 1,000 pixels below `top`."""
    middle = sum(centres) / len(centres)
    folds = list(zip(centres, widths, depths, range(len(centres)), strict=True))

    def height(x: float, y: float) -> float:
        down = (y - top) / 1000
        total = 0.0
        for centre, width, depth, index in folds:
            place = (
                centre + (centre - middle) * spread * down + sway * math.sin(y / 190 + index * 1.9) * min(1.0, down * 4)
            )
            side = (x - place) / width
            if -3 < side < 3:
                total += depth * math.exp(-side * side)
        return total

    return height


def crease(position: float, *, upright: bool = False, depth: float = 5.0, width: float = 13.0) -> Height:
    """A pressed crease where cloth was folded: a narrow groove with a soft shoulder."""

    def height(x: float, y: float) -> float:
        far = ((x if upright else y) - position) / width
        return -depth * math.exp(-far * far) if -3 < far < 3 else 0.0

    return height


def roll(position: float, *, radius: float = 60.0, upright: bool = False, side: int = 1) -> Height:
    """The rounded fold at the edge of folded cloth: falls away past `position` on `side`."""

    def height(x: float, y: float) -> float:
        past = ((x if upright else y) - position) * side
        if past <= 0:
            return 0.0
        share = min(1.0, past / radius)
        return -radius * 0.9 * (1 - math.sqrt(max(0.0, 1 - share * share)))

    return height


def together(*heights: Height) -> Height:
    """The sum of several reliefs."""

    def height(x: float, y: float) -> float:
        return sum(part(x, y) for part in heights)

    return height
