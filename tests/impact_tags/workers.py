"""Several workers at once, each with a connection of its own, on the database of the test run."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier
from typing import TypeVar

from django.db import connection, connections

Result = TypeVar("Result")


def run_together(jobs: Sequence[Callable[[], Result]]) -> list[Result]:
    """Starts all jobs at the same moment, each in a thread; returns their results in order."""
    barrier = Barrier(len(jobs))

    def run(job: Callable[[], Result]) -> Result:
        try:
            barrier.wait(timeout=30)
            return job()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def run_alone(job: Callable[[], Result]) -> Result:
    """The same for one job: on SQLite the test's own connection does not see the workers' file."""
    return run_together([job])[0]


@contextmanager
def shared_database(folder: Path) -> Iterator[None]:
    """On SQLite, new connections open a file with what stands in the test's in-memory database.

    Threads cannot share an in-memory database with the locks of a real one.
    """
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    path = folder / "shared.sqlite3"
    with sqlite3.connect(path) as copy:
        connection.connection.backup(copy)
    copy.close()
    settings = connections.settings["default"]
    before = settings["NAME"]
    settings["NAME"] = str(path)
    try:
        yield
    finally:
        settings["NAME"] = before
