"""Tokens of users and apps: what they open, when they end, and that guessing is slowed down."""

from datetime import timedelta
from io import StringIO
from time import sleep
from typing import Any

import jwt
import pytest
import time_machine
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from engine import access
from engine.memory import forget
from engine.models import App, User
from tests.engine import desk
from tests.engine.asking import ask, codes, complete, fill, pay, post

pytestmark = pytest.mark.django_db(databases=["default", "engine"])
SIGN_IN = """mutation($e:String!,$p:String!){tokenCreate(email:$e,password:$p){token refreshToken csrfToken
  user{email isStaff} errors{field code}}}"""
RENEW = "mutation($r:String){tokenRefresh(refreshToken:$r){token user{email} errors{field code}}}"
EMAIL = "staff@example.com"


def sign_in(password: str = desk.PASSWORD, email: str = EMAIL) -> Any:
    return ask(SIGN_IN, e=email, p=password)


def failed(token: str) -> tuple[str, str]:
    """Code and message of what `me` answers to a bad token."""
    _, answer = post("{me{id}}", token)
    (error,) = answer["errors"]
    return error["extensions"]["exception"]["code"], error["message"]


@pytest.fixture(autouse=True)
def _fresh_counters(db: None) -> None:
    cache.clear()


def test_staff_sign_in_and_are_known_with_their_permissions() -> None:
    desk.staff("MANAGE_ORDERS")
    answer = sign_in()
    assert (answer["user"], answer["errors"]) == ({"email": EMAIL, "isStaff": True}, [])
    me = ask("{me{email userPermissions{code name}}}", answer["token"])
    assert me == {"email": EMAIL, "userPermissions": [{"code": "MANAGE_ORDERS", "name": "Manage orders."}]}


def test_email_is_found_in_any_case() -> None:
    desk.staff()
    assert sign_in(email="Staff@Example.COM")["errors"] == []


@pytest.mark.parametrize("email", [EMAIL, "nobody@example.com"])
def test_wrong_password_and_unknown_email_get_the_same_answer(email: str) -> None:
    desk.staff()
    refused = sign_in("wrong", email)
    assert (refused["token"], codes(refused)) == (None, [("email", "INVALID_CREDENTIALS")])


def test_third_wrong_password_is_delayed_even_the_right_one_for_a_while() -> None:
    desk.staff()
    results = [codes(sign_in("wrong"))[0][1] for _ in range(3)]
    assert results == ["INVALID_CREDENTIALS", "INVALID_CREDENTIALS", "LOGIN_ATTEMPT_DELAYED"]
    assert codes(sign_in())[0][1] == "LOGIN_ATTEMPT_DELAYED"
    with time_machine.travel(timezone.now() + timedelta(seconds=3)):
        assert sign_in()["errors"] == []


def test_unconfirmed_account_does_not_get_in() -> None:
    desk.staff()
    User.objects.update(is_confirmed=False)
    assert codes(sign_in()) == [("email", "ACCOUNT_NOT_CONFIRMED")]


def test_inactive_account_does_not_get_in_and_its_token_ends() -> None:
    token = desk.staff()
    User.objects.update(is_active=False)
    assert codes(sign_in()) == [("email", "INVALID_CREDENTIALS")]
    assert failed(token)[0] == "InvalidTokenError"


def test_access_token_ends_after_five_minutes_and_is_renewed() -> None:
    desk.staff()
    answer = sign_in()
    with time_machine.travel(timezone.now() + timedelta(minutes=5, seconds=1)):
        assert failed(answer["token"]) == ("ExpiredSignatureError", "Signature has expired")
        renewed = ask(RENEW, r=answer["refreshToken"])
        assert renewed["user"] == {"email": EMAIL}
        assert ask("{me{email}}", renewed["token"]) == {"email": EMAIL}
    with time_machine.travel(timezone.now() + timedelta(days=30, seconds=1)):
        assert codes(ask(RENEW, r=answer["refreshToken"])) == [("refreshToken", "JWT_SIGNATURE_EXPIRED")]


def test_access_token_does_not_renew_nor_a_refresh_token_open() -> None:
    desk.staff()
    answer = sign_in()
    assert codes(ask(RENEW, r=answer["token"])) == [("refreshToken", "JWT_INVALID_TOKEN")]
    assert codes(ask(RENEW)) == [("refreshToken", "JWT_MISSING_TOKEN")]
    assert failed(answer["refreshToken"])[0] == "InvalidTokenError"


def test_token_signed_elsewhere_is_named_as_recorded() -> None:
    desk.staff()
    claims = jwt.decode(sign_in()["token"], options={"verify_signature": False})
    forged = jwt.encode(claims, "x" * 32, algorithm="HS256")
    assert failed(forged)[0] == "DecodeError"
    head, body, signature = sign_in()["token"].split(".")
    assert failed(f"{head}.{body}.{signature[:-6]}AAAAAA") == ("InvalidSignatureError", "Signature verification failed")


@pytest.mark.parametrize("token", ["", "0" * 30, "nonsense"])
def test_unknown_app_token_is_nobody(token: str) -> None:
    assert ask("{me{id}}", token) is None


def test_all_tokens_end_with_the_users_token_key() -> None:
    token = desk.staff()
    User.objects.update(token_key="another")
    assert failed(token) == ("InvalidTokenError", "Invalid token. Create new one by using tokenCreate mutation.")


