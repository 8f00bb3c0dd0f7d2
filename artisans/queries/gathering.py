"""Rows of another table inside the row of a query: one statement instead of two."""

from typing import Any

from django.db.models import JSONField, QuerySet, Subquery


class GatheredRows(Subquery):
    """The rows of `queryset` as a list of dictionaries, one key for each of `names`; `documents` are JSON columns.

    PostgreSQL and SQLite only, each by its own functions.
    """

    output_field: Any = JSONField()

    def __init__(
        self, queryset: QuerySet[Any], *, names: tuple[str, ...], documents: tuple[str, ...] = (), **extra: Any
    ) -> None:
        pairs = [f"'{name}', " + (f"json(_r.{name})" if name in documents else f"_r.{name}") for name in names]
        super().__init__(queryset.values(*names), pairs=", ".join(pairs), **extra)

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Each row as an object of its named columns."""
        template = "(SELECT json_group_array(json_object(%(pairs)s)) FROM (%(subquery)s) _r)"
        return self.as_sql(compiler, connection, template=template, **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Each row as it is."""
        template = "(SELECT coalesce(jsonb_agg(to_jsonb(_r)), '[]'::jsonb) FROM (%(subquery)s) _r)"
        return self.as_sql(compiler, connection, template=template, **context)
