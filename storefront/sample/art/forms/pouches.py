"""Zip pouches, purses, clutches and drawstring bags, lying flat."""

import math

from PIL import Image

from storefront.sample.art.forms.folds import ridge, roll, rumple, together
from storefront.sample.art.ground import draw_ground, draw_room, finish
from storefront.sample.art.look import Look
from storefront.sample.art.palette import darker, lighter, mix
from storefront.sample.art.paths import Point, inset, rounded, trace
from storefront.sample.art.piece import LYING, Cloth, Shadow, add, draw_piece, ground_shadow, lay_cloth
from storefront.sample.art.seams import edge, hem, strap, zip_line


def _pouch(
    look: Look, canvas: Image.Image, box: tuple[float, float, float, float], *, spin: float, palette: str, seed: int
) -> None:
    x0, y0, x1, y1 = box
    shape = rounded(box, 30, bulge=(2, 6, 10, 6))
    trim = zip_line((x0 + 10, y0 + 40), (x1 - 10, y0 + 40), mix(look.colours.main, "#4a3a34", 0.3)) + hem(
        [(x0 + 4, y0 + 64), (x1 - 4, y0 + 64)], look.colours.thread
    )
    trim += edge(inset(shape, 2)) + hem([(x0 + 4, y0 + 17), (x1 - 4, y0 + 17)], look.colours.thread)
    folds = together(
        rumple(seed, size=120, depth=5),
        ridge((x0 + 60, y1 - 20), (x0 + 160, y0 + 180), width=34, depth=14),
        ridge((x1 - 50, y1 - 20), (x1 - 150, y0 + 200), width=34, depth=14),
    )
    cloth = Cloth(shape, folds, puff=50, roundness=34, trim=trim, spin=spin, seed=seed % 3)
    add(canvas, lay_cloth(look.cloth((1000, 800), palette=palette), cloth), LYING)


def draw_pouch(look: Look) -> Image.Image:
    """One flat zip pouch."""
    canvas = draw_ground(look.ground).copy()
    _pouch(look, canvas, (210, 520, 1070, 1110), spin=-4, palette=look.palette, seed=look.seed)
    return finish(canvas, (110, 140, 1170, 1465))


def draw_pouch_set(look: Look) -> Image.Image:
    """Three pouches of three sizes, overlapping."""
    canvas = draw_ground(look.ground).copy()
    other = look.second or look.palette
    _pouch(look, canvas, (170, 270, 1010, 840), spin=-5, palette=look.palette, seed=look.seed)
    _pouch(look, canvas, (420, 660, 1110, 1130), spin=6, palette=other, seed=look.seed + 1)
    _pouch(look, canvas, (230, 960, 740, 1330), spin=-3, palette=look.palette, seed=look.seed + 2)
    return finish(canvas)


def draw_clutch(look: Look) -> Image.Image:
    """A fold-over clutch with a tassel."""
    canvas = draw_ground(look.ground).copy()
    body = rounded((180, 560, 1100, 1130), 26, bulge=(0, 6, 6, 6))
    add(
        canvas,
        lay_cloth(
            look.cloth((1100, 800), pattern="plain"),
            Cloth(body, rumple(look.seed, depth=4), puff=44, roundness=30, trim=edge(body), seed=1),
        ),
        LYING,
    )
    flap = rounded((172, 540, 1108, 960), 22, bulge=(4, 5, 6, 5))
    height = together(rumple(look.seed + 2, depth=5), roll(586, radius=46, side=-1))
    trim = edge(flap) + hem(inset(flap, 15), look.colours.thread, closed=True)
    add(
        canvas,
        lay_cloth(look.cloth((1200, 800)), Cloth(flap, height, puff=30, roundness=24, trim=trim, seed=2)),
        (Shadow(4, 8, 7, 0.5), Shadow(8, 18, 16, 0.28)),
    )
    add(
        canvas,
        draw_piece(tassel(1050, 930, look.colours.accent, look.seed), (980, 880, 1130, 1290)),
        (Shadow(6, 8, 8, 0.35),),
    )
    return finish(canvas, (110, 140, 1170, 1465))


def _thread(x: float, y: float, index: int, colour: str, length: float, seed: int) -> str:
    bow, end = x - 4 + index * 0.5 + 4 * math.sin(index + seed), x - 12 + index * 1.3
    tone = (darker(colour, 0.35), colour, lighter(colour, 0.3))[index % 3]
    tip = y + length + 9 * math.sin(index * 2.1)
    path = f"M{x:.1f},{y}Q{bow:.1f},{y + length * 0.5:.1f} {end:.1f},{tip:.1f}"
    return f'<path d="{path}" stroke="{tone}" stroke-width="3.4"/>'


