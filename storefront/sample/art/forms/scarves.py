"""Stoles, scarves, shawls and kramas: over a rail, from a hook, through a ring, folded."""

import math

from PIL import Image

from storefront.sample.art.forms.folds import crease, pleats, roll, rumple, together
from storefront.sample.art.ground import draw_ground, finish
from storefront.sample.art.look import Look
from storefront.sample.art.palette import darker, lighter
from storefront.sample.art.paths import Point, curve, rounded
from storefront.sample.art.piece import HANGING, LYING, Cloth, Shadow, add, draw_piece, lay_cloth
from storefront.sample.art.relief import Height
from storefront.sample.art.seams import edge, fringe, hem

OAK = "#b98a57"


def rail(y: float, left: float, right: float, *, radius: float = 15.0) -> str:
    """A round wooden rail with two brass brackets."""
    shade = (
        f'<defs><linearGradient id="oak" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="{darker(OAK, 0.2)}"/>'
        f'<stop offset=".3" stop-color="{lighter(OAK, 0.45)}"/><stop offset=".62" stop-color="{OAK}"/>'
        f'<stop offset="1" stop-color="{darker(OAK, 0.55)}"/></linearGradient></defs>'
    )
    grain = "".join(
        f'<path d="M{left + 20 + k * 37},{y - 9 + (k * 7) % 17}h{24 + (k * 13) % 60}" '
        f'stroke="{darker(OAK, 0.4)}" stroke-opacity=".35" stroke-width="1.4"/>'
        for k in range(int((right - left) / 40))
    )
    caps = "".join(f'<circle cx="{x}" cy="{y}" r="{radius * 1.35:.1f}" fill="url(#oak)"/>' for x in (left, right))
    return (
        f'{shade}<rect x="{left}" y="{y - radius}" width="{right - left}" height="{2 * radius}" '
        f'rx="{radius}" fill="url(#oak)"/>{grain}{caps}'
    )


def _hanging(look: Look, box: tuple[float, float, float, float], folds: int, *, knots: bool) -> tuple[Cloth, str]:
    """A length of cloth over a rail: the cloth with its pleats, and the fringe along its hem."""
    x0, y0, x1, y1 = box
    rng = look.rng()
    step = (x1 - x0) / folds
    centres = [x0 + step * (k + 0.5) + rng.uniform(-8, 8) for k in range(folds)]
    widths = [step * rng.uniform(0.30, 0.42) for _ in centres]
    depths = [rng.uniform(34, 62) for _ in centres]
    height = together(
        pleats(centres, widths, depths, top=y0, spread=0.06),
        rumple(look.seed, depth=3),
        roll(y0 + 26, radius=30, side=-1),
    )

    def low(x: float) -> float:
        return y1 - 0.26 * height(x, y1 - 20) + 6 * math.sin(x / 130)

    left = [(x0 - 6 * math.sin((y - y0) / 160), y) for y in range(round(y0), round(y1) - 20, 50)]
    right = [(x1 + 7 * math.sin((y - y0) / 190 + 1), y) for y in range(round(y1) - 20, round(y0), -50)]
    bottom: list[Point] = [(x, low(x)) for x in range(round(x0), round(x1) + 1, 12)]
    outline: list[Point] = [*left, *bottom, *right]
    trim = hem([(x, y - 16) for x, y in bottom], look.colours.thread) + edge(bottom, closed=False)
    tones = [look.colours.ground, look.colours.main, look.colours.ground, look.colours.second]
    return Cloth(outline, height, trim=trim, puff=12, roundness=12, seed=look.seed), fringe(
        bottom, tones, rng, length=66, knotted=knots
    )


