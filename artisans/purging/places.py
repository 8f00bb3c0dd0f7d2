"""Every place of the shop that could hold a word: tables of every database, files, storages, caches. No list of them.

Tables and columns come from the databases themselves (search indexes and their shadow tables too), files from the
folders and storages of the settings.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.core.files.storage import Storage, storages
from django.core.files.storage.filesystem import FileSystemStorage
from django.db import connections

from artisans.purging.layers import read_bytes, read_layers

_ROWS_AT_ONCE = 200
_BYTES_AT_ONCE = 4 * 1024 * 1024
_OVERLAP = 4096
_SQLITE = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row as the database gives it; `key` is its primary key where it has a single one."""

    alias: str
    table: str
    key: object
    columns: tuple[str, ...]
    values: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class FileText:
    """A file and a part of its text. `is_database`: a file of SQLite, whose pages hold what tables hold."""

    name: str
    text: str
    is_database: bool


def list_tables(alias: str) -> list[str]:
    """Every table of a database, virtual ones and their shadows too; no views."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        found = connection.introspection.get_table_list(cursor)
    return sorted(row.name for row in found if row.type != "v")


def read_rows(alias: str, table: str) -> Iterator[TableRow]:
    """Every row of a table, with every column, a few hundred at a time."""
    connection = connections[alias]
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        key = connection.introspection.get_primary_key_column(cursor, table)
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT * FROM {quote(table)}")  # noqa: S608 - a name that the database itself gave
        columns = tuple(column[0] for column in cursor.description or ())
        at = columns.index(key) if key in columns else -1
        while rows := cursor.fetchmany(_ROWS_AT_ONCE):
            for row in rows:
                yield TableRow(alias, table, row[at] if at >= 0 else None, columns, tuple(row))


def list_all_tables() -> list[tuple[str, str]]:
    """Alias and name of every table of every database."""
    return [(alias, table) for alias in connections for table in list_tables(alias)]


def read_all_rows() -> Iterator[TableRow]:
    """Every row of every table of every database."""
    for alias, table in list_all_tables():
        yield from read_rows(alias, table)


def read_files() -> Iterator[FileText]:
    """The names and texts of every file in the folders of the settings, and of every storage that is no folder."""
    seen: set[Path] = set()
    for folder in _list_folders():
        for path in sorted(folder.rglob("*")):
            real = path.resolve()
            if real in seen or not path.is_file():
                continue
            seen.add(real)
            with suppress(FileNotFoundError):
                yield from _read_file(path)
    for alias, storage in _list_far_storages():
        yield from _read_storage(alias, storage, "")


def read_caches() -> Iterator[tuple[str, str]]:
    """Name and texts of everything in the caches of this process; a cache in a table or file is found there."""
    for alias in settings.CACHES:
        for key, value in list(getattr(caches[alias], "_cache", {}).items()):
            for text in read_layers((str(key), value)):
                yield f"cache {alias}", text


def _list_folders() -> list[Path]:
    roots = [Path(settings.VAR_DIR), Path(settings.MEDIA_ROOT)]
    for alias in settings.STORAGES:
        if alias != "staticfiles":
            storage = storages[alias]
            if isinstance(storage, FileSystemStorage):
                roots.append(Path(storage.location))
    found = [root.resolve() for root in roots if root.is_dir()]
    return [root for root in dict.fromkeys(found) if not any(other in root.parents for other in found)]


def _list_far_storages() -> Iterator[tuple[str, Storage]]:
    for alias in settings.STORAGES:
        if alias != "staticfiles" and not isinstance(storages[alias], FileSystemStorage):
            yield alias, storages[alias]


def _read_file(path: Path) -> Iterator[FileText]:
    name = str(path.relative_to(Path(settings.VAR_DIR))) if path.is_relative_to(settings.VAR_DIR) else path.name
    yield FileText(name, name, False)
    with path.open("rb") as file:
        head = file.read(len(_SQLITE))
        is_database = head == _SQLITE or name.endswith(("-wal", "-journal", "-shm"))
        file.seek(0)
        # Read, not mapped: another process may shorten a file while it is looked at.
        while piece := file.read(_BYTES_AT_ONCE):
            is_whole = len(piece) == file.tell() < _BYTES_AT_ONCE and not is_database
            # A part of a file is no text of its own: its runs of text are taken, without unpacking.
            for text in read_bytes(piece if is_whole else b"\0" + piece):
                yield FileText(name, text, is_database)
            if len(piece) == _BYTES_AT_ONCE:
                file.seek(-_OVERLAP, 1)


def _read_storage(alias: str, storage: Storage, folder: str) -> Iterator[FileText]:
    """Names only beside a text: what is far away is either locked (originals, evidence) or a picture made anew."""
    folders, files = _list_folder(storage, folder)
    for name in files:
        path = f"{folder}{name}"
        yield FileText(f"{alias}: {path}", path, False)
        with storage.open(path) as file:
            yield from (FileText(f"{alias}: {path}", text, False) for text in read_bytes(file.read(_BYTES_AT_ONCE)))
    for name in folders:
        yield from _read_storage(alias, storage, f"{folder}{name}/")


def _list_folder(storage: Storage, folder: str) -> tuple[Iterable[str], Iterable[str]]:
    try:
        return storage.listdir(folder)
    except FileNotFoundError:
        return (), ()
