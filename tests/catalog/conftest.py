"""A shop to read from, and an empty Saleor behind the transport."""

from collections.abc import Iterator
from types import ModuleType

import pytest
from django.test import override_settings

from catalog import version
from tests.catalog import fake_saleor


@pytest.fixture(autouse=True)
def fresh_version() -> None:
    """The version is remembered for a second per process; tests are faster than that."""
    version.forget_version()


@pytest.fixture
def saleor() -> Iterator[ModuleType]:
    """The fake Saleor, empty."""
    fake_saleor.reset()
    with override_settings(
        SALEOR_IN_PROCESS_EXECUTE="tests.catalog.fake_saleor.execute",
        SALEOR_IN_PROCESS_KEYS="tests.catalog.fake_saleor.key_set",
        SALEOR_IN_PROCESS_MEDIA="tests.catalog.fake_saleor.read_media",
    ):
        yield fake_saleor
