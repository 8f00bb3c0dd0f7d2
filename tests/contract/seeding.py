"""Fills a channel of a real Saleor with a shop: the same document that `engine_load` reads, by staff's mutations.

What is there already, by slug, is left as it is, so that a run that broke off is finished by the next.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.contract.staff import Staff, StaffRefused

Entry = dict[str, Any]
STORE_ROOM = {
    "streetAddress1": "813 Howard Street",
    "city": "Oswego",
    "country": "US",
    "countryArea": "NY",
    "postalCode": "13126",
}


class Seeding:
    """One run over one document with one channel; pictures lie below `folder`."""

    def __init__(self, staff: Staff, document: Entry, folder: Path) -> None:
        self.staff, self.document, self.folder = staff, document, folder
        (self.channel,) = document["channels"]
        self.slug: str = self.channel["slug"]
        self.tax_class = ""
        self.ids: dict[str, dict[str, str]] = {}
        self.kinds: dict[str, str] = {}

    def fill(self) -> int:
        """Everything, in the order in which Saleor accepts it; the number of products that were added."""
        self._open_channel()
        self._add_attributes()
        for kind, operation in (
            ("types", "ProductTypes"),
            ("categories", "Categories"),
            ("collections", "Collections"),
        ):
            more = {"channel": self.slug} if kind == "collections" else {}
            self.ids[kind] = {node["slug"]: node["id"] for node in self.staff.list_nodes(operation, **more)}
        self._add_types()
        self._add_categories()
        added = sum(self._add_product(entry) for entry in self.document["products"])
        self._translate_products()
        self._add_collections()
        self._add_vouchers()
        return added

    def _open_channel(self) -> None:
        given = {
            "slug": self.slug,
            "name": self.channel["name"],
            "currencyCode": self.channel["currency"],
            "defaultCountry": self.channel["default_country"],
            "isActive": True,
            "paymentSettings": {"defaultTransactionFlowStrategy": self.channel.get("transaction_flow", "CHARGE")},
        }
        there = {channel["slug"]: channel["id"] for channel in self.staff.ask("Channels")}
        self.channel_id = there.get(self.slug) or self.staff.ask("ChannelCreate", input=given)["channel"]["id"]
        self._set_taxes()
        room: Entry = {"name": f"Store room of {self.slug}", "slug": f"{self.slug}-main", "address": STORE_ROOM}
        self.warehouse = self._find("Warehouses", room["slug"]) or self._make("WarehouseCreate", "warehouse", room)
        # Before its zones: a zone takes only warehouses of a channel that it has itself.
        self.staff.ask("ChannelWarehouse", id=self.channel_id, input={"addWarehouses": [self.warehouse]})
        for zone in self.document["shipping_zones"]:
            self._add_zone(zone)

    def _set_taxes(self) -> None:
        """Prices include the tax of a class of our own: the rates of a country belong to the whole Saleor."""
        rates = [{"countryCode": code, "rate": float(rate) * 100} for code, rate in self.document["tax_rates"].items()]
        name = f"Taxes of {self.slug}"
        given = {"name": name, "createCountryRates": rates}
        self.tax_class = self._find("TaxClasses", name, "name") or self._make("TaxClassCreate", "taxClass", given)
        configurations = self.staff.list_nodes("TaxConfigurations")
        (own,) = [node["id"] for node in configurations if node["channel"]["slug"] == self.slug]
        taxes = {
            "chargeTaxes": True,
            "pricesEnteredWithTax": True,
            "displayGrossPrices": True,
            "taxCalculationStrategy": "FLAT_RATES",
        }
        self.staff.ask("TaxConfigurationUpdate", id=own, input=taxes)

    def _add_zone(self, zone: Entry) -> None:
        given = {
            "name": f"{zone['name']} ({self.slug})",
            "countries": zone["countries"],
            "addWarehouses": [self.warehouse],
            "addChannels": [self.channel_id],
        }
        there = {node["name"]: node for node in self.staff.list_nodes("ShippingZones")}
        found = there.get(given["name"])
        zone_id = found["id"] if found else self._make("ShippingZoneCreate", "shippingZone", given)
        offered = {method["name"] for method in found["shippingMethods"]} if found else set()
        for method in zone["methods"]:
            if method["name"] not in offered:
                self._add_method(zone_id, method)

    def _add_method(self, zone_id: str, method: Entry) -> None:
        offer = {
            "name": method["name"],
            "type": "PRICE",
            "shippingZone": zone_id,
            "minimumDeliveryDays": method.get("minimum_days"),
            "maximumDeliveryDays": method.get("maximum_days"),
            "taxClass": self.tax_class,
        }
        method_id = self._make("ShippingPriceCreate", "shippingMethod", offer)
        listing = {"channelId": self.channel_id, "price": method["prices"][self.slug]}
        self.staff.ask("ShippingListing", id=method_id, input={"addChannels": [listing]})

    def _find(self, operation: str, text: str, key: str = "slug") -> str | None:
        return next((node["id"] for node in self.staff.list_nodes(operation) if node[key] == text), None)

    def _make(self, operation: str, name: str, given: Entry) -> str:
        made: str = self.staff.ask(operation, input=given)[name]["id"]
        return made

    def _add_attributes(self) -> None:
        there = {node["slug"]: node for node in self.staff.list_nodes("Attributes")}
        self.ids["attributes"] = {slug: node["id"] for slug, node in there.items()}
        for entry in self.document["attributes"]:
            slug, kind = entry["slug"], entry["input_type"]
            self.kinds[slug] = there[slug]["inputType"] if slug in there else kind
            if slug in there:
                continue
            given = {"slug": slug, "name": entry["name"], "inputType": kind, "type": "PRODUCT_TYPE"}
            if kind == "DROPDOWN":
                given["values"] = [{"name": value["name"]} for value in entry.get("values", [])]
            self.ids["attributes"][slug] = self._make("AttributeCreate", "attribute", given)

    def _add_types(self) -> None:
        for entry in self.document["product_types"]:
            if entry["slug"] in self.ids["types"]:
                continue
            given = {
                "slug": entry["slug"],
                "name": entry["name"],
                "kind": "NORMAL",
                "hasVariants": True,
                "isShippingRequired": True,
                "productAttributes": [self.ids["attributes"][slug] for slug in entry["product_attributes"]],
                "variantAttributes": [self.ids["attributes"][slug] for slug in entry["variant_attributes"]],
            }
            self.ids["types"][entry["slug"]] = self._make("ProductTypeCreate", "productType", given)

    def _add_categories(self) -> None:
        for entry in self.document["categories"]:
            if entry["slug"] in self.ids["categories"]:
                continue
            given = {"slug": entry["slug"], "name": entry["name"], "description": write_text(entry.get("description"))}
            parent = self.ids["categories"].get(entry.get("parent", ""))
            answer = self.staff.ask("CategoryCreate", input=given, parent=parent)
            self.ids["categories"][entry["slug"]] = answer["category"]["id"]

    def _add_product(self, entry: Entry) -> int:
        found = self.staff.ask("Product", slug=entry["slug"])
        if found and any(row["channel"]["slug"] == self.slug for row in found["channelListings"] or []):
            return 0
        if found:
            raise StaffRefused(f"the product {entry['slug']} stands in another channel, or was left half made")
        given = {
            "slug": entry["slug"],
            "name": entry["name"],
            "productType": self.ids["types"][entry["product_type"]],
            "category": self.ids["categories"][entry["category"]],
            "description": write_text(entry.get("description")),
            "seo": {"title": entry.get("seo_title"), "description": entry.get("seo_description")},
            "attributes": self.write_values(entry.get("attributes", {})),
            "taxClass": self.tax_class,
        }
        product = self._make("ProductCreate", "product", given)
        variants = [self._add_variant(product, variant) for variant in entry["variants"]]
        for media in entry.get("media", []):
            self.staff.upload("MediaCreate", self.folder / media["path"], product=product, alt=media["alt"])
        # The variants' prices come last: before the product's listing they are refused (353).
        self._list_product(product, entry.get("channels", {}).get(self.slug, {}))
        for variant, price in zip(variants, entry["variants"], strict=True):
            if price.get("price"):
                listing = [{"channelId": self.channel_id, "price": price["price"]}]
                self.staff.ask("VariantListing", id=variant, input=listing)
        return 1

    def _add_variant(self, product: str, entry: Entry) -> str:
        given = {
            "product": product,
            "sku": entry["sku"],
            "name": entry["name"],
            "attributes": self.write_values(entry.get("attributes", {})),
            "stocks": [{"warehouse": self.warehouse, "quantity": entry["stock"]}],
        }
        return self._make("VariantCreate", "productVariant", given)

    def _translate_products(self) -> None:
        """Said every time: nothing is told apart by it."""
        for entry in self.document["products"]:
            for language, words in entry.get("translations", {}).items():
                given = {"name": words.get("name"), "description": write_text(words.get("description"))}
                product = self.staff.ask("Product", slug=entry["slug"])["id"]
                self.staff.ask("ProductTranslate", id=product, language=language.upper(), input=given)

    def _list_product(self, product: str, given: Entry) -> None:
        listing = {
            "channelId": self.channel_id,
            "isPublished": given.get("is_published", True),
            "visibleInListings": given.get("visible_in_listings", True),
            "isAvailableForPurchase": True,
        }
        if given.get("available_for_purchase_at"):
            listing |= {"availableForPurchaseAt": given["available_for_purchase_at"]}
        self.staff.ask("ProductListing", id=product, input={"updateChannels": [listing]})

    def write_values(self, given: Entry) -> list[Entry]:
        values = []
        for slug, value in given.items():
            entry: Entry = {"id": self.ids["attributes"][slug]}
            if self.kinds[slug] == "PLAIN_TEXT":
                entry["plainText"] = value
            else:
                entry["dropdown"] = {"value": self._name_value(slug, value)}
            values.append(entry)
        return values

    def _name_value(self, attribute: str, value: str) -> str:
        (entry,) = [row for row in self.document["attributes"] if row["slug"] == attribute]
        named: str = next((row["name"] for row in entry.get("values", []) if row["slug"] == value), value)
        return named

    def _add_collections(self) -> None:
        for entry in self.document.get("collections", []):
            if entry["slug"] in self.ids["collections"]:
                continue
            products: Iterable[str] = (self.staff.ask("Product", slug=slug)["id"] for slug in entry["products"])
            text = write_text(entry.get("description"))
            given = {"slug": entry["slug"], "name": entry["name"], "description": text, "products": list(products)}
            made = self._make("CollectionCreate", "collection", given)
            listing = {"channelId": self.channel_id, "isPublished": True}
            self.staff.ask("CollectionListing", id=made, input={"addChannels": [listing]})

    def _add_vouchers(self) -> None:
        for entry in self.document.get("vouchers", []):
            if self.staff.ask("CodeOfVoucher", code=entry["code"])["edges"]:
                continue
            kind = {"type": "ENTIRE_ORDER", "discountValueType": "PERCENTAGE"}
            given = {**kind, "name": entry["name"], "addCodes": [entry["code"]]}
            made = self._make("VoucherCreate", "voucher", given)
            listing = {"channelId": self.channel_id, "discountValue": entry["percent"]}
            listing |= {"minAmountSpent": entry["minimum_spent"]} if entry.get("minimum_spent") else {}
            self.staff.ask("VoucherListing", id=made, input={"addChannels": [listing]})


def write_text(paragraphs: list[str] | None) -> str | None:
    """EditorJS, as Saleor keeps a text."""
    if not paragraphs:
        return None
    blocks = [{"type": "paragraph", "data": {"text": paragraph}} for paragraph in paragraphs]
    return json.dumps({"time": 0, "blocks": blocks, "version": "2.22.2"})
