"""Who sees which products, how their lists are narrowed and sorted, and what they cost."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Exists, F, Min, Model, OuterRef, Q, QuerySet, TextField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce
from django.db.models.lookups import Exact, IContains, IsNull
from django.utils import timezone
from graphql import GraphQLError

from engine import models
from engine.context import Requestor
from engine.errors import Refusal
from engine.ids import pack, unpack_number
from engine.memory import remember
from engine.models import Channel, Product, ProductChannelListing, ProductVariant, VariantChannelListing
from engine.money import to_minor
from engine.paging import Page
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


def find_shop() -> models.Shop:
    """The settings of the whole shop; may be a second old."""
    return remember("shop", lambda: models.Shop.objects.first() or models.Shop())


def find_channel(slug: str | None) -> Channel | None:
    """A channel by its slug; may be a second old."""
    return remember(("channel", slug), lambda: Channel.objects.filter(slug=slug).first()) if slug else None


def require_channel(slug: str | None, lacking: str) -> Channel:
    """The channel of that slug, or the only one. Raises: Refusal, with the text `lacking` if none is given."""
    channels = list(Channel.objects.filter(**({} if slug is None else {"slug": slug}))[:2])
    if len(channels) == 1:
        return channels[0]
    if slug is None:
        raise Refusal("channel", "MISSING_CHANNEL_SLUG", lacking)
    raise Refusal("channel", "NOT_FOUND", f"Channel with '{slug}' slug does not exist.")


def find_rate(country: str) -> Decimal:
    """The tax of a country as a share, 0 if none is known; may be a second old."""
    found = remember(("rate", country), lambda: models.TaxRate.objects.filter(country=country).first())
    return found.rate if found else Decimal(0)


def find_rows(kind: type[Model], slug: str | None, requestor: Requestor) -> tuple[QuerySet[Any], Channel | None]:
    """The rows of a kind that the requestor sees in a channel, and the channel; categories and pages have none.

    Buyers see what is published and, of goods, what has a price; if they name no channel, the only one is meant.
    Raises: GraphQLError if there are several.
    """
    rows, is_insider = kind._default_manager.all(), requestor.has_any(*INSIDERS)
    if kind in (models.Category, models.Page):
        return rows if kind is models.Category else rows.filter(is_published=True), None
    if not slug and not is_insider:
        slugs = Channel.objects.values_list("slug", flat=True)[:2]
        if len(slugs) > 1:
            raise GraphQLError("More than one channel exists. Specify which channel to use.")
        slug = "".join(slugs)
    channel = find_channel(slug)
    if channel is None:
        return rows if is_insider and not slug else rows.none(), None
    if kind is models.Collection:
        return rows if is_insider else rows.filter(is_published=True), channel
    listed = Q(channel_listings__channel=channel)
    if kind is ProductVariant:
        products, _channel = find_rows(Product, slug, requestor)
        return rows.filter(Q() if is_insider else listed, product__in=products), channel
    if not is_insider:
        priced = VariantChannelListing.objects.filter(variant__product=OuterRef("pk"), channel=channel)
        listed &= Q(Exists(priced), channel_listings__is_published=True)
    return rows.filter(listed), channel


def find_translation(row: Any, language: str) -> dict[str, Any] | None:
    """What a product, shelf or collection is called in a language, by its code; None if nothing is translated."""
    words, about = row.translations.get(language.lower()), {"product_id": pack("Product", row.pk)}
    return {**words, "kind": f"{type(row).__name__}Translation", "translatable_content": about} if words else None


def find_listing(product: Product) -> ProductChannelListing | None:
    """How the product is listed in the channel it is looked at in."""
    return _here(product)


def find_price(variant: ProductVariant) -> VariantChannelListing | None:
    """The variant's price in the channel it is looked at in; None: not sold there."""
    return _here(variant)


def _here(row: Product | ProductVariant) -> Any | None:
    channel = channel_of(row)
    return next((one for one in fetch(row, "channel_listings") if channel and one.channel_id == channel.pk), None)


def is_for_sale(listing: ProductChannelListing | None, now: datetime) -> bool:
    """Whether its sale has begun."""
    begins = listing.available_for_purchase_at if listing else None
    return begins is not None and begins <= now


def check_sale(variant: ProductVariant) -> tuple[bool, bool, bool]:
    """Whether it can be bought in the channel it is looked at in: published, its sale begun, priced."""
    listing = find_listing(fetch(variant, "product"))
    return listing is not None and listing.is_published, is_for_sale(listing, timezone.now()), bool(find_price(variant))


