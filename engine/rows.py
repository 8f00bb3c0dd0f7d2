"""Reads and writes rows with statements made once: to put one together costs Django more than to run it."""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeVar

from django.db import connections
from django.db.models import Model

Row = TypeVar("Row", bound=Model)


def execute(text: str, given: Collection[Any]) -> Any:
    """Run a statement: the rows that it finds, or how many it changed. Times are made what the database takes."""
    engine = connections["engine"]
    ready = [engine.ops.adapt_datetimefield_value(one) if isinstance(one, datetime) else one for one in given]
    with engine.cursor() as cursor:
        cursor.execute(text, ready)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def read_rows(model: type[Row], column: str, keys: Collection[Any], *, held: bool = False) -> list[Row]:
    """The rows with one of the keys in a column, in the table's order; `held` until the transaction ends.

    Raises: ValidationError or ValueError for a key that cannot be one.
    """
    if not keys:
        return []
    engine, meta = connections["engine"], model._meta
    field: Any = meta.pk if column == "pk" else meta.get_field(column)
    given = [field.get_db_prep_value(key, engine) for key in keys]
    locks = held and engine.features.has_select_for_update  # SQLite lets one writer in at a time
    found: list[Any] = execute(_select(model, field.column, len(given), locks), given)
    names, converters = _columns(model)
    rows = []
    for values in map(list, found):
        for place, convert, expression in converters:
            values[place] = convert(values[place], expression, engine)
        rows.append(model.from_db("engine", names, values))
    return rows


def find_one(model: type[Row], key: object, *, held: bool = False) -> Row | None:
    """The row of a key, if there is one; as `read_rows`."""
    return next(iter(read_rows(model, "pk", [key], held=held)), None)


def insert_row(row: Row) -> Row:
    """Write a new row, which is returned with its key."""
    fields = [field for field in row._meta.concrete_fields if not (field.primary_key and row.pk is None)]
    made = execute(_insert(type(row), len(fields)), _prepare(row, fields, True))
    if row.pk is None:
        row.pk = made[0][0] if _tells_keys() else execute("SELECT last_insert_rowid()", [])[0][0]
    row._state.adding, row._state.db = False, "engine"
    return row


def update_row(row: Model, *names: str) -> None:
    """Write the named columns of a row that is there, or all."""
    meta = row._meta
    fields = [meta.get_field(name) for name in names] or [field for field in meta.concrete_fields if field != meta.pk]
    execute(_update(type(row), names), _prepare(row, [*fields, meta.pk], False))


def delete_rows(model: type[Model], column: str, keys: Collection[Any]) -> None:
    """Remove the rows with one of the keys in a column; what points to them must be gone before."""
    if keys:
        meta: Any = model._meta
        engine, field = connections["engine"], meta.pk if column == "pk" else meta.get_field(column)
        table, name = engine.ops.quote_name(meta.db_table), engine.ops.quote_name(field.column)
        given = [field.get_db_prep_value(key, engine) for key in keys]
        execute(f"DELETE FROM {table} WHERE {name} IN ({_marks(len(given))})", given)  # noqa: S608


def _prepare(row: Model, fields: Iterable[Any], is_new: bool) -> list[Any]:
    engine = connections["engine"]
    return [field.get_db_prep_save(field.pre_save(row, is_new), engine) for field in fields]


@lru_cache(maxsize=128)
def _columns(model: type[Model]) -> tuple[list[str], list[tuple[int, Callable[..., Any], Any]]]:
    """The attributes of a row in the table's order, and by place what makes Python's values of the database's."""
    engine, converters = connections["engine"], []
    for place, field in enumerate(model._meta.concrete_fields):
        column: Any = field.get_col(model._meta.db_table)
        made = [*engine.ops.get_db_converters(column), *column.get_db_converters(engine)]
        converters += [(place, convert, column) for convert in made]
    return [field.attname for field in model._meta.concrete_fields], converters


@lru_cache(maxsize=1024)
def _select(model: type[Model], column: str, count: int, locks: bool) -> str:
    meta: Any = model._meta
    name, order = connections["engine"].ops.quote_name, []
    for given in meta.ordering:
        field = given.removeprefix("-")
        ordered = meta.pk if field == "pk" else meta.get_field(field)
        order.append(name(ordered.column) + (" DESC" if given != field else ""))
    columns = ", ".join(name(field.column) for field in meta.concrete_fields)
    text = f"SELECT {columns} FROM {name(meta.db_table)} WHERE {name(column)} IN ({_marks(count)})"  # noqa: S608
    text += f" ORDER BY {', '.join(order)}" if order else ""
    return text + (" FOR UPDATE" if locks else "")


@lru_cache(maxsize=128)
def _insert(model: type[Model], count: int) -> str:
    """With or without the key, which the database then makes and tells."""
    meta: Any = model._meta
    name, makes_key = connections["engine"].ops.quote_name, count < len(meta.concrete_fields)
    columns = ", ".join(name(field.column) for field in meta.concrete_fields if field != meta.pk or not makes_key)
    values = f"({columns}) VALUES ({_marks(count)})" if count else "DEFAULT VALUES"
    text = f"INSERT INTO {name(meta.db_table)} {values}"
    return text + (f" RETURNING {name(meta.pk.column)}" if makes_key and _tells_keys() else "")


@lru_cache(maxsize=128)
def _update(model: type[Model], names: tuple[str, ...]) -> str:
    meta: Any = model._meta
    name = connections["engine"].ops.quote_name
    fields = [meta.get_field(one) for one in names] or [field for field in meta.concrete_fields if field != meta.pk]
    changes = ", ".join(f"{name(field.column)} = %s" for field in fields)
    return f"UPDATE {name(meta.db_table)} SET {changes} WHERE {name(meta.pk.column)} = %s"  # noqa: S608


def _tells_keys() -> bool:
    return connections["engine"].features.can_return_columns_from_insert  # SQLite since 3.35


def _marks(count: int) -> str:
    return ", ".join(["%s"] * count)
