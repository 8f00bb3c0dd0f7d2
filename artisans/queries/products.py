"""What the catalogue says of products, as far as stories ask."""

from collections import defaultdict

from catalog.models import Label


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
