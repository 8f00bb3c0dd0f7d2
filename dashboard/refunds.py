"""Gives money back: return, then grant, then request, each exactly once (saleor-events, "Returns and refunds")."""

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from dashboard.errors import RefundRefused
from dashboard.models import StaffStep, StepKind
from dashboard.orders import delivery_left, read_paid_lines
from dashboard.refund_rules import LineChoice, RefundPlan, plan_refund
from dashboard.steps import Work, keep_part, run_step
from people.models import Person
from saleor_api.client import Client, require
from saleor_api.errors import SaleorRefused
from saleor_api.generated.input_types import (
    OrderGrantRefundCreateInput,
    OrderGrantRefundCreateLineInput,
    OrderReturnFulfillmentLineInput,
    OrderReturnLineInput,
    OrderReturnProductsInput,
)
from saleor_api.generated.staff_order import StaffOrderOrder
from saleor_api.money import Money
from themes.writing import write_money

_PROMISED = frozenset({"NONE", "PENDING"})
_MOST_REASONS = 100
_DONE_BEFORE = frozenset({"REFUND_ALREADY_PROCESSED", "REFUND_IS_PENDING"})


def plan_order_refund(order: StaffOrderOrder, choices: Mapping[str, LineChoice], *, with_delivery: bool) -> RefundPlan:
    """What the chosen pieces come to, measured against what one payment still holds.

    Raises:
        RefundRefused: see `plan_refund`.
    """
    delivery = delivery_left(order) if with_delivery else None
    digits = order.total.gross.fraction_digits
    return plan_refund(
        read_paid_lines(order),
        choices,
        delivery_minor=_to_minor(delivery, digits) if delivery else 0,
        left_minor=_left_minor(order),
    )


def list_reasons(client: Client) -> list[tuple[str, str]] | None:
    """The shop's list of reasons, by id and title, one of which Saleor demands of staff; None if it demands none.

    One call, or two.
    """
    kind = client.refund_reasons().reason_reference_type
    if kind is None:
        return None
    pages = client.refund_reason_pages(type_=kind.id, first=_MOST_REASONS)
    return [(edge.node.id, edge.node.title) for edge in pages.edges] if pages else []


def refund_pieces(
    client: Client,
    order: StaffOrderOrder,
    plan: RefundPlan,
    *,
    reason: str,
    listed: str = "",
    token: UUID,
    person: Person,
) -> StaffStep:
    """Carries a plan out, once per token; `listed` is the id of a reason from the shop's list, if it asks for one.

    Raises:
        RefundRefused: no single payment holds the amount.
        DashboardError, SaleorError: see `run_step`.
    """
    payment = next(
        (one for one in order.transactions if one.charged_amount.fractional_amount >= plan.amount_minor), None
    )
    if payment is None:
        raise RefundRefused("No single payment of this order holds that much; refund it in parts.")
    wanted = {
        "payment_id": payment.id,
        "amount_minor": plan.amount_minor,
        "digits": order.total.gross.fraction_digits,
        "currency": order.total.gross.currency,
        "delivery": bool(plan.delivery_minor),
        "reason": reason,
        "listed": listed,
        "pieces": {one.line.line_id: one.choice.pieces for one in plan.lines},
        "unsent": {one.line.line_id: one.choice.unsent for one in plan.lines if one.choice.unsent},
        "back": {one.line.line_id: one.choice.back for one in plan.lines if one.choice.back},
        "returned_before": _returned_in_all(order),
    }
    return run_step(
        token=token,
        kind=StepKind.REFUND,
        order_id=order.id,
        order_number=order.number,
        person=person,
        wanted=wanted,
        work=refund_work(client),
    )


def refund_work(client: Client) -> Work:
    """Carries a refund out, or goes on with one that broke off: each part looks first whether it was done."""

    def work(step: StaffStep) -> str:
        if not step.done_parts.get("returned"):
            _return_pieces(client, step)
            keep_part(step, returned=True)
        if not step.done_parts.get("grant_id"):
            keep_part(step, grant_id=_grant(client, step))
        _request(client, step)
        return _say_outcome(client, step)

    return work


def _return_pieces(client: Client, step: StaffStep) -> None:
    unsent, back = step.wanted["unsent"], dict(step.wanted["back"])
    if not unsent and not back:
        return
    order = _fetch(client, step)
    expected = step.wanted["returned_before"] + sum(unsent.values()) + sum(back.values())
    if step.done_parts.get("asked_return") and _returned_in_all(order) >= expected:
        return
    keep_part(step, asked_return=True)
    given = OrderReturnProductsInput(refund=False)
    if unsent:
        given.order_lines = [OrderReturnLineInput(orderLineId=line, quantity=number) for line, number in unsent.items()]
    if back:
        given.fulfillment_lines = _choose_fulfilment_lines(order, back)
    require(client.fulfillment_return_products(order=step.order_id, input=given))


