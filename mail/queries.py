"""Reading the outbox."""

from dataclasses import dataclass
from datetime import datetime

from django.shortcuts import get_object_or_404

from mail.letters import Letter, render_letter
from mail.models import Message


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One line of the outbox."""

    message_id: int
    key: str
    to: str
    subject: str
    state: str
    attempts: int
    created_at: datetime
    sent_at: datetime | None
    last_error: str


def list_messages(*, limit: int = 50, to: str = "") -> tuple[MessageRow, ...]:
    """The newest mails first, at most `limit`; with `to`, those to that address. No emptied ones. One query."""
    rows = Message.objects.kept()
    if to:
        rows = rows.filter(to__iexact=to)
    return tuple(_to_row(message) for message in rows[:limit])


def is_queued(key: str) -> bool:
    """Whether the mail with this key was written, sent or not. One query."""
    return Message.objects.filter(key=key).exists()


def count_given_up() -> int:
    """Mails that were given up and that somebody can still send again. One query."""
    return Message.objects.given_up().count()


def find_message(message_id: int) -> tuple[MessageRow, Letter]:
    """One mail as it is, or will be, sent. One query.

    Raises:
        Http404: no such mail, or an emptied one.
    """
    message = get_object_or_404(Message.objects.kept(), pk=message_id)
    return _to_row(message), render_letter(message)


def _to_row(message: Message) -> MessageRow:
    return MessageRow(
        message_id=message.pk,
        key=message.key,
        to=message.to,
        subject=message.subject,
        state=message.state,
        attempts=message.attempts,
        created_at=message.created_at,
        sent_at=message.sent_at,
        last_error=message.last_error,
    )
