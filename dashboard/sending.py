"""Sends pieces of an order, cancels it, and notes things on it: one call to Saleor each."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from dashboard.errors import FulfilmentRefused
from dashboard.models import StaffStep, StepKind
from dashboard.orders import read_paid_lines
from dashboard.steps import Work, keep_part, run_step
from people.models import Person
from saleor_api.client import Client, require
from saleor_api.generated.input_types import OrderFulfillInput, OrderFulfillLineInput, OrderFulfillStockInput
from saleor_api.generated.staff_order import StaffOrderOrder, StaffOrderOrderLineStocks


def send_pieces(
    client: Client, order: StaffOrderOrder, *, pieces: Mapping[str, int], tracking: str, token: UUID, person: Person
) -> StaffStep:
    """Fulfils `pieces` (order line id to number) with one tracking number, once per token.

    Raises:
        FulfilmentRefused: no piece, or more than is left.
        DashboardError, SaleorError: see `run_step`.
    """
    wanted = {line_id: number for line_id, number in pieces.items() if number}
    left = {line.line_id: line for line in read_paid_lines(order)}
    if not wanted:
        raise FulfilmentRefused("Choose at least one piece to send.")
    for line_id, number in wanted.items():
        line = left.get(line_id)
        if line is None or not 0 < number <= line.unsent:
            raise FulfilmentRefused(
                f"{line.name if line else 'This line'}: only {line.unsent if line else 0} left to send."
            )
    return run_step(
        token=token,
        kind=StepKind.FULFIL,
        order_id=order.id,
        order_number=order.number,
        person=person,
        wanted={"pieces": wanted, "tracking": tracking, "sent_before": _sent_in_all(order)},
        work=work_of(StepKind.FULFIL, client),
    )


def cancel_order(client: Client, order: StaffOrderOrder, *, token: UUID, person: Person) -> StaffStep:
    """Cancels an order of which nothing was sent; gives no money back (case 251).

    Raises:
        DashboardError, SaleorError: see `run_step`.
    """
    return run_step(
        token=token,
        kind=StepKind.CANCEL,
        order_id=order.id,
        order_number=order.number,
        person=person,
        wanted={},
        work=work_of(StepKind.CANCEL, client),
    )


def add_note(client: Client, order: StaffOrderOrder, *, message: str, token: UUID, person: Person) -> StaffStep:
    """Puts a note for other staff on the order.

    Raises:
        DashboardError, SaleorError: see `run_step`.
    """
    return run_step(
        token=token,
        kind=StepKind.NOTE,
        order_id=order.id,
        order_number=order.number,
        person=person,
        wanted={"message": message},
        work=work_of(StepKind.NOTE, client),
    )


def work_of(kind: StepKind, client: Client) -> Work:
    """How a step of this kind is carried out, or gone on with."""
    works: dict[StepKind, Any] = {StepKind.FULFIL: _fulfil, StepKind.CANCEL: _cancel, StepKind.NOTE: _note}
    return lambda step: str(works[kind](client, step))


def _fulfil(client: Client, step: StaffStep) -> str:
    order = client.staff_order(id=step.order_id)
    if order is None:
        raise FulfilmentRefused("Saleor no longer knows this order.")
    number = sum(step.wanted["pieces"].values())
    done = f"{number} {'piece' if number == 1 else 'pieces'} sent."
    # A call that broke off may have reached Saleor: then more is with the buyer than before.
    if step.done_parts.get("asked") and _sent_in_all(order) > step.wanted["sent_before"]:
        return done
    keep_part(step, asked=True)
    stocks = {line.id: line for line in order.line_stocks}
    lines = [
        OrderFulfillLineInput(orderLineId=line_id, stocks=_take_from(stocks[line_id], quantity))
        for line_id, quantity in step.wanted["pieces"].items()
    ]
    require(
        client.order_fulfill(
            order=step.order_id,
            input=OrderFulfillInput(lines=lines, notifyCustomer=True, trackingNumber=step.wanted["tracking"]),
        )
    )
    return done


def _cancel(client: Client, step: StaffStep) -> str:
    order = client.staff_order(id=step.order_id)
    if order is None or order.status != "CANCELED":
        require(client.order_cancel(id=step.order_id))
    return "Cancelled. Its pieces are free to be sold again."


def _note(client: Client, step: StaffStep) -> str:
    require(client.order_note_add(order=step.order_id, message=step.wanted["message"]))
    return "Note added."


def _take_from(line: StaffOrderOrderLineStocks, quantity: int) -> list[OrderFulfillStockInput]:
    """From which warehouses the pieces go: those that hold them for this order, then any that has some."""
    held = [(allocation.warehouse.id, allocation.quantity) for allocation in line.allocations or ()]
    stocks = line.variant.stocks if line.variant else None
    free = [(stock.warehouse.id, stock.quantity - stock.quantity_allocated) for stock in stocks or ()]
    taken: dict[str, int] = {}
    for warehouse, available in [*held, *free]:
        part = min(quantity - sum(taken.values()), available)
        if part > 0:
            taken[warehouse] = taken.get(warehouse, 0) + part
    missing = quantity - sum(taken.values())
    if missing:
        first = next((warehouse for warehouse, _ in [*held, *free]), None)
        if first is None:
            raise FulfilmentRefused("No warehouse holds this piece any more.")
        taken[first] = taken.get(first, 0) + missing
    return [OrderFulfillStockInput(quantity=number, warehouse=warehouse) for warehouse, number in taken.items()]


def _sent_in_all(order: StaffOrderOrder) -> int:
    return sum(line.sent for line in read_paid_lines(order))
