"""Blurring for good: a region becomes a handful of colours, so that nobody can compute back what stood there."""

from PIL import Image, ImageFilter

from artisans.photos.regions import Region

# Along its longer side a region keeps at most this many colours: too few for eyes, mouth or a word.
MOST_BLOCKS = 4
MARGIN = 0.1


def blur_region(picture: Image.Image, region: Region) -> None:
    """Replaces the pixels of a region, and a tenth around it, in place: averaged into blocks, then softened."""
    box = region.widen(MARGIN).in_pixels(picture.width, picture.height)
    width, height = box[2] - box[0], box[3] - box[1]
    block = -(-max(width, height) // MOST_BLOCKS)
    few = (max(1, width // block), max(1, height // block))
    # The averages alone go on: every other pixel of the region is gone before the blur begins.
    blocks = picture.crop(box).resize(few, Image.Resampling.BOX).resize((width, height), Image.Resampling.NEAREST)
    picture.paste(blocks.filter(ImageFilter.GaussianBlur(block / 3)), box)
