"""Fills the read model from Saleor: all of it, page by page, resumably.

A run never empties the shop: rows are written beside what is shown, new ones stay hidden until the run has seen
everything; then one transaction shows them and removes what the run did not see.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from catalog.concerns import note_missing_price
from catalog.errors import NothingSold
from catalog.groups import read_ancestors
from catalog.models import Product, SyncState
from catalog.records import Fetched
from catalog.refresh import expect_channel, refresh_groups, write_answer
from catalog.runs import Reason, begin_run, end_run, keep_place, let_go, note_change
from catalog.version import turn_over
from saleor_api.client import anonymous_client
from saleor_api.errors import SaleorBroken

PAGE_SIZE = 20
# A product renamed while a run was under way may slip through between two pages: the unseen are asked for by id.
_MOST_ASKED_FOR = 50
# What a progress callback receives: channel, products done, products in all, name of the last one.
Progress = Callable[[str, int, int, str], None]


@dataclass(frozen=True, slots=True)
class SyncSummary:
    """What a full sync did, over all channels."""

    seen: int
    changed: int
    removed: int


def sync_all(progress: Progress | None = None, *, wait_seconds: float = 60.0) -> SyncSummary:
    """Fetches every category, collection and product of every channel; goes on where a killed run stopped.

    Raises:
        SyncRunning: another process is still at it after `wait_seconds`.
        ChannelGone, NothingSold: Saleor shows nothing to sell; the shop stays as it is.
        SaleorError: Saleor does not answer; what was fetched stays, the next run goes on from there.
    """
    seen = changed = removed = 0
    for channel in settings.CHANNELS:
        state = begin_run(channel, Reason.COMMAND, wait_seconds=wait_seconds)
        try:
            while not take_page(state, progress):
                pass
            removed += finish(state)
        finally:
            let_go(state)
        seen += state.done
        changed += state.changed
    return SyncSummary(seen=seen, changed=changed, removed=removed)


def sync_step(channel: str, reason: Reason) -> bool:
    """One page of a run through the channel, so that a worker can do other things in between; True at its end.

    Raises: as `sync_all`.
    """
    state = begin_run(channel, reason)
    try:
        if not take_page(state):
            return False
        finish(state)
        return True
    finally:
        let_go(state)


def take_page(state: SyncState, progress: Progress | None = None) -> bool:
    """Fetches one page of a begun run, before the first one categories and collections; True after the last page."""
    client = anonymous_client()
    if not state.cursor:
        expect_channel(client, state.channel)
        refresh_groups(client, state.channel)
    asked_at = timezone.now()
    page = client.catalog_products(channel=state.channel, first=PAGE_SIZE, after=state.cursor or None)
    if page is None:
        raise SaleorBroken("a page of products is missing")
    fetched = Fetched(state.channel, asked_at, state.generation, live=False, ancestors=read_ancestors())
    changed = False
    for edge in page.edges:
        what = write_answer(edge.node, fetched)
        if what:
            note_change(state, edge.node.id, edge.node.name, what)
            changed = True
        state.done += 1
        if progress is not None:
            progress(state.channel, state.done, page.total_count or state.done, edge.node.name)
    if changed and state.finished_at is not None:
        turn_over()
    last = not page.page_info.has_next_page or not page.page_info.end_cursor
    keep_place(state, "" if last else page.page_info.end_cursor or "")
    return last


def finish(state: SyncState) -> int:
    """Ends a run that saw the last page; returns how many products it removed.

    Raises:
        NothingSold: the run saw no product at all where some are shown.
    """
    rows = Product.objects.filter(channel=state.channel)
    if not state.done and rows.filter(is_live=True).exists():
        raise NothingSold(state.channel)
    unseen = rows.filter(generation__lt=state.generation).values_list("product_id", "name")
    for product_id, name in list(unseen[:_MOST_ASKED_FOR]):
        _look_again(state, product_id, name)
    first = state.finished_at is None
    removed, shown = end_run(state)
    if removed or shown or (first and state.changed):
        turn_over()
    return removed


def _look_again(state: SyncState, product_id: str, name: str) -> None:
    """Asks for a product that a run did not see; what Saleor still has counts as seen."""
    asked_at = timezone.now()
    product = anonymous_client().catalog_product(channel=state.channel, id=product_id)
    fetched = Fetched(state.channel, asked_at, state.generation, live=False, ancestors=read_ancestors())
    if product is None or write_answer(product, fetched) is None:
        note_missing_price(state.channel, product_id, name)