def draw_hanging(look: Look) -> Image.Image:
    """A stole over an oak rail, the far end showing behind."""
    canvas = draw_ground(look.ground, window=True).copy()
    far, far_fringe = _hanging(look, (560, 236, 980, 1010), 4, knots=False)
    add(canvas, draw_piece(far_fringe, (540, 960, 1000, 1110)), (Shadow(18, 20, 16, 0.25),))
    behind = lay_cloth(look.cloth((1000, 1300)), far)
    add(canvas, behind, HANGING)
    add(canvas, draw_piece(rail(232, 150, 1130), (110, 190, 1170, 280)), (Shadow(14, 30, 18, 0.3),))
    near, near_fringe = _hanging(look, (330, 214, 850, 1330), 5, knots=True)
    add(canvas, draw_piece(near_fringe, (300, 1260, 880, 1450)), (Shadow(18, 20, 16, 0.3),))
    add(canvas, lay_cloth(look.cloth((1100, 1500)), near), HANGING)
    return finish(canvas)


def _fan(centre: Point, count: float, depth: float, *, seed: int) -> Height:
    """Folds that run out from a gathered place, deeper as they go."""

    def height(x: float, y: float) -> float:
        dx, dy = x - centre[0], y - centre[1]
        far = math.hypot(dx, dy)
        angle = math.atan2(dx, abs(dy) + 40)
        wave = math.sin(angle * count + seed + 0.5 * math.sin(angle * 5 + seed)) + 0.4 * math.sin(
            angle * count * 1.9 + 2 + seed
        )
        return depth * wave * min(1.0, far / 260) * (1.15 - 0.35 * min(1.0, far / 800))

    return height


def draw_ring(look: Look) -> Image.Image:
    """A shawl drawn through a wooden ring and fanned out above and below."""
    canvas = draw_ground(look.ground, "linen").copy()
    centre = (640.0, 560.0)
    shape: list[Point] = [
        (300, 170),
        (640, 132),
        (980, 176),
        (1010, 230),
        (840, 400),
        (712, 520),
        (704, 600),
        (860, 800),
        (1010, 1080),
        (1090, 1360),
        (1060, 1420),
        (640, 1470),
        (222, 1416),
        (190, 1356),
        (270, 1080),
        (424, 800),
        (576, 600),
        (568, 520),
        (440, 400),
        (270, 226),
    ]
    outline = curve(shape, 8, closed=True)[:-1]
    low = [point for point in outline if point[1] > 1405]
    tassels = fringe(sorted(low), [look.colours.ground, look.colours.main, look.colours.second], look.rng(), length=62)
    add(canvas, draw_piece(tassels, (200, 1380, 1080, 1560)), (Shadow(8, 10, 10, 0.3),))
    height = together(_fan(centre, 13, 30, seed=look.seed), rumple(look.seed, depth=3))
    cloth = Cloth(outline, height, puff=40, roundness=34, trim=edge(outline), seed=look.seed)
    add(canvas, lay_cloth(look.cloth((1500, 1900)), cloth), LYING)
    add(canvas, draw_piece(_wooden_ring(640, 560), (510, 470, 770, 650)), (Shadow(6, 12, 9, 0.5),))
    return finish(canvas)


def _wooden_ring(x: float, y: float) -> str:
    return (
        f'<defs><linearGradient id="band" x1="0" y1="0" x2="1" y2=".3"><stop offset="0" '
        f'stop-color="{darker(OAK, 0.35)}"/>'
        f'<stop offset=".3" stop-color="{lighter(OAK, 0.4)}"/><stop offset=".6" stop-color="{OAK}"/>'
        f'<stop offset="1" stop-color="{darker(OAK, 0.6)}"/></linearGradient></defs>'
        f'<path d="M{x - 96},{y - 34}Q{x},{y + 2} {x + 96},{y - 34}L{x + 100},{y + 22}Q{x},{y + 66} '
        f'{x - 100},{y + 22}Z" fill="url(#band)" stroke="{darker(OAK, 0.6)}" stroke-width="2"/>'
        f'<path d="M{x - 95},{y - 26}Q{x},{y + 10} {x + 95},{y - 26}" fill="none" stroke="{lighter(OAK, 0.7)}" '
        f'stroke-opacity=".6" stroke-width="4"/>'
        f'<path d="M{x - 97},{y + 4}Q{x},{y + 44} {x + 97},{y + 4}" fill="none" stroke="{darker(OAK, 0.4)}" '
        f'stroke-opacity=".4" stroke-width="2"/>'
    )


