"""Requests per second, by wrk with 8 connections; loopback only, a few seconds, stops by itself."""

import re
import shutil
import statistics
import subprocess
from dataclasses import dataclass
from urllib.parse import urlsplit

CONNECTIONS = 8
SECONDS = 5


@dataclass(frozen=True, slots=True)
class Rate:
    """Requests per second (median of the runs) and the number of replies that were not 2xx or 3xx."""

    per_second: float
    failures: int


def require_loopback(url: str) -> None:
    """Load goes to this machine only. Raises: SystemExit with a sentence for any other."""
    if urlsplit(url).hostname not in ("127.0.0.1", "localhost", "::1"):
        raise SystemExit("Only a Saleor on this machine is loaded.")


def require_wrk() -> str:
    """The path of wrk. Raises: SystemExit with a sentence where there is none."""
    found = shutil.which("wrk")
    if not found:
        raise SystemExit("The bench needs the load tool wrk. On Debian or Ubuntu: apt-get install wrk.")
    return found


def measure_rate(url: str, *, runs: int = 3, seconds: int = SECONDS, script: str = "") -> Rate:
    """Loads one address, after a short warm-up, and takes the median of the runs."""
    wrk = require_wrk()
    extra = ["-s", script] if script else []
    command = [wrk, "-t1", f"-c{CONNECTIONS}", *extra, "-H", "Accept-Encoding: gzip"]
    rates, failures = [], 0
    for length in (1, *([seconds] * runs)):
        text = subprocess.run(  # noqa: S603 - our own words only
            [*command, f"-d{length}s", url], check=True, capture_output=True, text=True
        ).stdout
        match = re.search(r"Requests/sec:\s+([\d.]+)", text)
        rates.append(float(match.group(1)) if match else 0.0)
        refused = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
        failures += int(refused.group(1)) if refused else 0
    return Rate(statistics.median(rates[1:]), failures)
