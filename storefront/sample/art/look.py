"""What one picture shows: which form, in which pattern and colours, on which ground."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image

from storefront.sample.art.palette import PALETTES, Palette
from storefront.sample.art.textiles import Size, weave


@dataclass(frozen=True, slots=True)
class Look:
    """A recipe; the same recipe gives the same pixels. `second` names the palette of the other pieces of a set."""

    form: str
    pattern: str
    palette: str
    ground: str = "bone"
    seed: int = 1
    second: str = ""

    @property
    def colours(self) -> Palette:
        """The palette by its name."""
        return PALETTES[self.palette]

    def rng(self) -> random.Random:
        """A fresh generator for this picture."""
        return random.Random(f"{self.form}-{self.pattern}-{self.seed}")  # noqa: S311

    def cloth(self, size: Size, *, palette: str = "", pattern: str = "") -> Image.Image:
        """The flat cloth of this look, `size` canvas pixels of it."""
        return weave(pattern or self.pattern, palette or self.palette, size, self.seed)


Form = Callable[[Look], Image.Image]
