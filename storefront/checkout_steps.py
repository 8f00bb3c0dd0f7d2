"""From a filled-in form to a checkout that can be paid: addresses, then delivery, with few calls."""

import json
from dataclasses import dataclass
from hashlib import sha256

from saleor_api.client import Client, read_problems, require
from saleor_api.errors import FieldProblem, SaleorRefused
from saleor_api.generated.fragments import CheckoutParts, DeliveryParts
from saleor_api.ids import CheckoutId
from storefront.carts import read_checkout, start_checkout
from storefront.checkout_form import CheckoutForm
from storefront.errors import CartGone
from storefront.seen import Seen

Deliveries = tuple[DeliveryParts, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """Saleor's word on e-mail and addresses, and the deliveries it offers to this address."""

    deliveries: Deliveries
    problems: tuple[FieldProblem, ...]
    billing_problems: tuple[FieldProblem, ...]

    @property
    def has_no_stock_there(self) -> bool:
        """Saleor counts only the stock of warehouses whose zones hold the country."""
        return any(problem.code == "INSUFFICIENT_STOCK" for problem in self.problems)

    @property
    def accepted(self) -> bool:
        """Nothing was refused."""
        return not self.problems and not self.billing_problems


def digest_contact(form: CheckoutForm, checkout: CheckoutParts) -> str:
    """The same for the same checkout, e-mail and addresses: what was filled in once is not sent again."""
    parts = [checkout.id, form.cleaned_data.get("email", "")]
    parts += [address.model_dump_json(exclude_unset=True) for address in (form.address(), form.billing_address)]
    return sha256(json.dumps(parts).encode()).hexdigest()


def fill_in(client: Client, checkout: CheckoutParts, form: CheckoutForm) -> Filled:
    """Gives e-mail and addresses to Saleor and hears the deliveries. One call."""
    email = form.cleaned_data.get("email", "")
    answer = client.fill_checkout(
        id=checkout.id,
        email=email,
        with_email=bool(email),
        shipping=form.address(),
        billing=form.billing_address,
    )
    contact = [result.errors for result in (answer.email, answer.shipping) if result]
    billing = answer.billing.errors if answer.billing else []
    return Filled(
        deliveries=tuple(answer.options.deliveries) if answer.options else (),
        problems=tuple(problem for errors in contact for problem in read_problems(errors)),
        # The same address was refused above already.
        billing_problems=read_problems(billing) if form.cleaned_data.get("billing_differs") else (),
    )


def list_deliveries(client: Client, checkout: CheckoutParts) -> Deliveries:
    """What Saleor offers to the checkout's address; nothing without one. At most one call."""
    if checkout.shipping_address is None:
        return ()
    answer = client.delivery_options_calculate(id=checkout.id)
    return tuple(answer.deliveries) if answer else ()


def usable(deliveries: Deliveries) -> Deliveries:
    """Those that can be chosen, the cheapest first."""
    able = [delivery for delivery in deliveries if delivery.shipping_method and delivery.shipping_method.active]
    return tuple(sorted(able, key=_price))


def choose_delivery(
    client: Client, checkout: CheckoutParts, deliveries: Deliveries, wanted: str, *, renew: bool
) -> CheckoutParts:
    """Sets the wanted method, or the cheapest; nothing if it is set already. At most one call.

    `renew`: the address has changed, so that an old choice may not hold.
    """
    chosen = method_of(checkout)
    if not renew and chosen and chosen == (wanted or chosen):
        return checkout
    able = usable(deliveries)
    if not able:
        return checkout
    picked = next((delivery for delivery in able if _method_id(delivery) == (wanted or chosen)), able[0])
    try:
        result = require(client.checkout_delivery_method_update(id=checkout.id, delivery=picked.id))
    except SaleorRefused:
        # It ceased to be offered this very moment: the page is shown again with what there is.
        return read_checkout(client, CheckoutId(checkout.id)) or checkout
    return result.checkout or checkout


def method_of(checkout: CheckoutParts) -> str:
    """The id of the shipping method that is set; empty for none."""
    return _method_id(checkout.delivery) if checkout.delivery else ""


def restore_checkout(client: Client, channel: str, seen: Seen | None) -> CheckoutParts:
    """A new checkout with the pieces of a page whose session had ended. Two calls.

    Raises:
        CartGone: the page does not say what was in the cart.
        PieceRefused: a piece cannot be had any more.
    """
    if seen is None or not seen.lines:
        raise CartGone
    begun = start_checkout(client, channel, [(line.variant_id, line.quantity) for line in seen.lines])
    checkout = read_checkout(client, CheckoutId(begun.id))
    if checkout is None:
        raise CartGone
    return checkout


def _method_id(delivery: DeliveryParts) -> str:
    return delivery.shipping_method.id if delivery.shipping_method else ""


def _price(delivery: DeliveryParts) -> int:
    return delivery.shipping_method.price.fractional_amount if delivery.shipping_method else 0
