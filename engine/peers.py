"""Rows that were read together read their relations together: no query per row of a list."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, NamedTuple, TypeVar

from django.db.models import Model, Prefetch, prefetch_related_objects

from engine.models import Channel
from engine.rows import read_rows

Row = TypeVar("Row", bound=Model)
Value = TypeVar("Value")
_UNREAD: Any = object()


class _Peers(NamedTuple):
    """Rows of one list, the channel they are looked at in, and what was worked out for all of them, by key."""

    rows: list[Any]
    channel: Channel | None
    worked_out: dict[str, Mapping[Any, Any]]


def join(rows: Iterable[Row], channel: Channel | None = None) -> list[Row]:
    """Make the rows peers, seen in `channel`, and return them as a list."""
    listed = list(rows)
    peers = _Peers(listed, channel, {})
    for row in listed:
        row.__dict__["_peers"] = peers
    return listed


def _peers_of(row: Model) -> _Peers:
    if "_peers" not in row.__dict__:
        join([row])
    peers: _Peers = row.__dict__["_peers"]
    return peers


def channel_of(row: Model) -> Channel | None:
    """The channel in which the row is looked at, if any."""
    return _peers_of(row).channel


def work_out(row: Row, name: str, reckon: Callable[[list[Row], Channel | None], Mapping[Any, Value]]) -> Value | None:
    """A value per row that is reckoned at once for all peers; `reckon` maps keys of rows to values."""
    rows, channel, worked_out = _peers_of(row)
    if name not in worked_out:
        worked_out[name] = reckon(rows, channel)
    value: Value | None = worked_out[name].get(row.pk)
    return value


def renew(row: Any) -> None:
    """Read the row's relations anew when they are asked for again; for rows that are about to change."""
    if isinstance(row, Model):
        join([row], channel_of(row))


def fetch(row: Model, relation: str) -> Any:
    """The related row, or list of rows, read at once for all peers of `row`; they are peers in the same channel."""
    field: Any = row._meta.get_field(relation)
    if not field.many_to_one:
        return work_out(row, relation, partial(_read_lists, field))
    child = field.get_cached_value(row, default=_UNREAD)
    if child is _UNREAD or (child is not None and "_peers" not in child.__dict__):
        child = _read_parents(field, _peers_of(row))[row.pk]
    return child


def _read_parents(field: Any, peers: _Peers) -> dict[Any, Any]:
    """The row to which each row points, perhaps none."""
    waiting = [peer for peer in peers.rows if not field.is_cached(peer)]
    keys = {getattr(peer, field.attname) for peer in waiting} - {None}
    by_key = {parent.pk: parent for parent in read_rows(field.related_model, "pk", keys)}
    for peer in waiting:
        field.set_cached_value(peer, by_key.get(getattr(peer, field.attname)))
    found = {peer.pk: field.get_cached_value(peer) for peer in peers.rows}
    _join_new((parent for parent in found.values() if parent is not None), peers.channel)
    return found


def _read_lists(field: Any, rows: list[Any], channel: Channel | None) -> dict[Any, list[Any]]:
    """The rows that point to each row, or that a table in between names."""
    found: dict[Any, list[Any]] = {peer.pk: [] for peer in rows}
    if field.many_to_many:
        # Into an attribute of its own: Django would make a manager for each row.
        prefetch_related_objects(rows, Prefetch(field.name, to_attr="_found"))
        found = {peer.pk: peer.__dict__.pop("_found") for peer in rows}
    else:
        parents = {peer.pk: peer for peer in rows}
        for child in read_rows(field.related_model, field.field.name, parents):
            field.field.set_cached_value(child, parents[getattr(child, field.field.attname)])
            found[getattr(child, field.field.attname)].append(child)
    _join_new((child for children in found.values() for child in children), channel)
    return found


def _join_new(rows: Iterable[Any], channel: Channel | None) -> None:
    """Make rows peers, but for those met before: such as a parent on the way back, they keep what they know."""
    join({id(row): row for row in rows if "_peers" not in row.__dict__}.values(), channel)
