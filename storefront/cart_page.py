"""What the cart, and the summary beside the checkout, show of Saleor's checkout."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from catalog.queries import find_cards
from catalog.shapes import ProductCard
from impact_tags.queries import ImpactSummary, QuoteLine, quote_lines
from saleor_api.generated.fragments import (
    CheckoutBrief,
    CheckoutLineParts,
    CheckoutLinePartsProblemsCheckoutLineProblemInsufficientStock,
    CheckoutParts,
)
from saleor_api.ids import ProductId
from saleor_api.money import Money, read_money
from storefront.carts import MOST_OF_ONE, price_of
from storefront.kept_cart import KeptCart, KeptPiece
from themes.pictures import Picture
from themes.writing import write_money


@dataclass(frozen=True, slots=True)
class CartLine:
    """One line of the cart. `blocked`: it has to be changed before one can buy."""

    line_id: str
    variant_id: str
    name: str
    variant: str
    url: str
    picture: Picture | None
    quantity: int
    most: int
    unit: Money
    undiscounted: Money | None
    total: Money
    notices: tuple[str, ...]
    blocked: bool


@dataclass(frozen=True, slots=True)
class CartSums:
    """The sums under the lines; `delivery` and `tax` are None while they are not known or nothing."""

    count: int
    subtotal: Money
    discount: Money | None
    voucher: str
    delivery: Money | None
    delivery_name: str
    tax: Money | None
    total: Money


@dataclass(frozen=True, slots=True)
class CartPage:
    """Everything `storefront/cart.html` shows; `sums` is None for an empty cart."""

    lines: tuple[CartLine, ...]
    sums: CartSums | None
    impact: ImpactSummary | None
    notices: tuple[str, ...]

    @property
    def can_buy(self) -> bool:
        """There is something in the cart, and nothing stands in the way."""
        return bool(self.lines) and not any(line.blocked for line in self.lines)


def build_cart(
    checkout: CheckoutParts | None, kept: KeptCart, *, channel: str, notices: tuple[str, ...] = ()
) -> CartPage:
    """The page for a checkout, with a word on every line that changed since it was added. At most 4 SQL queries."""
    if checkout is None or not checkout.lines:
        return CartPage((), None, None, (*notices, *_tell_vanished(kept, ())))
    cards = {
        card.product_id: card
        for card in find_cards([line.variant.product.id for line in checkout.lines], channel=channel)
    }
    return CartPage(
        lines=tuple(_read_line(line, cards, kept) for line in checkout.lines),
        sums=read_sums(checkout),
        impact=quote_checkout(checkout),
        notices=(*notices, *_tell_vanished(kept, checkout.lines)),
    )


def read_sums(checkout: CheckoutParts) -> CartSums:
    """The sums as Saleor computed them."""
    discount = read_money(checkout.discount) if checkout.discount else None
    tax = read_money(checkout.total_price.tax)
    method = checkout.delivery.shipping_method if checkout.delivery else None
    return CartSums(
        count=checkout.quantity,
        subtotal=read_money(checkout.subtotal_price.gross),
        discount=discount or None,
        voucher=checkout.voucher_code or "",
        delivery=read_money(checkout.shipping_price.gross) if method else None,
        delivery_name=method.name if method else "",
        tax=tax or None,
        total=read_money(checkout.total_price.gross),
    )


def remember_pieces(
    checkout: CheckoutParts | CheckoutBrief, kept: KeptCart, *, fresh: str = ""
) -> dict[str, KeptPiece]:
    """What the session keeps: the price at the time of adding, renewed for the variant `fresh` only."""
    return {
        line.variant.id: replace(kept.pieces[line.variant.id], priced=price_of(line))
        if line.variant.id in kept.pieces and line.variant.id != fresh
        else KeptPiece(line.variant.product.name, price_of(line), price_of(line))
        for line in checkout.lines
    }


def quote_checkout(checkout: CheckoutParts) -> ImpactSummary | None:
    """What this purchase would do, from the records of its lots."""
    return quote_lines(
        [
            QuoteLine(
                product_id=line.variant.product.id,
                quantity=line.quantity,
                net_minor=read_money(line.total_price.net).minor,
                currency=line.total_price.net.currency,
            )
            for line in checkout.lines
        ]
    )


def _read_line(line: CheckoutLineParts, cards: Mapping[ProductId, ProductCard], kept: KeptCart) -> CartLine:
    card = cards.get(ProductId(line.variant.product.id))
    unit, undiscounted = read_money(line.unit_price.gross), read_money(line.undiscounted_unit_price)
    notices, most = [], MOST_OF_ONE
    for problem in line.problems or ():
        if isinstance(problem, CheckoutLinePartsProblemsCheckoutLineProblemInsufficientStock):
            most = problem.available_quantity or 0
            notices.append(
                f"Only {most} left. Lower the quantity to go on." if most else "Sold out by now. Remove it to go on."
            )
        else:
            most = 0
            notices.append("No longer sold in this shop. Remove it to go on.")
    blocked = bool(notices)
    piece = kept.pieces.get(line.variant.id)
    asked = price_of(line)
    if piece and piece.price.currency == asked.currency and piece.price != asked:
        before, now = (write_money(price.amount, price.currency) for price in (piece.price, asked))
        notices.append(f"The price has changed since you added it: {before} then, {now} now.")
    name = line.variant.product.name
    return CartLine(
        line_id=line.id,
        variant_id=line.variant.id,
        name=name,
        variant=line.variant.name
        if line.variant.name not in {name, line.variant.sku or "", line.variant.id, ""}
        else "",
        url=card.url if card else "",
        picture=card.picture if card else None,
        quantity=line.quantity,
        most=most,
        unit=unit,
        undiscounted=undiscounted if undiscounted > unit else None,
        total=read_money(line.total_price.gross),
        notices=tuple(notices),
        blocked=blocked,
    )


def _tell_vanished(kept: KeptCart, lines: Sequence[CheckoutLineParts]) -> tuple[str, ...]:
    # Saleor drops a deleted variant from a checkout without a word.
    present = {line.variant.id for line in lines}
    return tuple(
        f"{piece.name} is no longer in the shop, so it left your cart."
        for variant_id, piece in kept.pieces.items()
        if variant_id not in present
    )
