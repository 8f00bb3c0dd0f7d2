"""Brings the read model up to what an event named: some products, or categories and collections."""

from collections.abc import Sequence
from dataclasses import replace

from django.conf import settings
from django.utils import timezone

from catalog.concerns import clear_concern, concern_about, note_missing_price
from catalog.errors import ChannelGone
from catalog.groups import read_ancestors, relabel_products, sync_categories, sync_collections
from catalog.mapping import read_product
from catalog.models import Product, SyncState
from catalog.ranking import rank_products
from catalog.records import Fetched, current_generation, delete_products, write_product
from catalog.version import turn_over
from saleor_api.client import Client, anonymous_client
from saleor_api.generated.fragments import CatalogProductFields


def sync_product(product_id: str) -> bool:
    """Fetches one product in every channel, or forgets it where it is gone; as `sync_products`."""
    return sync_products([product_id])


def sync_products(product_ids: Sequence[str]) -> bool:
    """Fetches products in every channel, or forgets those that are gone; returns whether anything changed.

    Idempotent, in any order of events: what counts is Saleor's state now. One call for one product; for several one
    call for all that are listed, and one for each that is not. At most 100.

    Raises:
        SaleorError: Saleor does not answer.
        ChannelGone: Saleor has the channel no longer; the products stay as they are.
    """
    client = anonymous_client()
    changed = False
    for channel in settings.CHANNELS:
        changed |= _sync_channel(client, channel, product_ids)
    if changed:
        turn_over()
    return changed


def sync_groups() -> None:
    """Brings categories and collections, and the names of both on products, to what Saleor has. Two calls or more.

    Raises: as `sync_products`.
    """
    client = anonymous_client()
    for channel in settings.CHANNELS:
        _watch_channel(client, channel)
        refresh_groups(client, channel)


def refresh_groups(client: Client, channel: str) -> None:
    """Categories and collections of one channel, shown at once where they changed, then the names on products."""
    changed = sync_categories(client)
    changed |= sync_collections(client, channel)
    if changed:
        turn_over()
        if relabel_products(channel):
            turn_over()


def expect_channel(client: Client, channel: str) -> None:
    """An unknown channel gives empty lists: nothing may be removed for that. One call.

    Raises:
        ChannelGone: Saleor has no such channel.
    """
    if client.shop_and_channel(channel=channel).channel is None:
        raise ChannelGone(channel)


def _watch_channel(client: Client, channel: str) -> None:
    """Tells staff at once that the channel vanished, or that it is back. One call."""
    state, gone = SyncState.objects.filter(channel=channel), str(ChannelGone(channel))
    try:
        expect_channel(client, channel)
    except ChannelGone:
        state.update(trouble=gone)
        raise
    state.filter(trouble=gone).update(trouble="")


def write_answer(product: CatalogProductFields, fetched: Fetched) -> str | None:
    """What changed, in a word or two; empty for nothing, None for a product that nobody can buy."""
    content = read_product(product)
    if content is None:
        return None
    clear_concern(fetched.channel, content.product_id)
    return write_product(content, fetched)


def _sync_channel(client: Client, channel: str, product_ids: Sequence[str]) -> bool:
    state = current_generation(channel)
    # Before the first run has ended nothing is shown yet: its end shows everything at once.
    live = state.finished_at is not None
    fetched = Fetched(channel, timezone.now(), state.generation, live=live, ancestors=read_ancestors())
    listed = _fetch_listed(client, channel, product_ids) if len(product_ids) > 1 else {}
    gone = changed = False
    for product_id in product_ids:
        product, circumstances = listed.get(product_id), fetched
        if product is None:
            circumstances = replace(fetched, asked_at=timezone.now())
            product = client.catalog_product(channel=channel, id=product_id)
        what = write_answer(product, circumstances) if product is not None else None
        if what is None:
            gone |= _forget(client, channel, product_id, circumstances)
        changed |= bool(what)
    if changed:
        rank_products(channel)
    return gone or changed


def _fetch_listed(client: Client, channel: str, product_ids: Sequence[str]) -> dict[str, CatalogProductFields]:
    page = client.catalog_products_named(channel=channel, ids=list(product_ids), first=len(product_ids))
    return {edge.node.id: edge.node for edge in page.edges} if page else {}


def _forget(client: Client, channel: str, product_id: str, fetched: Fetched) -> bool:
    rows = Product.objects.filter(channel=channel, product_id=product_id, fetched_at__lte=fetched.asked_at)
    name = rows.values_list("name", flat=True).first()
    if name is not None:
        expect_channel(client, channel)
    name = name or concern_about(channel, product_id)
    if name:
        note_missing_price(channel, product_id, name)
    return delete_products(rows) > 0
