"""A thousand products for sale: the sample goods over and over, under other names, without pictures.

For the engine a document that `engine.loading` reads; for a Saleor `productBulkCreate` by staff, in batches.
"""

from copy import deepcopy
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from tests.contract.seeding import Entry, Seeding, write_text
from tests.contract.staff import Staff, StaffRefused

PRODUCTS = 1000
_BATCH = 50


def multiply_goods(document: Entry, count: int = PRODUCTS) -> Entry:
    """The document with `count` products instead of its own, slugs and SKUs numbered, and no collections."""
    rows = islice(cycle(document["products"]), count)
    products = [_number(row, number) for number, row in enumerate(rows)]
    return {**document, "products": products, "collections": [], "vouchers": []}


def fill_saleor(staff: Staff, document: Entry) -> int:
    """Puts the document into a Saleor; the number of products added. Half-done work is finished by the next call.

    Raises:
        StaffRefused: Saleor took a batch only in part.
    """
    seeding = Seeding(staff, {**document, "products": []}, Path())
    seeding.fill()
    there = staff.ask("Listed", channel=seeding.slug, first=1)["totalCount"]
    rows = document["products"][there:]
    for start in range(0, len(rows), _BATCH):
        given = [_bulk_input(seeding, row) for row in rows[start : start + _BATCH]]
        answer = staff.ask("ProductBulkCreate", products=given)
        if answer["count"] != len(given):
            raise StaffRefused(f"{answer['count']} of {len(given)} products were made")
    return len(rows)


def _number(row: Entry, number: int) -> Entry:
    copy: Entry = deepcopy(row)
    copy |= {"slug": f"thousand-{number:04}", "name": f"{row['name']} {number:04}", "media": []}
    for place, variant in enumerate(copy["variants"]):
        variant |= {"sku": f"THOUSAND-{number:04}-{place}", "stock": 10}
    return copy


def _bulk_input(seeding: Seeding, row: Entry) -> dict[str, Any]:
    listing = {"channelId": seeding.channel_id, "isPublished": True, "visibleInListings": True}
    return {
        "slug": row["slug"],
        "name": row["name"],
        "productType": seeding.ids["types"][row["product_type"]],
        "category": seeding.ids["categories"][row["category"]],
        "description": write_text(row["description"]),
        "seo": {"title": row["seo_title"], "description": row["seo_description"]},
        "attributes": seeding.write_values(row["attributes"]),
        "taxClass": seeding.tax_class,
        "channelListings": [{**listing, "isAvailableForPurchase": True}],
        "variants": [
            {
                "sku": variant["sku"],
                "name": variant["name"],
                "attributes": seeding.write_values(variant["attributes"]),
                "stocks": [{"warehouse": seeding.warehouse, "quantity": variant["stock"]}],
                "channelListings": [{"channelId": seeding.channel_id, "price": variant["price"]}],
            }
            for variant in row["variants"]
        ],
    }
