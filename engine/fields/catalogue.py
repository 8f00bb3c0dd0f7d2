"""What is not plain reading of products, shelves, pages and attributes."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from graphql import GraphQLError, GraphQLResolveInfo

from engine import catalogue, models
from engine.ids import unpack_number
from engine.money import TaxedMoney
from engine.paging import Page, paginate
from engine.peers import channel_of, fetch, join
from engine.pricing import price_amount
from engine.searching import page_of_products, read_numbers, read_texts
from engine.wiring import kind_of, resolver

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
Row = models.Product | models.ProductVariant


@dataclass(frozen=True, slots=True)
class Assigned:
    """What a row holds of one attribute."""

    attribute: models.Attribute
    values: list[models.AttributeValue]

    @property
    def value(self) -> Any:
        """The only or first value, as its kind has it."""
        return next(iter(self.read_values()), None)

    def read_values(self) -> list[Any]:
        """All values, as their kind has them."""
        column = _KINDS[self.attribute.input_type][1]
        if column == "page":
            return [fetch(value, "page") for value in self.values]
        return [getattr(value, column) for value in self.values] if column else self.values


kind_of("AssignedAttribute")(lambda assigned: _KINDS[assigned.attribute.input_type][0])


@resolver("AssignedMultiChoiceAttribute.value", "AssignedMultiPageReferenceAttribute.value")
def _values(assigned: Assigned, info: GraphQLResolveInfo, limit: int) -> list[Any]:
    return assigned.read_values()[:limit]


def _assigned_to(row: Row) -> list[Assigned]:
    """What a row holds of each attribute of its type, in the type's order, none left out."""
    of_variant = isinstance(row, models.ProductVariant)
    held: dict[int, list[models.AttributeValue]] = {}
    for holding in fetch(row, "attribute_values"):
        value = fetch(holding, "value")
        held.setdefault(value.attribute_id, []).append(value)
    places = fetch(fetch(fetch(row, "product") if of_variant else row, "product_type"), "type_attributes")
    return [
        Assigned(fetch(place, "attribute"), held.get(place.attribute_id, []))
        for place in places
        if place.of_variant == of_variant
    ]


@resolver("ObjectWithAttributes.assignedAttribute")
def _attribute(row: Row, info: GraphQLResolveInfo, slug: str) -> Assigned | None:
    return next((found for found in _assigned_to(row) if found.attribute.slug == slug), None)


@resolver("ObjectWithAttributes.assignedAttributes")
def _attributes(row: Row, info: GraphQLResolveInfo, limit: int) -> list[Assigned]:
    return _assigned_to(row)[:limit]


def _price(minor: int, channel: models.Channel, info: GraphQLResolveInfo) -> TaxedMoney:
    """A price with the tax of the channel's country."""
    country = channel.default_country
    rate = info.context.once(("rate", country), lambda: catalogue.find_rate(country))
    return price_amount(minor, rate, channel.currency)


@resolver("ProductVariant.pricing")
def _variant_pricing(variant: models.ProductVariant, info: GraphQLResolveInfo) -> dict[str, Any] | None:
    channel, listing = channel_of(variant), catalogue.find_price(variant)
    if channel is None or listing is None:
        return None
    return {
        "price": _price(listing.current_minor, channel, info),
        "price_undiscounted": _price(listing.price_minor, channel, info),
    }


@resolver("Product.pricing")
def _product_pricing(product: models.Product, info: GraphQLResolveInfo) -> dict[str, Any] | None:
    channel = channel_of(product)
    listings = [listing for listing in map(catalogue.find_price, fetch(product, "variants")) if listing]
    if channel is None or not listings:
        return None

    def read_range(prices: list[int]) -> dict[str, TaxedMoney]:
        return {"start": _price(prices[0], channel, info), "stop": _price(prices[-1], channel, info)}

    now = sorted(listing.current_minor for listing in listings)
    before = sorted(listing.price_minor for listing in listings)
    saved = max(before[0] - now[0], 0)
    return {
        "on_sale": any(listing.current_minor < listing.price_minor for listing in listings),
        "discount": _price(saved, channel, info) if saved else None,
        "price_range": read_range(now),
        "price_range_undiscounted": read_range(before),
    }


