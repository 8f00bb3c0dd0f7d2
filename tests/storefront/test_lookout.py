"""Orders whose events never came are looked at again: the ledger and the letters follow, once."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from pytest_django.fixtures import Settings

from engine.models import EventDelivery, Order
from impact_tags.models import OrderImpact
from mail.models import Message
from storefront.lookout import follow_changed_orders
from storefront.models import OrderWatch
from tests.storefront.buying import Buyer

pytestmark = pytest.mark.django_db(databases=["default", "engine"])


@pytest.fixture
def unheard(buyer: Buyer) -> Buyer:
    """A buyer of whose order no event ever told."""
    buyer.add("SCARF")
    buyer.go_to_payment()
    buyer.send("checkout")
    EventDelivery.objects.all().delete()
    assert not OrderImpact.objects.exists()
    assert not Message.objects.exists()
    return buyer


def look_later(minutes: float) -> int:
    """The worker's look, some minutes from now."""
    with time_machine.travel(timezone.now() + timedelta(minutes=minutes), tick=False):
        return follow_changed_orders()


def test_an_order_that_no_event_told_of_reaches_ledger_and_mail_once(unheard: Buyer) -> None:
    assert follow_changed_orders() == 1
    assert follow_changed_orders() == 0
    assert [look_later(11), look_later(22)] == [1, 0]
    assert OrderImpact.objects.count() == 1
    assert [message.template for message in Message.objects.all()] == ["storefront/mail/order_confirmation"]


def test_the_edge_of_the_last_look_is_looked_at_twice_without_harm(unheard: Buyer) -> None:
    follow_changed_orders()
    OrderWatch.objects.update(due_at=timezone.now())
    assert follow_changed_orders() == 1
    assert (OrderImpact.objects.count(), Message.objects.count()) == (1, 1)


def test_a_look_that_breaks_off_is_made_again(unheard: Buyer, settings: Settings) -> None:
    works = settings.SALEOR_IN_PROCESS_EXECUTE
    settings.SALEOR_IN_PROCESS_EXECUTE = "tests.storefront.away.execute"
    assert follow_changed_orders() == 0
    settings.SALEOR_IN_PROCESS_EXECUTE = works
    OrderWatch.objects.update(due_at=timezone.now())
    assert follow_changed_orders() == 1
    assert OrderImpact.objects.count() == 1


def test_nobody_gets_a_letter_about_an_old_order(unheard: Buyer) -> None:
    Order.objects.update(created_at=timezone.now() - timedelta(days=30))
    assert follow_changed_orders() == 1
    assert OrderImpact.objects.count() == 1
    assert not Message.objects.exists()
