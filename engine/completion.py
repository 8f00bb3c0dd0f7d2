"""A checkout becomes an order, once."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from graphql import GraphQLResolveInfo

from engine import carts, checkouts, models
from engine.accounts import give_to_owner
from engine.errors import Refusal
from engine.ids import pack, require_key
from engine.metadata import read_pairs
from engine.models import Allocation, Checkout, Order, OrderDiscount, OrderLine, OrderNumber, Voucher
from engine.money import TaxedMoney
from engine.peers import fetch
from engine.pricing import Totals
from engine.rows import delete_rows, insert_row
from engine.settlement import note_event, note_paid, update_statuses
from engine.stock_levels import tell_availability
from engine.stocks import OutOfStock, Taken, allocate_pieces
from engine.webhooks import record_event
from engine.wiring import mutation


@mutation("checkoutComplete", atomic=False, confirmation_needed=False)
def _complete(info: GraphQLResolveInfo, id: str = "", metadata: list[dict[str, str]] | None = None) -> dict[str, Any]:
    """Repeated, also by two requests at once, it gives the same order."""
    key, pairs = require_key(id, "Checkout"), read_pairs(metadata)
    with transaction.atomic(using="engine"):
        checkout = carts.find_checkout(key, held=True)
        if checkout is None or not checkout.method_is_stale:
            return {"order": _find_or_make_order(key, checkout, pairs), "confirmation_needed": False}
        # What is found out of the delivery stays so, even if the order is refused.
        checkouts.work_out_delivery(checkout)
    with transaction.atomic(using="engine"):
        order = _find_or_make_order(key, carts.find_checkout(key, held=True), pairs)
    return {"order": order, "confirmation_needed": False}


def _find_or_make_order(key: str, checkout: Checkout | None, metadata: Mapping[str, str]) -> Order:
    """The order of a checkout: its pieces promised, its payments taken over, the checkout removed."""
    if checkout is None:
        order = _find_order_of(key)
        if order is None:
            raise Refusal("id", "NOT_FOUND", f"Couldn't resolve to a node: {pack('Checkout', key)}")
        return order
    if checkout.prices_until <= timezone.now() and not carts.paid_minor(checkout)[1]:
        checkouts.refresh(checkout)
    _check(checkout)
    lines, totals = carts.lines_of(checkout), carts.reckon(checkout)
    try:
        taken = allocate_pieces(lines, checkout.pk)
    except OutOfStock as short:
        names = ", ".join(line.variant.name or line.variant.sku for line in lines if line.variant_id in short.free)
        variants = [pack("ProductVariant", variant_id) for variant_id in short.free]
        raise Refusal(None, "INSUFFICIENT_STOCK", f"Insufficient product stock: {names}", variants=variants) from short
    give_to_owner(checkout)
    order = _write_order(checkout, totals, metadata)
    _write_lines(order, checkout, taken)
    _use_voucher(order, checkout, totals)
    checkout.transactions.update(order=order, checkout=None)
    # Nothing else points to a checkout: Django would look for it before it deletes.
    delete_rows(models.Reservation, "line", [line.pk for line in lines])
    delete_rows(models.CheckoutLine, "checkout", [checkout.pk])
    delete_rows(Checkout, "pk", [checkout.pk])
    _tell_placed(order)
    return order


def _tell_placed(order: Order) -> None:
    """Tell that the order stands (cases 208 and 258 for which events)."""
    update_statuses(order)
    note_event(order, "PLACED")
    paid = ""
    if order.total_charged_minor or not order.total_gross_minor:
        paid = note_paid(order, charged_before=0 if order.total_gross_minor else -1)
    note_event(order, "CONFIRMED")
    record_event(f"ORDER_CREATED {paid} ORDER_CONFIRMED", {"order": order})


def _find_order_of(key: str) -> Order | None:
    try:
        return Order.objects.filter(checkout_token=UUID(key)).first()
    except ValueError:
        return None


def _check(checkout: Checkout) -> None:
    """Refuse what lacks anything, with Saleor's fields, codes and texts, in Saleor's order (tests/contract)."""
    if not checkout.email:
        raise Refusal(None, "EMAIL_NOT_SET", "Checkout email must be set.")
    lines = carts.lines_of(checkout)
    if not lines:
        raise Refusal("lines", "NO_LINES", "Cannot complete checkout without lines.")
    gone = [pack("ProductVariant", line.variant_id) for line in lines if not carts.is_buyable(line)]
    if gone:
        text = "Some of the checkout lines variants are unavailable."
        raise Refusal("lines", "UNAVAILABLE_VARIANT_IN_CHANNEL", text, variants=gone)
    if carts.needs_delivery(checkout):
        if checkout.method_id is None:
            raise Refusal("shippingMethod", "SHIPPING_METHOD_NOT_SET", "Shipping method is not set")
        if checkout.shipping_address_id is None:
            raise Refusal("shippingAddress", "SHIPPING_ADDRESS_NOT_SET", "Shipping address is not set")
        if not carts.is_offered(checkout):
            text = "Delivery method is not valid for your shipping address"
            raise Refusal("shippingMethod", "INVALID_SHIPPING_METHOD", text)
    if checkout.billing_address_id is None:
        raise Refusal("billingAddress", "BILLING_ADDRESS_NOT_SET", "Billing address is not set")
    if carts.paid_minor(checkout)[1] < carts.reckon(checkout).total.gross.minor:
        text = "Provided payment methods can not cover the checkout's total amount"
        # Saleor names the checkout where a payment, though too small, was tried.
        raise Refusal("id" if checkout.transactions.exists() else None, "CHECKOUT_NOT_FULLY_PAID", text)


def _columns(**prices: TaxedMoney) -> dict[str, int]:
    net = {f"{name}_net_minor": price.net.minor for name, price in prices.items()}
    return net | {f"{name}_gross_minor": price.gross.minor for name, price in prices.items()}


def _write_order(checkout: Checkout, totals: Totals, metadata: Mapping[str, str]) -> Order:
    order = Order(
        number=insert_row(OrderNumber()).pk,
        checkout_token=checkout.pk,
        channel_id=checkout.channel_id,
        user_id=checkout.user_id,
        user_email=checkout.email or "",
        currency=checkout.currency,
        shipping_address_id=checkout.shipping_address_id,
        billing_address_id=checkout.billing_address_id,
        shipping_method=fetch(checkout, "method"),
        shipping_method_name=fetch(checkout, "method").name if checkout.method_id else "",
        shipping_tax_rate=totals.rate,
        voucher_code=checkout.voucher_code,
        customer_note=checkout.customer_note,
        metadata={**checkout.metadata, **metadata},
        **_columns(subtotal=totals.subtotal, shipping=totals.shipping, total=totals.total),
        **_columns(undiscounted_total=totals.undiscounted_total),
    )
    return insert_row(order)


def _use_voucher(order: Order, checkout: Checkout, totals: Totals) -> None:
    if checkout.voucher_code:
        left = Q(usage_limit=None) | Q(usage_limit__gt=F("used"))
        if not Voucher.objects.filter(left, code=checkout.voucher_code).update(used=F("used") + 1):
            text = "Voucher is not applicable to this checkout."
            raise Refusal("promoCode", "VOUCHER_NOT_APPLICABLE", text)
        OrderDiscount.objects.create(
            order=order,
            value=checkout.voucher_percent,
            amount_minor=totals.discount_minor,
            name=checkout.discount_name or checkout.voucher_code,
            reason=f"Voucher code: {checkout.voucher_code}",
        )


def _write_lines(order: Order, checkout: Checkout, taken: list[Taken]) -> None:
    """Lines and what is promised to them; the lines keep their order, which is by the time of their making."""
    totals, lines = carts.reckon(checkout), dict[UUID, OrderLine]()
    for place, (line, price) in enumerate(zip(carts.lines_of(checkout), totals.lines, strict=True)):
        variant = fetch(line, "variant")
        product = fetch(variant, "product")
        lines[line.pk] = OrderLine(
            order=order,
            variant=variant,
            product_variant_id=pack("ProductVariant", line.variant_id),
            product_name=product.name,
            variant_name=variant.name,
            product_sku=variant.sku,
            is_shipping_required=fetch(product, "product_type").is_shipping_required,
            quantity=line.quantity,
            tax_rate=totals.rate,
            metadata=line.metadata,
            created_at=order.created_at + timedelta(microseconds=place),
            **_columns(unit=price.unit, total=price.total),
            **_columns(undiscounted_unit=price.undiscounted_unit, undiscounted_total=price.undiscounted_total),
        )
        insert_row(lines[line.pk])
    for part in taken:
        insert_row(Allocation(order_line=lines[part.line.pk], stock=part.stock, quantity=part.quantity))
        free = part.stock.quantity - part.stock.quantity_allocated
        tell_availability(part.stock, free, free - part.quantity)
