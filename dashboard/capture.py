"""Takes the money that an authorised payment holds: asked of the payment app through Saleor, once."""

from uuid import UUID

from dashboard.errors import CaptureRefused
from dashboard.models import StaffStep, StepKind
from dashboard.orders import may_take
from dashboard.steps import Work, keep_part, run_step
from people.models import Person
from saleor_api.client import Client, require
from saleor_api.generated.enums import TransactionActionEnum
from saleor_api.generated.fragments import TransactionParts
from saleor_api.generated.staff_order import StaffOrderOrder
from saleor_api.money import Money
from themes.writing import write_money


def capture_payment(
    client: Client, order: StaffOrderOrder, *, place: int, amount_minor: int, token: UUID, person: Person
) -> StaffStep:
    """Takes all that the payment at this place of the order holds, once per token.

    `amount_minor` is what the page showed: a payment that holds another amount by now has to be looked at again.

    Raises:
        CaptureRefused: there is nothing to take, or another amount.
        DashboardError, SaleorError: see `run_step`.
    """
    payment = order.transactions[place] if place < len(order.transactions) else None
    if payment is None or not may_take(payment):
        raise CaptureRefused("This payment holds nothing that could be taken. It may have been taken already.")
    held = payment.authorized_amount
    if held.fractional_amount != amount_minor:
        raise CaptureRefused("This payment holds another amount than a moment ago. Look at it again.")
    wanted = {
        "payment_id": payment.id,
        "amount_minor": amount_minor,
        "digits": held.fraction_digits,
        "currency": held.currency,
        "asked_before": _count_asked(payment),
    }
    return run_step(
        token=token,
        kind=StepKind.CAPTURE,
        order_id=order.id,
        order_number=order.number,
        person=person,
        wanted=wanted,
        work=capture_work(client),
    )


def capture_work(client: Client) -> Work:
    """Asks for the money, or goes on where that broke off: what Saleor was asked before is not asked again."""

    def work(step: StaffStep) -> str:
        payment = _fetch(client, step)
        if not (step.done_parts.get("asked") and _count_asked(payment) > step.wanted["asked_before"]):
            keep_part(step, asked=True)
            amount = _amount(step).amount
            require(client.transaction_request_action(payment.id, TransactionActionEnum.CHARGE, amount))
            payment = _fetch(client, step)
        return _say_outcome(step, payment)

    return work


def _say_outcome(step: StaffStep, payment: TransactionParts) -> str:
    money = write_money(_amount(step).amount, step.wanted["currency"])
    last = max(payment.events, key=lambda event: event.created_at, default=None)
    if last is not None and last.type_ == "CHARGE_FAILURE":
        raise CaptureRefused(f"The payment provider did not give {money}: {last.message or 'it named no reason'}")
    if payment.charged_amount.fractional_amount >= step.wanted["amount_minor"]:
        return f"{money} taken."
    return f"{money} asked for; the payment provider confirms it in a moment."


def _amount(step: StaffStep) -> Money:
    return Money.from_minor(step.wanted["amount_minor"], step.wanted["currency"], step.wanted["digits"])


def _count_asked(payment: TransactionParts) -> int:
    return sum(event.type_ == "CHARGE_REQUEST" for event in payment.events)


def _fetch(client: Client, step: StaffStep) -> TransactionParts:
    order = client.staff_order(id=step.order_id)
    found = [one for one in order.transactions if one.id == step.wanted["payment_id"]] if order else []
    if not found:
        raise CaptureRefused("Saleor no longer knows this payment.")
    return found[0]
