"""How products are narrowed and sorted."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, TextField
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import Cast

from engine import catalogue
from engine.context import Requestor
from engine.ids import unpack_number
from engine.models import Channel, Product, ProductValue, Stock, VariantChannelListing, VariantValue
from engine.money import to_minor
from engine.paging import Page, paginate

_ORDERS = {
    "NAME": ("name", "slug"),
    "MINIMAL_PRICE": ("minimal_minor", "name", "slug"),
    "CREATED_AT": ("created_at", "slug"),
    "LAST_MODIFIED_AT": ("updated_at", "slug"),
}


def read_texts(given: Mapping[str, Any] | None) -> list[str]:
    """The texts or ids of a filter by `eq` or `oneOf`."""
    return [*([given["eq"]] if given and given.get("eq") else []), *((given or {}).get("one_of") or [])]


def read_numbers(ids: Iterable[str], type_name: str) -> list[int]:
    """The keys of global ids. Raises: GraphQLError."""
    return [unpack_number(given, type_name) for given in ids]


def page_of_products(
    products: QuerySet[Product], channel: Channel | None, arguments: Mapping[str, Any], requestor: Requestor
) -> Page:
    """The page of `products` that the arguments of a `products` field ask for. Raises: GraphQLError."""
    sort = arguments.get("sort_by")
    order = _ORDERS[sort.get("field") or "NAME"] if sort else ("slug", "pk")
    rows: QuerySet[Any] = catalogue.hide_unlisted(products, channel, requestor)
    if "minimal_minor" in order:
        rows = catalogue.with_minimal_price(rows, channel)
    rows = _narrow(rows, arguments.get("where") or {}, channel)
    for word in (arguments.get("search") or "").split():
        found = Q(name__icontains=word) | Q(variants__sku__iexact=word) | Q(text__icontains=word)
        rows = rows.alias(text=Cast("description", TextField())).filter(found).distinct()
    descending = bool(sort and sort["direction"] == "DESC")
    return paginate(rows, "products", arguments, order=order, descending=descending, channel=channel)


def _narrow(products: QuerySet[Any], where: Mapping[str, Any], channel: Channel | None) -> QuerySet[Any]:
    if where.get("ids") is not None:
        products = products.filter(pk__in=read_numbers(where["ids"], "Product"))
    if where.get("category") is not None:
        keys = read_numbers(read_texts(where["category"]), "Category")
        products = products.filter(category__in=[shelf for key in keys for shelf in catalogue.find_shelves(key)])
    if where.get("collection") is not None:
        keys = read_numbers(read_texts(where["collection"]), "Collection")
        products = products.filter(collections__in=keys).distinct()
    if where.get("price") is not None:
        prices = VariantChannelListing.objects.filter(variant__product=OuterRef("pk"), channel=channel)
        products = products.filter(Exists(prices.filter(_within(where["price"].get("range") or {}, channel))))
    for given in where.get("attributes") or []:
        products = _with_attribute(products, given)
    if where.get("stock_availability"):
        left = Stock.objects.filter(product_variant__product=OuterRef("pk"), quantity__gt=F("quantity_allocated"))
        products = products.filter(Exists(left) if where["stock_availability"] == "IN_STOCK" else ~Exists(left))
    return _with_metadata(products, where.get("metadata") or [])


def _within(bounds: Mapping[str, Any], channel: Channel | None) -> Q:
    currency = channel.currency if channel else "USD"
    given = {f"price_minor__{bound}": amount for bound, amount in bounds.items() if amount is not None}
    return Q(**{name: to_minor(amount, currency) for name, amount in given.items()})


def _with_attribute(products: QuerySet[Any], given: Mapping[str, Any]) -> QuerySet[Any]:
    wanted = Q(value__attribute__slug=given.get("slug") or "")
    for name, texts in (given.get("value") or {}).items():
        wanted &= Q(**{f"value__{name}__in": read_texts(texts)})
    own = ProductValue.objects.filter(wanted, product=OuterRef("pk"))
    of_variant = VariantValue.objects.filter(wanted, variant__product=OuterRef("pk"))
    return products.filter(Exists(own) | Exists(of_variant))


def _with_metadata(rows: QuerySet[Any], filters: Iterable[Mapping[str, str]]) -> QuerySet[Any]:
    for place, given in enumerate(filters):
        name, value = f"metadata_{place}", given.get("value")
        rows = rows.alias(**{name: KeyTransform(given["key"], "metadata")})
        rows = rows.filter(**({f"{name}__isnull": False} if value is None else {name: value}))
    return rows
