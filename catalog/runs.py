"""One pass through a channel as rows: who is at it, how far it came, what it changed and reports at its end."""

import logging
import time
from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from catalog.errors import SyncRunning
from catalog.models import ChangedProduct, Product, SyncReport, SyncState
from catalog.ranking import rank_products
from catalog.records import current_generation, delete_products

logger = logging.getLogger(__name__)

# Stock taken by fulfilment, tax rates, product types and more fire no event (Saleor 3.23): compare now and then.
COMPARE_EVERY = timedelta(minutes=15)
TRY_AGAIN = timedelta(seconds=30)
# A run renews this with each page; one that was killed can be taken over after it.
LEASE = timedelta(seconds=30)
_RESUME_WITHIN = timedelta(hours=1)
_NAMED = 50
_REPORTS_KEPT = 200


class Reason(StrEnum):
    """Why a run was begun."""

    FIRST = "first"  # the shop was empty
    COMMAND = "command"
    WANTED = "wanted"  # an event said that anything may have changed
    COMPARISON = "comparison"  # by the clock


def begin_run(channel: str, reason: Reason, *, wait_seconds: float = 0) -> SyncState:
    """Claims the channel's state row; keeps generation and cursor of a recent run that did not end.

    Raises:
        SyncRunning: another process is at it.
    """
    current_generation(channel)
    give_up_at = time.monotonic() + wait_seconds
    while True:
        now = timezone.now()
        free = Q(running_since=None) | Q(running_since__lt=now - LEASE)
        if SyncState.objects.filter(free, channel=channel).update(running_since=now):
            break
        if time.monotonic() >= give_up_at:
            raise SyncRunning(f"Another process is filling the catalogue of {channel}; try again in a minute.")
        time.sleep(0.5)
    state = SyncState.objects.get(channel=channel)
    if not state.cursor or state.begun_at is None or state.begun_at < now - _RESUME_WITHIN:
        state.generation += 1
        state.cursor, state.done, state.begun_at, state.changes, state.changed = "", 0, now, [], 0
        state.reason = Reason.FIRST if state.finished_at is None else reason
        state.save(update_fields=["generation", "cursor", "done", "begun_at", "changes", "changed", "reason"])
    return state


def note_change(state: SyncState, product_id: str, name: str, what: str) -> None:
    """Counts a product that was not as Saleor has it, unless an event has told of it and waits for its turn."""
    if state.reason == Reason.COMPARISON and ChangedProduct.objects.filter(product_id=product_id).exists():
        return
    state.changed += 1
    if len(state.changes) < _NAMED:
        state.changes.append([name, what])


def keep_place(state: SyncState, cursor: str) -> None:
    """Remembers how far the run came."""
    state.cursor, state.running_since = cursor, timezone.now()
    state.save(update_fields=["cursor", "done", "running_since", "changes", "changed"])


def let_go(state: SyncState) -> None:
    """Lets another process, or this one at its next turn, go on from here."""
    SyncState.objects.filter(pk=state.pk).update(running_since=None)


def note_trouble(channel: str, sentence: str) -> None:
    """Writes down why the channel could not be read, for staff, and when to try again."""
    later = timezone.now() + TRY_AGAIN
    SyncState.objects.filter(channel=channel).update(trouble=sentence[:500], due_at=later, running_since=None)


def end_run(state: SyncState) -> tuple[int, int]:
    """Shows what the run saw, removes what it did not see, and reports; returns the numbers removed and newly shown."""
    with transaction.atomic():
        rows = Product.objects.filter(channel=state.channel)
        shown = rows.filter(generation=state.generation, is_live=False).update(is_live=True)
        unseen = list(rows.filter(generation__lt=state.generation))
        gone = delete_products(unseen)
        rank_products(state.channel)
        now = timezone.now()
        SyncState.objects.filter(pk=state.pk).update(cursor="", begun_at=None, finished_at=now, trouble="")
        # What was wanted while this run was under way is still to come.
        SyncState.objects.filter(pk=state.pk, wanted=False).update(due_at=now + COMPARE_EVERY)
        _report(state, [row.name for row in unseen])
    return gone, shown


def _report(state: SyncState, removed: Sequence[str]) -> None:
    if not state.changed and not removed:
        return
    SyncReport.objects.create(
        channel=state.channel,
        reason=state.reason,
        begun_at=state.begun_at or timezone.now(),
        seen=state.done,
        changed=state.changed,
        removed=len(removed),
        changes=[*state.changes, *([name, "removed"] for name in removed)][:_NAMED],
    )
    newest = SyncReport.objects.order_by("-pk").values_list("pk", flat=True)[:_REPORTS_KEPT]
    SyncReport.objects.exclude(pk__in=list(newest)).delete()
    if state.reason == Reason.COMPARISON:
        named = "; ".join(f"{name}: {what}" for name, what in state.changes[:5])
        logger.warning(
            "the comparison of %s healed %d products and removed %d: %s",
            *(state.channel, state.changed, len(removed), named),
        )
