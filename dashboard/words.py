"""Saleor's states in plain words; a state that a newer Saleor adds is shown as it is."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Word:
    """A state in words; `tone` is good, warn, bad or empty."""

    text: str
    tone: str = ""


class Shelf(StrEnum):
    """What the list of orders can be narrowed to."""

    TO_SEND = "to-send"
    SENT = "sent"
    RETURNED = "returned"
    CANCELLED = "cancelled"
    UNCONFIRMED = "unconfirmed"


SHELVES: dict[Shelf, tuple[str, tuple[str, ...]]] = {
    Shelf.TO_SEND: ("To send", ("UNFULFILLED", "PARTIALLY_FULFILLED")),
    Shelf.SENT: ("Sent", ("FULFILLED",)),
    Shelf.RETURNED: ("Returned", ("PARTIALLY_RETURNED", "RETURNED")),
    Shelf.CANCELLED: ("Cancelled", ("CANCELED", "EXPIRED")),
    Shelf.UNCONFIRMED: ("Not confirmed", ("UNCONFIRMED",)),
}
_ORDER_STATES = {
    "UNFULFILLED": Word("To send", "warn"),
    "PARTIALLY_FULFILLED": Word("Partly sent", "warn"),
    "FULFILLED": Word("Sent", "good"),
    "PARTIALLY_RETURNED": Word("Partly returned"),
    "RETURNED": Word("Returned"),
    "CANCELED": Word("Cancelled", "bad"),
    "EXPIRED": Word("Expired", "bad"),
    "UNCONFIRMED": Word("Not confirmed", "warn"),
    "DRAFT": Word("Draft"),
}
_PARCEL_STATES = {
    "FULFILLED": Word("Sent", "good"),
    "RETURNED": Word("Came back"),
    "REFUNDED_AND_RETURNED": Word("Came back, refunded"),
    "REFUNDED": Word("Refunded"),
    "REPLACED": Word("Replaced"),
    "CANCELED": Word("Taken back", "bad"),
    "WAITING_FOR_APPROVAL": Word("Waits for approval", "warn"),
}
_PAYMENT_EVENTS = {
    "AUTHORIZATION_REQUEST": "Authorisation asked for",
    "AUTHORIZATION_SUCCESS": "Authorised",
    "AUTHORIZATION_FAILURE": "Authorisation declined",
    "CHARGE_REQUEST": "Payment asked for",
    "CHARGE_ACTION_REQUIRED": "Buyer sent to confirm",
    "CHARGE_SUCCESS": "Paid",
    "CHARGE_FAILURE": "Payment declined",
    "CHARGE_BACK": "Taken back by the bank",
    "REFUND_REQUEST": "Refund asked for",
    "REFUND_SUCCESS": "Refunded",
    "REFUND_FAILURE": "Refund failed",
    "REFUND_REVERSE": "Refund came back",
    "CANCEL_REQUEST": "Release asked for",
    "CANCEL_SUCCESS": "Released",
    "CANCEL_FAILURE": "Release failed",
    "INFO": "Note",
}
_GRANTS = {"NONE": "not asked for yet", "PENDING": "on its way", "SUCCESS": "done", "FAILURE": "failed"}
_HISTORY = {
    "PLACED": "Ordered",
    "PLACED_FROM_DRAFT": "Ordered for the buyer",
    "CONFIRMED": "Confirmed",
    "ORDER_FULLY_PAID": "Paid in full",
    "ORDER_MARKED_AS_PAID": "Marked as paid",
    "FULFILLMENT_FULFILLED_ITEMS": "Pieces sent",
    "FULFILLMENT_CANCELED": "Parcel taken back",
    "FULFILLMENT_RESTOCKED_ITEMS": "Pieces back in stock",
    "FULFILLMENT_RETURNED": "Pieces returned",
    "FULFILLMENT_REPLACED": "Pieces replaced",
    "TRACKING_UPDATED": "Tracking number changed",
    "TRANSACTION_CHARGE_REQUESTED": "Payment asked for",
    "TRANSACTION_REFUND_REQUESTED": "Refund asked for",
    "TRANSACTION_CANCEL_REQUESTED": "Release of the payment asked for",
    "TRANSACTION_EVENT": "News from the payment provider",
    "NOTE_ADDED": "Note",
    "CANCELED": "Cancelled",
    "EMAIL_SENT": "Mail sent",
}


def say_order_state(status: str) -> Word:
    """Where an order stands."""
    return _ORDER_STATES.get(status, Word(_plain(status)))


def say_parcel_state(status: str) -> Word:
    """What became of a fulfilment."""
    return _PARCEL_STATES.get(status, Word(_plain(status)))


def say_payment_event(kind: str) -> str:
    """What happened to a payment."""
    return _PAYMENT_EVENTS.get(kind, _plain(kind))


def say_grant(status: str) -> str:
    """What became of a refund."""
    return _GRANTS.get(status, _plain(status))


def say_history(kind: str) -> str:
    """What happened to an order."""
    return _HISTORY.get(kind, _plain(kind))


def say_paid(*, total_minor: int, charged_minor: int, refunded_minor: int, held_minor: int = 0) -> Word:
    """Whether an order is paid, by its amounts: the charge status stays FULL after a granted refund (case 230)."""
    if refunded_minor and charged_minor <= 0:
        return Word("Refunded")
    if refunded_minor:
        return Word("Partly refunded")
    if charged_minor >= total_minor:
        return Word("Paid", "good")
    if held_minor and charged_minor + held_minor >= total_minor:
        return Word("Held, not taken yet", "warn")
    return Word("Partly paid", "warn") if charged_minor else Word("Not paid", "bad")


def say_permission(code: str) -> str:
    """A permission as Saleor's Dashboard calls it."""
    return _plain(code)


def _plain(code: str) -> str:
    return code.replace("_", " ").capitalize()
