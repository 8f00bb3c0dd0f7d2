"""Sending what is due in the outbox, and emptying what lies there for long."""

import logging
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from mail.letters import build_email
from mail.models import Message, MessageState

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
FIRST_WAIT = timedelta(seconds=30)
MOST_ATTEMPTS = 8
BATCH = 20


def send_mails() -> int:
    """Sends the mails that are due, each claimed by one worker; returns how many it handled.

    A worker killed while it holds a mail loses nothing: the lease ends and the mail is due again.
    """
    handled = 0
    due = _due(timezone.now()).order_by("due_at").values_list("pk", "attempts")[:BATCH]
    for message_id, attempts in list(due):
        lease_end = timezone.now() + LEASE
        if attempts >= MOST_ATTEMPTS:
            _give_up(message_id)
        elif claim(message_id, lease_end):
            _send(Message.objects.get(pk=message_id), lease_end)
            handled += 1
    return handled


def empty_old_mails() -> int:
    """Takes address, subject and words out of mails older than MAIL_KEPT_DAYS that wait no more; returns how many.

    The row and its key stay, so that a late repetition of the cause mails nobody twice.
    """
    old = Message.objects.kept().filter(created_at__lt=timezone.now() - timedelta(days=settings.MAIL_KEPT_DAYS))
    return old.exclude(state=MessageState.QUEUED).update(to="", subject="", context={}, last_error="")


def claim(message_id: int, lease_end: datetime) -> bool:
    """Takes one mail until `lease_end`, counting the attempt; False if it is another's or not due. One UPDATE."""
    rows = _due(timezone.now()).filter(pk=message_id, attempts__lt=MOST_ATTEMPTS)
    return rows.update(claimed_until=lease_end, attempts=F("attempts") + 1) == 1


def wait_after(attempts: int) -> timedelta:
    """How long a mail rests after that many failed attempts: 30 s, 1 min, 2 min and so on."""
    return FIRST_WAIT * (1 << (attempts - 1))


def _due(now: datetime) -> QuerySet[Message]:
    free = Q(claimed_until=None) | Q(claimed_until__lte=now)
    return Message.objects.filter(free, state=MessageState.QUEUED, due_at__lte=now)


def _give_up(message_id: int) -> None:
    worn_out = _due(timezone.now()).filter(pk=message_id, attempts__gte=MOST_ATTEMPTS)
    worn_out.update(state=MessageState.FAILED, claimed_until=None)


def _send(message: Message, lease_end: datetime) -> None:
    mine = Message.objects.filter(pk=message.pk, claimed_until=lease_end)
    try:
        build_email(message).send()
    except SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        final = bool(codes) and all(code >= 500 for code in codes)
        _put_back(message, lease_end, f"refused with {codes}", final=final)
    except (SMTPException, OSError) as error:
        _put_back(message, lease_end, f"{type(error).__name__}: {error}", final=False)
    else:
        mine.update(state=MessageState.SENT, sent_at=timezone.now(), claimed_until=None, last_error="")


def _put_back(message: Message, lease_end: datetime, reason: str, *, final: bool) -> None:
    logger.warning("mail %s was not sent: %s", message.key, reason)
    worn_out = final or message.attempts >= MOST_ATTEMPTS
    Message.objects.filter(pk=message.pk, claimed_until=lease_end).update(
        state=MessageState.FAILED if worn_out else MessageState.QUEUED,
        due_at=timezone.now() + wait_after(message.attempts),
        claimed_until=None,
        last_error=reason[:300],
    )
