"""The cart is Saleor's checkout: reading it, and putting pieces into it and out again."""

from typing import TypeVar

from saleor_api.client import Client, require
from saleor_api.errors import FieldProblem, SaleorRefused
from saleor_api.generated.enums import CheckoutAuthorizeStatusEnum
from saleor_api.generated.fragments import CheckoutBrief, CheckoutBriefLine, CheckoutLineParts, CheckoutParts
from saleor_api.generated.input_types import CheckoutCreateInput, CheckoutLineInput, CheckoutLineUpdateInput
from saleor_api.ids import CheckoutId, unpack_id
from saleor_api.money import Money, read_money
from storefront.errors import CartGone, PieceRefused
from storefront.kept_cart import KeptCart

Checkout = TypeVar("Checkout")

MOST_OF_ONE = 50
ASK_FOR_NUMBER = f"Please choose how many: a whole number from 1 to {MOST_OF_ONE}."
NOT_SOLD_HERE = "That piece is no longer sold in this shop. Nothing was added to your cart."


def read_checkout(client: Client, checkout_id: CheckoutId) -> CheckoutParts | None:
    """The checkout with lines, problems and sums; None if Saleor no longer has it. One call."""
    return client.checkout_by_id(id=checkout_id)


def price_of(line: CheckoutLineParts | CheckoutBriefLine) -> Money:
    """What the shop asks for one piece today, before any voucher; the line's own price if it is not for sale."""
    pricing = line.variant.pricing
    price = pricing.price.gross if pricing and pricing.price else line.unit_price.gross
    return read_money(price)


def read_current_checkout(client: Client, kept: KeptCart) -> CheckoutParts | None:
    """The kept cart's checkout at today's prices. One call, two after a price has changed.

    Saleor holds the prices of a checkout for a while (case 453) and takes today's when a line is set again.
    """
    checkout = read_checkout(client, kept.checkout_id) if kept.checkout_id else None
    if checkout is None or checkout.authorize_status == CheckoutAuthorizeStatusEnum.FULL:
        return checkout
    known = kept.pieces
    if all(line.variant.id not in known or known[line.variant.id].priced == price_of(line) for line in checkout.lines):
        return checkout
    lines = [CheckoutLineUpdateInput(line_id=line.id, quantity=line.quantity) for line in checkout.lines]
    try:
        return require(client.checkout_lines_update(id=checkout.id, lines=lines)).checkout or checkout
    except SaleorRefused:
        # Something is out of stock: the line says so itself.
        return checkout


def read_quantity(text: str) -> int:
    """A whole number from 1 to 50 as a buyer typed it.

    Raises:
        PieceRefused: it is none.
    """
    stripped = text.strip()
    if not (stripped.isascii() and stripped.isdecimal() and 1 <= int(stripped[:6]) <= MOST_OF_ONE):
        raise PieceRefused(ASK_FOR_NUMBER)
    return int(stripped)


def check_variant_id(text: str) -> str:
    """The text, if it is the global id of a variant.

    Raises:
        PieceRefused: it is not.
    """
    try:
        kind, _ = unpack_id(text)
    except ValueError as error:
        raise PieceRefused(NOT_SOLD_HERE) from error
    if kind != "ProductVariant":
        raise PieceRefused(NOT_SOLD_HERE)
    return text


def start_checkout(client: Client, channel: str, pieces: list[tuple[str, int]]) -> CheckoutBrief:
    """Opens a checkout with these variants and quantities. One call.

    Raises:
        PieceRefused: one of them cannot be had.
    """
    lines = [CheckoutLineInput(variant_id=variant_id, quantity=quantity) for variant_id, quantity in pieces]
    try:
        result = require(client.checkout_create(input=CheckoutCreateInput(channel=channel, lines=lines)))
    except SaleorRefused as error:
        raise _explain(error, client, channel, None, [variant_id for variant_id, _ in pieces]) from error
    return _expect(result.checkout)


