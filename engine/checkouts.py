"""What a buyer does to a checkout before it is an order; each change in one transaction."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from graphql import GraphQLResolveInfo

from engine import carts, catalogue
from engine.addresses import read_address
from engine.errors import Refusal
from engine.ids import pack, require_key, unpack, unpack_number
from engine.metadata import read_pairs
from engine.models import Address, Checkout, CheckoutLine, ProductVariant, Voucher
from engine.paging import Page
from engine.peers import fetch, join
from engine.rows import find_one, insert_row, read_rows, update_row
from engine.settlement import settle_checkout
from engine.stocks import OutOfStock, hold_pieces
from engine.wiring import mutation, resolver

Given = dict[str, Any]
# A line as asked for: key of the variant, how many pieces, metadata to merge.
WantedLine = tuple[int, int, Mapping[str, str]]
# So long the lines keep their prices, unless something in the checkout changes (as Saleor does, case 453).
PRICES_HOLD = timedelta(hours=1)
# Why a variant cannot be put into a cart: code, text, and what its listing and price must be.
_OBSTACLES = (
    ("PRODUCT_NOT_PUBLISHED", "Cannot add lines for unpublished variants."),
    ("PRODUCT_UNAVAILABLE_FOR_PURCHASE", "Cannot add lines for unavailable for purchase variants."),
    ("UNAVAILABLE_VARIANT_IN_CHANNEL", "Cannot add lines with unavailable variants."),
)


@resolver("Query.checkout")
def _checkout(root: Any, info: GraphQLResolveInfo, id: str = "") -> Checkout | None:
    """At today's prices if the old ones have run out and nothing is paid."""
    found = carts.find_checkout(unpack(id, "Checkout"))
    if found and found.prices_until <= timezone.now() and found.charge_status == "NONE":
        with transaction.atomic(using="engine"):
            found = carts.find_checkout(found.pk, held=True)
            if found:
                refresh(found)
    return found


@resolver("Query.checkouts")
def _checkouts(root: Any, info: GraphQLResolveInfo, filter: Any = None, channel: str = "", **arguments: Any) -> Page:
    rows = Checkout.objects.filter(**({"channel__slug": channel} if channel else {}))
    for name, wanted in (filter or {}).items():
        if name == "updated_at":
            rows = rows.filter(**{f"updated_at__date__{end}": day for end, day in wanted.items() if day})
        elif name == "channels":
            rows = rows.filter(channel__in=[unpack_number(channel, "Channel") for channel in wanted])
        else:
            rows = rows.filter(**{f"{name}__in": wanted})
    return Page(rows, "checkouts", arguments, order=("updated_at", "pk"), descending=True)


@mutation("checkoutCreate")
def _create(info: GraphQLResolveInfo, input: Given) -> Given:
    slug, user = input.get("channel"), info.context.requestor.user
    channel = catalogue.require_channel(slug or None, "You need to provide a channel slug.")
    checkout = join([Checkout(channel=channel, currency=channel.currency, user=user)], channel)[0]
    checkout.email, checkout.metadata = user.email if user else None, read_pairs(input.get("metadata"))
    for kind in ("shipping_address", "billing_address"):
        if input.get(kind):
            _set_address(kind, checkout, **input)
    if input.get("email"):
        _set_email(checkout, input["email"])
    checkout.prices_until = timezone.now() + PRICES_HOLD
    insert_row(checkout)
    _add_lines(checkout, input["lines"])
    settle_checkout(checkout)
    return {"checkout": checkout}


def claim(info: GraphQLResolveInfo, global_id: str) -> Checkout:
    """The checkout to change, held until the transaction ends; read once for all mutations of a document.

    Raises: Refusal with Saleor's codes.
    """
    key = require_key(global_id, "Checkout")
    known: Checkout | None = info.context.memo.pop(global_id, None)
    if known is not None:
        held = find_one(Checkout, known.pk, held=True)
        if held is not None and held.updated_at == known.updated_at:
            return known
    found = carts.find_checkout(key, held=True)
    if found is None:
        raise Refusal("id", "NOT_FOUND", f"Couldn't resolve to a node: {global_id}")
    return found


def refresh(checkout: Checkout) -> None:
    """Take today's prices, drop a voucher that no longer applies, look at the delivery as out of date, and save."""
    for line in carts.lines_of(checkout):
        if _take_price(line):
            update_row(line, "price_minor", "undiscounted_minor")
    if checkout.voucher_code:
        try:
            _add_promo_code(checkout, checkout.voucher_code)
        except Refusal:
            _drop_voucher(checkout)
    checkout.prices_until = timezone.now() + PRICES_HOLD
    checkout.method_is_stale = checkout.method_id is not None
    settle_checkout(checkout)


def _changes(name: str, then: Callable[[Checkout], None] = refresh) -> Callable[[Callable[..., None]], Any]:
    """Register a function as the mutation that changes one checkout; `then` brings up to date what hangs on it."""

    def register(change: Callable[..., None]) -> Callable[..., None]:
        def perform(info: GraphQLResolveInfo, id: str = "", **arguments: Any) -> Given:
            checkout = claim(info, id)
            change(checkout, **arguments)
            then(checkout)
            info.context.memo[id] = checkout
            return {"checkout": checkout}

        mutation(name)(perform)
        return change

    return register


