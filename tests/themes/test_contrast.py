"""Every pair of text and surface that a page can show, worked out from the tokens (WCAG 2.2, 1.4.3 and 1.4.11)."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "themes" / "base" / "static" / "css"
TOKENS = (CSS / "tokens.css").read_text(encoding="utf-8")
VALUES = dict(re.findall(r"(--[a-z0-9-]+):\s*([^;]+);", TOKENS))
SURFACES = ["--surface", "--surface-soft", "--surface-sunk", "--selected"]
STATES = ["--good", "--warn", "--bad"]
LIGHT, DARK = 0, 1


def read_colour(name: str, scheme: int) -> tuple[int, int, int]:
    """The sRGB value of a token in a scheme: 0 light, 1 dark."""
    text = VALUES[name].strip()
    pair = re.fullmatch(r"light-dark\((.+),\s*(.+)\)", text)
    if pair:
        text = pair.group(scheme + 1).strip()
    inner = re.fullmatch(r"var\((--[a-z0-9-]+)\)", text)
    if inner:
        return read_colour(inner.group(1), scheme)
    digits = text.removeprefix("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def luminance(colour: tuple[int, int, int]) -> float:
    """Relative luminance of WCAG."""
    parts = [value / 255 for value in colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str, scheme: int) -> float:
    """The contrast of two tokens."""
    light, dark = sorted((luminance(read_colour(one, scheme)), luminance(read_colour(other, scheme))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


TEXT_PAIRS = [
    *((text, surface) for text in ("--text", "--text-muted", "--text-strong", "--link") for surface in SURFACES),
    *((state, surface) for state in STATES for surface in ("--surface", "--surface-soft", f"{state}-soft")),
    *(("--text", f"{state}-soft") for state in STATES),
    ("--text-muted", "--ground"),
    ("--action-text", "--action"),
    ("--action-text", "--action-hover"),
    ("--text-on-strong", "--surface-strong"),
    ("--text-on-strong-muted", "--surface-strong"),
    ("--surface", "--bad"),
]
EDGE_PAIRS = [
    *(("--line-control", surface) for surface in SURFACES),
    *(("--focus", surface) for surface in SURFACES),
    ("--text-on-strong", "--surface-strong"),
    ("--action", "--surface"),
]


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "surface"), TEXT_PAIRS)
def test_text_can_be_read(text: str, surface: str, scheme: int) -> None:
    assert contrast(text, surface, scheme) >= 4.5


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("edge", "surface"), EDGE_PAIRS)
def test_controls_and_focus_can_be_seen(edge: str, surface: str, scheme: int) -> None:
    assert contrast(edge, surface, scheme) >= 3


@pytest.mark.parametrize("sheet", ["shop.css", "staff.css"])
def test_components_use_roles_and_no_palette(sheet: str) -> None:
    palette = re.search(r"/\* Palette \*/(.*?)/\* Roles: surfaces \*/", TOKENS, re.DOTALL)
    assert palette is not None
    names = re.findall(r"(--[a-z0-9-]+):", palette.group(1))
    rules = (CSS / sheet).read_text(encoding="utf-8")
    assert [name for name in names if f"var({name})" in rules] == []
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^{]*;)|rgb\(|hsl\(", rules) == []
