"""Reading orders from Saleor with the rights of the person at the desk."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import datetime

from dashboard.errors import OrderUnknown
from dashboard.refund_rules import PaidLine
from dashboard.shapes import (
    HistoryEntry,
    LineRow,
    OrderDetail,
    OrderList,
    OrderRow,
    Parcel,
    Payment,
    PaymentEvent,
    Refund,
)
from dashboard.words import (
    SHELVES,
    Shelf,
    Word,
    say_grant,
    say_history,
    say_order_state,
    say_paid,
    say_parcel_state,
    say_payment_event,
)
from saleor_api.client import Client
from saleor_api.generated.enums import OrderStatus, TransactionActionEnum
from saleor_api.generated.fragments import AddressParts, OrderPartsLines, TransactionParts
from saleor_api.generated.input_types import (
    DateTimeRangeInput,
    IntFilterInput,
    OrderStatusEnumFilterInput,
    OrderWhereInput,
)
from saleor_api.generated.staff_order import StaffOrderOrder, StaffOrderOrderGrantedRefunds
from saleor_api.generated.staff_orders import StaffOrdersOrdersEdgesNode
from saleor_api.money import Money, read_money

PAGE_SIZE = 25
_MARK = re.compile(r" ?\[[0-9a-f]{8}\]$")
# Pieces in such a fulfilment are with the buyer; `quantityFulfilled` also counts what came back (case 216).
_WITH_BUYER = "FULFILLED"
_CAME_BACK = frozenset({"RETURNED", "REFUNDED_AND_RETURNED", "REPLACED"})
_GONE = frozenset({"CANCELED", "EXPIRED"})


def list_orders(
    client: Client,
    *,
    shelf: Shelf | None = None,
    search: str = "",
    since: datetime | None = None,
    after: str = "",
    most: int = PAGE_SIZE,
) -> OrderList:
    """Orders, newest first. One call.

    Raises:
        SaleorError: no answer, or no right to see orders.
    """
    where = OrderWhereInput()
    if shelf is not None:
        where.status = OrderStatusEnumFilterInput(oneOf=[OrderStatus(status) for status in SHELVES[shelf][1]])
    if since is not None:
        where.created_at = DateTimeRangeInput(gte=since)
    found = client.staff_orders(first=most, after=after or None, search=search or None, where=where)
    if found is None:
        return OrderList((), 0, "")
    cursor = found.page_info.end_cursor if found.page_info.has_next_page else ""
    rows = tuple(_row(edge.node) for edge in found.edges)
    return OrderList(rows, found.total_count or 0, cursor or "")


def fetch_order(client: Client, number: str) -> StaffOrderOrder:
    """One order by the number that buyers know; its id is a bearer secret and stands in no address. Two calls.

    Raises:
        OrderUnknown: there is none of this number.
        SaleorError: no answer, or no right to see orders.
    """
    if not number.isdecimal() or len(number) > 9:
        raise OrderUnknown(f"There is no order {number}.")
    found = client.staff_orders(first=1, where=OrderWhereInput(number=IntFilterInput(eq=int(number))))
    node = next((edge.node for edge in found.edges), None) if found else None
    order = client.staff_order(id=node.id) if node else None
    if order is None:
        raise OrderUnknown(f"There is no order {number}.")
    return order


def read_paid_lines(order: StaffOrderOrder) -> tuple[PaidLine, ...]:
    """The lines as the refund rules see them."""
    sent = _count_pieces(order, lambda status: status == _WITH_BUYER)
    granted: Counter[str] = Counter()
    for grant in order.granted_refunds:
        if grant.status != "FAILURE":
            granted.update({line.order_line.id: line.quantity for line in grant.lines or ()})
    return tuple(
        PaidLine(
            line_id=line.id,
            name=line.product_name,
            quantity=line.quantity,
            total_minor=line.total_price.gross.fractional_amount,
            granted=granted[line.id],
            unsent=0 if order.status in _GONE else line.quantity_to_fulfill,
            sent=sent[line.id],
        )
        for line in order.lines
    )


def may_take(payment: TransactionParts) -> bool:
    """Whether an authorised payment waits to be taken."""
    return payment.authorized_amount.fractional_amount > 0 and TransactionActionEnum.CHARGE in payment.actions


def delivery_left(order: StaffOrderOrder) -> Money | None:
    """What was paid for delivery and not refunded yet; None for nothing."""
    granted = any(grant.shipping_costs_included and grant.status != "FAILURE" for grant in order.granted_refunds)
    price = read_money(order.shipping_price.gross)
    return None if granted or not price else price


def describe_order(order: StaffOrderOrder) -> OrderDetail:
    """The order in words."""
    returned = _count_pieces(order, lambda status: status in _CAME_BACK)
    names = {line.id: line.product_name for line in order.lines}
    pairs = zip(order.lines, read_paid_lines(order), strict=True)
    return OrderDetail(
        number=order.number,
        placed_at=order.created,
        state=say_order_state(order.status),
        paid=_say_paid(order),
        email=order.user_email or "",
        buyer_note=order.customer_note,
        voucher=order.voucher_code or "",
        delivery_name=order.shipping_method_name or "",
        lines=tuple(_line(line, paid, returned[line.id]) for line, paid in pairs),
        subtotal=read_money(order.subtotal.gross),
        delivery=read_money(order.shipping_price.gross),
        delivery_left=delivery_left(order),
        tax=read_money(order.total.tax),
        discounts=tuple((discount.name or "Discount", read_money(discount.total)) for discount in order.discounts),
        total=read_money(order.total.gross),
        charged=read_money(order.total_charged),
        refunded=read_money(order.total_refunded),
        shipping_address=order.shipping_address,
        billing_address=_other_address(order),
        parcels=_parcels(order, names),
        payments=tuple(_payment(payment) for payment in order.transactions),
        refunds=tuple(
            Refund(grant.created_at, read_money(grant.amount), say_grant(grant.status), _say_reason(grant))
            for grant in order.granted_refunds
        ),
        history=tuple(
            HistoryEntry(event.date or order.created, say_history(event.type_ or ""), event.message or "")
            for event in reversed(order.events)
        ),
        is_cancelled=order.status in _GONE,
    )


def _row(order: StaffOrdersOrdersEdgesNode) -> OrderRow:
    address = order.shipping_address
    name = f"{address.first_name} {address.last_name}".strip() if address else ""
    return OrderRow(
        number=order.number,
        placed_at=order.created,
        buyer=name or order.user_email or "",
        country=address.country.country if address else "",
        pieces=sum(line.quantity for line in order.lines),
        state=say_order_state(order.status),
        paid=say_paid(
            total_minor=order.total.gross.fractional_amount,
            charged_minor=order.total_charged.fractional_amount,
            refunded_minor=order.total_refunded.fractional_amount,
        ),
        total=read_money(order.total.gross),
    )


def _say_paid(order: StaffOrderOrder) -> Word:
    return say_paid(
        total_minor=order.total.gross.fractional_amount,
        charged_minor=order.total_charged.fractional_amount,
        refunded_minor=order.total_refunded.fractional_amount,
        held_minor=sum(payment.authorized_amount.fractional_amount for payment in order.transactions),
    )


def _other_address(order: StaffOrderOrder) -> AddressParts | None:
    """The billing address where it is not the one that the parcel goes to."""
    billing, shipping = order.billing_address, order.shipping_address
    if billing is None or (shipping is not None and billing.model_dump() == shipping.model_dump()):
        return None
    return billing


def _say_reason(grant: StaffOrderOrderGrantedRefunds) -> str:
    """The reason from the shop's list and in own words, without the mark by which a broken-off refund is found."""
    listed = grant.reason_reference.title if grant.reason_reference else ""
    return ". ".join(part for part in (listed, _MARK.sub("", grant.reason or "")) if part)


