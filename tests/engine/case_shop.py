"""The shop against which the recorded cases run: what they show of Saleor's sample data, put into the engine."""

import json
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils import timezone

from engine import models

STAFF_PASSWORD = "adminadmin"
BUYER_PASSWORD = "sup3rsecret!"
TEE = "ascii-tee"
# 30 of the recorded products are named by the listings; SKUs and sizes of the tee come from its detail (case 040).
LISTINGS = ("029", "031", "034", "142")
DELIVERIES = ("EMS", "FedEx", "UPS", "DHL")
SHELVES = {
    "accessories": ("audiobooks", "homewares", "gift-cards"),
    "apparel": ("sneakers", "sweatshirts", "headware", "shirts"),
    "groceries": ("juices",),
}
DEEPER = {
    **dict.fromkeys(("beanies", "scarfs", "sunglasses"), "headware"),
    **dict.fromkeys(("t-shirts", "polo-shirts-2"), "shirts"),
}
# Products that only case 142 shows, without their shelf.
UNSHOWN = {"juice": "juices", "sunglasses": "sunglasses"}


def minor(amount: float) -> int:
    """Cents of a recorded amount."""
    return int(Decimal(str(amount)) * 100)


def build_shop(cases: dict[str, dict[str, Any]]) -> None:
    """Fill the empty engine with what the recorded cases presuppose; `cases` by number."""
    channel = models.Channel.objects.create(
        slug="default-channel", name="Default Channel", currency="USD", transaction_flow="AUTHORIZATION"
    )
    models.Channel.objects.create(slug="channel-pln", name="Channel-PLN", currency="PLN", default_country="PL")
    reasons = models.PageType.objects.create(slug="refund-reason", name="Refund reason")
    models.Shop.objects.create(
        name="Saleor e-commerce", default_country="US", reserve_minutes=0, refund_reason_type=reasons
    )
    models.Page.objects.create(slug="damaged-item", title="Damaged Item", page_type=reasons)
    _people()
    _shelves(cases["044"])
    _deliveries(channel, cases["062"])
    _vouchers()
    _products(channel, cases)
    _earlier_orders(channel, cases["092"])


def _earlier_orders(channel: models.Channel, listing: dict[str, Any]) -> None:
    """The 24 paid orders before the recorded ones; the newest nine are named by case 092."""
    nodes = [edge["node"] for edge in listing["response"]["data"]["orders"]["edges"]][1:]
    start = timezone.now() - timedelta(days=1)
    for number in range(1, 25):
        node = nodes[24 - number] if number > 24 - len(nodes) else nodes[-1]
        total = minor(node["total"]["gross"]["amount"])
        models.Order.objects.create(
            number=models.OrderNumber.objects.create().pk,
            channel=channel,
            currency="USD",
            user_email=node["userEmail"],
            status=node["status"],
            charge_status="FULL",
            total_gross_minor=total,
            total_net_minor=total,
            total_charged_minor=total,
            created_at=start + timedelta(minutes=number),
        )


def _people() -> None:
    from engine.access import PERMISSIONS

    staff = models.User(email="admin@example.com", is_staff=True, permissions=list(PERMISSIONS))
    staff.set_password(STAFF_PASSWORD)
    staff.save()
    buyer = models.User(email="cust1795306064@example.com", is_confirmed=False)
    buyer.set_password(BUYER_PASSWORD)
    buyer.save()


def _shelves(categories: dict[str, Any]) -> None:
    names = {
        edge["node"]["slug"]: edge["node"]["name"] for edge in categories["response"]["data"]["categories"]["edges"]
    }
    models.Category.objects.create(slug="default-category", name="Default Category")
    for slug, children in SHELVES.items():
        top = models.Category.objects.create(slug=slug, name=names[slug])
        for child in children:
            name = child.replace("-", " ").capitalize()
            models.Category.objects.create(slug=child, name=name, parent=top)


def _shelf(node: dict[str, Any]) -> models.Category:
    slug = node["slug"]
    parent = models.Category.objects.filter(slug=DEEPER.get(slug, "accessories")).first()
    shelf, _ = models.Category.objects.get_or_create(slug=slug, defaults={"name": node["name"], "parent": parent})
    shelf.name = node["name"]
    shelf.save()
    return shelf


def _guess_shelf(slug: str) -> dict[str, str]:
    shelf = next((shelf for word, shelf in UNSHOWN.items() if word in slug), "audiobooks")
    return {"slug": shelf, "name": shelf.capitalize()}


def _deliveries(channel: models.Channel, options: dict[str, Any]) -> None:
    """The recorded offers; some names come twice, from two zones that both hold the US."""
    zones = [models.ShippingZone.objects.create(name=name, countries=["US"]) for name in ("Default", "Americas")]
    for offer in options["response"]["data"]["deliveryOptionsCalculate"]["deliveries"]:
        method = offer["shippingMethod"]
        zone = next(zone for zone in zones if not zone.methods.filter(name=method["name"]).exists())
        price = minor(method["price"]["amount"])
        models.ShippingMethod.objects.create(zone=zone, channel=channel, name=method["name"], price_minor=price)


def _vouchers() -> None:
    models.Voucher.objects.create(code="FREESHIPPING", percent=Decimal(5))
    models.Voucher.objects.create(code="DISCOUNT", percent=Decimal(5), minimum_spent_minor=20000)
    models.Voucher.objects.create(code="VCO9KV98LC", percent=Decimal(5), name="Percentage order discount")


