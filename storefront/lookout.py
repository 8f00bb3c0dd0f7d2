"""Orders whose events were lost: now and then every order that changed is looked at again, as if its event had come.

A delivery can be lost for good (saleor-events: a worker of Saleor's that is killed while a retry waits). Ledger and
mails compare states, so looking twice changes nothing.
"""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from impact_tags.errors import ImpactError
from impact_tags.ledger import recompute_order
from saleor_api.client import Client, app_client
from saleor_api.errors import SaleorError
from saleor_api.generated.input_types import DateTimeRangeInput, OrderWhereInput
from saleor_api.ids import OrderId
from storefront.models import OrderWatch
from storefront.order_letters import write_missing

logger = logging.getLogger(__name__)

LOOK_EVERY = timedelta(minutes=10)
# Clocks differ, and what was written down at the edge of the last look may have become visible after it.
OVERLAP = timedelta(minutes=5)
FIRST_LOOK = timedelta(days=1)
_PAGE_SIZE = 50


def follow_changed_orders() -> int:
    """Follows orders that changed since the last look; returns how many. One call a page, and two an order.

    A look that breaks off is made again from its beginning.
    """
    now = timezone.now()
    watch, _ = OrderWatch.objects.get_or_create(pk=1, defaults={"seen_until": now - FIRST_LOOK, "due_at": now})
    # One process takes the turn; should it die, the next turn covers the same time.
    if not OrderWatch.objects.filter(pk=1, due_at=watch.due_at, due_at__lte=now).update(due_at=now + LOOK_EVERY):
        return 0
    try:
        followed = _follow_since(watch.seen_until - OVERLAP, app_client(settings.SHOP_APP_ID))
    except (SaleorError, ImpactError) as error:
        logger.warning("orders could not be looked at again: %s", error)
        return 0
    OrderWatch.objects.filter(pk=1).update(seen_until=now)
    return followed


def _follow_since(since: datetime, client: Client) -> int:
    followed, after = 0, None
    while True:
        where = OrderWhereInput(updated_at=DateTimeRangeInput(gte=since))
        page = client.orders_paid_page(first=_PAGE_SIZE, after=after, where=where)
        for edge in page.edges if page else ():
            recompute_order(OrderId(edge.node.id), client)
            write_missing(OrderId(edge.node.id), client)
            followed += 1
        if page is None or not page.page_info.has_next_page or not page.page_info.end_cursor:
            return followed
        after = page.page_info.end_cursor
