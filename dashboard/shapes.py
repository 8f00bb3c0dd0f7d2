"""What the dashboard's pages are given: frozen, in words, ready to print."""

from dataclasses import dataclass
from datetime import datetime

from dashboard.refund_rules import PaidLine
from dashboard.words import Word
from saleor_api.generated.fragments import AddressParts
from saleor_api.money import Money


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One order in a list."""

    number: str
    placed_at: datetime
    buyer: str
    country: str
    pieces: int
    state: Word
    paid: Word
    total: Money


@dataclass(frozen=True, slots=True)
class OrderList:
    """A page of orders; `next_cursor` is empty on the last one."""

    rows: tuple[OrderRow, ...]
    total: int
    next_cursor: str


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of an order, and where its pieces are."""

    paid: PaidLine
    variant: str
    sku: str
    product_id: str
    product_slug: str
    returned: int
    unit: Money
    total: Money


@dataclass(frozen=True, slots=True)
class Parcel:
    """Pieces that went or came back together."""

    number: int
    state: Word
    created: datetime
    tracking: str
    pieces: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class PaymentEvent:
    """One word of the payment provider's."""

    at: datetime
    text: str
    amount: Money
    message: str
    reference: str


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment with its history. `held`: authorised and not taken yet; `may_take`: the payment app takes it."""

    name: str
    reference: str
    held: Money
    charged: Money
    refunded: Money
    pending: Money
    may_take: bool
    events: tuple[PaymentEvent, ...]


@dataclass(frozen=True, slots=True)
class Refund:
    """A refund that was granted."""

    at: datetime
    amount: Money
    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One line of an order's history."""

    at: datetime
    text: str
    message: str


@dataclass(frozen=True, slots=True)
class OrderDetail:
    """One order as staff see it.

    `delivery_left` is None once delivery was refunded or where it was free; `billing_address` where it is the same.
    """

    number: str
    placed_at: datetime
    state: Word
    paid: Word
    email: str
    buyer_note: str
    voucher: str
    delivery_name: str
    lines: tuple[LineRow, ...]
    subtotal: Money
    delivery: Money
    delivery_left: Money | None
    tax: Money
    discounts: tuple[tuple[str, Money], ...]
    total: Money
    charged: Money
    refunded: Money
    shipping_address: AddressParts | None
    billing_address: AddressParts | None
    parcels: tuple[Parcel, ...]
    payments: tuple[Payment, ...]
    refunds: tuple[Refund, ...]
    history: tuple[HistoryEntry, ...]
    is_cancelled: bool

    @property
    def may_send(self) -> bool:
        """Whether pieces are left to send."""
        return not self.is_cancelled and any(line.paid.unsent for line in self.lines)

    @property
    def may_refund(self) -> bool:
        """Whether money is left to give back."""
        return self.charged.minor > 0

    @property
    def may_cancel(self) -> bool:
        """Saleor cancels no order with pieces sent (case 240), and one with all pieces back has nothing to cancel."""
        return self.may_send and not any(line.paid.sent for line in self.lines)
