"""What is not plain reading of checkouts, and what buyers do to them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Min
from django.utils import timezone
from graphql import GraphQLResolveInfo

from engine import carts, checkouts, completion, models
from engine.errors import Refusal
from engine.fields.metadata import read_pairs
from engine.ids import pack, require_key, unpack
from engine.money import Money, TaxedMoney
from engine.paging import Page, paginate
from engine.peers import fetch
from engine.settlement import paid_minor
from engine.wiring import kind_of, mutation, reads, resolver

Info = GraphQLResolveInfo
Given = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a checkout: Saleor's type, and what it is about."""

    kind: str
    line: models.CheckoutLine | None = None
    delivery: carts.Offer | None = None
    available_quantity: int | None = None


kind_of("CheckoutProblem")(lambda problem: problem.kind)
kind_of("CheckoutLineProblem")(lambda problem: problem.kind)


@resolver("CheckoutLine.problems")
def _line_problems(line: models.CheckoutLine, info: Info) -> list[Problem]:
    if not carts.is_buyable(line):
        return [Problem("CheckoutLineProblemVariantNotAvailable", line=line)]
    left = carts.count_missing(line.checkout).get(line.variant_id)
    kind = "CheckoutLineProblemInsufficientStock"
    return [] if left is None else [Problem(kind, line=line, available_quantity=left)]


@resolver("Checkout.problems")
def _problems(checkout: models.Checkout, info: Info) -> list[Problem]:
    found = [problem for line in carts.lines_of(checkout) for problem in _line_problems(line, info)]
    chosen = carts.offer_chosen(checkout)
    if chosen and checkout.method_is_stale:
        found.insert(0, Problem("CheckoutProblemDeliveryMethodStale", delivery=chosen))
    elif chosen and not carts.is_offered(checkout):
        found.insert(0, Problem("CheckoutProblemDeliveryMethodInvalid", delivery=chosen))
    return found


@resolver("CheckoutLine.unitPrice", "CheckoutLine.totalPrice")
def _line_price(line: models.CheckoutLine, info: Info) -> TaxedMoney:
    price: TaxedMoney = getattr(carts.price_of(line), info.field_name.removesuffix("Price"))
    return price


@resolver("Checkout.subtotalPrice", "Checkout.shippingPrice", "Checkout.totalPrice")
def _price(checkout: models.Checkout, info: Info) -> TaxedMoney:
    price: TaxedMoney = getattr(carts.reckon(checkout), info.field_name.removesuffix("Price"))
    return price


def _held_until(checkout: models.Checkout) -> Any:
    held = models.Reservation.objects.filter(line__checkout=checkout.pk, reserved_until__gt=timezone.now())
    return held.aggregate(first=Min("reserved_until"))["first"]


reads(
    {
        "Checkout.delivery": carts.offer_chosen,
        "Checkout.discount": lambda it: Money(carts.reckon(it).discount_minor, it.currency),
        "Checkout.isShippingRequired": carts.needs_delivery,
        "Checkout.lines": carts.lines_of,
        "Checkout.quantity": lambda it: sum(line.quantity for line in carts.lines_of(it)),
        "Checkout.stockReservationExpires": _held_until,
        # Below zero while it is not paid.
        "Checkout.totalBalance": lambda it: Money(paid_minor(it)[0] - carts.total_minor(it), it.currency),
        "CheckoutLine.undiscountedUnitPrice": lambda line: carts.price_of(line).undiscounted_unit.gross,
        "Delivery.id": lambda offer: pack("CheckoutDelivery", offer.pk),
        "ShippingMethod.metadata": lambda method: [],
        "ShippingMethod.price": lambda method: Money(method.price_minor, fetch(method, "channel").currency),
    }
)


@resolver("Query.checkout")
def _checkout(root: Any, info: Info, id: str = "") -> models.Checkout | None:
    found = carts.find_checkout(unpack(id, "Checkout"))
    return checkouts.keep_fresh(found) if found else None


@resolver("Query.checkouts")
def _checkouts(root: Any, info: Info, filter: Any = None, channel: str = "", **arguments: Any) -> Page:
    rows = models.Checkout.objects.filter(**({"channel__slug": channel} if channel else {}))
    rows = rows.filter(**{f"{name}__in": codes for name, codes in (filter or {}).items()})
    return paginate(rows, "checkouts", arguments, order=("updated_at", "pk"), descending=True)


