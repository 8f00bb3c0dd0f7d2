"""A pending payment: Saleor is told later what became of it, once, however often it has to be tried."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from pytest_django.fixtures import Settings

from engine.models import Order, TransactionEvent
from mail.models import Message
from payments.actions import PENDING_FOR
from payments.chores import send_reports, settle_pending
from payments.models import Payment, Report
from tests.shop import charged_cents, deliver_all
from tests.storefront.buying import Buyer

pytestmark = pytest.mark.django_db(databases=["default", "engine"])


@pytest.fixture
def buyer(request: pytest.FixtureRequest) -> Buyer:
    """A buyer whose bank takes its time."""
    from tests.shop import load_shop

    load_shop()
    buyer = Buyer(request.getfixturevalue("client"))
    buyer.add("SCARF")
    buyer.go_to_payment()
    return buyer


def work_later(seconds: float = PENDING_FOR.total_seconds() + 1) -> tuple[int, int]:
    """The worker, some time from now."""
    with time_machine.travel(timezone.now() + timedelta(seconds=seconds), tick=False):
        handled = settle_pending(), send_reports()
        deliver_all()
    return handled


def kinds() -> list[str]:
    """What Saleor's books say of the payment, in order."""
    return list(TransactionEvent.objects.order_by("pk").values_list("type", flat=True))


def test_a_pending_payment_makes_an_order_that_says_so_and_no_confirmation(buyer: Buyer) -> None:
    buyer.send("checkout", outcome="pending")
    deliver_all()
    assert "the bank has not confirmed your payment yet" in buyer.text
    assert Order.objects.count() == 1
    assert (charged_cents(), kinds()) == ([0], ["CHARGE_REQUEST"])
    assert not Message.objects.exists()


def test_the_later_word_pays_the_order_and_brings_one_confirmation(buyer: Buyer) -> None:
    buyer.send("checkout", outcome="pending")
    order_url = buyer.page.redirect_chain[-1][0]
    assert work_later(1) == (0, 0)
    assert work_later() == (1, 1)
    assert work_later(60) == (0, 0)
    assert (charged_cents(), kinds()) == ([5600], ["CHARGE_REQUEST", "CHARGE_SUCCESS"])
    assert [message.template for message in Message.objects.all()] == ["storefront/mail/order_confirmation"]
    buyer.open(order_url)
    assert "has not confirmed" not in buyer.text


def test_a_later_no_leaves_the_order_unpaid(buyer: Buyer, settings: Settings) -> None:
    buyer.send("checkout", outcome="pending")
    Payment.objects.update(wish={"outcome": "pending_decline"})
    work_later()
    assert (charged_cents(), kinds()) == ([0], ["CHARGE_REQUEST", "CHARGE_FAILURE"])
    assert Payment.objects.get().state == "failed"
    assert not Message.objects.exists()


def test_while_saleor_is_away_the_word_is_kept_for_later(buyer: Buyer, settings: Settings) -> None:
    buyer.send("checkout", outcome="pending")
    works = settings.SALEOR_IN_PROCESS_EXECUTE
    settings.SALEOR_IN_PROCESS_EXECUTE = "tests.storefront.away.execute"
    assert work_later() == (1, 1)
    assert Report.objects.get().tries == 1
    settings.SALEOR_IN_PROCESS_EXECUTE = works
    assert work_later(60) == (0, 1)
    assert not Report.objects.exists()
    assert charged_cents() == [5600]


def test_a_word_whose_answer_was_lost_is_told_again_without_harm(buyer: Buyer, settings: Settings) -> None:
    buyer.send("checkout", outcome="pending")
    works = settings.SALEOR_IN_PROCESS_EXECUTE
    settings.SALEOR_IN_PROCESS_EXECUTE = "tests.storefront.away.lose_report_answer"
    work_later()
    settings.SALEOR_IN_PROCESS_EXECUTE = works
    assert Report.objects.count() == 1
    work_later(60)
    assert not Report.objects.exists()
    assert (charged_cents(), kinds()) == ([5600], ["CHARGE_REQUEST", "CHARGE_SUCCESS"])


def test_a_word_that_saleor_refuses_is_not_told_for_ever(buyer: Buyer, caplog: pytest.LogCaptureFixture) -> None:
    buyer.send("checkout", outcome="pending")
    work_later()
    payment = Payment.objects.get()
    Payment.objects.update(amount_minor=payment.amount_minor + 100)
    now = timezone.now()
    Report.objects.create(payment=payment, kind="CHARGE_SUCCESS", happened_at=now, due_at=now)
    assert send_reports() == 1
    assert not Report.objects.exists()
    assert "INCORRECT_DETAILS" in caplog.text
    assert charged_cents() == [5600]
