"""A shop with a paid order, and a member of staff at the dashboard."""

import io
import sys
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client

from tests.cast import STAFF
from tests.dashboard.desk import StaffMember
from tests.shop import deliver_all, load_shop
from tests.storefront.buying import Buyer


@pytest.fixture
def shop(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The small shop, and one member of staff in Saleor."""
    request.getfixturevalue("db")
    cache.clear()
    load_shop()
    make_staff(monkeypatch)


def make_staff(monkeypatch: pytest.MonkeyPatch, **options: Any) -> None:
    """Makes or renews the member of staff as the shop's command does."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(STAFF.password + "\n"))
    call_command("engine_staff", STAFF.email, "--password-stdin", first_name="Sample", last_name="Staff", **options)


@pytest.fixture
def staff(shop: None) -> StaffMember:
    """Signed in at the dashboard."""
    member = StaffMember(Client())
    member.sign_in()
    return member


@pytest.fixture
def order(shop: None) -> str:
    """The number of a paid order: three scarves at 48.00 and one small bag at 34.00, post 8.00."""
    buyer = Buyer(Client())
    buyer.add("SCARF", 3)
    buyer.add("BAG-S", 1)
    buyer.go_to_payment()
    buyer.send("checkout")
    deliver_all()
    return last_number()


def last_number() -> str:
    """The number of the newest order."""
    from engine.models import Order

    return str(Order.objects.latest("number").number)
