"""Ikat: yarn tied and dyed before weaving, so every edge is feathered along the thread."""

import math
import random
from collections.abc import Callable

from storefront.sample.art.palette import Palette, darker, lighter, mix

Size = tuple[int, int]
Tone = Callable[[float, float], int]


def _runs(
    tone: Tone, size: Size, thread: float, step: float, *, upright: bool, rng: random.Random, blur: float
) -> dict[int, list[str]]:
    """Walk each thread and gather the stretches of one tone as bars, their ends a little off."""
    length, breadth = (size[1], size[0]) if upright else (size[0], size[1])
    found: dict[int, list[str]] = {}
    slip = 0.0
    for index in range(math.ceil(breadth / thread)):
        across = index * thread
        if index % 2 == 0:
            slip = rng.uniform(-blur, blur)
        start, current = 0.0, -1
        for part in range(math.ceil(length / step) + 1):
            place = part * step
            value = tone(across, place + slip) if upright else tone(place + slip, across)
            if value == current and place < length:
                continue
            if current > 0:
                found.setdefault(current, []).append(_bar(across, start, place, thread, upright=upright))
            start, current = place, value
    return found


def _bar(across: float, start: float, end: float, thread: float, *, upright: bool) -> str:
    if upright:
        return f"M{across:.1f},{start:.1f}h{thread:.1f}v{end - start:.1f}h{-thread:.1f}Z"
    return f"M{start:.1f},{across:.1f}h{end - start:.1f}v{thread:.1f}h{start - end:.1f}Z"


def _paint(runs: dict[int, list[str]], tones: dict[int, str], fuzz: str) -> str:
    """The bars, with a faint longer copy underneath that feathers their ends."""
    parts: list[str] = []
    for value, paths in sorted(runs.items()):
        path = "".join(paths)
        parts.append(f'<path fill="none" stroke="{tones[value]}" stroke-opacity=".35" {fuzz} d="{path}"/>')
        parts.append(f'<path fill="{tones[value]}" d="{path}"/>')
    return "".join(parts)


def draw_diamonds(size: Size, colours: Palette, rng: random.Random) -> str:
    """Warp ikat: rows of nested, feathered diamonds with small ones between."""
    width, height = size

    def tone(x: float, y: float) -> int:
        across, down = abs((x % width) - width / 2) / (width / 2), abs((y % height) - height / 2) / (height / 2)
        far = across + down
        if far < 0.22:
            return 3
        if far < 0.42:
            return 0
        if far < 0.74:
            return 1
        if far < 0.84:
            return 2
        if far > 1.78:
            return 3
        return 1 if far > 1.5 else 0

    runs = _runs(tone, (width, height), 4, 4, upright=True, rng=rng, blur=9)
    body = f'<rect width="{width}" height="{height}" fill="{colours.ground}"/>'
    body += _paint(runs, {1: colours.main, 2: colours.second, 3: colours.accent}, 'stroke-width="1"')
    return body


def draw_chevrons(size: Size, colours: Palette, rng: random.Random) -> str:
    """Warp ikat: arrowheads that climb in stripes of changing colour."""
    width, height = size

    def tone(x: float, y: float) -> int:
        stripe = int((x % width) // 100)
        local = abs((x % 100) - 50)
        if local > 44:
            return 0 if local > 47 else 2
        wave = (y + local * 1.15 + (90 if stripe == 1 else 0)) % 90
        if wave < 34:
            return 1
        if wave < 44:
            return 3 if stripe == 1 else 2
        return 0

    runs = _runs(tone, (width, height), 4, 3, upright=True, rng=rng, blur=6)
    body = f'<rect width="{width}" height="{height}" fill="{colours.ground}"/>'
    body += _paint(runs, {1: colours.main, 2: colours.second, 3: colours.accent}, 'stroke-width="1"')
    return body


def draw_hol(size: Size, colours: Palette, rng: random.Random) -> str:
    """Weft ikat on silk (hol): a dense lattice of lozenges with hooked flowers, feathered along the weft."""
    width, height = size

    def tone(x: float, y: float) -> int:
        px, py = (x % width) - width / 2, (y % height) - height / 2
        far = abs(px) / (width / 2) + abs(py) / (height / 2)
        if 0.92 < far < 1.0 or 1.0 < far < 1.04:
            return 1
        px, py = (px, py) if far < 1 else (width / 2 - abs(px), height / 2 - abs(py))
        near = math.hypot(px * 1.05, py * 0.9)
        turn = math.cos(4 * math.atan2(py, px))
        if near < 8:
            return 2
        if near < 26 + 13 * turn:
            return 3 if near > 16 else 1
        if 44 < near + 9 * turn < 51:
            return 2
        return 0

    runs = _runs(tone, (width, height), 4, 4, upright=False, rng=rng, blur=5)
    body = f'<rect width="{width}" height="{height}" fill="{colours.ground}"/>'
    body += _paint(runs, {1: colours.main, 2: lighter(colours.main, 0.55), 3: colours.accent}, 'stroke-width="1"')
    body += "".join(
        f'<path stroke="{darker(colours.ground, 0.5)}" stroke-opacity=".16" d="M0,{y}H{width}"/>'
        for y in range(0, height, 4)
    )
    return body


def draw_bands(size: Size, colours: Palette, rng: random.Random) -> str:
    """Weft ikat in bands: rows of small arrow and lozenge figures between plain stripes."""
    width, height = size

    def tone(x: float, y: float) -> int:
        band, local = int((y % height) // 100), (y % 100)
        across = abs((x % width) - width / 2)
        if local < 8 or local > 92:
            return 1
        if local < 14 or local > 86:
            return 0
        depth = abs(local - 50)
        if band == 0:
            return 1 if across + depth * 1.1 < 38 else 3 if across + depth * 1.1 < 50 else 0
        if band == 1:
            wave = (across + depth * 0.8) % 34
            return 2 if wave < 15 else 0
        return 3 if (across - 30) ** 2 + depth**2 < 200 else 1 if (across - 30) ** 2 + depth**2 < 560 else 0

    runs = _runs(tone, (width, height), 4, 3, upright=False, rng=rng, blur=5)
    body = f'<rect width="{width}" height="{height}" fill="{colours.ground}"/>'
    tones = {1: colours.main, 2: colours.second, 3: mix(colours.accent, colours.ground, 0.08)}
    return body + _paint(runs, tones, 'stroke-width="1"')
