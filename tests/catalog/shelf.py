"""Products put straight into the read model, as a sync would write them."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone

from catalog.mapping import MediaContent, ProductContent, VariantContent
from catalog.models import Product, SyncState
from catalog.ranking import rank_products
from catalog.records import Fetched, write_product
from catalog.version import turn_over

CHANNEL = "default-channel"
FIRST_DAY = datetime(2026, 1, 1, tzinfo=UTC)
CRAFTS = {"kantha": "Kantha stitch", "ikat": "Ikat", "basketry": "Basketry"}
COUNTRIES = {"in": "India", "kh": "Cambodia"}
ROOT = ("home", "Home")
TREE = {"quilts": [ROOT, ("quilts", "Quilts")], "scarves": [("wear", "To wear"), ("scarves", "Scarves")]}


def make_content(number: int, **changes: Any) -> ProductContent:
    """Product number `number`; `craft`, `country`, `price`, `quantity` are shorthands."""
    craft, country = changes.pop("craft", "kantha"), changes.pop("country", "in")
    attributes = []
    if craft:
        attributes.append(("craft", "Craft", ((craft, CRAFTS[craft]),)))
    if country:
        attributes.append(("country", "Country", ((country, COUNTRIES[country]),)))
    values: dict[str, Any] = {
        "product_id": f"P{number}",
        "slug": f"piece-{number}",
        "name": f"Piece {number}",
        "summary": "One line.",
        "paragraphs": ("A plain paragraph.",),
        "created_at": FIRST_DAY + timedelta(days=number),
        "updated_at": FIRST_DAY + timedelta(days=number),
        "currency": "USD",
        "digits": 2,
        "sold_out": changes.get("quantity", 3) < 1,
        "attributes": tuple(attributes),
        "category_slug": "quilts",
        "collections": (),
        "variants": (make_variant(number, changes.pop("price", 1000 + number), changes.pop("quantity", 3)),),
        "media": (),
    }
    return ProductContent(**values | changes)


def make_variant(number: int, price: int, quantity: int, **changes: Any) -> VariantContent:
    """One variant; the price in cents."""
    values: dict[str, Any] = {
        "variant_id": f"V{number}",
        "sku": f"SKU-{number}",
        "name": "One size",
        "price_minor": price,
        "undiscounted_minor": None,
        "quantity_available": quantity,
        "limit_per_customer": 0,
        "attributes": (),
    }
    return VariantContent(**values | changes)


def make_media(number: int, place: int = 0) -> MediaContent:
    """One picture of product `number`."""
    return MediaContent(f"M{number}-{place}", f"media://{number}-{place}.png", f"Piece {number} from the front")


def put(*contents: ProductContent, channel: str = CHANNEL, asked_at: datetime | None = None) -> None:
    """Stores and shows products, ranked."""
    fetched = Fetched(channel, asked_at or timezone.now(), generation=1, live=True, ancestors=TREE)
    for content in contents:
        write_product(content, fetched)
    SyncState.objects.update_or_create(channel=channel, defaults={"generation": 1, "finished_at": timezone.now()})
    rank_products(channel)
    turn_over()


def slugs(cards: Any) -> list[str]:
    """The slugs of cards, in order."""
    return [card.slug for card in cards]


def row(number: int) -> Product:
    """The stored product."""
    return Product.objects.get(channel=CHANNEL, product_id=f"P{number}")
