"""Mails as they were, or will be, sent. Their words are shown in development only: they hold bearer links."""

from dataclasses import dataclass

from csp.decorators import csp_replace
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from dashboard.desk import Desk, orders_page
from mail.actions import send_again
from mail.letters import Letter
from mail.queries import MessageRow, find_message, list_messages
from people.actions import record_access, record_audit

# The letter is shown in a frame without scripts, forms or an origin; it may bring its own styles, nothing else.
_LETTER_POLICY = {
    "default-src": ["'none'"],
    "style-src": ["'unsafe-inline'"],
    "img-src": ["'self'", "data:"],
    "frame-ancestors": ["'self'"],
    "sandbox": ["allow-popups"],
}


@dataclass(frozen=True, slots=True)
class MailsPage:
    """The newest mails."""

    rows: tuple[MessageRow, ...]
    may_read: bool
    to: str


@dataclass(frozen=True, slots=True)
class MailPage:
    """One mail."""

    row: MessageRow
    letter: Letter


@require_safe
@orders_page
def show_mails(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The outbox, newest first."""
    to = request.GET.get("to", "").strip()[:254]
    page = MailsPage(rows=list_messages(limit=100, to=to), may_read=not settings.PRODUCTION, to=to)
    return render(request, "dashboard/mails.html", {"page": page})


@require_safe
@orders_page
def show_mail(request: HttpRequest, desk: Desk, message_id: int) -> HttpResponse:
    """One mail: its text, and its HTML in a frame."""
    row, letter = _find(message_id)
    record_access(desk.person, f"mail:{message_id}", "read at the dashboard")
    return render(request, "dashboard/mail.html", {"page": MailPage(row, letter)})


@require_safe
@xframe_options_sameorigin
@csp_replace(_LETTER_POLICY)
@orders_page
def show_letter(request: HttpRequest, desk: Desk, message_id: int) -> HttpResponse:
    """The HTML of a mail, for the frame."""
    return HttpResponse(_find(message_id)[1].html)


@require_POST
@orders_page
def try_again(request: HttpRequest, desk: Desk, message_id: int) -> HttpResponse:
    """Sends a mail that was given up once more."""
    if send_again(message_id):
        record_audit(desk.person, "send_mail_again", f"mail:{message_id}")
        messages.success(request, "It is on its way once more.")
    else:
        messages.info(request, "Nothing to do: it is waiting, or was sent meanwhile.")
    return redirect("dashboard-mails")


def _find(message_id: int) -> tuple[MessageRow, Letter]:
    if settings.PRODUCTION:
        raise Http404
    return find_message(message_id)
