"""Putting a mail into the outbox, and once more after it was given up."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from mail.errors import BadAddress
from mail.models import Message, MessageState


def queue_mail(
    *, key: str, template: str, to: str, subject: str, context: dict[str, Any], language: str = "en"
) -> None:
    """Queues one mail; a second call with the same key changes nothing. Sent only once the transaction commits.

    `template` is a path without suffix, such as `storefront/mail/order_confirmation`; `.txt` and `.html` must
    both exist. `context` is JSON (dates and decimals become text). One query.

    Raises:
        BadAddress: `to` is not one plain e-mail address.
    """
    address = to.strip()
    try:
        validate_email(address)
    except ValidationError as error:
        raise BadAddress("The e-mail address is not valid.") from error
    message = Message(
        key=key,
        template=template,
        to=address,
        subject=" ".join(subject.split())[:200],
        context=context,
        language=language,
        due_at=timezone.now(),
    )
    Message.objects.bulk_create([message], ignore_conflicts=True)


def send_again(message_id: int) -> bool:
    """Queues a mail that was given up, with all its attempts; False if it waits, was sent or emptied. One UPDATE."""
    given_up = Message.objects.given_up().filter(pk=message_id)
    return given_up.update(state=MessageState.QUEUED, attempts=0, due_at=timezone.now(), last_error="") == 1
