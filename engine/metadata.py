"""Public metadata of rows, and who is told when it changes."""

import re
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, Model

from engine.webhooks import record_event

# The kinds that have public metadata in Saleor too.
KINDS = (
    "Category",
    "Checkout",
    "CheckoutLine",
    "Collection",
    "Order",
    "OrderLine",
    "Page",
    "Product",
    "ProductVariant",
)
# Those of which apps are told; a line belongs to its checkout or order.
_TOLD = {"Category", "Collection", "Order", "Product", "ProductVariant"}


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
        _tell(row)
    return row


def _tell(row: Any) -> None:
    name = type(row).__name__
    if name in _TOLD:
        snake = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
        record_event(f"{snake.upper()}_UPDATED", {snake: row})
        record_event(f"{snake.upper()}_METADATA_UPDATED", {snake: row})
