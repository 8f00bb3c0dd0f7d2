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
    """A page that is read only as far as it is asked for. `order` names columns; the last of them is unique."""

    rows: QuerySet[Any] | Sequence[Model]
    size: int
    after: str | None
    order: tuple[str, ...]
    descending: bool
    channel: Channel | None

    @cached_property
    def total_count(self) -> int:
        """All rows, on whatever page."""
        return self.rows.count() if isinstance(self.rows, QuerySet) else len(self.rows)

    @cached_property
    def _found(self) -> list[Any]:
        """The rows of the page, and the next one if there is one."""
        if not isinstance(self.rows, QuerySet):
            # Rows that come from a list are peers already, across the lists of all their parents.
            cursors = [self.cursor_of(row) for row in self.rows]
            start = cursors.index(self.after) + 1 if self.after in cursors else 0
            return list(self.rows[start : start + self.size + 1])
        try:
            rows = self.rows.filter(self._beyond(self.after)) if self.after else self.rows
        except (TypeError, ValueError, ValidationError) as error:
            raise GraphQLError("Received cursor is invalid.") from error
        rows = rows.order_by(*self.order)
        found = list((rows.reverse() if self.descending else rows)[: self.size + 1])
        join(found[: self.size], self.channel)
        return found

    def _beyond(self, cursor: str) -> Q:
        """The rows after a place in a list sorted by several columns."""
        beyond, same = Q(), Q()
        for name, value in zip(self.order, json.loads(base64.b64decode(cursor, validate=True)), strict=True):
            beyond |= same & Q(**{f"{name}__{'lt' if self.descending else 'gt'}": value})
            same &= Q(**{name: value})
        return beyond

    def cursor_of(self, row: Any) -> str:
        """The row's place: the values it is sorted by."""
        values = [str(getattr(row, name)) for name in self.order]
        return base64.b64encode(json.dumps(values).encode()).decode()

    @property
    def edges(self) -> list[dict[str, Any]]:
        """The rows with their cursors."""
        return [{"node": row, "cursor": self.cursor_of(row)} for row in self._found[: self.size]]

    @property
    def page_info(self) -> dict[str, Any]:
        """Whether there is more, and the cursors at both ends."""
        cursors = [edge["cursor"] for edge in self.edges] or [None]
        return {
            "has_next_page": len(self._found) > self.size,
            "has_previous_page": bool(self.after),
            "start_cursor": cursors[0],
            "end_cursor": cursors[-1],
        }


def paginate(
    rows: QuerySet[Any] | Sequence[Model],
    name: str,
    arguments: Mapping[str, Any],
    *,
    order: tuple[str, ...] = ("pk",),
    descending: bool = False,
    channel: Channel | None = None,
) -> Page:
    """The page that `first` and `after` ask for; `name` is the field's, for the messages.

    Raises: GraphQLError without `first`, or above 100.
    """
    size = arguments.get("first") or 0
    if size < 1:
        raise GraphQLError(f"You must provide a `first` or `last` value to properly paginate the `{name}` connection.")
    if size > LARGEST_PAGE:
        limit = f"exceeds the `first` limit of {LARGEST_PAGE} records."
        raise GraphQLError(f"Requesting {size} records on the `{name}` connection {limit}")
    return Page(rows, size, arguments.get("after"), order, descending, channel)
