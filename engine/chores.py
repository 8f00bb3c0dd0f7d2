"""Background work of the engine: rows that a worker drains."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from engine import installs, payments, webhooks
from engine.models import AppInstallation, Channel, EventDelivery, Reservation
from engine.peers import fetch
from engine.rows import execute, read_rows, update_row

BATCH = 50
_DUE = "SELECT id FROM engine_eventdelivery WHERE status = 'PENDING' AND due_at <= %s ORDER BY id LIMIT %s"
_FREE = (
    "UPDATE engine_{} SET claimed_until = %s"
    " WHERE id = %s AND status = 'PENDING' AND (claimed_until IS NULL OR claimed_until <= %s)"
)
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
    sent = 0
    for (pk,) in execute(_DUE, [timezone.now(), BATCH]):
        if _claim(f"{_FREE} AND due_at <= %s".format("eventdelivery"), pk, timezone.now()):
            _deliver(pk)
            sent += 1
    for job in read_rows(AppInstallation, "status", ["PENDING"]):
        if _claim(_FREE.format("appinstallation"), job.pk):
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


def _claim(statement: str, pk: int, *more: datetime) -> bool:
    now = timezone.now()
    return bool(execute(statement, [now + LEASE, pk, now, *more]))


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
