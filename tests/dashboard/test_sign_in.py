"""Signing in to the dashboard, with either kind of account, and out of it."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client, override_settings
from django.utils import timezone

from people.actions import create_local_user
from people.models import FailedSignIn, Person, SaleorSignIn
from tests.cast import APPROVER, STAFF
from tests.dashboard.desk import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "engine"])


@pytest.mark.parametrize(
    "path",
    [
        "/dashboard/",
        "/dashboard/orders/",
        "/dashboard/orders/1/",
        "/dashboard/orders/1/refund/",
        "/dashboard/mail/",
        "/dashboard/mail/1/html/",
        "/dashboard/stories/",
        "/dashboard/unconfirmed/",
    ],
)
def test_nobody_sees_anything_without_signing_in(db: None, client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 302
    assert response.headers["Location"] == f"/dashboard/login/?next={path.replace('/', '%2F')}"


def test_saleors_staff_sign_in_and_their_tokens_stay_on_the_server(shop: None) -> None:
    member = StaffMember(Client())
    member.sign_in()
    assert member.page.redirect_chain[-1][0] == "/dashboard/"  # type: ignore[attr-defined]
    row = SaleorSignIn.objects.get()
    stored = str(dict(member.client.session))
    assert row.refresh_token not in stored
    assert row.access_token not in stored
    user = User.objects.get()
    assert (user.has_usable_password(), user.email) == (False, "")
    assert Person.objects.get().name == "Sample Staff"
    assert member.page.headers["Cache-Control"] == "no-store"


def test_the_tokens_are_encrypted_in_the_database(shop: None) -> None:
    from django.db import connection

    StaffMember(Client()).sign_in()
    with connection.cursor() as cursor:
        cursor.execute("SELECT refresh_token, access_token FROM people_saleorsignin")
        raw = cursor.fetchone()
    assert not any(str(value).startswith("ey") for value in raw)


def test_signing_in_twice_makes_no_second_person(shop: None) -> None:
    for _ in range(2):
        StaffMember(Client()).sign_in()
    assert (Person.objects.count(), User.objects.count(), SaleorSignIn.objects.count()) == (1, 1, 2)


def test_one_human_with_both_accounts_is_one_person(shop: None) -> None:
    local = create_local_user(STAFF.email, "local-password-1", "reviewer", "Sample Staff")
    StaffMember(Client()).sign_in()
    assert Person.objects.get() == local
    assert Person.objects.get().saleor_user_id


def test_a_sign_in_through_saleor_opens_no_drafts_even_for_a_reviewer(shop: None) -> None:
    create_local_user(STAFF.email, "local-password-1", "reviewer", "Sample Staff")
    member = StaffMember(Client())
    member.sign_in()
    member.open("/dashboard/stories/")
    assert "Drafts are read by safeguarding reviewers only." in member.text
    assert member.client.get("/studio/").status_code == 403


def test_a_local_reviewer_signs_in_here_too_and_sees_no_orders(shop: None) -> None:
    create_local_user(APPROVER.email, APPROVER.password, "reviewer", APPROVER.name)
    member = StaffMember(Client())
    member.sign_in(APPROVER.email, APPROVER.password)
    assert "Stories to approve" in member.text
    assert "Orders to send" not in member.text
    member.open("/dashboard/orders/")
    assert member.page.status_code == 403
    assert "Orders belong to Saleor's staff accounts." in member.text
    assert member.open("/dashboard/mail/").status_code == 403


def test_wrong_passwords_are_counted_and_then_refused_with_429(shop: None) -> None:
    create_local_user(APPROVER.email, APPROVER.password, "reviewer", APPROVER.name)
    member = StaffMember(Client())
    statuses = [member.sign_in(APPROVER.email, f"wrong {number}").status_code for number in range(2)]
    assert statuses == [400, 400]
    assert "E-mail and password do not belong together." in member.text
    who = list(FailedSignIn.objects.values_list("who", flat=True))
    assert len(who) == 4
    FailedSignIn.objects.bulk_create(
        [FailedSignIn(who=one, at=FailedSignIn.objects.latest("at").at) for one in who * 2]
    )
    response = member.sign_in(APPROVER.email, APPROVER.password)
    assert response.status_code == 429
    assert "Too many wrong passwords. Please wait 15 minutes and try again." in member.text
    assert "_auth_user_id" not in member.client.session


def test_wrong_passwords_are_forgotten_after_a_quarter_of_an_hour_as_is_who_typed_them(shop: None) -> None:
    create_local_user(APPROVER.email, APPROVER.password, "reviewer", APPROVER.name)
    member = StaffMember(Client())
    member.sign_in(APPROVER.email, "wrong")
    old = set(FailedSignIn.objects.values_list("pk", flat=True))
    with time_machine.travel(timezone.now() + timedelta(minutes=15, seconds=1)):
        member.sign_in(APPROVER.email, "wrong")
    assert not FailedSignIn.objects.filter(pk__in=old).exists()
    assert FailedSignIn.objects.count() == 2


def test_saleors_own_delay_is_429_too(shop: None) -> None:
    member = StaffMember(Client())
    statuses = [member.sign_in(STAFF.email, "wrong").status_code for _ in range(4)]
    assert statuses[0] == 400
    assert statuses[-1] == 429


def test_a_buyers_account_does_not_open_the_dashboard(shop: None) -> None:
    from engine.models import User as SaleorUser

    SaleorUser.objects.filter(email=STAFF.email).update(is_staff=False)
    member = StaffMember(Client())
    assert member.sign_in().status_code == 400
    assert "This account does not work here." in member.text


def test_a_local_account_without_a_desk_is_told_so(shop: None) -> None:
    User.objects.create_superuser("admin@example.com", "admin@example.com", "admin-password-1")
    member = StaffMember(Client())
    assert member.sign_in("admin@example.com", "admin-password-1").status_code == 403
    assert "This account has no desk here." in member.text
    member.send("/logout/")
    assert member.client.get("/dashboard/").status_code == 302


def test_an_address_on_another_site_is_not_followed(shop: None) -> None:
    client = Client()
    data = {"email": STAFF.email, "password": STAFF.password, "next": "https://evil.example/"}
    assert client.post("/dashboard/login/", data).headers["Location"] == "/dashboard/"
    data["next"] = "/dashboard/orders/?state=sent"
    assert client.post("/dashboard/login/", data).headers["Location"] == "/dashboard/orders/?state=sent"


def test_signing_out_takes_a_post_and_forgets_the_tokens(staff: StaffMember) -> None:
    assert staff.client.get("/dashboard/logout/").status_code == 405
    staff.open("/dashboard/")
    staff.send("/logout/")
    assert not SaleorSignIn.objects.exists()
    assert staff.client.get("/dashboard/").status_code == 302


def test_an_expired_access_token_is_renewed_in_silence(staff: StaffMember) -> None:
    before = SaleorSignIn.objects.get()
    SaleorSignIn.objects.update(access_until=before.created_at)
    assert staff.open("/dashboard/orders/").status_code == 200
    assert SaleorSignIn.objects.get().access_until > before.created_at


def test_a_sign_in_that_saleor_no_longer_takes_leads_to_the_door(staff: StaffMember) -> None:
    from engine.models import User as SaleorUser

    SaleorUser.objects.update(is_active=False)
    SaleorSignIn.objects.update(access_until=SaleorSignIn.objects.get().created_at)
    staff.open("/dashboard/orders/")
    assert staff.page.redirect_chain[-1][0].startswith("/dashboard/login/")  # type: ignore[attr-defined]
    assert "_auth_user_id" not in staff.client.session


def test_without_the_permission_the_page_names_it(staff: StaffMember) -> None:
    from engine.models import User as SaleorUser

    SaleorUser.objects.update(permissions=[])
    assert staff.open("/dashboard/orders/").status_code == 403
    assert "the right “Manage orders”" in staff.text


def test_while_saleor_is_away_the_page_says_so(staff: StaffMember) -> None:
    with override_settings(SALEOR_IN_PROCESS_EXECUTE="tests.storefront.away.execute"):
        assert staff.open("/dashboard/orders/").status_code == 503
        assert "Saleor does not answer" in staff.text
        assert staff.client.post("/dashboard/login/", {"email": STAFF.email, "password": "x"}).status_code == 503


def test_cookies_are_fit_for_production(shop: None, settings: object) -> None:
    member = StaffMember(Client())
    member.sign_in()
    cookie = member.client.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
