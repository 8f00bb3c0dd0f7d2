"""On a real disk: after the purge no byte of the var folder holds a marker, the database files included."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.artisans.plant_story import MARKERS
from tests.postgres import find_binaries, running_cluster

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.slow


def run(var: Path, *command: str, **more: str) -> str:
    # The whole run may be on PostgreSQL: its databases are not meant here.
    others = {name: value for name, value in os.environ.items() if not name.endswith("DATABASE_URL")}
    environ = others | {"VAR_DIR": str(var), "PLAIN_STATIC": "1", "PYTHONPATH": str(ROOT)} | more
    done = subprocess.run(  # noqa: S603
        [sys.executable, *command], cwd=ROOT, env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def spellings(word: str) -> list[bytes]:
    """As plain bytes, as JSON escapes it, and as PostgreSQL and FTS5 may stem it."""
    lower = word.lower()
    return [word.encode(), lower.encode(), word.encode("unicode-escape"), lower[:9].encode(), word.encode("utf-16-le")]


def files_with(folder: Path, marker: str) -> set[str]:
    return {
        path.name
        for path in folder.rglob("*")
        if path.is_file() and any(spelling in path.read_bytes() for spelling in spellings(marker))
    }


def test_no_byte_of_the_var_folder_holds_a_marker_afterwards(tmp_path: Path) -> None:
    run(tmp_path, "manage.py", "migrate", "--noinput")
    public_id = run(tmp_path, "-m", "tests.artisans.plant_story", "plant")
    before = {name: files_with(tmp_path, marker) for name, marker in MARKERS.items()}
    # A session is packed and evidence encrypted: plain bytes of theirs stand nowhere.
    assert {name for name, files in before.items() if not files} == {"session", "evidence"}
    assert len(list((tmp_path / "private" / "evidence").iterdir())) == 1
    said = run(tmp_path, "-m", "tests.artisans.plant_story", "withdraw", public_id)
    assert "'hits': 0" in said
    assert {name: files_with(tmp_path, marker) for name, marker in MARKERS.items()} == {name: set() for name in MARKERS}
    assert list((tmp_path / "private" / "evidence").iterdir()) == []


@pytest.mark.postgres
@pytest.mark.skipif(find_binaries() is None, reason="PostgreSQL is not installed")
def test_no_table_of_postgresql_holds_a_marker_afterwards(tmp_path: Path) -> None:
    binaries = find_binaries()
    assert binaries is not None
    with running_cluster(binaries) as server:
        import psycopg

        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            connection.execute("CREATE DATABASE purge")
        address = f"{server}/purge"
        run(tmp_path, "manage.py", "prepare_databases", DATABASE_URL=address)
        run(tmp_path, "manage.py", "migrate", "--noinput", DATABASE_URL=address)
        public_id = run(tmp_path, "-m", "tests.artisans.plant_story", "plant", DATABASE_URL=address)
        assert "artisans_storyrevision" in tables_with(address, MARKERS["text"])
        said = run(tmp_path, "-m", "tests.artisans.plant_story", "withdraw", public_id, DATABASE_URL=address)
        assert "'hits': 0" in said
        assert {name: tables_with(address, marker) for name, marker in MARKERS.items()} == {
            name: set() for name in MARKERS
        }


def tables_with(address: str, marker: str) -> set[str]:
    import psycopg

    found = set()
    with psycopg.connect(address) as connection:
        tables = connection.execute(
            "SELECT schemaname, tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        ).fetchall()
        for schema, table in tables:
            rows = connection.execute(f'SELECT "{table}"::text FROM "{schema}"."{table}" AS "{table}"').fetchall()  # type: ignore[call-overload]  # noqa: S608
            text = str(rows)
            if marker in text or marker.lower()[:9] in text or marker.encode("unicode-escape").decode() in text:
                found.add(table)
    return found
