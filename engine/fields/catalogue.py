"""What is not plain reading of products, shelves, pages and attributes."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from graphql import GraphQLError, GraphQLResolveInfo

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
Row = models.Product | models.ProductVariant


@dataclass(frozen=True, slots=True)
class Assigned:
    """What a row holds of one attribute: its values as their kind has them."""

    attribute: models.Attribute
    values: list[Any]

    @property
    def value(self) -> Any:
        """The only or first one."""
        return self.values[0] if self.values else None


def _assigned_to(row: Row) -> list[Assigned]:
    """What a row holds of each attribute of its type, in the type's order, none left out."""
    held: dict[int, list[Any]] = {}
    for value in fetch(row, "attribute_values"):
        column = _KINDS[fetch(value, "attribute").input_type][1]
        shown = fetch(value, "page") if column == "page" else getattr(value, column) if column else value
        held.setdefault(value.attribute_id, []).append(shown)
    if isinstance(row, models.ProductVariant):
        attributes = fetch(fetch(fetch(row, "product"), "product_type"), "variant_attributes")
    else:
        attributes = fetch(fetch(row, "product_type"), "product_attributes")
    return [Assigned(attribute, held.get(attribute.pk, [])) for attribute in attributes]


kind_of("AssignedAttribute")(lambda assigned: _KINDS[assigned.attribute.input_type][0])


@resolver("AssignedMultiChoiceAttribute.value", "AssignedMultiPageReferenceAttribute.value")
def _values(assigned: Assigned, info: Info, limit: int) -> list[Any]:
    return assigned.values[:limit]


@resolver("ObjectWithAttributes.assignedAttributes")
def _attributes(row: Row, info: Info, limit: int) -> list[Assigned]:
    return _assigned_to(row)[:limit]


def _price(minor: int, channel: models.Channel, info: Info) -> TaxedMoney:
    """A price with the tax of the channel's country."""
    country = channel.default_country
    rate = info.context.once(("rate", country), lambda: catalogue.find_rate(country))
    return price_amount(minor, rate, channel.currency)


@resolver("ProductVariant.pricing")
def _variant_pricing(variant: models.ProductVariant, info: Info) -> dict[str, Any] | None:
    channel, listing = channel_of(variant), catalogue.find_price(variant)
    if channel is None or listing is None:
        return None
    now, before = _price(listing.current_minor, channel, info), _price(listing.price_minor, channel, info)
    return {"price": now, "price_undiscounted": before}


@resolver("Product.pricing")
def _product_pricing(product: models.Product, info: Info) -> dict[str, Any] | None:
    channel = channel_of(product)
    listings = [listing for listing in map(catalogue.find_price, fetch(product, "variants")) if listing]
    if channel is None or not listings:
        return None
    now = sorted(listing.current_minor for listing in listings)
    before = sorted(listing.price_minor for listing in listings)
    saved = max(before[0] - now[0], 0)
    ranges = [
        {"start": _price(prices[0], channel, info), "stop": _price(prices[-1], channel, info)}
        for prices in (now, before)
    ]
    return {
        "on_sale": any(listing.current_minor < listing.price_minor for listing in listings),
        "discount": _price(saved, channel, info) if saved else None,
        "price_range": ranges[0],
        "price_range_undiscounted": ranges[1],
    }


@resolver("ProductVariant.quantityAvailable")
def _quantity_available(variant: models.ProductVariant, info: Info) -> int:
    return catalogue.count_available(variant, info.context.once("largest quantity", catalogue.largest_quantity))


def _is_available(product: models.Product) -> bool | None:
    listing = catalogue.find_listing(product)
    if listing is None or not listing.is_published or not catalogue.is_for_sale(listing, timezone.now()):
        return False if channel_of(product) else None
    sold = [variant for variant in fetch(product, "variants") if catalogue.find_price(variant)]
    return any(catalogue.count_available(variant, 1) for variant in sold)


def _is_for_sale(product: models.Product) -> bool | None:
    return catalogue.is_for_sale(catalogue.find_listing(product), timezone.now()) if channel_of(product) else None


