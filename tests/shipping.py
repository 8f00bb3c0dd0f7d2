"""Reads the files that ship the shop: compose files, Dockerfile, and the variables that settings.py knows."""

import ast
import re
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
READERS = {
    "read_text",
    "read_flag",
    "read_integer",
    "read_list",
    "read_choice",
    "_read_secret",
    "_read_database",
    "read_address",
}


def read(name: str) -> str:
    """A file of the project."""
    return (ROOT / name).read_text(encoding="utf-8")


def load_compose(name: str = "compose.yaml") -> dict[str, Any]:
    """A compose file with its anchors resolved, its ${VARIABLES} as they stand."""
    loaded: dict[str, Any] = yaml.safe_load(read(name))
    return loaded


def known_variables() -> set[str]:
    """Every environment variable that storefront/settings.py reads, without the _FILE twins."""
    calls = (node for node in ast.walk(ast.parse(read("storefront/settings.py"))) if isinstance(node, ast.Call))
    return {
        str(call.args[0].value)
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id in READERS and isinstance(call.args[0], ast.Constant)
    }


def interpolated(text: str) -> set[str]:
    """The ${VARIABLES} of a compose file; $$ is a dollar sign of the container's own shell."""
    return set(re.findall(r"\$\{([A-Z_]+)", text.replace("$$", "")))


def dockerfile() -> list[tuple[str, str]]:
    """Instructions of the Dockerfile in order, as (name, rest); comments left out, continued lines joined."""
    lines = "\n".join(line for line in read("Dockerfile").splitlines() if not line.lstrip().startswith("#"))
    joined = lines.replace("\\\n", " ")
    return [(name, rest.strip()) for name, _, rest in (line.partition(" ") for line in joined.splitlines() if line)]
