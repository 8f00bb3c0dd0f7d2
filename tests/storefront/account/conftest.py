"""A shop, and people with accounts in it."""

import pytest
from django.core.cache import cache
from django.test import Client

from tests.shop import load_shop
from tests.storefront.account.member import Member


@pytest.fixture
def member(request: pytest.FixtureRequest) -> Member:
    """Somebody with a browser, without an account yet."""
    request.getfixturevalue("db")
    cache.clear()
    load_shop()
    return Member(Client())


@pytest.fixture
def settled(member: Member) -> Member:
    """Registered, confirmed and signed in."""
    member.register()
    member.follow_mail("account_confirm")
    member.press("/account/confirm/")
    member.sign_in()
    return member
