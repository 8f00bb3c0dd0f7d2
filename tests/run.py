"""`make test`: every check and every test, on SQLite and on PostgreSQL, with a summary at the end.

What a bare machine lacks is listed as skipped; REQUIRE=chromium,postgres,pango makes such a gap a failure.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from tests.pango import has_pango
from tests.postgres import find_binaries, running_cluster

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
CHECKS = (
    ("format", ("ruff", "format", "--check", "--quiet", ".")),
    ("lint", ("ruff", "check", "--quiet", ".")),
    ("templates", ("djlint", "themes", "--lint", "--quiet")),
    ("layers", ("lint-imports",)),
    ("migrations", ("python", "manage.py", "makemigrations", "--check", "--dry-run")),
    ("types", ("mypy",)),
)


def main() -> int:
    """Runs all steps, also after one failed, and returns 1 if any did."""
    required = {word.strip() for word in os.environ.get("REQUIRE", "").split(",") if word.strip()}
    lacking = {name: why for name, why in _find_gaps().items() if why}
    results: list[tuple[str, bool, float]] = []
    with tempfile.TemporaryDirectory(prefix="kantha-test-") as folder:
        env = os.environ | {"VAR_DIR": folder, "PLAIN_STATIC": "1"}
        env.pop("DATABASE_URL", None)
        for name, command in CHECKS:
            results.append(_step(name, (str(BIN / command[0]), *command[1:]), env))
        pytest = (str(BIN / "python"), "-m", "pytest", "-n", "2", "--dist", "loadfile")
        results.append(_step("tests on SQLite", (*pytest, "-m", "not browser"), env))
        binaries = find_binaries()
        if binaries:
            with running_cluster(binaries) as server:
                addresses = {"DATABASE_URL": f"{server}/kantha", "ENGINE_DATABASE_URL": f"{server}/kantha_engine"}
                results.append(_step("tests on PostgreSQL", (*pytest, "-m", "not browser"), env | addresses))
        if "chromium" not in lacking:
            browser = (str(BIN / "python"), "-m", "pytest", "-m", "browser", "tests/journeys")
            results.append(_step("journeys in a browser", browser, env))
    return _sum_up(results, lacking, required)


def _find_gaps() -> dict[str, str]:
    return {
        "chromium": "" if shutil.which("chromium") else "no Chromium: the journeys in a browser were not run",
        "postgres": "" if find_binaries() else "no PostgreSQL server: the tests ran on SQLite only",
        "pango": "" if has_pango() else "no pango: printed documents cannot be made here (none is made yet)",
    }


def _step(name: str, command: tuple[str, ...], env: Mapping[str, str]) -> tuple[str, bool, float]:
    print(f"\n== {name}", flush=True)
    begun = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, env=dict(env), check=False)  # noqa: S603 - our own words only
    return name, done.returncode == 0, time.monotonic() - begun


def _sum_up(results: list[tuple[str, bool, float]], lacking: Mapping[str, str], required: set[str]) -> int:
    print("\n== summary")
    for name, passed, seconds in results:
        print(f"{'passed' if passed else 'FAILED'}  {name} ({seconds:.0f} s)")
    for name, why in lacking.items():
        print(f"{'FAILED' if name in required else 'skipped'} {why}")
    failed = sum(not passed for _, passed, _ in results) + len(required & lacking.keys())
    print(
        f"{len(results) - sum(not passed for _, passed, _ in results)} passed, {failed} failed, {len(lacking)} skipped"
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
