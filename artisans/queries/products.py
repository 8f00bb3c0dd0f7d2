"""What the catalogue says of products, as far as stories ask."""

import re
from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings

from artisans.models import KeptOff, Maker, ProductLink, Story
from artisans.words import name_of_craft
from catalog.models import Label, Product, ProductFacts
from catalog.queries import find_cards
from themes.pictures import Picture

_PRODUCT_ADDRESS = re.compile(r"/products/([\w-]+)/?(?:[?#].*)?$")
_SLUG = re.compile(r"[\w-]{1,255}")


def list_crafts() -> tuple[tuple[str, str], ...]:
    """Slug and title of every craft that the catalogue or the vault knows, by title. Two queries."""
    crafts = dict.fromkeys(Maker.objects.values_list("craft", flat=True).distinct(), "")
    crafts |= dict(Label.objects.filter(kind="craft").values_list("value", "title").distinct())
    named = ((slug, title or name_of_craft(slug).capitalize()) for slug, title in crafts.items())
    return tuple(sorted(named, key=lambda craft: craft[1]))


def list_story_texts() -> dict[str, str]:
    """The story words that the catalogue's search holds, by Saleor product id. One query."""
    return dict(ProductFacts.objects.exclude(story_text="").values_list("product_id", "story_text"))


@dataclass(frozen=True, slots=True)
class GoodsRow:
    """A product on which a story may stand. `stands_here` says whether this very one does now."""

    product_id: str
    name: str
    url: str
    picture: Picture | None
    is_kept_off: bool
    stands_here: bool


def list_goods(story: Story) -> tuple[GoodsRow, ...]:
    """The products of the persona's craft and country, by name: those on which her story can be chosen. Six queries."""
    place = (story.persona.craft, story.persona.country)
    ids = sorted(product_id for product_id, places in list_crafted_products().items() if place in places)
    kept_off = set(KeptOff.objects.filter(story=story).values_list("product_id", flat=True))
    linked = set(ProductLink.objects.filter(story=story).values_list("product_id", flat=True))
    cards = find_cards(ids, channel=settings.DEFAULT_CHANNEL)
    rows = (
        GoodsRow(
            card.product_id, card.name, card.url, card.picture, card.product_id in kept_off, card.product_id in linked
        )
        for card in cards
    )
    return tuple(sorted(rows, key=lambda row: row.name))


def find_goods_id(words: str) -> str | None:
    """The product that an address, or what its QR code holds, leads to (`/products/<slug>/`); None if to none.

    A lot's code is not read: a story is never looked up by a lot.
    """
    found = _PRODUCT_ADDRESS.search(words.strip())
    slug = found.group(1) if found else words.strip()
    if not _SLUG.fullmatch(slug):
        return None
    return Product.objects.filter(slug=slug, is_live=True).values_list("product_id", flat=True).first()


def list_crafted_products() -> dict[str, frozenset[tuple[str, str]]]:
    """Craft and country (slugs) of every live product that has both, by Saleor product id. One query."""
    crafts: dict[str, set[str]] = defaultdict(set)
    countries: dict[str, set[str]] = defaultdict(set)
    rows = Label.objects.filter(kind__in=("craft", "country"), product__is_live=True)
    for product_id, kind, value in rows.values_list("product__product_id", "kind", "value"):
        (crafts if kind == "craft" else countries)[product_id].add(value.lower())
    return {
        product_id: frozenset((craft, country) for craft in values for country in countries.get(product_id, ()))
        for product_id, values in crafts.items()
    }
