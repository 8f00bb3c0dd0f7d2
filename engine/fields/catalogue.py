"""What is not plain reading of products, shelves, pages and attributes."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from graphql import GraphQLError, GraphQLResolveInfo, get_named_type

from engine import catalogue, models
from engine.ids import unpack_number
from engine.money import TaxedMoney
from engine.paging import Page
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
Goods = models.Product | models.ProductVariant


@resolver("ObjectWithAttributes.assignedAttributes")
def _attributes(row: Goods, info: Info, limit: int) -> list[Found]:
    """What a row holds of each attribute of its type, in the type's order, none left out."""
    held: dict[int, list[Any]] = {}
    for value in fetch(row, "attribute_values"):
        held.setdefault(value.attribute_id, []).append(value)
    product, kind = (row, "product") if isinstance(row, models.Product) else (fetch(row, "product"), "variant")
    attributes = fetch(fetch(product, "product_type"), f"{kind}_attributes")
    return [{"attribute": attribute, "held": held.get(attribute.pk, [])} for attribute in attributes[:limit]]


kind_of("AssignedAttribute")(lambda assigned: _KINDS[assigned["attribute"].input_type][0])


@resolver("AssignedMultiChoiceAttribute.value", "AssignedMultiPageReferenceAttribute.value")
def _values(assigned: Found, info: Info, limit: int = 1) -> list[Any]:
    column = _KINDS[assigned["attribute"].input_type][1]
    read = fetch if column == "page" else getattr
    return [read(value, column) if column else value for value in assigned["held"][:limit]]


resolver("AssignedAttribute.value")(lambda assigned, info: next(iter(_values(assigned, info)), None))


def _price(goods: Goods) -> Found | None:
    """What a variant costs, or the variants of a product, with the tax of the channel's country."""
    channel, variants = channel_of(goods), fetch(goods, "variants") if isinstance(goods, models.Product) else [goods]
    listings = [listing for listing in map(catalogue.find_price, variants) if listing]
    if channel is None or not listings:
        return None

    def price(minor: int) -> TaxedMoney:
        return price_amount(minor, catalogue.find_rate(channel.default_country), channel.currency)

    now, before = sorted(one.current_minor for one in listings), sorted(one.price_minor for one in listings)
    return {
        "price": price(now[0]),
        "price_undiscounted": price(before[0]),
        "price_range": {"start": price(now[0]), "stop": price(now[-1])},
        "price_range_undiscounted": {"start": price(before[0]), "stop": price(before[-1])},
        "on_sale": any(one.current_minor < one.price_minor for one in listings),
        "discount": price(before[0] - now[0]) if before[0] > now[0] else None,
    }


def _is_for_sale(product: models.Product) -> bool | None:
    return catalogue.is_for_sale(catalogue.find_listing(product), timezone.now()) if channel_of(product) else None


def _is_available(product: models.Product) -> bool | None:
    is_sold = _is_for_sale(product) and getattr(catalogue.find_listing(product), "is_published", False)
    variants = filter(catalogue.find_price, fetch(product, "variants") if is_sold else [])
    return is_sold and any(catalogue.count_available(variant, 1) for variant in variants)


reads(
    {
        "Category.backgroundImage": lambda category: None,
        "Product.availableForPurchaseAt": lambda product: getattr(
            catalogue.find_listing(product), "available_for_purchase_at", None
        ),
        "Product.collections": lambda product: [one for one in fetch(product, "collections") if one.is_published],
        "Product.isAvailable": _is_available,
        "Product.isAvailableForPurchase": _is_for_sale,
        "Product.pricing": _price,
        "Product.thumbnail": lambda product: next(iter(fetch(product, "media")), None),
        "ProductVariant.pricing": _price,
        "ProductVariant.quantityAvailable": lambda variant: catalogue.count_available(
            variant, catalogue.find_shop().limit_quantity_per_checkout
        ),
    }
)


@resolver("Product.translation", "Category.translation", "Collection.translation")
def _translation(row: Any, info: Info, language_code: str) -> Found | None:
    return catalogue.find_translation(row, language_code)


@resolver("Product.productVariants", "Category.children")
def _inside(row: models.Product | models.Category, info: Info, **arguments: Any) -> Page:
    channel, rows = channel_of(row), fetch(row, "variants" if isinstance(row, models.Product) else "children")
    if isinstance(row, models.Product) and channel:
        rows = [variant for variant in rows if catalogue.find_price(variant)]
    return Page(rows, info.field_name, arguments)


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
