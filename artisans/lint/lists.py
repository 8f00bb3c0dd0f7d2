"""Reads the lists of words beside this module (`terms/`, described in its README)."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from artisans.lint.findings import Rule

_FOLDER = Path(__file__).with_name("terms")


def read_terms(name: str) -> dict[Rule, str]:
    """The phrases of every rule in a list: `a/b` stands for either word, a star for any ending, bars part phrases."""
    return {Rule(rule): block for rule, block in _read(name)["terms"].items()}


def read_shields(name: str) -> str:
    """Phrases in which a listed word means something harmless."""
    return str(_read(name).get("shields", ""))


def read_list(name: str, key: str) -> frozenset[str]:
    """Names or words parted by commas."""
    return frozenset(" ".join(part.split()) for part in str(_read(name)[key]).split(",") if part.strip())


def read_words(name: str, key: str) -> frozenset[str]:
    """The words of one of the small lists that patterns are made of, parted by blanks."""
    return frozenset(str(_read(name)["words"][key]).split())


def read_states(name: str) -> dict[str, tuple[str, ...]]:
    """The spellings of each state or province, by its English name in small letters."""
    return {state: tuple(spellings) for state, spellings in _read(name)["states"].items()}


@cache
def _read(name: str) -> dict[str, Any]:
    with (_FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)
