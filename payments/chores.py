"""What the worker does for the payment app: the gateway's later word reaches Saleor."""

import logging
from datetime import timedelta

from django.conf import settings
from django.db.models import F, Q
from django.utils import timezone

from payments.actions import settle_payment
from payments.errors import PaymentError
from payments.gateways import active_gateway
from payments.manifest import PERMISSIONS
from payments.models import Payment, Report
from payments.rules import State
from saleor_api.client import app_client, require
from saleor_api.errors import SaleorError, SaleorRefused
from saleor_api.generated.enums import TransactionActionEnum, TransactionEventTypeEnum
from saleor_api.money import Money
from saleor_api.registration import watch_app

logger = logging.getLogger(__name__)

_LEASE = timedelta(minutes=1)
_BATCH = 20
_LONGEST_PAUSE_SECONDS = 600


def settle_pending() -> int:
    """Asks the gateway about pending payments that are due; returns how many."""
    due = list(Payment.objects.filter(state=State.PENDING, settles_at__lte=timezone.now())[:_BATCH])
    for payment in due:
        try:
            settle_payment(payment, active_gateway())
        except PaymentError:
            logger.exception("a pending payment could not be settled")
            Payment.objects.filter(pk=payment.pk).update(settles_at=timezone.now() + timedelta(minutes=1))
    return len(due)


def send_reports() -> int:
    """Tells Saleor what became of pending payments; what cannot be told now comes again. Returns how many."""
    now = timezone.now()
    free = Q(claimed_until=None) | Q(claimed_until__lt=now)
    handled = 0
    for report in Report.objects.filter(free, due_at__lte=now).select_related("payment").order_by("due_at")[:_BATCH]:
        mine = Report.objects.filter(free, pk=report.pk)
        if mine.update(claimed_until=now + _LEASE, tries=F("tries") + 1):
            handled += 1
            _send(report)
    return handled


def _send(report: Report) -> None:
    payment = report.payment
    amount = Money.from_minor(payment.amount_minor, payment.currency).amount
    try:
        require(
            app_client(settings.PAYMENTS_APP_ID).transaction_event_report(
                id=payment.transaction_id,
                type_=TransactionEventTypeEnum(report.kind),
                psp_reference=payment.reference,
                amount=amount,
                time=report.happened_at,
                available_actions=[TransactionActionEnum(action) for action in report.actions],
            )
        )
    except SaleorRefused as error:
        # Telling the same again would be refused again: somebody has to look.
        logger.error("Saleor does not take in what became of payment %s: %s", payment.reference, sorted(error.codes))
    except SaleorError as error:
        pause = timedelta(seconds=min(2**report.tries, _LONGEST_PAUSE_SECONDS))
        Report.objects.filter(pk=report.pk).update(claimed_until=None, due_at=timezone.now() + pause)
        logger.warning("Saleor was not told yet what became of payment %s: %s", payment.reference, error)
        return
    report.delete()


def check_payment_app() -> int:
    """Asks Saleor how the payment app stands, so that staff see what it lacks, or that it was removed. One call."""
    watch_app(settings.PAYMENTS_APP_ID, PERMISSIONS, "the payment app")
    return 0
