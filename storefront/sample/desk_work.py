"""What a member of staff does with the sample orders: send, cancel, refund, note; by the dashboard's own actions."""

from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings

from dashboard.refund_rules import LineChoice
from dashboard.refunds import plan_order_refund, refund_pieces
from dashboard.sending import add_note, cancel_order, send_pieces
from dashboard.steps import find_ended
from people.models import Person
from saleor_api.client import Client, app_client, require
from saleor_api.generated.enums import TransactionEventTypeEnum
from saleor_api.generated.staff_order import StaffOrderOrder
from saleor_api.money import read_money
from storefront.sample.order_plan import Fate


class Clerk:
    """One signed-in member of staff at the dashboard, working through sample orders."""

    def __init__(self, client: Client, person: Person) -> None:
        self._client = client
        self._person = person

    def bring_to(self, fate: Fate, order_id: str) -> None:
        """Take a paid order as far as its fate asks.

        Raises:
            DashboardError, SaleorError: a step was refused.
        """
        order = self._fetch(order_id)
        match fate:
            case Fate.PAID:
                return
            case Fate.UNPAID:
                self._charge_back(order)
            case Fate.PARTLY_SENT:
                self._send(order, only_first=True)
            case Fate.SENT:
                self._send(order)
            case Fate.RETURNED:
                self._send(order)
                self._refund(order_id, "Sent back by the buyer", back=True)
            case Fate.PARTLY_REFUNDED:
                self._send(order)
                self._refund(order_id, "One piece arrived with a loose seam", back=False, only_first=True)
            case Fate.REFUNDED:
                self._refund(order_id, "The buyer changed their mind before it was sent", unsent=True, delivery=True)
            case Fate.CANCELLED:
                self._refund(order_id, "Ordered twice by mistake", money_only=True, delivery=True)
                self._note(order_id, "Cancelled at the buyer's wish; the payment went back first.")
                cancel_order(self._client, self._fetch(order_id), token=_token("cancel", order_id), person=self._person)

    def _fetch(self, order_id: str) -> StaffOrderOrder:
        order = self._client.staff_order(id=order_id)
        if order is None:
            raise LookupError(f"There is no order {order_id}.")
        return order

    def _send(self, order: StaffOrderOrder, *, only_first: bool = False) -> None:
        token = _token("send", order.id)
        if find_ended(token, order.id):
            return
        lines = order.lines[:1] if only_first else order.lines
        send_pieces(
            self._client,
            order,
            pieces={line.id: line.quantity for line in lines},
            tracking=f"SAMPLE-{order.number}",
            token=token,
            person=self._person,
        )

    def _refund(
        self,
        order_id: str,
        reason: str,
        *,
        back: bool = False,
        unsent: bool = False,
        money_only: bool = False,
        only_first: bool = False,
        delivery: bool = False,
    ) -> None:
        token = _token("refund", order_id)
        if find_ended(token, order_id):
            return
        order = self._fetch(order_id)
        lines = order.lines[:1] if only_first else order.lines
        choices = {line.id: _choice(1 if only_first else line.quantity, back=back, unsent=unsent) for line in lines}
        plan = plan_order_refund(order, choices, with_delivery=delivery)
        refund_pieces(self._client, order, plan, reason=reason, token=token, person=self._person)

    def _note(self, order_id: str, message: str) -> None:
        order = self._fetch(order_id)
        add_note(self._client, order, message=message, token=_token("note", order_id), person=self._person)

    def _charge_back(self, order: StaffOrderOrder) -> None:
        """The buyer's bank takes the payment back: the payment app reports it, as a gateway would."""
        payments = app_client(settings.PAYMENTS_APP_ID)
        for payment in order.transactions:
            if not read_money(payment.charged_amount):
                continue
            require(
                payments.transaction_event_report(
                    id=payment.id,
                    type_=TransactionEventTypeEnum.CHARGE_BACK,
                    psp_reference=f"sample-chargeback-{order.number}",
                    amount=read_money(payment.charged_amount).amount,
                )
            )


def _choice(pieces: int, *, back: bool, unsent: bool) -> LineChoice:
    if back:
        return LineChoice(back=pieces)
    return LineChoice(unsent=pieces) if unsent else LineChoice(money_only=pieces)


def _token(work: str, order_id: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"kantha-sample-{work}-{order_id}")
