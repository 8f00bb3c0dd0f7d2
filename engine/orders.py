"""Reading orders, cancelling and noting them, and granting refunds. Who has an order's id may read it, as in Saleor."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, Q, QuerySet, Sum
from graphql import GraphQLResolveInfo

from engine import catalogue, models
from engine.context import Requestor
from engine.errors import Refusal
from engine.ids import find_row, pack, require_key, unpack
from engine.models import Allocation, Fulfillment, GrantedRefundLine, Order, OrderEvent, OrderLine, Stock
from engine.money import Money, to_minor
from engine.paging import Page
from engine.peers import channel_of, fetch, join
from engine.rows import find_one
from engine.settlement import note_event, update_statuses
from engine.stock_levels import tell_availability
from engine.webhooks import record_event
from engine.wiring import mutation, reads, resolver

Given = dict[str, Any]
_COLUMNS = {"NUMBER": ("number",), "CREATED_AT": ("created_at", "number"), "LAST_MODIFIED_AT": ("updated_at", "number")}
_OLD_STATUS = {"NONE": "NOT_CHARGED", "PARTIAL": "PARTIALLY_CHARGED"}
_LOOKUPS = {"eq": "", "one_of": "__in", "gte": "__gte", "lte": "__lte"}


def lock_order(global_id: str | None, field: str = "id") -> Order:
    """The order of an id as it is now, held until the end of the transaction. Raises: Refusal."""
    key = require_key(global_id, "Order", field)
    try:
        found = find_one(Order, key, held=True)
    except ValidationError:
        found = None
    if found is None:
        raise Refusal("order", "NOT_FOUND", f"Couldn't resolve to a node: {global_id}")
    return found


@resolver("Query.order")
def _order(root: Any, info: GraphQLResolveInfo, id: str) -> Order | None:
    return find_row(Order, id)


@resolver("Query.orders")
def _orders(
    root: Any, info: GraphQLResolveInfo, where: Any = None, search: str | None = None, sort_by: Any = None, **page: Any
) -> Page:
    sort = sort_by or {"field": "CREATED_AT", "direction": "DESC"}
    rows = _find_orders(where or {}, search or "")
    return Page(rows, "orders", page, order=_COLUMNS[sort["field"]], descending=sort["direction"] == "DESC")


def _find_orders(where: Given, search: str) -> QuerySet[Order]:
    """Orders that meet the conditions; `search` looks at number, e-mail, names, product names and SKUs."""
    rows = Order.objects.all()
    if "ids" in where:
        rows = rows.filter(pk__in=[unpack(global_id, "Order") for global_id in where["ids"]])
    for name in ("number", "status", "charge_status", "created_at", "updated_at"):
        for how, value in (where.get(name) or {}).items():
            rows = rows if value is None else rows.filter(**{f"{name}{_LOOKUPS[how]}": value})
    for text in (word.removeprefix("#") for word in search.split()[:5]):
        hits = Q(user_email__icontains=text) | Q(shipping_address__first_name__icontains=text)
        hits |= Q(shipping_address__last_name__icontains=text)
        lines = OrderLine.objects.filter(Q(product_name__icontains=text) | Q(product_sku__iexact=text))
        hits |= Q(pk__in=lines.values("order_id"))
        if text.isascii() and text.isdigit() and len(text) < 18:
            hits |= Q(number=int(text))
        rows = rows.filter(hits)
    return rows


def _granted(order: Order) -> int:
    return sum(grant.amount_minor for grant in fetch(order, "granted_refunds"))


def _pending(order: Order) -> int:
    return sum(item.refund_pending_minor for item in fetch(order, "transactions"))


def _variant_today(line: OrderLine) -> Any:
    """The line's variant in the order's channel; nothing once it is deleted."""
    variant = fetch(line, "variant")
    if variant is not None and channel_of(variant) is None:
        join([variant], fetch(fetch(line, "order"), "channel"))
    return variant


def _sent_from(fulfillment: Fulfillment) -> Any:
    stocks = [fetch(line, "stock") for line in fetch(fulfillment, "lines")]
    return next((fetch(stock, "warehouse") for stock in stocks if stock is not None), None)


def _event_amount(event: OrderEvent) -> float | None:
    minor = event.amount_minor
    return None if minor is None else float(Money(minor, fetch(event, "order").currency).amount)


def _money(minor_of: Any) -> Any:
    return lambda order: Money(minor_of(order), order.currency)


reads(
    {
        "Query.refundSettings": lambda root: catalogue.find_shop(),
        "Order.statusDisplay": lambda order: order.status.replace("_", " ").capitalize(),
        "Order.checkoutId": lambda order: pack("Checkout", order.checkout_token) if order.checkout_token else None,
        # Whether the whole total is charged now: not so after any refund (case 107).
        "Order.isPaid": lambda order: order.total_charged_minor >= order.total_gross_minor,
        "Order.paymentStatus": lambda order: _OLD_STATUS.get(order.charge_status, "FULLY_CHARGED"),
        # They belong to payments that are not transactions.
        "Order.actions": lambda order: [],
        "Order.totalGrantedRefund": _money(_granted),
        "Order.totalRefundPending": _money(_pending),
        "Order.totalRemainingGrant": _money(
            lambda order: max(0, _granted(order) - order.total_refunded_minor - _pending(order))
        ),
        # What was charged less what is due after grants (case 107).
        "Order.totalBalance": _money(
            lambda order: order.total_charged_minor - order.total_gross_minor + _granted(order)
        ),
        "OrderLine.quantityToFulfill": lambda line: line.quantity - line.quantity_fulfilled,
        "OrderLine.variant": _variant_today,
        "Allocation.warehouse": lambda allocation: fetch(fetch(allocation, "stock"), "warehouse"),
        "Fulfillment.warehouse": _sent_from,
        "OrderEvent.amount": _event_amount,
    }
)


@mutation("orderCancel")
def _cancel(info: GraphQLResolveInfo, id: str) -> Given:
    """Cancel an order without live fulfilments; gives back its pieces, but no money (case 251)."""
    order = lock_order(id)
    if order.status == "CANCELED" or order.fulfillments.filter(status="FULFILLED").exists():
        raise Refusal("order", "CANNOT_CANCEL_ORDER", "This order can't be canceled.")
    promised = Allocation.objects.filter(order_line__order=order, quantity__gt=0)
    for allocation in promised.select_related("stock__warehouse", "stock__product_variant"):
        free, pieces = allocation.stock.quantity - allocation.stock.quantity_allocated, allocation.quantity
        Stock.objects.filter(pk=allocation.stock_id).update(quantity_allocated=F("quantity_allocated") - pieces)
        tell_availability(allocation.stock, free, free + pieces)
    promised.update(quantity=0)
    order.status = "CANCELED"
    order.save()
    note_event(order, "CANCELED", info.context.requestor)
    record_event("ORDER_CANCELLED ORDER_UPDATED", {"order": order})
    return {"order": order}


@mutation("orderNoteAdd")
def _add_note(info: GraphQLResolveInfo, order: str, input: Given) -> Given:
    message = input["message"].strip()
    if not message:
        raise Refusal("message", "REQUIRED", "Message can't be empty.")
    found = lock_order(order, "order")
    found.save(update_fields=["updated_at"])
    event = note_event(found, "NOTE_ADDED", info.context.requestor, message=message)
    record_event("ORDER_UPDATED", {"order": found})
    return {"event": event, "order": found}


def require_reason(requestor: Requestor, reference: str | None, field: str) -> models.Page | None:
    """The page that is given as the reason. Staff must name one where the shop asks for it; apps need not.

    Source: cases 100, 225 and 232; `resolve_reason_reference_page` of Saleor 3.23. Raises: Refusal.
    """
    wanted = catalogue.find_shop().refund_reason_type_id
    if reference is None:
        if wanted and requestor.user is not None:
            raise Refusal(field, "REQUIRED", "Reason reference is required when reason reference type is configured.")
        return None
    if not wanted:
        raise Refusal(field, "INVALID", "Reason reference type is not configured.")
    page = models.Page.objects.filter(pk=require_key(reference, "Page", field), page_type=wanted).first()
    if page is None:
        raise Refusal(field, "INVALID", "Invalid reason reference. Must be an ID of a Model (Page)")
    return page


@mutation("orderGrantRefundCreate")
def _grant(info: GraphQLResolveInfo, id: str, input: Given) -> Given:
    """Grant a refund; fires nothing (case 226). Without an amount it is the lines', capped at the charge (235)."""
    requestor, order = info.context.requestor, lock_order(id)
    reason_page = require_reason(requestor, input.get("reason_reference"), "reasonReference")
    with_shipping = bool(input.get("grant_refund_for_shipping"))
    token = require_key(input["transaction_id"], "TransactionItem", "transactionId")
    payment = order.transactions.filter(pk=token).first()
    if payment is None:
        raise Refusal("transactionId", "NOT_FOUND", "Couldn't resolve to a node.")
    if input.get("amount") is None and not input.get("lines") and not with_shipping:
        text = "At least one of amount, lines, grantRefundForShipping need to be provided."
        raise Refusal("amount", "REQUIRED", text)
    earlier = order.granted_refunds.exclude(status="FAILURE")
    if with_shipping and earlier.filter(shipping_costs_included=True).exists():
        text = "Shipping costs have already been granted."
        raise Refusal("grantRefundForShipping", "SHIPPING_COSTS_ALREADY_GRANTED", text)
    chosen = _choose_lines(order, input.get("lines") or [])
    wanted = sum(line.order_line.unit_gross_minor * line.quantity for line in chosen)
    minor = min(wanted + (order.shipping_gross_minor if with_shipping else 0), payment.charged_minor)
    if input.get("amount") is not None:
        minor = to_minor(input["amount"], order.currency)
    if minor > payment.charged_minor:
        text = "Amount to refund exceeds the charged amount of the transaction."
        raise Refusal("amount", "AMOUNT_GREATER_THAN_AVAILABLE", text)
    who = {"user": requestor.user, "app": requestor.app}
    why = {"reason": input.get("reason") or "", "reason_reference": reason_page}
    granted = order.granted_refunds.create(
        transaction=payment, amount_minor=minor, shipping_costs_included=with_shipping, **who, **why
    )
    for line in chosen:
        line.granted_refund = granted
    GrantedRefundLine.objects.bulk_create(chosen)
    update_statuses(order)
    return {"granted_refund": granted, "order": order}


