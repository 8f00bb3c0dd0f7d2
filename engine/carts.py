"""What stands in a checkout, what it comes to, and what is wrong with it. Reads only."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils import timezone

from engine import catalogue
from engine.models import Channel, Checkout, CheckoutLine, TaxRate
from engine.peers import fetch, join, work_out
from engine.pricing import LineToPrice, PricedLine, Totals, price_cart
from engine.stocks import count_free

_PARTS = ("channel", "shipping_address", "billing_address", "delivery")
_GOODS = "variant__product__product_type"


def find_checkout(pk: str | UUID) -> Checkout | None:
    """A checkout by its key; None if it is gone or was never there."""
    try:
        found = Checkout.objects.filter(pk=UUID(str(pk))).select_related(*_PARTS).first()
    except ValueError:
        return None
    if found is not None:
        join([found], found.channel)
    return found


def lines_of(checkout: Checkout) -> list[CheckoutLine]:
    """The lines, seen in the checkout's channel."""
    lines: list[CheckoutLine] = fetch(checkout, "lines", CheckoutLine.objects.select_related(_GOODS))
    return lines


def needs_delivery(checkout: Checkout) -> bool:
    """Whether anything in it is sent by post."""
    products = [fetch(fetch(line, "variant"), "product") for line in lines_of(checkout)]
    return any(fetch(product, "product_type").is_shipping_required for product in products)


def country_of(checkout: Checkout) -> str:
    """Where it goes: the country whose tax applies."""
    address = fetch(checkout, "shipping_address") or fetch(checkout, "billing_address")
    return address.country_code if address else fetch(checkout, "channel").default_country


def _find_rates(checkouts: list[Checkout], _channel: Channel | None) -> dict[Any, Decimal]:
    countries = {checkout.pk: country_of(checkout) for checkout in checkouts}
    rates = dict(TaxRate.objects.filter(country__in=countries.values()).values_list("country", "rate"))
    return {key: rates.get(country, Decimal(0)) for key, country in countries.items()}


def reckon(checkout: Checkout) -> Totals:
    """Everything it costs, reckoned once per row that was read."""
    if "_totals" not in checkout.__dict__:
        delivery = fetch(checkout, "delivery")
        checkout.__dict__["_totals"] = price_cart(
            [LineToPrice(line.quantity, line.price_minor, line.undiscounted_minor) for line in lines_of(checkout)],
            percent=checkout.voucher_percent,
            shipping_minor=delivery.price_minor if delivery and needs_delivery(checkout) else 0,
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
    checkout = fetch(line, "checkout")
    priced = zip(lines_of(checkout), reckon(checkout).lines, strict=True)
    return next(price for other, price in priced if other.pk == line.pk)


def is_buyable(line: CheckoutLine) -> bool:
    """Whether its variant is sold in the channel now."""
    variant, now = fetch(line, "variant"), timezone.now()
    listing = catalogue.find_listing(fetch(variant, "product"))
    price = catalogue.find_price(variant)
    return catalogue.is_published(listing, now) and catalogue.is_for_sale(listing, now) and price is not None


def count_missing(checkout: Checkout) -> Mapping[int, int]:
    """The variants of which there is not enough for this checkout, and how many pieces there are."""

    def reckon_free(checkouts: Sequence[Checkout], _channel: Channel | None) -> dict[Any, dict[int, int]]:
        missing = {}
        for one in checkouts:
            wanted: dict[int, int] = {}
            for line in lines_of(one):
                if fetch(line, "variant").track_inventory:
                    wanted[line.variant_id] = wanted.get(line.variant_id, 0) + line.quantity
            free = count_free(wanted, but_for=one.pk) if wanted else {}
            missing[one.pk] = {key: free[key] for key, quantity in wanted.items() if free[key] < quantity}
        return missing

    return work_out(checkout, "missing", reckon_free) or {}