def test_token_says_what_saleors_says() -> None:
    desk.staff()
    claims = jwt.decode(sign_in()["token"], options={"verify_signature": False})
    assert sorted(claims) == sorted(["iat", "owner", "iss", "exp", "token", "email", "type", "user_id", "is_staff"])
    assert codes(ask(RENEW, r="x.y.z")) == [("refreshToken", "JWT_DECODE_ERROR")]


def test_app_token_is_kept_only_as_a_hash_and_ends_when_the_app_is_off(token: str) -> None:
    app_token = desk.tokens[-1]
    assert len(app_token) == 30
    assert ask("{app{identifier permissions{code}}}", app_token)["identifier"] == "test.app"
    assert App.objects.get().token_hash == access.hash_token(app_token) != app_token
    App.objects.update(is_active=False)
    _, refused = post("{app{identifier}}", app_token)
    assert refused["errors"][0]["extensions"]["exception"]["code"] == "PermissionDenied"


def test_app_sees_no_other_app(token: str) -> None:
    other = App.objects.create(identifier="other", name="Other")
    query = "query($id:ID){app(id:$id){identifier}}"
    _, refused = post(query, desk.tokens[-1], id=access.pack("App", other.pk))
    assert refused["errors"][0]["message"].endswith("MANAGE_APPS")
    for staff in (token, desk.staff("MANAGE_ORDERS", email="clerk@example.com")):
        assert ask(query, staff, id=access.pack("App", other.pk)) == {"identifier": "other"}
    App.objects.filter(identifier="test.app").update(permissions=["MANAGE_APPS"])
    forget()
    assert ask(query, desk.tokens[-1], id=access.pack("App", other.pk)) == {"identifier": "other"}


def test_staff_open_an_app_with_a_token_that_names_both(token: str) -> None:
    query = "query($id:ID){app(id:$id){accessToken}}"
    given = ask(query, token, id=access.pack("App", App.objects.get().pk))["accessToken"]
    claims = jwt.decode(given, options={"verify_signature": False})
    assert claims["app"] == access.pack("App", App.objects.get().pk)
    assert claims["permissions"] == sorted(App.objects.get().permissions)
    assert failed(given)[0] == "InvalidTokenError"


def test_staff_command_makes_and_renews(monkeypatch: pytest.MonkeyPatch) -> None:
    for password in ("first password", "second password"):
        monkeypatch.setattr("sys.stdin", StringIO(f"{password}\n"))
        call_command("engine_staff", EMAIL, "--password-stdin", stdout=StringIO())
    assert User.objects.count() == 1
    assert codes(sign_in("first password")) == [("email", "INVALID_CREDENTIALS")]
    token = sign_in("second password")["token"]
    assert {"code": "MANAGE_ORDERS"} in ask("{me{userPermissions{code}}}", token)["userPermissions"]


def test_staff_command_refuses_a_short_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", StringIO("short\n"))
    with pytest.raises(CommandError, match="8 characters"):
        call_command("engine_staff", EMAIL, "--password-stdin")
    assert User.objects.count() == 0


@pytest.mark.django_db(transaction=True, databases=["default", "engine"])
def test_app_is_remembered_for_a_second_and_refused_after_it() -> None:
    App.objects.create(identifier="known", token_hash=access.hash_token("0" * 30))
    assert ask("{app{identifier}}", "0" * 30) == {"identifier": "known"}
    App.objects.update(is_active=False)
    with CaptureQueriesContext(connections["engine"]) as queries:
        assert ask("{app{identifier}}", "0" * 30) == {"identifier": "known"}
    assert len(queries) == 0
    sleep(1)
    _, refused = post("{app{identifier}}", "0" * 30)
    assert refused["errors"][0]["extensions"]["exception"]["code"] == "PermissionDenied"


@pytest.mark.django_db(transaction=True, databases=["default", "engine"])
def test_renewed_staff_is_known_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    token = desk.staff()
    assert ask("{me{firstName}}", token) == {"firstName": ""}
    monkeypatch.setattr("sys.stdin", StringIO("another password\n"))
    call_command("engine_staff", EMAIL, "--password-stdin", "--first-name", "Asha", stdout=StringIO())
    assert ask("{me{firstName}}", token) == {"firstName": "Asha"}


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/",
        "//evil.example/",
        "http://evil.example#@localhost/",
        "http://evil.example\\@localhost/",
        "http://localhost@evil.example/",
        "javascript://localhost/%0aalert(1)",
        "http://[localhost/",
        "localhost/reset",
    ],
)
def test_mails_lead_only_to_this_shop(url: str) -> None:
    query = 'mutation($r:String!){requestPasswordReset(email:"a@example.com",redirectUrl:$r){errors{field code}}}'
    assert codes(ask(query, r=url)) == [("redirectUrl", "INVALID")]


def test_guests_order_belongs_to_the_account_of_its_email_which_keeps_the_address(small_shop: None) -> None:
    buyer = User(email="buyer@example.com")
    buyer.set_password(desk.PASSWORD)
    buyer.save()
    checkout_id = fill({"p1-red": 1})
    pay(checkout_id)
    order_id = complete(checkout_id)["order"]["id"]
    token = sign_in(email="Buyer@example.com")["token"]
    me = ask("{me{orders(first:2){edges{node{id}}} addresses{city} defaultShippingAddress{city}}}", token)
    assert me["orders"] == {"edges": [{"node": {"id": order_id}}]}
    assert len(me["addresses"]) == 1
    assert me["defaultShippingAddress"] == me["addresses"][0]
