"""The checkout's form: right fields for the country, right hints for the browser, every error at its place."""

import re

import pytest

from storefront.countries import guess_country
from tests.cast import BUYER
from tests.storefront.buying import GERMAN_ADDRESS, US_ADDRESS, Buyer, read_forms

pytestmark = pytest.mark.django_db(databases=["default", "engine"])


def tag_of(buyer: Buyer, name: str) -> str:
    """The tag of a field."""
    (tag,) = re.findall(rf'<(?:input|select)[^>]*name="{name}"[^>]*>', buyer.text)[:1]
    return str(tag)


def error_at(buyer: Buyer, name: str) -> str:
    """The sentence beside a field, which must be tied to it and listed on top with a way to it."""
    (sentence,) = re.findall(rf'id="id_{name}_error">([^<]*)<', buyer.text)
    assert f"id_{name}_error" in tag_of(buyer, name)
    assert 'aria-invalid="true"' in tag_of(buyer, name)
    summary = re.search(r'<div class="errors".*?</div>', buyer.text, re.S)
    assert summary is not None
    assert f'href="#id_{name}"' in summary.group(0)
    return str(sentence).replace("&#x27;", "'")


@pytest.mark.parametrize(
    ("name", "token"),
    [
        ("email", "email"),
        ("country", "country"),
        ("name", "name"),
        ("street_1", "address-line1"),
        ("street_2", "address-line2"),
        ("city", "address-level2"),
        ("area", "address-level1"),
        ("postal_code", "postal-code"),
        ("phone", "tel"),
        ("billing_postal_code", "billing postal-code"),
    ],
)
def test_each_field_tells_the_browser_what_it_is(buyer: Buyer, name: str, token: str) -> None:
    buyer.add("SCARF")
    buyer.open("/checkout/")
    assert f'autocomplete="{token}"' in tag_of(buyer, name)


def test_keyboards_fit_the_fields(buyer: Buyer) -> None:
    buyer.add("SCARF")
    buyer.open("/checkout/")
    assert 'inputmode="numeric"' in tag_of(buyer, "postal_code")
    assert 'type="email"' in tag_of(buyer, "email")
    assert 'type="tel"' in tag_of(buyer, "phone")
    buyer.open("/checkout/", headers={"Accept-Language": "en-GB,en;q=0.8"})
    assert 'autocapitalize="characters"' in tag_of(buyer, "postal_code")
    assert "inputmode" not in tag_of(buyer, "postal_code")


def test_the_main_form_comes_first_and_its_primary_button_first_in_it(buyer: Buyer) -> None:
    buyer.add("SCARF")
    buyer.open("/checkout/")
    forms = [form.id for form in read_forms(buyer.text.split("<main")[1])]
    assert forms == ["checkout", "voucher"]
    assert buyer.form("checkout").buttons == [""]
    assert buyer.form("checkout").values["outcome"] == "success"
    assert "test gateway" in buyer.text


@pytest.mark.parametrize(
    ("accepted", "country"),
    [("en-GB,en;q=0.9", "GB"), ("de-DE", "DE"), ("fr-BE,fr", "US"), ("en", "US"), ("", "US"), ("hi-IN;q=0.3", "IN")],
)
def test_the_first_country_is_the_browsers_or_the_channels(accepted: str, country: str) -> None:
    assert guess_country(accepted, ["US", "GB", "DE", "IN"], "US") == country


def test_the_fields_follow_the_browsers_country(buyer: Buyer) -> None:
    buyer.add("SCARF")
    buyer.open("/checkout/", headers={"Accept-Language": "de-DE,de"})
    form = buyer.form("checkout")
    assert form.values["country"] == "DE"
    assert "area" not in form.values


def test_another_country_brings_its_fields_and_keeps_what_was_typed(buyer: Buyer) -> None:
    buyer.add("SCARF")
    buyer.open("/checkout/")
    buyer.send(
        "checkout", email=BUYER.email, country="IN", name="Asha Buyer", street_1="12 Park Street", city="Kolkata"
    )
    form = buyer.form("checkout")
    assert form.values["country"] == "IN"
    assert form.values["street_1"] == "12 Park Street"
    assert "WB" in form.choices["area"] or "West Bengal" in form.choices["area"]
    assert "PIN code" in buyer.text


@pytest.mark.parametrize("email", ["", "not-an-email", "a@b", "a b@example.com", "x" * 300 + "@example.com"])
def test_a_bad_email_is_told_at_its_field_and_the_rest_is_kept(buyer: Buyer, email: str) -> None:
    buyer.add("SCARF")
    buyer.open("/checkout/")
    buyer.send("checkout", **{**US_ADDRESS, "email": email})
    assert error_at(buyer, "email")
    assert "autofocus" in tag_of(buyer, "email")
    assert buyer.text.count("autofocus") == 1
    assert buyer.form("checkout").values["street_1"] == US_ADDRESS["street_1"]


