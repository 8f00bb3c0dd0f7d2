"""What `make run` does, step by step: databases, static files, sample shop, then web and worker until stopped."""

import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

STATE_FILE = settings.VAR_DIR / "launch.json"
STOP_SECONDS = 10
Say = Callable[[str], None]


def is_port_free(port: int) -> bool:
    """Whether a server can listen on the loopback address."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def prepare_databases(say: Say) -> None:
    """Applies pending migrations to both databases; makes the engine's schema on PostgreSQL."""
    call_command("prepare_databases", verbosity=0)
    for alias in settings.DATABASES:
        executor = MigrationExecutor(connections[alias])
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            say(f"Preparing the database '{alias}' ...")
            call_command("migrate", database=alias, verbosity=0, interactive=False)


def collect_static_files(say: Say) -> None:
    """Collects and compresses the theme's files, if any of them changed since the last time."""
    fingerprint = _fingerprint_static()
    if _read_state().get("static") == fingerprint and settings.STATIC_ROOT.exists():
        return
    say("Collecting pictures, styles and scripts of the theme ...")
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    _write_state(static=fingerprint)


def renew_addresses(say: Say) -> None:
    """Installs both apps again on the engine when the shop's own address changed (another PORT)."""
    if not settings.EMBEDDED_ENGINE or _read_state().get("public_url") == settings.PUBLIC_URL:
        return
    say("Telling the engine where the apps live ...")
    for door in ("saleor", "payments/saleor"):
        call_command("engine_install_app", f"{settings.PUBLIC_URL}/{door}/manifest", verbosity=0)
    _write_state(public_url=settings.PUBLIC_URL)


def start_web() -> subprocess.Popen[bytes]:
    """Starts the web server as a child of this process."""
    return _start(
        str(Path(sys.executable).with_name("granian")),
        "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(settings.PORT),
        "--workers", os.environ.get("WEB_WORKERS", "2"), "--log-level", "warning",
        "--no-ws", "--blocking-threads", "4", "--backpressure", "64",
        "storefront.wsgi:application",
    )  # fmt: skip


def start_worker() -> subprocess.Popen[bytes]:
    """Starts the worker as a child of this process."""
    return _start(sys.executable, str(settings.BASE_DIR / "manage.py"), "run_worker")


def _start(*command: str) -> subprocess.Popen[bytes]:
    # A group of its own: Ctrl-C reaches only this process, which then stops them in order.
    return subprocess.Popen(command, cwd=settings.BASE_DIR, start_new_session=True)  # noqa: S603


def wait_until_answering(path: str, *, seconds: float) -> bool:
    """Whether the web server answers 200 at `path` within the time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{settings.PORT}{path}", timeout=5) as answer:
                if answer.status == 200:
                    return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    return False


def run_until_stopped(processes: list[subprocess.Popen[bytes]]) -> int:
    """Waits for Ctrl-C or for a child to end, then stops all; returns the exit code."""
    stops: list[int] = []

    def note_stop(number: int, frame: FrameType | None) -> None:
        stops.append(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, note_stop)
    while not stops and all(process.poll() is None for process in processes):
        time.sleep(0.2)
    fallen = [process for process in processes if process.poll() is not None]
    stop_processes(processes)
    return 1 if fallen and not stops else 0


def stop_processes(processes: list[subprocess.Popen[bytes]]) -> None:
    """Asks the children to stop, and ends those that do not within ten seconds."""
    for process in processes:
        if process.poll() is None:
            process.terminate()
    for process in processes:
        try:
            process.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def _fingerprint_static() -> str:
    digest = hashlib.sha256()
    for folder in settings.STATICFILES_DIRS:
        for path in sorted(Path(folder).rglob("*")):
            if path.is_file():
                found = path.stat()
                digest.update(f"{path}:{found.st_size}:{found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _read_state() -> dict[str, str]:
    try:
        state: dict[str, str] = json.loads(STATE_FILE.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return state


def _write_state(**changes: str) -> None:
    STATE_FILE.write_text(json.dumps(_read_state() | changes), encoding="utf-8")
