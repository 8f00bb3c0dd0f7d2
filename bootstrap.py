"""Makes the virtual environment and installs what Kantha needs, once; plain Python, no package needed.

Called by the Makefile: `python3 bootstrap.py` for the shop, `python3 bootstrap.py --dev` for tests and checks too.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST, NEWEST = (3, 11), (3, 13)


def main() -> int:
    """Brings .venv up to date with pyproject.toml and constraints.txt; quick when nothing changed."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        found = ".".join(map(str, sys.version_info[:3]))
        return _give_up(f"Kantha runs on Python 3.11, 3.12 or 3.13; this is {found}. Try: make PYTHON=python3.11 ...")
    dev = "--dev" in sys.argv[1:]
    stamp = VENV / (".kantha-dev" if dev else ".kantha")
    wanted = _fingerprint()
    if PYTHON.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return 0
    begun = time.monotonic()
    if not PYTHON.exists() and not _make_venv():
        return _give_up(
            "Python cannot make a virtual environment here: its venv module is missing.\n"
            "On Debian or Ubuntu: apt-get install python3-venv. Then run the same command again."
        )
    print("Installing the Python packages (about a minute the first time) ...", flush=True)
    if not _install(dev):
        return _give_up("The packages could not be installed; the lines above say why. Run the same command again.")
    for name in (".kantha", ".kantha-dev") if dev else (".kantha",):
        (VENV / name).write_text(wanted, encoding="utf-8")
    print(f"Installed in {time.monotonic() - begun:.0f} s.", flush=True)
    return 0


def _fingerprint() -> str:
    texts = [(ROOT / name).read_bytes() for name in ("pyproject.toml", "constraints.txt")]
    return hashlib.sha256(b"\0".join([*texts, sys.version.encode()])).hexdigest()


def _make_venv() -> bool:
    print("Making a virtual environment in .venv ...", flush=True)
    if _run(sys.executable, "-m", "venv", str(VENV)):
        return True
    shutil.rmtree(VENV, ignore_errors=True)
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("Installing Debian's python3-venv ...", flush=True)
        if _run("apt-get", "install", "-y", "-q", "python3-venv") and _run(sys.executable, "-m", "venv", str(VENV)):
            return True
        shutil.rmtree(VENV, ignore_errors=True)
    return False


def _install(dev: bool) -> bool:
    target = ".[dev]" if dev else "."
    return _run(
        str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input",
        "--constraint", str(ROOT / "constraints.txt"), "--editable", target,
    )  # fmt: skip


def _run(*command: str) -> bool:
    return subprocess.run(command, cwd=ROOT, check=False).returncode == 0  # noqa: S603 - our own words only


def _give_up(sentence: str) -> int:
    print(f"\n{sentence}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
