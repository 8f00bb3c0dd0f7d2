"""Who sees which products, how they are narrowed and sorted, and what they cost."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet, TextField
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import Cast, Coalesce
from graphql import GraphQLError

from engine.context import Requestor
from engine.ids import unpack_number
from engine.models import (
    Category,
    Channel,
    Product,
    ProductChannelListing,
    ProductVariant,
    Shop,
    Stock,
    TaxRate,
    VariantChannelListing,
)
from engine.money import to_minor
from engine.paging import Page, paginate
from engine.peers import channel_of, fetch, work_out
from engine.stocks import count_free

# Who sees what is not published too.
INSIDERS = ("MANAGE_PRODUCTS", "MANAGE_ORDERS", "MANAGE_DISCOUNTS")
_ORDERS = {
    "NAME": ("name", "slug"),
    "MINIMAL_PRICE": ("minimal_minor", "name", "slug"),
    "CREATED_AT": ("created_at", "slug"),
    "LAST_MODIFIED_AT": ("updated_at", "slug"),
}


def find_channel(slug: str | None, requestor: Requestor) -> Channel | None:
    """The channel asked for; for buyers who name none, the only one. None: unknown, or any (for insiders).

    Raises: GraphQLError if a buyer names none and there are several.
    """
    if slug or requestor.has_any(*INSIDERS):
        return Channel.objects.filter(slug=slug or "").first()
    channels = list(Channel.objects.all()[:2])
    if len(channels) > 1:
        raise GraphQLError("More than one channel exists. Specify which channel to use.")
    return channels[0] if channels else None


def find_products(channel_slug: str | None, requestor: Requestor) -> tuple[QuerySet[Product], Channel | None]:
    """The products that the requestor sees in a channel: published ones with a price, for insiders all listed ones."""
    channel, is_insider = find_channel(channel_slug, requestor), requestor.has_any(*INSIDERS)
    products = Product.objects.all()
    if channel is None:
        return (products if is_insider and not channel_slug else products.none()), None
    if is_insider:
        return products.filter(channel_listings__channel=channel), channel
    listing = ProductChannelListing.objects.filter(product=OuterRef("pk"), channel=channel, is_published=True)
    priced = VariantChannelListing.objects.filter(variant__product=OuterRef("pk"), channel=channel)
    return products.filter(Exists(listing), Exists(priced)), channel


def find_variants(channel_slug: str | None, requestor: Requestor) -> tuple[QuerySet[ProductVariant], Channel | None]:
    """The variants that the requestor sees in a channel; buyers see those with a price."""
    products, channel = find_products(channel_slug, requestor)
    variants = ProductVariant.objects.filter(product__in=products)
    if channel is None or requestor.has_any(*INSIDERS):
        return variants, channel
    priced = VariantChannelListing.objects.filter(variant=OuterRef("pk"), channel=channel)
    return variants.filter(Exists(priced)), channel


def find_listing(product: Product) -> ProductChannelListing | None:
    """How the product is listed in the channel it is looked at in."""
    listing: ProductChannelListing | None = _here(product, fetch(product, "channel_listings"))
    return listing


def find_price(variant: ProductVariant) -> VariantChannelListing | None:
    """The variant's price in the channel it is looked at in; None: not sold there."""
    listing: VariantChannelListing | None = _here(variant, fetch(variant, "channel_listings"))
    return listing


def _here(row: Any, listings: Iterable[Any]) -> Any:
    channel = channel_of(row)
    return next((listing for listing in listings if channel and listing.channel_id == channel.pk), None)


def is_for_sale(listing: ProductChannelListing | None, now: datetime) -> bool:
    """Whether its sale has begun."""
    begins = listing.available_for_purchase_at if listing else None
    return begins is not None and begins <= now


def count_available(variant: ProductVariant, limit: int) -> int:
    """How many a buyer may put into a cart: what is free, `limit` at most (Saleor caps it so, case 444)."""

    def reckon(variants: Sequence[ProductVariant], _channel: Channel | None) -> Mapping[int, int]:
        return count_free(variant.pk for variant in variants)

    return min(work_out(variant, "free", reckon) or 0, limit) if variant.track_inventory else limit


def largest_quantity() -> int:
    """How many pieces of one thing a cart may hold."""
    return (Shop.objects.first() or Shop()).limit_quantity_per_checkout


