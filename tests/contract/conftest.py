"""Every test here runs on the engine, and once more on the Saleor that SALEOR_API_URL and SALEOR_TOKEN name.

The token is that of an app with all permissions (Dashboard, Extensions, a local app); SALEOR_CHANNEL names another
channel than `kantha-contract`. The goods are put there once; nothing of any other channel is touched.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command

from tests.contract.differences import ENGINE_DIFFERS
from tests.contract.shopping import Shopper
from tests.contract.target import Target, named_saleor, open_engine, open_saleor

NO_TOKEN = "SALEOR_API_URL without SALEOR_TOKEN: the goods of these tests are put there by staff or an app"
INDEX_SECONDS = 90.0


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks all of them."""
    for item in items:
        if "tests/contract" in str(item.path):
            item.add_marker(pytest.mark.contract)
            item.add_marker(pytest.mark.django_db(databases=["default", "engine"]))
            reason = ENGINE_DIFFERS.get(re.sub(r"\[engine-?(.*)\]$", r"[\1]", item.name).removesuffix("[]"))
            if reason:
                item.add_marker(pytest.mark.xfail(strict=True, reason=reason))


@pytest.fixture(scope="module", params=["engine", "saleor"] if named_saleor()[0] else ["engine"])
def filled(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Iterator[Target]:
    """The engine, filled for this module and emptied after it; or the named Saleor, filled once."""
    if request.param == "saleor":
        assert named_saleor()[1], NO_TOKEN
        yield open_saleor()
        return
    with django_db_blocker.unblock():
        yield open_engine()
        call_command("flush", database="engine", interactive=False, verbosity=0)


@pytest.fixture
def target(filled: Target, db: None) -> Target:
    """One side of the contract; what a test changes on the engine is undone after it."""
    return filled


@pytest.fixture
def shopper(target: Target) -> Shopper:
    """A visitor who knows the goods by SKU."""
    return Shopper(target)