def add_piece(
    client: Client, channel: str, checkout_id: CheckoutId | None, variant_id: str, quantity: int
) -> CheckoutBrief:
    """Adds to the checkout, or opens one where there is none (any more). One call, two if it had vanished.

    Raises:
        PieceRefused: there are not so many, or the piece is not sold here.
    """
    if checkout_id is None:
        return start_checkout(client, channel, [(variant_id, quantity)])
    line = CheckoutLineInput(variant_id=variant_id, quantity=quantity)
    try:
        result = require(client.checkout_lines_add(id=checkout_id, lines=[line]))
    except SaleorRefused as error:
        if _is_gone(error.errors):
            return start_checkout(client, channel, [(variant_id, quantity)])
        raise _explain(error, client, channel, checkout_id, [variant_id]) from error
    return _expect(result.checkout)


def change_quantity(
    client: Client, channel: str, checkout_id: CheckoutId, line_id: str, variant_id: str, quantity: int
) -> CheckoutParts:
    """Sets how many of one line are wanted. One call.

    Raises:
        PieceRefused: there are not so many.
        CartGone: Saleor no longer has the checkout.
    """
    line = CheckoutLineUpdateInput(line_id=line_id, quantity=quantity)
    try:
        result = require(client.checkout_lines_update(id=checkout_id, lines=[line]))
    except SaleorRefused as error:
        if _is_gone(error.errors):
            raise CartGone from error
        raise _explain(error, client, channel, checkout_id, [variant_id]) from error
    return _expect(result.checkout)


def remove_line(client: Client, checkout_id: CheckoutId, line_id: str) -> CheckoutBrief | CheckoutParts | None:
    """Takes a line out; a line that is gone already is no error. One call.

    Raises:
        CartGone: Saleor no longer has the checkout.
    """
    try:
        return require(client.checkout_lines_delete(id=checkout_id, lines_ids=[line_id])).checkout
    except SaleorRefused as error:
        if _is_gone(error.errors):
            raise CartGone from error
        return read_checkout(client, checkout_id)


def _expect(checkout: Checkout | None) -> Checkout:
    if checkout is None:
        raise CartGone
    return checkout


def _is_gone(problems: tuple[FieldProblem, ...]) -> bool:
    return any(problem.field in {"id", "checkoutId", "token"} for problem in problems)


def _explain(
    error: SaleorRefused, client: Client, channel: str, checkout_id: CheckoutId | None, variant_ids: list[str]
) -> PieceRefused:
    """The sentence for a refused piece; asks how many are left. Two calls at most."""
    if "INSUFFICIENT_STOCK" in error.codes:
        checkout = read_checkout(client, checkout_id) if checkout_id else None
        held = {line.variant.id: line.quantity for line in checkout.lines} if checkout else {}
        return PieceRefused(_say_what_is_left(client, channel, variant_ids, held))
    if "QUANTITY_GREATER_THAN_LIMIT" in error.codes:
        return PieceRefused(f"At most {MOST_OF_ONE} of one piece fit into a cart. Your cart is as it was.")
    if "ZERO_QUANTITY" in error.codes:
        return PieceRefused(ASK_FOR_NUMBER)
    return PieceRefused(NOT_SOLD_HERE)


def _say_what_is_left(client: Client, channel: str, variant_ids: list[str], held: dict[str, int]) -> str:
    found = client.variants_left(ids=variant_ids, channel=channel, first=len(variant_ids))
    sentences = []
    for variant in (edge.node for edge in found.edges) if found else ():
        name, mine = variant.product.name, held.get(variant.id, 0)
        # What lies in this very cart is reserved, and so no longer counted as available.
        left = (variant.quantity_available or 0) + mine
        if mine:
            sentences.append(f"Only {left} of {name} {'is' if left == 1 else 'are'} left; {mine} in your cart already.")
        elif left == 0:
            sentences.append(f"{name} has just sold out.")
        else:
            sentences.append(f"Only {left} of {name} {'is' if left == 1 else 'are'} left.")
    return " ".join([*sentences, "Your cart is as it was."]) if sentences else NOT_SOLD_HERE
