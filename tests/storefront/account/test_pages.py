"""Orders, addresses, name and password of an account: one's own, and nobody else's."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from engine.models import Address, Order
from engine.models import User as Customer
from storefront.models import OrderAccess
from tests.cast import STRANGER
from tests.engine.asking import ask
from tests.shop import deliver_all
from tests.storefront.account.member import NEWER, PASSWORD, Member
from tests.storefront.buying import GERMAN_ADDRESS, US_ADDRESS

pytestmark = pytest.mark.django_db(databases=["default", "engine"])


def buy(member: Member, **typed: str) -> Order:
    """Buys a scarf; the newest order."""
    member.add("SCARF")
    member.open("/checkout/")
    member.send("checkout", **typed)
    if "Thank you" not in member.words:
        member.send("checkout")
    assert "Thank you" in member.words
    deliver_all()
    return Order.objects.latest("number")


def make_member(email: str) -> Member:
    other = Member(Client(), email)
    other.register()
    other.follow_mail("account_confirm")
    other.press("/account/confirm/")
    other.sign_in()
    return other


def test_order_of_a_signed_in_buyer_is_theirs_and_stands_in_the_account(settled: Member) -> None:
    settled.add("SCARF")
    settled.open("/checkout/")
    assert "You are signed in: the order will stand in your account." in settled.words
    assert settled.form("checkout").values["email"] == settled.email
    settled.send("checkout", **US_ADDRESS)
    settled.send("checkout")
    order = Order.objects.get()
    assert order.user == Customer.objects.get(email=settled.email)
    settled.open("/account/")
    assert f"Order {order.number}" in settled.words
    assert "1 × Indigo scarf" in settled.words
    assert str(order.pk) not in settled.text
    token = OrderAccess.objects.get().token
    assert f'href="/orders/{token}/"' in settled.text
    assert settled.client.get(f"/orders/{token}/").status_code == 200


def test_next_checkout_is_filled_in_and_takes_one_press_to_delivery(settled: Member) -> None:
    buy(settled, **US_ADDRESS)
    settled.add("BAG-S")
    settled.open("/checkout/")
    values = settled.form("checkout").values
    assert {name: values[name] for name in US_ADDRESS} == {**US_ADDRESS, "city": "OSWEGO"}
    assert values["email"] == settled.email
    settled.send("checkout")
    settled.send("checkout")
    assert "Thank you" in settled.words
    assert Address.objects.exclude(user=None).count() == 1


def test_what_was_typed_as_a_guest_stays_after_signing_in(settled: Member) -> None:
    buy(settled, **US_ADDRESS)
    other = Member(Client())
    other.add("SCARF")
    other.open("/checkout/")
    assert "No account is needed." in other.words
    other.send("checkout", email="work@example.com", **GERMAN_ADDRESS)
    other.sign_in(path="/account/login/?next=/checkout/")
    values = other.form("checkout").values
    assert (values["email"], values["city"], values["country"]) == ("work@example.com", "Berlin", "DE")
    other.send("checkout")
    assert "Thank you" in other.words
    order = Order.objects.latest("number")
    assert order.user == Customer.objects.get(email=settled.email)


def test_guest_stays_a_guest(member: Member) -> None:
    buy(member, email=STRANGER.email, **US_ADDRESS)
    assert Order.objects.get().user is None


def test_sign_in_that_ended_at_the_checkout_makes_a_guest(settled: Member) -> None:
    Customer.objects.filter(email=settled.email).update(token_key="another")
    settled.add("SCARF")
    settled.open("/checkout/")
    assert settled.page.status_code == 200
    assert "No account is needed." in settled.words


def test_orders_of_others_are_not_listed(settled: Member) -> None:
    mine = buy(settled, **US_ADDRESS)
    other = make_member(STRANGER.email)
    theirs = buy(other, **US_ADDRESS)
    settled.open("/account/orders/")
    assert f"Order {mine.number}" in settled.words
    assert f"Order {theirs.number}" not in settled.words
    other.open("/account/orders/")
    assert f"Order {mine.number}" not in other.words


def test_orders_come_in_pages_of_ten(settled: Member) -> None:
    first = buy(settled, **US_ADDRESS)
    for number in range(100, 112):
        Order.objects.create(
            number=number, channel=first.channel, currency="USD", user=first.user, user_email=first.user_email
        )
    settled.open("/account/orders/")
    assert settled.words.count("Order 1") == 10
    assert "Newest orders" not in settled.words
    settled.open(settled.text.partition('href="?after=')[2].partition('"')[0].join(("/account/orders/?after=", "")))
    assert settled.text.count('<li>\n    <div><a href="/orders/') == 3
    assert "Newest orders" in settled.words


def test_list_of_orders_takes_no_query_for_each(
    settled: Member, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    first = buy(settled, **US_ADDRESS)
    for number in range(100, 109):
        Order.objects.create(
            number=number, channel=first.channel, currency="USD", user=first.user, user_email=first.user_email
        )
    with django_assert_max_num_queries(8):
        settled.client.get("/account/orders/")


@pytest.mark.parametrize("query", ["?after=nonsense", "?after=%00", "?after=" + "x" * 5000])
def test_bad_cursor_is_no_error_of_ours(settled: Member, query: str) -> None:
    assert settled.client.get(f"/account/orders/{query}").status_code in {200, 503}


def test_address_book_from_empty_to_default_to_gone(settled: Member) -> None:
    settled.open("/account/addresses/new/")
    settled.press("/account/addresses/new/", **US_ADDRESS)
    assert "The address is saved." in settled.words
    row = Address.objects.get(user__email=settled.email)
    assert (row.city, row.country, row.first_name, row.last_name) == ("OSWEGO", "US", "Asha", "Buyer")
    use = f"/account/addresses/{row.pk}/use/"
    settled.press(use, use="delivery")
    settled.press(use, use="billing")
    assert "For deliveries and bills" in settled.words
    user = Customer.objects.get(email=settled.email)
    assert (user.default_shipping_address_id, user.default_billing_address_id) == (row.pk, row.pk)
    settled.open(f"/account/addresses/{row.pk}/")
    settled.press(f"/account/addresses/{row.pk}/", street_1="814 Howard Street")
    assert "814 Howard Street" in settled.words
    settled.press(use, use="delete")
    assert not Address.objects.filter(user__email=settled.email).exists()
    assert "None yet." in settled.words


def test_another_country_brings_its_own_fields_and_keeps_what_was_typed(settled: Member) -> None:
    settled.open("/account/addresses/new/")
    settled.press("/account/addresses/new/", name="Asha Buyer", country="DE")
    assert "The fields now follow Germany." in settled.words
    assert settled.find_form("/account/addresses/new/").values["name"] == "Asha Buyer"
    assert 'aria-invalid="true"' not in settled.text
    settled.press("/account/addresses/new/", **GERMAN_ADDRESS)
    assert Address.objects.get(user__email=settled.email).city == "BERLIN"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"postal_code": "xx"}, "This ZIP code does not fit the address."),
        ({"name": ""}, "Enter the name of the person it goes to."),
        ({"phone": "not a number"}, "That is not a phone number."),
        ({"country": "KP"}, "We do not deliver there yet."),
    ],
)
def test_wrong_address_is_told_at_its_field(settled: Member, typed: dict[str, str], sentence: str) -> None:
    settled.open("/account/addresses/new/")
    settled.press("/account/addresses/new/", **{**US_ADDRESS, **typed})
    assert sentence in settled.words
    assert not Address.objects.filter(user__email=settled.email).exists()


def test_addresses_of_others_are_not_there(settled: Member) -> None:
    other = make_member(STRANGER.email)
    other.open("/account/addresses/new/")
    other.press("/account/addresses/new/", **US_ADDRESS)
    key = Address.objects.get(user__email=STRANGER.email).pk
    assert settled.client.get(f"/account/addresses/{key}/").status_code == 404
    assert settled.client.post(f"/account/addresses/{key}/use/", {"use": "delete"}).status_code == 404
    assert settled.client.post(f"/account/addresses/{key}/", US_ADDRESS).status_code == 404
    assert Address.objects.filter(pk=key, user__email=STRANGER.email).exists()


def test_name_is_changed(settled: Member) -> None:
    settled.open("/account/profile/")
    settled.press("/account/profile/", first_name="Asha", last_name="Buyer")
    assert "Asha Buyer buyer@example.com" in settled.words
    settled.open("/account/profile/")
    assert settled.find_form("/account/profile/").values["first_name"] == "Asha"


def test_changed_password_ends_every_other_sign_in(settled: Member) -> None:
    other = Member(Client())
    other.sign_in()
    settled.open("/account/password/change/")
    settled.press("/account/password/change/", old_password=PASSWORD, password=NEWER)
    assert "Other devices are signed out." in settled.words
    assert settled.is_signed_in
    assert not other.is_signed_in
    assert Customer.objects.get(email=settled.email).check_password(NEWER)


def test_wrong_old_password_changes_nothing_and_is_counted(settled: Member) -> None:
    from people.models import FailedSignIn

    settled.open("/account/password/change/")
    settled.press("/account/password/change/", old_password="wrong password", password=NEWER)
    assert "do not belong together" in settled.words
    assert settled.is_signed_in
    assert Customer.objects.get(email=settled.email).check_password(PASSWORD)
    assert FailedSignIn.objects.count() == 4  # two for the password, one each for registering and confirming


def test_attached_checkout_is_not_shown_to_strangers_as_somebodys(settled: Member) -> None:
    settled.add("SCARF")
    settled.open("/checkout/")
    from engine.ids import pack
    from engine.models import Checkout

    checkout_id = pack("Checkout", Checkout.objects.get().pk)
    assert ask("query($id:ID!){checkout(id:$id){email}}", id=checkout_id) == {"email": settled.email}
