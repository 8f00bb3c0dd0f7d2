"""`python -m bench.beside --saleor URL`: the engine's API beside a real Saleor's, with the same documents and goods.

Loopback only, about two minutes, stops by itself. The Saleor's channel must sell the sample goods, as the journeys
of tests/journeys leave them there.
"""

import argparse
import json
import os
import sys
import tempfile
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import django

from bench.load import measure_rate, require_loopback, require_wrk
from bench.servers import sample_data, shop

CHANNEL = "kantha-contract-journey"
PAGE, ROUNDS, SECONDS = 24, 3, 5
AIMS = {"listing of 24": 5.0, "product detail": 3.0, "checkoutCreate": 3.0}


@dataclass(frozen=True, slots=True)
class Side:
    """An API and the channel on it that sells the sample goods."""

    name: str
    url: str
    channel: str


class _Caught(Exception):
    """What would have been sent."""


class _Net:
    """A transport that sends nothing and keeps the body."""

    body = b""

    def send(self, body: bytes, headers: Mapping[str, str], *, read_only: bool = False) -> tuple[int, bytes]:
        self.body = body
        raise _Caught

    def fetch_key_set(self) -> bytes:
        raise NotImplementedError

    def fetch_media(self, url: str) -> bytes:
        raise NotImplementedError


def main() -> int:
    """Prints the table. Returns 1 if an aim is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench.beside", description=__doc__)
    parser.add_argument("--saleor", required=True, help="the address of a Saleor's API on this machine")
    parser.add_argument("--channel", default=CHANNEL, help="its channel with the sample goods")
    options = parser.parse_args()
    require_loopback(options.saleor)
    require_wrk()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "storefront.settings")
    django.setup()
    with sample_data() as env, shop(env, worker=False) as server:
        sides = (
            Side("engine", f"{server.url}/graphql/", "default-channel"),
            Side("Saleor", options.saleor, options.channel),
        )
        bodies = {side.name: _write_bodies(side) for side in sides}
        rates = {what: {side.name: list[float]() for side in sides} for what in AIMS}
        for _ in range(ROUNDS):
            for what in AIMS:
                for side in sides:
                    rates[what][side.name].append(_measure(side, bodies[side.name][what]))
    return _report({what: {name: median(found) for name, found in by.items()} for what, by in rates.items()})


def _write_bodies(side: Side) -> dict[str, bytes]:
    """The three requests of our own client for this side's ids. Raises: SystemExit if the goods are not there."""
    from saleor_api.generated.input_types import CheckoutCreateInput, CheckoutLineInput

    listing = catch(lambda client: client.catalog_products(channel=side.channel, first=PAGE))
    edges = ask(side, listing)["products"]["edges"]
    if len(edges) != PAGE:
        raise SystemExit(f"{side.name}: {side.channel} sells {len(edges)} of the {PAGE} sample goods that are listed.")
    node = next(edge["node"] for edge in edges if edge["node"]["productVariants"]["edges"])
    variants = [edge["node"] for edge in node["productVariants"]["edges"]]
    variant = next((row for row in variants if row["quantityAvailable"]), variants[0])
    detail = catch(lambda client: client.catalog_product(channel=side.channel, id=node["id"]))
    line = CheckoutLineInput(variant_id=variant["id"], quantity=1)
    create = catch(lambda client: client.checkout_create(CheckoutCreateInput(channel=side.channel, lines=[line])))
    if ask(side, detail)["product"] is None or ask(side, create)["checkoutCreate"]["errors"]:
        raise SystemExit(f"{side.name}: {node['slug']} is not for sale in {side.channel}.")
    return dict(zip(AIMS, (listing, detail, create), strict=True))


def catch(call: Any) -> bytes:
    """The body that a call of our client would send."""
    from saleor_api.generated.client import Client

    net = _Net()
    try:
        call(Client(net))
    except _Caught:
        return net.body
    raise RuntimeError("the client sent nothing")


def ask(side: Side, body: bytes) -> dict[str, Any]:
    """The data of one request. Raises: SystemExit if there are errors."""
    request = urllib.request.Request(side.url, body, {"content-type": "application/json"})  # noqa: S310 - loopback
    with urllib.request.urlopen(request, timeout=60) as reply:  # noqa: S310 - loopback
        answer: dict[str, Any] = json.load(reply)
    if answer.get("errors"):
        raise SystemExit(f"{side.name}: {answer['errors'][0]['message']}")
    data: dict[str, Any] = answer["data"]
    return data


def _measure(side: Side, body: bytes) -> float:
    """Requests per second of one run. Raises: SystemExit if any was refused."""
    with tempfile.TemporaryDirectory(prefix="kantha-beside-") as folder:
        script = Path(folder) / "post.lua"
        quoted = body.decode().replace("\\", "\\\\").replace('"', '\\"')
        text = f'wrk.method = "POST"\nwrk.body = "{quoted}"\nwrk.headers["Content-Type"] = "application/json"\n'
        script.write_text(text, encoding="utf-8")
        rate = measure_rate(side.url, runs=1, seconds=SECONDS, script=str(script))
    if rate.failures:
        raise SystemExit(f"{side.name} refused {rate.failures} requests.")
    return rate.per_second


def _report(rates: Mapping[str, Mapping[str, float]]) -> int:
    print("| what | engine | Saleor | times | aim |\n|---|---|---|---|---|")
    missed = 0
    for what, aim in AIMS.items():
        engine, saleor = rates[what]["engine"], rates[what]["Saleor"]
        missed += engine < aim * saleor
        print(f"| {what} | {engine:,.1f}/s | {saleor:,.1f}/s | {engine / saleor:.1f} | at least {aim:.0f} |")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
