"""Rows that were read together read their relations together: no query per row of a list."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from django.db.models import Model, Prefetch, QuerySet, prefetch_related_objects

from engine.models import Channel

Row = TypeVar("Row", bound=Model)
Value = TypeVar("Value")


class _Peers:
    """Rows of one list, the channel they are looked at in, and what was worked out for all of them."""

    __slots__ = ("channel", "rows", "worked_out")

    def __init__(self, rows: list[Any], channel: Channel | None) -> None:
        self.rows = rows
        self.channel = channel
        self.worked_out: dict[str, Mapping[Any, Any]] = {}


def join(rows: Iterable[Row], channel: Channel | None = None) -> list[Row]:
    """Make the rows peers, seen in `channel`, and return them as a list."""
    listed = list(rows)
    peers = _Peers(listed, channel)
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


def renew(row: Any) -> None:
    """Read the row's relations anew when they are asked for again; for rows that are about to change."""
    if isinstance(row, Model):
        row.__dict__.pop("_prefetched_objects_cache", None)
        join([row], channel_of(row))


def fetch(row: Model, relation: str, among: QuerySet[Any] | None = None) -> Any:
    """The related row, or list of rows, read at once for all peers of `row`; they are peers in the same channel.

    `among`: how the rows are read, for instance together with rows of theirs.
    """
    peers = _peers_of(row)
    if relation not in peers.worked_out:
        prefetch_related_objects(peers.rows, relation if among is None else Prefetch(relation, among))
        found: dict[Any, Any] = {peer.pk: getattr(peer, relation) for peer in peers.rows}
        if found and hasattr(next(iter(found.values())), "all"):
            found = {key: list(related.all()) for key, related in found.items()}
            children = [child for related in found.values() for child in related]
        else:
            children = [child for child in found.values() if child is not None]
        # Rows met before, such as the parent on the way back, keep their peers and what they have worked out.
        join([child for child in children if "_peers" not in child.__dict__], peers.channel)
        peers.worked_out[relation] = found
    return peers.worked_out[relation][row.pk]


def work_out(row: Row, name: str, reckon: Callable[[list[Row], Channel | None], Mapping[Any, Value]]) -> Value | None:
    """A value per row that is reckoned at once for all peers; `reckon` maps keys of rows to values."""
    peers = _peers_of(row)
    if name not in peers.worked_out:
        peers.worked_out[name] = reckon(peers.rows, peers.channel)
    value: Value | None = peers.worked_out[name].get(row.pk)
    return value
