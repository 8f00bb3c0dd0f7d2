"""SVG path data: smooth outlines, polygons and the small irregularities of handwork."""

import itertools
import math
import random
from collections.abc import Sequence

Point = tuple[float, float]
Box = tuple[int, int, int, int]


def smooth(points: Sequence[Point], *, closed: bool = True, tension: float = 1.0) -> str:
    """A Catmull-Rom curve through `points` as cubic Bezier path data; `tension` 0 gives straight edges."""
    count = len(points)
    parts = [f"M{points[0][0]:.1f},{points[0][1]:.1f}"]
    last = count if closed else count - 1
    for index in range(last):
        before = points[(index - 1) % count] if closed or index else points[0]
        start, end = points[index], points[(index + 1) % count]
        after = points[(index + 2) % count] if closed or index + 2 < count else end
        reach = tension / 6
        parts.append(
            f"C{start[0] + (end[0] - before[0]) * reach:.1f},{start[1] + (end[1] - before[1]) * reach:.1f} "
            f"{end[0] - (after[0] - start[0]) * reach:.1f},{end[1] - (after[1] - start[1]) * reach:.1f} "
            f"{end[0]:.1f},{end[1]:.1f}"
        )
    return "".join(parts) + ("Z" if closed else "")


def polygon(points: Sequence[Point]) -> str:
    """Straight closed path data through `points`."""
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in points) + "Z"


def polyline(points: Sequence[Point]) -> str:
    """Straight open path data through `points`."""
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in points)


def disc(x: float, y: float, radius: float) -> str:
    """A circle as path data, so that many of one colour share one path element."""
    return (
        f"M{x - radius:.1f},{y:.1f}a{radius:.1f},{radius:.1f} 0 1 0 "
        f"{2 * radius:.1f},0a{radius:.1f},{radius:.1f} 0 1 0 {-2 * radius:.1f},0Z"
    )


def bar(x: float, y: float, width: float, height: float) -> str:
    """An upright rectangle as path data."""
    return f"M{x:.1f},{y:.1f}h{width:.1f}v{height:.1f}h{-width:.1f}Z"


def turn(points: Sequence[Point], angle: float, scale: float, x: float, y: float) -> list[Point]:
    """`points` turned by `angle` (radians), scaled, then moved to (x, y)."""
    cos, sin = math.cos(angle) * scale, math.sin(angle) * scale
    return [(x + px * cos - py * sin, y + px * sin + py * cos) for px, py in points]


def jitter(points: Sequence[Point], rng: random.Random, amount: float) -> list[Point]:
    """Each point moved by up to `amount` in both directions, as a hand would."""
    return [(x + rng.uniform(-amount, amount), y + rng.uniform(-amount, amount)) for x, y in points]


def along(points: Sequence[Point], step: float) -> list[tuple[float, float, float]]:
    """Places every `step` along a polyline, each with the direction of travel in radians."""
    found: list[tuple[float, float, float]] = []
    ahead = 0.0
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        length = math.hypot(x1 - x0, y1 - y0)
        angle = math.atan2(y1 - y0, x1 - x0)
        while ahead < length:
            share = ahead / length
            found.append((x0 + (x1 - x0) * share, y0 + (y1 - y0) * share, angle))
            ahead += step
        ahead -= length
    return found


def curve(points: Sequence[Point], pieces: int = 12, *, closed: bool = False) -> list[Point]:
    """`points` refined to a dense Catmull-Rom polyline with `pieces` parts per span."""
    count = len(points)
    spans = count if closed else count - 1
    dense: list[Point] = []
    for index in range(spans):
        p0 = points[(index - 1) % count] if closed or index else points[0]
        p1, p2 = points[index], points[(index + 1) % count]
        p3 = points[(index + 2) % count] if closed or index + 2 < count else p2
        for part in range(pieces):
            t = part / pieces
            dense.append((_spline(p0[0], p1[0], p2[0], p3[0], t), _spline(p0[1], p1[1], p2[1], p3[1], t)))
    dense.append(points[0] if closed else points[-1])
    return dense


def trace(places: str, pieces: int = 8) -> list[Point]:
    """A closed, soft outline through places written as `x,y x,y ...`."""
    points = [(float(x), float(y)) for x, y in (place.split(",") for place in places.split())]
    return curve(points, pieces, closed=True)[:-1]


def _spline(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3)


def inset(points: Sequence[Point], distance: float) -> list[Point]:
    """A closed, clockwise polyline moved inwards by `distance` along its normals."""
    count = len(points)
    moved: list[Point] = []
    for index in range(count):
        (ax, ay), (bx, by) = points[index - 1], points[(index + 1) % count]
        length = math.hypot(bx - ax, by - ay) or 1.0
        x, y = points[index]
        moved.append((x - (by - ay) / length * distance, y + (bx - ax) / length * distance))
    return moved


def rounded(
    box: tuple[float, float, float, float], radius: float, *, bulge: Sequence[float] = (0, 0, 0, 0)
) -> list[Point]:
    """A rectangle with round corners, clockwise; its top, right, bottom, left sides bow outwards by `bulge` pixels."""
    x0, y0, x1, y1 = box
    corners = (
        (x0 + radius, y0 + radius, math.pi),
        (x1 - radius, y0 + radius, -math.pi / 2),
        (x1 - radius, y1 - radius, 0.0),
        (x0 + radius, y1 - radius, math.pi / 2),
    )
    found: list[Point] = []
    for side, (cx, cy, start) in enumerate(corners):
        arc = [
            (cx + radius * math.cos(start + k * math.pi / 16), cy + radius * math.sin(start + k * math.pi / 16))
            for k in range(9)
        ]
        found += arc
        nx, ny, begin = corners[(side + 1) % 4]
        (ax, ay), (bx, by) = arc[-1], (nx + radius * math.cos(begin), ny + radius * math.sin(begin))
        out = ((0, -1), (1, 0), (0, 1), (-1, 0))[side]
        for k in range(1, 12):
            share = k / 12
            push = bulge[side] * math.sin(math.pi * share)
            found.append((ax + (bx - ax) * share + out[0] * push, ay + (by - ay) * share + out[1] * push))
    return found
