"""What a buyer does to a checkout before it is an order. Every function runs inside the caller's transaction."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from engine import carts, catalogue
from engine.addresses import save_address
from engine.errors import Refusal
from engine.ids import pack, require_key
from engine.models import Channel, Checkout, CheckoutLine, ProductVariant, Shop, User, Voucher
from engine.money import Money
from engine.peers import fetch, join
from engine.settlement import refresh_checkout
from engine.stocks import OutOfStock, check_pieces, hold_pieces

# So long the lines keep their prices, unless something in the checkout changes (as Saleor does, case 453).
PRICES_HOLD = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class WantedLine:
    """A line as asked for; `metadata` is merged into the line's."""

    variant_id: int
    quantity: int
    metadata: Mapping[str, str]


def find_for_change(global_id: str | None) -> Checkout:
    """The checkout to change, held until the transaction ends. Raises: Refusal with Saleor's codes."""
    found = claim(require_key(global_id, "Checkout"))
    if found is None:
        raise Refusal("id", "NOT_FOUND", f"Couldn't resolve to a node: {global_id}")
    return found


def claim(key: str) -> Checkout | None:
    """The checkout, held until the transaction ends; None if it is gone.

    An UPDATE that changes nothing keeps a second request waiting on PostgreSQL; SQLite has one writer anyway.
    """
    try:
        held = Checkout.objects.filter(pk=UUID(key)).update(claimed_at=F("claimed_at"))
    except ValueError:
        return None
    return carts.find_checkout(key) if held else None


def open_checkout(channel_slug: str | None, user: User | None, *, metadata: Mapping[str, str]) -> Checkout:
    """A new, empty checkout. Raises: Refusal."""
    channels = Channel.objects.filter(**({"slug": channel_slug} if channel_slug else {}))[:2]
    if len(channels) != 1:
        if channel_slug:
            raise Refusal("channel", "NOT_FOUND", f"Channel with '{channel_slug}' slug does not exist.")
        raise Refusal("channel", "MISSING_CHANNEL_SLUG", "You need to provide a channel slug.")
    channel = channels[0]
    if not channel.is_active:
        raise Refusal("channel", "CHANNEL_INACTIVE", f"Channel with '{channel.slug}' is inactive.")
    checkout = Checkout.objects.create(
        channel=channel,
        currency=channel.currency,
        user=user,
        email=user.email if user else None,
        metadata=dict(metadata),
        prices_until=timezone.now() + PRICES_HOLD,
    )
    join([checkout], channel)
    return checkout


def set_email(checkout: Checkout, email: str) -> None:
    """Keep the buyer's address for mails. Raises: Refusal."""
    if not email:
        raise Refusal("email", "REQUIRED", "This field cannot be blank.")
    try:
        validate_email(email)
    except ValidationError as error:
        raise Refusal("email", "INVALID", "Enter a valid email address.") from error
    checkout.email = email
    checkout.save(update_fields=["email", "updated_at"])


def set_note(checkout: Checkout, note: str) -> None:
    """Keep what the buyer wants to say."""
    checkout.note = note
    checkout.save(update_fields=["note", "updated_at"])


def set_address(checkout: Checkout, kind: str, given: Mapping[str, Any]) -> None:
    """Set the BILLING or SHIPPING address; another country may have another tax. Raises: Refusals."""
    column = f"{kind.lower()}_address"
    before = getattr(checkout, column)
    setattr(checkout, column, save_address(given, kind=kind))
    checkout.save(update_fields=[column, "updated_at"])
    if before is not None and before.user_id is None:
        before.delete()