@_changes("checkoutEmailUpdate", update_row)
def _set_email(checkout: Checkout, email: str) -> None:
    try:
        validate_email(email)
    except ValidationError as error:
        code = "INVALID" if email else "REQUIRED"
        raise Refusal("email", code, "Enter a valid email address.") from error
    checkout.email = email


@_changes("checkoutCustomerNoteUpdate", update_row)
def _set_note(checkout: Checkout, customer_note: str) -> None:
    checkout.customer_note = customer_note


def _set_address(kind: str, checkout: Checkout, **given: Given) -> None:
    """Set the address of a kind; its row is the checkout's own, unless an account keeps it."""
    before: Address | None = fetch(checkout, kind)
    address = Address(**read_address(given[kind], kind.partition("_")[0].upper()))
    if before and before.user_id is None:
        address.pk = before.pk
        update_row(address)
    else:
        insert_row(address)
    setattr(checkout, kind, address)


@_changes("checkoutShippingAddressUpdate")
def _ship_to(checkout: Checkout, **given: Given) -> None:
    """Set where it goes, if there is stock for that country."""
    _set_address("shipping_address", checkout, **given)
    _hold(checkout)


_changes("checkoutBillingAddressUpdate")(partial(_set_address, "billing_address"))


@_changes("checkoutDeliveryMethodUpdate", settle_checkout)
def _choose_delivery(checkout: Checkout, delivery_method_id: str | None = None) -> None:
    key = require_key(delivery_method_id, "CheckoutDelivery", "deliveryMethodId") if delivery_method_id else None
    chosen = next((offer for offer in carts.list_offers(checkout) if str(offer.pk) == key), None)
    if key and chosen is None:
        text = "This delivery method is not applicable to the checkout."
        raise Refusal("deliveryMethodId", "DELIVERY_METHOD_NOT_APPLICABLE", text)
    _set_method(checkout, chosen)


def _set_method(checkout: Checkout, offer: carts.Offer | None) -> None:
    checkout.method = offer.shipping_method if offer else None
    checkout.method_minor = offer.shipping_method.price_minor if offer else 0
    checkout.method_is_stale = False


@mutation("deliveryOptionsCalculate", deliveries=[])
def _calculate(info: GraphQLResolveInfo, id: str) -> Given:
    return {"deliveries": work_out_delivery(claim(info, id))}


def work_out_delivery(checkout: Checkout) -> list[carts.Offer]:
    """How it can be sent now; what was chosen takes today's price and is no longer out of date."""
    offers = carts.list_offers(checkout)
    if checkout.method_is_stale:
        chosen = next((offer for offer in offers if offer.shipping_method.pk == checkout.method_id), None)
        if chosen:
            _set_method(checkout, chosen)
        checkout.method_is_stale = False
        settle_checkout(checkout)
    return offers


def _read_variant(variant_id: str | None) -> int:
    key = require_key(variant_id, "ProductVariant", "variantId")
    if not key.isdigit() or len(key) > 18:
        raise Refusal("variantId", "GRAPHQL_ERROR", f"Invalid ID: {variant_id}. Expected: ProductVariant.")
    return int(key)


@_changes("checkoutLinesAdd")
def _add_lines(checkout: Checkout, lines: list[Given]) -> None:
    given = [(_read_variant(line["variant_id"]), line["quantity"], read_pairs(line.get("metadata"))) for line in lines]
    _put_lines(checkout, given, replace=False)


@_changes("checkoutLinesUpdate")
def _update_lines(checkout: Checkout, lines: list[Given]) -> None:
    by_line = {pack("CheckoutLine", line.pk): line.variant_id for line in carts.lines_of(checkout)}
    wanted = list[WantedLine]()
    for line in lines:
        if line.get("line_id") and line["line_id"] not in by_line:
            raise Refusal("lineId", "NOT_FOUND", "Provided line_ids aren't part of checkout.")
        if line.get("quantity") is None:
            raise Refusal("quantity", "REQUIRED", "The quantity is required.")
        key = by_line[line["line_id"]] if line.get("line_id") else _read_variant(line.get("variant_id"))
        wanted.append((key, line["quantity"], {}))
    _put_lines(checkout, wanted, replace=True)


@_changes("checkoutLinesDelete")
def _delete_lines(checkout: Checkout, lines_ids: list[str]) -> None:
    known = {pack("CheckoutLine", line.pk): line for line in carts.lines_of(checkout)}
    unknown = [line_id for line_id in lines_ids if line_id not in known]
    if unknown:
        raise Refusal("lineId", "INVALID", "Provided line_ids aren't part of checkout.", lines=unknown)
    for line_id in set(lines_ids):
        carts.lines_of(checkout).remove(known[line_id])
        known[line_id].delete()


