"""Reading the outbox: staff only, words in development only, HTML without any power."""

from typing import Any

import pytest

from mail.actions import queue_mail
from mail.models import Message
from people.models import AuditEntry
from tests.cast import STAFF
from tests.dashboard.desk import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "engine"])


@pytest.fixture
def letter(order: str) -> Message:
    """The confirmation of a real order."""
    return Message.objects.latest("pk")


def test_mails_are_listed_and_read(staff: StaffMember, letter: Message) -> None:
    staff.open("/dashboard/mail/")
    assert letter.subject in staff.text
    assert letter.to in staff.text
    staff.open(f"/dashboard/mail/{letter.pk}/")
    assert "Indigo scarf" in staff.text


def test_the_html_stands_in_a_frame_that_can_do_nothing(staff: StaffMember, letter: Message) -> None:
    page = staff.open(f"/dashboard/mail/{letter.pk}/").content.decode()
    assert f'<iframe class="letter" sandbox="allow-popups" src="/dashboard/mail/{letter.pk}/html/"' in page
    frame = staff.open(f"/dashboard/mail/{letter.pk}/html/")
    policy = frame.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox allow-popups" in policy
    assert "frame-ancestors 'self'" in policy
    assert "script-src" not in policy
    assert frame.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_in_production_the_words_are_not_shown(staff: StaffMember, letter: Message, settings: Any) -> None:
    settings.PRODUCTION = True
    staff.open("/dashboard/mail/")
    assert letter.subject in staff.text
    assert f"/dashboard/mail/{letter.pk}/" not in staff.page.content.decode()
    assert staff.open(f"/dashboard/mail/{letter.pk}/").status_code == 404
    assert staff.open(f"/dashboard/mail/{letter.pk}/html/").status_code == 404


def test_failed_mails_are_a_task(staff: StaffMember, letter: Message) -> None:
    Message.objects.update(state="failed", last_error="no such host")
    staff.open("/dashboard/")
    assert f"{Message.objects.count()} Mails not sent" in staff.text
    staff.open("/dashboard/mail/")
    assert "no such host" in staff.text


def test_a_mail_that_was_given_up_is_sent_again_with_one_tap(staff: StaffMember, letter: Message) -> None:
    Message.objects.filter(pk=letter.pk).update(state="failed", attempts=8, last_error="no such host")
    staff.open("/dashboard/mail/")
    assert staff.text.count("Send again") == 1
    staff.send(f"/mail/{letter.pk}/again/")
    assert "It is on its way once more." in staff.text
    staff.post_again()
    assert "Nothing to do: it is waiting, or was sent meanwhile." in staff.text
    letter.refresh_from_db()
    assert (letter.state, letter.attempts, letter.last_error) == ("queued", 0, "")
    entry = AuditEntry.objects.get(action="send_mail_again")
    assert entry.person is not None
    assert (entry.person.name, entry.record) == (STAFF.name, f"mail:{letter.pk}")


def test_mails_to_one_address(staff: StaffMember, letter: Message) -> None:
    staff.open("/dashboard/mail/?to=nobody@example.com")
    assert "No mails yet." in staff.text


def test_an_unknown_mail_is_404(staff: StaffMember) -> None:
    assert staff.open("/dashboard/mail/999/").status_code == 404


def test_queueing_is_the_only_way_in(staff: StaffMember, letter: Message) -> None:
    before = Message.objects.count()
    queue_mail(key=letter.key, template=letter.template, to=letter.to, subject="x", context={})
    assert Message.objects.count() == before
