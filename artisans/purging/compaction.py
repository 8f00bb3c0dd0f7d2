"""Making databases forget: what was deleted leaves free pages, logs and search indexes as well."""

from django.db import DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from artisans.purging.places import list_tables


def compact_databases() -> str:
    """Rewrites every database without what was deleted from it; empty if done, else what is in the way.

    SQLite: search indexes merged, VACUUM, and the log emptied; PostgreSQL: VACUUM FULL of the tables of stories and of
    search, VACUUM of all others. Costs a rewrite of the file on SQLite. Cannot run inside a transaction.
    Source: sqlite.org/lang_vacuum.html, sqlite.org/fts5.html ("optimize"), PostgreSQL's manual on VACUUM.
    """
    for alias in connections:
        connection = connections[alias]
        if connection.in_atomic_block:
            return f"{alias}: a transaction is open"
        try:
            blocked = _compact_sqlite(connection) if connection.vendor == "sqlite" else _compact_postgres(connection)
        except DatabaseError as error:
            return f"{alias}: {type(error).__name__}"
        if blocked:
            return f"{alias}: {blocked}"
    return ""


def _compact_sqlite(connection: BaseDatabaseWrapper) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%%USING fts5%%'")
        for (table,) in cursor.fetchall():
            name = connection.ops.quote_name(table)
            cursor.execute(f"INSERT INTO {name}({name}) VALUES ('optimize')")  # noqa: S608 - the database's own name
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy = (cursor.fetchone() or (0,))[0]
    return "another process reads the log" if busy else ""


def _compact_postgres(connection: BaseDatabaseWrapper) -> str:
    with connection.cursor() as cursor:
        for table in list_tables(connection.alias):
            whole = "FULL " if table.startswith(("artisans_", "catalog_words", "catalog_productfacts")) else ""
            cursor.execute(f"VACUUM {whole}{connection.ops.quote_name(table)}")
    return ""
