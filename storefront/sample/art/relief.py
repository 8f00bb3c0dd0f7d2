"""A cloth's relief: heights on a coarse grid, from which come the bend of its pattern and its light."""

import itertools
import math
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageFilter

from storefront.sample.art.paths import Box

Height = Callable[[float, float], float]
CELL = 10
STRIDE = 3  # cells to a piece of the mesh: fine enough for the narrowest fold
# Light comes from the upper left, a little behind the viewer.
LIGHT = (-0.46, -0.52, 0.72)


@dataclass(frozen=True, slots=True)
class Relief:
    """Heights in canvas pixels on a grid of `columns` x `rows` points, CELL pixels apart, over `box`."""

    box: Box
    columns: int
    rows: int
    heights: list[list[float]]


def build_relief(box: Box, height: Height, mask: Image.Image, *, puff: float = 0.0, roundness: float = 30.0) -> Relief:
    """Sample `height` (canvas coordinates) over `box`; `puff` pixels of fullness fall off near the mask's edge."""
    columns = (box[2] - box[0]) // CELL + 2 + STRIDE
    rows = (box[3] - box[1]) // CELL + 2 + STRIDE
    heights = [[height(box[0] + i * CELL, box[1] + j * CELL) for i in range(columns)] for j in range(rows)]
    if puff:
        swell = _swell(mask, (columns, rows), roundness)
        for j, line in enumerate(heights):
            for i in range(columns):
                line[i] += puff * swell[j * columns + i]
    return Relief(box, columns, rows, heights)


def _swell(mask: Image.Image, size: tuple[int, int], roundness: float) -> list[float]:
    """How full the cloth is at each grid point, 0 at the edge and 1 well inside, round like a pillow."""
    framed = Image.new("L", (mask.width // 4 + 80, mask.height // 4 + 80))
    framed.paste(mask.resize((max(1, mask.width // 4), max(1, mask.height // 4)), Image.Resampling.BOX), (40, 40))
    soft = framed.filter(ImageFilter.GaussianBlur(roundness / 4))
    inner = soft.crop((40, 40, framed.width - 40, framed.height - 40))
    values = inner.convert("F").resize(size, Image.Resampling.BICUBIC).tobytes()
    floats = memoryview(values).cast("f")
    return [math.sqrt(max(0.0, min(1.0, (value / 255 - 0.48) / 0.52))) for value in floats]


def bend(
    textile: Image.Image, relief: Relief, origin: tuple[float, float], scale: float = 1.0, sag: Height | None = None
) -> Image.Image:
    """The flat `textile` laid over the relief: slopes take up more cloth, so the pattern crowds there.

    `origin` is the textile pixel that lies at the middle of the box; `scale` textile pixels per canvas pixel;
    `sag` lifts the weave by so many pixels at a place (canvas coordinates), as rows do round a basket.
    """
    width, height = relief.box[2] - relief.box[0], relief.box[3] - relief.box[1]
    across, down = _spread_across(relief), _spread_down(relief)
    mesh: list[tuple[tuple[int, int, int, int], tuple[float, ...]]] = []

    def spot(i: int, j: int) -> tuple[float, float]:
        lift = sag(relief.box[0] + i * CELL, relief.box[1] + j * CELL) if sag else 0.0
        return (origin[0] + across[j][i] * scale, origin[1] + (down[j][i] + lift) * scale)

    for j in range(0, relief.rows - STRIDE, STRIDE):
        for i in range(0, relief.columns - STRIDE, STRIDE):
            right, low = i + STRIDE, j + STRIDE
            target = (i * CELL, j * CELL, min(width, right * CELL), min(height, low * CELL))
            if target[0] < target[2] and target[1] < target[3]:
                mesh.append((target, (*spot(i, j), *spot(i, low), *spot(right, low), *spot(right, j))))
    return textile.transform((width, height), Image.Transform.MESH, mesh, Image.Resampling.BICUBIC)


def _spread_across(relief: Relief) -> list[list[float]]:
    middle = relief.columns // 2
    lines: list[list[float]] = []
    for heights in relief.heights:
        run, line = 0.0, [0.0]
        for a, b in itertools.pairwise(heights):
            run += math.hypot(CELL, b - a)
            line.append(run)
        shift = line[middle]
        lines.append([value - shift for value in line])
    return lines


def _spread_down(relief: Relief) -> list[list[float]]:
    middle = relief.rows // 2
    lines = [[0.0] * relief.columns]
    for above, below in zip(relief.heights, relief.heights[1:], strict=False):
        before = lines[-1]
        lines.append([run + math.hypot(CELL, b - a) for run, a, b in zip(before, above, below, strict=True)])
    centre = lines[middle]
    return [[value - shift for value, shift in zip(line, centre, strict=True)] for line in lines]


def light_of(relief: Relief, *, gloss: float = 0.0) -> tuple[Image.Image, Image.Image]:
    """How much light each pixel of the box keeps (L, 255 = all) and how much shine it gains (L, 0 = none)."""
    keep, gain = bytearray(), bytearray()
    lx, ly, lz = LIGHT
    last_row, last_column = relief.rows - 1, relief.columns - 1
    grid = relief.heights
    for j in range(relief.rows):
        above, line, below = grid[max(0, j - 1)], grid[j], grid[min(last_row, j + 1)]
        for i in range(relief.columns):
            slope_x = (line[min(last_column, i + 1)] - line[max(0, i - 1)]) / (2 * CELL)
            slope_y = (below[i] - above[i]) / (2 * CELL)
            facing = (lz - slope_x * lx - slope_y * ly) / math.sqrt(1 + slope_x * slope_x + slope_y * slope_y) / lz
            keep.append(max(0, min(255, round(255 * (0.40 + 0.60 * facing)))) if facing < 1 else 255)
            shine = max(0.0, facing - 1.0)
            gain.append(min(255, round(255 * (0.34 * shine + gloss * shine * shine * 3))))
    size, box = (relief.columns, relief.rows), relief.box
    return _enlarge(bytes(keep), size, box), _enlarge(bytes(gain), size, box)


def _enlarge(values: bytes, size: tuple[int, int], box: Box) -> Image.Image:
    small = Image.frombytes("L", size, values)
    full = small.resize((size[0] * CELL, size[1] * CELL), Image.Resampling.BICUBIC)
    return ImageChops.offset(full, -CELL // 2, -CELL // 2).crop((0, 0, box[2] - box[0], box[3] - box[1]))


def hollows(relief: Relief, *, reach: float = 40.0, depth: float = 60.0) -> Image.Image:
    """Ambient and cast shade of the folds (L, 255 = open): what lies below its surroundings is darker."""
    flat = [value for line in relief.heights for value in line]
    low, high = min(flat), max(flat)
    span = max(high - low, 1.0)
    size, box = (relief.columns, relief.rows), relief.box
    image = Image.frombytes("L", size, bytes(round(255 * (value - low) / span) for value in flat))
    around = image.filter(ImageFilter.GaussianBlur(reach / CELL))
    towards_light = ImageChops.offset(image, 3, 3).filter(ImageFilter.GaussianBlur(1))
    sunk = ImageChops.add(ImageChops.subtract(around, image), ImageChops.subtract(towards_light, image, 2))
    strength = min(2.2, span / depth)
    open_to_light = sunk.point([max(70, round(255 - value * strength)) for value in range(256)])
    return _enlarge(open_to_light.tobytes(), size, box)
