"""Writes that other parts may ask of the catalogue: push facts down, mark or forget products, sync."""

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from catalog.models import ChangedProduct, Product, ProductFacts, SyncState
from catalog.records import apply_facts, delete_products
from catalog.refresh import sync_groups, sync_product, sync_products
from catalog.sync import SyncSummary, sync_all
from catalog.version import turn_over

__all__ = [
    "SyncSummary",
    "forget_product",
    "mark_catalog_changed",
    "mark_changed",
    "mark_collections_changed",
    "mark_groups_changed",
    "push_story_text",
    "push_trace_facts",
    "sync_all",
    "sync_groups",
    "sync_product",
    "sync_products",
    "turn_over",
]

# The rows of ChangedProduct that stand for categories and collections; Saleor's ids hold no space.
GROUPS, GROUPS_AGAIN = GROUP_ROWS = ("all groups", "all groups again")
_AGAIN_SECONDS = 3.0


def push_trace_facts(
    product_id: str,
    *,
    tags: Sequence[tuple[str, str]],
    programme_slug: str,
    programme_name: str,
    impact_line: str,
) -> bool:
    """Stores what impact_tags knows of a product, `tags` as slug and label; returns whether anything changed.

    May come before the product itself is synced, and outlives a rebuild.
    """
    values: dict[str, object] = {
        "tags": [[slug, label] for slug, label in tags],
        "programme_slug": programme_slug,
        "programme_name": programme_name,
        "impact_line": impact_line,
    }
    return _push(product_id, values)


def push_story_text(product_id: str, text: str) -> bool:
    """Makes a product findable by the words of its published story; an empty text takes them away again."""
    return _push(product_id, {"story_text": text})


def mark_changed(product_id: str, *, delay_seconds: float = 0) -> None:
    """Notes that Saleor said this product has changed; the worker fetches it. Two writes at most."""
    due = timezone.now() + timedelta(seconds=delay_seconds)
    _, made = ChangedProduct.objects.get_or_create(product_id=product_id, defaults={"due_at": due})
    if not made:
        ChangedProduct.objects.filter(product_id=product_id).update(marks=F("marks") + 1, due_at=due, attempts=0)


def mark_groups_changed() -> None:
    """Notes that a category or a collection has changed; the worker fetches them all. Two writes at most."""
    mark_changed(GROUPS)


def mark_collections_changed() -> None:
    """As `mark_groups_changed`, and once more in three seconds. Four writes at most.

    Hiding a collection fires no event. Saleor's Dashboard saves it in two steps, and only the first, which the second
    follows at once, fires `collection_updated` (`CollectionDetails.tsx` of 3.23.27).
    """
    mark_groups_changed()
    mark_changed(GROUPS_AGAIN, delay_seconds=_AGAIN_SECONDS)


def mark_catalog_changed() -> None:
    """Notes that anything may have changed, as with a channel: the worker compares everything. A write or two."""
    SyncState.objects.filter(channel__in=settings.CHANNELS).update(due_at=timezone.now(), wanted=True)


def forget_product(product_id: str) -> bool:
    """Removes a product that Saleor deleted from every channel; returns whether it was there."""
    with transaction.atomic():
        gone = delete_products(Product.objects.filter(product_id=product_id)) > 0
        if gone:
            turn_over()
    return gone


def drop_catalog() -> None:
    """Empties the read model but for pushed-down facts and finished pictures; `sync_all` fills it again."""
    with transaction.atomic():
        delete_products(Product.objects.all())
        SyncState.objects.exclude(channel="").update(cursor="", begun_at=None, finished_at=None, due_at=None)
        turn_over()


def _push(product_id: str, values: dict[str, object]) -> bool:
    with transaction.atomic():
        facts, _ = ProductFacts.objects.get_or_create(product_id=product_id)
        if all(getattr(facts, name) == value for name, value in values.items()):
            return False
        for name, value in values.items():
            setattr(facts, name, value)
        facts.save(update_fields=list(values))
        for product in Product.objects.filter(product_id=product_id):
            apply_facts(product, facts)
        turn_over()
    return True
