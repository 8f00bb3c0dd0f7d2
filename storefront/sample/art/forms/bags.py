"""Totes, market bags, slings, backpacks and sleeves, standing on a table before a plain wall."""

from PIL import Image

from storefront.sample.art.forms.folds import ridge, rumple, together
from storefront.sample.art.ground import draw_ground, draw_room, finish
from storefront.sample.art.look import Look
from storefront.sample.art.palette import darker, lighter, mix
from storefront.sample.art.paths import Point, curve, inset, polygon, rounded, trace
from storefront.sample.art.piece import LYING, Cloth, Shadow, add, draw_piece, lay_cloth
from storefront.sample.art.seams import edge, hem, patch, strap, zip_line

STANDING = (Shadow(4, 8, 7, 0.5), Shadow(34, 12, 34, 0.34), Shadow(90, 20, 80, 0.16))
LEATHER = "#9a6236"


def _webbing(look: Look) -> str:
    return mix(look.colours.ground, "#d8c5a0", 0.5) if look.colours.ground > "#8" else lighter(look.colours.second, 0.2)


def draw_tote(look: Look) -> Image.Image:
    """A gusseted tote with two webbing handles."""
    canvas = draw_room(look.ground).copy()
    band, thread = _webbing(look), look.colours.thread
    back: list[Point] = [(452, 600), (446, 420), (506, 262), (640, 214), (774, 262), (834, 420), (828, 600)]
    mouth = curve([(316, 616), (330, 592), (640, 584), (950, 592), (964, 616), (640, 634)], 8, closed=True)
    strap_behind = strap([(x, y - 16) for x, y in back], 38, darker(band, 0.22))
    add(canvas, draw_piece(strap_behind, (400, 160, 880, 620)), ())
    add(
        canvas,
        draw_piece(f'<path fill="{darker(look.colours.ground, 0.55)}" d="{polygon(mouth)}"/>', (300, 570, 980, 640)),
        (),
    )
    sides = rounded((272, 596, 1008, 1254), 34, bulge=(-10, 12, 4, 12))
    outline = [(x + (640 - x) * 0.06 * (1254 - y) / 658, y) for x, y in sides]
    folds = together(
        rumple(look.seed, size=150, depth=5),
        ridge((470, 660), (420, 1130), width=46, depth=26),
        ridge((810, 660), (868, 1130), width=46, depth=26),
        ridge((300, 1200), (470, 1020), width=34, depth=18),
        ridge((980, 1200), (800, 1030), width=34, depth=18),
    )
    trim = (
        hem(curve([(290, 648), (640, 658), (990, 648)], 8), thread)
        + hem(curve([(300, 614), (640, 624), (980, 614)], 8), thread)
        + edge(inset(outline, 3))
    )
    cloth = Cloth(outline, folds, puff=56, roundness=40, trim=trim, seed=look.seed)
    add(canvas, lay_cloth(look.cloth((1100, 960)), cloth), STANDING)
    front = (
        strap(back, 40, band, mix(band, "#ffffff", 0.4))
        + patch(432, 578, 40, band, darker(band, 0.45))
        + patch(808, 578, 40, band, darker(band, 0.45))
    )
    add(canvas, draw_piece(front, (400, 160, 880, 660)), (Shadow(7, 9, 8, 0.35),))
    return finish(canvas, (110, 140, 1170, 1465))


def draw_market(look: Look) -> Image.Image:
    """A broad market bag with a boat-shaped mouth, leather handles and a plain base."""
    canvas = draw_room(look.ground).copy()
    handle: list[Point] = [(486, 640), (500, 450), (560, 340), (640, 312), (720, 340), (780, 450), (794, 640)]
    add(canvas, draw_piece(strap([(x, y - 22) for x, y in handle], 24, darker(LEATHER, 0.3)), (440, 260, 840, 660)), ())
    corners: list[Point] = [
        (196, 590),
        (420, 628),
        (640, 640),
        (860, 628),
        (1084, 590),
        (1058, 800),
        (1010, 1080),
        (968, 1222),
        (900, 1248),
        (640, 1256),
        (380, 1248),
        (312, 1222),
        (270, 1080),
        (222, 800),
    ]
    outline = curve(corners, 8, closed=True)[:-1]
    base = "M200,1060 Q640,1096 1080,1060 L1080,1300 H200Z"
    sole = mix(look.colours.main, "#4a3a34", 0.35)
    trim = (
        f'<path fill="{sole}" d="{base}"/>'
        + hem(curve([(240, 1068), (640, 1100), (1040, 1068)], 10), look.colours.thread)
        + hem(curve([(206, 620), (420, 656), (640, 668), (860, 656), (1074, 620)], 8), look.colours.thread)
        + edge(inset(outline, 3))
    )
    folds = together(
        rumple(look.seed, size=170, depth=7),
        ridge((300, 650), (400, 1100), width=60, depth=34),
        ridge((980, 650), (880, 1100), width=60, depth=34),
        ridge((640, 660), (630, 1150), width=80, depth=18),
    )
    cloth = Cloth(outline, folds, puff=60, roundness=46, trim=trim, seed=look.seed)
    add(canvas, lay_cloth(look.cloth((1300, 1000)), cloth), STANDING)
    tabs = "".join(
        f'<path d="M{x - 17},600h34v96l-17,16l-17,-16Z" fill="{LEATHER}" stroke="{darker(LEATHER, 0.5)}" '
        f'stroke-width="2"/><circle cx="{x}" cy="640" r="6" fill="#d9b468"/><circle cx="{x}" cy="676" r="6" '
        f'fill="#d9b468"/>'
        for x in (486, 794)
    )
    add(canvas, draw_piece(strap(handle, 25, LEATHER) + tabs, (440, 280, 840, 730)), (Shadow(7, 9, 8, 0.35),))
    return finish(canvas)


