"""Fixtures that every test may use."""

from collections.abc import Generator

import pytest
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django import Settings
from pytest_django.plugin import blocking_manager_key

from engine.memory import forget
from saleor_api.signatures import forget_keys

# Property tests must not fail because the machine is busy.
hypothesis_settings.register_profile("busy-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("busy-machine")


@pytest.fixture(autouse=True)
def quick_passwords(settings: Settings) -> None:
    """A slow hash protects passwords, not tests: hashing a cast of six took most of the time."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def in_english() -> None:
    """A page that an earlier test opened under /hi/ or /km/ leaves its language behind."""
    translation.activate("en")


@pytest.fixture(autouse=True)
def fresh_memory() -> None:
    """What the engine remembers for a second, and its keys, are of another test's shop."""
    forget()
    forget_keys()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None, object, object]:
    """Writes the criteria and methods anew after a test that emptied every table: they come with a migration."""
    result = yield
    marker = item.get_closest_marker("django_db")
    # After the last test the test databases are gone already.
    if nextitem is not None and marker is not None and marker.kwargs.get("transaction"):
        from impact_tags.actions.reference import publish_reference_data

        with item.config.stash[blocking_manager_key].unblock():
            publish_reference_data()
    return result
