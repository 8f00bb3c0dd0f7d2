"""A named pattern in a palette as pixels: the flat cloth from which the goods are cut."""

import random
from collections.abc import Callable
from functools import lru_cache

from PIL import Image

from storefront.sample.art.noise import clouds, roughen
from storefront.sample.art.palette import PALETTES, Palette
from storefront.sample.art.patterns import applique, basketry, block_print, ikat, kantha, woven
from storefront.sample.art.raster import rasterise

Size = tuple[int, int]
Draw = Callable[[Size, Palette, random.Random], str]
PATTERNS: dict[str, Draw] = {
    "buti": block_print.draw_buti,
    "jaal": block_print.draw_jaal,
    "paisley": block_print.draw_paisley,
    "leaves": block_print.draw_leaves,
    "dots": block_print.draw_dots,
    "patchwork": kantha.draw_patchwork,
    "lotus": kantha.draw_lotus,
    "ripple": kantha.draw_ripple,
    "strips": kantha.draw_strips,
    "diamonds": ikat.draw_diamonds,
    "chevrons": ikat.draw_chevrons,
    "hol": ikat.draw_hol,
    "bands": ikat.draw_bands,
    "krama": woven.draw_krama,
    "krama-window": woven.draw_krama_window,
    "krama-fine": woven.draw_krama_fine,
    "jamdani": woven.draw_jamdani,
    "jamdani-slant": woven.draw_jamdani_slant,
    "plain": woven.draw_plain,
    "undyed": woven.draw_ground_cloth,
    "stripes": woven.draw_stripes,
    "banana": woven.draw_banana,
    "blocks": applique.draw_blocks,
    "branches": applique.draw_branches,
    "plain-weave": basketry.draw_plain,
    "twill": basketry.draw_twill,
    "two-tone": basketry.draw_two_tone,
    "coil": basketry.draw_coil,
    "cane": basketry.draw_cane,
}


# Patterns that repeat: one repeat is drawn and laid side by side.
REPEATS: dict[str, Size] = {
    "buti": (368, 368),
    "jaal": (472, 472),
    "paisley": (512, 512),
    "leaves": (336, 360),
    "dots": (296, 296),
    "ripple": (520, 400),
    "blocks": (500, 500),
    "jamdani": (560, 480),
    "jamdani-slant": (560, 516),
    "patchwork": (840, 840),
    "lotus": (600, 552),
    "strips": (936, 660),
    "branches": (440, 600),
    "diamonds": (240, 320),
    "chevrons": (300, 180),
    "hol": (168, 208),
    "bands": (120, 300),
    "plain-weave": (272, 120),
    "twill": (208, 208),
    "two-tone": (192, 192),
    "coil": (300, 120),
    "cane": (64, 64),
    "krama": (340, 340),
    "krama-window": (228, 228),
    "krama-fine": (264, 264),
}


@lru_cache(maxsize=6)
def weave(pattern: str, palette: str, size: Size, seed: int, scale: float = 1.0) -> Image.Image:
    """Draw `size` canvas pixels of a pattern, `scale` picture pixels to each; RGB, dye a little uneven."""
    colours = PALETTES[palette]
    rng = random.Random(seed)  # noqa: S311
    repeat = REPEATS.get(pattern, size)
    if repeat[0] * repeat[1] > size[0] * size[1]:
        repeat = size
    ground = f'<rect width="{repeat[0]}" height="{repeat[1]}" fill="{colours.ground}"/>'
    tile = rasterise(ground + PATTERNS[pattern](repeat, colours, rng), (0, 0, *repeat), scale=scale).convert("RGB")
    flat = tile if repeat == size else _lay(tile, (round(size[0] * scale), round(size[1] * scale)))
    return roughen(flat, clouds(flat.size, 26 * scale, 9), 0.07)


def _lay(tile: Image.Image, size: Size) -> Image.Image:
    cloth = Image.new("RGB", size)
    for x in range(0, size[0], tile.width):
        for y in range(0, size[1], tile.height):
            cloth.paste(tile, (x, y))
    return cloth
