"""Saleor's own copy: the public id and the pseudonym beside a product, as private metadata, and nothing else.

Private, because no page of Saleor shows it: staff and apps with MANAGE_PRODUCTS read it, a visitor of Saleor's API does
not. What Saleor should hold is compared with what it may hold, so a link that came and went while Saleor was down is
taken back all the same. A row is written before Saleor is asked, and deleted only after it has said yes.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from artisans.models import ProductLink, SaleorCopy, Story
from artisans.models.removals import is_free
from artisans.pool import is_wide_enough
from artisans.queries.facts import to_standing, with_standing
from saleor_api.client import Client, app_client, require
from saleor_api.errors import SaleorError, SaleorRefused
from saleor_api.generated.input_types import MetadataInput

STORY_KEY, PSEUDONYM_KEY = "kantha.story", "kantha.pseudonym"
KEYS = (STORY_KEY, PSEUDONYM_KEY)
PAGE_SIZE = 100
_LEASE = timedelta(minutes=2)
_LONGEST_WAIT_SECONDS = 20
_AT_ONCE = 50
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What Saleor should hold beside one product."""

    public_id: str
    pseudonym: str


def mirror_stories() -> int:
    """Brings Saleor's copy to what may be shown today; returns how many products it wrote or cleared.

    Cost: five queries while nothing changes; one call for each product that does.
    """
    _note_differences(list_wanted(timezone.localdate()))
    now = timezone.now()
    due = SaleorCopy.objects.filter(is_free(now, _LEASE), is_sure=False, due_at__lte=now)
    done = 0
    for copy_id in list(due.order_by("due_at").values_list("pk", flat=True)[:_AT_ONCE]):
        lease = timezone.now() + _LEASE
        if not due.filter(pk=copy_id).update(claimed_until=lease):
            continue
        answered = _settle(SaleorCopy.objects.get(pk=copy_id))
        SaleorCopy.objects.filter(pk=copy_id, claimed_until=lease).update(claimed_until=None)
        if not answered:
            break
        done += 1
    return done


def list_wanted(day: date) -> dict[str, Wanted]:
    """What Saleor should hold, by product: the same rule as the product page. Three queries."""
    links = dict(ProductLink.objects.values_list("product_id", "story_id"))
    stories = with_standing(Story.objects.filter(pk__in=set(links.values())))
    standings = {story.pk: to_standing(story) for story in stories}
    shown = {
        pk: Wanted(standing.story.persona.public_id, standing.story.persona.pseudonym)
        for pk, standing in standings.items()
        if standing.may_show(day) and is_wide_enough(standing.pool)
    }
    return {product_id: shown[story_id] for product_id, story_id in links.items() if story_id in shown}


def compare_with_saleor() -> int:
    """Asks Saleor what it holds beside every product, and notes what differs; returns how many products.

    Heals what no row of ours knows of, such as after a restored backup. One call for each hundred products.

    Raises:
        SaleorError: Saleor does not answer.
    """
    client = app_client(settings.SHOP_APP_ID)
    wanted, differing, after = list_wanted(timezone.localdate()), 0, None
    while True:
        page = client.product_stories(first=PAGE_SIZE, after=after)
        for edge in page.edges if page else ():
            held = {pair.key: pair.value for pair in edge.node.private_metadata if pair.key in KEYS}
            want = wanted.get(edge.node.id)
            if held != (_pairs(want) if want else {}):
                differing += 1
                there = held.get(STORY_KEY, "")[:16]
                _note(edge.node.id, want or Wanted(there, held.get(PSEUDONYM_KEY, "")[:60]), held=there)
        if page is None or not page.page_info.has_next_page:
            return differing
        after = page.page_info.end_cursor


def _note_differences(wanted: Mapping[str, Wanted]) -> None:
    known = {copy.product_id: copy for copy in SaleorCopy.objects.all()}
    for product_id, want in wanted.items():
        copy = known.get(product_id)
        if copy is None or (copy.public_id, copy.pseudonym) != (want.public_id, want.pseudonym):
            _note(product_id, want)
    over = [copy.pk for product_id, copy in known.items() if product_id not in wanted and copy.is_sure]
    SaleorCopy.objects.filter(pk__in=over, is_sure=True).update(is_sure=False, due_at=timezone.now(), attempts=0)


def _note(product_id: str, want: Wanted, *, held: str = "") -> None:
    """Writes down that Saleor may hold this from now on, before it is asked to. Somebody's lease stays."""
    with transaction.atomic():
        before = SaleorCopy.objects.filter(product_id=product_id).first()
        ids = {*(before.may_hold if before else ()), want.public_id, held} - {""}
        values = {
            "public_id": want.public_id,
            "pseudonym": want.pseudonym,
            "may_hold": sorted(ids),
            "is_sure": False,
            "due_at": timezone.now(),
            "attempts": 0,
        }
        SaleorCopy.objects.update_or_create(product_id=product_id, defaults=values)


def _settle(copy: SaleorCopy) -> bool:
    """Writes or clears one product at Saleor; False if Saleor does not answer."""
    want = list_wanted(timezone.localdate()).get(copy.product_id)
    # Unless somebody has noted another wish meanwhile; then the next look settles it.
    mine = SaleorCopy.objects.filter(pk=copy.pk, public_id=copy.public_id, may_hold=copy.may_hold)
    try:
        _tell(app_client(settings.SHOP_APP_ID), copy.product_id, want)
    except SaleorError as error:
        _put_off(copy, error)
        return isinstance(error, SaleorRefused)
    if want is None:
        mine.delete()
    elif (want.public_id, want.pseudonym) == (copy.public_id, copy.pseudonym):
        mine.update(is_sure=True, attempts=0, may_hold=[want.public_id])
    return True


def _tell(client: Client, product_id: str, want: Wanted | None) -> None:
    """One call. A product that is gone at Saleor has taken with it what stood beside it."""
    try:
        if want is None:
            require(client.product_story_delete(id=product_id, keys=list(KEYS)))
        else:
            pairs = [MetadataInput(key=key, value=value) for key, value in _pairs(want).items()]
            require(client.product_story_write(id=product_id, input=pairs))
    except SaleorRefused as error:
        if want is not None or not error.codes & {"NOT_FOUND"}:
            raise


def _put_off(copy: SaleorCopy, error: SaleorError) -> None:
    wait = min(5 * 2 ** min(copy.attempts, 10), _LONGEST_WAIT_SECONDS)
    due = timezone.now() + timedelta(seconds=wait)
    SaleorCopy.objects.filter(pk=copy.pk).update(attempts=F("attempts") + 1, due_at=due)
    logger.warning("Saleor's copy at %s: %s", copy.product_id, type(error).__name__)


def _pairs(want: Wanted) -> dict[str, str]:
    return {STORY_KEY: want.public_id, PSEUDONYM_KEY: want.pseudonym}
