"""Who may open what, and one row per human."""

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from people.access import require_role
from people.actions import create_local_user, record_access, record_audit
from people.models import AccessLog, AuditEntry, Person
from people.queries import person_of, roles_here, roles_of
from people.roles import Role
from tests.cast import APPROVER, COORDINATOR, STRANGER

pytestmark = pytest.mark.django_db


@require_role("coordinator", "reviewer")
def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.person.name)  # type: ignore[attr-defined]


def ask(user: User | AnonymousUser) -> HttpResponse:
    request = RequestFactory().get("/studio/?a=1")
    request.user = user
    response = page(request)
    assert isinstance(response, HttpResponse)
    return response


def make(role: str = "coordinator") -> Person:
    return create_local_user(COORDINATOR.email, COORDINATOR.password, role, COORDINATOR.name, "lotus")


def test_who_holds_the_role_gets_in_and_nothing_is_kept_in_caches() -> None:
    person = make()
    assert person.user is not None
    response = ask(person.user)
    assert response.content == COORDINATOR.name.encode()
    assert response.headers["Cache-Control"] == "no-store"


def test_who_is_not_signed_in_is_led_to_the_door_and_back() -> None:
    response = ask(AnonymousUser())
    assert response.status_code == 302
    assert response.headers["Location"] == "/studio/login/?next=%2Fstudio%2F%3Fa%3D1"


def test_another_role_is_refused() -> None:
    person = make("staff")
    assert person.user is not None
    with pytest.raises(PermissionDenied):
        ask(person.user)


def test_a_user_without_a_person_is_refused() -> None:
    with pytest.raises(PermissionDenied):
        ask(User.objects.create(username=STRANGER.email))


def test_making_an_account_again_renews_the_password_only() -> None:
    first = make()
    again = create_local_user(COORDINATOR.email.upper(), "another-password-1", "coordinator", COORDINATOR.name, "lotus")
    assert again == first
    assert again.user is not None
    assert again.user.check_password("another-password-1")
    assert (Person.objects.count(), roles_of(again)) == (1, frozenset({Role.COORDINATOR}))


def test_both_ways_of_signing_in_lead_to_one_person_with_different_rights() -> None:
    person = make("reviewer")
    shadow = User.objects.create(username="saleor:VXNlcjox")
    Person.objects.filter(pk=person.pk).update(shadow_user=shadow)
    assert person.user is not None
    assert person_of(person.user) == person_of(shadow) == person
    found = person_of(shadow)
    assert found is not None
    assert roles_here(found, shadow) == frozenset({Role.STAFF})
    assert roles_here(found, person.user) == frozenset({Role.REVIEWER})
    with pytest.raises(PermissionDenied):
        ask(shadow)


def test_readings_and_changes_are_recorded() -> None:
    person = create_local_user(APPROVER.email, APPROVER.password, "reviewer", APPROVER.name)
    record_access(person, "maker:7", "review")
    record_audit(person, "publish_story", "story:7", "x" * 600)
    assert [(row.person, row.record, row.purpose) for row in AccessLog.objects.all()] == [(person, "maker:7", "review")]
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.record, len(entry.note)) == ("publish_story", "story:7", 500)
