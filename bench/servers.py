"""Starts what is measured: the bare view, and a whole shop (web and worker) on data of its own."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WEB_WORKERS = 2
CLOCK_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its address, and the processes whose CPU time counts."""

    url: str
    pids: tuple[int, ...]
    env: Mapping[str, str]

    def cpu_seconds(self) -> float:
        """CPU seconds (user and system) that the processes and their living children have used."""
        return sum(_process_seconds(pid) for root in self.pids for pid in _with_children(root))


@contextlib.contextmanager
def bare_view() -> Iterator[Server]:
    """The bare view on granian, with the same flags as the shop."""
    port = free_port()
    with _running(_granian(port, "bench.bare:application"), dict(os.environ)) as pid:
        url = f"http://127.0.0.1:{port}"
        wait_for(f"{url}/", seconds=20)
        yield Server(url, (pid,), dict(os.environ))


@contextlib.contextmanager
def shop(env: Mapping[str, str], *, worker: bool = True) -> Iterator[Server]:
    """Web and worker of a shop whose data `env` names."""
    port = free_port()
    full = dict(env) | {"PORT": str(port), "PUBLIC_URL": f"http://127.0.0.1:{port}"}
    manage(full, "renew_addresses")
    with contextlib.ExitStack() as stack:
        pids = [stack.enter_context(_running(_granian(port, "storefront.wsgi:application"), full))]
        if worker:
            pids.append(stack.enter_context(_running([sys.executable, "manage.py", "run_worker"], full)))
        url = f"http://127.0.0.1:{port}"
        wait_for(f"{url}/health/ready" if worker else f"{url}/health/live", seconds=240)
        yield Server(url, tuple(pids), full)


@contextlib.contextmanager
def sample_data(addresses: Mapping[str, str] | None = None) -> Iterator[dict[str, str]]:
    """A folder with freshly made databases and the sample shop in them; yields the environment that names it."""
    with tempfile.TemporaryDirectory(prefix="kantha-bench-") as folder:
        env = dict(os.environ) | {"VAR_DIR": folder, "LOG_LEVEL": "ERROR"} | dict(addresses or {})
        manage(env, "prepare_databases")
        manage(env, "migrate", "--database", "default", "--verbosity", "0")
        manage(env, "migrate", "--database", "engine", "--verbosity", "0")
        manage(env, "collectstatic", "--noinput", "--verbosity", "0")
        manage(env, "load_sample_shop")
        yield env


def manage(env: Mapping[str, str], *words: str) -> str:
    """Runs a management command and returns what it printed."""
    done = subprocess.run(  # noqa: S603 - our own words only
        [sys.executable, "manage.py", *words], cwd=ROOT, env=dict(env), check=False, capture_output=True, text=True
    )
    if done.returncode:
        raise SystemExit(f"manage.py {' '.join(words)} failed:\n{done.stderr[-3000:]}")
    return done.stdout


def free_port() -> int:
    """A port of the loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(url: str, *, seconds: float) -> None:
    """Returns when the address answers 200. Raises: SystemExit after `seconds`."""
    deadline = time.monotonic() + seconds
    last = "no answer"
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310 - loopback
                if answer.status == 200:
                    return
        except urllib.error.HTTPError as error:
            last = error.read().decode(errors="replace")[:300]
        except OSError as error:
            last = str(error)
        time.sleep(0.2)
    raise SystemExit(f"{url} was not ready after {seconds:.0f} s: {last}")


def _granian(port: int, target: str) -> list[str]:
    granian = str(Path(sys.executable).with_name("granian"))
    flags = ["--interface", "wsgi", "--host", "127.0.0.1", "--workers", str(WEB_WORKERS), "--log-level", "error"]
    return [granian, *flags, "--no-ws", "--blocking-threads", "4", "--backpressure", "64", "--port", str(port), target]


@contextlib.contextmanager
def _running(command: list[str], env: Mapping[str, str]) -> Iterator[int]:
    process = subprocess.Popen(command, cwd=ROOT, env=dict(env), start_new_session=True)  # noqa: S603
    try:
        yield process.pid
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def _with_children(root: int) -> list[int]:
    found, queue = [], [root]
    while queue:
        pid = queue.pop()
        found.append(pid)
        for children in Path(f"/proc/{pid}/task").glob("*/children"):
            queue.extend(int(word) for word in children.read_text().split())
    return found


def _process_seconds(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / CLOCK_TICKS
