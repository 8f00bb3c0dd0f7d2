"""What is not plain reading of checkouts, and what buyers do to them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from graphql import GraphQLResolveInfo

from engine import carts, checkouts, completion, delivery, models
from engine.errors import Refusal
from engine.ids import pack, require_key, unpack
from engine.metadata import read_pairs
from engine.money import Money, TaxedMoney
from engine.paging import Page, paginate
from engine.peers import channel_of, fetch
from engine.settlement import charged_minor
from engine.wiring import kind_of, mutation, resolver


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a checkout: Saleor's type, and what it is about."""

    kind: str
    line: models.CheckoutLine | None = None
    delivery: models.CheckoutDelivery | None = None
    available_quantity: int | None = None


kind_of("CheckoutProblem")(lambda problem: problem.kind)
kind_of("CheckoutLineProblem")(lambda problem: problem.kind)


@resolver("CheckoutLine.problems")
def _line_problems(line: models.CheckoutLine, info: GraphQLResolveInfo) -> list[Problem]:
    if not carts.is_buyable(line):
        return [Problem("CheckoutLineProblemVariantNotAvailable", line=line)]
    missing = carts.count_missing(fetch(line, "checkout"))
    if line.variant_id not in missing:
        return []
    left = missing[line.variant_id]
    return [Problem("CheckoutLineProblemInsufficientStock", line=line, available_quantity=left)]


@resolver("Checkout.problems")
def _problems(checkout: models.Checkout, info: GraphQLResolveInfo) -> list[Problem]:
    chosen = fetch(checkout, "delivery")
    found = [problem for line in carts.lines_of(checkout) for problem in _line_problems(line, info)]
    if chosen and not chosen.is_valid:
        return [Problem("CheckoutProblemDeliveryMethodInvalid", delivery=chosen), *found]
    if chosen and checkout.delivery_is_stale:
        return [Problem("CheckoutProblemDeliveryMethodStale", delivery=chosen), *found]
    return found


@resolver("CheckoutLine.unitPrice", "CheckoutLine.totalPrice")
def _line_price(line: models.CheckoutLine, info: GraphQLResolveInfo) -> TaxedMoney:
    price: TaxedMoney = getattr(carts.price_of(line), info.field_name.removesuffix("Price"))
    return price


@resolver("CheckoutLine.undiscountedUnitPrice")
def _undiscounted(line: models.CheckoutLine, info: GraphQLResolveInfo) -> Money:
    return carts.price_of(line).undiscounted_unit.gross


@resolver("Checkout.subtotalPrice", "Checkout.shippingPrice", "Checkout.totalPrice")
def _price(checkout: models.Checkout, info: GraphQLResolveInfo) -> TaxedMoney:
    price: TaxedMoney = getattr(carts.reckon(checkout), info.field_name.removesuffix("Price"))
    return price


@resolver("Checkout.discount")
def _discount(checkout: models.Checkout, info: GraphQLResolveInfo) -> Money:
    return Money(carts.reckon(checkout).discount_minor, checkout.currency)


@resolver("Checkout.discountName")
def _discount_name(checkout: models.Checkout, info: GraphQLResolveInfo) -> str | None:
    return checkout.voucher_name or None


@resolver("Checkout.totalBalance")
def _balance(checkout: models.Checkout, info: GraphQLResolveInfo) -> Money:
    """Below zero while it is not paid."""
    return Money(charged_minor(checkout) - carts.total_minor(checkout), checkout.currency)


@resolver("Checkout.lines")
def _lines(checkout: models.Checkout, info: GraphQLResolveInfo) -> list[models.CheckoutLine]:
    return carts.lines_of(checkout)


@resolver("Checkout.quantity")
def _quantity(checkout: models.Checkout, info: GraphQLResolveInfo) -> int:
    return sum(line.quantity for line in carts.lines_of(checkout))


