"""Who somebody is."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from people.models import Person
from people.roles import Role


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
