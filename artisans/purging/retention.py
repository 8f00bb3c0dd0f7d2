"""What is due to be purged: at once what was taken back, after thirty days what has run out or was left lying."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from artisans.models import Persona, Purge, RetentionWatch, Story
from artisans.purging.purge import purge_persona, purge_story
from artisans.states import StoryState

KEPT_AFTER_EXPIRY = timedelta(days=30)
KEPT_DRAFT = timedelta(days=30)
# A worker looks every few seconds. Nobody knows whether a longer gap was a pause or a clock that was put forward.
LEAP = timedelta(days=1)
STEADY = timedelta(hours=1)


def begin_due_purges() -> int:
    """Notes every persona and story that is due to be purged; returns how many."""
    begun = 0
    for persona in Persona.objects.exclude(withdrawn_at=None).exclude(pk__in=_noted("persona_id")).order_by("pk"):
        begun += purge_persona(persona)
    for story, taken_back in _due_stories(timezone.now()):
        begun += purge_story(story, taken_back=taken_back)
    return begun


def _due_stories(now: datetime) -> Iterator[tuple[Story, bool]]:
    """Stories of makers who have not withdrawn: those she refused, and those whose time is over."""
    rows = Story.objects.filter(persona__withdrawn_at=None).select_related("persona").order_by("pk")
    # A purge that was killed between its first two writes left the state behind.
    refused = Q(state__in=(StoryState.WITHDRAWN, StoryState.PURGED))
    for story in rows.filter(refused).exclude(pk__in=_noted("story_id")):
        yield story, True
    if not _is_clock_steady(now):
        return
    over = Q(state=StoryState.EXPIRED, changed_at__lte=now - KEPT_AFTER_EXPIRY)
    left = Q(state=StoryState.DRAFT, changed_at__lte=now - KEPT_DRAFT)
    for story in rows.filter(over | left).exclude(pk__in=_noted("story_id")):
        yield story, False


def _noted(column: str) -> list[int]:
    return list(Purge.objects.exclude(**{column: None}).values_list(column, flat=True))


def _is_clock_steady(now: datetime) -> bool:
    """Whether the clock has run evenly for an hour: a clock put forward must not take drafts away."""
    watch = RetentionWatch.objects.first()
    if watch is None:
        RetentionWatch.objects.create(looked_at=now, steady_since=now - STEADY)
        return True
    leapt = now < watch.looked_at or now - watch.looked_at > LEAP
    since = now if leapt else watch.steady_since
    RetentionWatch.objects.filter(pk=watch.pk).update(looked_at=now, steady_since=since)
    return now - since >= STEADY
