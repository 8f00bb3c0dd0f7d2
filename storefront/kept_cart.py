"""What the session remembers of a cart: Saleor's checkout id, and the prices the buyer saw when adding."""

from dataclasses import dataclass

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpResponse

from saleor_api.ids import CheckoutId
from saleor_api.money import Money

CHECKOUT_KEY = "checkout_id"
PIECES_KEY = "cart_pieces"
DRAFT_KEY = "checkout_draft"  # what was typed last
FILLED_KEY = "checkout_filled"  # a digest of what Saleor was told
STEP_KEY = "checkout_step"  # the attempt that waits for the bank's extra step
OWNED_KEY = "checkout_owned"  # the checkout that Saleor knows to be the signed-in buyer's
COUNT_COOKIE = "cart_count"


@dataclass(frozen=True, slots=True)
class KeptPiece:
    """A variant as the buyer last put it into the cart.

    `price`: what the shop asked for it then. `priced`: the shop's price that Saleor last reckoned with.
    """

    name: str
    price: Money
    priced: Money


@dataclass(frozen=True, slots=True)
class KeptCart:
    """The cart as the session knows it; `pieces` by variant id."""

    checkout_id: CheckoutId | None
    pieces: dict[str, KeptPiece]


def read_kept_cart(session: SessionBase) -> KeptCart:
    """The session's cart; empty for a new visitor, an expired session or a cookie that was tampered with."""
    checkout_id = session.get(CHECKOUT_KEY)
    stored = session.get(PIECES_KEY) or {}
    return KeptCart(
        checkout_id=CheckoutId(checkout_id) if checkout_id else None,
        pieces={
            key: KeptPiece(name, Money.from_minor(minor, code), Money.from_minor(priced, code))
            for key, (name, code, minor, priced) in stored.items()
        },
    )


def keep_cart(session: SessionBase, checkout_id: CheckoutId, pieces: dict[str, KeptPiece]) -> None:
    """Writes the cart into the session, only where something changed."""
    stored = {
        key: [piece.name, piece.price.currency, piece.price.minor, piece.priced.minor] for key, piece in pieces.items()
    }
    if session.get(CHECKOUT_KEY) != checkout_id:
        session[CHECKOUT_KEY] = checkout_id
    if session.get(PIECES_KEY) != stored:
        session[PIECES_KEY] = stored


def forget_cart(session: SessionBase) -> None:
    """Takes the cart out of the session, but for what was typed."""
    for key in (CHECKOUT_KEY, PIECES_KEY, FILLED_KEY, STEP_KEY, OWNED_KEY):
        session.pop(key, None)


def leave_till(session: SessionBase) -> None:
    """The cart became an order: cart and address leave the session."""
    forget_cart(session)
    session.pop(DRAFT_KEY, None)


def show_count(response: HttpResponse, count: int, *, seconds: int, secure: bool) -> None:
    """Sets the cookie that the badge reads: a number, nothing else."""
    if count:
        response.set_cookie(COUNT_COOKIE, str(min(count, 999)), max_age=seconds, samesite="Lax", secure=secure)
    else:
        response.delete_cookie(COUNT_COOKIE, samesite="Lax")
