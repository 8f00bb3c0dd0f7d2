"""The catalogue's background work: each chore handles rows that are due and returns how many."""

import logging
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from catalog.actions import GROUP_ROWS, sync_groups, sync_products
from catalog.cards import FEATURED_ORDER, live_products
from catalog.errors import CatalogError, SyncRunning
from catalog.listing import PAGE_SIZE
from catalog.models import ChangedProduct, Picture, SyncState
from catalog.pictures import MOST_ATTEMPTS, claim_picture, make_picture
from catalog.runs import LEASE, Reason, note_trouble
from catalog.sync import sync_step
from saleor_api.errors import SaleorBroken, SaleorError

logger = logging.getLogger(__name__)

_BATCH = 20
_LEASE = timedelta(minutes=1)
_LONGEST_PAUSE_SECONDS = 600
# Mails and events wait for no more than about this while pictures are made.
_PICTURE_TURN_SECONDS = 1.0


def sync_changed() -> int:
    """Fetches products that Saleor said have changed, twenty with one call: a whole shelf may wait at once.

    A failed fetch comes again after 1, 2, 4 ... seconds.
    """
    now = timezone.now()
    free = Q(claimed_until=None) | Q(claimed_until__lt=now)
    due = ChangedProduct.objects.filter(free, due_at__lte=now).order_by("due_at")[:_BATCH]
    rows = [row for row in due if ChangedProduct.objects.filter(free, pk=row.pk).update(claimed_until=now + _LEASE)]
    products = [row for row in rows if row.product_id not in GROUP_ROWS]
    for row in rows:
        if row.product_id in GROUP_ROWS:
            _settle([row], sync_groups)
    if products:
        _settle(products, lambda: sync_products([row.product_id for row in products]))
    return len(rows)


def compare_all() -> int:
    """One page of a pass through everything, once one is due: a quarter of an hour after the last, or when wanted.

    Heals what no event told, and fills a shop that was never filled. Returns 1 while there is more to do.
    """
    now = timezone.now()
    states = {state.channel: state for state in SyncState.objects.filter(channel__in=settings.CHANNELS)}
    for channel in settings.CHANNELS:
        state = states.get(channel)
        if state and state.due_at and state.due_at > now:
            continue
        if state and state.running_since and state.running_since > now - LEASE:
            continue
        return _compare(channel, Reason.WANTED if state and state.wanted else Reason.COMPARISON)
    return 0


def _compare(channel: str, reason: Reason) -> int:
    SyncState.objects.filter(channel=channel, cursor="").update(wanted=False)
    try:
        sync_step(channel, reason)
    except SyncRunning:
        return 0
    except (SaleorError, CatalogError) as error:
        note_trouble(channel, str(error))
        logger.warning("the channel %s could not be read: %s", channel, error)
        return 0
    return 1


def make_pictures() -> int:
    """Makes renditions for about a second; returns how many pictures were taken up."""
    begun = time.monotonic()
    handled = 0
    while time.monotonic() - begun < _PICTURE_TURN_SECONDS:
        picture = claim_picture()
        if picture is None:
            return handled
        make_picture(picture)
        handled += 1
    return handled


def check_ready() -> str:
    """What is missing before the shop can be shown: the first sync, or pictures of the first listing page."""
    channel = settings.DEFAULT_CHANNEL
    if not SyncState.objects.filter(channel=channel, finished_at__isnull=False).exists():
        return "the catalogue has not been synced yet"
    waiting = Picture.objects.filter(
        product_id=OuterRef("product_id"), retired_at=None, made_at=None, position=0, attempts__lt=MOST_ATTEMPTS
    )
    first_page = list(live_products(channel).order_by(*FEATURED_ORDER).values_list("pk", flat=True)[:PAGE_SIZE])
    missing = live_products(channel).filter(Exists(waiting), pk__in=first_page).count()
    return f"pictures of the first page that are not made yet: {missing}" if missing else ""


def _settle(rows: Sequence[ChangedProduct], fetch: Callable[[], object]) -> None:
    """Fetches what rows mark and drops them; a mark that came meanwhile keeps its row due."""
    try:
        fetch()
    except (SaleorBroken, ValueError) as error:
        # One answer that cannot be read (pydantic raises a ValueError) must not hold up the others.
        if len(rows) > 1:
            for row in rows:
                _settle([row], partial(sync_products, [row.product_id]))
            return
        _put_off(rows, error)
    except (SaleorError, CatalogError) as error:
        _put_off(rows, error)
    else:
        for row in rows:
            mine = ChangedProduct.objects.filter(pk=row.pk)
            if not mine.filter(marks=row.marks).delete()[0]:
                mine.update(claimed_until=None)


def _put_off(rows: Sequence[ChangedProduct], error: Exception) -> None:
    for row in rows:
        due = timezone.now() + timedelta(seconds=min(2**row.attempts, _LONGEST_PAUSE_SECONDS))
        mine = ChangedProduct.objects.filter(pk=row.pk)
        mine.update(claimed_until=None, attempts=F("attempts") + 1, due_at=due)
        logger.warning("product %s not synced: %s", row.product_id, error)
