"""Background work of the engine: rows that a worker drains."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from engine import installs, payments, webhooks
from engine.models import AppInstallation, Channel, EventDelivery, Reservation
from engine.peers import fetch
from engine.rows import read_rows, update_row

BATCH = 50
# Longer than one call may take, so that only a killed worker's row is taken over.
LEASE = timedelta(seconds=60)
# Attempts at 0, 10, 30, 70, 150 and 310 seconds, as observed (cases 274 and 474).
FIRST_WAIT_SECONDS, ATTEMPTS = 10, 6
KEEP_SENT = timedelta(days=3)


def deliver_events() -> int:
    """Send what is due in the outbox, oldest first, and install waiting apps; the number of rows.

    A row is claimed by a conditional update with a lease, so two workers never send it at the same time, and a killed
    worker's row is sent again, byte for byte the same, when the lease has run out.
    """
    due = EventDelivery.objects.filter(status="PENDING", due_at__lte=timezone.now()).order_by("pk")
    sent = 0
    for pk in list(due.values_list("pk", flat=True)[:BATCH]):
        if _claim(due, pk):
            _deliver(pk)
            sent += 1
    waiting = AppInstallation.objects.filter(status="PENDING")
    for job in waiting:
        if _claim(waiting, job.pk):
            installs.run_installation(job)
            sent += 1
    return sent


def release_reservations() -> int:
    """Forget reservations that have run out and deliveries long sent; the number of reservations."""
    now = timezone.now()
    with transaction.atomic(using="engine"):
        EventDelivery.objects.filter(status="SUCCESS", created_at__lt=now - KEEP_SENT).delete()
        return Reservation.objects.filter(reserved_until__lte=now).delete()[0]


def check_ready() -> str:
    """An empty text when the engine has a channel and nothing waits for its first sending; else what is missing."""
    if not Channel.objects.exists():
        return "the engine has no channel yet"
    waiting = EventDelivery.objects.filter(status="PENDING", attempts=0).count()
    return f"{waiting} events wait to be sent" if waiting else ""


def _claim(rows: QuerySet[Any], pk: int) -> bool:
    now = timezone.now()
    free = rows.order_by().filter(Q(claimed_until=None) | Q(claimed_until__lte=now), pk=pk)
    return bool(free.update(claimed_until=now + LEASE))


def _deliver(pk: int) -> None:
    (delivery,) = read_rows(EventDelivery, "pk", [pk])
    answer = webhooks.send(fetch(delivery, "webhook").target_url, delivery.event, bytes(delivery.payload))
    delivery.attempts, delivery.claimed_until = delivery.attempts + 1, None
    delivery.answer = f"{answer.status} {answer.body[:150].decode(errors='replace')}".replace("\x00", "")
    if 200 <= answer.status < 300:
        delivery.status = "SUCCESS"
    # Redirected or refused is final; a payment request is made once, and says itself that it failed.
    elif 300 <= answer.status < 500 or delivery.attempts >= ATTEMPTS or delivery.request_event_id:
        delivery.status = "FAILED"
    else:
        delivery.due_at = timezone.now() + timedelta(seconds=FIRST_WAIT_SECONDS * 2 ** (delivery.attempts - 1))
    with transaction.atomic(using="engine"):
        if delivery.request_event is not None:
            payments.settle_request(delivery.request_event, webhooks.read_answer(answer))
        update_row(delivery, "attempts", "answer", "claimed_until", "status", "due_at")
