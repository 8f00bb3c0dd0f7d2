"""`make mutations`: breaks the code on purpose, in a copy, and shows that the tests turn red.

`python -m tests.mutations WORDS` runs those whose name holds the words.

Each mutation is one replacement in one file and the tests that must notice it. A run that stays green is the failure.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.breaks import SHOP_BREAKS, Mutation
from tests.story_breaks import STORY_BREAKS

ROOT = Path(__file__).resolve().parent.parent


MUTATIONS = (*SHOP_BREAKS, *STORY_BREAKS)


def main(words: str = "") -> int:
    """Runs every mutation whose name holds the words and returns 1 if any went unnoticed."""
    unnoticed = 0
    chosen = [mutation for mutation in MUTATIONS if words in mutation.name]
    with tempfile.TemporaryDirectory(prefix="kantha-mutations-") as folder:
        copy = Path(folder) / "main"
        for name in subprocess.check_output(["git", "ls-files"], cwd=ROOT, text=True).splitlines():  # noqa: S607
            if (ROOT / name).is_file():
                (copy / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, copy / name)
        shared = ROOT.parent / "shared"
        if shared.exists():
            (Path(folder) / "shared").symlink_to(shared)
        for mutation in chosen:
            noticed = try_mutation(copy, mutation)
            unnoticed += not noticed
            print(f"{'noticed  ' if noticed else 'UNNOTICED'}  {mutation.name} ({mutation.file})", flush=True)
    print(f"{len(chosen) - unnoticed} passed, {unnoticed} failed")
    return 1 if unnoticed else 0


def try_mutation(copy: Path, mutation: Mutation) -> bool:
    """Whether the tests fail on the broken code; the code is put back. Raises: SystemExit if the place is gone."""
    path = copy / mutation.file
    text = path.read_text(encoding="utf-8")
    if text.count(mutation.old) != 1:
        raise SystemExit(f"{mutation.name}: {mutation.file} no longer holds {mutation.old!r} once")
    path.write_text(text.replace(mutation.old, mutation.new), encoding="utf-8")
    try:
        done = subprocess.run(  # noqa: S603 - our own words only
            [sys.executable, "-m", "pytest", "-q", "-x", "--no-header", *mutation.tests],
            cwd=copy,
            env=os.environ | {"VAR_DIR": str(copy / "var"), "PLAIN_STATIC": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        path.write_text(text, encoding="utf-8")
    # 1: tests ran and some failed. Anything else (no test found, a crash) proves nothing.
    return done.returncode == 1


if __name__ == "__main__":
    sys.exit(main(" ".join(sys.argv[1:])))