def draw_sling(look: Look) -> Image.Image:
    """A small crossbody bag with a flap, lying flat, its strap in a loop."""
    canvas = draw_ground(look.ground).copy()
    band = _webbing(look)
    loop: list[Point] = [
        (330, 820),
        (214, 640),
        (210, 380),
        (400, 196),
        (690, 168),
        (930, 300),
        (1034, 560),
        (1010, 740),
        (950, 830),
    ]
    add(
        canvas,
        draw_piece(strap(loop, 30, band, mix(band, "#ffffff", 0.5)), (170, 120, 1080, 860)),
        (Shadow(5, 7, 6, 0.4), Shadow(14, 18, 16, 0.2)),
    )
    body = rounded((300, 784, 980, 1350), 58, bulge=(0, 8, 6, 8))
    lower = Cloth(
        body,
        together(rumple(look.seed, depth=5), ridge((340, 1320), (480, 1180), width=36, depth=16)),
        puff=56,
        roundness=40,
        trim=edge(inset(body, 3)),
        seed=look.seed,
    )
    add(canvas, lay_cloth(look.cloth((1000, 900), pattern="plain"), lower), LYING)
    flap = [
        *rounded((294, 768, 986, 1130), 22)[:29],
        *curve([(986, 850), (972, 1030), (880, 1110), (640, 1140), (400, 1110), (308, 1030), (294, 850)], 8),
    ]
    trim = hem(inset(flap, 16), look.colours.thread, closed=True) + edge(inset(flap, 3))
    upper = Cloth(flap, rumple(look.seed + 3, depth=4), puff=44, roundness=36, trim=trim, seed=look.seed)
    add(canvas, lay_cloth(look.cloth((1000, 760)), upper), (Shadow(4, 8, 7, 0.5), Shadow(8, 16, 14, 0.25)))
    add(canvas, draw_piece(_button(640, 1092, 21), (600, 1050, 680, 1130)), (Shadow(3, 4, 4, 0.5),))
    return finish(canvas)


def _button(x: float, y: float, radius: float) -> str:
    return (
        '<defs><radialGradient id="wood" cx=".36" cy=".3" r=".9"><stop offset="0" stop-color="#c99a68"/><stop '
        'offset=".6" stop-color="#8a5a34"/><stop offset="1" stop-color="#573419"/></radialGradient></defs>'
        f'<circle cx="{x}" cy="{y}" r="{radius}" fill="url(#wood)"/><circle cx="{x}" cy="{y}" '
        f'r="{radius * 0.68:.1f}" fill="none" stroke="#573419" stroke-opacity=".5" stroke-width="2"/>'
        + "".join(
            f'<circle cx="{x + dx}" cy="{y + dy}" r="2.8" fill="#3a2110"/>'
            for dx, dy in ((-5, -5), (5, -5), (-5, 5), (5, 5))
        )
    )


