"""The order page: for its address only, without an id of Saleor's, and true at each step."""

import pytest
from django.test import Client

from mail.letters import render_letter
from mail.models import Message
from storefront.models import OrderAccess
from tests.shop import deliver_all, product_id
from tests.storefront.buying import Buyer

pytestmark = pytest.mark.django_db(databases=["default", "engine"])


@pytest.fixture
def ordered(buyer: Buyer) -> Buyer:
    """A buyer on the order page of one scarf and one bag."""
    buyer.add("SCARF")
    buyer.add("BAG-L")
    buyer.go_to_payment()
    buyer.send("checkout")
    return buyer


def test_the_page_says_thank_you_with_lines_sums_and_address(ordered: Buyer) -> None:
    for words in ("Thank you", "Indigo scarf", "Stitched bag", "large", "$48.00", "$40.00", "$8.00", "$96.00"):
        assert words in ordered.text
    for words in ("Asha Buyer", "813 Howard Street", "13126", "Being packed", "buyer@example.com", "Post, tracked"):
        assert words in ordered.text


def test_the_page_tells_nobody_its_address(ordered: Buyer) -> None:
    assert ordered.page["Referrer-Policy"] == "no-referrer"
    assert ordered.page["X-Robots-Tag"] == "noindex"
    assert "no-store" in ordered.page["Cache-Control"]
    assert OrderAccess.objects.get().order_id not in ordered.text
    assert len(OrderAccess.objects.get().token) >= 26


def test_the_page_opens_for_whoever_has_the_address(ordered: Buyer) -> None:
    path = f"/orders/{OrderAccess.objects.get().token}/"
    assert "Thank you" in Client().get(path).content.decode()
    assert "Thank you" in ordered.open(path).content.decode()


@pytest.mark.parametrize("token", ["unknown", "x" * 300, "T3JkZXI6MQ"])
def test_an_unknown_address_is_not_found(shop: None, client: Client, token: str) -> None:
    assert client.get(f"/orders/{token}/").status_code == 404


def test_the_confirmation_reads_well_in_text_and_html(ordered: Buyer) -> None:
    deliver_all()
    letter = render_letter(Message.objects.get())
    assert letter.subject.startswith("Thank you: your order ")
    for text in (letter.text, letter.html):
        assert "Indigo scarf" in text
        assert "$96.00" in text
        assert "813 Howard Street" in text
        assert f"/orders/{OrderAccess.objects.get().token}/" in text
    assert "&#" not in letter.text
    assert product_id("indigo-scarf") not in letter.text
