"""What was taken away: the list that is kept apart from backups, and the desk's page of withdrawals and proofs."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from artisans.models import Persona, Purge, Story, Tombstone
from artisans.showing import count_people
from artisans.states import StoryState


@dataclass(frozen=True, slots=True)
class StoneRow:
    """One purge that is done: random id, dates, counts, who verified."""

    key: str
    kind: str
    taken_back: bool
    ended_on: date
    purged_at: datetime
    proven_at: datetime | None
    hours: int
    counts: tuple[tuple[str, int], ...]
    looked_at: tuple[tuple[str, int], ...]
    sha256: str
    verified_by: str


@dataclass(frozen=True, slots=True)
class PurgeRow:
    """One purge under way. `places` are names of tables and files where something is left, with how often."""

    key: str
    step: str
    begun_at: datetime
    due_at: datetime
    trouble: str
    places: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Removals:
    """What reviewers see of withdrawals: nothing of any person."""

    under_way: tuple[PurgeRow, ...]
    done: tuple[StoneRow, ...]
    withdrawn: str
    unproven: int


def list_taken_back() -> tuple[str, ...]:
    """Public ids of withdrawn personas and keys of refused stories, purged or not, in order. Four queries."""
    personas = set(Persona.objects.exclude(withdrawn_at=None).values_list("public_id", flat=True))
    gone = Tombstone.objects.filter(taken_back=True)
    personas |= set(gone.filter(kind=Tombstone.Kind.PERSONA).values_list("public_id", flat=True))
    ways = (StoryState.WITHDRAWN, StoryState.PURGED)
    refused = Story.objects.filter(state__in=ways, persona__withdrawn_at=None)
    keys = {key.hex for key in refused.values_list("key", flat=True)}
    keys |= {key.hex for key in gone.exclude(story_key=None).values_list("story_key", flat=True) if key}
    return (*sorted(personas), *sorted(keys))


def was_taken_back(public_id: str) -> bool:
    """Whether this persona was withdrawn and is purged already. One query."""
    stones = Tombstone.objects.filter(kind=Tombstone.Kind.PERSONA, taken_back=True)
    return stones.filter(public_id=public_id).exists()


def count_unproven() -> int:
    """Purges whose scan found something, and those that are not proven after a day. One query."""
    late = Q(begun_at__lt=timezone.now() - timedelta(days=1))
    return Purge.objects.filter(late | ~Q(found=[])).count()


def read_removals(*, most: int = 100) -> Removals:
    """The desk's page. Four queries."""
    stones = Tombstone.objects.select_related("verified_by").order_by("-purged_at")
    taken_back = Tombstone.objects.filter(kind=Tombstone.Kind.PERSONA, taken_back=True).count()
    return Removals(
        under_way=tuple(map(_to_purge, Purge.objects.order_by("begun_at")[:most])),
        done=tuple(map(_to_stone, stones[:most])),
        withdrawn=count_people(taken_back),
        unproven=Tombstone.objects.filter(proven_at=None).count(),
    )


def _to_purge(purge: Purge) -> PurgeRow:
    places = tuple((str(place), int(times)) for place, times in purge.found)
    return PurgeRow(purge.key, purge.step, purge.begun_at, purge.due_at, purge.trouble, places)


def _to_stone(stone: Tombstone) -> StoneRow:
    proof = {name: times for name, times in stone.proof.items() if isinstance(times, int)}
    return StoneRow(
        key=stone.key,
        kind=stone.kind,
        taken_back=stone.taken_back,
        ended_on=stone.ended_at.date(),
        purged_at=stone.purged_at,
        proven_at=stone.proven_at,
        hours=int((stone.purged_at - stone.ended_at).total_seconds() // 3600),
        counts=tuple((name, times) for name, times in stone.counts.items() if times),
        looked_at=tuple(proof.items()),
        sha256=stone.proof_sha256,
        verified_by=stone.verified_by.name if stone.verified_by else "",
    )
