"""Reminding coordinators, each in her language, thirty days before a consent ends. The mail names no maker."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from artisans.models import ConsentRecord
from artisans.queries.endings import REMINDED_BEFORE, is_followed
from mail.actions import queue_mail
from mail.errors import BadAddress
from people.models import Person
from people.roles import Role


def remind_of_endings() -> int:
    """Queues a mail to each coordinator of her programme, once for each consent; returns how many consents are due.

    A consent that a later one continues is passed over. The key of the mail makes it one, whatever the clock does.
    """
    now = timezone.now()
    soon = ConsentRecord.objects.filter(
        withdrawn_at=None,
        persona__withdrawn_at=None,
        expires_at__gt=now,
        expires_at__lte=now + timedelta(days=REMINDED_BEFORE + 1),
    )
    due = 0
    for record in soon.select_related("persona__maker__programme"):
        days = (timezone.localdate(record.expires_at) - timezone.localdate(now)).days
        if days > REMINDED_BEFORE or is_followed(record):
            continue
        due += 1
        for person in _coordinators(record.persona.maker.programme.slug):
            _remind(person, record)
    return due


def _coordinators(programme_slug: str) -> list[Person]:
    rows = Person.objects.filter(roles__role=Role.COORDINATOR, programme_slug=programme_slug, user__is_active=True)
    return list(rows.select_related("user").order_by("pk"))


def _remind(person: Person, record: ConsentRecord) -> None:
    if person.user is None:
        return
    language = person.language or settings.LANGUAGE_CODE
    with translation.override(language):
        subject, address = _("A consent ends soon"), reverse("studio-endings")
    context = {"ends_on": timezone.localdate(record.expires_at), "url": f"{settings.PUBLIC_URL}{address}"}
    try:
        queue_mail(
            key=f"consent-ends/{record.pk}/{person.pk}",
            template="artisans/mail/consent_ends",
            to=person.user.email,
            subject=subject,
            context=context,
            language=language,
        )
    except BadAddress:
        # The list in the studio shows it all the same.
        return
