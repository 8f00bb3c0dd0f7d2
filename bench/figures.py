"""The figures that the issue of the shop asks for, each with its bound."""

import gzip
import re
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass

import httpx

from bench.buyer import Buyer
from bench.load import measure_rate
from bench.servers import Server

PURCHASES, WARMING = 20, 8
RACERS, PIECES = 20, 5


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table; `holds` says whether the bound is kept."""

    name: str
    value: str
    bound: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Bare:
    """The yardstick: requests per second, and CPU seconds of one request."""

    per_second: float
    cpu_seconds: float


def measure_bare(server: Server) -> Bare:
    """Loads the bare view and takes the CPU time of its processes meanwhile."""
    before = server.cpu_seconds()
    seconds, runs = 5, 3
    rate = measure_rate(f"{server.url}/", runs=runs, seconds=seconds)
    requests = rate.per_second * (runs * seconds + 1)
    return Bare(rate.per_second, (server.cpu_seconds() - before) / requests)


def rate_figures(server: Server, bare: Bare, product: str, *, share: float, state: str) -> list[Figure]:
    """Listing and product page against the bare view."""
    rows = []
    for name, path in (("listing", "/products/"), ("product page", product)):
        rate = measure_rate(f"{server.url}{path}")
        part = rate.per_second / bare.per_second
        rows.append(
            Figure(
                f"{name}, {state}",
                f"{rate.per_second:,.0f} requests/s, {part:.1%} of the bare view",
                f"at least {share:.0%}",
                part >= share and rate.failures == 0,
            )
        )
    return rows


def purchase_figure(server: Server, bare: Bare, product: str, settle: Callable[[], None]) -> Figure:
    """CPU seconds of web and worker for a whole purchase, in bare views; `settle` waits until the events are done.

    Warm, as pages are: some purchases before it reach every web process and its threads.
    """
    for _ in range(WARMING):
        with Buyer(server.url) as buyer:
            buyer.buy(product)
    settle()
    before = server.cpu_seconds()
    bought = 0
    for _ in range(PURCHASES):
        with Buyer(server.url) as buyer:
            bought += buyer.buy(product)
    settle()
    seconds = (server.cpu_seconds() - before) / PURCHASES
    views = seconds / bare.cpu_seconds
    return Figure(
        "a whole purchase",
        f"{seconds * 1000:.0f} ms of CPU, {views:,.0f} bare views ({bought} of {PURCHASES} bought)",
        "at most 1,200 bare views",
        views <= 1200 and bought == PURCHASES,
    )


def race_figure(server: Server, product: str, database: str, read_stock: Callable[[], int]) -> Figure:
    """20 buyers, each with one piece in the cart, pay at the same moment for the last five."""
    buyers = [Buyer(server.url) for _ in range(RACERS)]
    barrier = threading.Barrier(RACERS)
    won: list[bool] = []
    troubles: list[int] = []

    def race(buyer: Buyer) -> None:
        barrier.wait()
        reply = buyer.pay()
        won.append("/orders/" in reply.url.path)
        if reply.status_code >= 500:
            troubles.append(reply.status_code)

    for buyer in buyers:
        buyer.add(product)
    threads = [threading.Thread(target=race, args=(buyer,)) for buyer in buyers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for buyer in buyers:
        buyer.http.close()
    left = read_stock()
    return Figure(
        f"{RACERS} buyers race for the last {PIECES} pieces, {database}",
        f"{sum(won)} orders, {left} pieces left, {len(troubles)} server errors",
        f"exactly {PIECES} orders, none below zero",
        sum(won) == PIECES and left == 0 and not troubles,
    )


def size_figures(server: Server, product: str) -> list[Figure]:
    """Compressed bytes of scripts and of a listing, and requests to other hosts."""
    rows, others = [], set()
    for name, path in (("listing", "/products/"), ("product page", product), ("checkout", "/checkout/")):
        with Buyer(server.url) as buyer:
            if path == "/checkout/":
                buyer.add(product)
            page = buyer.http.get(path)
        script = _compressed(server, re.findall(r'<script[^>]+src="([^"]+)"', page.text))
        style = _compressed(server, re.findall(r'<link[^>]+rel="stylesheet"[^>]+href="([^"]+)"', page.text))
        others |= set(re.findall(r'(?:src|srcset)="(https?://[^"]+)"', page.text))
        whole = len(gzip.compress(page.content)) + script + style
        rows.append(Figure(f"JavaScript of {name}", f"{script / 1000:.1f} KB", "at most 25 KB", script <= 25_000))
        if name == "listing":
            text = f"{whole / 1000:.1f} KB"
            rows.append(Figure("HTML, CSS and JavaScript of a listing", text, "at most 90 KB", whole <= 90_000))
    rows.append(Figure("pictures or scripts from other hosts", str(len(others)), "none", not others))
    return rows


def _compressed(server: Server, addresses: list[str]) -> int:
    total = 0
    for address in addresses:
        reply = httpx.get(f"{server.url}{address}")
        if reply.status_code != 200:
            print(f"{address}: {reply.status_code}", file=sys.stderr)
        total += len(gzip.compress(reply.content))
    return total
