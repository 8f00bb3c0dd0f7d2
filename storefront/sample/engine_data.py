"""The shop as the document that `engine_load` reads: channel, taxes, delivery, goods, vouchers."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from storefront.sample.pictures import describe, picture_name
from storefront.sample.records import SampleProduct, SampleVariant, find_craft, read_crafts, read_file, read_products

Entry = dict[str, Any]
COUNTRIES = {"in": "India", "kh": "Cambodia"}
KINDS = {
    "bag": "Bag",
    "scarf": "Scarf",
    "home-textile": "Home textile",
    "basket": "Basket",
    "jewellery": "Jewellery",
    "ornament": "Ornament",
}
SOURCE_ATTRIBUTES = ["craft", "country", "material"]


def write_document(folder: Path, *, now: datetime) -> Path:
    """Write the document into `folder`, beside its pictures, and return its path."""
    path = folder / "shop.json"
    path.write_text(json.dumps(shop_document(now=now), ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def shop_document(*, now: datetime | None = None) -> Entry:
    """The whole document; products are dated backwards from `now`, those of "New in" last."""
    plan = read_file("shop.toml")
    return {
        "shop": plan["shop"] | {"default_country": "US", "reserve_minutes": 30, "limit_quantity_per_checkout": 50},
        "channels": [_channel()],
        "tax_rates": plan["tax"],
        "warehouses": [{"slug": "main", "name": "Main store room"}],
        "shipping_zones": [_zone(zone) for zone in plan["zones"]],
        "attributes": _attributes(),
        "product_types": [_product_type(slug, name) for slug, name in KINDS.items()],
        "categories": [row | {"description": [row["description"]]} for row in plan["categories"]],
        "products": [_product(row, moment) for row, moment in _dated(plan, now or datetime.now(UTC))],
        "collections": [row | {"description": [row["description"]]} for row in plan["collections"]],
        "vouchers": plan["vouchers"],
    }


def _channel() -> Entry:
    channel = settings.CHANNELS[settings.DEFAULT_CHANNEL]
    return {
        "slug": settings.DEFAULT_CHANNEL,
        "name": "Shop",
        "currency": channel["currency"],
        "default_country": channel["country"],
        "transaction_flow": "CHARGE",
    }


def _zone(zone: Entry) -> Entry:
    methods = [
        {key: value for key, value in method.items() if key != "price"}
        | {"prices": {settings.DEFAULT_CHANNEL: method["price"]}}
        for method in zone["methods"]
    ]
    return {"name": zone["name"], "countries": zone["countries"], "methods": methods}


def _attributes() -> list[Entry]:
    crafts = [{"slug": craft.slug, "name": craft.name} for craft in read_crafts()]
    countries = [{"slug": slug, "name": name} for slug, name in COUNTRIES.items()]
    return [
        {"slug": "craft", "name": "Craft", "input_type": "DROPDOWN", "values": crafts},
        {"slug": "country", "name": "Country", "input_type": "DROPDOWN", "values": countries},
        {"slug": "material", "name": "Material", "input_type": "PLAIN_TEXT"},
        *(
            {"slug": slug, "name": slug.title(), "input_type": "DROPDOWN", "values": _values(slug)}
            for slug in ("colour", "size")
        ),
    ]


def _values(attribute: str) -> list[Entry]:
    values = {row.value for product in read_products() for row in product.variants if row.attribute == attribute}
    return [{"slug": value.lower(), "name": value.capitalize()} for value in sorted(values)]


def _product_type(slug: str, name: str) -> Entry:
    return {
        "slug": slug,
        "name": name,
        "has_variants": True,
        "is_shipping_required": True,
        "product_attributes": SOURCE_ATTRIBUTES,
        "variant_attributes": ["colour", "size"],
    }


def _dated(plan: Entry, now: datetime) -> list[tuple[SampleProduct, datetime]]:
    newest = plan["collections"][0]["products"]
    order = sorted(read_products(), key=lambda row: (newest.index(row.slug) if row.slug in newest else 99, row.slug))
    return [(row, now - timedelta(days=4 * place, hours=1)) for place, row in enumerate(order)]


def _product(row: SampleProduct, created_at: datetime) -> Entry:
    return {
        "slug": row.slug,
        "name": row.name,
        "product_type": row.kind,
        "category": row.category,
        "description": list(row.paragraphs),
        "seo_title": row.name,
        "seo_description": row.paragraphs[0][:157].rsplit(" ", 1)[0] + " ...",
        "created_at": created_at.isoformat(),
        "attributes": {"craft": row.craft, "country": find_craft(row.craft).country, "material": row.material},
        "media": [
            {"path": picture_name(row, look), "alt": describe(row, look, place)} for place, look in enumerate(row.looks)
        ],
        "variants": [_variant(row, variant) for variant in row.variants],
    }


def _variant(row: SampleProduct, variant: SampleVariant) -> Entry:
    return {
        "sku": variant.sku,
        "name": variant.value.capitalize() or row.name,
        "attributes": {variant.attribute: variant.value.lower()} if variant.attribute else {},
        "price": variant.price,
        "stock": variant.stock,
        "weight_grams": row.weight_grams,
    }
