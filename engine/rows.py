"""Reads and writes rows with statements made once: to put one together costs Django more than to run it."""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from django.db import connections
from django.db.models import Model

Row = TypeVar("Row", bound=Model)


class _Table(NamedTuple):
    """What the statements about a table are made of; `converters` make Python's values of the database's, by place."""

    name: str
    columns: dict[str, str]
    order: str
    attributes: list[str]
    converters: list[tuple[int, Callable[..., Any], Any]]


@lru_cache(maxsize=128)
def _table(model: type[Model]) -> _Table:
    engine, order, converters = connections["engine"], list[str](), list[Any]()
    meta: Any = model._meta
    columns = {field.name: engine.ops.quote_name(field.column) for field in meta.concrete_fields}
    for given in meta.ordering:
        name = given.removeprefix("-")
        order.append(columns[meta.pk.name if name == "pk" else name] + (" DESC" if name != given else ""))
    for place, field in enumerate(meta.concrete_fields):
        column: Any = field.get_col(meta.db_table)
        made = (*engine.ops.get_db_converters(column), *column.get_db_converters(engine))
        converters += [(place, convert, column) for convert in made]
    attributes = [field.attname for field in meta.concrete_fields]
    sorting = f" ORDER BY {', '.join(order)}" if order else ""
    return _Table(engine.ops.quote_name(meta.db_table), columns, sorting, attributes, converters)


def execute(text: str, given: Iterable[Any]) -> Any:
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
    engine, table = connections["engine"], _table(model)
    where, given = _find(model, column, keys)
    # SQLite lets one writer in at a time.
    lock = " FOR UPDATE" if held and engine.features.has_select_for_update else ""
    text = f"SELECT {', '.join(table.columns.values())} FROM {table.name} WHERE {where}{table.order}{lock}"  # noqa: S608
    rows = []
    for values in map(list, execute(text, given)):
        for place, convert, expression in table.converters:
            values[place] = convert(values[place], expression, engine)
        rows.append(model.from_db("engine", table.attributes, values))
    return rows


def find_one(model: type[Row], key: object, *, held: bool = False) -> Row | None:
    """The row of a key, if there is one; as `read_rows`."""
    return next(iter(read_rows(model, "pk", [key], held=held)), None)


def insert_row(row: Row) -> Row:
    """Write a new row, which is returned with its key."""
    table, tells = _table(type(row)), connections["engine"].features.can_return_columns_from_insert
    fields = [field for field in row._meta.concrete_fields if not (field.primary_key and row.pk is None)]
    names = ", ".join(table.columns[field.name] for field in fields)
    values = f"({names}) VALUES ({', '.join(['%s'] * len(fields))})" if fields else "DEFAULT VALUES"
    key = f" RETURNING {table.columns[row._meta.pk.name]}" if tells else ""
    made = execute(f"INSERT INTO {table.name} {values}{key}", _prepare(row, fields, True))
    if row.pk is None:
        # SQLite tells so since 3.35.
        row.pk = (made if tells else execute("SELECT last_insert_rowid()", ()))[0][0]
    row._state.adding, row._state.db = False, "engine"
    return row


def update_row(row: Model, *names: str) -> None:
    """Write the named columns of a row that is there, or all."""
    table, pk = _table(type(row)), row._meta.pk
    fields = [row._meta.get_field(name) for name in names or table.columns if name != pk.name]
    changes = ", ".join(f"{table.columns[field.name]} = %s" for field in fields)
    text = f"UPDATE {table.name} SET {changes} WHERE {table.columns[pk.name]} = %s"  # noqa: S608
    execute(text, _prepare(row, [*fields, pk], False))


def delete_rows(model: type[Model], column: str, keys: Collection[Any]) -> None:
    """Remove the rows with one of the keys in a column; what points to them must be gone before."""
    if keys:
        where, given = _find(model, column, keys)
        execute(f"DELETE FROM {_table(model).name} WHERE {where}", given)  # noqa: S608


def _find(model: type[Model], column: str, keys: Collection[Any]) -> tuple[str, list[Any]]:
    field: Any = model._meta.pk if column == "pk" else model._meta.get_field(column)
    given = [field.get_db_prep_value(key, connections["engine"]) for key in keys]
    return f"{_table(model).columns[field.name]} IN ({', '.join(['%s'] * len(given))})", given


def _prepare(row: Model, fields: Iterable[Any], is_new: bool) -> list[Any]:
    engine = connections["engine"]
    return [field.get_db_prep_save(field.pre_save(row, is_new), engine) for field in fields]