reads(
    {
        "Product.availableForPurchaseAt": lambda product: getattr(
            catalogue.find_listing(product), "available_for_purchase_at", None
        ),
        "Product.collections": lambda product: [one for one in fetch(product, "collections") if one.is_published],
        "Product.isAvailable": _is_available,
        "Product.isAvailableForPurchase": _is_for_sale,
        "Product.thumbnail": lambda product: next(iter(fetch(product, "media")), None),
        "Category.backgroundImage": lambda category: None,
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


@resolver("Query.products", "Category.products", "Collection.products")
def _products(root: Any, info: Info, channel: str | None = None, **arguments: Any) -> Page:
    """All, those on a shelf and all below it, or those of a collection in the channel it is looked at in."""
    of_collection = isinstance(root, models.Collection)
    seen_in = channel_of(root) if of_collection else None
    slug = seen_in.slug if seen_in else channel
    products, found_channel = catalogue.find_products(slug, info.context.requestor)
    if of_collection:
        products = products.filter(collections=root.pk)
    elif root is not None:
        products = products.filter(category__in=catalogue.find_shelves(root.pk))
    return catalogue.page_of_products(products, found_channel, arguments, info.context.requestor)


@resolver("Query.categories")
def _categories(root: Any, info: Info, level: int | None = None, **arguments: Any) -> Page:
    categories = models.Category.objects.all()
    return paginate(categories if level is None else categories.filter(level=level), "categories", arguments)


@resolver("Query.collections")
def _all_collections(root: Any, info: Info, channel: str | None = None, **arguments: Any) -> Page:
    rows, found = _find(info, channel)
    return paginate(rows, "collections", arguments, order=("slug", "pk"), channel=found)


@resolver("Query.productVariants")
def _variants(
    root: Any, info: Info, ids: list[str] | None = None, channel: str | None = None, **arguments: Any
) -> Page:
    rows, found = catalogue.find_variants(channel, info.context.requestor)
    rows = rows if ids is None else rows.filter(pk__in=catalogue.read_keys(ids, "ProductVariant"))
    return paginate(rows, "productVariants", arguments, channel=found)


@resolver("Query.product", "Query.productVariant", "Query.category", "Query.collection")
def _one(root: Any, info: Info, channel: str | None = None, **by: Any) -> Any:
    """By id, or else by slug or SKU. Raises: GraphQLError if neither is given."""
    rows, found = _find(info, channel)
    if by.get("id"):
        by = {"pk": unpack_number(by["id"], rows.model.__name__)}
    if not any(by.values()):
        raise GraphQLError("At least one of arguments is required: 'id', 'slug', 'sku'.")
    return next(iter(join(rows.filter(**by)[:1], found)), None)


def _find(info: Info, channel_slug: str | None) -> tuple[QuerySet[Any], models.Channel | None]:
    """The rows that a field may show, and the channel in which they are looked at."""
    requestor = info.context.requestor
    if info.field_name == "category":
        return models.Category.objects.all(), None
    if info.field_name == "product":
        return catalogue.find_products(channel_slug, requestor)
    if info.field_name == "productVariant":
        return catalogue.find_variants(channel_slug, requestor)
    channel, is_insider = catalogue.find_channel(channel_slug, requestor), requestor.has_any(*catalogue.INSIDERS)
    if channel is None and (channel_slug or not is_insider):
        return models.Collection.objects.none(), None
    return models.Collection.objects.filter(**({} if is_insider else {"is_published": True})), channel


@resolver("Query.pages")
def _pages(root: Any, info: Info, where: Any = None, **arguments: Any) -> Page:
    pages = models.Page.objects.filter(is_published=True)
    if where and where.get("slug") is not None:
        pages = pages.filter(slug__in=catalogue.read_texts(where["slug"]))
    if where and where.get("page_type") is not None:
        keys = catalogue.read_keys(catalogue.read_texts(where["page_type"]), "PageType")
        pages = pages.filter(page_type__in=keys)
    return paginate(pages, "pages", arguments, order=("slug", "pk"))
