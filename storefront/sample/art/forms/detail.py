"""Close-ups: the cloth or weave at three times its size, in a soft fold, sharp in the middle."""

import math

from PIL import Image, ImageChops, ImageFilter

from storefront.sample.art.forms.folds import ridge, rumple, together
from storefront.sample.art.ground import finish
from storefront.sample.art.look import Look
from storefront.sample.art.noise import roughen, slub
from storefront.sample.art.paths import rounded
from storefront.sample.art.piece import Cloth, lay_cloth
from storefront.sample.art.raster import HEIGHT, WIDTH
from storefront.sample.art.textiles import weave

ZOOM = 3.0
DRAWN = 2.0  # the scale at which the cloth is drawn; the lens softens the rest
HARD = frozenset({"plain-weave", "twill", "two-tone", "coil", "cane"})


def draw_detail(look: Look) -> Image.Image:
    """A corner of the cloth, near enough to count its threads."""
    size = (540, 650)
    cloth = weave(look.pattern, look.palette, size, look.seed, DRAWN)
    hard = look.pattern in HARD
    if not hard:
        cloth = roughen(cloth, slub(cloth.size, 21, 3.5), 0.26)
    turn = 40 + 60 * math.sin(look.seed)
    folds = [rumple(look.seed, size=330, depth=16)]
    if not hard:
        folds += [
            ridge((-60, 260 + turn), (1340, 900 + turn), width=120, depth=104, fade=False),
            ridge((-60, 800 + turn), (1340, 1480 + turn), width=150, depth=120, fade=False),
        ]
    frame = rounded((-20, -20, WIDTH + 20, HEIGHT + 20), 4)
    piece = lay_cloth(cloth, Cloth(frame, together(*folds), yarn=0.0, scale=DRAWN / ZOOM))
    picture = piece.image.convert("RGB").crop((-piece.x, -piece.y, WIDTH - piece.x, HEIGHT - piece.y))
    return finish(_near(picture))


def _near(picture: Image.Image) -> Image.Image:
    """Blur what lies away from a slanting band across the middle, as a close lens does."""
    values = bytearray()
    for j in range(80):
        for i in range(64):
            far = abs((j - 40) + (i - 32) * 0.35) / 40
            values.append(round(255 * min(1.0, max(0.0, far - 0.42) * 1.7)))
    mask = Image.frombytes("L", (64, 80), bytes(values)).resize(picture.size, Image.Resampling.BICUBIC)
    soft = picture.reduce(2).filter(ImageFilter.GaussianBlur(4)).resize(picture.size, Image.Resampling.BICUBIC)
    return Image.composite(ImageChops.multiply(soft, Image.new("RGB", picture.size, (250, 248, 246))), picture, mask)