def _products(channel: models.Channel, cases: dict[str, dict[str, Any]]) -> None:
    warehouse = models.Warehouse.objects.create(slug="default-warehouse", name="Default Warehouse")
    nodes: dict[str, dict[str, Any]] = {}
    for number in reversed(LISTINGS):
        for edge in cases[number]["response"]["data"]["products"]["edges"]:
            nodes[edge["node"]["slug"]] = {**nodes.get(edge["node"]["slug"], {}), **edge["node"]}
    # Attributes are shown in the order in which they were made.
    models.Attribute.objects.create(slug="material", name="Material")
    for slug in sorted(nodes):
        _product(channel, warehouse, nodes[slug])
    _tee_details(cases["040"]["response"]["data"]["product"])


def _product(channel: models.Channel, warehouse: models.Warehouse, node: dict[str, Any]) -> None:
    names = "-".join(given["attribute"]["slug"] for given in node.get("assignedAttributes", [])) or "plain"
    kind_slug = "shirt" if names == "material-brand-made-by-lab" else names
    kind, _ = models.ProductType.objects.get_or_create(slug=kind_slug, defaults={"name": kind_slug.capitalize()})
    product = models.Product.objects.create(
        slug=node["slug"],
        name=node["name"],
        product_type=kind,
        rating=0.0,
        category=_shelf(node["category"] if "category" in node else _guess_shelf(node["slug"])),
    )
    models.ProductMedia.objects.create(product=product, path=f"{product.slug}.png")
    models.ProductChannelListing.objects.create(product=product, channel=channel)
    price = node["pricing"]["priceRange"]
    full = node["pricing"].get("priceRangeUndiscounted", price)["start"]["gross"]["amount"]
    if node["slug"] != TEE:
        for place, end in enumerate(("start", "stop") if "stop" in price else ("start",)):
            asked = price[end]["gross"]["amount"]
            variant = models.ProductVariant.objects.create(
                product=product, sku=f"{product.slug}-{place}", name=str(place), position=place
            )
            _sell(variant, channel, warehouse, max(asked, full), asked)
    for attribute in node.get("assignedAttributes", []):
        _assign(product, attribute)


def _sell(
    variant: models.ProductVariant, channel: models.Channel, warehouse: models.Warehouse, full: float, asked: float
) -> None:
    discounted = minor(asked) if asked < full else None
    models.VariantChannelListing.objects.create(
        variant=variant, channel=channel, price_minor=minor(full), discounted_minor=discounted
    )
    models.Stock.objects.create(product_variant=variant, warehouse=warehouse, quantity=900)


def _assign(product: models.Product, given: dict[str, Any]) -> None:
    described = given["attribute"]
    attribute, _ = models.Attribute.objects.get_or_create(
        slug=described["slug"],
        defaults={
            "name": described["name"],
            "input_type": described["inputType"],
            "entity_type": "PAGE" if "REFERENCE" in described["inputType"] else None,
        },
    )
    product.product_type.product_attributes.add(attribute)
    pages = given.get("pages") or ([given["page"]] if given.get("page") else [])
    values = [_page_value(attribute, page) for page in pages]
    if given.get("choice"):
        values.append(_choice(attribute, given["choice"]))
    product.attribute_values.add(*values)


def _choice(attribute: models.Attribute, choice: dict[str, str]) -> models.AttributeValue:
    value, _ = models.AttributeValue.objects.get_or_create(
        attribute=attribute, slug=choice["slug"], defaults={"name": choice["name"]}
    )
    return value


def _page_value(attribute: models.Attribute, node: dict[str, str]) -> models.AttributeValue:
    type_slug = "artisan-lab" if node["slug"] == "amina-k" else "brand"
    page_type, _ = models.PageType.objects.get_or_create(slug=type_slug, defaults={"name": type_slug.capitalize()})
    page, _ = models.Page.objects.get_or_create(
        slug=node["slug"], defaults={"title": node["title"], "page_type": page_type}
    )
    value, _ = models.AttributeValue.objects.get_or_create(
        attribute=attribute, slug=node["slug"], defaults={"name": node["title"], "page": page}
    )
    return value


def _tee_details(node: dict[str, Any]) -> None:
    """Sizes, pictures and texts of the product that the cases buy."""
    tee = models.Product.objects.get(slug=TEE)
    tee.description = json.loads(node["description"])
    tee.save()
    models.ProductMedia.objects.create(product=tee, path="ascii-tee-back.png", position=1)
    featured = models.Collection.objects.create(slug="featured-products", name="Featured Products")
    featured.products.add(tee)
    size, _ = models.Attribute.objects.get_or_create(slug="size", defaults={"name": "Size"})
    tee.product_type.variant_attributes.add(size)
    channel = models.Channel.objects.get(slug="default-channel")
    warehouse = models.Warehouse.objects.get()
    for place, edge in enumerate(node["productVariants"]["edges"]):
        given = edge["node"]
        variant = models.ProductVariant.objects.create(
            product=tee, sku=given["sku"], name=given["name"], position=place
        )
        prices = given["pricing"]
        _sell(
            variant,
            channel,
            warehouse,
            prices["priceUndiscounted"]["gross"]["amount"],
            prices["price"]["gross"]["amount"],
        )
        choice = _choice(size, given["assignedAttributes"][0]["choice"])
        variant.attribute_values.add(choice)


def read_cases(folder: Path) -> dict[str, dict[str, Any]]:
    """The recorded cases 001 to 142 by number."""
    cases = {}
    for path in sorted(folder.glob("*.json")):
        if path.name[:3] <= "142":
            cases[path.name[:3]] = {**json.loads(path.read_text(encoding="utf-8")), "file": path.stem}
    return cases
