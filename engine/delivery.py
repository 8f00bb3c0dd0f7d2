"""Ways of delivery for a checkout. Every function that changes runs inside the caller's transaction."""

from engine import carts
from engine.errors import Refusal
from engine.ids import require_key
from engine.models import Checkout, CheckoutDelivery, ShippingMethodChannelListing
from engine.peers import fetch


def offer_deliveries(checkout: Checkout) -> list[CheckoutDelivery]:
    """Work out how it can be sent to its address now, cheapest first; what was chosen is no longer out of date."""
    address = fetch(checkout, "shipping_address")
    offered = _find_methods(checkout, address.country_code) if address and carts.needs_delivery(checkout) else []
    before = {delivery.method_id: delivery for delivery in checkout.deliveries.all()}
    deliveries = [_offer(checkout, listing, before.get(listing.method_id)) for listing in offered]
    CheckoutDelivery.objects.bulk_create([one for one in deliveries if one.method_id not in before])
    keys = {delivery.pk for delivery in deliveries}
    for delivery in before.values():
        if delivery.pk == checkout.delivery_id or delivery.pk in keys:
            delivery.is_valid = delivery.pk in keys
            delivery.save(update_fields=["name", "price_minor", "minimum_days", "maximum_days", "is_valid"])
        else:
            delivery.delete()
    Checkout.objects.filter(pk=checkout.pk, delivery_is_stale=True).update(delivery_is_stale=False)
    return sorted(deliveries, key=lambda delivery: (delivery.price_minor, delivery.method_id))


def _find_methods(checkout: Checkout, country: str) -> list[ShippingMethodChannelListing]:
    goods = carts.reckon(checkout).subtotal.gross.minor
    listings = ShippingMethodChannelListing.objects.filter(channel=checkout.channel, minimum_order_minor__lte=goods)
    return [listing for listing in listings.select_related("method__zone") if country in listing.method.zone.countries]


def _offer(
    checkout: Checkout, listing: ShippingMethodChannelListing, before: CheckoutDelivery | None
) -> CheckoutDelivery:
    method = listing.method
    delivery = before or CheckoutDelivery(checkout=checkout, method=method, currency=checkout.currency)
    delivery.name, delivery.price_minor = method.name, listing.price_minor
    delivery.minimum_days, delivery.maximum_days = method.minimum_days, method.maximum_days
    return delivery


def choose_delivery(checkout: Checkout, delivery_id: str | None) -> None:
    """Choose one of the deliveries that were offered, or none. Raises: Refusal with Saleor's codes."""
    chosen = None
    if delivery_id:
        key = require_key(delivery_id, "CheckoutDelivery", "deliveryMethodId")
        chosen = next((offer for offer in checkout.deliveries.all() if str(offer.pk) == key), None)
        if chosen is None:
            raise Refusal("deliveryMethodId", "NOT_FOUND", f"Couldn't resolve to a node: {delivery_id}")
        if not chosen.is_valid:
            text = "This shipping method is not applicable."
            raise Refusal("deliveryMethodId", "DELIVERY_METHOD_NOT_APPLICABLE", text)
    checkout.delivery = chosen
    checkout.delivery_is_stale = False
    checkout.save(update_fields=["delivery", "delivery_is_stale", "updated_at"])
