"""The second step at the dashboard's door: codes, recovery codes, who is asked, and what a browser cannot skip."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client, override_settings
from django.utils import timezone

from people.actions import create_local_user
from people.models import AuditEntry
from tests.cast import APPROVER, STAFF
from tests.dashboard.desk import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "engine"])


def code_of(secret: str, steps: int = 0) -> str:
    """What an app shows now, or some half minutes later."""
    return format_hotp_value(hotp_value(secret, int(timezone.now().timestamp()) // 30 + steps))


class Owner:
    """A member of staff with an app in the pocket."""

    def __init__(self, member: StaffMember) -> None:
        self.member = member
        member.open("/dashboard/security/app/")
        self.secret = re.findall(r"<code>([A-Z2-7 ]+)</code>", member.page.content.decode())[0].replace(" ", "")
        member.send("/security/app/", code=code_of(self.secret))
        self.codes = re.findall(r"<code>(\d{8})</code>", member.page.content.decode())

    def come_back(self) -> StaffMember:
        """In another browser, with the right password."""
        other = StaffMember(Client())
        other.sign_in()
        return other


@pytest.fixture
def owner(staff: StaffMember) -> Owner:
    """Staff with an app set up in this minute."""
    return Owner(staff)


@pytest.fixture
def later() -> timedelta:
    """So long after setting up that the app shows another code."""
    return timedelta(seconds=61)


def test_app_is_set_up_with_its_code_and_gives_ten_recovery_codes(owner: Owner) -> None:
    assert len(set(owner.codes)) == 10
    assert "they are shown this once" in owner.member.text
    owner.member.open("/dashboard/security/")
    assert "10 left." in owner.member.text
    assert owner.codes[0] not in owner.member.text
    assert AuditEntry.objects.get().action == "add_authenticator_app"


def test_wrong_code_sets_nothing_up_and_keeps_the_secret(staff: StaffMember) -> None:
    staff.open("/dashboard/security/app/")
    before = re.findall(r"<code>([A-Z2-7 ]+)</code>", staff.page.content.decode())
    assert staff.send("/security/app/", code="000000").status_code == 400
    assert "This does not fit, or was used before." in staff.text
    assert re.findall(r"<code>([A-Z2-7 ]+)</code>", staff.page.content.decode()) == before
    assert not Authenticator.objects.exists()


def test_secrets_are_encrypted_in_database_and_session(owner: Owner) -> None:
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert owner.secret not in stored
    assert all(code not in stored for code in owner.codes)
    assert owner.secret not in str(dict(owner.member.client.session))


def test_right_code_opens_the_door_after_the_password(owner: Owner, later: timedelta) -> None:
    with time_machine.travel(timezone.now() + later):
        other = owner.come_back()
        assert other.page.redirect_chain == [("/dashboard/login/second/", 302)]  # type: ignore[attr-defined]
        assert "_auth_user_id" not in other.client.session
        assert other.client.get("/dashboard/").status_code == 302
        other.send("/login/second/", code=code_of(owner.secret))
        assert other.page.redirect_chain[-1][0] == "/dashboard/"  # type: ignore[attr-defined]
        assert other.open("/dashboard/orders/").status_code == 200


@pytest.mark.parametrize("typed", ["000000", "", "abcdef", "१२३४५६", "9" * 20])
def test_wrong_code_stays_outside(owner: Owner, typed: str) -> None:
    other = owner.come_back()
    assert other.send("/login/second/", code=typed).status_code == 400
    assert "_auth_user_id" not in other.client.session
    assert other.client.get("/dashboard/").status_code == 302


def test_code_works_once(owner: Owner, later: timedelta) -> None:
    with time_machine.travel(timezone.now() + later, tick=False):
        code = code_of(owner.secret)
        owner.come_back().send("/login/second/", code=code)
        again = owner.come_back()
        assert again.send("/login/second/", code=code).status_code == 400
        assert "_auth_user_id" not in again.client.session


def test_code_of_setting_up_does_not_open_the_door(owner: Owner) -> None:
    other = owner.come_back()
    assert other.send("/login/second/", code=code_of(owner.secret, -1)).status_code == 400


def test_earlier_code_than_the_last_used_is_refused(owner: Owner, later: timedelta) -> None:
    with time_machine.travel(timezone.now() + later, tick=False):
        owner.come_back().send("/login/second/", code=code_of(owner.secret, 1))
        again = owner.come_back()
        assert again.send("/login/second/", code=code_of(owner.secret)).status_code == 400


def test_old_code_is_refused(owner: Owner) -> None:
    with time_machine.travel(timezone.now() + timedelta(minutes=5)):
        assert owner.come_back().send("/login/second/", code=code_of(owner.secret, -2)).status_code == 400


def test_recovery_code_works_once_with_spaces_or_without(owner: Owner) -> None:
    spare = owner.codes[3]
    other = owner.come_back()
    other.send("/login/second/", code=f"{spare[:4]} {spare[4:]}")
    assert other.open("/dashboard/security/").status_code == 200
    assert "9 left." in other.text
    assert owner.come_back().send("/login/second/", code=spare).status_code == 400


def test_new_recovery_codes_end_the_old(owner: Owner) -> None:
    owner.member.open("/dashboard/security/")
    owner.member.send("/security/codes/")
    fresh = re.findall(r"<code>(\d{8})</code>", owner.member.page.content.decode())
    assert len(fresh) == 10
    assert not set(fresh) & set(owner.codes)
    assert owner.come_back().send("/login/second/", code=owner.codes[0]).status_code == 400


def test_tenth_code_is_the_last_for_a_quarter_of_an_hour(owner: Owner, later: timedelta) -> None:
    other = owner.come_back()
    statuses = [other.send("/login/second/", code="000000").status_code for _ in range(10)]
    assert (statuses[0], statuses[-1]) == (400, 429)
    with time_machine.travel(timezone.now() + later):
        assert owner.come_back().send("/login/second/", code=code_of(owner.secret)).status_code == 429
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        fresh = owner.come_back()
        fresh.send("/login/second/", code=code_of(owner.secret))
        assert fresh.client.get("/dashboard/").status_code == 200


def test_second_step_without_the_first_leads_to_the_door(owner: Owner) -> None:
    client = Client()
    for reply in (
        client.get("/dashboard/login/second/"),
        client.post("/dashboard/login/second/", {"code": owner.codes[0]}),
    ):
        assert (reply.status_code, reply.headers["Location"]) == (302, "/dashboard/login/")


def test_second_step_has_to_follow_within_ten_minutes(owner: Owner) -> None:
    other = owner.come_back()
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        reply = other.client.post("/dashboard/login/second/", {"code": owner.codes[0]})
    assert reply.headers["Location"] == "/dashboard/login/"


def test_sign_in_from_before_setting_up_is_ended(staff: StaffMember) -> None:
    earlier = StaffMember(Client())
    earlier.sign_in()
    assert earlier.client.get("/dashboard/").status_code == 200
    Owner(staff)
    assert earlier.client.get("/dashboard/orders/").headers["Location"] == "/dashboard/login/"
    assert staff.client.get("/dashboard/").status_code == 200


def test_next_address_survives_the_second_step(owner: Owner) -> None:
    client = Client()
    data = {"email": STAFF.email, "password": STAFF.password, "next": "/dashboard/orders/?state=sent"}
    client.post("/dashboard/login/", data)
    reply = client.post("/dashboard/login/second/", {"code": owner.codes[0]})
    assert reply.headers["Location"] == "/dashboard/orders/?state=sent"


def test_flag_lets_nobody_past_without_a_second_factor(staff: StaffMember) -> None:
    with override_settings(STAFF_SECOND_FACTOR=True):
        for path in ("/dashboard/", "/dashboard/orders/", "/dashboard/stories/", "/dashboard/mail/"):
            assert staff.client.get(path).headers["Location"] == "/dashboard/security/"
        staff.open("/dashboard/security/")
        assert "Please set one up to go on." in staff.text
        owner = Owner(staff)
        assert staff.client.get("/dashboard/").status_code == 200
        assert staff.open("/dashboard/security/").content.decode().count("/security/off/") == 0
        staff.client.post("/dashboard/security/off/", {"code": owner.codes[0]})
        assert Authenticator.objects.filter(type="totp").exists()


def test_flag_asks_nothing_of_local_accounts(shop: None) -> None:
    create_local_user(APPROVER.email, APPROVER.password, "reviewer", APPROVER.name)
    member = StaffMember(Client())
    with override_settings(STAFF_SECOND_FACTOR=True):
        member.sign_in(APPROVER.email, APPROVER.password)
        assert "Stories to approve" in member.text
    assert member.client.get("/dashboard/security/").status_code == 403


def test_switching_off_takes_a_code(owner: Owner) -> None:
    owner.member.open("/dashboard/security/")
    assert owner.member.send("/security/off/", code="000000").status_code == 400
    assert Authenticator.objects.count() == 2
    owner.member.send("/security/off/", code=owner.codes[0])
    assert "The second factor is switched off." in owner.member.text
    assert not Authenticator.objects.exists()
    assert owner.come_back().page.redirect_chain[-1][0] == "/dashboard/"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "answer", ["{}", "[]", "null", '{"id":"x"}', "nonsense", '{"id":1,"response":{"clientDataJSON":"!"}}']
)
def test_made_up_passkey_answers_open_nothing(owner: Owner, answer: str) -> None:
    other = owner.come_back()
    reply = other.client.post("/dashboard/login/second/", {"passkey": answer})
    assert reply.status_code == 400
    assert "_auth_user_id" not in other.client.session
    owner.member.open("/dashboard/security/passkey/")
    assert owner.member.client.post("/dashboard/security/passkey/", {"name": "x", "passkey": answer}).status_code == 400
    assert not Authenticator.objects.filter(type="webauthn").exists()


def test_a_factor_belongs_to_the_shadow_user_alone(owner: Owner) -> None:
    user = User.objects.get(username__startswith="saleor:")
    assert set(Authenticator.objects.values_list("user_id", flat=True)) == {user.pk}
    assert not user.has_usable_password()
    assert settings.MFA_ADAPTER == "people.second_factor.SecretAdapter"
