"""Lists in pages, as Relay has them: a cursor names the last row by what it is sorted by."""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

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
    order: tuple[str, ...]
    descending: bool
    after: str | None
    before: str | None
    backwards: bool
    channel: Channel | None

    @cached_property
    def total_count(self) -> int:
        """All rows, on whatever page."""
        return self.rows.count() if isinstance(self.rows, QuerySet) else len(self.rows)

    @cached_property
    def _found(self) -> tuple[list[Any], bool]:
        """The rows of the page, and whether there are more in the direction of reading."""
        if isinstance(self.rows, QuerySet):
            reversed_order = self.descending != self.backwards
            rows = self.rows.order_by(*(("-" if reversed_order else "") + name for name in self.order))
            for cursor, ahead in ((self.after, not self.descending), (self.before, self.descending)):
                rows = rows.filter(_beyond(self.order, _read_cursor(cursor, self.order), ahead)) if cursor else rows
            found = list(rows[: self.size + 1])
        else:
            cursors = [self.cursor_of(row) for row in self.rows]
            start = cursors.index(self.after) + 1 if self.after in cursors else 0
            end = cursors.index(self.before) if self.before in cursors else len(cursors)
            found = list(self.rows[start:end])
            found = found[::-1][: self.size + 1] if self.backwards else found[: self.size + 1]
        page = found[: self.size][::-1] if self.backwards else found[: self.size]
        # Rows that come from a list are peers already, across the lists of all their parents.
        return (join(page, self.channel) if isinstance(self.rows, QuerySet) else page), len(found) > self.size

    def cursor_of(self, row: Any) -> str:
        """The row's place: the values it is sorted by."""
        values = [str(getattr(row, name)) for name in self.order]
        return base64.b64encode(json.dumps(values).encode()).decode()

    @property
    def edges(self) -> list[dict[str, Any]]:
        """The rows with their cursors."""
        return [{"node": row, "cursor": self.cursor_of(row)} for row in self._found[0]]

    @property
    def page_info(self) -> dict[str, Any]:
        """Whether there is more, and the cursors at both ends."""
        rows, more = self._found
        return {
            "has_next_page": bool(self.before) if self.backwards else more,
            "has_previous_page": more if self.backwards else bool(self.after),
            "start_cursor": self.cursor_of(rows[0]) if rows else None,
            "end_cursor": self.cursor_of(rows[-1]) if rows else None,
        }


def _read_cursor(cursor: str, order: tuple[str, ...]) -> list[str]:
    try:
        values = json.loads(base64.b64decode(cursor, validate=True))
    except ValueError as error:
        raise GraphQLError("Received cursor is invalid.") from error
    if not isinstance(values, list) or len(values) != len(order):
        raise GraphQLError("Received cursor is invalid.")
    return [str(value) for value in values]


def _beyond(order: tuple[str, ...], values: list[str], ahead: bool) -> Q:
    """The rows after (or before) a place in a list sorted by several columns."""
    beyond, same = Q(), Q()
    for name, value in zip(order, values, strict=True):
        beyond |= same & Q(**{f"{name}__{'gt' if ahead else 'lt'}": value})
        same &= Q(**{name: value})
    return beyond


def paginate(
    rows: QuerySet[Any] | Sequence[Model],
    name: str,
    arguments: Mapping[str, Any],
    *,
    order: tuple[str, ...] = ("pk",),
    descending: bool = False,
    channel: Channel | None = None,
) -> Page:
    """The page that `first`, `last`, `after` and `before` ask for; `name` is the field's, for the messages.

    Raises: GraphQLError without `first` or `last`, or above 100.
    """
    first, last = arguments.get("first"), arguments.get("last")
    if not first and not last:
        raise GraphQLError(f"You must provide a `first` or `last` value to properly paginate the `{name}` connection.")
    asked, size = ("first", first) if first else ("last", last)
    if not isinstance(size, int) or size < 1 or (first and last):
        raise GraphQLError(f"The `{name}` connection takes one of `first` and `last`, above 0.")
    if size > LARGEST_PAGE:
        limit = f"exceeds the `{asked}` limit of {LARGEST_PAGE} records."
        raise GraphQLError(f"Requesting {size} records on the `{name}` connection {limit}")
    after, before = arguments.get("after"), arguments.get("before")
    return Page(rows, size, order, descending, after, before, asked == "last", channel)
