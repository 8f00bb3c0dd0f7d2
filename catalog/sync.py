"""Fills the read model from Saleor: all of it, resumably, or one product after an event.

A run never empties the shop: rows are written beside what is shown, new ones stay hidden until the run has seen
everything; then one transaction shows them and removes what the run did not see.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from catalog.errors import SyncRunning
from catalog.groups import read_ancestors, sync_categories, sync_collections
from catalog.mapping import read_product
from catalog.models import Product, SyncState
from catalog.ranking import rank_products
from catalog.records import Fetched, current_generation, delete_products, write_product
from catalog.version import turn_over
from saleor_api.client import Client, anonymous_client

PAGE_SIZE = 20
# A run renews this with each page; one that was killed can be taken over after it.
_LEASE = timedelta(seconds=30)
_RESUME_WITHIN = timedelta(hours=1)
# What a progress callback receives: channel, products done, products in all, name of the last one.
Progress = Callable[[str, int, int, str], None]


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a full sync did, over all channels."""

    seen: int
    changed: int
    removed: int


def sync_all(progress: Progress | None = None, *, wait_seconds: float = 60.0) -> SyncReport:
    """Fetches every category, collection and product of every channel; goes on where a killed run stopped.

    Raises:
        SyncRunning: another process is still at it after `wait_seconds`.
        SaleorError: Saleor does not answer; what was fetched stays, the next run goes on from there.
    """
    client = anonymous_client()
    changed_groups = sync_categories(client)
    ancestors = read_ancestors()
    seen = changed = removed = 0
    for channel in settings.CHANNELS:
        state = _begin_run(channel, wait_seconds)
        try:
            changed_groups |= sync_collections(client, channel)
            page_changed = _sync_pages(client, state, ancestors, progress)
            gone, shown = _end_run(state)
        finally:
            SyncState.objects.filter(pk=state.pk).update(running_since=None)
        seen += Product.objects.filter(channel=channel).count()
        changed += page_changed
        removed += gone
        if shown or gone or page_changed:
            changed_groups = True
    if changed_groups:
        turn_over()
    return SyncReport(seen=seen, changed=changed, removed=removed)


def sync_product(product_id: str) -> bool:
    """Fetches one product in every channel, or forgets it where it is gone; returns whether anything changed.

    Idempotent, in any order of events: what counts is Saleor's state now.

    Raises:
        SaleorError: Saleor does not answer.
    """
    client = anonymous_client()
    changed = False
    for channel in settings.CHANNELS:
        state = current_generation(channel)
        asked_at = timezone.now()
        product = client.catalog_product(channel=channel, id=product_id)
        content = read_product(product) if product is not None else None
        if content is None:
            rows = Product.objects.filter(channel=channel, product_id=product_id, fetched_at__lte=asked_at)
            changed |= delete_products(rows) > 0
            continue
        fetched = Fetched(
            channel=channel,
            asked_at=asked_at,
            generation=state.generation,
            # Before the first run has ended nothing is shown yet: its end shows everything at once.
            live=state.finished_at is not None,
            ancestors=read_ancestors(),
        )
        if write_product(content, fetched):
            changed = True
            rank_products(channel)
    if changed:
        turn_over()
    return changed


def _begin_run(channel: str, wait_seconds: float) -> SyncState:
    """Claims the channel's state row; keeps generation and cursor of a recent run that did not end."""
    current_generation(channel)
    give_up_at = time.monotonic() + wait_seconds
    while True:
        now = timezone.now()
        free = Q(running_since=None) | Q(running_since__lt=now - _LEASE)
        if SyncState.objects.filter(free, channel=channel).update(running_since=now):
            break
        if time.monotonic() > give_up_at:
            raise SyncRunning(f"Another process is filling the catalogue of {channel}; try again in a minute.")
        time.sleep(0.5)
    state = SyncState.objects.get(channel=channel)
    if not state.cursor or state.begun_at is None or state.begun_at < now - _RESUME_WITHIN:
        state.generation += 1
        state.cursor = ""
        state.done = 0
        state.begun_at = now
        state.save(update_fields=["generation", "cursor", "done", "begun_at"])
    return state


def _sync_pages(
    client: Client, state: SyncState, ancestors: dict[str, list[tuple[str, str]]], progress: Progress | None
) -> int:
    changed = 0
    while True:
        asked_at = timezone.now()
        page = client.catalog_products(channel=state.channel, first=PAGE_SIZE, after=state.cursor or None)
        if page is None:
            return changed
        fetched = Fetched(state.channel, asked_at, state.generation, live=False, ancestors=ancestors)
        for edge in page.edges:
            content = read_product(edge.node)
            changed += content is not None and write_product(content, fetched)
            state.done += 1
            if progress is not None:
                progress(state.channel, state.done, page.total_count or state.done, edge.node.name)
        state.cursor = page.page_info.end_cursor or ""
        if not page.page_info.has_next_page or not state.cursor:
            return changed
        state.running_since = timezone.now()
        state.save(update_fields=["cursor", "done", "running_since"])


@transaction.atomic
def _end_run(state: SyncState) -> tuple[int, int]:
    """Shows what the run saw and removes what it did not see; returns the numbers removed and newly shown."""
    rows = Product.objects.filter(channel=state.channel)
    shown = rows.filter(generation=state.generation, is_live=False).update(is_live=True)
    gone = delete_products(rows.filter(generation__lt=state.generation))
    rank_products(state.channel)
    SyncState.objects.filter(pk=state.pk).update(cursor="", begun_at=None, finished_at=timezone.now())
    return gone, shown
