"""Background work of the engine: rows that a worker drains."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from engine import installs, payments, webhooks
from engine.models import AppInstallation, Channel, EventDelivery, Reservation

BATCH = 50
# Longer than one call may take, so that only a killed worker's row is taken over.
LEASE = timedelta(seconds=60)
# Attempts at 0, 10, 30, 70, 150 and 310 seconds, as observed (cases 274 and 474).
FIRST_WAIT_SECONDS = 10
ATTEMPTS = 6
KEEP_SENT = timedelta(days=3)


def deliver_events() -> int:
    """Send what is due in the outbox, oldest first; the number of rows sent or tried.

    A row is claimed by a conditional update with a lease, so two workers never send it at the same time, and a killed
    worker's row is sent again, byte for byte the same, when the lease has run out.
    """
    due = _find_due(timezone.now()).order_by("pk").values_list("pk", flat=True)[:BATCH]
    return sum(_deliver(pk) for pk in list(due)) + _install_waiting()


def release_reservations() -> int:
    """Forget reservations that have run out and deliveries long sent; the number of reservations."""
    with transaction.atomic(using="engine"):
        EventDelivery.objects.filter(status=EventDelivery.SUCCESS, created_at__lt=timezone.now() - KEEP_SENT).delete()
        count, _ = Reservation.objects.filter(reserved_until__lte=timezone.now()).delete()
    return count


def check_ready() -> str:
    """An empty text when the engine has a channel and nothing waits for its first sending; else what is missing."""
    if not Channel.objects.exists():
        return "the engine has no channel yet"
    waiting = EventDelivery.objects.filter(status=EventDelivery.PENDING, attempts=0).count()
    return f"{waiting} events wait to be sent" if waiting else ""


def _find_due(now: datetime) -> QuerySet[EventDelivery]:
    return EventDelivery.objects.filter(_is_free(now), status=EventDelivery.PENDING, due_at__lte=now)


def _install_waiting() -> int:
    """Carry out installations that staff asked for."""
    now = timezone.now()
    waiting = AppInstallation.objects.filter(_is_free(now), status="PENDING")
    jobs = [job for job in waiting if waiting.filter(pk=job.pk).update(claimed_until=now + LEASE)]
    for job in jobs:
        installs.run_installation(job)
    return len(jobs)


def _is_free(now: datetime) -> Q:
    return Q(claimed_until=None) | Q(claimed_until__lte=now)


def _deliver(pk: int) -> int:
    now = timezone.now()
    if not _find_due(now).filter(pk=pk).update(claimed_until=now + LEASE):
        return 0
    delivery = EventDelivery.objects.select_related("webhook", "request_event").get(pk=pk)
    answer = webhooks.send(delivery.webhook.target_url, delivery.event, bytes(delivery.payload))
    delivery.attempts += 1
    delivery.answer = f"{answer.status} {answer.body[:150].decode(errors='replace')}".replace("\x00", "")
    delivery.claimed_until = None
    if answer.is_good:
        delivery.status = EventDelivery.SUCCESS
    elif answer.is_final or delivery.attempts >= ATTEMPTS or delivery.request_event is not None:
        delivery.status = EventDelivery.FAILED
    else:
        delivery.due_at = now + timedelta(seconds=FIRST_WAIT_SECONDS * 2 ** (delivery.attempts - 1))
    with transaction.atomic(using="engine"):
        if delivery.request_event is not None:
            payments.settle_request(delivery.request_event, webhooks.read_answer(answer))
        delivery.save(update_fields=["attempts", "answer", "claimed_until", "status", "due_at"])
    return 1