def draw_hook(look: Look) -> Image.Image:
    """A krama or shawl hung by its middle from a peg, falling in deep folds."""
    canvas = draw_ground(look.ground, window=True).copy()
    peak = (640.0, 236.0)
    shape: list[Point] = [
        (590, 250),
        (640, 226),
        (690, 250),
        (772, 420),
        (850, 760),
        (930, 1160),
        (960, 1330),
        (880, 1296),
        (820, 1392),
        (742, 1330),
        (668, 1440),
        (600, 1350),
        (520, 1400),
        (452, 1300),
        (372, 1340),
        (318, 1270),
        (344, 1120),
        (430, 760),
        (508, 420),
    ]
    outline = [*curve(shape, 7, closed=True)[:-1]]

    def gather(x: float, y: float) -> float:
        down = max(30.0, y - peak[1])
        angle = (x - peak[0]) / (down + 160)
        deep = 62 * min(1.0, down / 240)
        return deep * (math.sin(angle * 27 + look.seed) + 0.5 * math.sin(angle * 46 + 1.7))

    hemline = [point for point in outline if point[1] > 1255]
    tones = [look.colours.ground, look.colours.main]
    add(
        canvas,
        draw_piece(fringe(hemline, tones, look.rng(), length=46, step=10), (280, 1230, 1000, 1520)),
        (Shadow(16, 18, 14, 0.28),),
    )
    cloth = Cloth(
        outline, together(gather, rumple(look.seed, depth=3)), puff=34, roundness=26, trim=edge(outline), seed=look.seed
    )
    add(canvas, lay_cloth(look.cloth((1500, 1900)), cloth), HANGING)
    peg = (
        f'<circle cx="640" cy="236" r="34" fill="{darker(OAK, 0.45)}"/><circle cx="637" cy="232" r="31" '
        f'fill="{OAK}"/><ellipse cx="628" cy="222" rx="15" ry="11" fill="{lighter(OAK, 0.6)}" fill-opacity=".8"/>'
    )
    add(canvas, draw_piece(peg, (590, 190, 690, 290)), (Shadow(10, 14, 9, 0.45),))
    return finish(canvas)


def draw_folded(look: Look) -> Image.Image:
    """A folded stole lying flat, its layers and its fringe showing."""
    canvas = draw_ground(look.ground, "linen").copy()
    rng = look.rng()
    tones = [look.colours.ground, look.colours.main, look.colours.second]
    under = rounded((292, 330, 1010, 1300), 10, bulge=(3, 4, 2, 4))
    line = [(x, 1292.0) for x in range(300, 1004, 10)]
    add(
        canvas,
        draw_piece(fringe(line, tones, rng, length=92, knotted=True), (270, 1270, 1030, 1420)),
        (Shadow(6, 8, 7, 0.35),),
    )
    flat = together(rumple(look.seed + 1, depth=4), crease(820, depth=6))
    add(
        canvas,
        lay_cloth(
            look.cloth((900, 1200)),
            Cloth(
                under,
                flat,
                puff=10,
                roundness=14,
                trim=edge(under) + hem([(300, 1280), (1002, 1280)], look.colours.thread),
                seed=2,
            ),
        ),
        LYING,
    )
    for index, box in enumerate(((276, 312, 1000, 1204), (262, 296, 992, 1150))):
        sheet = rounded(box, 22, bulge=(4, 5, 6, 8))
        height = together(
            rumple(look.seed + index + 4, size=190, depth=5),
            roll(box[0] + 34, radius=34, upright=True, side=-1),
            roll(box[3] - 30, radius=30, side=1),
            crease(720, depth=5),
            crease(640, upright=True, depth=4),
        )
        cloth = Cloth(sheet, height, puff=16, roundness=18, trim=edge(sheet), seed=look.seed + index)
        add(canvas, lay_cloth(look.cloth((1000, 1200)), cloth), (Shadow(3, 5, 4, 0.5), Shadow(10, 14, 14, 0.3)))
    return finish(canvas, (70, 110, 1210, 1535))
