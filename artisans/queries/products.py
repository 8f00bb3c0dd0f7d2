"""What the catalogue says of products, as far as stories ask."""

from collections import defaultdict

from artisans.models import Maker
from catalog.models import Label, ProductFacts


def list_crafts() -> tuple[tuple[str, str], ...]:
    """Slug and title of every craft that the catalogue or the vault knows, by title. Two queries."""
    crafts = dict.fromkeys(Maker.objects.values_list("craft", flat=True).distinct(), "")
    crafts |= dict(Label.objects.filter(kind="craft").values_list("value", "title").distinct())
    named = ((slug, title or slug.replace("-", " ").capitalize()) for slug, title in crafts.items())
    return tuple(sorted(named, key=lambda craft: craft[1]))


def list_story_texts() -> dict[str, str]:
    """The story words that the catalogue's search holds, by Saleor product id. One query."""
    return dict(ProductFacts.objects.exclude(story_text="").values_list("product_id", "story_text"))


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
