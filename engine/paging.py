"""Lists in pages, as Relay has them, read forwards: a cursor names the last row by what it is sorted by."""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from graphql import GraphQLError

from engine.models import Channel
from engine.peers import join

LARGEST_PAGE = 100


@dataclass
class Page:
    """The page that a field's `first` and `after` ask for, read only as far as it is asked for.

    `name` is the field's, for the messages; `order` names columns, the last of them unique.
    Raises: GraphQLError without `first`, or above 100.
    """

    rows: QuerySet[Any] | Sequence[Model]
    name: str
    arguments: Mapping[str, Any]
    order: tuple[str, ...] = ("pk",)
    descending: bool = False
    channel: Channel | None = None

    def __post_init__(self) -> None:
        self._size, self._after = self.arguments.get("first") or 0, self.arguments.get("after")
        where = f"the `{self.name}` connection"
        if self._size < 1:
            raise GraphQLError(f"You must provide a `first` or `last` value to properly paginate {where}.")
        if self._size > LARGEST_PAGE:
            limit = f"exceeds the `first` limit of {LARGEST_PAGE} records."
            raise GraphQLError(f"Requesting {self._size} records on {where} {limit}")

    @cached_property
    def total_count(self) -> int:
        """All rows, on whatever page."""
        return self.rows.count() if isinstance(self.rows, QuerySet) else len(self.rows)

    @cached_property
    def _found(self) -> list[Any]:
        """The rows of the page, and the next one if there is one."""
        if not isinstance(self.rows, QuerySet):
            # Rows that come from a list are peers already, across the lists of all their parents.
            cursors = [self._cursor_of(row) for row in self.rows]
            start = cursors.index(self._after) + 1 if self._after in cursors else 0
            return list(self.rows[start : start + self._size + 1])
        try:
            rows = self.rows.filter(self._beyond(self._after)) if self._after else self.rows
        except (TypeError, ValueError, ValidationError) as error:
            raise GraphQLError("Received cursor is invalid.") from error
        rows = rows.order_by(*self.order)
        found = list((rows.reverse() if self.descending else rows)[: self._size + 1])
        join(found[: self._size], self.channel)
        return found

    def _beyond(self, cursor: str) -> Q:
        """The rows after a place in a list sorted by several columns."""
        beyond, same = Q(), Q()
        for name, value in zip(self.order, json.loads(base64.b64decode(cursor, validate=True)), strict=True):
            beyond |= same & Q(**{f"{name}__{'lt' if self.descending else 'gt'}": value})
            same &= Q(**{name: value})
        return beyond

    def _cursor_of(self, row: Any) -> str:
        values = [str(getattr(row, name)) for name in self.order]
        return base64.b64encode(json.dumps(values).encode()).decode()

    @cached_property
    def edges(self) -> list[dict[str, Any]]:
        """The rows with their cursors."""
        return [{"node": row, "cursor": self._cursor_of(row)} for row in self._found[: self._size]]

    @property
    def page_info(self) -> dict[str, Any]:
        """Whether there is more, and the cursors at both ends."""
        cursors = [edge["cursor"] for edge in self.edges] or [None]
        return {
            "has_next_page": len(self._found) > self._size,
            "has_previous_page": bool(self._after),
            "start_cursor": cursors[0],
            "end_cursor": cursors[-1],
        }
