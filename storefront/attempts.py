"""Each press of the pay button is one row: a second press, a second tab or a dead process never pays twice.

The guards are the table's own: the key is unique, and only one attempt per checkout may be running.
"""

import uuid
from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum

from django.db import IntegrityError, transaction
from django.utils import timezone

from saleor_api.ids import CheckoutId, OrderId
from saleor_api.money import Money
from storefront.models import AttemptState, OrderAccess, PaymentAttempt

LEASE = timedelta(seconds=60)


class Claim(StrEnum):
    """Whether this request may pay."""

    OURS = "ours"
    BUSY = "busy"  # another request is at it right now
    USED = "used"  # this button did its work already; the attempt says with what result


def claim_attempt(key: uuid.UUID, checkout_id: CheckoutId, amount: Money) -> tuple[Claim, PaymentAttempt | None]:
    """Takes the right to pay for this checkout now. At most 4 SQL queries."""
    mine = _insert(key, checkout_id, amount)
    if mine:
        return Claim.OURS, mine
    attempt = PaymentAttempt.objects.filter(key=key).select_related("order").first()
    if attempt is None:
        # Another button pays for the same checkout; a process that died left its lease behind.
        stale = PaymentAttempt.objects.filter(
            checkout_id=checkout_id, state=AttemptState.RUNNING, claimed_until__lt=timezone.now()
        )
        mine = _insert(key, checkout_id, amount) if stale.update(state=AttemptState.FAILED) else None
        return (Claim.OURS, mine) if mine else (Claim.BUSY, None)
    if attempt.state != AttemptState.RUNNING:
        return Claim.USED, attempt
    return (Claim.OURS, attempt) if _take_over(attempt) else (Claim.BUSY, attempt)


def resume_attempt(attempt: PaymentAttempt) -> bool:
    """Takes an attempt that waits for the bank's extra step; False if another request did or pays otherwise."""
    try:
        with transaction.atomic():
            return bool(
                PaymentAttempt.objects.filter(pk=attempt.pk, state=AttemptState.STEP_NEEDED).update(
                    state=AttemptState.RUNNING, claimed_until=timezone.now() + LEASE
                )
            )
    except IntegrityError:
        return False


def close_attempt(
    attempt: PaymentAttempt, state: AttemptState, *, transaction_id: str = "", sentence: str = ""
) -> None:
    """Writes the result down; the right to pay is free again."""
    attempt.state, attempt.sentence = state, sentence[:300]
    attempt.transaction_id = transaction_id or attempt.transaction_id
    attempt.save(update_fields=["state", "sentence", "transaction_id"])


def let_go(attempt: PaymentAttempt) -> None:
    """Nobody knows how it ended: the same button may try again at once, with the same key."""
    PaymentAttempt.objects.filter(pk=attempt.pk, state=AttemptState.RUNNING).update(claimed_until=timezone.now())


def finish_attempt(attempt: PaymentAttempt, order_id: OrderId) -> OrderAccess:
    """The attempt became an order; gives the address of its page."""
    access = open_order_page(order_id)
    attempt.order, attempt.state = access, AttemptState.DONE
    attempt.save(update_fields=["order", "state", "transaction_id"])
    return access


def open_order_page(order_id: OrderId) -> OrderAccess:
    """The one address of an order's page, made at the first call."""
    access, _ = OrderAccess.objects.get_or_create(order_id=order_id)
    return access


def open_order_pages(order_ids: Sequence[str]) -> dict[str, str]:
    """The words in the addresses of several orders' pages, by order. Two queries."""
    OrderAccess.objects.bulk_create([OrderAccess(order_id=key) for key in order_ids], ignore_conflicts=True)
    return dict(OrderAccess.objects.filter(order_id__in=order_ids).values_list("order_id", "token"))


def find_done(*, key: uuid.UUID | None = None, checkout_id: CheckoutId | None = None) -> OrderAccess | None:
    """The order that this button, or this checkout, became. One query."""
    attempts = PaymentAttempt.objects.filter(state=AttemptState.DONE)
    attempts = attempts.filter(key=key) if key else attempts.filter(checkout_id=checkout_id)
    attempt = attempts.select_related("order").first()
    return attempt.order if attempt else None


def find_open_key(checkout_id: CheckoutId) -> uuid.UUID | None:
    """The key of the attempt that is running, or whose end nobody knows. One query."""
    attempts = PaymentAttempt.objects.filter(checkout_id=checkout_id, state=AttemptState.RUNNING)
    return attempts.values_list("key", flat=True).first()


def _insert(key: uuid.UUID, checkout_id: CheckoutId, amount: Money) -> PaymentAttempt | None:
    attempt = PaymentAttempt(
        key=key,
        checkout_id=checkout_id,
        amount_minor=amount.minor,
        currency=amount.currency,
        claimed_until=timezone.now() + LEASE,
    )
    try:
        with transaction.atomic():
            attempt.save(force_insert=True)
    except IntegrityError:
        return None
    return attempt


def _take_over(attempt: PaymentAttempt) -> bool:
    now = timezone.now()
    return attempt.claimed_until <= now and bool(
        PaymentAttempt.objects.filter(
            pk=attempt.pk, state=AttemptState.RUNNING, claimed_until=attempt.claimed_until
        ).update(claimed_until=now + LEASE)
    )
