"""The purge: one step after the other, each of which may be done twice, so that a killed worker's goes on.

The steps stand in a row of the database, with a lease; none depends on the clock running evenly.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.utils import timezone

from artisans.actions.erasing import erase_photo, erase_photos, erase_upload
from artisans.actions.evidence import erase_evidence
from artisans.actions.links import unlink_story
from artisans.models import Persona, Photo, Purge, SaleorCopy, Story, Tombstone, Upload
from artisans.models.removals import is_free
from artisans.purging.compaction import compact_databases
from artisans.purging.marks import Hasher, read_marks
from artisans.purging.proofs import prove
from artisans.purging.rescan import collect_marks, current_hasher, find_hasher
from artisans.purging.rows import erase_hanging, find_hanging
from artisans.purging.sweep import sweep
from artisans.states import STEPS, Step, StoryState

logger = logging.getLogger(__name__)
LEASE = timedelta(minutes=15)
_LONGEST_WAIT = timedelta(minutes=30)


class PurgeStep(StrEnum):
    """What is done next."""

    HIDE = "hide"
    FILES = "files"
    SWEEP = "sweep"
    ROWS = "rows"
    SALEOR = "saleor"
    COMPACT = "compact"
    PROVE = "prove"


def purge_persona(persona: Persona) -> bool:
    """Notes that a withdrawn persona with all that hangs on it is to be purged; False where it was noted before."""
    values = _describe(persona, taken_back=True, ended_at=persona.withdrawn_at or timezone.now())
    return Purge.objects.get_or_create(persona_id=persona.pk, defaults=values | {"public_id": persona.public_id})[1]


def purge_story(story: Story, *, taken_back: bool) -> bool:
    """Notes that one story is to be purged; False where it was noted before, or somebody has just changed it."""
    values = _describe(story, taken_back=taken_back, ended_at=story.changed_at)
    if story.published_at:
        values["public_id"] = story.persona.public_id
    with transaction.atomic():
        # Whoever edits it at this moment comes too late, or wins.
        ways = (*STEPS[Step.PURGE], StoryState.PURGED)
        untouched = Story.objects.filter(pk=story.pk, state__in=ways, changed_at=story.changed_at)
        if not untouched.update(state=StoryState.PURGED):
            return False
        return Purge.objects.get_or_create(story_id=story.pk, defaults=values)[1]


def _describe(root: Persona | Story, *, taken_back: bool, ended_at: datetime) -> dict[str, Any]:
    """What both kinds of purge begin with: what to look for is noted before anything is deleted."""
    now = timezone.now()
    return {
        "marks": collect_marks(root, hasher=current_hasher()).to_json(),
        "taken_back": taken_back,
        "ended_at": ended_at,
        "step": PurgeStep.HIDE,
        "begun_at": now,
        "due_at": now,
    }


def run_purges() -> int:
    """Takes the steps of every purge that is due; returns how many were taken up."""
    now = timezone.now()
    free = is_free(now, LEASE)
    handled = 0
    for purge_id in list(Purge.objects.filter(free, due_at__lte=now).order_by("due_at").values_list("pk", flat=True)):
        lease = timezone.now() + LEASE
        if Purge.objects.filter(free, pk=purge_id).update(claimed_until=lease):
            handled += 1
            _go_on(Purge.objects.get(pk=purge_id))
    return handled


def _go_on(purge: Purge) -> None:
    """Takes step after step until one has to wait or the purge is proven."""
    while True:
        step = PurgeStep(purge.step)
        trouble = _TAKE[step](purge)
        if trouble:
            _wait(purge, trouble)
            return
        if step is PurgeStep.PROVE:
            return
        order = list(PurgeStep)
        purge.step = order[order.index(step) + 1]
        purge.claimed_until = timezone.now() + LEASE
        purge.save(update_fields=["step", "counts", "claimed_until"])


def _wait(purge: Purge, trouble: str) -> None:
    purge.attempts += 1
    purge.trouble = trouble[:300]
    wait = min(timedelta(seconds=10 * 2 ** min(purge.attempts, 10)), _LONGEST_WAIT)
    purge.due_at, purge.claimed_until = timezone.now() + wait, None
    if purge.step == PurgeStep.PROVE:
        # What was cleared meanwhile has left free pages, and somebody may have signed in.
        purge.step = PurgeStep.SWEEP
    purge.save(update_fields=["step", "attempts", "trouble", "found", "due_at", "claimed_until"])
    logger.warning("purge %s waits at step %s: %s", purge.key, purge.step, trouble)


def _root(purge: Purge) -> Persona | Story | None:
    """The row that everything hangs on, while it is still there."""
    if purge.persona_id is not None:
        return Persona.objects.filter(pk=purge.persona_id).first()
    return Story.objects.filter(pk=purge.story_id or 0).first()


def _stories(purge: Purge) -> list[Story]:
    if purge.persona_id is not None:
        return list(Story.objects.filter(persona_id=purge.persona_id))
    return list(Story.objects.filter(pk=purge.story_id or 0))


def _hide(purge: Purge) -> str:
    with transaction.atomic():
        for story in _stories(purge):
            unlink_story(story)
    return ""


def _erase_files(purge: Purge) -> str:
    """Files go before the rows that name them."""
    root = _root(purge)
    if isinstance(root, Persona):
        purge.counts |= erase_photos(root) | erase_evidence(root)
    elif root is not None:
        photos, uploads = Photo.objects.filter(story=root), Upload.objects.filter(story=root)
        purge.counts["files"] = sum(map(erase_photo, photos)) + sum(map(erase_upload, uploads))
    return ""


def _sweep(purge: Purge) -> str:
    hasher = _hasher(purge)
    if hasher is None:
        return _NO_KEY
    purge.counts["passing"] = sweep(read_marks(purge.marks), hasher=hasher)
    return ""


def _erase_rows(purge: Purge) -> str:
    """Rows away and tombstone there: both or neither."""
    root = _root(purge)
    if root is None:
        return ""
    with transaction.atomic():
        counts = erase_hanging(find_hanging(root))
        purge.counts |= counts
        _raise_tombstone(purge, root)
        purge.save(update_fields=["counts"])
    return ""


def _raise_tombstone(purge: Purge, root: Persona | Story) -> None:
    refused = isinstance(root, Story) and purge.taken_back
    Tombstone.objects.get_or_create(
        key=purge.key,
        defaults={
            "kind": Tombstone.Kind.STORY if isinstance(root, Story) else Tombstone.Kind.PERSONA,
            "public_id": purge.public_id,
            "story_key": root.key if isinstance(root, Story) and refused else None,
            "taken_back": purge.taken_back,
            "ended_at": purge.ended_at,
            "purged_at": timezone.now(),
            "counts": purge.counts,
        },
    )


def _wait_for_saleor(purge: Purge) -> str:
    if purge.persona_id is None:
        return ""
    left = sum(purge.public_id in {copy.public_id, *copy.may_hold} for copy in SaleorCopy.objects.all())
    return f"{left} products at Saleor may still hold her public id" if left else ""


def _compact(purge: Purge) -> str:
    return compact_databases()


def _prove(purge: Purge) -> str:
    hasher = _hasher(purge)
    return prove(purge, hasher) if hasher is not None else _NO_KEY


def _hasher(purge: Purge) -> Hasher | None:
    return find_hasher(read_marks(purge.marks))


_NO_KEY = "the vault key with which this purge began was taken away"
_TAKE: dict[PurgeStep, Callable[[Purge], str]] = {
    PurgeStep.HIDE: _hide,
    PurgeStep.FILES: _erase_files,
    PurgeStep.SWEEP: _sweep,
    PurgeStep.ROWS: _erase_rows,
    PurgeStep.SALEOR: _wait_for_saleor,
    PurgeStep.COMPACT: _compact,
    PurgeStep.PROVE: _prove,
}
