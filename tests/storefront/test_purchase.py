"""From the cart to the order page without JavaScript."""

import pytest

from storefront.models import AttemptState, OrderAccess, PaymentAttempt
from tests.storefront.buying import Buyer

pytestmark = pytest.mark.django_db(databases=["default", "engine"])


def test_two_submits_lead_from_the_checkout_to_the_order(buyer: Buyer) -> None:
    buyer.add("SCARF", 2)
    buyer.go_to_payment()
    assert "Pay $104.00" in buyer.text
    buyer.send("checkout")
    assert buyer.page.redirect_chain[-1][0] == f"/orders/{OrderAccess.objects.get().token}/"
    assert "Thank you" in buyer.text
    assert "$104.00" in buyer.text
    assert PaymentAttempt.objects.get().state == AttemptState.DONE
