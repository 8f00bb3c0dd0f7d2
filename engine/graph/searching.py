"""How products are narrowed and sorted."""

from collections.abc import Iterable
from typing import Any

import graphene
from django.db.models import Exists, F, OuterRef, Q, QuerySet, TextField
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import Cast
from graphql import GraphQLResolveInfo

from engine import catalogue
from engine.graph.enums import OrderDirection, code_enum
from engine.graph.paging import Page, paginate
from engine.graph.scalars import Decimal
from engine.ids import unpack_number
from engine.models import Channel, Product, ProductValue, Stock, VariantChannelListing, VariantValue
from engine.money import to_minor

ProductOrderField = code_enum("ProductOrderField", "NAME MINIMAL_PRICE CREATED_AT LAST_MODIFIED_AT")
StockAvailability = code_enum("StockAvailability", "IN_STOCK OUT_OF_STOCK")
_ORDERS = {
    "NAME": ("name", "slug"),
    "MINIMAL_PRICE": ("minimal_minor", "name", "slug"),
    "CREATED_AT": ("created_at", "slug"),
    "LAST_MODIFIED_AT": ("updated_at", "slug"),
}


class StringFilterInput(graphene.InputObjectType):
    """One text, or one of several."""

    eq = graphene.String()
    one_of = graphene.List(graphene.NonNull(graphene.String))


class GlobalIDFilterInput(graphene.InputObjectType):
    """One id, or one of several."""

    eq = graphene.ID()
    one_of = graphene.List(graphene.NonNull(graphene.ID))


class DecimalRangeInput(graphene.InputObjectType):
    """From and to, both included."""

    gte = Decimal()
    lte = Decimal()


class DecimalFilterInput(graphene.InputObjectType):
    """A range of numbers."""

    range = DecimalRangeInput()


class AssignedAttributeValueInput(graphene.InputObjectType):
    """What the value must be."""

    slug = StringFilterInput()
    name = StringFilterInput()
    boolean = graphene.Boolean()


class AttributeInput(graphene.InputObjectType):
    """An attribute that must be held, and its value."""

    slug = graphene.String()
    value = AssignedAttributeValueInput()


class MetadataFilter(graphene.InputObjectType):
    """A key that must be there, and its value."""

    key = graphene.String(required=True)
    value = graphene.String()


class ProductWhereInput(graphene.InputObjectType):
    """Everything that must hold."""

    metadata = graphene.List(graphene.NonNull(MetadataFilter))
    ids = graphene.List(graphene.NonNull(graphene.ID))
    slug = StringFilterInput()
    product_type = GlobalIDFilterInput()
    category = GlobalIDFilterInput()
    collection = GlobalIDFilterInput()
    price = DecimalFilterInput()
    minimal_price = DecimalFilterInput()
    attributes = graphene.List(graphene.NonNull(AttributeInput))
    stock_availability = StockAvailability()


class ProductOrder(graphene.InputObjectType):
    """What to sort by."""

    direction = OrderDirection(required=True)
    field = ProductOrderField()


PRODUCT_ARGUMENTS: dict[str, Any] = {
    "where": ProductWhereInput(),
    "sort_by": ProductOrder(),
    "search": graphene.String(),
}


def read_texts(given: dict[str, Any] | None) -> list[str]:
    """The texts or ids of a filter of either form."""
    return [*([given["eq"]] if given and given.get("eq") else []), *((given or {}).get("one_of") or [])]


def read_numbers(ids: Iterable[str], type_name: str) -> list[int]:
    """The keys of global ids. Raises: GraphQLError."""
    return [unpack_number(given, type_name) for given in ids]


def with_metadata(rows: QuerySet[Any], filters: Iterable[dict[str, str]]) -> QuerySet[Any]:
    """Those whose metadata has every key, with the value if one is given."""
    for place, given in enumerate(filters):
        name = f"metadata_{place}"
        rows = rows.alias(**{name: KeyTransform(given["key"], "metadata")})
        value = given.get("value")
        rows = rows.filter(**({f"{name}__isnull": False} if value is None else {name: value}))
    return rows


def _with_attribute(products: QuerySet[Any], given: dict[str, Any]) -> QuerySet[Any]:
    wanted = Q(value__attribute__slug=given.get("slug", ""))
    for name, texts in (given.get("value") or {}).items():
        wanted &= Q(value__boolean=texts) if name == "boolean" else Q(**{f"value__{name}__in": read_texts(texts)})
    own = ProductValue.objects.filter(wanted, product=OuterRef("pk"))
    of_variant = VariantValue.objects.filter(wanted, variant__product=OuterRef("pk"))
    return products.filter(Exists(own) | Exists(of_variant))


def _within(name: str, given: dict[str, Any], currency: str) -> Q:
    wanted = Q()
    for bound, amount in (given.get("range") or {}).items():
        if amount is not None:
            wanted &= Q(**{f"{name}__{bound}": to_minor(amount, currency)})
    return wanted


def _narrow(products: QuerySet[Any], where: dict[str, Any], channel: Channel | None) -> QuerySet[Any]:
    for name, type_name in (("product_type", "ProductType"), ("category", "Category"), ("collection", "Collection")):
        if where.get(name) is not None:
            column = "collections" if name == "collection" else name
            keys = read_numbers(read_texts(where[name]), type_name)
            if name == "category":
                keys = [shelf for key in keys for shelf in catalogue.find_shelves(key)]
            products = products.filter(**{f"{column}__in": keys}).distinct()
    if where.get("ids") is not None:
        products = products.filter(pk__in=read_numbers(where["ids"], "Product"))
    if where.get("slug") is not None:
        products = products.filter(slug__in=read_texts(where["slug"]))
    currency = channel.currency if channel else "USD"
    if where.get("price") is not None:
        prices = VariantChannelListing.objects.filter(variant__product=OuterRef("pk"), channel=channel)
        products = products.filter(Exists(prices.filter(_within("price_minor", where["price"], currency))))
    if where.get("minimal_price") is not None:
        products = products.filter(_within("minimal_minor", where["minimal_price"], currency))
    for given in where.get("attributes") or []:
        products = _with_attribute(products, given)
    if where.get("stock_availability"):
        left = Stock.objects.filter(product_variant__product=OuterRef("pk"), quantity__gt=F("quantity_allocated"))
        products = products.filter(Exists(left) if where["stock_availability"] == "IN_STOCK" else ~Exists(left))
    return with_metadata(products, where.get("metadata") or [])


def page_of_products(
    products: QuerySet[Product], channel: Channel | None, arguments: dict[str, Any], info: GraphQLResolveInfo
) -> Page:
    """The page of `products` that the arguments of a `products` field ask for. Raises: GraphQLError."""
    where, sort, search = arguments.get("where"), arguments.get("sort_by"), arguments.get("search")
    rows: QuerySet[Any] = catalogue.hide_unlisted(products, channel, info.context.requestor)
    order = _ORDERS[str(sort.get("field") or "NAME")] if sort else ("slug", "pk")
    if "minimal_minor" in order or (where and where.get("minimal_price")):
        rows = catalogue.with_minimal_price(rows, channel)
    if where:
        rows = _narrow(rows, where, channel)
    for word in (search or "").split():
        found = Q(name__icontains=word) | Q(variants__sku__iexact=word) | Q(text__icontains=word)
        rows = rows.alias(text=Cast("description", TextField())).filter(found).distinct()
    descending = bool(sort and sort["direction"] == "DESC")
    return paginate(rows, "products", arguments, order=order, descending=descending, channel=channel)