def find_variants(checkout: Checkout, wanted: Iterable[WantedLine]) -> dict[int, ProductVariant]:
    """The variants of the lines, all of which can be bought in the checkout's channel. Raises: Refusal."""
    keys = [line.variant_id for line in wanted]
    variants = join(ProductVariant.objects.filter(pk__in=keys), checkout.channel)
    missing = [pack("ProductVariant", key) for key in dict.fromkeys(keys) if key not in {row.pk for row in variants}]
    if missing:
        text = f"Could not resolve to a node with the global id list of '{missing}'."
        raise Refusal("variantId", "GRAPHQL_ERROR", text)
    now = timezone.now()
    listings = {variant.pk: catalogue.find_listing(fetch(variant, "product")) for variant in variants}
    for code, text, is_fine in (
        ("PRODUCT_NOT_PUBLISHED", "Cannot add lines for unpublished variants.", catalogue.is_published),
        (
            "PRODUCT_UNAVAILABLE_FOR_PURCHASE",
            "Cannot add lines for unavailable for purchase variants.",
            catalogue.is_for_sale,
        ),
    ):
        _refuse_variants(code, text, [key for key, listing in listings.items() if not is_fine(listing, now)])
    unpriced = [variant.pk for variant in variants if catalogue.find_price(variant) is None]
    _refuse_variants("UNAVAILABLE_VARIANT_IN_CHANNEL", "Cannot add lines with unavailable variants.", unpriced)
    return {variant.pk: variant for variant in variants}


def _refuse_variants(code: str, text: str, keys: list[int]) -> None:
    if keys:
        raise Refusal("lines", code, text, variants=[pack("ProductVariant", key) for key in keys])


def put_lines(checkout: Checkout, wanted: list[WantedLine], *, replace: bool) -> None:
    """Add pieces, or (`replace`) set how many there are, 0 for none. Raises: Refusal with Saleor's codes."""
    lowest = 0 if replace else 1
    if any(line.quantity < lowest for line in wanted):
        raise Refusal("quantity", "ZERO_QUANTITY", "The quantity should be higher than zero.")
    variants = find_variants(checkout, [line for line in wanted if line.quantity])
    lines = {line.variant_id: line for line in checkout.lines.all()}
    for one in wanted:
        if one.quantity:
            _put_line(checkout, one, variants[one.variant_id], lines, replace=replace)
        elif one.variant_id in lines:
            lines.pop(one.variant_id).delete()
    _check_limits(variants, lines)


def _put_line(
    checkout: Checkout,
    wanted: WantedLine,
    variant: ProductVariant,
    lines: dict[int, CheckoutLine],
    *,
    replace: bool,
) -> None:
    listing = catalogue.find_price(variant)
    if listing is None:
        return
    line = lines.get(variant.pk)
    if line is None:
        line = CheckoutLine(checkout=checkout, variant=variant, quantity=0, price_minor=0, undiscounted_minor=0)
        lines[variant.pk] = line
    line.quantity = wanted.quantity if replace else line.quantity + wanted.quantity
    line.price_minor, line.undiscounted_minor = listing.current_minor, listing.price_minor
    line.metadata = {**line.metadata, **wanted.metadata}
    line.save()


def _check_limits(variants: Mapping[int, ProductVariant], lines: Mapping[int, CheckoutLine]) -> None:
    most = catalogue.largest_quantity()
    for key, variant in variants.items():
        limit = min(most, variant.quantity_limit_per_customer or most)
        if lines[key].quantity > limit:
            text = f"Cannot add more than {limit} times this item: {variant.name or variant.sku}."
            raise Refusal("quantity", "QUANTITY_GREATER_THAN_LIMIT", text)


def remove_lines(checkout: Checkout, line_ids: Iterable[str]) -> None:
    """Take lines out. Raises: Refusal if one of them is not in the checkout."""
    keys = {require_key(line_id, "CheckoutLine", "lineId"): line_id for line_id in line_ids}
    lines = {str(line.pk): line for line in checkout.lines.all()}
    unknown = [global_id for key, global_id in keys.items() if key not in lines]
    if unknown:
        text = "Provided line_ids aren't part of checkout."
        raise Refusal("lineId", "INVALID", text, lines=unknown)
    for key in keys:
        lines[key].delete()