def tassel(x: float, y: float, colour: str, seed: int, *, length: float = 190.0) -> str:
    """A cotton tassel on a short cord."""
    threads = "".join(_thread(x - 22 + k * 2.3, y + 92, k, colour, length, seed) for k in range(20))
    head = (
        f'<path d="M{x - 22},{y + 96}q-4,-44 22,-50q26,6 22,50z" fill="{colour}"/><path '
        f'd="M{x - 14},{y + 90}q-2,-30 8,-38" stroke="{lighter(colour, 0.5)}" stroke-width="4" fill="none" '
        f'stroke-opacity=".7"/>'
    )
    bands = "".join(
        f'<path d="M{x - 24},{y + 90 + k * 6}h48" stroke="{(darker(colour, 0.5), "#e6cf98")[k % 2]}" stroke-width="5"/>'
        for k in range(4)
    )
    cord = (
        f'<path d="M{x - 6},{y - 30}q10,40 6,80" stroke="{darker(colour, 0.3)}" stroke-width="6"/><path '
        f'd="M{x - 7},{y - 30}q10,40 6,80" stroke="{lighter(colour, 0.25)}" stroke-width="2.4" stroke-dasharray="5 4"/>'
    )
    return f'<g fill="none" stroke-linecap="round">{cord}{threads}{head}{bands}</g>'


def draw_purse(look: Look) -> Image.Image:
    """A round-cornered coin purse with a metal kiss-lock."""
    canvas = draw_ground(look.ground, "linen").copy()
    shape = trace("400,640 640,610 880,640 986,800 1010,980 930,1130 640,1180 350,1130 270,980 294,800", 9)
    folds = together(
        rumple(look.seed, depth=4),
        *[ridge((460 + k * 90, 650), (400 + k * 120, 900), width=20, depth=16) for k in range(5)],
    )
    add(
        canvas,
        lay_cloth(
            look.cloth((1000, 900)),
            Cloth(shape, folds, puff=96, roundness=60, trim=edge(inset(shape, 2)), seed=look.seed),
        ),
        LYING,
    )
    add(canvas, draw_piece(_frame(), (340, 520, 940, 740)), (Shadow(4, 7, 6, 0.5),))
    return finish(canvas, (150, 250, 1130, 1475))


def _frame() -> str:
    arc = "M372,690Q380,618 470,606Q640,584 810,606Q900,618 908,690"
    metal = (
        '<defs><linearGradient id="bar" x1="0" y1="0" x2="1" y2="0"><stop offset="0" stop-color="#8a682c"/>'
        '<stop offset=".2" stop-color="#f1d899"/>'
        '<stop offset=".4" stop-color="#b88d3f"/><stop offset=".6" stop-color="#f6e3ae"/><stop offset=".8" '
        'stop-color="#a77c34"/><stop offset="1" stop-color="#6d4f1f"/></linearGradient>'
        '<radialGradient id="ball" cx=".35" cy=".3" r=".8"><stop offset="0" stop-color="#fff3cd"/><stop '
        'offset=".5" stop-color="#c99a45"/><stop offset="1" stop-color="#5f431a"/></radialGradient></defs>'
    )
    bar = (
        f'<path d="{arc}" fill="none" stroke="#5f431a" stroke-width="30"/><path d="{arc}" fill="none" '
        f'stroke="url(#bar)" stroke-width="26"/><path d="{arc}" transform="translate(-2 -6)" fill="none" '
        f'stroke="#fff6da" stroke-opacity=".6" stroke-width="4"/>'
    )
    return (
        metal
        + bar
        + '<circle cx="616" cy="574" r="25" fill="url(#ball)"/><circle cx="666" cy="570" r="25" fill="url(#ball)"/>'
    )


def draw_drawstring(look: Look) -> Image.Image:
    """A drawstring bag standing up, its neck gathered by a cord."""
    canvas = draw_room(look.ground, floor=1200).copy()
    ground_shadow(canvas, 330, 970, 1282, strength=0.6)
    shape: list[Point] = trace(
        "420,420 530,446 640,416 750,446 860,420 806,560 830,640 960,820 1000,1060 "
        "960,1250 860,1284 640,1290 420,1284 320,1250 280,1060 320,820 450,640 474,560",
        8,
    )

    def gathers(x: float, y: float) -> float:
        near = math.exp(-(((y - 590) / 190) ** 2))
        return 26 * near * math.sin((x - 640) / (22 + abs(y - 590) * 0.09) + look.seed)

    cloth = Cloth(
        shape,
        together(gathers, rumple(look.seed, depth=6)),
        puff=90,
        roundness=60,
        trim=edge(inset(shape, 2)),
        seed=look.seed,
    )
    add(canvas, lay_cloth(look.cloth((1100, 1200)), cloth), (Shadow(6, 8, 8, 0.4), Shadow(50, 14, 44, 0.26)))
    cord: list[Point] = [(470, 592), (560, 612), (640, 616), (720, 612), (812, 592)]
    ends = strap([(640, 614), (700, 700), (690, 800), (730, 880)], 11, "#e4d3ae") + strap(
        [(630, 614), (590, 720), (612, 800), (580, 860)], 11, "#e4d3ae"
    )
    add(
        canvas,
        draw_piece(
            strap(cord, 13, "#e4d3ae")
            + ends
            + tassel(730, 860, look.colours.accent, 3, length=70)
            + tassel(580, 840, look.colours.accent, 5, length=70),
            (440, 560, 840, 1130),
        ),
        (Shadow(5, 8, 6, 0.4),),
    )
    return finish(canvas, (110, 200, 1170, 1525))
