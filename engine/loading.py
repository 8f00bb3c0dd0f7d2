"""Loads a shop from one JSON document; `docs/engine.md` says what it may hold.

Idempotent: rows are found by slug, SKU, code or name and brought up to what the document says.
"""

import shutil
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from engine import models
from engine.memory import forget
from engine.money import to_minor

Entry = dict[str, Any]


def load_shop(document: Mapping[str, Any], folder: Path, *, with_stock: bool = False) -> int:
    """Load a whole document in one transaction; the number of products. Pictures lie below `folder`.

    Stock of a variant that is there already is left alone, unless `with_stock`. Fires no events.
    Raises: KeyError or ValueError for a document that does not fit together.
    """
    with transaction.atomic(using="engine"):
        _Loader(document, folder, with_stock).load()
    forget()
    return len(document.get("products", []))


def _read_text(text: Any) -> Any:
    """A text as EditorJS keeps it, from a list of paragraphs; an EditorJS object stays as it is."""
    if not isinstance(text, list):
        return text or None
    return {"blocks": [{"type": "paragraph", "data": {"text": paragraph}} for paragraph in text]}


def _read_time(text: str | None) -> datetime | None:
    moment = datetime.fromisoformat(text) if text else None
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment


# How columns are read that are not given as they are kept.
_READERS: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("created_at", "available_for_purchase_at", "starts_at", "ends_at"), _read_time),
    **dict.fromkeys(("description", "content"), _read_text),
    **dict.fromkeys(("rate", "percent"), Decimal),
}
_READERS["translations"] = lambda given: {
    language: {name: _READERS.get(name, str)(text) for name, text in words.items()} for language, words in given.items()
}
# The column and the reader of what a product holds of an attribute that offers no choices.
_OWN_VALUES: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "PLAIN_TEXT": ("plain_text", str),
    "RICH_TEXT": ("rich_text", _read_text),
    "NUMERIC": ("numeric", lambda value: Decimal(str(value))),
    "BOOLEAN": ("boolean", bool),
    "DATE": ("date", date.fromisoformat),
}


