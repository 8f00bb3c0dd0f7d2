"""What a buyer does to a checkout before it is an order. Every function runs inside the caller's transaction."""

from collections.abc import Iterable, Mapping, Sequence
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
from engine.addresses import read_address
from engine.errors import Refusal
from engine.ids import pack, require_key
from engine.models import Address, Channel, Checkout, CheckoutLine, ProductVariant, Shop, User, Voucher
from engine.peers import fetch, join
from engine.settlement import refresh_checkout
from engine.stocks import OutOfStock, hold_pieces

# So long the lines keep their prices, unless something in the checkout changes (as Saleor does, case 453).
PRICES_HOLD = timedelta(hours=1)
# Why a variant cannot be put into a cart: code, text, and what its listing and price must be.
_OBSTACLES = (
    ("PRODUCT_NOT_PUBLISHED", "Cannot add lines for unpublished variants."),
    ("PRODUCT_UNAVAILABLE_FOR_PURCHASE", "Cannot add lines for unavailable for purchase variants."),
    ("UNAVAILABLE_VARIANT_IN_CHANNEL", "Cannot add lines with unavailable variants."),
)


@dataclass(frozen=True, slots=True)
class WantedLine:
    """A line as asked for; `metadata` is merged into the line's."""

    variant_id: int
    quantity: int
    metadata: Mapping[str, str]


def claim(key: str) -> Checkout | None:
    """The checkout, held until the transaction ends; None if it is gone.

    An UPDATE that changes nothing keeps a second request waiting on PostgreSQL; SQLite has one writer anyway.
    """
    try:
        held = Checkout.objects.filter(pk=UUID(key)).update(currency=F("currency"))
    except ValueError:
        return None
    return carts.find_checkout(key) if held else None


def find_for_change(global_id: str) -> Checkout:
    """The checkout to change, held until the transaction ends. Raises: Refusal with Saleor's codes."""
    found = claim(require_key(global_id, "Checkout"))
    if found is None:
        raise Refusal("id", "NOT_FOUND", f"Couldn't resolve to a node: {global_id}")
    return found


def open_checkout(channel_slug: str | None, user: User | None, metadata: Mapping[str, str]) -> Checkout:
    """A new, empty checkout. Raises: Refusal."""
    channels = list(Channel.objects.filter(**({"slug": channel_slug} if channel_slug else {}))[:2])
    if len(channels) != 1:
        if channel_slug:
            raise Refusal("channel", "NOT_FOUND", f"Channel with '{channel_slug}' slug does not exist.")
        raise Refusal("channel", "MISSING_CHANNEL_SLUG", "You need to provide a channel slug.")
    checkout = Checkout.objects.create(
        channel=channels[0],
        currency=channels[0].currency,
        user=user,
        email=user.email if user else None,
        metadata=dict(metadata),
        prices_until=timezone.now() + PRICES_HOLD,
    )
    return join([checkout], channels[0])[0]


def set_email(checkout: Checkout, email: str) -> None:
    """Keep the buyer's address for mails. Raises: Refusal."""
    try:
        validate_email(email)
    except ValidationError as error:
        code = "INVALID" if email else "REQUIRED"
        raise Refusal("email", code, "Enter a valid email address.") from error
    checkout.email = email
    checkout.save(update_fields=["email", "updated_at"])


def set_address(checkout: Checkout, kind: str, given: Mapping[str, Any]) -> None:
    """Set the BILLING or SHIPPING address; another country may have another tax. Raises: Refusals."""
    column = f"{kind.lower()}_address"
    before: Address | None = getattr(checkout, column)
    setattr(checkout, column, Address.objects.create(**read_address(given, kind)))
    checkout.save(update_fields=[column, "updated_at"])
    if before is not None and before.user_id is None:
        before.delete()


def choose_delivery(checkout: Checkout, offer_id: str | None) -> None:
    """Choose one of the deliveries on offer, or none. Raises: Refusal with Saleor's codes."""
    key = require_key(offer_id, "CheckoutDelivery", "deliveryMethodId") if offer_id else None
    chosen = next((offer for offer in carts.list_offers(checkout) if str(offer.pk) == key), None)
    if key and chosen is None:
        raise Refusal("deliveryMethodId", "NOT_FOUND", f"Couldn't resolve to a node: {offer_id}")
    _set_method(checkout, chosen)


def work_out_delivery(checkout: Checkout) -> list[carts.Offer]:
    """How it can be sent now; what was chosen takes today's price and is no longer out of date."""
    offers = carts.list_offers(checkout)
    chosen = next((offer for offer in offers if offer.shipping_method.pk == checkout.method_id), None)
    if checkout.method_id and chosen is None:
        Checkout.objects.filter(pk=checkout.pk).update(method_is_stale=False)
    elif checkout.method_is_stale:
        _set_method(checkout, chosen)
    return offers


def _set_method(checkout: Checkout, offer: carts.Offer | None) -> None:
    checkout.method = offer.shipping_method if offer else None
    checkout.method_minor = offer.shipping_method.price_minor if offer else 0
    checkout.method_is_stale = False
    checkout.save(update_fields=["method", "method_minor", "method_is_stale", "updated_at"])
    settle(checkout)


