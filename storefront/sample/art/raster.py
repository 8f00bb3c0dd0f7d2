"""From SVG text to pixels."""

import io
from collections.abc import Sequence

import resvg_py
from PIL import Image, ImageDraw

from storefront.sample.art.paths import Box, Point

WIDTH, HEIGHT = 1280, 1600
CANVAS: Box = (0, 0, WIDTH, HEIGHT)


def rasterise(body: str, box: Box, *, defs: str = "", scale: float = 1.0) -> Image.Image:
    """Draw SVG elements given in canvas coordinates; returns the RGBA pixels of `box`, times `scale`."""
    x0, y0, x1, y1 = box
    width, height = max(1, round((x1 - x0) * scale)), max(1, round((y1 - y0) * scale))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="{x0} {y0} {x1 - x0} {y1 - y0}" preserveAspectRatio="none"><defs>{defs}</defs>{body}</svg>'
    )
    data = bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True))
    return Image.open(io.BytesIO(data)).convert("RGBA")


def draw_mask(points: Sequence[Point], box: Box) -> Image.Image:
    """The silhouette of a closed polygon as an L image of `box`: 255 inside, smooth at the edge."""
    size = ((box[2] - box[0]) * 3, (box[3] - box[1]) * 3)
    large = Image.new("L", size)
    ImageDraw.Draw(large).polygon([((x - box[0]) * 3, (y - box[1]) * 3) for x, y in points], fill=255)
    return large.reduce(3)


def box_of(points: Sequence[Point], margin: int = 8) -> Box:
    """The whole-pixel box around `points`, with a margin."""
    across, down = [x for x, _ in points], [y for _, y in points]
    return (
        round(min(across)) - margin,
        round(min(down)) - margin,
        round(max(across)) + margin,
        round(max(down)) + margin,
    )
