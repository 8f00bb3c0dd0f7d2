"""Metadata: maps of texts that rows carry; who may change them, and who is told."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, Model

from engine.errors import Refusal
from engine.webhooks import record_event
from engine.wiring import snake_case

# Who may change the public metadata of a type; anyone may change those of the other kinds.
OWNERS = dict.fromkeys(("Category", "Collection", "Product", "ProductVariant"), "MANAGE_PRODUCTS")
KINDS = {*OWNERS, "Checkout", "CheckoutLine", "Order", "OrderLine"}
# Those of which apps are told; a category fires nothing, and a line belongs to its checkout or order.
_TOLD = {*OWNERS, "Order"} - {"Category"}


def list_pairs(pairs: Mapping[str, str]) -> list[dict[str, str]]:
    """The pairs of a map, by key."""
    return [{"key": key, "value": pairs[key]} for key in sorted(pairs)]


def read_pairs(given: list[dict[str, str]] | None) -> dict[str, str]:
    """The map given as a list of pairs. Raises: Refusal for an empty key."""
    pairs = {pair["key"].strip(): pair["value"] for pair in given or []}
    if "" in pairs:
        raise Refusal("metadata", "REQUIRED", "Metadata key cannot be empty.")
    return pairs


def merge_metadata(kind: type[Model], key: str, pairs: Mapping[str, str]) -> Any:
    """Set keys of a row's metadata in the caller's transaction; the row, or None if there is none with this key.

    Apps are told only if something is different (saleor-events.md, "Which change fires what").
    """
    rows: Any = kind._default_manager.filter(pk=key)
    try:
        # An UPDATE that changes nothing keeps others waiting, so that no key set at the same time is lost.
        if not rows.update(metadata=F("metadata")):
            return None
    except (ValueError, ValidationError):
        return None
    row = rows.get()
    merged = {**row.metadata, **pairs}
    if merged != row.metadata:
        row.metadata = merged
        row.save(update_fields=["metadata", *(["updated_at"] if hasattr(row, "updated_at") else [])])
        if kind.__name__ in _TOLD:
            name = snake_case(kind.__name__)
            record_event(f"{name.upper()}_UPDATED", {name: row})
            record_event(f"{name.upper()}_METADATA_UPDATED", {name: row})
    return row
