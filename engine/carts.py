"""What stands in a checkout, what it comes to, how it can be sent, and what is wrong with it. Reads only."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from django.utils import timezone

from engine import catalogue
from engine.models import Channel, Checkout, CheckoutLine, ShippingMethod, TaxRate
from engine.peers import fetch, join, work_out
from engine.pricing import LineToPrice, PricedLine, Totals, price_cart
from engine.stocks import find_missing

_PARTS = ("channel", "shipping_address", "billing_address", "method")
_GOODS = CheckoutLine.objects.select_related("variant__product__product_type")


@dataclass(frozen=True, slots=True)
class Offer:
    """A way of delivery for one checkout, at the price of the moment; its id is always the same."""

    pk: UUID
    shipping_method: ShippingMethod


def find_checkout(pk: str | UUID) -> Checkout | None:
    """A checkout by its key; None if it is gone or was never there."""
    try:
        found = Checkout.objects.filter(pk=UUID(str(pk))).select_related(*_PARTS).first()
    except ValueError:
        return None
    return join([found], found.channel)[0] if found else None


def lines_of(checkout: Checkout) -> list[CheckoutLine]:
    """The lines, seen in the checkout's channel."""
    lines: list[CheckoutLine] = fetch(checkout, "lines", _GOODS)
    return lines


def needs_delivery(checkout: Checkout) -> bool:
    """Whether anything in it is sent by post."""
    return any(line.variant.product.product_type.is_shipping_required for line in lines_of(checkout))


def make_offer(checkout: Checkout, method: ShippingMethod, price_minor: int) -> Offer:
    """The method as it is offered to a checkout."""
    method.price_minor, method.channel = price_minor, checkout.channel
    return Offer(uuid5(checkout.pk, str(method.pk)), method)


def list_offers(checkout: Checkout) -> list[Offer]:
    """How it can be sent to its address now, cheapest first."""
    address = fetch(checkout, "shipping_address")
    if address is None or not needs_delivery(checkout):
        return []
    goods = reckon(checkout).subtotal.gross.minor
    methods = ShippingMethod.objects.filter(channel=checkout.channel_id, minimum_order_minor__lte=goods)
    return [
        make_offer(checkout, method, method.price_minor)
        for method in methods.select_related("zone")
        if address.country in method.zone.countries
    ]


def offer_chosen(checkout: Checkout) -> Offer | None:
    """The delivery that was chosen, at the price at which it was."""
    method = fetch(checkout, "method")
    return make_offer(checkout, method, checkout.method_minor) if method else None


def is_offered(checkout: Checkout) -> bool:
    """Whether what was chosen still is on offer."""
    return checkout.method_id in {offer.shipping_method.pk for offer in list_offers(checkout)}


def _find_rates(checkouts: list[Checkout], _channel: Channel | None) -> dict[Any, Decimal]:
    """The tax of where each goes: its address, or else its channel's country."""
    countries = {}
    for checkout in checkouts:
        address = fetch(checkout, "shipping_address") or fetch(checkout, "billing_address")
        countries[checkout.pk] = address.country if address else fetch(checkout, "channel").default_country
    rates = dict(TaxRate.objects.filter(country__in=countries.values()).values_list("country", "rate"))
    return {key: rates.get(country, Decimal(0)) for key, country in countries.items()}


def reckon(checkout: Checkout) -> Totals:
    """Everything it costs, reckoned once per row that was read."""
    if "_totals" not in checkout.__dict__:
        checkout.__dict__["_totals"] = price_cart(
            [LineToPrice(line.quantity, line.price_minor, line.undiscounted_minor) for line in lines_of(checkout)],
            percent=checkout.voucher_percent,
            shipping_minor=checkout.method_minor if checkout.method_id and needs_delivery(checkout) else 0,
            rate=work_out(checkout, "rate", _find_rates) or Decimal(0),
            currency=checkout.currency,
        )
    totals: Totals = checkout.__dict__["_totals"]
    return totals


def total_minor(checkout: Checkout) -> int:
    """What is to be paid, with tax and delivery."""
    return reckon(checkout).total.gross.minor


def price_of(line: CheckoutLine) -> PricedLine:
    """What a line costs with its share of the voucher."""
    priced = zip(lines_of(line.checkout), reckon(line.checkout).lines, strict=True)
    return next(price for other, price in priced if other.pk == line.pk)


def is_buyable(line: CheckoutLine) -> bool:
    """Whether its variant is sold in the channel now."""
    variant = fetch(line, "variant")
    listing = catalogue.find_listing(fetch(variant, "product"))
    is_seen = listing is not None and listing.is_published and catalogue.is_for_sale(listing, timezone.now())
    return is_seen and catalogue.find_price(variant) is not None


def count_missing(checkout: Checkout) -> Mapping[int, int]:
    """The variants of which there is not enough for this checkout, and how many pieces there are."""

    def reckon_missing(checkouts: list[Checkout], _channel: Channel | None) -> dict[Any, dict[int, int]]:
        return {one.pk: find_missing(lines_of(one), one.pk) for one in checkouts}

    return work_out(checkout, "missing", reckon_missing) or {}
