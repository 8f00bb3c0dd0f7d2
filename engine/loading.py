"""Loads a shop from one JSON document. Idempotent: rows are found by slug, SKU, code or name and brought up to it.

Amounts are texts of whole units with tax ("34.00"). The lists, each of which may be missing, in the order of loading:

- `shop`: {name, description, default_country, reserve_minutes, limit_quantity_per_checkout}
- `channels`: [{slug, name, currency, default_country, transaction_flow}]; `tax_rates`: {country: share}
- `warehouses`: [{slug, name}]
- `shipping_zones`: [{name, countries, methods: [{name, minimum_days, maximum_days, prices: {channel: amount},
  minimum_order: {channel: amount}}]}]
- `page_types`: [{slug, name}]; `pages`: [{slug, title, page_type, text, is_published}]
- `attributes`: [{slug, name, input_type, values: [{slug, name}]}]
- `product_types`: [{slug, name, has_variants, is_shipping_required, product_attributes, variant_attributes}]
- `categories`: [{slug, name, description, parent, seo_title, seo_description, metadata}], parents first
- `products`: [{slug, name, product_type, category, description, seo_title, seo_description, rating, created_at,
  metadata, attributes: {slug: value or values}, media: [{path, alt}], channels: {channel: {is_published,
  visible_in_listings, available_for_purchase_at}}, variants: [{sku, name, attributes, prices: {channel: amount},
  discounted: {channel: amount}, stock: {warehouse: pieces}, weight_grams, track_inventory,
  quantity_limit_per_customer, metadata, media: [path]}]}]; `price` and `stock` as plain values mean the first channel
  and the first warehouse of the document
- `collections`: [{slug, name, description, products, is_published, metadata}]
- `menus`: [{slug, name, items: [{name, and one of category, collection, page, url}]}]
- `vouchers`: [{code, name, percent, minimum_spent, usage_limit, starts_at, ends_at}]

Texts are lists of paragraphs or EditorJS objects. Pictures are copied below ENGINE_MEDIA_ROOT from beside the file.
"""

import shutil
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify

from engine import models
from engine.money import to_minor

Entry = dict[str, Any]


def load_shop(document: Mapping[str, Any], folder: Path, *, with_stock: bool = False) -> int:
    """Load a whole document in one transaction; the number of products. Pictures lie below `folder`.

    Stock of a variant that is there already is left alone, unless `with_stock`. Fires no events.
    Raises: KeyError or ValueError for a document that does not fit together.
    """
    with transaction.atomic(using="engine"):
        return _Loader(document, folder, with_stock).load()


def read_text(text: Any) -> Any:
    """A text as EditorJS keeps it, from a list of paragraphs; an EditorJS object stays as it is."""
    if not isinstance(text, list):
        return text or None
    return {"blocks": [{"type": "paragraph", "data": {"text": paragraph}} for paragraph in text]}


def _pick(entry: Mapping[str, Any], *names: str) -> Entry:
    return {name: entry[name] for name in names if name in entry}


def _read_time(text: str | None) -> datetime | None:
    moment = datetime.fromisoformat(text) if text else None
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment


