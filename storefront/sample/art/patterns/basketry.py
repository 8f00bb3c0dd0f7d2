"""Basketry: strands of rattan, bamboo and grass going over and under, each with its own roundness."""

import random

from storefront.sample.art.palette import Palette, darker, lighter, mix

Size = tuple[int, int]


def _shade(name: str, colour: str, *, upright: bool) -> str:
    ends = 'x1="0" y1="0" x2="1" y2="0"' if upright else 'x1="0" y1="0" x2="0" y2="1"'
    return (
        f'<linearGradient id="{name}" {ends}><stop offset="0" stop-color="{darker(colour, 0.42)}"/>'
        f'<stop offset=".22" stop-color="{colour}"/><stop offset=".42" stop-color="{lighter(colour, 0.42)}"/>'
        f'<stop offset=".7" stop-color="{colour}"/><stop offset="1" stop-color="{darker(colour, 0.55)}"/>'
        f"</linearGradient>"
    )


def _strand(x: float, y: float, width: float, height: float, fill: str, *, round_: float = 4.0) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" rx="{round_}" fill="url(#{fill})"/>'
    )


def _tones(colours: Palette, rng: random.Random, count: int) -> str:
    defs: list[str] = []
    for k in range(count):
        tone = mix(colours.ground, colours.main, rng.uniform(0.0, 0.6))
        defs.append(_shade(f"w{k}", tone, upright=False))
        defs.append(_shade(f"s{k}", mix(tone, colours.second, 0.25), upright=True))
    return f"<defs>{''.join(defs)}</defs>"


def draw_plain(size: Size, colours: Palette, rng: random.Random) -> str:
    """Over one, under one: round weavers on flat stakes."""
    step_x, step_y, rows, columns = 34.0, 15.0, 8, 8
    parts = [f'<rect width="{columns * step_x}" height="{rows * step_y}" fill="{darker(colours.second, 0.6)}"/>']
    for i in range(columns):
        parts.append(_strand(i * step_x + 9, -4, 16, rows * step_y + 8, f"s{i % 5}", round_=0))
    for j in range(rows):
        for i in range(-1, columns + 1):
            if (i + j) % 2 == 0:
                parts.append(
                    _strand(
                        i * step_x + 1, j * step_y + 0.5, step_x * 1.0 + 16, step_y - 1, f"w{(j * 3) % 7}", round_=6
                    )
                )
    return _tones(colours, rng, 7) + "".join(parts)


def draw_twill(size: Size, colours: Palette, rng: random.Random) -> str:
    """Flat splints, over two and under two, so that the weave climbs in steps."""
    step, count = 26.0, 8
    span = step * count
    parts = [f'<rect width="{span}" height="{span}" fill="{darker(colours.second, 0.6)}"/>']
    for i in range(count):
        parts.append(_strand(i * step + 1.5, -4, step - 3, span + 8, f"s{i % 5}", round_=0))
    for j in range(count):
        for i in range(-4, count + 1, 4):
            parts.append(
                _strand((i + j % 4) * step - 2, j * step + 1.5, step * 2 + 4, step - 3, f"w{(j * 3) % 7}", round_=3)
            )
    return _tones(colours, rng, 7) + "".join(parts)


def draw_two_tone(size: Size, colours: Palette, rng: random.Random) -> str:
    """Twill splints with every other group dyed, giving a zigzag."""
    step, count = 24.0, 8
    span = step * count
    defs = (
        _shade("d0", colours.accent, upright=True)
        + _shade("l0", lighter(colours.ground, 0.2), upright=False)
        + _shade("l1", colours.ground, upright=False)
    )
    parts = [f'<rect width="{span}" height="{span}" fill="{darker(colours.accent, 0.5)}"/>']
    for i in range(count):
        parts.append(_strand(i * step + 1.2, -4, step - 2.4, span + 8, "d0", round_=0))
    for j in range(count):
        shift = j if j < 4 else 8 - j
        for i in range(-4, count + 4, 4):
            parts.append(
                _strand((i + shift) * step - 2, j * step + 1.2, step * 2 + 4, step - 2.4, f"l{j % 2}", round_=3)
            )
    return f"<defs>{defs}</defs>" + "".join(parts)


def draw_coil(size: Size, colours: Palette, rng: random.Random) -> str:
    """Coiled grass: ropes bound with slanting wraps."""
    height, width = 30.0, 300.0
    parts = [f'<rect width="{width}" height="{height * 4}" fill="{darker(colours.second, 0.55)}"/>']
    for j in range(4):
        y = j * height
        parts.append(_strand(-10, y + 1, width + 20, height - 2, f"w{j}", round_=12))
        for k in range(-1, 16):
            x = k * 20.0 + (10 if j % 2 else 0)
            parts.append(
                f'<path fill="none" stroke="{darker(colours.main, 0.35)}" stroke-opacity=".6" '
                f'stroke-width="2.2" d="M{x:.1f},{y + 2:.1f}q-2,14 8,26"/>'
            )
            parts.append(
                f'<path fill="none" stroke="{lighter(colours.ground, 0.5)}" stroke-opacity=".7" '
                f'stroke-width="2.4" d="M{x + 3:.1f},{y + 3:.1f}q-2,12 7,22"/>'
            )
    return _tones(colours, rng, 7) + "".join(parts)


def draw_cane(size: Size, colours: Palette, rng: random.Random) -> str:
    """Open cane webbing: paired strands crossed by slanting ones, leaving eight-sided windows."""
    step = 64.0
    dark = darker(colours.second, 0.72)
    parts = [f'<rect width="{step}" height="{step}" fill="{dark}"/>']

    def line(path: str, width: float) -> str:
        tone = mix(colours.ground, colours.main, 0.25)
        return (
            f'<path fill="none" stroke="{darker(colours.main, 0.45)}" stroke-width="{width + 2.4}" d="{path}"/>'
            f'<path fill="none" stroke="{tone}" stroke-width="{width}" d="{path}"/>'
            f'<path fill="none" stroke="{lighter(tone, 0.5)}" stroke-width="{width * 0.35}" d="{path}"/>'
        )

    parts.append(
        line(f"M-10,{-10 + step / 2}L{step / 2 + 10},{step + 10}M{step / 2 - 10},-10L{step + 10},{step / 2 + 10}", 7)
    )
    parts.append(
        line(f"M-10,{step / 2 + 10}L{step / 2 + 10},-10M{step / 2 - 10},{step + 10}L{step + 10},{step / 2 - 10}", 7)
    )
    parts.append(line(f"M8,-4V{step + 4}M{step - 8},-4V{step + 4}M-4,8H{step + 4}M-4,{step - 8}H{step + 4}", 8))
    return "".join(parts)
