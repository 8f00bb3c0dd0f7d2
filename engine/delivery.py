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
    deliveries = [_offer(checkout, listing) for listing in offered]
    keys = [delivery.pk for delivery in deliveries]
    checkout.deliveries.exclude(pk__in=keys).exclude(pk=checkout.delivery_id).delete()
    checkout.deliveries.exclude(pk__in=keys).update(is_valid=False)
    Checkout.objects.filter(pk=checkout.pk).update(delivery_is_stale=False)
    return sorted(deliveries, key=lambda delivery: (delivery.price_minor, delivery.method_id))


def _find_methods(checkout: Checkout, country: str) -> list[ShippingMethodChannelListing]:
    goods = carts.reckon(checkout).subtotal.gross.minor
    listings = ShippingMethodChannelListing.objects.filter(channel=checkout.channel, minimum_order_minor__lte=goods)
    return [listing for listing in listings.select_related("method__zone") if country in listing.method.zone.countries]


def _offer(checkout: Checkout, listing: ShippingMethodChannelListing) -> CheckoutDelivery:
    method = listing.method
    delivery, _ = CheckoutDelivery.objects.update_or_create(
        checkout=checkout,
        method=method,
        defaults={
            "name": method.name,
            "price_minor": listing.price_minor,
            "currency": checkout.currency,
            "minimum_days": method.minimum_days,
            "maximum_days": method.maximum_days,
            "is_valid": True,
        },
    )
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
