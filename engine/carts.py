"""What stands in a checkout, what it comes to, how it can be sent, and what is wrong with it. Reads only."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Min
from django.utils import timezone

from engine import catalogue
from engine.ids import pack
from engine.models import Checkout, CheckoutLine, Order, Reservation, ShippingMethod, ShippingZone, TransactionItem
from engine.money import Money
from engine.peers import fetch, join
from engine.pricing import LineToPrice, PricedLine, Totals, price_cart
from engine.rows import find_one, read_rows
from engine.stocks import find_missing
from engine.wiring import kind_of, reads


@dataclass(frozen=True, slots=True)
class Offer:
    """A way of delivery for one checkout, at the price of the moment; its id is always the same."""

    pk: UUID
    shipping_method: ShippingMethod


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a checkout: Saleor's type, and what it is about."""

    kind: str
    line: CheckoutLine | None = None
    delivery: Offer | None = None
    available_quantity: int | None = None


def find_checkout(key: str | UUID, *, held: bool = False) -> Checkout | None:
    """A checkout by its key, `held` until the transaction ends; None if it is gone or was never there."""
    try:
        found = find_one(Checkout, UUID(str(key)), held=held)
    except ValueError:
        return None
    return join([found], fetch(found, "channel"))[0] if found else None


def lines_of(checkout: Checkout) -> list[CheckoutLine]:
    """The lines, seen in the checkout's channel; who changes lines changes this list too."""
    lines: list[CheckoutLine] = fetch(checkout, "lines")
    return lines


def needs_delivery(checkout: Checkout) -> bool:
    """Whether anything in it is sent by post."""
    products = [fetch(fetch(line, "variant"), "product") for line in lines_of(checkout)]
    return any(fetch(product, "product_type").is_shipping_required for product in products)


def _make_offer(checkout: Checkout, method: ShippingMethod, price_minor: int) -> Offer:
    method.price_minor, method.channel = price_minor, fetch(checkout, "channel")
    return Offer(uuid5(checkout.pk, str(method.pk)), method)


def is_served(checkout: Checkout) -> bool:
    """Whether a zone holds the country it goes to: Saleor counts no stock for a country without one."""
    address = fetch(checkout, "shipping_address")
    zones = ShippingZone.objects.values_list("countries", flat=True) if address else ()
    return not address or any(address.country in countries for countries in zones)


def list_offers(checkout: Checkout) -> list[Offer]:
    """How it can be sent to its address now, cheapest first."""
    address = fetch(checkout, "shipping_address")
    if address is None or not needs_delivery(checkout):
        return []
    goods = reckon(checkout).subtotal.gross.minor
    methods = join(read_rows(ShippingMethod, "channel", [checkout.channel_id]))
    return [
        _make_offer(checkout, method, method.price_minor)
        for method in methods
        if method.minimum_order_minor <= goods and address.country in fetch(method, "zone").countries
    ]


def offer_chosen(checkout: Checkout) -> Offer | None:
    """The delivery that was chosen, at the price at which it was."""
    method = fetch(checkout, "method")
    return _make_offer(checkout, method, checkout.method_minor) if method else None


def is_offered(checkout: Checkout) -> bool:
    """Whether what was chosen still is on offer."""
    return checkout.method_id in {offer.shipping_method.pk for offer in list_offers(checkout)}


def reckon(checkout: Checkout) -> Totals:
    """Everything it costs, with the tax of where it goes; reckoned once, until `forget_totals`."""
    if "_totals" not in checkout.__dict__:
        address = fetch(checkout, "shipping_address") or fetch(checkout, "billing_address")
        checkout.__dict__["_totals"] = price_cart(
            [LineToPrice(line.quantity, line.price_minor, line.undiscounted_minor) for line in lines_of(checkout)],
            percent=checkout.voucher_percent,
            shipping_minor=checkout.method_minor if checkout.method_id and needs_delivery(checkout) else 0,
            rate=catalogue.find_rate(address.country if address else fetch(checkout, "channel").default_country),
            currency=checkout.currency,
        )
    totals: Totals = checkout.__dict__["_totals"]
    return totals


