"""Who somebody is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q
from django.utils import timezone

from people.models import AccessLog, Person
from people.roles import Role


@dataclass(frozen=True, slots=True)
class Reading:
    """One line of the access log; `was_refused` where the reader was turned away."""

    reader: str
    record: str
    purpose: str
    at: datetime
    was_refused: bool


@dataclass(frozen=True, slots=True)
class Reader:
    """How often one person read guarded records, and was turned away, within thirty days."""

    name: str
    readings: int
    refused: int


def person_of(user: AbstractBaseUser | AnonymousUser) -> Person | None:
    """The human behind a signed-in user, by whichever way they signed in, or None. One query."""
    if not user.is_authenticated:
        return None
    return Person.objects.filter(Q(user_id=user.pk) | Q(shadow_user_id=user.pk)).first()


def roles_of(person: Person) -> frozenset[Role]:
    """The roles a person holds. One query."""
    return frozenset(Role(value) for value in person.roles.values_list("role", flat=True))


def roles_here(person: Person, user: AbstractBaseUser | AnonymousUser) -> frozenset[Role]:
    """The roles that count for this sign-in: one through Saleor opens orders, never makers or stories.

    Whoever may make staff accounts in Saleor could otherwise read the vault. One query at most.
    """
    return frozenset({Role.STAFF}) if signs_in_through_saleor(person, user) else roles_of(person)


def signs_in_through_saleor(person: Person, user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether this sign-in is the person's account at Saleor."""
    return user.pk is not None and person.shadow_user_id == user.pk


def holds_role(person: Person, role: Role) -> bool:
    """Whether the person holds the role. One query."""
    return person.roles.filter(role=role).exists()


def list_readings(*, most: int = 200) -> tuple[Reading, ...]:
    """The newest readings of guarded records. One query."""
    rows = AccessLog.objects.select_related("person").order_by("-pk")[:most]
    return tuple(
        Reading(
            reader=row.person.name if row.person else "",
            record=row.record,
            purpose=row.purpose,
            at=row.at,
            was_refused=row.purpose.startswith("refused"),
        )
        for row in rows
    )


def count_readings() -> tuple[Reader, ...]:
    """Readings of the last thirty days by person, most first. One query."""
    recent = AccessLog.objects.filter(at__gte=timezone.now() - timedelta(days=30))
    refused = Count("pk", filter=Q(purpose__startswith="refused"))
    rows = recent.values("person__name").annotate(times=Count("pk"), refused=refused).order_by("-times", "person__name")
    return tuple(Reader(row["person__name"] or "", row["times"], row["refused"]) for row in rows)