class _Loader:
    def __init__(self, document: Mapping[str, Any], folder: Path, with_stock: bool) -> None:
        self.document, self.folder, self.with_stock = document, folder, with_stock

    def load(self) -> None:
        if "shop" in self.document:
            models.Shop.objects.update_or_create(slot=1, defaults=self.document["shop"])
        for country, rate in self.document.get("tax_rates", {}).items():
            self.save(models.TaxRate, {"country": country, "rate": rate}, key="country")
        kinds = {"channels": models.Channel, "warehouses": models.Warehouse, "page_types": models.PageType}
        parts = "shipping_zones pages attributes product_types categories products collections vouchers"
        for name in (*kinds, *parts.split()):
            for entry in self.document.get(name, []):
                load = partial(self.save, kinds[name]) if name in kinds else getattr(self, f"load_{name}")
                load(entry)

    def save(self, kind: Any, entry: Entry, *, key: str = "slug", within: Any = None, **more: Any) -> Any:
        """The row with the entry's key, with those of its values that are columns, and `more`."""
        names = {field.name for field in kind._meta.concrete_fields if not field.is_relation} - {key}
        plain = {name: _READERS.get(name, lambda value: value)(entry[name]) for name in names & set(entry)}
        return (within or kind.objects).update_or_create(**{key: entry[key]}, defaults={**plain, **more})[0]

    def find(self, kind: Any, slug: str | None) -> Any:
        found = kind.objects.filter(slug=slug).first()
        if slug and found is None:
            raise KeyError(f"there is no {kind._meta.verbose_name} {slug!r}")
        return found

    def read_amounts(self, given: Any) -> dict[models.Channel, int]:
        found = {self.find(models.Channel, slug): amount for slug, amount in self.by_first("channels", given).items()}
        return {channel: to_minor(Decimal(amount), channel.currency) for channel, amount in found.items()}

    def by_first(self, name: str, given: Any) -> Mapping[str, Any]:
        """A map by slug; a plain value is meant for the first channel or warehouse of the document."""
        return given if isinstance(given, dict) else {self.document[name][0]["slug"]: given}

    def load_shipping_zones(self, entry: Entry) -> None:
        zone = self.save(models.ShippingZone, entry, key="name")
        for given in entry.get("methods", []):
            least = self.read_amounts(given.get("minimum_order", {}))
            days = {f"{end}_delivery_days": given.get(f"{end}_days") for end in ("minimum", "maximum")}
            for channel, price in self.read_amounts(given["prices"]).items():
                columns = {"price_minor": price, "minimum_order_minor": least.get(channel, 0), **days}
                zone.methods.update_or_create(name=given["name"], channel=channel, defaults=columns)

    def load_pages(self, entry: Entry) -> None:
        kind = self.find(models.PageType, entry["page_type"])
        self.save(models.Page, {**entry, "content": entry.get("text")}, page_type=kind)

    def load_attributes(self, entry: Entry) -> None:
        is_page = entry.get("input_type", "").endswith("REFERENCE")
        attribute = self.save(models.Attribute, entry, entity_type="PAGE" if is_page else None)
        for place, value in enumerate(entry.get("values", [])):
            self.save(models.AttributeValue, value, within=attribute.values, position=place)

    def load_product_types(self, entry: Entry) -> None:
        kind = self.save(models.ProductType, entry)
        for name in ("product_attributes", "variant_attributes"):
            getattr(kind, name).set([self.find(models.Attribute, slug) for slug in entry.get(name, [])])

    def load_categories(self, entry: Entry) -> None:
        # The level is named so that it is written: the row works it out.
        self.save(models.Category, entry, parent=self.find(models.Category, entry.get("parent")), level=0)

    def load_products(self, entry: Entry) -> None:
        category = self.find(models.Category, entry.get("category"))
        kind = self.find(models.ProductType, entry["product_type"])
        product = self.save(models.Product, entry, product_type=kind, category=category)
        self.hold_values(product, entry.get("attributes", {}))
        kept = [self.load_media(product, place, given).pk for place, given in enumerate(entry.get("media", []))]
        product.media.exclude(pk__in=kept).delete()
        for place, variant in enumerate(entry["variants"]):
            self.load_variant(product, place, variant)
        sold = models.Channel.objects.filter(pk__in=product.variants.values("channel_listings__channel"))
        for slug, listing in (entry.get("channels") or {channel.slug: {} for channel in sold}).items():
            key = {"channel": self.find(models.Channel, slug)}
            self.save(models.ProductChannelListing, {**key, **listing}, key="channel", within=product.channel_listings)

    def load_media(self, product: models.Product, place: int, given: Entry) -> Any:
        source = self.folder / given["path"]
        name = source.name if Path(given["path"]).is_absolute() else given["path"]
        target = Path(settings.ENGINE_MEDIA_ROOT) / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.resolve() != target.resolve():
            shutil.copyfile(source, target)
        picture = {**given, "path": name, "position": place}
        return self.save(models.ProductMedia, picture, key="path", within=product.media)

    def load_variant(self, product: models.Product, place: int, entry: Entry) -> None:
        is_new = not models.ProductVariant.objects.filter(sku=entry["sku"]).exists()
        variant = self.save(models.ProductVariant, entry, key="sku", product=product, position=place)
        self.hold_values(variant, entry.get("attributes", {}))
        lower = self.read_amounts(entry.get("discounted", {}))
        for channel, price in self.read_amounts(entry.get("prices", entry.get("price", {}))).items():
            prices = {"price_minor": price, "discounted_minor": lower.get(channel)}
            variant.channel_listings.update_or_create(channel=channel, defaults=prices)
        for slug, pieces in self.by_first("warehouses", entry.get("stock", {})).items():
            if is_new or self.with_stock:
                warehouse = self.find(models.Warehouse, slug)
                variant.stocks.update_or_create(warehouse=warehouse, defaults={"quantity": pieces})

    def hold_values(self, row: models.Product | models.ProductVariant, given: Mapping[str, Any]) -> None:
        held = []
        for slug, values in given.items():
            attribute = self.find(models.Attribute, slug)
            whole = attribute.input_type == "RICH_TEXT" or not isinstance(values, list)
            held += [self.find_value(attribute, row, value) for value in ([values] if whole else values)]
        row.attribute_values.set(held)

    def find_value(self, attribute: models.Attribute, row: Any, value: Any) -> models.AttributeValue:
        if attribute.input_type in _OWN_VALUES:
            column, read = _OWN_VALUES[attribute.input_type]
            own, columns = f"{row._meta.model_name}-{row.pk}", {column: read(value), "name": str(value)[:255]}
            return attribute.values.update_or_create(slug=own, defaults=columns)[0]
        if attribute.entity_type == "PAGE":
            page = self.find(models.Page, value)
            return attribute.values.update_or_create(slug=value, defaults={"page": page, "name": page.title})[0]
        found = attribute.values.filter(slug=value).first()
        if found is None:
            raise KeyError(f"attribute {attribute.slug!r} has no value {value!r}")
        return found

    def load_collections(self, entry: Entry) -> None:
        products = [self.find(models.Product, slug) for slug in entry.get("products", [])]
        self.save(models.Collection, entry).products.set(products)

    def load_vouchers(self, entry: Entry) -> None:
        least = self.read_amounts(entry["minimum_spent"]) if entry.get("minimum_spent") else {}
        given = {name: value for name, value in entry.items() if value is not None}
        voucher = {"ends_at": None, "usage_limit": None, **given}
        self.save(models.Voucher, voucher, key="code", minimum_spent_minor=next(iter(least.values()), 0))
