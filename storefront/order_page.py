"""What an order page and the mails about an order show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from catalog.queries import find_cards
from catalog.shapes import ProductCard
from impact_tags.queries import impact_of_order, place_products
from impact_tags.shapes import ImpactSummary, LotLine, ProductTrace, QuoteLine
from saleor_api.generated.enums import FulfillmentStatus, OrderStatus
from saleor_api.generated.fragments import AddressParts, FulfillmentParts, OrderLineParts, OrderParts
from saleor_api.ids import ProductId
from saleor_api.money import Money, read_money
from themes.pictures import Picture


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One line as it was bought."""

    name: str
    variant: str
    quantity: int
    total: Money
    url: str
    picture: Picture | None


@dataclass(frozen=True, slots=True)
class SumRow:
    """One row of the sums."""

    words: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Parcel:
    """A fulfilment: what was sent, or came back."""

    words: str
    day: datetime
    tracking: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    """The programme behind pieces of this order, and the records of their lots."""

    name: str
    url: str
    place: str
    lots: tuple[LotLine, ...]


@dataclass(frozen=True, slots=True)
class OrderPage:
    """Everything `storefront/order.html` shows; no id of Saleor's among it.

    `awaits_payment`: the bank has not confirmed the payment yet.
    """

    number: str
    placed: datetime
    status: str
    status_kind: str  # good, warn, bad or nothing: the modifier of `.status`
    email: str
    lines: tuple[OrderLine, ...]
    sums: tuple[SumRow, ...]
    total: Money
    delivery_name: str
    delivery_address: tuple[str, ...]
    billing_address: tuple[str, ...]
    parcels: tuple[Parcel, ...]
    refunded: Money | None
    awaits_payment: bool
    impact: ImpactSummary | None
    programmes: tuple[ProgrammeLine, ...]


def build_order(order: OrderParts) -> OrderPage:
    """The page of an order as Saleor tells it. At most 12 SQL queries."""
    channel = order.channel.slug
    product_ids = [line.variant.product.id for line in order.lines if line.variant]
    cards = {card.product_id: card for card in find_cards(product_ids, channel=channel)}
    status, kind = describe_status(order.status, order.status_display or "")
    refunded = read_money(order.total_refunded)
    impact = impact_of_order(order.id, lines=quote_of(order))
    return OrderPage(
        number=order.number,
        placed=order.created,
        status=status,
        status_kind=kind,
        email=order.user_email or "",
        lines=tuple(_read_line(line, cards) for line in order.lines),
        sums=tuple(_read_sums(order)),
        total=read_money(order.total.gross),
        delivery_name=order.shipping_method_name or "",
        delivery_address=write_address(order.shipping_address),
        billing_address=write_address(order.billing_address),
        parcels=tuple(_read_parcels(order)),
        refunded=refunded or None,
        awaits_payment=not is_covered(order) and order.status not in {OrderStatus.CANCELED, OrderStatus.EXPIRED},
        impact=impact,
        programmes=_read_programmes(product_ids),
    )


def is_covered(order: OrderParts) -> bool:
    """Whether the order's money was charged or is held, by amounts: a pending payment covers nothing yet."""
    held = order.total_charged.fractional_amount + order.total_authorized.fractional_amount
    return held + order.total_refunded.fractional_amount >= order.total.gross.fractional_amount


def quote_of(order: OrderParts) -> list[QuoteLine]:
    """The lines as the impact quote takes them: net, after all discounts."""
    return [
        QuoteLine(
            product_id=line.variant.product.id,
            quantity=line.quantity,
            net_minor=read_money(line.total_price.net).minor,
            currency=line.total_price.net.currency,
        )
        for line in order.lines
        if line.variant
    ]


