"""A checkout becomes an order, once."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from engine import carts, checkouts
from engine.accounts import give_to_owner
from engine.errors import Refusal
from engine.ids import pack, require_key
from engine.models import Allocation, Checkout, CheckoutLine, Order, OrderDiscount, OrderLine, OrderNumber, Voucher
from engine.money import TaxedMoney
from engine.orders import place_order
from engine.pricing import PricedLine, Totals
from engine.settlement import paid_minor
from engine.stock_levels import tell_availability
from engine.stocks import OutOfStock, Taken, allocate_pieces


def check_delivery(checkout_id: str) -> None:
    """Find out whether a delivery chosen before the checkout changed is still offered, and at what price.

    In a transaction of its own: it stays found out even if the order is refused.
    """
    checkout = carts.find_checkout(require_key(checkout_id, "Checkout"))
    if checkout is not None and checkout.method_is_stale:
        with transaction.atomic(using="engine"):
            checkouts.work_out_delivery(checkouts.find_for_change(checkout_id))


def complete_checkout(checkout_id: str, metadata: Mapping[str, str]) -> Order:
    """Make the order, promise its pieces, take over the payments, and remove the checkout; inside a transaction.

    Repeated, also by two requests at once, it gives the same order. Raises: Refusal with Saleor's codes.
    """
    key = require_key(checkout_id, "Checkout")
    checkout = checkouts.claim(key)
    if checkout is None:
        order = _find_order_of(key)
        if order is None:
            raise Refusal("id", "NOT_FOUND", f"Couldn't resolve to a node: {checkout_id}")
        return order
    if checkout.prices_until <= timezone.now() and not paid_minor(checkout)[1]:
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
    _write_lines(order, lines, totals, taken)
    _use_voucher(order, checkout, totals)
    place_order(order, checkout)
    checkout.delete()
    return order


def _find_order_of(key: str) -> Order | None:
    try:
        return Order.objects.filter(checkout_token=UUID(key)).first()
    except ValueError:
        return None


def _check(checkout: Checkout) -> None:
    """Refuse what lacks anything, with Saleor's fields, codes and texts."""
    lines = carts.lines_of(checkout)
    if not lines:
        raise Refusal("lines", "NO_LINES", "Cannot complete checkout without lines.")
    gone = [pack("ProductVariant", line.variant_id) for line in lines if not carts.is_buyable(line)]
    if gone:
        text = "Some of the checkout lines variants are unavailable."
        raise Refusal("lines", "UNAVAILABLE_VARIANT_IN_CHANNEL", text, variants=gone)
    if carts.needs_delivery(checkout):
        if checkout.shipping_address is None:
            raise Refusal("shippingAddress", "SHIPPING_ADDRESS_NOT_SET", "Shipping address is not set")
        if checkout.method is None:
            raise Refusal("shippingMethod", "SHIPPING_METHOD_NOT_SET", "Shipping method is not set")
        if not carts.is_offered(checkout):
            text = "Delivery method is not valid for your shipping address"
            raise Refusal("shippingMethod", "INVALID_SHIPPING_METHOD", text)
    if checkout.billing_address is None:
        raise Refusal("billingAddress", "BILLING_ADDRESS_NOT_SET", "Billing address is not set")
    if not checkout.email:
        raise Refusal("email", "EMAIL_NOT_SET", "Checkout email must be set.")
    if paid_minor(checkout)[1] < carts.total_minor(checkout):
        text = "Provided payment methods can not cover the checkout's total amount"
        raise Refusal(None, "CHECKOUT_NOT_FULLY_PAID", text)


def _columns(**prices: TaxedMoney) -> dict[str, int]:
    net = {f"{name}_net_minor": price.net.minor for name, price in prices.items()}
    return net | {f"{name}_gross_minor": price.gross.minor for name, price in prices.items()}


def _write_order(checkout: Checkout, totals: Totals, metadata: Mapping[str, str]) -> Order:
    return Order.objects.create(
        number=OrderNumber.objects.create().pk,
        checkout_token=checkout.pk,
        channel=checkout.channel,
        user=checkout.user,
        user_email=checkout.email or "",
        currency=checkout.currency,
        shipping_address=checkout.shipping_address,
        billing_address=checkout.billing_address,
        shipping_method=checkout.method,
        shipping_method_name=checkout.method.name if checkout.method else "",
        shipping_tax_rate=totals.rate,
        voucher_code=checkout.voucher_code,
        customer_note=checkout.customer_note,
        metadata={**checkout.metadata, **metadata},
        **_columns(subtotal=totals.subtotal, shipping=totals.shipping, total=totals.total),
        **_columns(undiscounted_total=totals.undiscounted_total),
    )


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


def _write_lines(order: Order, lines: list[CheckoutLine], totals: Totals, taken: Mapping[UUID, list[Taken]]) -> None:
    allocations, order_lines = [], []
    for place, (line, price) in enumerate(zip(lines, totals.lines, strict=True)):
        order_line = _make_line(order, line, price, totals)
        # The lines keep their order, which is by the time of their making.
        order_line.created_at = order.created_at + timedelta(microseconds=place)
        order_lines.append(order_line)
        parts = taken[line.pk]
        allocations += [Allocation(order_line=order_line, stock=part.stock, quantity=part.quantity) for part in parts]
    OrderLine.objects.bulk_create(order_lines)
    Allocation.objects.bulk_create(allocations)
    for part in (part for parts in taken.values() for part in parts):
        tell_availability(part.stock, part.free_before, part.free_before - part.quantity)


def _make_line(order: Order, line: CheckoutLine, price: PricedLine, totals: Totals) -> OrderLine:
    product = line.variant.product
    return OrderLine(
        order=order,
        variant=line.variant,
        product_variant_id=pack("ProductVariant", line.variant_id),
        product_name=product.name,
        variant_name=line.variant.name,
        product_sku=line.variant.sku,
        is_shipping_required=product.product_type.is_shipping_required,
        quantity=line.quantity,
        tax_rate=totals.rate,
        metadata=line.metadata,
        **_columns(unit=price.unit, total=price.total),
        **_columns(undiscounted_unit=price.undiscounted_unit, undiscounted_total=price.undiscounted_total),
    )