def hold(checkout: Checkout) -> None:
    """Make sure there are pieces for all lines, and hold them if the shop reserves. Raises: Refusal."""
    lines = list(checkout.lines.select_related("variant__product"))
    minutes = Shop.objects.values_list("reserve_minutes", flat=True).first()
    try:
        if minutes:
            hold_pieces(lines, checkout.pk, minutes)
        else:
            check_pieces(lines, checkout.pk)
    except OutOfStock as short:
        key, free = next(iter(short.free.items()))
        name = next(line.variant.name or line.variant.sku for line in lines if line.variant_id == key)
        text = f"Could not add items {name}. Only {free} remaining in stock."
        raise Refusal("quantity", "INSUFFICIENT_STOCK", text) from short


def find_voucher(checkout: Checkout, code: str) -> Voucher:
    """The voucher with this code, if it is good for the checkout. Raises: Refusal with Saleor's codes."""
    now = timezone.now()
    running = Q(starts_at__lte=now) & (Q(ends_at=None) | Q(ends_at__gt=now))
    voucher = Voucher.objects.filter(running, code=code).first()
    if voucher is None:
        raise Refusal("promoCode", "INVALID", "Promo code is invalid")
    used_up = voucher.usage_limit is not None and voucher.used >= voucher.usage_limit
    goods = sum(line.quantity * line.price_minor for line in checkout.lines.all())
    if used_up or goods < voucher.minimum_spent_minor:
        raise Refusal("promoCode", "VOUCHER_NOT_APPLICABLE", "Voucher is not applicable to this checkout.")
    return voucher


def set_voucher(checkout: Checkout, voucher: Voucher | None) -> None:
    """Use a voucher, or none."""
    checkout.voucher_code = voucher.code if voucher else None
    checkout.voucher_name = voucher.name if voucher else ""
    checkout.voucher_percent = voucher.percent if voucher else 0
    checkout.save(update_fields=["voucher_code", "voucher_name", "voucher_percent", "updated_at"])


def refresh(checkout: Checkout) -> Checkout:
    """Take today's prices, drop a voucher that no longer applies, and look at the delivery as out of date.

    Returns the checkout read anew. To be called after every change of what it costs.
    """
    fresh = carts.find_checkout(checkout.pk) or checkout
    for line in carts.lines_of(fresh):
        listing = catalogue.find_price(fetch(line, "variant"))
        prices = (
            (listing.current_minor, listing.price_minor) if listing else (line.price_minor, line.undiscounted_minor)
        )
        if prices != (line.price_minor, line.undiscounted_minor):
            line.price_minor, line.undiscounted_minor = prices
            line.save(update_fields=["price_minor", "undiscounted_minor"])
    if fresh.voucher_code:
        try:
            set_voucher(fresh, find_voucher(fresh, fresh.voucher_code))
        except Refusal:
            set_voucher(fresh, None)
    fresh.prices_until = timezone.now() + PRICES_HOLD
    fresh.delivery_is_stale = fresh.delivery_id is not None
    fresh.save(update_fields=["prices_until", "delivery_is_stale", "updated_at"])
    refresh_checkout(fresh)
    return fresh


def keep_fresh(checkout: Checkout) -> Checkout:
    """The checkout at today's prices if the old ones have run out and nothing is paid; in a transaction of its own."""
    if checkout.prices_until > timezone.now() or checkout.charge_status != "NONE":
        return checkout
    with transaction.atomic(using="engine"):
        held = claim(str(checkout.pk))
        return refresh(held) if held else checkout


def settle(checkout: Checkout) -> Checkout:
    """Read the checkout anew and bring its payment statuses up to its total."""
    fresh = carts.find_checkout(checkout.pk) or checkout
    refresh_checkout(fresh)
    return fresh


def balance(checkout: Checkout, charged_minor: int) -> Money:
    """What was charged less what it costs: below zero while it is not paid."""
    return Money(charged_minor - carts.total_minor(checkout), checkout.currency)
