"""Loom patterns: krama checks, jamdani motifs, handloom stripes and banana-fibre cloth."""

import random

from storefront.sample.art.palette import Palette, darker, lighter, mix
from storefront.sample.art.paths import bar

Size = tuple[int, int]


def _stripes(edges: list[float], breadth: list[float], length: int, *, upright: bool) -> str:
    pairs = zip(edges, breadth, strict=True)
    if upright:
        return "".join(bar(x, 0, w, length) for x, w in pairs)
    return "".join(bar(0, y, length, w) for y, w in pairs)


def _check(size: Size, colour: str, step: float, width: float, *, offset: float = 0.0, strength: float = 0.58) -> str:
    """Equal warp and weft stripes; where they cross, the yarn is the colour through and through."""
    down = [offset + k * step for k in range(int(size[0] / step) + 2)]
    across = [offset + k * step for k in range(int(size[1] / step) + 2)]
    warp = _stripes(down, [width] * len(down), size[1], upright=True)
    weft = _stripes(across, [width] * len(across), size[0], upright=False)
    return f'<g fill="{colour}" fill-opacity="{strength}"><path d="{warp}"/><path d="{weft}"/></g>'


def draw_krama(size: Size, colours: Palette, rng: random.Random) -> str:
    """The small even check of a krama."""
    return _check(size, colours.main, 34, 17, strength=0.66) + _check(
        size, colours.second, 34, 2.4, offset=7.3, strength=0.5
    )


def draw_krama_window(size: Size, colours: Palette, rng: random.Random) -> str:
    """A larger check with thin lines of a third colour in its windows."""
    return (
        _check(size, colours.main, 76, 40, strength=0.6)
        + _check(size, colours.accent, 76, 4, offset=56, strength=0.85)
        + _check(size, colours.second, 76, 3, offset=18.5, strength=0.7)
    )


def draw_krama_fine(size: Size, colours: Palette, rng: random.Random) -> str:
    """A fine two-colour check, grouped in blocks of four."""
    return (
        _check(size, colours.main, 22, 11, strength=0.5)
        + _check(size, colours.main, 132, 44, strength=0.36)
        + _check(size, colours.accent, 132, 3.2, offset=86, strength=0.9)
    )


_FLOWER = (
    ".....#.....",
    "....###....",
    ".#..###..#.",
    "###..#..###",
    ".###.#.###.",
    "..##.o.##..",
    ".....o.....",
    ".##..o..##.",
    "####.o.####",
    ".###.o.###.",
    "...#.o.#...",
    "....#o#....",
    ".....o.....",
)
_LEAF = (
    "........##",
    ".......###",
    "..#...####",
    ".###.####.",
    ".###.###..",
    "..##o##...",
    "...#o.....",
    "..#o###...",
    "..o.####..",
    ".o...##...",
    ".o........",
    "o.........",
)
_STAR = ("...#...", "...#...", "..#o#..", "##ooo##", "..#o#..", "...#...", "...#...")


def _floats(
    picture: tuple[str, ...], x: float, y: float, cell: tuple[float, float], rng: random.Random
) -> dict[str, list[str]]:
    """The extra weft of one motif: for each row of the drawing, bars over the cells of one letter."""
    found: dict[str, list[str]] = {"#": [], "o": []}
    for j, line in enumerate(picture):
        i = 0
        while i < len(line):
            mark, start = line[i], i
            while i < len(line) and line[i] == mark:
                i += 1
            if mark in found:
                left = x + start * cell[0] + rng.uniform(-0.7, 0.7)
                right = x + i * cell[0] + rng.uniform(-0.7, 0.7)
                found[mark].append(bar(left, y + j * cell[1], right - left, cell[1] * 0.8))
    return found


def _woven(
    motif: tuple[str, ...],
    spots: list[tuple[float, float]],
    cell: tuple[float, float],
    tones: dict[str, str],
    rng: random.Random,
) -> str:
    paths: dict[str, list[str]] = {"#": [], "o": []}
    for x, y in spots:
        for mark, bars in _floats(
            motif, x - len(motif[0]) * cell[0] / 2, y - len(motif) * cell[1] / 2, cell, rng
        ).items():
            paths[mark].extend(bars)
    shade = (
        f'<path transform="translate(0.8 1.6)" fill="#1d1418" fill-opacity=".2" '
        f'd="{"".join(paths["#"] + paths["o"])}"/>'
    )
    return shade + "".join(f'<path fill="{tones[mark]}" d="{"".join(bars)}"/>' for mark, bars in paths.items())


