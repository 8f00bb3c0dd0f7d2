"""Regions of a picture, in thousandths of its sides, so that they fit at every size. Pure numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

WHOLE = 1000
COLUMNS, ROWS = 8, 8


@dataclass(frozen=True, slots=True)
class Region:
    """Left, top, width and height in thousandths of the upright picture."""

    left: int
    top: int
    width: int
    height: int

    def to_list(self) -> list[int]:
        """As it is kept."""
        return [self.left, self.top, self.width, self.height]

    def in_pixels(self, width: int, height: int) -> tuple[int, int, int, int]:
        """(left, top, right, bottom) in pixels, rounded outwards so that nothing of the region stays outside."""
        right, bottom = self.left + self.width, self.top + self.height
        return (
            self.left * width // WHOLE,
            self.top * height // WHOLE,
            min(width, -(-right * width // WHOLE)),
            min(height, -(-bottom * height // WHOLE)),
        )

    def widen(self, share: float) -> "Region":
        """The region with a margin of that share of each side around it, within the picture."""
        across, down = round(self.width * share), round(self.height * share)
        left, top = max(0, self.left - across), max(0, self.top - down)
        right = min(WHOLE, self.left + self.width + across)
        bottom = min(WHOLE, self.top + self.height + down)
        return Region(left, top, right - left, bottom - top)


def read_region(values: Any) -> Region | None:
    """The region that four numbers name, or None where they name none within the picture."""
    if not isinstance(values, list | tuple) or len(values) != 4:
        return None
    if not all(isinstance(value, int) and not isinstance(value, bool) for value in values):
        return None
    left, top, width, height = values
    inside = left >= 0 and top >= 0 and left + width <= WHOLE and top + height <= WHOLE
    return Region(left, top, width, height) if inside and width > 0 and height > 0 else None


def read_regions(values: Iterable[Any]) -> tuple[Region, ...]:
    """Those of the values that name a region."""
    return tuple(region for region in map(read_region, values) if region)


def region_of_cells(cells: Iterable[int]) -> tuple[Region, ...]:
    """The regions of grid cells, numbered from 1 row by row; neighbours in a row become one region.

    8 columns and 8 rows; numbers outside 1 to 64 are left out.
    """
    found: list[Region] = []
    chosen = sorted({cell - 1 for cell in cells if 1 <= cell <= COLUMNS * ROWS})
    start = previous = -2
    for cell in [*chosen, -1]:
        if cell == previous + 1 and cell % COLUMNS and start >= 0:
            previous = cell
            continue
        if start >= 0:
            found.append(_span(start, previous))
        start = previous = cell
    return tuple(found)


def cells_of_regions(regions: Iterable[Region]) -> frozenset[int]:
    """The numbers of all grid cells that the regions touch: what the checkboxes show."""
    wide, high = WHOLE // COLUMNS, WHOLE // ROWS
    return frozenset(
        row * COLUMNS + column + 1
        for region in regions
        for row in range(region.top // high, min(ROWS, -(-(region.top + region.height) // high)))
        for column in range(region.left // wide, min(COLUMNS, -(-(region.left + region.width) // wide)))
    )


def _span(first: int, last: int) -> Region:
    wide, high = WHOLE // COLUMNS, WHOLE // ROWS
    return Region(first % COLUMNS * wide, first // COLUMNS * high, (last - first + 1) * wide, high)
