"""Colours of the sample goods, named for what dyes or metals give them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """Five colours as #rrggbb: the cloth, the main ink or yarn, a second, a small accent, and the sewing thread."""

    ground: str
    main: str
    second: str
    accent: str
    thread: str


PALETTES: dict[str, Palette] = {
    "indigo": Palette("#f0e8d8", "#2b4a78", "#6d8bb0", "#b5533c", "#f4eee0"),
    "indigo-night": Palette("#27406a", "#efe6d2", "#9db4d0", "#d9a24a", "#f2ead8"),
    "madder": Palette("#f1e5d3", "#a2402f", "#d98c6a", "#3d4f63", "#f6ecdc"),
    "madder-deep": Palette("#8e3328", "#f1dfc4", "#d9a277", "#2f2a33", "#f3e3c8"),
    "turmeric": Palette("#e3b04b", "#7d3b22", "#f4e3b9", "#39566b", "#fbf0d2"),
    "pomegranate": Palette("#efe3c6", "#b98a2f", "#6f7d4f", "#9a4434", "#f7eed8"),
    "leaf": Palette("#eee8d6", "#4f6b45", "#93a876", "#c08a3e", "#f5f0e0"),
    "forest": Palette("#35513f", "#e9e1c8", "#8fa67c", "#d6a24c", "#f1ead4"),
    "iron": Palette("#ece4d6", "#37343a", "#8b8379", "#a4502f", "#f3ecdf"),
    "rose": Palette("#f2e2d8", "#b5566a", "#dd9f9c", "#5d6b58", "#f8ece4"),
    "lac": Palette("#7c2b3a", "#e8c98d", "#b9524f", "#2e3d4f", "#f0d9ab"),
    "teal": Palette("#ece7da", "#2f6b70", "#7fa9a3", "#d08a3f", "#f4f0e4"),
    "teal-deep": Palette("#245a60", "#ece3cc", "#7fb0a8", "#dba550", "#f2ead6"),
    "plum": Palette("#4e3350", "#e5d3c6", "#a26f8d", "#d8a453", "#efe2d6"),
    "sky": Palette("#dbe5ea", "#5279a3", "#a9bfd3", "#e0b25d", "#f7f4ea"),
    "marigold": Palette("#f3e6cb", "#d7832b", "#edb95b", "#7b3b2c", "#fbf2dd"),
    "natural": Palette("#e3c998", "#bd8f52", "#8a6232", "#6b4526", "#f4e6c8"),
    "charcoal": Palette("#3a3940", "#d9cfc0", "#7f7a7c", "#b9653b", "#e9e1d2"),
    "brass": Palette("#c99a45", "#8c6224", "#f3d98b", "#5b3d16", "#fff2c6"),
    "silver": Palette("#b9bcc0", "#6b7077", "#f2f3f3", "#40454c", "#ffffff"),
    "cotton-red": Palette("#f3ece0", "#b3262c", "#7d1a22", "#f3ece0", "#f7f0e4"),
    "cotton-blue": Palette("#f1ece0", "#24508c", "#16335f", "#c7882f", "#f7f2e6"),
    "cotton-green": Palette("#f0ebdb", "#3f7a5b", "#255140", "#d59b3a", "#f5f1e2"),
    "silk-gold": Palette("#c9973c", "#6d2430", "#f0d28a", "#2f4a45", "#f6e3ae"),
}


def mix(first: str, second: str, share: float) -> str:
    """The colour `share` of the way from one #rrggbb to another."""
    pairs = [(int(first[k : k + 2], 16), int(second[k : k + 2], 16)) for k in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def darker(colour: str, share: float) -> str:
    """`colour` moved towards a warm near-black."""
    return mix(colour, "#1d1418", share)


def lighter(colour: str, share: float) -> str:
    """`colour` moved towards a warm white."""
    return mix(colour, "#fff8ec", share)
