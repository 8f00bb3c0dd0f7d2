"""The fake Saleor in the settings' place, empty before every test."""

from collections.abc import Iterator

import pytest
from pytest_django.fixtures import Settings

from saleor_api.signatures import forget_keys
from tests.saleor_api import fakes


@pytest.fixture(autouse=True)
def fake_saleor(settings: Settings) -> Iterator[None]:
    settings.SALEOR_API_URL = ""
    settings.PUBLIC_URL = "http://127.0.0.1:8800"
    settings.SALEOR_IN_PROCESS_EXECUTE = "tests.saleor_api.fakes.execute"
    settings.SALEOR_IN_PROCESS_KEYS = "tests.saleor_api.fakes.key_set"
    settings.SALEOR_IN_PROCESS_MEDIA = "tests.saleor_api.fakes.read_media"
    for kept in (fakes.replies, fakes.requests, fakes.key_set_reads):
        kept.clear()
    forget_keys()
    yield
    forget_keys()