@resolver("Checkout.isShippingRequired")
def _needs_delivery(checkout: models.Checkout, info: GraphQLResolveInfo) -> bool:
    return carts.needs_delivery(checkout)


@resolver("Checkout.stockReservationExpires")
def _held_until(checkout: models.Checkout, info: GraphQLResolveInfo) -> Any:
    held = models.Reservation.objects.filter(line__checkout=checkout.pk, reserved_until__gt=timezone.now())
    return held.order_by("reserved_until").values_list("reserved_until", flat=True).first()


@resolver("Delivery.id")
def _delivery_id(offer: models.CheckoutDelivery, info: GraphQLResolveInfo) -> str:
    return pack("CheckoutDelivery", offer.pk)


@resolver("Delivery.shippingMethod")
def _delivery_method(offer: models.CheckoutDelivery, info: GraphQLResolveInfo) -> models.CheckoutDelivery:
    return offer


@resolver("ShippingMethod.id")
def _method_id(method: models.CheckoutDelivery | models.ShippingMethod, info: GraphQLResolveInfo) -> str:
    """The root is what was offered to a checkout, or the method itself on an order."""
    return pack("ShippingMethod", method.method_id if isinstance(method, models.CheckoutDelivery) else method.pk)


@resolver("ShippingMethod.price")
def _method_price(method: models.CheckoutDelivery | models.ShippingMethod, info: GraphQLResolveInfo) -> Money:
    if isinstance(method, models.CheckoutDelivery):
        return Money(method.price_minor, method.currency)
    channel = channel_of(method)
    listings = [one for one in fetch(method, "channel_listings") if channel and one.channel_id == channel.pk]
    return Money(listings[0].price_minor if listings else 0, channel.currency if channel else "USD")


@resolver("ShippingMethod.metadata")
def _no_metadata(method: Any, info: GraphQLResolveInfo) -> list[Any]:
    return []


@resolver("Query.checkout")
def _checkout(root: Any, info: GraphQLResolveInfo, id: str = "") -> models.Checkout | None:
    found = carts.find_checkout(unpack(id, "Checkout"))
    return checkouts.keep_fresh(found) if found else None


@resolver("Query.checkouts")
def _checkouts(root: Any, info: GraphQLResolveInfo, filter: Any = None, channel: str = "", **arguments: Any) -> Page:
    rows = models.Checkout.objects.filter(**({"channel__slug": channel} if channel else {}))
    for name, codes in (filter or {}).items():
        rows = rows.filter(**{f"{name}__in": codes})
    return paginate(rows, "checkouts", arguments, order=("updated_at", "pk"), descending=True)


Given = dict[str, Any]
Act = Callable[..., None]


def _changes(name: str, *, costs: bool = True) -> Callable[[Act], Act]:
    """A mutation of one checkout; `costs`: what it costs may change with it."""

    def register(act: Act) -> Act:
        @mutation(name)
        def change(info: GraphQLResolveInfo, id: str = "", **arguments: Any) -> dict[str, Any]:
            checkout = checkouts.find_for_change(id)
            act(checkout, **arguments)
            return {"checkout": checkouts.refresh(checkout) if costs else checkouts.settle(checkout)}

        return act

    return register


def _read_lines(lines: list[Given]) -> list[checkouts.WantedLine]:
    return [
        checkouts.WantedLine(_read_variant(line["variant_id"]), line["quantity"], read_pairs(line.get("metadata")))
        for line in lines
    ]


def _read_variant(variant_id: str) -> int:
    key = require_key(variant_id, "ProductVariant", "variantId")
    if not key.isdigit() or len(key) > 18:
        raise Refusal("variantId", "GRAPHQL_ERROR", f"Invalid ID: {variant_id}. Expected: ProductVariant.")
    return int(key)