def find_rate(country: str) -> Decimal:
    """The tax of a country as a share, 0 if none is known."""
    return TaxRate.objects.filter(country=country).values_list("rate", flat=True).first() or Decimal(0)


def find_shelves(category_id: int) -> list[int]:
    """The keys of a category and all below it. One query."""
    children: dict[int | None, list[int]] = {}
    for key, parent in Category.objects.values_list("pk", "parent_id"):
        children.setdefault(parent, []).append(key)
    shelves = [category_id]
    for shelf in shelves:
        shelves.extend(children.get(shelf, []))
    return shelves


def read_texts(given: Mapping[str, Any] | None) -> list[str]:
    """The texts or ids of a filter by `eq` or `oneOf`."""
    return [*([given["eq"]] if given and given.get("eq") else []), *((given or {}).get("one_of") or [])]


def read_keys(ids: Iterable[str], type_name: str) -> list[int]:
    """The keys of global ids. Raises: GraphQLError."""
    return [unpack_number(given, type_name) for given in ids]


def page_of_products(
    products: QuerySet[Any], channel: Channel | None, arguments: Mapping[str, Any], requestor: Requestor
) -> Page:
    """The page of `products` that the arguments of a `products` field ask for. Raises: GraphQLError."""
    sort = arguments.get("sort_by")
    order = _ORDERS[sort.get("field") or "NAME"] if sort else ("slug", "pk")
    if channel and not requestor.has_any(*INSIDERS):
        hidden = ProductChannelListing.objects.filter(channel=channel, visible_in_listings=False)
        products = products.exclude(pk__in=hidden.values("product"))
    if "minimal_minor" in order:
        listings, here = "variants__channel_listings__", Q()
        if channel:
            here = Q(variants__channel_listings__channel=channel)
        price = Coalesce(f"{listings}discounted_minor", f"{listings}price_minor")
        products = products.annotate(minimal_minor=Coalesce(Min(price, filter=here), 0))
    products = _narrow(products, arguments.get("where") or {}, channel)
    for word in (arguments.get("search") or "").split():
        found = Q(name__icontains=word) | Q(variants__sku__iexact=word) | Q(text__icontains=word)
        products = products.alias(text=Cast("description", TextField())).filter(found).distinct()
    descending = bool(sort and sort["direction"] == "DESC")
    return paginate(products, "products", arguments, order=order, descending=descending, channel=channel)


def _narrow(products: QuerySet[Any], where: Mapping[str, Any], channel: Channel | None) -> QuerySet[Any]:
    if where.get("ids") is not None:
        products = products.filter(pk__in=read_keys(where["ids"], "Product"))
    if where.get("category") is not None:
        keys = read_keys(read_texts(where["category"]), "Category")
        products = products.filter(category__in=[shelf for key in keys for shelf in find_shelves(key)])
    if where.get("collection") is not None:
        keys = read_keys(read_texts(where["collection"]), "Collection")
        products = products.filter(collections__in=keys).distinct()
    if where.get("price") is not None:
        bounds, currency = where["price"].get("range") or {}, channel.currency if channel else "USD"
        within = {f"price_minor__{bound}": to_minor(amount, currency) for bound, amount in bounds.items()}
        prices = VariantChannelListing.objects.filter(variant__product=OuterRef("pk"), channel=channel, **within)
        products = products.filter(Exists(prices))
    if where.get("stock_availability"):
        left = Stock.objects.filter(product_variant__product=OuterRef("pk"), quantity__gt=F("quantity_allocated"))
        products = products.filter(Exists(left) if where["stock_availability"] == "IN_STOCK" else ~Exists(left))
    for given in where.get("attributes") or []:
        products = products.filter(_holds("attribute_values", given) | _holds("variants__attribute_values", given))
        products = products.distinct()
    for place, given in enumerate(where.get("metadata") or []):
        name, value = f"metadata_{place}", given.get("value")
        products = products.alias(**{name: KeyTransform(given["key"], "metadata")})
        products = products.filter(**({f"{name}__isnull": False} if value is None else {name: value}))
    return products


def _holds(values: str, given: Mapping[str, Any]) -> Q:
    wanted = {f"{values}__{name}__in": read_texts(texts) for name, texts in (given.get("value") or {}).items()}
    return Q(**{f"{values}__attribute__slug": given.get("slug") or ""}, **wanted)