@resolver("ProductVariant.quantityAvailable")
def _quantity_available(variant: models.ProductVariant, info: GraphQLResolveInfo) -> int:
    return catalogue.count_available(variant, info.context.once("largest quantity", catalogue.largest_quantity))


@resolver("Product.collections")
def _collections(product: models.Product, info: GraphQLResolveInfo) -> list[models.Collection]:
    return [found for found in fetch(product, "collections") if found.is_published]


@resolver("Product.thumbnail")
def _thumbnail(product: models.Product, info: GraphQLResolveInfo, **_size: Any) -> Any:
    return next(iter(fetch(product, "media")), None)


@resolver("ProductMedia.url")
def _media_url(media: models.ProductMedia, info: GraphQLResolveInfo, **_size: Any) -> str:
    return media.url


@resolver("Product.isAvailable")
def _is_available(product: models.Product, info: GraphQLResolveInfo) -> bool | None:
    if channel_of(product) is None:
        return None
    now, listing = timezone.now(), catalogue.find_listing(product)
    if not catalogue.is_published(listing, now) or not catalogue.is_for_sale(listing, now):
        return False
    sold = [variant for variant in fetch(product, "variants") if catalogue.find_price(variant)]
    return any(catalogue.count_available(variant, 1) for variant in sold)


@resolver("Product.isAvailableForPurchase")
def _is_for_sale(product: models.Product, info: GraphQLResolveInfo) -> bool | None:
    return catalogue.is_for_sale(catalogue.find_listing(product), timezone.now()) if channel_of(product) else None


@resolver("Product.availableForPurchaseAt")
def _for_sale_from(product: models.Product, info: GraphQLResolveInfo) -> Any:
    listing = catalogue.find_listing(product)
    return listing.available_for_purchase_at if listing else None


@resolver("Product.productVariants")
def _variants_of(product: models.Product, info: GraphQLResolveInfo, **arguments: Any) -> Page:
    channel = channel_of(product)
    variants = [one for one in fetch(product, "variants") if channel is None or catalogue.find_price(one)]
    return paginate(variants, "productVariants", arguments, channel=channel)


@resolver("Category.backgroundImage")
def _no_picture(category: models.Category, info: GraphQLResolveInfo, **_size: Any) -> None:
    return None


@resolver("Category.children")
def _children(category: models.Category, info: GraphQLResolveInfo, **arguments: Any) -> Page:
    return paginate(fetch(category, "children"), "children", arguments)


@resolver("Category.products")
def _products_on_shelf(category: models.Category, info: GraphQLResolveInfo, **arguments: Any) -> Page:
    products, channel = catalogue.find_products(arguments.get("channel"), info.context.requestor)
    found = products.filter(category__in=catalogue.find_shelves(category.pk))
    return page_of_products(found, channel, arguments, info.context.requestor)


@resolver("Collection.products")
def _products_of_collection(collection: models.Collection, info: GraphQLResolveInfo, **arguments: Any) -> Page:
    seen_in = channel_of(collection)
    products, channel = catalogue.find_products(seen_in.slug if seen_in else None, info.context.requestor)
    return page_of_products(products.filter(collections=collection.pk), channel, arguments, info.context.requestor)


@resolver("Query.products")
def _products(root: Any, info: GraphQLResolveInfo, **arguments: Any) -> Page:
    products, channel = catalogue.find_products(arguments.get("channel"), info.context.requestor)
    return page_of_products(products, channel, arguments, info.context.requestor)


@resolver("Query.categories")
def _categories(root: Any, info: GraphQLResolveInfo, level: int | None = None, **arguments: Any) -> Page:
    categories = models.Category.objects.all()
    return paginate(categories if level is None else categories.filter(level=level), "categories", arguments)


