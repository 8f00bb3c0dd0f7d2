"""The catalogue's background work: each chore handles rows that are due and returns how many."""

import logging
import time
from datetime import timedelta

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from catalog.actions import EVERYTHING, sync_all, sync_product
from catalog.cards import FEATURED_ORDER, live_products
from catalog.errors import SyncRunning
from catalog.listing import PAGE_SIZE
from catalog.models import ChangedProduct, Picture, SyncState
from catalog.pictures import MOST_ATTEMPTS, claim_picture, clear_retired, make_picture
from saleor_api.errors import SaleorError

logger = logging.getLogger(__name__)

_LEASE = timedelta(minutes=1)
_LONGEST_PAUSE_SECONDS = 600
# Mails and events wait for no more than about this while pictures are made.
_PICTURE_TURN_SECONDS = 1.0
# Stock taken by fulfilment, tax rates, product types and more fire no event (Saleor 3.23): compare now and then.
_COMPARE_EVERY = timedelta(minutes=15)


def sync_changed() -> int:
    """Fetches products that Saleor said have changed. A failed fetch comes again after 1, 2, 4 ... seconds."""
    now = timezone.now()
    free = Q(claimed_until=None) | Q(claimed_until__lt=now)
    handled = 0
    for row in ChangedProduct.objects.filter(free, due_at__lte=now).order_by("due_at")[:20]:
        leased = ChangedProduct.objects.filter(free, pk=row.pk).update(claimed_until=now + _LEASE)
        if leased:
            handled += 1
            _sync_row(row)
    return handled


def compare_all() -> int:
    """Runs a full sync once the last is a quarter of an hour old: heals what no event told."""
    limit = timezone.now() - _COMPARE_EVERY
    if not SyncState.objects.filter(channel__in=settings.CHANNELS, finished_at__lt=limit).exists():
        return 0
    try:
        return sync_all(wait_seconds=0).changed
    except SyncRunning:
        return 0


def make_pictures() -> int:
    """Makes renditions for about a second; returns how many pictures were taken up."""
    begun = time.monotonic()
    handled = 0
    while time.monotonic() - begun < _PICTURE_TURN_SECONDS:
        picture = claim_picture()
        if picture is None:
            return handled + clear_retired()
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


def _sync_row(row: ChangedProduct) -> None:
    """One marked product; a mark that came meanwhile keeps the row due."""
    mine = ChangedProduct.objects.filter(pk=row.pk)
    try:
        if row.product_id == EVERYTHING:
            sync_all(wait_seconds=0)
        else:
            sync_product(row.product_id)
    except (SaleorError, SyncRunning) as error:
        pause = min(2**row.attempts, _LONGEST_PAUSE_SECONDS)
        due = timezone.now() + timedelta(seconds=pause)
        mine.update(claimed_until=None, attempts=F("attempts") + 1, due_at=due)
        logger.warning("product %s not synced: %s", row.product_id or "(all)", error)
        return
    if not mine.filter(marks=row.marks).delete()[0]:
        mine.update(claimed_until=None)
