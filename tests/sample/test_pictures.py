"""The drawn pictures: the same for the same recipe, never blank, one for every product."""

import io
import random
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from storefront.sample.art.look import Look
from storefront.sample.art.palette import PALETTES
from storefront.sample.art.raster import rasterise
from storefront.sample.art.relief import build_relief, light_of
from storefront.sample.art.studio import FORMS, draw_picture
from storefront.sample.art.textiles import PATTERNS, REPEATS
from storefront.sample.pictures import describe, list_missing, picture_name
from storefront.sample.records import read_products

LOOKS = {product.slug: product.looks for product in read_products()}
ONE_OF_EACH_FORM = {look.form: look for looks in LOOKS.values() for look in looks}


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def test_every_product_has_a_picture_and_many_have_a_close_up() -> None:
    assert all(LOOKS.values())
    assert sum(look.form == "detail" for looks in LOOKS.values() for look in looks) >= 12


def test_every_recipe_can_be_drawn() -> None:
    for looks in LOOKS.values():
        for look in looks:
            assert look.form in FORMS
            assert look.palette in PALETTES
            assert look.second in {"", *PALETTES}
            assert look.pattern in {*PATTERNS, "brass", "silver"}


def test_the_same_recipe_gives_the_same_bytes() -> None:
    look = Look("pouch", "chevrons", "madder", "bone", 2)
    assert draw_picture(look) == draw_picture(look)


def test_another_seed_gives_another_picture() -> None:
    look = Look("pouch", "patchwork", "madder", "bone", 2)
    assert draw_picture(look) != draw_picture(replace(look, seed=3))


@pytest.mark.slow
@pytest.mark.parametrize("form", sorted(ONE_OF_EACH_FORM))
def test_a_picture_is_large_and_not_blank(form: str) -> None:
    picture = opened(draw_picture(ONE_OF_EACH_FORM[form]))
    assert picture.size == (1280, 1600)
    # The piece in the middle differs from the ground in the corner, and it has detail of its own.
    middle, corner = picture.crop((320, 500, 960, 1240)), picture.crop((0, 0, 120, 120))
    assert max(ImageStat.Stat(middle).stddev) > 12
    if form != "detail":
        assert max(ImageStat.Stat(corner).stddev) < 12


GRIDS = [
    "blocks",
    "branches",
    "buti",
    "dots",
    "jaal",
    "jamdani",
    "jamdani-slant",
    "krama",
    "krama-fine",
    "krama-window",
    "leaves",
    "lotus",
    "paisley",
    "ripple",
]


@pytest.mark.parametrize("pattern", GRIDS)
@pytest.mark.parametrize("times", [(2, 1), (1, 2)], ids=["across", "down"])
def test_a_repeat_goes_on_as_the_whole_cloth_would(pattern: str, times: tuple[int, int]) -> None:
    width, height = REPEATS[pattern]
    size = (width * times[0], height * times[1])
    body = PATTERNS[pattern](size, PALETTES["indigo"], random.Random(3))
    ground = f'<rect width="{size[0]}" height="{size[1]}" fill="{PALETTES["indigo"].ground}"/>'
    cloth = rasterise(ground + body, (0, 0, *size)).convert("L")
    first = cloth.crop((0, 0, width, height))
    second = cloth.crop((size[0] - width, size[1] - height, *size))
    # Stitches and stamps are a little off their line each time; the figures stay where they are.
    difference = ImageStat.Stat(ImageChops.difference(first, second)).mean[0]
    assert difference < 0.4 * ImageStat.Stat(first).stddev[0]


def test_flat_cloth_keeps_all_light_and_a_slope_away_from_it_loses_some() -> None:
    box = (0, 0, 200, 200)
    mask = Image.new("L", (200, 200), 255)
    flat, _ = light_of(build_relief(box, lambda x, y: 0.0, mask))
    away, _ = light_of(build_relief(box, lambda x, y: -0.8 * x, mask))
    towards, shine = light_of(build_relief(box, lambda x, y: 0.4 * x, mask))
    assert flat.getpixel((100, 100)) == 255
    assert away.getpixel((100, 100)) < 200
    assert towards.getpixel((100, 100)) == 255
    assert shine.getpixel((100, 100)) > 0


def test_file_names_change_with_the_recipe_and_only_then() -> None:
    product = read_products()[0]
    look = product.looks[0]
    assert picture_name(product, look) == picture_name(product, replace(look))
    assert picture_name(product, look) != picture_name(product, replace(look, seed=99))


def test_each_picture_is_described() -> None:
    for product in read_products():
        texts = [describe(product, look, place) for place, look in enumerate(product.looks)]
        assert all(texts)


def test_only_what_is_missing_is_drawn(tmp_path: Path) -> None:
    products = read_products()[:2]
    wanted = sum(len(product.looks) for product in products)
    assert len(list_missing(products, tmp_path)) == wanted
    first = tmp_path / picture_name(products[0], products[0].looks[0])
    first.parent.mkdir(parents=True)
    first.write_bytes(b"drawn")
    assert len(list_missing(products, tmp_path)) == wanted - 1
