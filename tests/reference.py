"""Where the reference data beside the project lies; a test that needs it skips where it is absent."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


def shared_path(relative: str) -> Path:
    """The path of a reference file or folder; skips the calling test, saying why, if it is not there."""
    path = SHARED / relative
    if not path.exists():
        pytest.skip(f"reference data shared/{relative} is not beside this checkout")
    return path
