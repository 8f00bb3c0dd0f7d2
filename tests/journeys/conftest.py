"""A whole shop with its sample data, web and worker, for a real browser to walk through."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from bench.servers import Server, manage, sample_data, shop
from tests.journeys.beside_saleor import shop_beside_saleor

CHROMIUM = shutil.which("chromium")
# Shops, workers and the browser share two cores.
expect.set_options(timeout=20_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks every journey as one for the browser; skips it, saying why, where there is none."""
    for item in items:
        if "tests/journeys" in str(item.path):
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="no Chromium on this machine"))


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Web and worker on freshly made sample data; beside the Saleor that SALEOR_API_URL names, if it names one."""
    if os.environ.get("SALEOR_API_URL"):
        with shop_beside_saleor() as running:
            yield running
        return
    with sample_data() as env, shop(env) as running:
        yield running


@pytest.fixture(scope="session")
def sign_ins(server: Server) -> dict[str, tuple[str, str]]:
    """(e-mail, password) by role, as `make run` prints them."""
    found = {}
    for line in manage(server.env, "renew_sign_ins").splitlines():
        role, _, rest = line.partition(":")
        if len(rest.split()) == 2:
            email, password = rest.split()
            found[role.strip()] = (email, password)
    if "staff" not in found:
        found["staff"] = (os.environ["SALEOR_STAFF_EMAIL"], os.environ["SALEOR_STAFF_PASSWORD"])
    return found


@pytest.fixture(scope="session")
def base_url(server: Server) -> str:
    """Where the shop answers."""
    return server.url


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Debian's Chromium, with nothing that calls home."""
    flags = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    more = "--disable-component-update --disable-sync"
    return {"executable_path": CHROMIUM, "args": f"{flags} {more}".split()}
