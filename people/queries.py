"""Who somebody is."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from people.models import Person
from people.roles import Role


def person_of(user: AbstractBaseUser | AnonymousUser) -> Person | None:
    """The human behind a signed-in user, or None. One query."""
    if not user.is_authenticated:
        return None
    return Person.objects.filter(user_id=user.pk).first()


def roles_of(person: Person) -> frozenset[Role]:
    """The roles a person holds. One query."""
    return frozenset(Role(value) for value in person.roles.values_list("role", flat=True))


def holds_role(person: Person, role: Role) -> bool:
    """Whether the person holds the role. One query."""
    return person.roles.filter(role=role).exists()
