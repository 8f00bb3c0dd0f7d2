"""The outbox: one mail for one cause, sent once, tried again, never lost."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.db import connection, transaction
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from mail.actions import queue_mail, send_again
from mail.chores import LEASE, MOST_ATTEMPTS, claim, empty_old_mails, send_mails, wait_after
from mail.errors import BadAddress
from mail.models import Message
from mail.queries import count_given_up, find_message, list_messages

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 5, 12, tzinfo=UTC)


def queue(key: str = "order:1", **values: object) -> None:
    defaults: dict[str, object] = {
        "template": "letters/hello",
        "to": "buyer@test.example",
        "subject": "Your order",
        "context": {"name": "O'Hara & <b>Co</b>"},
    }
    queue_mail(key=key, **(defaults | values))  # type: ignore[arg-type]


def test_a_queued_mail_is_sent_as_text_and_html() -> None:
    queue()
    assert mail.outbox == []
    assert send_mails() == 1
    (sent,) = mail.outbox
    assert (sent.to, sent.subject, sent.from_email) == (
        ["buyer@test.example"],
        "Your order",
        "Kantha <shop@kantha.example>",
    )
    assert "Hello O'Hara & <b>Co</b>, see http://127.0.0.1:8000/cart/" in sent.body
    html = sent.alternatives[0]  # type: ignore[attr-defined]
    assert html.mimetype == "text/html"
    assert "<p>Hello O&#x27;Hara &amp; &lt;b&gt;Co&lt;/b&gt;</p>" in html.content
    raw = sent.message()
    assert raw.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in raw.get_payload()] == ["text/plain", "text/html"]
    assert (raw["Auto-Submitted"], raw["Content-Language"]) == ("auto-generated", "en")
    assert re.fullmatch(r"<[0-9a-f]{40}@kantha\.example>", str(raw["Message-ID"]))


def test_a_letter_asks_no_other_host_for_anything() -> None:
    queue()
    letter = find_message(Message.objects.get().pk)[1]
    assert re.findall(r'(?:src|href|url)\s*[=(]\s*["\']?(\w+://[^/"\']+)', letter.html) == ["http://127.0.0.1:8000"]
    assert "<img" not in letter.html


def test_a_second_run_sends_nothing_again() -> None:
    queue()
    assert [send_mails(), send_mails()] == [1, 0]
    assert len(mail.outbox) == 1
    row = list_messages()[0]
    assert (row.state, row.attempts, row.last_error) == ("sent", 1, "")


def test_one_cause_mails_once() -> None:
    queue()
    queue(subject="Another")
    assert [row.subject for row in list_messages()] == ["Your order"]


def test_what_is_rolled_back_is_not_sent() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        queue()
        raise RuntimeError("the order failed")
    assert send_mails() == 0
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "address",
    ["", "no-address", "a@b.example, c@d.example", "a@b.example\nBcc: c@d.example", "A <a@b.example>", "a b@c.example"],
)
def test_only_one_plain_address_is_taken(address: str) -> None:
    with pytest.raises(BadAddress):
        queue(to=address)
    assert not Message.objects.exists()


def test_a_line_break_in_a_subject_adds_no_header() -> None:
    queue(subject="Your order\r\nBcc: other@test.example")
    send_mails()
    raw = mail.outbox[0].message()
    assert raw["Bcc"] is None
    assert raw["Subject"] == "Your order Bcc: other@test.example"


def test_an_unreachable_server_is_tried_again_after_a_longer_and_longer_wait(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "tests.mail.failing.Unreachable"
    waits = [30, 60, 120, 240, 480, 960, 1920]
    with time_machine.travel(NOON, tick=False) as clock:
        queue()
        for wait in waits:
            assert send_mails() == 1
            row = Message.objects.get()
            assert (row.state, row.due_at - timezone.now()) == ("queued", timedelta(seconds=wait))
            clock.shift(wait - 1)
            assert send_mails() == 0
            clock.shift(1)
        assert send_mails() == 1
        row = Message.objects.get()
        assert (row.state, row.attempts) == ("failed", MOST_ATTEMPTS)
        assert row.last_error == "SMTPServerDisconnected: Connection unexpectedly closed"
        clock.shift(timedelta(days=2))
        assert send_mails() == 0


def test_an_address_that_does_not_exist_is_final_and_one_that_asks_for_patience_is_not(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "tests.mail.failing.NoSuchMailbox"
    queue("a")
    send_mails()
    settings.EMAIL_BACKEND = "tests.mail.failing.Greylisting"
    queue("b")
    send_mails()
    assert dict(Message.objects.values_list("key", "state")) == {"a": "failed", "b": "queued"}


def test_one_bad_mail_does_not_hold_up_the_next() -> None:
    queue("a", template="letters/missing")
    queue("b")
    with pytest.raises(Exception, match="missing"):
        send_mails()
    assert send_mails() == 1
    assert [sent.subject for sent in mail.outbox] == ["Your order"]


def test_two_workers_never_hold_one_mail() -> None:
    queue()
    message = Message.objects.get()
    lease = timezone.now() + LEASE
    assert [claim(message.pk, lease), claim(message.pk, lease)] == [True, False]


def test_a_killed_worker_loses_nothing() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        queue()
        assert claim(Message.objects.get().pk, timezone.now() + LEASE)
        assert send_mails() == 0
        clock.shift(LEASE)
        assert send_mails() == 1
    assert len(mail.outbox) == 1


def test_a_mail_that_kills_every_worker_is_given_up() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        queue()
        for _ in range(MOST_ATTEMPTS):
            assert claim(Message.objects.get().pk, timezone.now() + LEASE)
            clock.shift(LEASE)
        assert send_mails() == 0
    assert Message.objects.get().state == "failed"


def test_the_same_mail_sent_twice_carries_the_same_message_id() -> None:
    queue()
    send_mails()
    Message.objects.update(state="queued")
    send_mails()
    first, second = (str(sent.message()["Message-ID"]) for sent in mail.outbox)
    assert first == second


@pytest.mark.parametrize(("attempts", "seconds"), [(1, 30), (2, 60), (3, 120), (7, 1920)])
def test_the_wait_doubles(attempts: int, seconds: int) -> None:
    assert wait_after(attempts) == timedelta(seconds=seconds)


def test_the_list_shows_the_newest_first_and_costs_one_query() -> None:
    for n in range(4):
        queue(f"order:{n}", to=f"buyer{n % 2}@test.example")
    with CaptureQueriesContext(connection) as queries:
        assert [row.key for row in list_messages(limit=3)] == ["order:3", "order:2", "order:1"]
    assert len(queries) == 1
    assert [row.key for row in list_messages(to="BUYER1@test.example")] == ["order:3", "order:1"]


@pytest.mark.parametrize("state", ["sent", "failed"])
def test_an_old_mail_keeps_nothing_but_its_key_so_that_its_cause_mails_nobody_twice(
    settings: Settings, state: str
) -> None:
    settings.MAIL_KEPT_DAYS = 30
    with time_machine.travel(NOON, tick=False) as clock:
        queue()
        Message.objects.update(state=state, last_error="refused by buyer@test.example")
        clock.shift(timedelta(days=30))
        assert empty_old_mails() == 0
        clock.shift(timedelta(seconds=1))
        assert [empty_old_mails(), empty_old_mails()] == [1, 0]
        queue()
        assert send_mails() == 0
    (row,) = Message.objects.values()
    assert "buyer" not in repr(row)
    assert "Hara" not in repr(row)
    assert (row["key"], row["state"], list_messages(), count_given_up()) == ("order:1", state, (), 0)
    assert not send_again(row["id"])
    with pytest.raises(Http404):
        find_message(row["id"])


def test_a_mail_that_waits_is_never_emptied() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        queue()
        clock.shift(timedelta(days=400))
        assert empty_old_mails() == 0
        assert send_mails() == 1


def test_only_a_mail_that_was_given_up_is_sent_again_and_with_all_its_attempts(settings: Settings) -> None:
    queue("a")
    queue("b")
    send_mails()
    Message.objects.filter(key="b").update(state="failed", attempts=MOST_ATTEMPTS, last_error="no such host")
    assert count_given_up() == 1
    assert [send_again(row.pk) for row in Message.objects.order_by("key")] == [False, True]
    assert send_mails() == 1
    row = Message.objects.get(key="b")
    assert (row.state, row.attempts, row.last_error, len(mail.outbox)) == ("sent", 1, "", 3)
