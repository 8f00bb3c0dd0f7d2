"""A small shop that the tests buy from: six pieces, two zones, a voucher; every amount is known here.

Loaded into the engine by its own command, both apps installed by their manifests, the catalogue synced: what
`make run` does, with less in it.
"""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.management import call_command

from catalog.models import Product, Variant
from catalog.sync import sync_all
from engine.chores import deliver_events
from engine.models import ProductVariant, Stock, TransactionItem, VariantChannelListing

CHANNEL = "default-channel"
VOUCHER = "TEN"
POST, EXPRESS = "Post, tracked", "Express"  # 8.00 and 21.00 to the US and GB; 12.00 to Germany; 9.00 to India


def piece(
    slug: str, name: str, *variants: dict[str, Any], craft: str = "kantha", country: str = "in"
) -> dict[str, Any]:
    """A product of the file that `engine_load` reads."""
    return {
        "slug": slug,
        "name": name,
        "product_type": "cloth",
        "category": "scarves",
        "description": [f"{name}, a sample piece."],
        "attributes": {"craft": craft, "country": country, "material": "Cotton"},
        "variants": list(variants),
    }


def variant(sku: str, price: str, stock: int, name: str = "") -> dict[str, Any]:
    """A variant of the file that `engine_load` reads."""
    return {
        "sku": sku,
        "name": name or sku,
        "price": price,
        "stock": stock,
        "attributes": {"size": name} if name else {},
    }


def shop_document() -> dict[str, Any]:
    """The whole file."""
    sizes = [{"slug": "small", "name": "Small"}, {"slug": "large", "name": "Large"}]
    return {
        "shop": {"name": "Kantha", "default_country": "US", "reserve_minutes": 30, "limit_quantity_per_checkout": 50},
        "channels": [
            {
                "slug": CHANNEL,
                "name": "Shop",
                "currency": "USD",
                "default_country": "US",
                "transaction_flow": "CHARGE",
            }
        ],
        "tax_rates": {"GB": "0.20", "DE": "0.19"},
        "warehouses": [{"slug": "main", "name": "Main"}],
        "shipping_zones": [
            {
                "name": "English-speaking",
                "countries": ["US", "GB"],
                "methods": [
                    {"name": POST, "minimum_days": 5, "maximum_days": 9, "prices": {CHANNEL: "8.00"}},
                    {"name": EXPRESS, "minimum_days": 2, "maximum_days": 2, "prices": {CHANNEL: "21.00"}},
                ],
            },
            {
                "name": "Germany",
                "countries": ["DE"],
                "methods": [{"name": POST, "minimum_days": 4, "maximum_days": 8, "prices": {CHANNEL: "12.00"}}],
            },
            {
                "name": "India",
                "countries": ["IN"],
                "methods": [{"name": POST, "minimum_days": 3, "maximum_days": 6, "prices": {CHANNEL: "9.00"}}],
            },
        ],
        "attributes": [
            {
                "slug": "craft",
                "name": "Craft",
                "input_type": "DROPDOWN",
                "values": [{"slug": "kantha", "name": "Kantha"}],
            },
            {
                "slug": "country",
                "name": "Country",
                "input_type": "DROPDOWN",
                "values": [{"slug": "in", "name": "India"}],
            },
            {"slug": "material", "name": "Material", "input_type": "PLAIN_TEXT"},
            {"slug": "size", "name": "Size", "input_type": "DROPDOWN", "values": sizes},
        ],
        "product_types": [
            {
                "slug": "cloth",
                "name": "Cloth",
                "has_variants": True,
                "is_shipping_required": True,
                "product_attributes": ["craft", "country", "material"],
                "variant_attributes": ["size"],
            }
        ],
        "categories": [{"slug": "scarves", "name": "Scarves", "description": ["Scarves."]}],
        "products": [
            piece("indigo-scarf", "Indigo scarf", variant("SCARF", "48.00", 10)),
            piece("field-quilt", "Field quilt", variant("QUILT", "120.00", 1)),
            piece("sold-out-shawl", "Sold-out shawl", variant("SHAWL", "60.00", 0)),
            piece(
                "stitched-bag",
                "Stitched bag",
                variant("BAG-S", "34.00", 5, "small"),
                variant("BAG-L", "40.00", 5, "large"),
            ),
        ],
        "vouchers": [
            {"code": VOUCHER, "name": "Ten percent", "percent": "10"},
            {"code": "BIG", "name": "From 500", "percent": "10", "minimum_spent": "500.00"},
        ],
    }


def load_shop() -> None:
    """Fills the engine, introduces both apps to it, and reads the catalogue."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "shop.json"
        path.write_text(json.dumps(shop_document()))
        call_command("engine_load", str(path), verbosity=0)
    install_apps()
    sync_all()


def install_apps() -> None:
    """The shop's app and the payment app, by their manifests."""
    for manifest in ("/saleor/manifest", "/payments/saleor/manifest"):
        call_command("engine_install_app", settings.PUBLIC_URL + manifest, verbosity=0)


def variant_id(sku: str) -> str:
    """The global id of a variant."""
    return str(Variant.objects.get(sku=sku).variant_id)


def product_id(slug: str) -> str:
    """The global id of a product."""
    return str(Product.objects.get(slug=slug).product_id)


def set_price(sku: str, cents: int) -> None:
    """The shopkeeper changes a price."""
    VariantChannelListing.objects.filter(variant__sku=sku).update(price_minor=cents)


def set_stock(sku: str, quantity: int) -> None:
    """The shopkeeper counts again."""
    Stock.objects.filter(product_variant__sku=sku).update(quantity=quantity)


def drop_variant(sku: str) -> None:
    """The shopkeeper takes a piece out of the shop for good."""
    ProductVariant.objects.filter(sku=sku).delete()


def deliver_all() -> None:
    """The worker, until nothing is due: events reach the shop and the payment app."""
    while deliver_events():
        pass


def charged_cents() -> list[int]:
    """What each payment of the engine's books has charged and not returned, the smallest first."""
    return sorted(TransactionItem.objects.values_list("charged_minor", flat=True))
