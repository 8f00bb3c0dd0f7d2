"""What can go wrong at the till: each says the sentence that the buyer reads.

TillError
    PieceRefused        this piece, in this number, cannot be put into the cart
    CartGone            Saleor no longer knows the cart
"""


class TillError(Exception):
    """Carries the buyer's sentence; trying the same again does not help."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


class PieceRefused(TillError):
    """The piece is sold out, unknown, or there are fewer than asked for."""


class CartGone(TillError):
    """The cart became an order elsewhere, or was dropped after a long time."""

    def __init__(self) -> None:
        super().__init__("We no longer have this cart. It was dropped after a long pause, or became an order already.")
