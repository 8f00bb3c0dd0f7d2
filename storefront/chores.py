"""What the worker does for the shop: a paid checkout becomes an order even if its buyer has left."""

import logging
import time
import uuid
from datetime import timedelta
from decimal import Decimal

from django.conf import settings
from django.db.models import F, Q
from django.utils import timezone

from saleor_api.client import Client, anonymous_client, app_client
from saleor_api.errors import SaleorError
from saleor_api.ids import CheckoutId
from saleor_api.money import Money
from saleor_api.registration import watch_app
from storefront.attempts import Claim, claim_attempt, find_done
from storefront.carts import read_checkout
from storefront.events import permissions_needed
from storefront.handlers import note_paid_checkout
from storefront.models import PaidCheckout
from storefront.order_letters import write_returned_payment
from storefront.paying import Ending, complete

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
BATCH = 20
# Deliveries can be lost for good (saleor-events: a worker killed while a retry waits): now and then, look.
LOOK_EVERY_SECONDS = 600.0
QUIET = timedelta(minutes=5)
PAGE = 100
_looked_at = [-LOOK_EVERY_SECONDS]


def check_shop_app() -> int:
    """Asks Saleor how the shop's app stands, so that staff see what it lacks, or that it was removed. One call."""
    watch_app(settings.SHOP_APP_ID, permissions_needed(), "the shop's app")
    return 0


def complete_paid_checkouts() -> int:
    """Completes due checkouts; returns how many were taken up. Repeating it is harmless."""
    if time.monotonic() - _looked_at[0] >= LOOK_EVERY_SECONDS:
        _looked_at[0] = time.monotonic()
        _look_for_lost()
    handled = 0
    now = timezone.now()
    free = Q(claimed_until=None) | Q(claimed_until__lt=now)
    for row in PaidCheckout.objects.filter(free, due_at__lte=now).order_by("due_at")[:BATCH]:
        mine = PaidCheckout.objects.filter(free, pk=row.pk, due_at=row.due_at)
        if mine.update(claimed_until=now + LEASE, tries=F("tries") + 1):
            _complete(row)
            handled += 1
    return handled


def _complete(row: PaidCheckout) -> None:
    checkout_id = CheckoutId(row.checkout_id)
    trouble = "" if find_done(checkout_id=checkout_id) else _carry_through(checkout_id)
    if not trouble:
        row.delete()
        return
    # Not yet: after 1, 2, 4 ... minutes, at most an hour apart.
    wait = timedelta(minutes=min(2 ** min(row.tries, 6), 60))
    mine = PaidCheckout.objects.filter(pk=row.pk)
    mine.update(claimed_until=None, due_at=timezone.now() + wait, trouble=trouble[:300])


def _carry_through(checkout_id: CheckoutId) -> str:
    """Makes the checkout an order, or sends its money back; what stands in the way, for staff, or nothing."""
    claim, attempt = claim_attempt(uuid.uuid4(), checkout_id, Money(Decimal(0), "XXX"))
    if claim is not Claim.OURS or attempt is None:
        return "Its buyer is paying just now."
    client = anonymous_client()
    try:
        checkout = read_checkout(client, checkout_id)
        result = complete(client, attempt)
    except SaleorError as error:
        logger.exception("a paid checkout could not be completed yet")
        return f"Saleor did not answer: {error}"
    if result.ending is Ending.REFUSED and checkout and checkout.email:
        paid = Money.from_minor(checkout.total_price.gross.fractional_amount, checkout.total_price.gross.currency)
        write_returned_payment(checkout.email, paid, key=f"payment-returned:{attempt.pk}")
    return "" if result.ending in {Ending.ORDERED, Ending.REFUSED} else result.trouble


def _look_for_lost() -> None:
    """Notes paid checkouts that no event told of. One call a page."""
    try:
        client = app_client(settings.SHOP_APP_ID)
        for channel in settings.CHANNELS:
            _note_page(client, channel)
    except SaleorError:
        logger.info("paid checkouts could not be looked for", exc_info=True)


def _note_page(client: Client, channel: str) -> None:
    after = None
    while True:
        page = client.paid_checkouts(channel=channel, first=PAGE, after=after)
        for edge in page.edges if page else ():
            if edge.node.updated_at < timezone.now() - QUIET:
                note_paid_checkout(edge.node.id)
        if page is None or not page.page_info.has_next_page or not page.page_info.end_cursor:
            return
        after = page.page_info.end_cursor
