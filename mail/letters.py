"""From a row of the outbox to the letter itself: text, HTML and headers."""

import hashlib
from dataclasses import dataclass
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context
from django.template.loader import get_template
from django.utils import translation

from mail.models import Message


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as the reader gets it."""

    to: str
    subject: str
    text: str
    html: str


def render_letter(message: Message) -> Letter:
    """Renders `<template>.txt` and `<template>.html` in the message's language, without autoescape in the text."""
    values = {"public_url": settings.PUBLIC_URL, "subject": message.subject, **message.context}
    with translation.override(message.language):
        text_template = get_template(f"{message.template}.txt").template  # type: ignore[attr-defined]
        text = text_template.render(Context(values, autoescape=False))
        html = get_template(f"{message.template}.html").render(dict(values))
    return Letter(to=message.to, subject=message.subject, text=text.strip() + "\n", html=html)


def build_email(message: Message) -> EmailMultiAlternatives:
    """The letter with its headers. A second sending of one row carries the same Message-ID (RFC 5322, 3.6.4)."""
    letter = render_letter(message)
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    host = address.rpartition("@")[2] or urlsplit(settings.PUBLIC_URL).hostname
    email = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[letter.to],
        headers={
            "Message-ID": f"<{hashlib.sha256(message.key.encode()).hexdigest()[:40]}@{host}>",
            "Auto-Submitted": "auto-generated",
            "Content-Language": message.language,
        },
    )
    email.attach_alternative(letter.html, "text/html")
    return email