def _choose_lines(order: Order, lines: Sequence[Given]) -> list[GrantedRefundLine]:
    """The lines, unsaved, with what may still be granted of them checked. Raises: Refusal that lists the wrong ones."""
    sold = {pack("OrderLine", line.pk): line for line in order.lines.all()}
    chosen, wrong = list[GrantedRefundLine](), []
    for given in lines:
        require_key(given["id"], "OrderLine", "lines")
        line, entry = sold.get(given["id"]), {"line_id": given["id"]}
        if line is None:
            wrong.append({**entry, "field": "id", "code": "NOT_FOUND", "message": "Couldn't resolve to a node."})
            continue
        earlier = GrantedRefundLine.objects.filter(order_line=line).exclude(granted_refund__status="FAILURE")
        left = line.quantity - (earlier.aggregate(total=Sum("quantity"))["total"] or 0)
        left -= sum(one.quantity for one in chosen if one.order_line == line)
        if not 0 < given["quantity"] <= left:
            text = f"Cannot grant refund for more than the available quantity of the line ({left})."
            wrong.append({**entry, "field": "quantity", "code": "QUANTITY_GREATER_THAN_AVAILABLE", "message": text})
        chosen.append(GrantedRefundLine(order_line=line, quantity=given["quantity"], reason=given.get("reason")))
    if wrong:
        raise Refusal("lines", "INVALID", "Provided input for lines is invalid.", lines=wrong)
    return chosen
