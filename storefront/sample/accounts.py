"""Who may sign in to the sample shop; passwords are made at random and kept nowhere."""

import io
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.management import call_command
from django.utils.crypto import get_random_string

from people.actions import create_local_user
from people.models import Person
from storefront.sample.records import read_programmes

STAFF_EMAIL = "staff@kantha.example"
REVIEWER_EMAIL = "reviewer@kantha.example"
ADMIN_EMAIL = "admin@kantha.example"
COORDINATOR_EMAIL = "coordinator@kantha.example"
SIGN_INS = {
    "staff": STAFF_EMAIL,
    "coordinator": COORDINATOR_EMAIL,
    "reviewer": REVIEWER_EMAIL,
    "admin": ADMIN_EMAIL,
}


def new_password() -> str:
    """Four groups of four letters and digits, easy to type: 80 bits."""
    letters = "abcdefghijkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(4))


def renew_staff(password: str) -> None:
    """The member of staff on the engine, with order permissions."""
    with _typed(password):
        call_command(
            "engine_staff",
            STAFF_EMAIL,
            "--password-stdin",
            first_name="Sample",
            last_name="Staff",
            stdout=io.StringIO(),
        )


def renew_coordinator(programme_slug: str, password: str) -> Person:
    """The coordinator of a programme; that of the first programme has the plain address."""
    first = programme_slug == read_programmes()[0].slug
    email = COORDINATOR_EMAIL if first else f"coordinator.{programme_slug}@kantha.example"
    return create_local_user(email, password, "coordinator", "Sample Coordinator", programme_slug)


def renew_reviewer(password: str) -> Person:
    """The safeguarding reviewer, who works for no programme."""
    return create_local_user(REVIEWER_EMAIL, password, "reviewer", "Sample Reviewer")


def renew_admin(password: str) -> None:
    """The local superuser of the record pages."""
    users = get_user_model()
    rights = {"email": ADMIN_EMAIL, "is_staff": True, "is_superuser": True, "password": _hash(password)}
    users.objects.update_or_create(username=ADMIN_EMAIL, defaults=rights)


def renew_all() -> list[tuple[str, str, str]]:
    """New passwords for the sign-ins that are printed: role, e-mail, password. Beside a Saleor, staff are its own."""
    secret = {role: new_password() for role in SIGN_INS}
    if settings.EMBEDDED_ENGINE:
        renew_staff(secret["staff"])
    if not _renew_local(COORDINATOR_EMAIL, secret["coordinator"]):
        renew_coordinator(read_programmes()[0].slug, secret["coordinator"])
    if not _renew_local(REVIEWER_EMAIL, secret["reviewer"]):
        renew_reviewer(secret["reviewer"])
    renew_admin(secret["admin"])
    ours = [role for role in SIGN_INS if role != "staff" or settings.EMBEDDED_ENGINE]
    return [(role, SIGN_INS[role], secret[role]) for role in ours]


def _renew_local(email: str, password: str) -> bool:
    return get_user_model().objects.filter(username=email).update(password=_hash(password)) == 1


def _hash(password: str) -> str:
    """A quick hash: 80 random bits cannot be guessed, so slowness would only delay the start of the shop."""
    return PBKDF2PasswordHasher().encode(password, get_random_string(22), iterations=10_000)


@contextmanager
def _typed(text: str) -> Iterator[None]:
    """Standard input with one line in it: passwords are never arguments of a command."""
    before = sys.stdin
    sys.stdin = io.StringIO(f"{text}\n")
    try:
        yield
    finally:
        sys.stdin = before
