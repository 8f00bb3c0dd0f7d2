"""Reads rows by keys with statements made once: to put one together costs Django more than to run it."""

from collections.abc import Collection
from functools import lru_cache
from typing import Any, TypeVar

from django.db import connections
from django.db.models import Model

Row = TypeVar("Row", bound=Model)


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
    return list(model._default_manager.raw(_statement(model, field.column, len(given), locks), given))


def find_one(model: type[Row], key: object, *, held: bool = False) -> Row | None:
    """The row of a key, if there is one; as `read_rows`."""
    return next(iter(read_rows(model, "pk", [key], held=held)), None)


@lru_cache(maxsize=1024)
def _statement(model: type[Model], column: str, count: int, locks: bool) -> str:
    meta: Any = model._meta
    name = connections["engine"].ops.quote_name
    text = f"SELECT * FROM {name(meta.db_table)} WHERE {name(column)} IN ({', '.join(['%s'] * count)})"  # noqa: S608
    order = []
    for given in meta.ordering:
        field = given.removeprefix("-")
        ordered = meta.pk if field == "pk" else meta.get_field(field)
        order.append(name(ordered.column) + (" DESC" if given != field else ""))
    text += f" ORDER BY {', '.join(order)}" if order else ""
    return text + (" FOR UPDATE" if locks else "")
