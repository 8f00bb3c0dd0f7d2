"""Paid checkouts whose order cannot be made: told to staff on the connection page."""

from django.utils import timezone
from django.utils.formats import date_format

from saleor_api.money import Money
from storefront.models import PaidCheckout, PaymentAttempt
from themes.writing import write_money

# Two tries may fail because Saleor starts again just then; the third comes about four minutes later.
_TRIES = 3


def list_stuck() -> list[tuple[str, str]]:
    """What each is and what to do, oldest first; no id, since who has one may read the checkout. Two queries."""
    rows = list(PaidCheckout.objects.filter(tries__gte=_TRIES).order_by("noted_at"))
    attempts = PaymentAttempt.objects.filter(checkout_id__in=[row.checkout_id for row in rows], amount_minor__gt=0)
    paid = {one.checkout_id: one for one in attempts.order_by("pk")}
    return [_describe(row, paid.get(row.checkout_id)) for row in rows]


def _describe(row: PaidCheckout, attempt: PaymentAttempt | None) -> tuple[str, str]:
    money = Money.from_minor(attempt.amount_minor, attempt.currency) if attempt else None
    title = f"A payment of {write_money(money.amount, money.currency)}" if money else "A payment"
    paid_at = date_format(timezone.localtime(attempt.started_at if attempt else row.noted_at), "j M, H:i")
    due = date_format(timezone.localtime(row.due_at), "H:i")
    return title, (
        f"Paid on {paid_at}, but after {row.tries} tries there is no order. {row.trouble} The shop tries again by "
        f"itself at {due}, and then at least once an hour. If Saleor keeps refusing, mend what it names, or find the "
        "payment in the payment provider's records by time and amount, and give it back there."
    )