class _Loader:
    def __init__(self, document: Mapping[str, Any], folder: Path, with_stock: bool) -> None:
        self.document, self.folder, self.with_stock = document, folder, with_stock

    def load(self) -> int:
        if "shop" in self.document:
            models.Shop.objects.update_or_create(slot=1, defaults=self.document["shop"])
        simple: dict[str, tuple[Any, Callable[[Entry], Entry]]] = {
            "channels": (models.Channel, dict),
            "warehouses": (models.Warehouse, dict),
            "page_types": (models.PageType, dict),
            "pages": (models.Page, self.read_page),
        }
        for name, (kind, read) in simple.items():
            self.load_all(name, lambda entry, kind=kind, read=read: self.upsert(kind, read(entry)))
        for country, rate in self.document.get("tax_rates", {}).items():
            models.TaxRate.objects.update_or_create(country=country, defaults={"rate": Decimal(rate)})
        for name in ("shipping_zones", "attributes", "product_types", "categories", "products", "collections"):
            self.load_all(name, getattr(self, f"load_{name}"))
        self.load_all("menus", self.load_menu)
        self.load_all("vouchers", self.load_voucher)
        return len(self.document.get("products", []))

    def load_all(self, name: str, load: Callable[[Entry], Any]) -> None:
        for entry in self.document.get(name, []):
            load(entry)

    def upsert(self, kind: Any, columns: Entry, key: str = "slug") -> Any:
        return kind.objects.update_or_create(**{key: columns[key]}, defaults=columns)[0]

    def find(self, kind: Any, slug: str) -> Any:
        found = kind.objects.filter(slug=slug).first()
        if found is None:
            raise KeyError(f"there is no {kind._meta.verbose_name} {slug!r}")
        return found

    def amounts(self, prices: Mapping[str, Any]) -> Iterable[tuple[models.Channel, int]]:
        for slug, amount in prices.items():
            channel = self.find(models.Channel, slug)
            yield channel, to_minor(Decimal(amount), channel.currency)

    def read_page(self, entry: Entry) -> Entry:
        columns = _pick(entry, "slug", "title", "is_published", "metadata")
        return {
            **columns,
            "page_type": self.find(models.PageType, entry["page_type"]),
            "content": read_text(entry.get("text")),
        }

    def load_shipping_zones(self, entry: Entry) -> None:
        zone = self.upsert(models.ShippingZone, _pick(entry, "name", "countries"), "name")
        for given in entry.get("methods", []):
            days = _pick(given, "minimum_days", "maximum_days")
            method, _ = models.ShippingMethod.objects.update_or_create(zone=zone, name=given["name"], defaults=days)
            least = dict(self.amounts(given.get("minimum_order", {})))
            for channel, price in self.amounts(given["prices"]):
                columns = {"price_minor": price, "minimum_order_minor": least.get(channel, 0)}
                method.channel_listings.update_or_create(channel=channel, defaults=columns)

    def load_attributes(self, entry: Entry) -> None:
        columns = {"entity_type": "PAGE" if entry.get("input_type", "").endswith("REFERENCE") else None}
        attribute = self.upsert(models.Attribute, {**columns, **_pick(entry, "slug", "name", "input_type")})
        for place, value in enumerate(entry.get("values", [])):
            columns = {**_pick(value, "name"), "position": place}
            attribute.values.update_or_create(slug=value["slug"], defaults=columns)

    def load_product_types(self, entry: Entry) -> None:
        kind = self.upsert(models.ProductType, _pick(entry, "slug", "name", "has_variants", "is_shipping_required"))
        for of_variant, name in ((False, "product_attributes"), (True, "variant_attributes")):
            for place, slug in enumerate(entry.get(name, [])):
                attribute = self.find(models.Attribute, slug)
                key = {"attribute": attribute, "of_variant": of_variant}
                kind.type_attributes.update_or_create(**key, defaults={"position": place})

    def load_categories(self, entry: Entry) -> None:
        parent = self.find(models.Category, entry["parent"]) if entry.get("parent") else None
        columns = _pick(entry, "slug", "name", "seo_title", "seo_description", "metadata")
        columns |= {"parent": parent, "level": parent.level + 1 if parent else 0}
        self.upsert(models.Category, {**columns, "description": read_text(entry.get("description"))})

    def load_products(self, entry: Entry) -> None:
        columns = _pick(entry, "slug", "name", "seo_title", "seo_description", "rating", "metadata")
        columns["product_type"] = self.find(models.ProductType, entry["product_type"])
        columns["category"] = self.find(models.Category, entry["category"]) if entry.get("category") else None
        columns["description"] = read_text(entry.get("description"))
        if entry.get("created_at"):
            columns["created_at"] = _read_time(entry["created_at"])
        product = self.upsert(models.Product, columns)
        self.hold_values(product, entry.get("attributes", {}))
        media = {
            given["path"]: self.load_media(product, place, given) for place, given in enumerate(entry.get("media", []))
        }
        product.media.exclude(pk__in=[row.pk for row in media.values()]).delete()
        for place, variant in enumerate(entry["variants"]):
            self.load_variant(product, place, variant, media)
        sold = models.Channel.objects.filter(pk__in=product.variants.values("channel_listings__channel"))
        for slug, given in (entry.get("channels") or {channel.slug: {} for channel in sold}).items():
            listing = dict(given)
            if "available_for_purchase_at" in listing:
                listing["available_for_purchase_at"] = _read_time(listing["available_for_purchase_at"])
            channel = self.find(models.Channel, slug)
            product.channel_listings.update_or_create(channel=channel, defaults=listing)

    def load_media(self, product: models.Product, place: int, given: Entry) -> models.ProductMedia:
        source = self.folder / given["path"]
        name = Path(given["path"]).name if Path(given["path"]).is_absolute() else given["path"]
        target = Path(settings.ENGINE_MEDIA_ROOT) / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.resolve() != target.resolve():
            shutil.copyfile(source, target)
        columns = {"alt": given.get("alt", ""), "position": place}
        return product.media.update_or_create(path=name, defaults=columns)[0]

    def load_variant(
        self, product: models.Product, place: int, entry: Entry, media: Mapping[str, models.ProductMedia]
    ) -> None:
        names = ("sku", "name", "weight_grams", "track_inventory", "quantity_limit_per_customer", "metadata")
        is_new = not models.ProductVariant.objects.filter(sku=entry["sku"]).exists()
        columns = {**_pick(entry, *names), "product": product, "position": place}
        variant = self.upsert(models.ProductVariant, columns, "sku")
        variant.media.set([media[path] for path in entry.get("media", [])])
        self.hold_values(variant, entry.get("attributes", {}))
        lower = dict(self.amounts(self.by_first("channels", entry.get("discounted", {}))))
        for channel, price in self.amounts(self.by_first("channels", entry.get("prices", entry.get("price", {})))):
            prices = {"price_minor": price, "discounted_minor": lower.get(channel)}
            variant.channel_listings.update_or_create(channel=channel, defaults=prices)
        for slug, pieces in self.by_first("warehouses", entry.get("stock", {})).items():
            if is_new or self.with_stock:
                warehouse = self.find(models.Warehouse, slug)
                variant.stocks.update_or_create(warehouse=warehouse, defaults={"quantity": pieces})

    def by_first(self, name: str, given: Any) -> Mapping[str, Any]:
        """A map by slug; a plain value is meant for the first channel or warehouse of the document."""
        return given if isinstance(given, dict) else {self.document[name][0]["slug"]: given}

    def hold_values(self, row: models.Product | models.ProductVariant, given: Mapping[str, Any]) -> None:
        kept = []
        for slug, values in given.items():
            attribute = self.find(models.Attribute, slug)
            for value in values if isinstance(values, list) else [values]:
                found = self.find_value(attribute, row, value)
                holding, _ = row.attribute_values.update_or_create(value=found, defaults={"position": len(kept)})
                kept.append(holding.pk)
        row.attribute_values.exclude(pk__in=kept).delete()

    def find_value(self, attribute: models.Attribute, row: Any, value: Any) -> models.AttributeValue:
        if attribute.input_type in ("DROPDOWN", "MULTISELECT"):
            found = attribute.values.filter(slug=value).first()
            if found is None:
                raise KeyError(f"attribute {attribute.slug!r} has no value {value!r}")
            return found
        columns: dict[str, Callable[[], Entry]] = {
            "PLAIN_TEXT": lambda: {"plain_text": value},
            "RICH_TEXT": lambda: {"rich_text": read_text(value)},
            "NUMERIC": lambda: {"numeric": Decimal(str(value))},
            "BOOLEAN": lambda: {"boolean": bool(value)},
            "DATE": lambda: {"date_time": _read_time(value)},
        }
        own = f"{row._meta.model_name}-{row.pk}"
        if attribute.entity_type == "PAGE":
            page = self.find(models.Page, value)
            own, held = f"{own}-{slugify(value)}", {"page": page, "name": page.title}
        else:
            held = {**columns[attribute.input_type](), "name": str(value)[:255]}
        return attribute.values.update_or_create(slug=own, defaults=held)[0]

    def load_collections(self, entry: Entry) -> None:
        columns = _pick(entry, "slug", "name", "seo_title", "seo_description", "is_published", "metadata")
        collection = self.upsert(models.Collection, {**columns, "description": read_text(entry.get("description"))})
        collection.products.set([self.find(models.Product, slug) for slug in entry.get("products", [])])

    def load_menu(self, entry: Entry) -> None:
        menu = self.upsert(models.Menu, _pick(entry, "slug", "name"))
        menu.items.all().delete()
        kinds = {"category": models.Category, "collection": models.Collection, "page": models.Page}
        for place, item in enumerate(entry.get("items", [])):
            where = {name: self.find(kind, item[name]) for name, kind in kinds.items() if item.get(name)}
            menu.items.create(name=item["name"], url=item.get("url"), position=place, **where)

    def load_voucher(self, entry: Entry) -> None:
        columns = {**_pick(entry, "code", "name", "usage_limit"), "percent": Decimal(entry["percent"])}
        columns["ends_at"] = _read_time(entry.get("ends_at"))
        if entry.get("starts_at"):
            columns["starts_at"] = _read_time(entry["starts_at"])
        channel = models.Channel.objects.order_by("pk").first()
        least = Decimal(entry.get("minimum_spent") or 0)
        columns["minimum_spent_minor"] = to_minor(least, channel.currency if channel else "USD")
        self.upsert(models.Voucher, columns, "code")
