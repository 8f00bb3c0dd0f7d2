"""One buyer at the checkout: what the session, the form and Saleor know, and the way from one to the other."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

from saleor_api.client import Client
from saleor_api.generated.fragments import CheckoutParts
from saleor_api.ids import CheckoutId
from storefront.address_form import read_address
from storefront.address_rules import read_rules
from storefront.attempts import find_done
from storefront.cart_page import remember_pieces
from storefront.carts import read_current_checkout
from storefront.checkout_form import BILLING, CheckoutForm
from storefront.checkout_steps import (
    Deliveries,
    choose_delivery,
    digest_contact,
    fill_in,
    list_deliveries,
    method_of,
    restore_checkout,
    usable,
)
from storefront.errors import OrderedAlready
from storefront.kept_cart import DRAFT_KEY, FILLED_KEY, KeptCart, keep_cart, read_kept_cart
from storefront.paying import recover_order
from storefront.seen import Seen

LONGEST_VALUE = 254
NOT_OFFERED = "What you chose is not offered any more. Please look at what is chosen now."
_ADDRESS = ("country", "name", "street_1", "street_2", "city", "city_area", "area", "postal_code", "phone")
_TYPED = ("email", *_ADDRESS, "billing_differs", *(f"{BILLING}{name}" for name in _ADDRESS))


@dataclass(slots=True)
class Visit:
    """`restored`: the session had ended, and the cart was put together again from what the page showed.

    `owned`: the buyer is signed in, and the checkout is theirs.
    """

    session: SessionBase
    client: Client
    channel: str
    kept: KeptCart
    checkout: CheckoutParts
    restored: bool = False
    owned: bool = False

    @property
    def countries(self) -> list[str]:
        """Where the channel delivers (ISO 3166-1 alpha-2)."""
        return list(settings.CHANNELS[self.channel]["countries"])


def enter(session: SessionBase, client: Client, channel: str, seen: Seen | None = None) -> Visit:
    """The buyer with a checkout that holds something. One call, two where the session had ended.

    Raises:
        OrderedAlready: it became an order.
        CartGone: there is none, and the page does not say what was in it.
        PieceRefused: what was in it cannot be had any more.
    """
    kept = read_kept_cart(session)
    checkout = read_current_checkout(client, kept)
    if checkout is not None and checkout.lines:
        keep_cart(session, CheckoutId(checkout.id), remember_pieces(checkout, kept))
        return Visit(session, client, channel, kept, checkout)
    done = find_done(key=seen.attempt) if seen else None
    if done is None and checkout is None and kept.checkout_id:
        done = recover_order(client, kept.checkout_id)
    if done:
        raise OrderedAlready(done.token)
    checkout = restore_checkout(client, channel, seen)
    kept = KeptCart(CheckoutId(checkout.id), {})
    keep_cart(session, CheckoutId(checkout.id), remember_pieces(checkout, kept))
    return Visit(session, client, channel, kept, checkout, restored=True)


def known_values(visit: Visit, country: str) -> dict[str, Any]:
    """What to fill the form with: Saleor's addresses, and above them what was typed last."""
    values: dict[str, Any] = {"country": country, "billing_country": country, "email": visit.checkout.email or ""}
    values |= read_address(visit.checkout.shipping_address)
    values |= visit.session.get(DRAFT_KEY, {})
    return values


def keep_typed(session: SessionBase, data: Mapping[str, Any]) -> None:
    """Remembers what was typed before anybody is asked: Saleor may not answer, and nothing shall be typed twice."""
    draft = {name: str(data[name])[:LONGEST_VALUE] for name in _TYPED if data.get(name)}
    if draft and session.get(DRAFT_KEY) != draft:
        session[DRAFT_KEY] = draft


def keep_draft(session: SessionBase, form: CheckoutForm, data: Mapping[str, Any]) -> None:
    """Remembers what was typed, so that a reload or a look into the cart loses nothing."""
    names = [name for name in form.fields if name not in {"delivery", "outcome"} and data.get(name)]
    draft = {name: str(data[name])[:LONGEST_VALUE] for name in names}
    if session.get(DRAFT_KEY) != draft:
        session[DRAFT_KEY] = draft


def make_form(
    visit: Visit, *, data: Mapping[str, Any] | None = None, initial: Mapping[str, Any] | None = None
) -> CheckoutForm:
    """The form with the fields of the countries it names. At most two calls, none for a country known already."""
    values = data if data is not None else initial or {}
    country = _served(visit, str(values.get("country", "")))
    billing = _served(visit, str(values.get(f"{BILLING}country", "")) or country)
    return CheckoutForm(
        rules=read_rules(country, visit.client),
        billing_rules=read_rules(billing, visit.client),
        countries=visit.countries,
        data=data,
        initial=initial,
    )


def settle(visit: Visit, form: CheckoutForm) -> Deliveries:
    """Brings Saleor's checkout to what a valid form says, skipping what changes nothing. At most 2 calls.

    Sets `visit.checkout`; puts refusals into the form. The deliveries are empty where they were not asked for.
    """
    digest = digest_contact(form, visit.checkout)
    renew = visit.checkout.shipping_address is None or visit.session.get(FILLED_KEY) != digest
    wanted: str = form.cleaned_data.get("delivery", "")
    deliveries: Deliveries = ()
    if renew:
        filled = fill_in(visit.client, visit.checkout, form)
        if not filled.accepted:
            visit.session.pop(FILLED_KEY, None)
            if filled.has_no_stock_there and not any(line.problems for line in visit.checkout.lines):
                form.add_error("country", _unserved(form))
                return ()
            form.add_problems(filled.problems)
            form.add_problems(filled.billing_problems, prefix=BILLING)
            return ()
        visit.session[FILLED_KEY] = digest
        deliveries = filled.deliveries
    elif not method_of(visit.checkout) or wanted not in {"", method_of(visit.checkout)}:
        deliveries = list_deliveries(visit.client, visit.checkout)
    return _deliver(visit, form, deliveries, wanted, renew=renew)


def _deliver(visit: Visit, form: CheckoutForm, deliveries: Deliveries, wanted: str, *, renew: bool) -> Deliveries:
    if not visit.checkout.is_shipping_required:
        return ()
    before = method_of(visit.checkout)
    visit.checkout = choose_delivery(visit.client, visit.checkout, deliveries, wanted, renew=renew)
    if visit.checkout.delivery is None or (renew and not usable(deliveries)):
        form.add_error("country", _unserved(form))
    elif wanted not in {"", before, method_of(visit.checkout)}:
        form.add_error("delivery", NOT_OFFERED)
    return deliveries


def _unserved(form: CheckoutForm) -> str:
    return f"We cannot send these pieces to {form.rules.country_name} yet."


def _served(visit: Visit, country: str) -> str:
    return country if country in visit.countries else str(settings.CHANNELS[visit.channel]["country"])
