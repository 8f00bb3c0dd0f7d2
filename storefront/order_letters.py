"""The mails about an order: bought, sent, paid back. Each is queued once, however often its event comes."""

import logging
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from mail.actions import queue_mail
from mail.errors import BadAddress
from mail.queries import is_queued
from saleor_api.client import Client
from saleor_api.generated.enums import FulfillmentStatus
from saleor_api.generated.fragments import FulfillmentParts, OrderParts
from saleor_api.ids import OrderId
from saleor_api.money import Money, read_money
from storefront.attempts import open_order_page
from storefront.models import OrderAccess
from storefront.order_page import OrderPage, build_order, is_covered
from themes.writing import write_money

logger = logging.getLogger(__name__)

_NEWS = timedelta(days=3)


def write_confirmation(order_id: OrderId, client: Client) -> None:
    """The confirmation of an order whose money is there: charged, or held until the shop takes it. At most one call."""
    if is_queued(_confirmation_key(open_order_page(order_id))):
        return
    order = client.order_page(id=order_id)
    if order:
        _confirm(order)


def write_shipping(order_id: OrderId, fulfillment_id: str, client: Client) -> None:
    """The word that a parcel is on its way. One call."""
    order = client.order_page(id=order_id)
    for parcel in order.fulfillments if order else ():
        if order and parcel.id == fulfillment_id:
            _announce(order, parcel)


def write_refund(order_id: OrderId, client: Client) -> None:
    """The word that money went back; once for every sum that was reached. One call."""
    order = client.order_page(id=order_id)
    if order:
        _tell_refund(order)


def write_missing(order_id: OrderId, client: Client) -> None:
    """Every letter about a recent order that is due and was not written, as when its event was lost. One call.

    Of what happened longer ago the buyer has heard otherwise, or before this shop was there.
    """
    order = client.order_page(id=order_id)
    since = timezone.now() - _NEWS
    if order is None or order.created < since:
        return
    _confirm(order)
    for parcel in order.fulfillments:
        if parcel.created >= since:
            _announce(order, parcel)
    _tell_refund(order)


def write_returned_payment(to: str, amount: Money, *, key: str) -> None:
    """The word that a payment goes back because the last piece was sold meanwhile."""
    _send(key, "payment_returned", to, "Your payment goes back to you", {"amount": _write(amount)})


def _confirm(order: OrderParts) -> None:
    if is_covered(order):
        access = open_order_page(OrderId(order.id))
        _queue(access, order, _confirmation_key(access), "order_confirmation", "Thank you: your order", {})


def _confirmation_key(access: OrderAccess) -> str:
    return f"order-confirmation:{access.pk}"


def _announce(order: OrderParts, parcel: FulfillmentParts) -> None:
    if parcel.status != FulfillmentStatus.FULFILLED:
        return
    access = open_order_page(OrderId(order.id))
    names = {line.id: line.product_name for line in order.lines}
    items = [f"{item.quantity} × {names.get(item.order_line.id, '')}" for item in parcel.lines or () if item.order_line]
    extra = {"items": items, "tracking": parcel.tracking_number}
    key = f"order-sent:{access.pk}:{parcel.fulfillment_order}"
    _queue(access, order, key, "order_sent", "On its way: your order", extra)


def _tell_refund(order: OrderParts) -> None:
    refunded = read_money(order.total_refunded)
    if not refunded:
        return
    access = open_order_page(OrderId(order.id))
    key = f"order-refunded:{access.pk}:{refunded.minor}"
    _queue(access, order, key, "order_refunded", "Paid back: your order", {"refunded": _write(refunded)})


def _queue(
    access: OrderAccess, order: OrderParts, key: str, template: str, subject: str, extra: dict[str, Any]
) -> None:
    url = settings.PUBLIC_URL + reverse("order", kwargs={"token": access.token})
    page = build_order(order)
    _send(key, template, page.email, f"{subject} {page.number}", {"order": _plain(page), "order_url": url, **extra})


def _send(key: str, template: str, to: str, subject: str, context: dict[str, Any]) -> None:
    try:
        queue_mail(key=key, template=f"storefront/mail/{template}", to=to, subject=subject, context=context)
    except BadAddress:
        # Saleor took the address at checkout; repeating the event would not make it better.
        logger.warning("a mail about an order has no usable address")


def _plain(page: OrderPage) -> dict[str, Any]:
    """The page as plain JSON for a mail."""
    return {
        "number": page.number,
        "lines": [
            {"name": line.name, "variant": line.variant, "quantity": line.quantity, "total": _write(line.total)}
            for line in page.lines
        ],
        "sums": [{"words": row.words, "amount": _write(row.amount)} for row in page.sums],
        "total": _write(page.total),
        "delivery_name": page.delivery_name,
        "delivery_address": list(page.delivery_address),
        "impact": [claim.sentence for claim in page.impact.claims] if page.impact else [],
        "confirmed": bool(page.impact and page.impact.confirmed),
        "programmes": [{"name": programme.name, "url": programme.url} for programme in page.programmes],
    }


def _write(money: Money) -> str:
    return write_money(money.amount, money.currency)
