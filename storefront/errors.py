"""What can go wrong at the till: each says the sentence that the buyer reads.

TillError
    PieceRefused        this piece, in this number, cannot be put into the cart
    CartGone            Saleor no longer knows the cart
    OrderedAlready      the cart is an order by now
"""

CART_LOST = (
    "We no longer have your cart: it was kept for a limited time, or your browser's cookie changed. "
    "Nothing was charged. The pieces are still in the shop."
)


class TillError(Exception):
    """Carries the buyer's sentence; trying the same again does not help."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


class PieceRefused(TillError):
    """The piece is sold out, unknown, or there are fewer than asked for."""


class CartGone(TillError):
    """The session ended, or the cart was dropped after a long time."""

    def __init__(self) -> None:
        super().__init__(CART_LOST)


class OrderedAlready(TillError):
    """The cart was paid for; `token` is the address of its order page."""

    def __init__(self, token: str) -> None:
        self.token = token
        super().__init__("Your order is made.")