def test_a_bad_email_says_how_one_looks(buyer: Buyer) -> None:
    buyer.add("SCARF")
    buyer.open("/checkout/")
    buyer.send("checkout", **{**US_ADDRESS, "email": "not-an-email"})
    assert error_at(buyer, "email") == "Enter an e-mail address such as name@example.org: the confirmation goes there."


@pytest.mark.parametrize(
    ("address", "code", "sentence"),
    [
        (US_ADDRESS, "XX", "This ZIP code does not fit the address. One looks like 95014."),
        (US_ADDRESS, "1312", "This ZIP code does not fit the address. One looks like 95014."),
        (GERMAN_ADDRESS, "1011", "This postcode does not fit the address. One looks like 26133."),
        (US_ADDRESS, "", "Enter the ZIP code."),
    ],
)
def test_a_wrong_postal_code_is_told_at_its_field(
    buyer: Buyer, address: dict[str, str], code: str, sentence: str
) -> None:
    buyer.add("SCARF")
    buyer.open("/checkout/")
    buyer.send("checkout", email=BUYER.email, **{**address, "postal_code": code})
    assert error_at(buyer, "postal_code") == sentence
    assert "autofocus" in tag_of(buyer, "postal_code")


def test_a_postal_code_of_another_state_is_told(buyer: Buyer) -> None:
    buyer.add("SCARF")
    buyer.open("/checkout/")
    buyer.send("checkout", email=BUYER.email, **{**US_ADDRESS, "area": "CA"})
    assert error_at(buyer, "postal_code") == "This ZIP code does not fit the address. One looks like 95014."


@pytest.mark.parametrize("country", ["KP", "", "XX", "<b>"])
def test_a_country_that_is_not_served_is_told_with_those_that_are(buyer: Buyer, country: str) -> None:
    buyer.add("SCARF")
    buyer.open("/checkout/")
    buyer.send("checkout", email=BUYER.email, **{**US_ADDRESS, "country": country})
    sentence = error_at(buyer, "country")
    assert sentence.startswith("We do not deliver there yet. We deliver to " if country else "Choose a country.")
    assert buyer.form("checkout").values["street_1"] == US_ADDRESS["street_1"]


def test_a_country_without_a_delivery_is_told_at_the_country(buyer: Buyer) -> None:
    buyer.add("SCARF")
    buyer.open("/checkout/")
    french = {
        "country": "FR",
        "name": "Asha Buyer",
        "street_1": "1 rue de Rivoli",
        "city": "Paris",
        "postal_code": "75001",
    }
    buyer.send("checkout", email=BUYER.email, **french)
    assert error_at(buyer, "country") == "We cannot send these pieces to France yet."


def test_everything_that_is_missing_is_listed(buyer: Buyer) -> None:
    buyer.add("SCARF")
    buyer.open("/checkout/")
    buyer.send("checkout")
    for name in ("email", "name", "street_1", "city", "area", "postal_code"):
        assert error_at(buyer, name)
    assert "Please look at 6 points" in buyer.text


def test_a_phone_number_that_is_none_is_told(buyer: Buyer) -> None:
    buyer.add("SCARF")
    buyer.open("/checkout/")
    buyer.send("checkout", email=BUYER.email, **US_ADDRESS, phone="12")
    assert error_at(buyer, "phone").startswith("That is not a phone number.")


def test_the_billing_address_counts_only_if_it_is_wanted(buyer: Buyer) -> None:
    buyer.add("SCARF")
    buyer.open("/checkout/")
    buyer.send("checkout", email=BUYER.email, **US_ADDRESS, billing_differs="on")
    assert error_at(buyer, "billing_name")
    assert error_at(buyer, "billing_postal_code")
    buyer.open("/checkout/")
    form = {**buyer.form("checkout").values, "email": BUYER.email, **US_ADDRESS}
    form.pop("billing_differs", None)
    buyer.page = buyer.client.post("/checkout/", form)
    assert "Pay $56.00" in buyer.text


def test_a_field_longer_than_any_address_is_told(buyer: Buyer) -> None:
    buyer.add("SCARF")
    buyer.open("/checkout/")
    buyer.send("checkout", email=BUYER.email, **{**US_ADDRESS, "street_1": "x" * 5000})
    assert error_at(buyer, "street_1") == "That is too long: at most 200 characters."


def test_markup_in_a_field_stays_text(buyer: Buyer) -> None:
    buyer.add("SCARF")
    buyer.open("/checkout/")
    buyer.send("checkout", email="<script>alert(1)</script>", **US_ADDRESS)
    assert "<script>alert" not in buyer.text


def test_what_was_typed_survives_a_look_into_the_cart(buyer: Buyer) -> None:
    buyer.add("SCARF")
    buyer.open("/checkout/")
    buyer.send("checkout", **{**US_ADDRESS, "email": "not-an-email"})
    buyer.open("/cart/")
    buyer.open("/checkout/")
    assert buyer.form("checkout").values["street_1"] == US_ADDRESS["street_1"]
    assert buyer.form("checkout").values["email"] == "not-an-email"