def draw_backpack(look: Look) -> Image.Image:
    """A rounded rucksack with a flap, a front pocket and leather buckles."""
    canvas = draw_room(look.ground).copy()
    grip: list[Point] = [(560, 330), (566, 262), (640, 236), (714, 262), (720, 330)]
    add(canvas, draw_piece(strap(grip, 26, LEATHER), (520, 200, 760, 360)), (Shadow(8, 8, 8, 0.3),))
    sides = strap([(330, 470), (262, 640), (270, 900), (330, 1120)], 44, darker(look.colours.main, 0.1)) + strap(
        [(950, 470), (1022, 640), (1014, 900), (950, 1120)], 44, darker(look.colours.main, 0.25)
    )
    add(canvas, draw_piece(sides, (210, 440, 1070, 1150)), (Shadow(20, 14, 18, 0.3),))
    body = trace(
        "640,300 860,330 956,450 978,760 972,1120 930,1232 640,1256 350,1232 308,1120 302,760 324,450 420,330", 8
    )
    folds = together(rumple(look.seed, depth=5), ridge((360, 700), (420, 1000), width=40, depth=18))
    add(
        canvas,
        lay_cloth(
            look.cloth((1000, 1200)),
            Cloth(body, folds, puff=90, roundness=60, trim=edge(inset(body, 3)), seed=look.seed),
        ),
        STANDING,
    )
    pocket = rounded((384, 876, 896, 1200), 40, bulge=(0, 6, 4, 6))
    trim = hem(inset(pocket, 14), look.colours.thread, closed=True) + edge(inset(pocket, 3))
    add(
        canvas,
        lay_cloth(
            look.cloth((800, 600), pattern="plain"),
            Cloth(pocket, rumple(look.seed + 5, depth=4), puff=50, roundness=36, trim=trim, seed=2),
        ),
        (Shadow(4, 6, 6, 0.45), Shadow(10, 14, 14, 0.25)),
    )
    cover = trace("640,296 866,326 962,452 976,640 930,772 640,806 350,772 304,640 318,452 414,326", 8)
    trim = hem(inset(cover, 18), look.colours.thread, closed=True) + edge(inset(cover, 3))
    add(
        canvas,
        lay_cloth(
            look.cloth((1000, 900)),
            Cloth(cover, rumple(look.seed + 2, depth=5), puff=84, roundness=56, trim=trim, seed=1),
        ),
        (Shadow(4, 8, 7, 0.5), Shadow(10, 20, 18, 0.3)),
    )
    add(canvas, draw_piece("".join(_buckle(x) for x in (482, 798)), (430, 630, 850, 930)), (Shadow(4, 6, 5, 0.45),))
    return finish(canvas)


def _buckle(x: float) -> str:
    tongue = f"M{x - 22},650h44v240l-22,26l-22,-26Z"
    frame = (
        f'<rect x="{x - 32}" y="804" width="64" height="46" rx="8" fill="none" stroke="#7d5a22" '
        f'stroke-width="9"/><rect x="{x - 32}" y="803" width="64" height="46" rx="8" fill="none" '
        f'stroke="#e0bd70" stroke-width="5"/>'
    )
    holes = "".join(f'<circle cx="{x}" cy="{y}" r="4" fill="#3a2110"/>' for y in (740, 772, 872))
    stitches = (
        f'<path d="M{x - 16},660v216M{x + 16},660v216" stroke="#e6cfa4" stroke-width="1.8" stroke-dasharray="6 4"/>'
    )
    return (
        f'<path d="{tongue}" fill="{LEATHER}" stroke="{darker(LEATHER, 0.5)}" stroke-width="2"/><path '
        f'd="M{x - 19},652h10v232h-10Z" fill="#fff" fill-opacity=".12"/>{stitches}{holes}{frame}'
    )


def draw_sleeve(look: Look) -> Image.Image:
    """A padded laptop sleeve with a zip along its top, hung in soft light."""
    canvas = draw_ground(look.ground).copy()
    outline = rounded((170, 470, 1110, 1130), 34, bulge=(4, 4, 6, 4))
    trim = (
        zip_line((178, 524), (1102, 524), look.colours.main)
        + hem([(178, 550), (1102, 550)], look.colours.thread)
        + edge(inset(outline, 3))
    )
    trim += hem(inset(outline, 22), look.colours.thread, closed=True)
    cloth = Cloth(outline, rumple(look.seed, size=180, depth=3), puff=60, roundness=30, trim=trim, seed=look.seed)
    add(canvas, lay_cloth(look.cloth((1300, 1000)), cloth), LYING)
    tab = (
        f'<path d="M1086,1000h40v76h-40Z" fill="{LEATHER}" stroke="{darker(LEATHER, 0.5)}" stroke-width="2"/>'
        f'<path d="M1094,1008v60M1118,1008v60" stroke="#e6cfa4" stroke-width="1.8" stroke-dasharray="6 4"/>'
    )
    add(canvas, draw_piece(tab, (1070, 980, 1150, 1090)), (Shadow(4, 5, 5, 0.4),))
    return finish(canvas)