@mutation("checkoutCreate")
def _create(info: GraphQLResolveInfo, input: Given) -> dict[str, Any]:
    metadata = read_pairs(input.get("metadata"))
    checkout = checkouts.open_checkout(input.get("channel"), info.context.requestor.user, metadata=metadata)
    checkouts.put_lines(checkout, _read_lines(input["lines"]), replace=False)
    for kind in ("SHIPPING", "BILLING"):
        if input.get(f"{kind.lower()}_address"):
            checkouts.set_address(checkout, kind, input[f"{kind.lower()}_address"])
    if input.get("email"):
        checkouts.set_email(checkout, input["email"])
    checkouts.hold(checkout)
    return {"checkout": checkouts.settle(checkout)}


@_changes("checkoutLinesAdd")
def _add(checkout: models.Checkout, lines: list[Given]) -> None:
    checkouts.put_lines(checkout, _read_lines(lines), replace=False)
    checkouts.hold(checkout)


@_changes("checkoutLinesUpdate")
def _update(checkout: models.Checkout, lines: list[Given]) -> None:
    by_line = {str(line.pk): line.variant_id for line in checkout.lines.all()}
    wanted = []
    for line in lines:
        given = line.get("line_id")
        key = by_line.get(require_key(given, "CheckoutLine", "lineId")) if given else None
        if given and key is None:
            raise Refusal("lineId", "NOT_FOUND", "Provided line_ids aren't part of checkout.")
        if line.get("quantity") is None:
            raise Refusal("quantity", "REQUIRED", "The quantity is required.")
        key = _read_variant(line.get("variant_id") or "") if key is None else key
        wanted.append(checkouts.WantedLine(key, line["quantity"], {}))
    checkouts.put_lines(checkout, wanted, replace=True)
    checkouts.hold(checkout)


@_changes("checkoutLinesDelete")
def _delete(checkout: models.Checkout, lines_ids: list[str]) -> None:
    checkouts.remove_lines(checkout, lines_ids)


@_changes("checkoutEmailUpdate", costs=False)
def _set_email(checkout: models.Checkout, email: str) -> None:
    checkouts.set_email(checkout, email)


@_changes("checkoutCustomerNoteUpdate", costs=False)
def _set_note(checkout: models.Checkout, customer_note: str) -> None:
    checkouts.set_note(checkout, customer_note)


@_changes("checkoutShippingAddressUpdate")
def _ship_to(checkout: models.Checkout, shipping_address: Given) -> None:
    checkouts.set_address(checkout, "SHIPPING", shipping_address)


@_changes("checkoutBillingAddressUpdate")
def _bill_to(checkout: models.Checkout, billing_address: Given) -> None:
    checkouts.set_address(checkout, "BILLING", billing_address)


@_changes("checkoutDeliveryMethodUpdate", costs=False)
def _choose(checkout: models.Checkout, delivery_method_id: str | None = None) -> None:
    delivery.choose_delivery(checkout, delivery_method_id)


@_changes("checkoutAddPromoCode")
def _add_promo(checkout: models.Checkout, promo_code: str) -> None:
    checkouts.set_voucher(checkout, checkouts.find_voucher(checkout, promo_code.strip()))


@_changes("checkoutRemovePromoCode")
def _remove_promo(checkout: models.Checkout, promo_code: str | None = None) -> None:
    if promo_code and checkout.voucher_code == promo_code.strip():
        checkouts.set_voucher(checkout, None)


@mutation("deliveryOptionsCalculate", deliveries=[])
def _calculate(info: GraphQLResolveInfo, id: str) -> dict[str, Any]:
    checkout = checkouts.find_for_change(id)
    deliveries = delivery.offer_deliveries(checkout)
    checkouts.settle(checkout)
    return {"deliveries": deliveries}


@mutation("checkoutComplete", atomic=False, confirmation_needed=False)
def _complete(info: GraphQLResolveInfo, id: str = "", metadata: list[Given] | None = None) -> dict[str, Any]:
    completion.check_delivery(id)
    with transaction.atomic(using="engine"):
        order = completion.complete_checkout(id, read_pairs(metadata))
    return {"order": order, "confirmation_needed": False}
