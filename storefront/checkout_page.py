"""What the checkout shows: the form, the deliveries to choose from, and the order in sight."""

import uuid
from dataclasses import dataclass

from django.conf import settings

from saleor_api.generated.fragments import CheckoutParts
from saleor_api.money import Money, read_money
from storefront.cart_page import CartPage, build_cart
from storefront.checkout_form import CheckoutForm
from storefront.checkout_steps import Deliveries, method_of, usable
from storefront.kept_cart import KeptCart
from storefront.seen import see, sign_seen
from themes.writing import write_money


@dataclass(frozen=True, slots=True)
class DeliveryChoice:
    """One way of sending, as a radio button."""

    method_id: str
    name: str
    price: Money
    days: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class CheckoutPage:
    """Everything `storefront/checkout.html` shows."""

    form: CheckoutForm
    cart: CartPage
    deliveries: tuple[DeliveryChoice, ...]
    delivery_error: str
    seen: str
    button: str
    notices: tuple[str, ...]
    warnings: tuple[str, ...]
    voucher_code: str
    voucher_error: str
    test_gateway: bool
    owned: bool


def build_checkout(
    checkout: CheckoutParts,
    form: CheckoutForm,
    deliveries: Deliveries,
    kept: KeptCart,
    *,
    channel: str,
    notices: tuple[str, ...] = (),
    warnings: tuple[str, ...] = (),
    delivery_error: str = "",
    voucher: tuple[str, str] = ("", ""),
    attempt: uuid.UUID | None = None,
    owned: bool = False,
) -> CheckoutPage:
    """The page for this checkout. `voucher`: the code that was tried and why it did not work.

    `delivery_error`: why the way of sending is not the one that was wanted.
    """
    form.focus_first_error()
    ready = not checkout.is_shipping_required or checkout.delivery is not None
    total = read_money(checkout.total_price.gross)
    cart = build_cart(checkout, kept, channel=channel)
    return CheckoutPage(
        form=form,
        cart=cart,
        deliveries=tuple(_read_choice(checkout, deliveries)),
        delivery_error=delivery_error,
        seen=sign_seen(see(checkout, attempt=attempt)),
        button=f"Pay {write_money(total.amount, total.currency)}" if ready else "Go on to delivery and payment",
        notices=(*notices, *cart.notices),
        warnings=warnings,
        voucher_code=voucher[0],
        voucher_error=voucher[1],
        test_gateway=settings.PAYMENTS_TEST_GATEWAY,
        owned=owned,
    )


def _read_choice(checkout: CheckoutParts, deliveries: Deliveries) -> list[DeliveryChoice]:
    chosen = method_of(checkout)
    return [
        DeliveryChoice(
            method_id=method.id,
            name=method.name,
            price=read_money(method.price),
            days=_write_days(method.minimum_delivery_days, method.maximum_delivery_days),
            chosen=method.id == chosen,
        )
        for method in (delivery.shipping_method for delivery in usable(deliveries))
        if method
    ]


def _write_days(least: int | None, most: int | None) -> str:
    """`3 to 5 days`; nothing where Saleor states none."""
    if least is not None and most is not None and least != most:
        return f"{least} to {most} days"
    days = most if most is not None else least
    if days is None:
        return ""
    return "1 day" if days == 1 else f"{days} days"
