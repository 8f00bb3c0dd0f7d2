"""`make bench`: one run on fresh sample data, printed as a table; loopback only, a few minutes, stops by itself."""

import argparse
import contextlib
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping

import psycopg

from bench.buyer import Buyer
from bench.figures import (
    PIECES,
    Bare,
    Figure,
    measure_bare,
    purchase_figure,
    race_figure,
    rate_figures,
    size_figures,
)
from bench.full_sync import sync_figure
from bench.load import require_wrk
from bench.servers import ROOT, Server, bare_view, sample_data, shop
from bench.stock import read_stock, set_stock
from bench.stories import story_figures
from bench.table import write_table
from tests.postgres import find_binaries, running_cluster

QUERY_BOUNDS = {"listing": 6, "product page": 8}


def main() -> int:
    """Prints the table; with --write also keeps it in docs/figures.md. Returns 1 if a bound is broken."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--write", action="store_true", help="keep the table in docs/figures.md")
    options = parser.parse_args()
    require_wrk()
    figures = measure_all()
    table = write_table(figures)
    print(table)
    if options.write:
        (ROOT / "docs" / "figures.md").write_text(table, encoding="utf-8")
    return 0 if all(figure.holds for figure in figures) else 1


def measure_all() -> list[Figure]:
    """All figures, in the order of the table."""
    say("the bare view")
    with bare_view() as server:
        bare = measure_bare(server)
    rows = [Figure("the bare view", f"{bare.per_second:,.0f} requests/s", "the yardstick", True)]
    say("a sample shop on SQLite")
    with sample_data() as env:
        counts = json.loads(run_module(env, "bench.queries").splitlines()[-1])
        product = str(counts.pop("product"))
        rows += [
            Figure(f"SQL queries, {name}", str(count), f"at most {QUERY_BOUNDS[name]}", count <= QUERY_BOUNDS[name])
            for name, count in counts.items()
        ]
        rows += measure_shop(env, bare, product)
    rows += measure_race_on_postgres()
    say("a full sync of 1,000 products")
    rows.append(sync_figure())
    return rows


def measure_shop(env: Mapping[str, str], bare: Bare, product: str) -> list[Figure]:
    """Speed, sizes, the cost of a purchase and the race, on one SQLite shop."""
    rows = []
    with shop(env) as server:
        say("pages, warm")
        rows += rate_figures(server, bare, product, share=0.30, state="warm")
        rows += size_figures(server, product)
        say("whole purchases")
        set_stock(env, product, 1000)
        rows.append(purchase_figure(server, bare, product, lambda: settle(server)))
        say("the race on SQLite")
        rows.append(run_race(server, env, product, "SQLite"))
        say("a story published and taken back")
        rows += story_figures(server)
    with shop(dict(env) | {"PAGE_CACHE_SECONDS": "0"}, worker=False) as server:
        say("pages, rendered afresh")
        rows += rate_figures(server, bare, product, share=0.02, state="rendered afresh")
    return rows


def measure_race_on_postgres() -> list[Figure]:
    """The race again on PostgreSQL, where there is one."""
    binaries = find_binaries()
    if not binaries:
        return [Figure("the race on PostgreSQL", "not run: no PostgreSQL here", "exactly 5 orders", False)]
    say("a sample shop on PostgreSQL")
    with running_cluster(binaries) as address, databases(address) as named, sample_data(named) as env:
        product = json.loads(run_module(env, "bench.queries").splitlines()[-1])["product"]
        with shop(env) as server:
            say("the race on PostgreSQL")
            return [run_race(server, env, product, "PostgreSQL")]


def run_race(server: Server, env: Mapping[str, str], product: str, database: str) -> Figure:
    """Leaves five pieces of the product's first variant and lets twenty buyers at them."""
    set_stock(env, product, PIECES)
    return race_figure(server, product, database, lambda: read_stock(env, product))


@contextlib.contextmanager
def databases(address: str) -> Iterator[dict[str, str]]:
    """The environment of a database made for this run."""
    with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
        connection.execute("CREATE DATABASE kantha")
    yield {"DATABASE_URL": f"{address}/kantha"}


def settle(server: Server) -> None:
    """Waits until the shop says that nothing is queued."""
    deadline = time.monotonic() + 120
    with Buyer(server.url) as visitor:
        while time.monotonic() < deadline and visitor.http.get("/health/ready").status_code != 200:
            time.sleep(1)


def run_module(env: Mapping[str, str], module: str) -> str:
    """What a module of ours prints when run on these data."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", module], cwd=ROOT, env=dict(env), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(done.stderr[-3000:])
    return done.stdout


def say(what: str) -> None:
    """One line of progress."""
    print(f"... {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
