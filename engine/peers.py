"""Rows that were read together read their relations together: no query per row of a list."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple, TypeVar

from django.db.models import Model, Prefetch, QuerySet, prefetch_related_objects

from engine.models import Channel

Row = TypeVar("Row", bound=Model)
Value = TypeVar("Value")


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


def fetch(row: Model, relation: str, among: QuerySet[Any] | None = None) -> Any:
    """The related row, or list of rows, read at once for all peers of `row`; they are peers in the same channel.

    `among`: how the rows of a list are read, for instance together with rows of theirs.
    """

    def read(rows: list[Any], channel: Channel | None) -> dict[Any, Any]:
        if row._meta.get_field(relation).many_to_one:
            prefetch_related_objects(rows, relation)
            found = {peer.pk: getattr(peer, relation) for peer in rows}
            children = [child for child in found.values() if child is not None]
        else:
            # Into an attribute of its own: Django would make a manager for each row.
            prefetch_related_objects(rows, Prefetch(relation, among, to_attr="_found"))
            found = {peer.pk: peer.__dict__.pop("_found") for peer in rows}
            children = [child for related in found.values() for child in related]
        # Rows met before, such as the parent on the way back, keep their peers and what they have worked out.
        join({id(child): child for child in children if "_peers" not in child.__dict__}.values(), channel)
        return found

    return work_out(row, relation, read)