def count_available(variant: ProductVariant, limit: int) -> int:
    """How many a buyer may put into a cart: what is free, `limit` at most (Saleor caps it so, case 444)."""
    if not variant.track_inventory:
        return limit
    free = work_out(variant, "free", lambda variants, _channel: count_free(one.pk for one in variants))
    return min(free or 0, limit)


def find_shelves(category_ids: list[int]) -> list[int]:
    """The keys of categories and all below them. One query per level."""
    below = list(models.Category.objects.filter(parent__in=category_ids).values_list("pk", flat=True))
    return [*category_ids, *(find_shelves(below) if below else [])]


def page_of(rows: QuerySet[Any], field: str, channel: Channel | None, arguments: Mapping[str, Any]) -> Page:
    """The page of `rows` that the arguments of a list's field ask for. Raises: GraphQLError."""
    sort = arguments.get("sort_by") or {}
    order = _ORDERS[sort.get("field") or "NAME"] if sort else ("slug", "pk")
    if "minimal_minor" in order:
        listings = "variants__channel_listings"
        price = Coalesce(f"{listings}__discounted_minor", f"{listings}__price_minor")
        here = Q(**{f"{listings}__channel": channel}) if channel else Q()
        rows = rows.annotate(minimal_minor=Coalesce(Min(price, filter=here), 0))
    if rows.model in (models.Category, ProductVariant):
        order = ("pk",)
    given = {**arguments, **(arguments.get("where") or {})}
    conditions = list(
        _conditions({name: value for name, value in given.items() if value is not None}, rows.model.__name__, channel)
    )
    for condition in conditions:  # one by one: each may be met by another variant or value
        rows = rows.filter(condition)
    rows = rows.distinct() if conditions else rows
    return Page(rows, field, arguments, order=order, descending=sort.get("direction") == "DESC", channel=channel)


def _conditions(asked: Mapping[str, Any], type_name: str, channel: Channel | None) -> Iterator[Any]:
    """What each row of a narrowed list must meet."""
    if "ids" in asked:
        yield Q(pk__in=_read_keys({"one_of": asked["ids"]}, type_name))
    if "category" in asked:
        yield Q(category__in=find_shelves(_read_keys(asked["category"], "Category")))
    if "collection" in asked:
        yield Q(collections__in=_read_keys(asked["collection"], "Collection"))
    if "page_type" in asked:
        yield Q(page_type__in=_read_keys(asked["page_type"], "PageType"))
    if "level" in asked:
        yield Q(level=asked["level"])
    if "slug" in asked:
        yield Q(slug__in=_read_texts(asked["slug"]))
    if "price" in asked:
        bounds, currency = asked["price"].get("range") or {}, channel.currency if channel else "USD"
        within = {f"price_minor__{bound}": to_minor(amount, currency) for bound, amount in bounds.items()}
        yield Exists(VariantChannelListing.objects.filter(variant__product=OuterRef("pk"), channel=channel, **within))
    if "stock_availability" in asked:
        stocks = models.Stock.objects.filter(product_variant__product=OuterRef("pk"))
        left = Exists(stocks.filter(quantity__gt=F("quantity_allocated")))
        yield left if asked["stock_availability"] == "IN_STOCK" else ~left
    for one in asked.get("attributes", []):
        yield _holds("attribute_values", one) | _holds("variants__attribute_values", one)
    for one in asked.get("metadata", []):
        value = KeyTextTransform(one["key"], "metadata")
        yield IsNull(value, False) if one.get("value") is None else Exact(value, one["value"])
    for word in asked.get("search", "").split():
        described = IContains(Cast("description", TextField()), word)
        yield Q(name__icontains=word) | Q(variants__sku__iexact=word) | Q(described)


def _holds(values: str, given: Mapping[str, Any]) -> Q:
    wanted = {f"{values}__{name}__in": _read_texts(texts) for name, texts in (given.get("value") or {}).items()}
    return Q(**{f"{values}__attribute__slug": given.get("slug") or ""}, **wanted)


def _read_texts(given: Mapping[str, Any] | None) -> list[str]:
    """The texts or ids of a filter by `eq` or `oneOf`."""
    return [given["eq"]] if given and given.get("eq") else list((given or {}).get("one_of") or [])


def _read_keys(given: Mapping[str, Any], type_name: str) -> list[int]:
    return [unpack_number(global_id, type_name) for global_id in _read_texts(given)]
