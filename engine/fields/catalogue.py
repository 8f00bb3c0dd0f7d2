"""What is not plain reading of products, shelves, pages and attributes."""

from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from graphql import GraphQLError, GraphQLResolveInfo, get_named_type

from engine import catalogue, models
from engine.ids import unpack_number
from engine.money import TaxedMoney
from engine.paging import Page, paginate
from engine.peers import channel_of, fetch, join
from engine.pricing import price_amount
from engine.wiring import kind_of, reads, resolver

# How an attribute of each kind is shown, and which column of its value.
_KINDS = {
    "DROPDOWN": ("AssignedSingleChoiceAttribute", ""),
    "MULTISELECT": ("AssignedMultiChoiceAttribute", ""),
    "SINGLE_REFERENCE": ("AssignedSinglePageReferenceAttribute", "page"),
    "REFERENCE": ("AssignedMultiPageReferenceAttribute", "page"),
    "BOOLEAN": ("AssignedBooleanAttribute", "boolean"),
    "NUMERIC": ("AssignedNumericAttribute", "numeric"),
    "PLAIN_TEXT": ("AssignedPlainTextAttribute", "plain_text"),
    "RICH_TEXT": ("AssignedTextAttribute", "rich_text"),
    "DATE": ("AssignedDateAttribute", "date"),
}
Info = GraphQLResolveInfo
Found = dict[str, Any]


@resolver("ObjectWithAttributes.assignedAttributes")
def _attributes(row: models.Product | models.ProductVariant, info: Info, limit: int) -> list[Found]:
    """What a row holds of each attribute of its type, in the type's order, none left out."""
    held: dict[int, list[Any]] = {}
    for value in fetch(row, "attribute_values"):
        held.setdefault(value.attribute_id, []).append(value)
    is_variant = isinstance(row, models.ProductVariant)
    product_type = fetch(fetch(row, "product") if is_variant else row, "product_type")
    attributes = fetch(product_type, "variant_attributes" if is_variant else "product_attributes")
    return [{"attribute": attribute, "held": held.get(attribute.pk, [])} for attribute in attributes[:limit]]


kind_of("AssignedAttribute")(lambda assigned: _KINDS[assigned["attribute"].input_type][0])


def _show(assigned: Found) -> list[Any]:
    column = _KINDS[assigned["attribute"].input_type][1]
    read = fetch if column == "page" else getattr
    return [read(value, column) if column else value for value in assigned["held"]]


@resolver("AssignedMultiChoiceAttribute.value", "AssignedMultiPageReferenceAttribute.value")
def _values(assigned: Found, info: Info, limit: int) -> list[Any]:
    return _show(assigned)[:limit]


def _price(channel: models.Channel, minor: int) -> TaxedMoney:
    """A price with the tax of the channel's country."""
    return price_amount(minor, catalogue.find_rate(channel.default_country), channel.currency)


def _variant_pricing(variant: models.ProductVariant) -> Found | None:
    channel, listing = channel_of(variant), catalogue.find_price(variant)
    if channel is None or listing is None:
        return None
    return {"price": _price(channel, listing.current_minor), "price_undiscounted": _price(channel, listing.price_minor)}


def _product_pricing(product: models.Product) -> Found | None:
    channel = channel_of(product)
    listings = [listing for listing in map(catalogue.find_price, fetch(product, "variants")) if listing]
    if channel is None or not listings:
        return None
    price = partial(_price, channel)
    now, before = [listing.current_minor for listing in listings], [listing.price_minor for listing in listings]
    saved = max(min(before) - min(now), 0)
    return {
        "on_sale": any(listing.current_minor < listing.price_minor for listing in listings),
        "discount": price(saved) if saved else None,
        "price_range": {"start": price(min(now)), "stop": price(max(now))},
        "price_range_undiscounted": {"start": price(min(before)), "stop": price(max(before))},
    }


def _is_for_sale(product: models.Product) -> bool | None:
    return catalogue.is_for_sale(catalogue.find_listing(product), timezone.now()) if channel_of(product) else None


def _is_available(product: models.Product) -> bool | None:
    listing = catalogue.find_listing(product)
    is_sold = _is_for_sale(product) and listing is not None and listing.is_published
    sold = filter(catalogue.find_price, fetch(product, "variants") if is_sold else [])
    return is_sold and any(catalogue.count_available(variant, 1) for variant in sold)


def _left(variant: models.ProductVariant) -> int:
    return catalogue.count_available(variant, catalogue.find_shop().limit_quantity_per_checkout)


reads(
    {
        "AssignedAttribute.value": lambda assigned: next(iter(_show(assigned)), None),
        "Category.backgroundImage": lambda category: None,
        "Product.availableForPurchaseAt": lambda it: getattr(
            catalogue.find_listing(it), "available_for_purchase_at", None
        ),
        "Product.collections": lambda product: [one for one in fetch(product, "collections") if one.is_published],
        "Product.isAvailable": _is_available,
        "Product.isAvailableForPurchase": _is_for_sale,
        "Product.pricing": _product_pricing,
        "Product.thumbnail": lambda product: next(iter(fetch(product, "media")), None),
        "ProductVariant.pricing": _variant_pricing,
        "ProductVariant.quantityAvailable": _left,
    }
)


@resolver("Product.productVariants")
def _variants_of(product: models.Product, info: Info, **arguments: Any) -> Page:
    channel = channel_of(product)
    variants = [one for one in fetch(product, "variants") if channel is None or catalogue.find_price(one)]
    return paginate(variants, "productVariants", arguments, channel=channel)


@resolver("Category.children")
def _children(category: models.Category, info: Info, **arguments: Any) -> Page:
    return paginate(fetch(category, "children"), "children", arguments)


@resolver("Query.categories", "Query.collections", "Query.pages", "Query.productVariants")
@resolver("Query.products", "Category.products", "Collection.products")
def _many(root: Any, info: Info, channel: str | None = None, **arguments: Any) -> Page:
    """What may be seen; below a category what lies on it and on all below it, in a collection what belongs to it."""
    if isinstance(root, models.Collection):
        channel = getattr(channel_of(root), "slug", None)
    rows, found = _find(info, channel)
    if isinstance(root, models.Collection):
        rows = rows.filter(collections=root.pk)
    elif isinstance(root, models.Category):
        rows = rows.filter(category__in=catalogue.find_shelves([root.pk]))
    if found and info.field_name == "products" and not info.context.requestor.has_any(*catalogue.INSIDERS):
        rows = rows.filter(channel_listings__channel=found, channel_listings__visible_in_listings=True)
    return catalogue.page_of(rows, info.field_name, found, arguments)


@resolver("Query.product", "Query.productVariant", "Query.category", "Query.collection")
def _one(root: Any, info: Info, channel: str | None = None, **by: Any) -> Any:
    """By id, or else by slug or SKU. Raises: GraphQLError if neither is given."""
    rows, found = _find(info, channel)
    if by.get("id"):
        by = {"pk": unpack_number(by["id"], rows.model.__name__)}
    if not any(by.values()):
        raise GraphQLError("At least one of arguments is required: 'id', 'slug', 'sku'.")
    return next(iter(join(rows.filter(**by)[:1], found)), None)


def _find(info: Info, channel: str | None) -> tuple[QuerySet[Any], models.Channel | None]:
    """The rows that a field may show, by its type, and the channel in which they are looked at."""
    kind = get_named_type(info.return_type).name.removesuffix("CountableConnection")
    return catalogue.find_rows(getattr(models, kind), channel, info.context.requestor)
