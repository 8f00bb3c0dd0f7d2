"""What the shop does at each event. All of it may happen twice without harm: there is no delivery id."""

from datetime import timedelta
from typing import Any, assert_never

from django.conf import settings
from django.utils import timezone

from catalog.actions import mark_catalog_changed, mark_changed, mark_collections_changed, mark_groups_changed
from impact_tags.ledger import recompute_order
from saleor_api.client import app_client
from saleor_api.errors import BadDelivery
from saleor_api.ids import OrderId
from storefront.account_letters import write_account_letter
from storefront.events import ShopEvent, Subject, subject_of
from storefront.models import PaidCheckout
from storefront.order_letters import write_confirmation, write_refund, write_shipping

# The buyer is most likely completing it this moment; the sweep waits until that is surely over.
PATIENCE = timedelta(seconds=90)


def handle_event(event: ShopEvent, payload: dict[str, Any]) -> None:
    """Brings the shop up to date with what the event speaks of.

    Raises:
        BadDelivery: the payload lacks the id that our subscription selects.
        SaleorError, ImpactError: to be tried again.
    """
    match subject_of(event):
        case Subject.PRODUCT:
            product = payload.get("product") or (payload.get("productVariant") or {}).get("product")
            mark_changed(_id_of(product))
        case Subject.GROUPS if event is ShopEvent.COLLECTION_UPDATED:
            mark_collections_changed()
        case Subject.GROUPS:
            mark_groups_changed()
        case Subject.TRANSLATION:
            _follow_translation(payload.get("translation"))
        case Subject.CHANNEL:
            # The first tells within seconds whether the channel is there; going through everything takes longer.
            mark_groups_changed()
            mark_catalog_changed()
        case Subject.ORDER:
            _follow_order(event, OrderId(_id_of(payload.get("order"))), payload)
        case Subject.CHECKOUT:
            note_paid_checkout(_id_of(payload.get("checkout")))
        case Subject.ACCOUNT:
            write_account_letter(event, payload)
        case _ as unreachable:
            assert_never(unreachable)


def note_paid_checkout(checkout_id: str) -> None:
    """Remembers a checkout that is paid, so that it becomes an order even if its buyer has left. One query."""
    PaidCheckout.objects.bulk_create(
        [PaidCheckout(checkout_id=checkout_id, due_at=timezone.now() + PATIENCE)], ignore_conflicts=True
    )


def _follow_order(event: ShopEvent, order_id: OrderId, payload: dict[str, Any]) -> None:
    client = app_client(settings.SHOP_APP_ID)
    if event is not ShopEvent.ORDER_CONFIRMED:  # of money and pieces other events tell
        recompute_order(order_id, client)
    if event in {ShopEvent.ORDER_FULLY_PAID, ShopEvent.ORDER_CONFIRMED}:
        write_confirmation(order_id, client)
    elif event in {ShopEvent.FULFILLMENT_CREATED, ShopEvent.FULFILLMENT_APPROVED}:
        write_shipping(order_id, _id_of(payload.get("fulfillment")), client)
    elif event is ShopEvent.ORDER_REFUNDED:
        write_refund(order_id, client)


def _follow_translation(translation: object) -> None:
    """The words of products, categories and collections are kept; of all others nothing is."""
    found = translation if isinstance(translation, dict) else {}
    match found.get("__typename"):
        case "ProductTranslation":
            about = found.get("translatableContent") or {}
            mark_changed(_id_of({"id": about.get("productId")}))
        case "CategoryTranslation" | "CollectionTranslation":
            mark_groups_changed()


def _id_of(item: object) -> str:
    found = item.get("id") if isinstance(item, dict) else None
    if not isinstance(found, str) or not found:
        raise BadDelivery("the payload lacks an id")
    return found
