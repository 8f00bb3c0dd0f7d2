"""Work that the worker does by the clock."""

from django.db.models import Q
from django.utils import timezone

from impact_tags.actions.pushing import push_all_facts
from impact_tags.models import PushState


def take_down_expired() -> int:
    """Once a day pushes all facts anew, so that what rests on an expired document leaves cards and search that day.

    Pages check the day by themselves; this is for what was pushed into the catalogue. Returns products pushed.
    """
    today = timezone.localdate()
    PushState.objects.get_or_create(name="facts")
    mine = PushState.objects.filter(Q(day__lt=today) | Q(day=None), name="facts").update(day=today)
    return push_all_facts(day=today) if mine else 0