def _put_lines(checkout: Checkout, wanted: Sequence[WantedLine], *, replace: bool) -> None:
    """Add pieces, or (`replace`) set how many there are, 0 for none. Raises: Refusal with Saleor's codes."""
    if any(quantity < (0 if replace else 1) for _, quantity, _ in wanted):
        raise Refusal("quantity", "ZERO_QUANTITY", "The quantity should be higher than zero.")
    variants = _find_variants(checkout, [key for key, quantity, _ in wanted if quantity])
    lines = carts.lines_of(checkout)
    for key, quantity, metadata in wanted:
        line = next((line for line in lines if line.variant_id == key), None)
        if quantity:
            if line is None:
                line = CheckoutLine(checkout=checkout, variant=variants[key], quantity=0)
                lines.append(line)
            line.quantity = quantity + (0 if replace else line.quantity)
            line.metadata = {**line.metadata, **metadata}
            _take_price(line)
            (insert_row if line._state.adding else update_row)(line)
        elif line is not None:
            lines.remove(line)
            line.delete()
    most = catalogue.find_shop().limit_quantity_per_checkout
    for line in lines:
        limit = min(most, fetch(line, "variant").quantity_limit_per_customer or most)
        if line.variant_id in variants and line.quantity > limit:
            text = f"Cannot add more than {limit} times this item: {line.variant.name or line.variant.sku}."
            raise Refusal("quantity", "QUANTITY_GREATER_THAN_LIMIT", text)
    _hold(checkout)


def _find_variants(checkout: Checkout, keys: list[int]) -> dict[int, ProductVariant]:
    """The variants, all of which can be bought in the checkout's channel. Raises: Refusal."""
    rows = read_rows(ProductVariant, "pk", set(keys))
    variants = {row.pk: row for row in join(rows, fetch(checkout, "channel"))}
    missing = [pack("ProductVariant", key) for key in dict.fromkeys(keys) if key not in variants]
    if missing:
        text = f"Could not resolve to a node with the global id list of '{missing}'."
        raise Refusal("variantId", "GRAPHQL_ERROR", text)
    found = {key: catalogue.check_sale(variant) for key, variant in variants.items()}
    for place, (code, text) in enumerate(_OBSTACLES):
        wrong = [pack("ProductVariant", key) for key, is_fine in found.items() if not is_fine[place]]
        if wrong:
            raise Refusal("lines", code, text, variants=wrong)
    return variants


def _take_price(line: CheckoutLine) -> bool:
    """Take today's price, if the variant still has one; whether it is another one."""
    listing, before = catalogue.find_price(fetch(line, "variant")), (line.price_minor, line.undiscounted_minor)
    if listing:
        line.price_minor, line.undiscounted_minor = listing.current_minor, listing.price_minor
    return before != (line.price_minor, line.undiscounted_minor)


def _hold(checkout: Checkout) -> None:
    """Make sure there are pieces for all lines, and hold them if the shop reserves. Raises: Refusal."""
    lines = carts.lines_of(checkout)
    try:
        if lines and carts.needs_delivery(checkout) and not carts.is_served(checkout):
            raise OutOfStock({line.variant_id: 0 for line in lines})
        hold_pieces(lines, checkout.pk, catalogue.find_shop().reserve_minutes)
    except OutOfStock as short:
        key, free = next(iter(short.free.items()))
        name = next(line.variant.name or line.variant.sku for line in lines if line.variant_id == key)
        text = f"Could not add items {name}. Only {free} remaining in stock."
        raise Refusal("quantity", "INSUFFICIENT_STOCK", text) from short


@_changes("checkoutAddPromoCode")
def _add_promo_code(checkout: Checkout, promo_code: str) -> None:
    code, now = promo_code.strip(), timezone.now()
    running = Q(starts_at__lte=now) & (Q(ends_at=None) | Q(ends_at__gt=now))
    voucher = Voucher.objects.filter(running, code=code).first()
    if voucher is None:
        raise Refusal("promoCode", "INVALID", "Promo code is invalid")
    used_up = voucher.usage_limit is not None and voucher.used >= voucher.usage_limit
    goods = sum(line.quantity * line.price_minor for line in carts.lines_of(checkout))
    if used_up or goods < voucher.minimum_spent_minor:
        raise Refusal("promoCode", "VOUCHER_NOT_APPLICABLE", "Voucher is not applicable to this checkout.")
    checkout.voucher_code, checkout.discount_name = voucher.code, voucher.name
    checkout.voucher_percent = voucher.percent


@_changes("checkoutRemovePromoCode")
def _remove_promo_code(checkout: Checkout, promo_code: str | None = None) -> None:
    if not promo_code or checkout.voucher_code != promo_code.strip():
        raise Refusal("promoCode", "NOT_FOUND", "The promo code is not in the checkout.")
    _drop_voucher(checkout)


def _drop_voucher(checkout: Checkout) -> None:
    checkout.voucher_code, checkout.discount_name, checkout.voucher_percent = None, None, Decimal(0)
