"""The buyer who is signed in: a customer of Saleor's, whose tokens stay on the server; the session holds a key."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from people.access import client_address
from people.errors import SignInEnded
from people.signing_in import access_token, end_sign_in
from saleor_api.client import Client, require, user_client
from saleor_api.errors import SaleorDenied, SaleorRefused
from saleor_api.generated.fragments import CheckoutParts
from saleor_api.ids import CheckoutId
from storefront.address_form import read_address
from storefront.checkout_form import BILLING
from storefront.kept_cart import DRAFT_KEY, OWNED_KEY, leave_till

BUYER_KEY = "buyer_sign_in"


def is_signed_in(session: SessionBase) -> bool:
    """Whether a buyer signed in here; Saleor may have ended it since."""
    return BUYER_KEY in session


def keep_buyer(session: SessionBase, key: UUID) -> None:
    """The session is this buyer's from here on, under a new cookie."""
    forget_tokens(session)
    session.cycle_key()
    session[BUYER_KEY] = str(key)


def forget_buyer(session: SessionBase) -> None:
    """Signs out: the tokens go, and the cart with what was typed, for another person may come next."""
    forget_tokens(session)
    leave_till(session)
    session.cycle_key()


def forget_tokens(session: SessionBase) -> None:
    """Takes the sign-in out of the session and its tokens out of the database. One query."""
    key = session.pop(BUYER_KEY, None)
    if key:
        end_sign_in(UUID(key))


def buyer_client(request: HttpRequest) -> Client | None:
    """A client with the buyer's own rights, or None. One query, and a call when the token has to be renewed.

    Raises:
        SaleorError: Saleor does not answer.
    """
    key = request.session.get(BUYER_KEY)
    if not key:
        return None
    try:
        token = access_token(UUID(key))
    except SignInEnded:
        del request.session[BUYER_KEY]
        return None
    return user_client(token, buyer_ip=client_address(request))


def own_checkout(request: HttpRequest, checkout: CheckoutParts, countries: Sequence[str]) -> bool:
    """Makes the checkout the signed-in buyer's, once; their e-mail and default addresses fill its form.

    What was typed before stays. At most one call, and one to renew the token.
    """
    if not is_signed_in(request.session):
        return False
    if request.session.get(OWNED_KEY) == checkout.id:
        return True
    client = buyer_client(request)
    if client is None:
        return False
    known = _claim(client, CheckoutId(checkout.id), countries)
    if known is None:
        return False
    request.session[OWNED_KEY] = checkout.id
    request.session[DRAFT_KEY] = {**known, **request.session.get(DRAFT_KEY, {})}
    return True


def _claim(client: Client, checkout_id: CheckoutId, countries: Sequence[str]) -> dict[str, Any] | None:
    """What Saleor knows of the buyer, as values of the checkout's form; None if it will not give them the checkout."""
    try:
        owned = require(client.checkout_customer_attach(id=checkout_id)).checkout
    except (SaleorDenied, SaleorRefused):
        # It is somebody's already, or the sign-in has just ended: the order is made as a guest's.
        return None
    if owned is None or owned.user is None:
        return None
    known: dict[str, Any] = {"email": owned.email} if owned.email else {}
    home, bill = owned.user.default_shipping_address, owned.user.default_billing_address
    if home and home.country.code in countries:
        known |= read_address(home)
        if bill and bill != home and bill.country.code in countries:
            known |= {"billing_differs": "on", **read_address(bill, BILLING)}
    return {name: value for name, value in known.items() if value}
