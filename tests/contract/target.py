"""What the contract tests run against: the engine in this process, or a Saleor over HTTP. Both sell the same goods."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx

from saleor_api.client import Client
from saleor_api.transport import HttpTransport, InProcessTransport, Transport, api_url
from tests.contract.goods import describe_goods
from tests.contract.seeding import Seeding
from tests.contract.staff import Staff

CHANNEL = "kantha-contract"
# Mirrors Saleor's own limit: a busy one on the same machine must not fail a test by being slow.
SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Target:
    """One side: how to reach it, its channel, a token with staff's rights, and how a checkout gets paid there."""

    name: str
    transport: Transport
    channel: str
    token: str
    issuer: str
    pay: Callable[[str, int], None]

    def client(self, token: str = "") -> Client:
        """A visitor's client, or that of a token."""
        return Client(self.transport, token=token)

    def staff(self) -> Client:
        """Staff's client."""
        return self.client(self.token)

    def ask(self, query: str, *, token: str = "", **variables: Any) -> dict[str, Any]:
        """The data of a document of our own; errors at the top are raised as our client raises them."""
        client = self.client(token)
        return client.get_data(client.execute(query, None, variables))


def named_saleor() -> tuple[str, str, str]:
    """Address, token and channel from the environment; an empty address means that none is named."""
    url = os.environ.get("SALEOR_API_URL", "")
    return url, os.environ.get("SALEOR_TOKEN", ""), os.environ.get("SALEOR_CHANNEL", CHANNEL)


@lru_cache(maxsize=1)
def open_saleor() -> Target:
    """The named Saleor, with the goods in its channel."""
    url, token, channel = named_saleor()
    staff = Staff(url, token)
    Seeding(staff, describe_goods(channel), Path()).fill()

    def pay(checkout_id: str, minor: int) -> None:
        amount = {"amount": f"{minor / 100:.2f}", "currency": "USD"}
        given = {"name": "Contract", "pspReference": uuid4().hex, "amountCharged": amount}
        staff.ask("MarkAsPaid", id=checkout_id, transaction=given)

    transport = HttpTransport(url, http=httpx.Client(timeout=SECONDS))
    return Target("saleor", transport, channel, token, url, pay)


def open_engine() -> Target:
    """The engine on the test database, filled anew."""
    from engine.ids import unpack
    from engine.loading import load_shop
    from engine.models import Channel, Checkout
    from tests.engine import asking
    from tests.engine.desk import staff

    load_shop(describe_goods(CHANNEL), Path())
    # With a single channel Saleor takes that where none is named.
    Channel.objects.create(slug="second", name="Second", currency="PLN")

    def pay(checkout_id: str, minor: int) -> None:
        asking.pay(checkout_id, minor)
        if minor >= Client(transport).checkout_by_id(id=checkout_id).total_price.gross.fractional_amount:  # type: ignore[union-attr]
            rows = Checkout.objects.filter(pk=unpack(checkout_id, "Checkout"))
            rows.update(charge_status="FULL", authorize_status="FULL")

    transport = InProcessTransport(
        execute="engine.api.execute", keys="engine.api.key_set", media="engine.api.read_media"
    )
    return Target("engine", transport, CHANNEL, staff(), api_url(), pay)
