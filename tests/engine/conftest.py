"""Fixtures of the engine's tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache

from engine.loading import load_shop
from tests.engine import desk
from tests.engine.small_shop import describe_shop


@pytest.fixture
def small_shop(db: None) -> None:
    """Two scarves in two colours, five pieces each, delivered to the US and to Britain, where the tax is 20 %."""
    load_shop(describe_shop(), Path())


@pytest.fixture
def token(small_shop: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The token of a member of staff with all permissions, in a shop with the test app; nothing is heard yet."""
    monkeypatch.setattr(settings, "ENGINE_DOORS", desk.DOORS)
    cache.clear()
    desk.install()
    yield desk.staff()
    cache.clear()