def _choose_fulfilment_lines(order: StaffOrderOrder, back: dict[str, int]) -> list[OrderReturnFulfillmentLineInput]:
    """The pieces that come back, taken from the parcels in which they went, oldest first."""
    chosen = []
    for parcel in sorted(order.fulfillments, key=lambda parcel: parcel.fulfillment_order):
        if parcel.status != "FULFILLED":
            continue
        for line in parcel.lines or ():
            number = min(line.quantity, back.get(line.order_line.id, 0) if line.order_line else 0)
            if number and line.order_line:
                back[line.order_line.id] -= number
                chosen.append(OrderReturnFulfillmentLineInput(fulfillmentLineId=line.id, quantity=number))
    if any(back.values()):
        raise RefundRefused("Some of these pieces came back meanwhile. Look at the order again.")
    return chosen


def _grant(client: Client, step: StaffStep) -> str:
    """The id of the grant; one that an earlier, broken attempt made is found by the mark in its reason."""
    mark = f"[{str(step.token)[:8]}]"
    if step.done_parts.get("asked_grant"):
        found = [grant for grant in _fetch(client, step).granted_refunds if mark in (grant.reason or "")]
        if found:
            return found[0].id
    keep_part(step, asked_grant=True)
    given = OrderGrantRefundCreateInput(
        amount=Decimal(step.wanted["amount_minor"]).scaleb(-step.wanted["digits"]),
        reason=f"{step.wanted['reason']} {mark}".strip(),
        reasonReference=step.wanted["listed"] or None,
        grantRefundForShipping=step.wanted["delivery"],
        transactionId=step.wanted["payment_id"],
    )
    if step.wanted["pieces"]:
        given.lines = [
            OrderGrantRefundCreateLineInput(id=line, quantity=number) for line, number in step.wanted["pieces"].items()
        ]
    granted = require(client.order_grant_refund_create(id=step.order_id, input=given)).granted_refund
    if granted is None:
        raise RefundRefused("Saleor granted nothing, and gave no reason.")
    return granted.id


def _request(client: Client, step: StaffStep) -> None:
    grant_id = step.done_parts["grant_id"]
    try:
        require(
            client.transaction_request_refund_for_granted_refund(
                id=step.wanted["payment_id"], granted_refund_id=grant_id
            )
        )
    except SaleorRefused as error:
        if not error.codes & _DONE_BEFORE:
            raise


def _say_outcome(client: Client, step: StaffStep) -> str:
    """What became of it. Where Saleor asks the payment app in its worker, the answer comes a little later."""
    amount = Money.from_minor(step.wanted["amount_minor"], step.wanted["currency"], step.wanted["digits"])
    money = write_money(amount.amount, amount.currency)
    grants = {grant.id: grant for grant in _fetch(client, step).granted_refunds}
    grant = grants.get(step.done_parts["grant_id"])
    if grant is not None and grant.status == "FAILURE":
        raise RefundRefused(f"The payment provider did not refund {money}. Look at the payment below, then try again.")
    if grant is not None and grant.status == "SUCCESS":
        return f"{money} refunded."
    return f"Refund of {money} asked for; the payment provider confirms it in a moment."


def _fetch(client: Client, step: StaffStep) -> StaffOrderOrder:
    order = client.staff_order(id=step.order_id)
    if order is None:
        raise RefundRefused("Saleor no longer knows this order.")
    return order


def _returned_in_all(order: StaffOrderOrder) -> int:
    parcels = (parcel for parcel in order.fulfillments if parcel.status == "RETURNED")
    return sum(line.quantity for parcel in parcels for line in parcel.lines or ())


def _left_minor(order: StaffOrderOrder) -> int:
    """The most that one payment still holds, less what is promised but not yet given back.

    Saleor silently cuts a grant to what is charged (case 235), so this is asked before.
    """
    held = max((payment.charged_amount.fractional_amount for payment in order.transactions), default=0)
    promised = sum(grant.amount.fractional_amount for grant in order.granted_refunds if grant.status in _PROMISED)
    return held - promised


def _to_minor(money: Money, digits: int) -> int:
    return int(money.amount.scaleb(digits))