def put_lines(checkout: Checkout, wanted: Sequence[WantedLine], *, replace: bool) -> None:
    """Add pieces, or (`replace`) set how many there are, 0 for none. Raises: Refusal with Saleor's codes."""
    if any(line.quantity < (0 if replace else 1) for line in wanted):
        raise Refusal("quantity", "ZERO_QUANTITY", "The quantity should be higher than zero.")
    variants = _find_variants(checkout, [line.variant_id for line in wanted if line.quantity])
    lines = {line.variant_id: line for line in checkout.lines.all()}
    for one in wanted:
        line = lines.get(one.variant_id) or CheckoutLine(checkout=checkout, variant_id=one.variant_id, quantity=0)
        if one.quantity:
            line.quantity = one.quantity + (0 if replace else line.quantity)
            line.metadata = {**line.metadata, **one.metadata}
            _take_price(line, variants[one.variant_id])
            line.save()
            lines[one.variant_id] = line
        elif one.variant_id in lines:
            lines.pop(one.variant_id).delete()
    most = catalogue.find_shop().limit_quantity_per_checkout
    for key, variant in variants.items():
        limit = min(most, variant.quantity_limit_per_customer or most)
        if lines[key].quantity > limit:
            text = f"Cannot add more than {limit} times this item: {variant.name or variant.sku}."
            raise Refusal("quantity", "QUANTITY_GREATER_THAN_LIMIT", text)
    _hold(checkout)


def _find_variants(checkout: Checkout, keys: list[int]) -> dict[int, ProductVariant]:
    """The variants, all of which can be bought in the checkout's channel. Raises: Refusal."""
    variants = {row.pk: row for row in join(ProductVariant.objects.filter(pk__in=keys), checkout.channel)}
    missing = [pack("ProductVariant", key) for key in dict.fromkeys(keys) if key not in variants]
    if missing:
        text = f"Could not resolve to a node with the global id list of '{missing}'."
        raise Refusal("variantId", "GRAPHQL_ERROR", text)
    now = timezone.now()
    found: dict[int, tuple[bool, ...]] = {}
    for key, variant in variants.items():
        listing = catalogue.find_listing(fetch(variant, "product"))
        is_published = listing is not None and listing.is_published
        found[key] = (is_published, catalogue.is_for_sale(listing, now), catalogue.find_price(variant) is not None)
    for place, (code, text) in enumerate(_OBSTACLES):
        wrong = [pack("ProductVariant", key) for key, is_fine in found.items() if not is_fine[place]]
        if wrong:
            raise Refusal("lines", code, text, variants=wrong)
    return variants


def _take_price(line: CheckoutLine, variant: ProductVariant) -> bool:
    """Take today's price, if the variant still has one; whether it is another one."""
    listing, before = catalogue.find_price(variant), (line.price_minor, line.undiscounted_minor)
    if listing:
        line.price_minor, line.undiscounted_minor = listing.current_minor, listing.price_minor
    return before != (line.price_minor, line.undiscounted_minor)


def remove_lines(checkout: Checkout, lines_ids: Iterable[str]) -> None:
    """Take lines out. Raises: Refusal if one of them is not in the checkout."""
    lines = {pack("CheckoutLine", line.pk): line for line in checkout.lines.all()}
    unknown = [line_id for line_id in lines_ids if line_id not in lines]
    if unknown:
        raise Refusal("lineId", "INVALID", "Provided line_ids aren't part of checkout.", lines=unknown)
    for line_id in lines_ids:
        lines[line_id].delete()


def _hold(checkout: Checkout) -> None:
    """Make sure there are pieces for all lines, and hold them if the shop reserves. Raises: Refusal."""
    lines = list(checkout.lines.select_related("variant"))
    try:
        hold_pieces(lines, checkout.pk, (Shop.objects.first() or Shop()).reserve_minutes)
    except OutOfStock as short:
        key, free = next(iter(short.free.items()))
        name = next(line.variant.name or line.variant.sku for line in lines if line.variant_id == key)
        text = f"Could not add items {name}. Only {free} remaining in stock."
        raise Refusal("quantity", "INSUFFICIENT_STOCK", text) from short


def set_voucher(checkout: Checkout, code: str | None) -> None:
    """Use the voucher with this code, or none. Raises: Refusal if it does not apply."""
    voucher = _find_voucher(checkout, code) if code else None
    checkout.voucher_code = voucher.code if voucher else None
    checkout.discount_name = voucher.name if voucher else None
    checkout.voucher_percent = voucher.percent if voucher else 0
    checkout.save(update_fields=["voucher_code", "discount_name", "voucher_percent", "updated_at"])


def _find_voucher(checkout: Checkout, code: str) -> Voucher:
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


def refresh(checkout: Checkout) -> None:
    """Take today's prices, drop a voucher that no longer applies, and look at the delivery as out of date.

    To be called after every change of what it costs.
    """
    _forget(checkout)
    for line in carts.lines_of(checkout):
        if _take_price(line, fetch(line, "variant")):
            line.save(update_fields=["price_minor", "undiscounted_minor"])
    if checkout.voucher_code:
        try:
            set_voucher(checkout, checkout.voucher_code)
        except Refusal:
            set_voucher(checkout, None)
    checkout.prices_until = timezone.now() + PRICES_HOLD
    checkout.method_is_stale = checkout.method_id is not None
    checkout.save(update_fields=["prices_until", "method_is_stale", "updated_at"])
    refresh_checkout(checkout)


def _forget(checkout: Checkout) -> None:
    """Forget what was read of it and reckoned before it changed."""
    checkout.__dict__.pop("_totals", None)
    checkout.__dict__.pop("_prefetched_objects_cache", None)
    join([checkout], checkout.channel)


def settle(checkout: Checkout) -> None:
    """Bring its payment statuses up to its new total."""
    _forget(checkout)
    refresh_checkout(checkout)


def keep_fresh(checkout: Checkout) -> Checkout:
    """The checkout at today's prices if the old ones have run out and nothing is paid; in a transaction of its own."""
    if checkout.prices_until > timezone.now() or checkout.charge_status != "NONE":
        return checkout
    with transaction.atomic(using="engine"):
        held = claim(str(checkout.pk))
        if held:
            refresh(held)
        return held or checkout
