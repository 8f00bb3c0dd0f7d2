"""A filled shop for every test of the till, and a browser without JavaScript."""

import pytest
from django.core.cache import cache
from django.test import Client

from tests.shop import load_shop
from tests.storefront.buying import Buyer


@pytest.fixture
def shop(request: pytest.FixtureRequest) -> None:
    """The small shop in the engine and in the catalogue."""
    request.getfixturevalue("db")
    cache.clear()
    load_shop()


@pytest.fixture
def buyer(shop: None, client: Client) -> Buyer:
    """A buyer with an empty cart."""
    return Buyer(client)
