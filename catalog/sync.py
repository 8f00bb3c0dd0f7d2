"""Fills the read model from Saleor: all of it, resumably, or one product after an event.

A run never empties the shop: rows are written beside what is shown, new ones stay hidden until the run has seen
everything; then one transaction shows them and removes what the run did not see.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from catalog.concerns import clear_concern, concern_about, note_missing_price
from catalog.errors import ChannelGone, NothingSold
from catalog.groups import read_ancestors, relabel_products, sync_categories, sync_collections
from catalog.mapping import read_product
from catalog.models import Product, SyncState
from catalog.ranking import rank_products
from catalog.records import Fetched, current_generation, delete_products, write_product
from catalog.runs import Reason, begin_run, end_run, keep_place, let_go, note_change
from catalog.version import turn_over
from saleor_api.client import Client, anonymous_client
from saleor_api.errors import SaleorBroken
from saleor_api.generated.fragments import CatalogProductFields

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
        what = _write(edge.node, fetched)
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


def sync_product(product_id: str) -> bool:
    """Fetches one product in every channel, or forgets it where it is gone; returns whether anything changed.

    Idempotent, in any order of events: what counts is Saleor's state now.

    Raises:
        SaleorError: Saleor does not answer.
        ChannelGone: Saleor has the channel no longer; the product stays as it is.
    """
    client = anonymous_client()
    changed = False
    for channel in settings.CHANNELS:
        state = current_generation(channel)
        asked_at = timezone.now()
        product = client.catalog_product(channel=channel, id=product_id)
        # Before the first run has ended nothing is shown yet: its end shows everything at once.
        live = state.finished_at is not None
        fetched = Fetched(channel, asked_at, state.generation, live=live, ancestors=read_ancestors())
        what = _write(product, fetched) if product is not None else None
        if what is None:
            changed |= _forget(client, channel, product_id, fetched)
        elif what:
            changed = True
            rank_products(channel)
    if changed:
        turn_over()
    return changed


def sync_groups() -> None:
    """Brings categories and collections, and the names of both on products, to what Saleor has. Two calls or more.

    Raises: as `sync_product`.
    """
    client = anonymous_client()
    for channel in settings.CHANNELS:
        expect_channel(client, channel)
        refresh_groups(client, channel)


def refresh_groups(client: Client, channel: str) -> None:
    """Categories and collections of one channel, shown at once where they changed."""
    changed = sync_categories(client)
    changed |= sync_collections(client, channel)
    if changed:
        relabel_products(channel)
        turn_over()


def expect_channel(client: Client, channel: str) -> None:
    """An unknown channel gives empty lists: nothing may be removed for that. One call.

    Raises:
        ChannelGone: Saleor has no such channel.
    """
    if client.shop_and_channel(channel=channel).channel is None:
        raise ChannelGone(channel)


def _look_again(state: SyncState, product_id: str, name: str) -> None:
    """Asks for a product that a run did not see; what Saleor still has counts as seen."""
    asked_at = timezone.now()
    product = anonymous_client().catalog_product(channel=state.channel, id=product_id)
    fetched = Fetched(state.channel, asked_at, state.generation, live=False, ancestors=read_ancestors())
    if product is None or _write(product, fetched) is None:
        note_missing_price(state.channel, product_id, name)


def _write(product: CatalogProductFields, fetched: Fetched) -> str | None:
    """What changed, in a word or two; empty for nothing, None for a product that nobody can buy."""
    content = read_product(product)
    if content is None:
        return None
    clear_concern(fetched.channel, content.product_id)
    return write_product(content, fetched)


def _forget(client: Client, channel: str, product_id: str, fetched: Fetched) -> bool:
    rows = Product.objects.filter(channel=channel, product_id=product_id, fetched_at__lte=fetched.asked_at)
    name = rows.values_list("name", flat=True).first()
    if name is not None:
        expect_channel(client, channel)
    name = name or concern_about(channel, product_id)
    if name:
        note_missing_price(channel, product_id, name)
    return delete_products(rows) > 0