def _read_lines(lines: list[Given]) -> list[checkouts.WantedLine]:
    return [
        checkouts.WantedLine(_read_variant(line["variant_id"]), line["quantity"], read_pairs(line.get("metadata")))
        for line in lines
    ]


def _read_variant(variant_id: str | None) -> int:
    key = require_key(variant_id, "ProductVariant", "variantId")
    if not key.isdigit() or len(key) > 18:
        raise Refusal("variantId", "GRAPHQL_ERROR", f"Invalid ID: {variant_id}. Expected: ProductVariant.")
    return int(key)


@mutation("checkoutCreate")
def _create(info: Info, input: Given) -> dict[str, Any]:
    user, metadata = info.context.requestor.user, read_pairs(input.get("metadata"))
    checkout = checkouts.open_checkout(input.get("channel"), user, metadata)
    for kind in ("SHIPPING", "BILLING"):
        if input.get(f"{kind.lower()}_address"):
            checkouts.set_address(checkout, kind, input[f"{kind.lower()}_address"])
    if input.get("email"):
        checkouts.set_email(checkout, input["email"])
    checkouts.put_lines(checkout, _read_lines(input["lines"]), replace=False)
    checkouts.settle(checkout)
    return {"checkout": checkout}


def _update_lines(checkout: models.Checkout, lines: list[Given]) -> None:
    by_line = {pack("CheckoutLine", line.pk): line.variant_id for line in checkout.lines.all()}
    wanted = []
    for line in lines:
        if line.get("line_id") and line["line_id"] not in by_line:
            raise Refusal("lineId", "NOT_FOUND", "Provided line_ids aren't part of checkout.")
        if line.get("quantity") is None:
            raise Refusal("quantity", "REQUIRED", "The quantity is required.")
        key = by_line[line["line_id"]] if line.get("line_id") else _read_variant(line.get("variant_id"))
        wanted.append(checkouts.WantedLine(key, line["quantity"], {}))
    checkouts.put_lines(checkout, wanted, replace=True)


def _set_note(checkout: models.Checkout, customer_note: str) -> None:
    checkout.customer_note = customer_note
    checkout.save(update_fields=["customer_note", "updated_at"])


def _remove_promo(checkout: models.Checkout, promo_code: str | None = None) -> None:
    if promo_code and checkout.voucher_code == promo_code.strip():
        checkouts.set_voucher(checkout, None)


def _register(name: str, act: Callable[..., None], costs: bool) -> None:
    @mutation(name)
    def change(info: Info, id: str = "", **arguments: Any) -> dict[str, Any]:
        checkout = checkouts.find_for_change(id)
        act(checkout, **arguments)
        if costs:
            checkouts.refresh(checkout)
        return {"checkout": checkout}


_address, _choose = checkouts.set_address, checkouts.choose_delivery
# Each changes one checkout; those marked True may change what it costs.
for _name, _act, _costs in (
    ("checkoutLinesAdd", lambda it, lines: checkouts.put_lines(it, _read_lines(lines), replace=False), True),
    ("checkoutLinesUpdate", _update_lines, True),
    ("checkoutLinesDelete", checkouts.remove_lines, True),
    ("checkoutEmailUpdate", checkouts.set_email, False),
    ("checkoutCustomerNoteUpdate", _set_note, False),
    ("checkoutShippingAddressUpdate", lambda it, shipping_address: _address(it, "SHIPPING", shipping_address), True),
    ("checkoutBillingAddressUpdate", lambda it, billing_address: _address(it, "BILLING", billing_address), True),
    ("checkoutDeliveryMethodUpdate", lambda it, delivery_method_id=None: _choose(it, delivery_method_id), False),
    ("checkoutAddPromoCode", lambda it, promo_code: checkouts.set_voucher(it, promo_code.strip() or " "), True),
    ("checkoutRemovePromoCode", _remove_promo, True),
):
    _register(_name, _act, _costs)


@mutation("deliveryOptionsCalculate", deliveries=[])
def _calculate(info: Info, id: str) -> dict[str, Any]:
    return {"deliveries": checkouts.work_out_delivery(checkouts.find_for_change(id))}


@mutation("checkoutComplete", atomic=False, confirmation_needed=False)
def _complete(info: Info, id: str = "", metadata: list[Given] | None = None) -> dict[str, Any]:
    completion.check_delivery(id)
    with transaction.atomic(using="engine"):
        order = completion.complete_checkout(id, read_pairs(metadata))
    return {"order": order, "confirmation_needed": False}
