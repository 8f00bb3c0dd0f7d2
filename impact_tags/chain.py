"""A chain of hashes over a lot's events and documents: a row changed, dropped or moved breaks every later hash.

A row's hash is SHA-256 over the hash before it, a line feed, and the row's public body as JSON with sorted keys and no
spaces. The head stands on the trace page; anyone can compute it again from the published document.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any


@dataclass(frozen=True, slots=True)
class ChainRow:
    """A row in its public form."""

    body: Mapping[str, Any]
    row_hash: str
    is_event: bool


def hash_row(previous_hash: str, body: Mapping[str, Any]) -> str:
    """The hash of the next row, 64 hex digits; the first row follows an empty text."""
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(f"{previous_hash}\n{text}".encode()).hexdigest()


def recompute_hashes(document: Mapping[str, Any]) -> list[str]:
    """The chain's hashes, computed from a published document alone."""
    events = iter(document["epcisBody"]["eventList"])
    documents = iter(document["kantha:documents"])
    hashes: list[str] = []
    for row in document["kantha:chain"]:
        body = next(events) if row["kantha:of"] == "event" else next(documents)
        hashes.append(hash_row(hashes[-1] if hashes else "", body))
    return hashes


def is_unbroken(document: Mapping[str, Any]) -> bool:
    """Whether the published hashes are those of the published rows, and no row stands outside the chain."""
    stated = [row["kantha:hash"] for row in document["kantha:chain"]]
    rows = len(document["epcisBody"]["eventList"]) + len(document["kantha:documents"])
    return len(stated) == rows and stated == recompute_hashes(document)


def read_head(rows: Iterable[ChainRow]) -> str:
    """The hash of the last row; empty before the first."""
    head = ""
    for row in rows:
        head = row.row_hash
    return head
