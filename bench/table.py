"""The table of figures as Markdown, with date and machine."""

import contextlib
import datetime
import os
import platform
from pathlib import Path

from bench.figures import Figure


def write_table(figures: list[Figure]) -> str:
    """The table as Markdown, with date and machine."""
    lines = [
        "# Figures",
        "",
        f"Measured by `make bench` on {datetime.datetime.now(datetime.UTC):%Y-%m-%d} on {describe_machine()}.",
        "",
        "| what | measured | bound | holds |",
        "|---|---|---|---|",
        *(f"| {row.name} | {row.value} | {row.bound} | {'yes' if row.holds else '**no**'} |" for row in figures),
        "",
        "The bare view is a Django view without middleware and a reply of two bytes, on the same server",
        "(granian, 2 workers), under the same load (wrk, 8 connections).",
        "CPU counts web and worker together, user and system time, until the event queue is empty.",
        "Purchases are measured warm, after eight that are not counted; each buyer opens the product page, adds the",
        "piece, reads the cart, fills in and submits the checkout twice, and reads the order page, without JavaScript.",
        "",
    ]
    return "\n".join(lines)


def describe_machine() -> str:
    """Cores, processor and Python of this machine."""
    model = ""
    with contextlib.suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                model = f" ({line.partition(':')[2].strip()})"
                break
    return f"{os.cpu_count()} cores{model}, Python {platform.python_version()}, {platform.system()}"
