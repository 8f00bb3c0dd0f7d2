"""Fixtures of the engine's tests."""

from pathlib import Path

import pytest

from engine.loading import load_shop
from tests.engine.small_shop import describe_shop


@pytest.fixture
def small_shop(db: None) -> None:
    """Two scarves in two colours, five pieces each, delivered to the US and to Britain, where the tax is 20 %."""
    load_shop(describe_shop(), Path())