def _muslin(size: Size, colours: Palette) -> str:
    """Fine open cloth: hair-thin lines both ways, so that a second layer would show through."""
    lines = "".join(f"M{x},0V{size[1]}" for x in range(0, size[0] + 1, 5)) + "".join(
        f"M0,{y}H{size[0]}" for y in range(0, size[1], 5)
    )
    return (
        f'<path fill="none" stroke="{darker(colours.ground, 0.35)}" stroke-opacity=".14" stroke-width="1.2" '
        f'd="{lines}"/>'
    )


def draw_jamdani(size: Size, colours: Palette, rng: random.Random) -> str:
    """Jamdani: flowers of thick extra weft scattered in half-drop on fine muslin."""
    spots = [
        (70 + i * 140.0, 60 + j * 160.0 + (80 if i % 2 else 0))
        for i in range(-1, size[0] // 140 + 2)
        for j in range(-1, size[1] // 160 + 2)
    ]
    stars = [(x + 70, y) for x, y in spots]
    tones = {"#": colours.main, "o": colours.accent}
    return (
        _muslin(size, colours)
        + _woven(_FLOWER, spots, (7, 6.4), tones, rng)
        + _woven(_STAR, stars, (4, 3.8), {"#": colours.second, "o": colours.main}, rng)
    )


def draw_jamdani_slant(size: Size, colours: Palette, rng: random.Random) -> str:
    """Jamdani in slanting rows: leaf after leaf along the diagonal."""
    spots = [
        (40 + i * 70.0, 40 + j * 172.0 + (i % 22) * 43 % 172)
        for i in range(-1, size[0] // 70 + 2)
        for j in range(-1, size[1] // 172 + 2)
    ]
    tones = {"#": colours.main, "o": colours.second}
    dots = [(x + 34, y + 66) for x, y in spots]
    return (
        _muslin(size, colours)
        + _woven(_LEAF, spots, (7, 6.4), tones, rng)
        + _woven(("#",), dots, (7, 7), {"#": colours.accent, "o": colours.accent}, rng)
    )


def draw_stripes(size: Size, colours: Palette, rng: random.Random) -> str:
    """Handloom stripes across the cloth, broad and narrow by turns."""
    parts: list[str] = []
    y = 0.0
    plan = [
        (colours.main, 46),
        (colours.ground, 16),
        (colours.second, 8),
        (colours.ground, 16),
        (colours.accent, 5),
        (colours.ground, 60),
    ]
    while y < size[1]:
        for tone, height in plan:
            parts.append(f'<rect y="{y:.1f}" width="{size[0]}" height="{height}" fill="{tone}"/>')
            y += height
    return "".join(parts)


def draw_banana(size: Size, colours: Palette, rng: random.Random) -> str:
    """Banana-fibre cloth: cotton warp, thick shining weft of many straw tones."""
    tones = [
        colours.ground,
        lighter(colours.ground, 0.35),
        mix(colours.ground, colours.main, 0.55),
        colours.main,
        mix(colours.main, colours.second, 0.5),
    ]
    parts: list[str] = []
    y = 0.0
    while y < size[1]:
        height = rng.uniform(4.5, 8.5)
        tone = rng.choice(tones)
        parts.append(f'<rect y="{y:.1f}" width="{size[0]}" height="{height + 0.6:.1f}" fill="{tone}"/>')
        parts.append(
            f'<rect y="{y:.1f}" width="{size[0]}" height="{height * 0.35:.1f}" fill="#fff8e8" fill-opacity=".28"/>'
        )
        parts.append(
            f'<rect y="{y + height - 1.4:.1f}" width="{size[0]}" height="1.4" fill="#1d1418" fill-opacity=".22"/>'
        )
        y += height
    warp = "".join(bar(x, 0, 2.2, size[1]) for x in range(0, size[0], 15))
    return "".join(parts) + f'<path fill="{darker(colours.second, 0.25)}" fill-opacity=".45" d="{warp}"/>'


def draw_plain(size: Size, colours: Palette, rng: random.Random) -> str:
    """Plain handloom cloth in the main colour of the palette."""
    return f'<rect width="{size[0]}" height="{size[1]}" fill="{colours.main}"/>'


def draw_ground_cloth(size: Size, colours: Palette, rng: random.Random) -> str:
    """Plain handloom cloth in the ground colour of the palette."""
    return f'<rect width="{size[0]}" height="{size[1]}" fill="{colours.ground}"/>'
