"""`python -m bench.full_sync [--saleor URL]`: a full sync of 1,000 products without pictures, from engine and Saleor.

Loopback only. The Saleor needs SALEOR_TOKEN once, to be given the goods, in a channel of their own; they stay there.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import django

from bench.figures import Figure
from bench.load import require_loopback
from bench.servers import manage

CHANNEL = "kantha-contract-thousand"
AIMS = {"engine": 20.0, "Saleor": 300.0}


def main() -> int:
    """Prints the table. Returns 1 if an aim is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench.full_sync", description=__doc__)
    parser.add_argument("--saleor", default="", help="the address of a Saleor's API on this machine")
    options = parser.parse_args()
    if options.saleor:
        require_loopback(options.saleor)
    found = {"engine": measure_engine()}
    if options.saleor:
        found["Saleor"] = measure_saleor(options.saleor)
    print("| full sync of 1,000 products from | seconds | aim | said |\n|---|---|---|---|")
    for side, (seconds, said) in found.items():
        print(f"| {side} | {seconds:.1f} | under {AIMS[side]:.0f} | {said} |")
    return 1 if any(seconds >= AIMS[side] for side, (seconds, _) in found.items()) else 0


def measure_engine() -> tuple[float, str]:
    """Seconds of `rebuild_catalog` on an empty read model, and what it said; the engine holds the goods already."""
    with tempfile.TemporaryDirectory(prefix="kantha-full-sync-") as folder:
        env = {**os.environ, "VAR_DIR": folder, "SALEOR_API_URL": "", "SALEOR_CHANNEL": CHANNEL, "PLAIN_STATIC": "1"}
        path = Path(folder) / "shop.json"
        path.write_text(json.dumps(_describe()), encoding="utf-8")
        manage(env, "migrate", "--database", "engine", "--verbosity", "0")
        manage(env, "engine_load", str(path))
        return _measure(env)


def sync_figure() -> Figure:
    """The engine's row of the table."""
    seconds, said = measure_engine()
    holds = seconds < AIMS["engine"] and said.startswith("1000 products")
    what = "full sync of 1,000 products without pictures, from the engine"
    return Figure(what, f"{seconds:.1f} s", f"under {AIMS['engine']:.0f} s", holds)


def measure_saleor(url: str) -> tuple[float, str]:
    """The same from a Saleor, which is given the goods first where it has them not."""
    from tests.contract.staff import Staff
    from tests.contract.thousand import fill_saleor

    if os.environ.get("SALEOR_TOKEN"):
        fill_saleor(Staff(url, os.environ["SALEOR_TOKEN"]), _describe())
    with tempfile.TemporaryDirectory(prefix="kantha-full-sync-") as folder:
        return _measure(
            {**os.environ, "VAR_DIR": folder, "SALEOR_API_URL": url, "SALEOR_CHANNEL": CHANNEL, "PLAIN_STATIC": "1"}
        )


def _measure(env: Mapping[str, str]) -> tuple[float, str]:
    manage(env, "migrate", "--database", "default", "--verbosity", "0")
    begun = time.monotonic()
    said = manage(env, "rebuild_catalog")
    seconds = time.monotonic() - begun
    return seconds, next(line for line in said.splitlines() if "products, " in line)


def _describe() -> dict[str, object]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "storefront.settings")
    django.setup()
    from django.conf import settings
    from django.test import override_settings

    from storefront.sample.engine_data import shop_document
    from tests.contract.thousand import multiply_goods

    own = {CHANNEL: next(iter(settings.CHANNELS.values()))}
    with override_settings(DEFAULT_CHANNEL=CHANNEL, CHANNELS=own):
        return multiply_goods(shop_document(now=datetime.now(UTC)))


if __name__ == "__main__":
    sys.exit(main())
