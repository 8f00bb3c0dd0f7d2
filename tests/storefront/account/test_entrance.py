"""Making an account, confirming it, signing in and out: what works, and what is never told."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client, override_settings
from django.utils import timezone

from engine.models import User as Customer
from mail.models import Message
from people.models import FailedSignIn, SaleorSignIn
from storefront.account_letters import write_account_letter
from storefront.buyers import BUYER_KEY
from storefront.events import ShopEvent
from tests.cast import STRANGER
from tests.shop import deliver_all
from tests.storefront.account.member import PASSWORD, Member

pytestmark = pytest.mark.django_db(databases=["default", "engine"])


def test_from_registering_to_the_account(member: Member) -> None:
    member.register()
    assert "If buyer@example.com has no account here yet" in member.words
    assert Customer.objects.get(email=member.email).is_confirmed is False
    member.follow_mail("account_confirm")
    assert member.page.redirect_chain == [("/account/confirm/", 302)]  # type: ignore[attr-defined]
    assert Customer.objects.get(email=member.email).is_confirmed is False
    member.press("/account/confirm/")
    assert "your e-mail is confirmed" in member.words
    member.sign_in()
    assert member.page.redirect_chain == [("/account/", 302)]  # type: ignore[attr-defined]
    assert "Your account" in member.words
    assert member.email in member.words


def test_registering_twice_says_the_same_and_sends_one_mail(settled: Member) -> None:
    first = Message.objects.count()
    other = Member(Client())
    fresh = Member(Client(), STRANGER.email)
    other.register("a wholly other password")
    fresh.register("a wholly other password")
    assert other.words.replace(other.email, "X") == fresh.words.replace(fresh.email, "X")
    assert Message.objects.count() == first + 1
    assert Customer.objects.get(email=settled.email).check_password(PASSWORD)


def test_unconfirmed_account_is_told_what_to_do_only_with_the_right_password(member: Member) -> None:
    member.register()
    member.sign_in("wrong password")
    assert "E-mail and password do not belong together." in member.words
    member.sign_in()
    assert "Please confirm your e-mail first" in member.words
    assert not member.is_signed_in


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"email": "nonsense", "password": PASSWORD}, "Enter an e-mail address such as name@example.org."),
        ({"email": "", "password": PASSWORD}, "Enter an e-mail address such as name@example.org."),
        ({"email": "a@example.com", "password": "short"}, "Choose a password of at least 8 characters."),
        ({"email": "a@example.com", "password": "password"}, "This password is too common."),
        ({"email": f"{'a' * 250}@example.com", "password": PASSWORD}, "Enter an e-mail address such as"),
    ],
)
def test_wrong_entries_are_told_at_their_field(member: Member, typed: dict[str, str], sentence: str) -> None:
    member.open("/account/register/")
    member.press("/account/register/", **typed)
    assert sentence in member.words
    assert 'aria-invalid="true"' in member.text
    assert not Customer.objects.filter(email=typed["email"]).exists()
    assert f'value="{typed["password"]}"' not in member.text


def test_confirming_needs_the_mails_own_token(member: Member) -> None:
    member.register()
    member.open(f"/account/confirm/?email={member.email}&token=nonsense")
    member.press("/account/confirm/")
    assert "This link is used up or too old." in member.words
    assert Customer.objects.get(email=member.email).is_confirmed is False
    assert "This page needs the link from our mail" in Member(Client()).open("/account/confirm/").content.decode()


def test_unknown_email_and_wrong_password_get_the_same_page(settled: Member) -> None:
    pages = []
    for email in (settled.email, STRANGER.email):
        cache.clear()
        other = Member(Client(), email)
        other.sign_in("wrong password")
        assert other.page.status_code == 200
        pages.append(other.text.replace(email, "X"))
    assert pages[0] == pages[1]


def test_fifth_wrong_password_closes_the_door_to_that_account_from_here(settled: Member) -> None:
    other = Member(Client(), settled.email)
    for _ in range(5):
        cache.clear()
        other.sign_in("wrong password")
    other.sign_in()
    assert other.page.status_code == 429
    assert "Too many wrong passwords. Please wait 15 minutes and try again." in other.words
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        cache.clear()
        other.sign_in()
    assert other.page.redirect_chain == [("/account/", 302)]  # type: ignore[attr-defined]


def test_buyers_address_reaches_saleor_so_that_one_locks_out_none_but_himself(settled: Member) -> None:
    guesser = Client(REMOTE_ADDR="203.0.113.9")
    for _ in range(3):
        guesser.post("/account/login/", {"email": settled.email, "password": "wrong"})
    reply = guesser.post("/account/login/", {"email": settled.email, "password": PASSWORD})
    assert reply.status_code == 429
    assert Member(Client()).sign_in().status_code == 200


def test_tokens_stay_on_the_server_and_are_encrypted(settled: Member) -> None:
    from django.db import connection

    row = SaleorSignIn.objects.get()
    assert row.user is None
    stored = str(dict(settled.client.session))
    assert row.access_token not in stored
    assert row.refresh_token not in stored
    with connection.cursor() as cursor:
        cursor.execute("SELECT refresh_token, access_token FROM people_saleorsignin")
        assert not any(str(value).startswith("ey") for value in cursor.fetchone())


def test_signing_in_changes_the_cookie(settled: Member) -> None:
    other = Member(Client())
    other.add("SCARF")
    before = other.client.cookies["sessionid"].value
    other.sign_in()
    assert other.client.cookies["sessionid"].value != before
    assert "Indigo scarf" in other.open("/cart/").content.decode()


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("/checkout/", "/checkout/"),
        ("/account/orders/?after=x", "/account/orders/?after=x"),
        ("https://evil.example/", "/account/"),
        ("//evil.example/", "/account/"),
        ("/\\evil.example/", "/account/"),
        ("javascript:alert(1)", "/account/"),
        ("http:evil.example", "/account/"),
        ("evil", "/account/"),
    ],
)
def test_next_leads_only_into_this_shop(settled: Member, wanted: str, reached: str) -> None:
    data = {"email": settled.email, "password": PASSWORD, "next": wanted}
    assert Client().post("/account/login/", data).headers["Location"] == reached


@pytest.mark.parametrize(
    "path", ["", "orders/", "profile/", "addresses/", "addresses/new/", "addresses/1/", "password/change/", "delete/"]
)
def test_nobody_sees_an_account_without_signing_in(member: Member, path: str) -> None:
    reply = Client().get(f"/account/{path}")
    assert reply.status_code == 302
    assert reply.headers["Location"] == f"/account/login/?next=%2Faccount%2F{path.replace('/', '%2F')}"
    assert "no-store" in reply.headers["Cache-Control"]


def test_account_pages_stay_in_no_cache(settled: Member) -> None:
    for path in ("/account/", "/account/orders/", "/account/addresses/", "/account/profile/"):
        control = settled.client.get(path).headers["Cache-Control"]
        assert "no-store" in control
        assert "private" in control


def test_public_pages_are_the_same_for_who_is_signed_in(settled: Member) -> None:
    for path in ("/", "/products/", "/products/indigo-scarf/"):
        mine, theirs = settled.client.get(path), Client().get(path)
        assert mine.content == theirs.content
        assert '<a class="head__account" href="/account/"><span>Account</span></a>' in mine.content.decode()
        assert mine.headers["Cache-Control"] == theirs.headers["Cache-Control"]


def test_signing_out_takes_a_post_and_forgets_tokens_and_cart(settled: Member) -> None:
    settled.add("SCARF")
    settled.open("/checkout/")
    settled.open("/account/")
    assert settled.client.get("/account/logout/").status_code == 405
    settled.press("/account/logout/")
    assert "You are signed out." in settled.words
    assert not SaleorSignIn.objects.exists()
    assert BUYER_KEY not in settled.client.session
    assert "There is nothing in your cart." in settled.open("/cart/").content.decode()
    assert not settled.is_signed_in


def test_sign_in_that_saleor_ended_leads_to_the_door(settled: Member) -> None:
    Customer.objects.filter(email=settled.email).update(token_key="another")
    assert settled.client.get("/account/").status_code == 302
    assert not SaleorSignIn.objects.exists()


def test_expired_access_token_is_renewed_in_silence(settled: Member) -> None:
    SaleorSignIn.objects.update(access_until=timezone.now())
    assert settled.is_signed_in
    assert SaleorSignIn.objects.get().access_until > timezone.now()


def test_while_saleor_is_away_the_door_says_so(settled: Member) -> None:
    with override_settings(SALEOR_IN_PROCESS_EXECUTE="tests.storefront.away.execute"):
        assert settled.client.get("/account/").status_code == 503
        assert settled.client.get("/account/login/").status_code == 302
        reply = Client().post("/account/login/", {"email": settled.email, "password": PASSWORD})
        assert reply.status_code == 503
        assert 'href="/account/"' in reply.content.decode().partition("<main")[2]
    assert settled.is_signed_in


def test_many_new_accounts_from_one_address_are_refused(member: Member) -> None:
    for number in range(11):
        member.email = f"buyer{number}@example.com"
        member.register()
    assert member.page.status_code == 429
    assert "Too many tries. Please wait" in member.words
    assert Customer.objects.filter(is_staff=False).count() == 10
    assert FailedSignIn.objects.count() == 10


def test_form_of_another_site_is_refused(settled: Member) -> None:
    for path in ("/account/logout/", "/account/login/", "/account/delete/", "/account/addresses/new/"):
        assert settled.client.post(path, {}, headers={"Origin": "https://evil.example"}).status_code == 403
    assert settled.is_signed_in


def test_letter_leads_to_this_shop_whatever_address_saleor_was_told(member: Member) -> None:
    payload = {"token": "t-1", "user": {"email": member.email}, "redirectUrl": "https://evil.example/"}
    for _ in range(2):
        write_account_letter(ShopEvent.ACCOUNT_SET_PASSWORD_REQUESTED, payload)
    assert member.find_link("account_password") == "/account/password/?email=buyer%40example.com&token=t-1"
    assert Message.objects.count() == 1


def test_names_of_strangers_do_not_get_into_the_mails(member: Member) -> None:
    from tests.engine.asking import ask

    query = "mutation($i:AccountRegisterInput!){accountRegister(input:$i){errors{code}}}"
    given = {
        "email": member.email,
        "password": PASSWORD,
        "firstName": "Visit evil.example",
        "channel": "default-channel",
    }
    ask(query, i={**given, "redirectUrl": "http://127.0.0.1:8000/"})
    deliver_all()
    assert "evil.example" not in str(Message.objects.get().context)
