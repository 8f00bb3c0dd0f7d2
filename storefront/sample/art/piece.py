"""One piece of a picture: pixels cut to a silhouette, lit, with the shadow that it throws."""

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

from storefront.sample.art.noise import roughen, slub
from storefront.sample.art.paths import Box, Point
from storefront.sample.art.raster import HEIGHT, WIDTH, box_of, draw_mask, rasterise
from storefront.sample.art.relief import Height, Relief, bend, build_relief, hollows, light_of

SHADE = (58, 44, 48)


@dataclass(frozen=True, slots=True)
class Piece:
    """RGBA pixels and where their upper left corner lies on the canvas."""

    image: Image.Image
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Cloth:
    """How a piece of cloth lies: its silhouette, its folds and how full and coarse it is."""

    outline: Sequence[Point]
    height: Height
    puff: float = 0.0
    roundness: float = 30.0
    gloss: float = 0.0
    yarn: float = 0.16
    scale: float = 1.0
    origin: tuple[float, float] | None = None
    trim: str = ""
    sag: Height | None = None
    spin: float = 0.0
    seed: int = 1


def lay_cloth(textile: Image.Image, cloth: Cloth) -> Piece:
    """Bend `textile` over the folds, draw the trim (SVG) on it, light it and cut it to its outline."""
    box = box_of(cloth.outline)
    mask = draw_mask(cloth.outline, box)
    relief = build_relief(box, cloth.height, mask, puff=cloth.puff, roundness=cloth.roundness)
    origin = cloth.origin or (textile.width / 2, textile.height / 2)
    picture = bend(textile, relief, origin, cloth.scale, cloth.sag)
    if cloth.yarn:
        threads = slub((WIDTH, HEIGHT), 40 + cloth.seed % 3)
        picture = roughen(picture, threads.crop((0, 0, picture.width, picture.height)), cloth.yarn)
    if cloth.trim:
        trim = rasterise(cloth.trim, box)
        picture.paste(trim, (0, 0), trim)
    picture = shine_on(picture, relief, gloss=cloth.gloss)
    picture.putalpha(mask)
    return turned(Piece(picture, box[0], box[1]), cloth.spin)


def turned(piece: Piece, degrees: float) -> Piece:
    """The piece turned about its own middle, clockwise."""
    if not degrees:
        return piece
    image = piece.image.rotate(-degrees, Image.Resampling.BICUBIC, expand=True)
    return Piece(
        image, piece.x - (image.width - piece.image.width) // 2, piece.y - (image.height - piece.image.height) // 2
    )


def shine_on(picture: Image.Image, relief: Relief, *, gloss: float = 0.0) -> Image.Image:
    """Multiply the shade of the relief into `picture` (RGB) and add its shine."""
    keep, gain = light_of(relief, gloss=gloss)
    shade = ImageOps.colorize(ImageChops.multiply(keep, hollows(relief)), SHADE, (255, 255, 255))
    warm = ImageOps.colorize(gain, (0, 0, 0), (255, 246, 228))
    return ImageChops.screen(ImageChops.multiply(picture, shade), warm)


def draw_piece(body: str, box: Box, *, defs: str = "") -> Piece:
    """A piece drawn wholly as vectors, its light painted by gradients."""
    return Piece(rasterise(body, box, defs=defs), box[0], box[1])


def place(canvas: Image.Image, piece: Piece) -> None:
    """Paste a piece without a shadow."""
    canvas.paste(piece.image, (piece.x, piece.y), piece.image)


@dataclass(frozen=True, slots=True)
class Shadow:
    """A soft cast shadow: offset and blur in pixels, strength 0 to 1."""

    dx: float = 16.0
    dy: float = 20.0
    blur: float = 26.0
    strength: float = 0.42


def cast(canvas: Image.Image, piece: Piece, *shadows: Shadow) -> None:
    """Darken `canvas` (RGB) where the piece keeps the light away."""
    for shadow in shadows:
        margin = round(shadow.blur * 2.6 + max(abs(shadow.dx), abs(shadow.dy)))
        size = (piece.image.width + 2 * margin, piece.image.height + 2 * margin)
        quarter = Image.new("L", (size[0] // 4, size[1] // 4))
        alpha = piece.image.getchannel("A").reduce(4)
        quarter.paste(alpha, (round((margin + shadow.dx) / 4), round((margin + shadow.dy) / 4)))
        soft = quarter.filter(ImageFilter.GaussianBlur(shadow.blur / 4))
        faded = soft.point([round(value * shadow.strength) for value in range(256)])
        mask = faded.resize(size, Image.Resampling.BICUBIC)
        dark = ImageOps.colorize(mask, (255, 255, 255), SHADE)
        corner = (piece.x - margin, piece.y - margin)
        _multiply_at(canvas, dark, corner)


def _multiply_at(canvas: Image.Image, layer: Image.Image, corner: tuple[int, int]) -> None:
    box = (
        max(0, corner[0]),
        max(0, corner[1]),
        min(canvas.width, corner[0] + layer.width),
        min(canvas.height, corner[1] + layer.height),
    )
    if box[0] >= box[2] or box[1] >= box[3]:
        return
    part = layer.crop((box[0] - corner[0], box[1] - corner[1], box[2] - corner[0], box[3] - corner[1]))
    canvas.paste(ImageChops.multiply(canvas.crop(box), part), box[:2])


def ground_shadow(canvas: Image.Image, left: float, right: float, base: float, *, strength: float = 0.55) -> None:
    """The dark line and the pool of shade below what stands on the table, longer to the right."""
    width = right - left
    for depth, reach, share, blur in ((9.0, 1.0, 1.0, 7.0), (30.0, 1.16, 0.62, 26.0)):
        margin = round(blur * 3)
        size = (round(width * reach) + 2 * margin, round(depth * 2) + 2 * margin)
        pool = Image.new("L", (size[0] // 2, size[1] // 2))
        inner = (margin // 2, margin // 2, pool.width - margin // 2, pool.height - margin // 2)
        ImageDraw.Draw(pool).ellipse(inner, fill=round(255 * strength * share))
        mask = pool.filter(ImageFilter.GaussianBlur(blur / 2)).resize(size, Image.Resampling.BICUBIC)
        _multiply_at(
            canvas,
            ImageOps.colorize(mask, (255, 255, 255), SHADE),
            (round(left) - margin, round(base - depth) - margin),
        )


LYING = (Shadow(5, 6, 6, 0.45), Shadow(20, 26, 30, 0.34))
HANGING = (Shadow(10, 12, 14, 0.30), Shadow(46, 52, 60, 0.26))


def add(canvas: Image.Image, piece: Piece, shadows: tuple[Shadow, ...] = LYING) -> None:
    """Throw the piece's shadows, then paste it."""
    cast(canvas, piece, *shadows)
    place(canvas, piece)
