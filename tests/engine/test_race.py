"""Twenty buyers race for the last five pieces, on whichever database the tests run on."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlunsplit

import pytest
from django.db import connections

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def environment(tmp_path: Path, request: pytest.FixtureRequest) -> dict[str, str]:
    """The environment of a process with an engine database of its own: a SQLite file, or this run's PostgreSQL."""
    env = {**os.environ, "VAR_DIR": str(tmp_path), "PLAIN_STATIC": "1"}
    env.pop("DATABASE_URL", None)
    env.pop("ENGINE_DATABASE_URL", None)
    if connections["engine"].vendor == "postgresql":
        request.applymarker(pytest.mark.django_db(transaction=True, databases=["default", "engine"]))
        request.getfixturevalue("transactional_db")  # empty before, emptied afterwards
        given = connections["engine"].settings_dict
        user, server = f"{given['USER']}:{given['PASSWORD']}", f"{given['HOST'] or 'localhost'}:{given['PORT'] or 5432}"
        env["ENGINE_DATABASE_URL"] = urlunsplit(("postgres", f"{user}@{server}", f"/{given['NAME']}", "", ""))
    else:
        migrate = ["manage.py", "migrate", "engine", "--database=engine", "--verbosity=0", "--skip-checks"]
        subprocess.run([sys.executable, *migrate], cwd=ROOT, env=env, check=True)  # noqa: S603 - our own command
    return env


pytestmark = pytest.mark.slow


def race(name: str, environment: dict[str, str]) -> dict[str, Any]:
    """What came of a race of tests/engine/race.py."""
    done = subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-m", "tests.engine.race", name],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_five_of_twenty_paid_buyers_get_the_last_five_pieces(environment: dict[str, str]) -> None:
    assert race("race_to_complete", environment) == {
        "order": 5,
        "INSUFFICIENT_STOCK": 15,
        "different": 5,
        "orders": 5,
        "allocated": [0, 5],
    }


def test_buyers_of_two_things_neither_block_each_other_nor_get_half(environment: dict[str, str]) -> None:
    assert race("race_with_two_lines", environment) == {
        "order": 5,
        "INSUFFICIENT_STOCK": 15,
        "different": 5,
        "orders": 5,
        "allocated": [5, 5],
    }


def test_five_of_twenty_carts_hold_the_last_five_pieces(environment: dict[str, str]) -> None:
    assert race("race_to_reserve", environment) == {
        "checkout": 5,
        "INSUFFICIENT_STOCK": 15,
        "orders": 0,
        "allocated": [0, 0],
    }


def test_twenty_completions_of_one_checkout_give_one_order(environment: dict[str, str]) -> None:
    assert race("race_for_one_order", environment) == {"order": 20, "different": 1, "orders": 1, "allocated": [0, 2]}