@resolver("Query.collections")
def _all_collections(root: Any, info: GraphQLResolveInfo, **arguments: Any) -> Page:
    rows, channel = _find_collections(info, arguments.get("channel"))
    return paginate(rows, "collections", arguments, order=("slug", "pk"), channel=channel)


@resolver("Query.productVariants")
def _variants(root: Any, info: GraphQLResolveInfo, ids: list[str] | None = None, **arguments: Any) -> Page:
    rows, channel = _find_variants(info, arguments.get("channel"))
    if ids is not None:
        rows = rows.filter(pk__in=read_numbers(ids, "ProductVariant"))
    return paginate(rows, "productVariants", arguments, channel=channel)


@resolver("Query.product", "Query.productVariant", "Query.category", "Query.collection")
def _one(root: Any, info: GraphQLResolveInfo, channel: str | None = None, **by: str) -> Any:
    """By id, or else by slug or SKU."""
    find = {"product": _find_products, "productVariant": _find_variants, "collection": _find_collections}
    rows, found_channel = find.get(info.field_name, _find_categories)(info, channel)
    if by.get("id"):
        by = {"pk": unpack_number(by["id"], rows.model.__name__)}  # type: ignore[dict-item]
    if not any(by.values()):
        raise GraphQLError("At least one of arguments is required: 'id', 'slug', 'sku'.")
    return next(iter(join(rows.filter(**by)[:1], found_channel)), None)


Found = tuple[QuerySet[Any], models.Channel | None]


def _find_products(info: GraphQLResolveInfo, channel_slug: str | None) -> Found:
    return catalogue.find_products(channel_slug, info.context.requestor)


def _find_categories(info: GraphQLResolveInfo, channel_slug: str | None) -> Found:
    return models.Category.objects.all(), None


def _find_variants(info: GraphQLResolveInfo, channel_slug: str | None) -> Found:
    products, channel = _find_products(info, channel_slug)
    variants = models.ProductVariant.objects.filter(product__in=products)
    if channel is None or info.context.requestor.has_any(*catalogue.INSIDERS):
        return variants, channel
    priced = models.VariantChannelListing.objects.filter(variant=OuterRef("pk"), channel=channel)
    return variants.filter(Exists(priced)), channel


def _find_collections(info: GraphQLResolveInfo, channel_slug: str | None) -> Found:
    is_insider = info.context.requestor.has_any(*catalogue.INSIDERS)
    channel = catalogue.find_channel(channel_slug, info.context.requestor)
    if channel is None and (channel_slug or not is_insider):
        return models.Collection.objects.none(), None
    return models.Collection.objects.filter(**({} if is_insider else {"is_published": True})), channel


@resolver("Query.menu")
def _menu(root: Any, info: GraphQLResolveInfo, slug: str = "", channel: str = "") -> models.Menu | None:
    found = join(models.Menu.objects.filter(slug=slug), models.Channel.objects.filter(slug=channel).first())
    return next(iter(found), None)


@resolver("Query.page")
def _page(root: Any, info: GraphQLResolveInfo, id: str = "", slug: str = "") -> models.Page | None:
    pages = models.Page.objects.filter(is_published=True)
    return pages.filter(pk=unpack_number(id, "Page")).first() if id else pages.filter(slug=slug).first()


@resolver("Query.pages")
def _pages(root: Any, info: GraphQLResolveInfo, where: Any = None, **arguments: Any) -> Page:
    pages = models.Page.objects.filter(is_published=True)
    if where and where.get("slug") is not None:
        pages = pages.filter(slug__in=read_texts(where["slug"]))
    if where and where.get("page_type") is not None:
        pages = pages.filter(page_type__in=read_numbers(read_texts(where["page_type"]), "PageType"))
    return paginate(pages, "pages", arguments, order=("slug", "pk"))