def _count_pieces(order: StaffOrderOrder, belongs: Callable[[str], bool]) -> Counter[str]:
    """Pieces per order line in the fulfilments whose status `belongs`."""
    pieces: Counter[str] = Counter()
    for parcel in order.fulfillments:
        if belongs(parcel.status):
            for line in parcel.lines or ():
                if line.order_line is not None:
                    pieces[line.order_line.id] += line.quantity
    return pieces


def _line(line: OrderPartsLines, paid: PaidLine, returned: int) -> LineRow:
    return LineRow(
        paid=paid,
        variant="" if line.variant_name == line.product_variant_id else line.variant_name,
        sku=line.product_sku or "",
        product_id=line.variant.product.id if line.variant else "",
        product_slug=line.variant.product.slug if line.variant else "",
        returned=returned,
        unit=read_money(line.unit_price.gross),
        total=read_money(line.total_price.gross),
    )


def _parcels(order: StaffOrderOrder, names: dict[str, str]) -> tuple[Parcel, ...]:
    return tuple(
        Parcel(
            number=parcel.fulfillment_order,
            state=say_parcel_state(parcel.status),
            created=parcel.created,
            tracking=parcel.tracking_number,
            pieces=tuple(
                (names.get(line.order_line.id, ""), line.quantity) for line in parcel.lines or () if line.order_line
            ),
        )
        for parcel in order.fulfillments
    )


def _payment(payment: TransactionParts) -> Payment:
    return Payment(
        name=payment.name or "Payment",
        reference=payment.psp_reference,
        held=read_money(payment.authorized_amount),
        charged=read_money(payment.charged_amount),
        refunded=read_money(payment.refunded_amount),
        pending=read_money(payment.refund_pending_amount),
        may_take=may_take(payment),
        events=tuple(
            PaymentEvent(
                event.created_at,
                say_payment_event(event.type_ or ""),
                read_money(event.amount),
                event.message,
                event.psp_reference,
            )
            for event in sorted(payment.events, key=lambda event: event.created_at)
        ),
    )
