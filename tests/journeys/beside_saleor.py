"""The shop on a Saleor that the environment names, for a browser: own channel, own apps, the sample goods and stories.

SALEOR_API_URL and SALEOR_TOKEN as for tests/contract; SALEOR_STAFF_EMAIL and SALEOR_STAFF_PASSWORD for the dashboard.
"""

import contextlib
import os
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
from django.conf import settings
from django.test import override_settings

from bench.servers import Server, manage, shop
from storefront.sample import pictures
from storefront.sample.engine_data import shop_document
from storefront.sample.records import read_products
from tests.contract.seeding import Seeding
from tests.contract.staff import Staff
from tests.contract.target import named_saleor

APPS = {"saleor": "kantha.journey.shop", "payments/saleor": "kantha.journey.payments"}
INSTALL_SECONDS = 120.0


@contextlib.contextmanager
def shop_beside_saleor() -> Iterator[Server]:
    """Web and worker on freshly made data of the shop; the goods stay in the Saleor, the apps are taken out again."""
    url, token, channel = named_saleor()
    channel = f"{channel}-journey"
    staff = Staff(url, token)
    _fill(staff, channel)
    with tempfile.TemporaryDirectory(prefix="kantha-journey-") as folder, contextlib.ExitStack() as stack:
        own = {"SHOP_APP_ID": APPS["saleor"], "PAYMENTS_APP_ID": APPS["payments/saleor"], "SALEOR_CHANNEL": channel}
        env = dict(os.environ) | {"VAR_DIR": folder, "LOG_LEVEL": "ERROR"} | own
        manage(env, "migrate", "--database", "default", "--verbosity", "0")
        manage(env, "migrate", "--database", "engine", "--verbosity", "0")
        manage(env, "collectstatic", "--noinput", "--verbosity", "0")
        manage(env, "load_sample_shop", "--beside-saleor")
        server = stack.enter_context(shop(env))
        stack.enter_context(_installed(staff, server.url))
        stack.enter_context(_refunds_without_a_list(staff))
        yield server


def _fill(staff: Staff, channel: str) -> None:
    """The sample goods, with their pictures, in the channel."""
    folder = Path(settings.VAR_DIR) / "sample"
    for _ in pictures.draw_missing(pictures.list_missing(read_products(), folder)):
        pass
    own = {channel: next(iter(settings.CHANNELS.values()))}
    with override_settings(DEFAULT_CHANNEL=channel, CHANNELS=own):
        document = shop_document(now=datetime.now(UTC))
    Seeding(staff, document, folder).fill()


@contextlib.contextmanager
def _installed(staff: Staff, shop_url: str) -> Iterator[None]:
    """Both apps, with exactly the permissions that their manifests name."""
    _remove(staff)
    # Only a person may install an app.
    words = {"email": os.environ["SALEOR_STAFF_EMAIL"], "password": os.environ["SALEOR_STAFF_PASSWORD"]}
    person = Staff(named_saleor()[0], staff.ask("TokenCreate", **words)["token"])
    for door in APPS:
        manifest = f"{shop_url}/{door}/manifest"
        asked = httpx.get(manifest).json()
        given = {"appName": asked["name"], "manifestUrl": manifest, "permissions": asked["permissions"]}
        person.ask("AppInstall", input={**given, "activateAfterInstallation": True})
    deadline = time.monotonic() + INSTALL_SECONDS
    while set(APPS.values()) - _list_apps(staff).keys():
        if time.monotonic() > deadline:
            raise RuntimeError(f"the apps were not installed: {staff.ask('Installations')['appsInstallations']}")
        time.sleep(1)
    try:
        yield
    finally:
        _remove(staff)


def _list_apps(staff: Staff) -> dict[str, str]:
    return {edge["node"]["identifier"]: edge["node"]["id"] for edge in staff.ask("Installations")["apps"]["edges"]}


def _remove(staff: Staff) -> None:
    for identifier, app_id in _list_apps(staff).items():
        if identifier in APPS.values():
            staff.ask("AppDelete", id=app_id)


@contextlib.contextmanager
def _refunds_without_a_list(staff: Staff) -> Iterator[None]:
    """A Saleor may demand a reason from a list for every refund, which the dashboard does not offer yet."""
    kind = staff.ask("RefundReasons")["reasonReferenceType"]
    if kind:
        staff.ask("RefundReasonsClear")
    try:
        yield
    finally:
        if kind:
            staff.ask("RefundReasonsUpdate", type=kind["id"])
