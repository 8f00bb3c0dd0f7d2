"""Who may act for whom: coordinators for their own programme, reviewers for all."""

from django.utils.translation import gettext as _

from artisans.errors import NotAllowed
from artisans.models import Programme
from people.models import Person
from people.queries import roles_of
from people.roles import Role


def require_desk(person: Person, programme: Programme) -> None:
    """Lets coordinators of the programme, and reviewers, go on.

    Raises:
        NotAllowed: the person is neither.
    """
    roles = roles_of(person)
    own = Role.COORDINATOR in roles and person.programme_slug == programme.slug
    if not own and Role.REVIEWER not in roles:
        raise NotAllowed(_("This belongs to another programme."))


def require_reviewer(person: Person) -> None:
    """Lets safeguarding reviewers go on.

    Raises:
        NotAllowed: the person is none.
    """
    if Role.REVIEWER not in roles_of(person):
        raise NotAllowed(_("Only a reviewer for safeguarding may do this."))
