"""Soft animals, hanging birds and stars sewn from cloth ends."""

import math

from PIL import Image

from storefront.sample.art.forms.folds import ridge, rumple, together
from storefront.sample.art.forms.metal import bead, bead_defs
from storefront.sample.art.ground import draw_ground, draw_room, finish
from storefront.sample.art.look import Look
from storefront.sample.art.paths import Point, curve, inset, turn
from storefront.sample.art.piece import HANGING, Cloth, Shadow, add, draw_piece, ground_shadow, lay_cloth
from storefront.sample.art.seams import edge, hem

_ELEPHANT: list[Point] = [
    (330, 560),
    (430, 470),
    (580, 430),
    (760, 430),
    (920, 480),
    (1010, 600),
    (1030, 760),
    (1058, 880),
    (1040, 940),
    (1014, 900),
    (1006, 1000),
    (1004, 1200),
    (960, 1230),
    (870, 1230),
    (838, 1200),
    (830, 1040),
    (760, 1020),
    (640, 1020),
    (576, 1040),
    (570, 1200),
    (540, 1230),
    (450, 1230),
    (414, 1200),
    (404, 1010),
    (350, 940),
    (318, 950),
    (300, 1060),
    (262, 1160),
    (190, 1190),
    (140, 1150),
    (160, 1108),
    (204, 1104),
    (222, 1030),
    (224, 900),
    (232, 760),
    (266, 640),
]
_EAR: list[Point] = [(470, 540), (600, 560), (650, 680), (620, 830), (530, 890), (440, 820), (400, 690), (410, 580)]
_BIRD: list[Point] = [
    (-150, -6),
    (-112, -26),
    (-96, -66),
    (-48, -84),
    (-4, -60),
    (40, -40),
    (110, -54),
    (190, -92),
    (176, -38),
    (120, 10),
    (60, 54),
    (-10, 66),
    (-70, 46),
    (-104, 8),
]
_WING: list[Point] = [(-30, -30), (30, -40), (96, -6), (150, 52), (84, 54), (20, 44), (-30, 16)]


def draw_elephant(look: Look) -> Image.Image:
    """A stuffed elephant of stitched cloth, its ear of a second one."""
    canvas = draw_room(look.ground, floor=1160).copy()
    for left, right in ((396, 590), (820, 1020), (130, 240)):
        ground_shadow(canvas, left, right, 1232 if left > 200 else 1192, strength=0.55)
    body = curve(_ELEPHANT, 7, closed=True)[:-1]
    folds = together(
        rumple(look.seed, depth=4),
        ridge((420, 980), (470, 760), width=40, depth=14),
        ridge((840, 1010), (800, 800), width=40, depth=14),
    )
    trim = hem(inset(body, 14), look.colours.thread, closed=True, length=9) + edge(inset(body, 2))
    add(
        canvas,
        lay_cloth(look.cloth((1200, 1100)), Cloth(body, folds, puff=120, roundness=70, trim=trim, seed=look.seed)),
        (Shadow(8, 8, 10, 0.35), Shadow(46, 16, 44, 0.26)),
    )
    ear = curve(_EAR, 8, closed=True)[:-1]
    trim = hem(inset(ear, 13), look.colours.thread, closed=True, length=9) + edge(inset(ear, 2))
    cloth = look.cloth((700, 800), palette=look.second or look.palette, pattern="dots" if look.second else "plain")
    add(
        canvas,
        lay_cloth(cloth, Cloth(ear, rumple(3, depth=4), puff=50, roundness=36, trim=trim, seed=2)),
        (Shadow(8, 10, 9, 0.45),),
    )
    add(canvas, draw_piece(_sewn_eye(316, 676), (270, 600, 370, 710)), (Shadow(1, 2, 2, 0.35),))
    return finish(canvas, (60, 260, 1132, 1600))


def _sewn_eye(x: float, y: float) -> str:
    """An eye and a brow in satin stitch: short threads side by side, nothing that could come off."""
    threads: list[str] = []
    for k in range(-6, 7):
        half = math.sqrt(max(0.0, 15.0**2 - (k * 2.3) ** 2))
        threads.append(f"M{x + k * 2.3:.1f},{y - half:.1f}v{2 * half:.1f}")
    brow = f"M{x - 30},{y - 36}q26,-26 58,-8"
    return (
        f'<g fill="none" stroke-linecap="round"><path d="{"".join(threads)}" stroke="#1f1719" stroke-width="2.8"/>'
        f'<path d="{"".join(threads)}" stroke="#5a4a48" stroke-width="0.9" transform="translate(-.5 -.4)"/>'
        f'<path d="{brow}" stroke="#2c2324" stroke-width="5" stroke-dasharray="9 3"/></g>'
    )


