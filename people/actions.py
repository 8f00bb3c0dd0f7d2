"""Writes about people: accounts, the access log, the audit trail."""

from django.contrib.auth import get_user_model
from django.db import transaction

from people.models import AccessLog, AuditEntry, Person, PersonRole
from people.roles import Role


def record_access(person: Person | None, record: str, purpose: str) -> None:
    """Adds one reading of a guarded record, such as `maker:7`, to the access log."""
    AccessLog.objects.create(person=person, record=record, purpose=purpose)


def note_language(person: Person, language: str) -> None:
    """Remembers the language that the person chose, for her mails. One query."""
    Person.objects.filter(pk=person.pk).exclude(language=language).update(language=language)


def record_audit(person: Person | None, action: str, record: str, note: str = "") -> None:
    """Adds one change, such as `publish_story` on `story:7`, to the audit trail."""
    AuditEntry.objects.create(person=person, action=action, record=record, note=note[:500])


@transaction.atomic
def create_local_user(email: str, password: str, role: str, name: str, programme_slug: str = "") -> Person:
    """Makes, or renews the password of, a local account with a role; returns the person behind it."""
    users = get_user_model()
    user, _ = users.objects.get_or_create(username=email.lower(), defaults={"email": email.lower()})
    user.set_password(password)
    user.save(update_fields=["password"])
    person, _ = Person.objects.update_or_create(user=user, defaults={"name": name, "programme_slug": programme_slug})
    PersonRole.objects.get_or_create(person=person, role=Role(role))
    return person