def describe_status(status: OrderStatus, display: str) -> tuple[str, str]:
    """The words for a buyer, and their tone. A status that only a newer Saleor knows keeps Saleor's words."""
    match status:
        case OrderStatus.UNFULFILLED | OrderStatus.UNCONFIRMED | OrderStatus.DRAFT:
            return "Being packed", ""
        case OrderStatus.PARTIALLY_FULFILLED:
            return "Sent in part", ""
        case OrderStatus.FULFILLED:
            return "Sent", "good"
        case OrderStatus.PARTIALLY_RETURNED:
            return "Returned in part", "warn"
        case OrderStatus.RETURNED:
            return "Returned", "warn"
        case OrderStatus.CANCELED:
            return "Cancelled", "bad"
        case OrderStatus.EXPIRED:
            return "Expired", "bad"
    return display, ""


def write_address(address: AddressParts | None) -> tuple[str, ...]:
    """An address as the lines of a label."""
    if address is None:
        return ()
    town = " ".join(part for part in (address.city, address.country_area, address.postal_code) if part)
    lines = (
        f"{address.first_name} {address.last_name}".strip(),
        address.company_name,
        address.street_address_1,
        address.street_address_2,
        address.city_area,
        town,
        address.country.country,
    )
    return tuple(line for line in lines if line)


def _read_line(line: OrderLineParts, cards: Mapping[ProductId, ProductCard]) -> OrderLine:
    card = cards.get(ProductId(line.variant.product.id)) if line.variant else None
    return OrderLine(
        name=line.product_name,
        variant=line.variant_name if line.variant_name not in _no_names(line) else "",
        quantity=line.quantity,
        total=read_money(line.total_price.gross),
        url=card.url if card else "",
        picture=card.picture if card else None,
    )


def _no_names(line: OrderLineParts) -> set[str]:
    """What stands in a variant's name where it has none: Saleor puts the variant's own id there."""
    return {line.product_name, line.product_sku or "", line.product_variant_id or "", ""}


def _read_sums(order: OrderParts) -> list[SumRow]:
    rows = [SumRow("Pieces", read_money(order.subtotal.gross))]
    for discount in order.discounts:
        # Already taken off the pieces: shown so that the sum can be followed.
        rows.append(SumRow(f"of which taken off{f' ({order.voucher_code})' if order.voucher_code else ''}",
                           -read_money(discount.total)))  # fmt: skip
    rows.append(SumRow("Delivery", read_money(order.shipping_price.gross)))
    tax = read_money(order.total.tax)
    return [*rows, SumRow("Tax, included", tax)] if tax else rows


def _read_parcels(order: OrderParts) -> list[Parcel]:
    names = {line.id: line.product_name for line in order.lines}
    parcels = []
    for parcel in order.fulfillments:
        words = _describe_parcel(parcel)
        if words:
            items = [
                f"{item.quantity} × {names.get(item.order_line.id, '')}"
                for item in parcel.lines or ()
                if item.order_line and item.quantity
            ]
            parcels.append(Parcel(words, parcel.created, parcel.tracking_number, tuple(items)))
    return parcels


def _describe_parcel(parcel: FulfillmentParts) -> str:
    """What became of the pieces; nothing for what is no news to a buyer."""
    match parcel.status:
        case FulfillmentStatus.FULFILLED:
            return "Sent"
        case FulfillmentStatus.RETURNED | FulfillmentStatus.REFUNDED_AND_RETURNED:
            return "Returned"
        case FulfillmentStatus.REFUNDED:
            return "Paid back"
        case FulfillmentStatus.REPLACED:
            return "Replaced"
        case FulfillmentStatus.CANCELED | FulfillmentStatus.WAITING_FOR_APPROVAL:
            return ""
    return ""


def _read_programmes(product_ids: list[str]) -> tuple[ProgrammeLine, ...]:
    found: dict[str, ProgrammeLine] = {}
    for trace in place_products(dict.fromkeys(product_ids)).values():
        known = found.get(trace.programme_slug)
        lots = tuple(dict.fromkeys((*(known.lots if known else ()), *trace.lots[:1])))
        found[trace.programme_slug] = _line_of(trace, lots)
    return tuple(found.values())


def _line_of(trace: ProductTrace, lots: tuple[LotLine, ...]) -> ProgrammeLine:
    return ProgrammeLine(trace.programme_name, trace.programme_url, trace.place, lots)