def _hung(look: Look, canvas: Image.Image, shape: list[Point], palette: str, *, puff: float, seed: int) -> None:
    outline = curve(shape, 6, closed=True)[:-1] if len(shape) < 40 else shape
    trim = hem(inset(outline, 9), look.colours.thread, closed=True, length=6) + edge(inset(outline, 2), width=4)
    cloth = Cloth(
        outline,
        rumple(seed, size=90, depth=3),
        puff=puff,
        roundness=30,
        trim=trim,
        seed=seed % 3,
        origin=(300 + 60 * seed, 300),
    )
    add(canvas, lay_cloth(look.cloth((900, 900), palette=palette), cloth), HANGING)


def draw_birds(look: Look) -> Image.Image:
    """A hanging string of four birds with beads between."""
    canvas = draw_ground(look.ground, window=True).copy()
    x = 640.0
    add(
        canvas,
        draw_piece(
            f'<path d="M{x},60V1500" stroke="#8a7452" stroke-width="5"/><path d="M{x - 1},60V1500" '
            f'stroke="#e2cfa6" stroke-width="1.6" stroke-dasharray="6 4"/>',
            (600, 50, 680, 1520),
        ),
        (Shadow(30, 34, 10, 0.25),),
    )
    for index, y in enumerate((330.0, 650.0, 970.0, 1290.0)):
        mirror = -1 if index % 2 else 1
        palette = (look.palette, look.second or look.palette)[index % 2]
        body = [(x + mirror * px * 1.5, y + py * 1.5) for px, py in _BIRD]
        wing = [(x + mirror * px * 1.5, y + py * 1.5) for px, py in _WING]
        _hung(look, canvas, body if mirror > 0 else body[::-1], palette, puff=60, seed=index)
        _hung(
            look,
            canvas,
            wing if mirror > 0 else wing[::-1],
            (look.second or look.palette, look.palette)[index % 2],
            puff=30,
            seed=index + 2,
        )
        defs = bead_defs("eye", "#2c2324") + bead_defs("b", look.colours.accent)
        add(
            canvas,
            draw_piece(
                bead(x - mirror * 110, y - 66, 9, "eye") + bead(x, y + 150, 19, "b") + bead(x, y - 142, 13, "b"),
                (480, round(y) - 180, 800, round(y) + 190),
                defs=defs,
            ),
            (Shadow(3, 4, 4, 0.4),),
        )
    return finish(canvas)


def draw_stars(look: Look) -> Image.Image:
    """Three stuffed stars on loops."""
    canvas = draw_ground(look.ground, window=True).copy()
    for index, (x, y, radius) in enumerate(((390.0, 620.0, 240.0), (880.0, 780.0, 260.0), (470.0, 1180.0, 250.0))):
        add(
            canvas,
            draw_piece(
                f'<path d="M{x},{y - radius + 30}V20" stroke="#8a7452" stroke-width="5"/><path '
                f'd="M{x - 1},{y - radius + 30}V20" stroke="#e2cfa6" stroke-width="1.6" stroke-dasharray="6 4"/>',
                (round(x) - 20, 10, round(x) + 20, round(y)),
            ),
            (Shadow(30, 34, 10, 0.22),),
        )
        points: list[Point] = []
        for k in range(10):
            reach = radius if k % 2 == 0 else radius * 0.52
            points.append((reach * math.sin(k * math.pi / 5), -reach * math.cos(k * math.pi / 5)))
        placed = turn(points, 0.08 * (index - 1), 1.0, x, y)
        soft = [
            (ax + (bx - ax) * s / 8, ay + (by - ay) * s / 8)
            for (ax, ay), (bx, by) in zip(placed, placed[1:] + placed[:1], strict=True)
            for s in range(8)
        ]
        _hung(look, canvas, soft, (look.palette, look.second or look.palette, look.palette)[index], puff=80, seed=index)
    return finish(canvas)
