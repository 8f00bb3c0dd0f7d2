"""The events that the shop asks Saleor for, and what each is about. No Django."""

from enum import StrEnum


class ShopEvent(StrEnum):
    """Saleor's event names in lower case: the last part of the webhook's address."""

    PRODUCT_CREATED = "product_created"
    PRODUCT_UPDATED = "product_updated"
    PRODUCT_DELETED = "product_deleted"
    PRODUCT_VARIANT_CREATED = "product_variant_created"
    PRODUCT_VARIANT_UPDATED = "product_variant_updated"
    PRODUCT_VARIANT_DELETED = "product_variant_deleted"
    PRODUCT_VARIANT_STOCK_UPDATED = "product_variant_stock_updated"
    PRODUCT_VARIANT_OUT_OF_STOCK = "product_variant_out_of_stock"
    PRODUCT_VARIANT_BACK_IN_STOCK = "product_variant_back_in_stock"
    PRODUCT_VARIANT_DISCOUNTED_PRICE_UPDATED = "product_variant_discounted_price_updated"
    CATEGORY_CREATED = "category_created"
    CATEGORY_UPDATED = "category_updated"
    CATEGORY_DELETED = "category_deleted"
    COLLECTION_CREATED = "collection_created"
    COLLECTION_UPDATED = "collection_updated"
    COLLECTION_DELETED = "collection_deleted"
    TRANSLATION_CREATED = "translation_created"
    TRANSLATION_UPDATED = "translation_updated"
    CHANNEL_CREATED = "channel_created"
    CHANNEL_UPDATED = "channel_updated"
    CHANNEL_STATUS_CHANGED = "channel_status_changed"
    CHANNEL_DELETED = "channel_deleted"
    ORDER_CONFIRMED = "order_confirmed"
    ORDER_FULLY_PAID = "order_fully_paid"
    ORDER_UPDATED = "order_updated"
    ORDER_FULFILLED = "order_fulfilled"
    ORDER_CANCELLED = "order_cancelled"
    ORDER_REFUNDED = "order_refunded"
    ORDER_FULLY_REFUNDED = "order_fully_refunded"
    FULFILLMENT_CREATED = "fulfillment_created"
    FULFILLMENT_APPROVED = "fulfillment_approved"
    FULFILLMENT_CANCELED = "fulfillment_canceled"
    FULFILLMENT_TRACKING_NUMBER_UPDATED = "fulfillment_tracking_number_updated"
    CHECKOUT_FULLY_PAID = "checkout_fully_paid"
    ACCOUNT_CONFIRMATION_REQUESTED = "account_confirmation_requested"
    ACCOUNT_SET_PASSWORD_REQUESTED = "account_set_password_requested"  # noqa: S105 - the name of an event
    ACCOUNT_DELETE_REQUESTED = "account_delete_requested"


class Subject(StrEnum):
    """What an event makes the shop look at again."""

    PRODUCT = "product"
    GROUPS = "groups"
    TRANSLATION = "translation"
    CHANNEL = "channel"
    ORDER = "order"
    CHECKOUT = "checkout"
    ACCOUNT = "account"


_FAMILIES = {
    "product": Subject.PRODUCT,
    "category": Subject.GROUPS,
    "collection": Subject.GROUPS,
    "translation": Subject.TRANSLATION,
    "channel": Subject.CHANNEL,
    "order": Subject.ORDER,
    "fulfillment": Subject.ORDER,
    "checkout": Subject.CHECKOUT,
    "account": Subject.ACCOUNT,
}
# A new event whose family has no place above stops the start.
_SUBJECTS = {event: _FAMILIES[event.partition("_")[0]] for event in ShopEvent}
# Without the permission Saleor keeps the event to itself. Source: `WebhookEventAsyncType` in Saleor's documentation.
_NEEDED = {
    Subject.PRODUCT: "MANAGE_PRODUCTS",
    Subject.GROUPS: "MANAGE_PRODUCTS",
    Subject.TRANSLATION: "MANAGE_TRANSLATIONS",
    Subject.CHANNEL: "MANAGE_CHANNELS",
    Subject.ORDER: "MANAGE_ORDERS",
    Subject.CHECKOUT: "MANAGE_CHECKOUTS",
    Subject.ACCOUNT: "MANAGE_USERS",
}
# Giving back the money of a checkout that cannot become an order: `transactionRequestAction`.
_ASKED_FOR_BY_CALLS = ("HANDLE_PAYMENTS",)


def permissions_needed() -> tuple[str, ...]:
    """Every permission that the app asks Saleor for, and none besides."""
    return tuple(sorted({*(_NEEDED[subject_of(event)] for event in ShopEvent), *_ASKED_FOR_BY_CALLS}))


def subject_of(event: ShopEvent) -> Subject:
    """What the event is about."""
    return _SUBJECTS[event]
