"""A forgotten password and a deleted account: only by the mail, once, and nothing told to strangers."""

import pytest
from django.core.cache import cache
from django.test import Client

from engine.models import Address, Order
from engine.models import User as Customer
from mail.models import Message
from people.models import SaleorSignIn
from tests.cast import STRANGER
from tests.storefront.account.member import NEWER, PASSWORD, Member
from tests.storefront.buying import US_ADDRESS

pytestmark = pytest.mark.django_db(databases=["default", "engine"])


def ask_for_password(email: str) -> Member:
    member = Member(Client(), email)
    member.open("/account/password/")
    member.press("/account/password/", email=email)
    return member


def test_forgotten_password_is_replaced_and_every_earlier_sign_in_ends(settled: Member) -> None:
    other = ask_for_password(settled.email)
    assert "If buyer@example.com has an account here" in other.words
    other.follow_mail("account_password")
    assert other.page.redirect_chain == [("/account/password/new/", 302)]  # type: ignore[attr-defined]
    assert "token=" not in other.text
    other.press("/account/password/new/", password=NEWER)
    assert "Your new password holds from now on, and you are signed in." in other.words
    assert other.is_signed_in
    assert not settled.is_signed_in
    assert Member(Client()).sign_in(NEWER).status_code == 200
    cache.clear()
    stranger = Member(Client())
    stranger.sign_in(PASSWORD)
    assert "do not belong together" in stranger.words


def test_reset_link_works_once(settled: Member) -> None:
    other = ask_for_password(settled.email)
    link = other.find_link("account_password")
    other.open(link)
    other.press("/account/password/new/", password=NEWER)
    again = Member(Client())
    again.open(link)
    again.press("/account/password/new/", password="yet another password")
    assert "This link is used up or too old." in again.words
    assert Customer.objects.get(email=settled.email).check_password(NEWER)
    assert not again.is_signed_in


def test_reset_tells_nobody_which_emails_are_known(settled: Member) -> None:
    before = Message.objects.count()
    known, unknown = ask_for_password(settled.email), ask_for_password(STRANGER.email)
    assert known.text.replace(settled.email, "X") == unknown.text.replace(STRANGER.email, "X")
    assert Message.objects.count() == before + 1
    ask_for_password(settled.email)
    assert Message.objects.count() == before + 1


def test_reset_confirms_an_unconfirmed_account(member: Member) -> None:
    member.register()
    ask_for_password(member.email).follow_mail("account_password")
    member.follow_mail("account_password")
    member.press("/account/password/new/", password=NEWER)
    assert member.is_signed_in
    assert Customer.objects.get(email=member.email).is_confirmed


def test_short_new_password_is_told_at_the_field_and_the_link_stays_good(settled: Member) -> None:
    other = ask_for_password(settled.email)
    other.follow_mail("account_password")
    other.press("/account/password/new/", password="short")
    assert "Choose a password of at least 8 characters." in other.words
    other.press("/account/password/new/", password=NEWER)
    assert other.is_signed_in


def test_new_password_page_without_a_link_leads_to_asking_for_one(member: Member) -> None:
    member.open("/account/password/new/")
    assert member.page.redirect_chain == [("/account/password/", 302)]  # type: ignore[attr-defined]


def test_many_reset_mails_from_one_address_are_refused(member: Member) -> None:
    for number in range(11):
        member.open("/account/password/")
        member.press("/account/password/", email=f"buyer{number}@example.com")
    assert member.page.status_code == 429


def test_link_of_one_kind_opens_nothing_of_another(settled: Member) -> None:
    other = ask_for_password(settled.email)
    token = other.find_link("account_password").partition("token=")[2]
    settled.open(f"/account/delete/?email={settled.email}&token={token}")
    settled.press("/account/delete/")
    assert "This link is used up or too old." in settled.words
    assert Customer.objects.filter(email=settled.email).exists()


def test_account_is_deleted_by_its_mail_and_its_orders_stay(settled: Member) -> None:
    settled.add("SCARF")
    settled.open("/checkout/")
    settled.send("checkout", **US_ADDRESS)
    settled.send("checkout")
    settled.open("/account/")
    settled.open("/account/delete/")
    settled.press("/account/delete/")
    assert "A mail with a link is on its way to you." in settled.words
    assert Customer.objects.filter(email=settled.email).exists()
    settled.follow_mail("account_delete")
    assert "Delete my account now" in settled.words
    settled.press("/account/delete/")
    assert "Your account is deleted" in settled.words
    assert not Customer.objects.filter(email=settled.email).exists()
    assert not Address.objects.exclude(user=None).exists()
    assert not SaleorSignIn.objects.exists()
    assert not settled.is_signed_in
    order = Order.objects.get()
    assert (order.user, order.user_email) == (None, settled.email)


def test_deletion_link_asks_a_stranger_to_sign_in_first(settled: Member) -> None:
    settled.open("/account/delete/")
    settled.press("/account/delete/")
    link = settled.find_link("account_delete")
    other = Member(Client())
    other.open(link)
    assert [step[0] for step in other.page.redirect_chain] == [  # type: ignore[attr-defined]
        "/account/delete/",
        "/account/login/?next=%2Faccount%2Fdelete%2F",
    ]
    other.press("/account/login/", email=settled.email, password=PASSWORD)
    assert "Delete my account now" in other.words


def test_staff_cannot_delete_their_account_here(settled: Member) -> None:
    Customer.objects.filter(email=settled.email).update(is_staff=True)
    settled.open("/account/delete/")
    settled.press("/account/delete/")
    settled.follow_mail("account_delete")
    settled.press("/account/delete/")
    assert "it can only be deleted in Saleor" in settled.words
    assert Customer.objects.filter(email=settled.email).exists()
