"""Reads an order from Saleor into the snapshot that the rules work on."""

from typing import TYPE_CHECKING

from impact_tags.errors import OrderUnknown
from impact_tags.outcome import FulfilledPieces, GrantedRefund, OrderedLine, OrderSnapshot
from saleor_api.client import Client

if TYPE_CHECKING:
    from saleor_api.generated.order_for_ledger import OrderForLedgerOrder

_CONFIRMED = "SUCCESS"
_CHARGE_BACK = "CHARGE_BACK"


def fetch_order(client: Client, order_id: str) -> OrderSnapshot:
    """The order as it stands now. Cost: one network call.

    Raises:
        OrderUnknown: Saleor does not know it.
        SaleorError: Saleor could not be asked.
    """
    found = client.order_for_ledger(id=order_id)
    if found is None:
        raise OrderUnknown("Saleor does not know this order.")
    return to_snapshot(found)


def to_snapshot(order: "OrderForLedgerOrder") -> OrderSnapshot:
    """Whole numbers only: `fractionalAmount` of every amount. Source: Saleor's types Order and OrderGrantedRefund."""
    goods = sum(line.total_price.gross.fractional_amount for line in order.lines)
    return OrderSnapshot(
        order_id=order.id,
        number=order.number,
        status=str(order.status),
        origin=str(order.origin),
        currency=order.total.gross.currency,
        total_minor=order.total.gross.fractional_amount,
        shipping_minor=max(0, order.total.gross.fractional_amount - goods),
        charged_minor=order.total_charged.fractional_amount,
        refunded_minor=order.total_refunded.fractional_amount,
        charged_back_minor=sum(
            event.amount.fractional_amount
            for payment in order.transactions
            for event in payment.events
            if event.type_ == _CHARGE_BACK
        ),
        lines=tuple(
            OrderedLine(
                line_id=line.id,
                product_id=line.variant.product.id if line.variant else "",
                quantity=line.quantity,
                net_minor=line.total_price.net.fractional_amount,
                gross_minor=line.total_price.gross.fractional_amount,
            )
            for line in order.lines
        ),
        fulfilled=tuple(
            FulfilledPieces(part.order_line.id, str(fulfilment.status), part.quantity)
            for fulfilment in order.fulfillments
            for part in fulfilment.lines or []
            if part.order_line is not None
        ),
        grants=tuple(
            GrantedRefund(
                grant.amount.fractional_amount,
                grant.shipping_costs_included,
                tuple((part.order_line.id, part.quantity) for part in grant.lines or []),
            )
            for grant in order.granted_refunds
            if grant.status == _CONFIRMED
        ),
    )