def forget_totals(checkout: Checkout) -> None:
    """Reckon anew after a change of what it costs."""
    checkout.__dict__.pop("_totals", None)


def paid_minor(source: Checkout | Order) -> tuple[int, int]:
    """What is charged, and what is charged or held; pending too: it lets a checkout complete (case 130)."""
    if isinstance(source, Checkout) and (source.charge_status, source.authorize_status) == ("NONE", "NONE"):
        return 0, 0  # every event of a payment brings these up to date
    return count_paid(source)


def count_paid(source: Checkout | Order) -> tuple[int, int]:
    """The same from the payments as they are now. One query."""
    items = read_rows(TransactionItem, type(source).__name__.lower(), [source.pk])
    charged = sum(item.charged_minor + item.charge_pending_minor for item in items)
    return charged, charged + sum(item.authorized_minor + item.authorize_pending_minor for item in items)


def price_of(line: CheckoutLine) -> PricedLine:
    """What a line costs with its share of the voucher."""
    priced = zip(lines_of(line.checkout), reckon(line.checkout).lines, strict=True)
    return next(price for other, price in priced if other.pk == line.pk)


def is_buyable(line: CheckoutLine) -> bool:
    """Whether its variant is sold in the channel now."""
    return all(catalogue.check_sale(fetch(line, "variant")))


def _find_line_problems(line: CheckoutLine) -> list[Problem]:
    if not is_buyable(line):
        return [Problem("CheckoutLineProblemVariantNotAvailable", line=line)]
    known = line.checkout.__dict__
    if "_missing" not in known:
        known["_missing"] = find_missing(lines_of(line.checkout), line.checkout_id)
    left = known["_missing"].get(line.variant_id)
    kind = "CheckoutLineProblemInsufficientStock"
    return [] if left is None else [Problem(kind, line=line, available_quantity=left)]


def _find_problems(checkout: Checkout) -> list[Problem]:
    found = [problem for line in lines_of(checkout) for problem in _find_line_problems(line)]
    chosen = offer_chosen(checkout)
    if chosen and (checkout.method_is_stale or not is_offered(checkout)):
        kind = "CheckoutProblemDeliveryMethod" + ("Stale" if checkout.method_is_stale else "Invalid")
        found.insert(0, Problem(kind, delivery=chosen))
    return found


def _held_until(checkout: Checkout) -> Any:
    held = Reservation.objects.filter(line__checkout=checkout.pk, reserved_until__gt=timezone.now())
    return held.aggregate(first=Min("reserved_until"))["first"]


kind_of("CheckoutProblem")(lambda problem: problem.kind)
kind_of("CheckoutLineProblem")(lambda problem: problem.kind)
reads(
    {
        "Checkout.delivery": offer_chosen,
        "Checkout.discount": lambda it: Money(reckon(it).discount_minor, it.currency),
        "Checkout.isShippingRequired": needs_delivery,
        "Checkout.lines": lines_of,
        "Checkout.problems": _find_problems,
        "Checkout.quantity": lambda it: sum(line.quantity for line in lines_of(it)),
        "Checkout.shippingPrice": lambda it: reckon(it).shipping,
        "Checkout.stockReservationExpires": _held_until,
        "Checkout.subtotalPrice": lambda it: reckon(it).subtotal,
        # Below zero while it is not paid.
        "Checkout.totalBalance": lambda it: Money(paid_minor(it)[0] - reckon(it).total.gross.minor, it.currency),
        "Checkout.totalPrice": lambda it: reckon(it).total,
        "CheckoutLine.problems": _find_line_problems,
        "CheckoutLine.totalPrice": lambda line: price_of(line).total,
        "CheckoutLine.undiscountedUnitPrice": lambda line: price_of(line).undiscounted_unit.gross,
        "CheckoutLine.unitPrice": lambda line: price_of(line).unit,
        "Delivery.id": lambda offer: pack("CheckoutDelivery", offer.pk),
        "ShippingMethod.metadata": lambda method: [],
        "ShippingMethod.price": lambda method: Money(method.price_minor, fetch(method, "channel").currency),
    }
)
