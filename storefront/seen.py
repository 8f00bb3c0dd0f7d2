"""What the buyer saw when the page was made: signed into the form, compared before money moves.

A price that rose, a second tab, a delivery that became dearer: each is told instead of charged.
"""

import uuid
from dataclasses import dataclass

from django.core import signing

from saleor_api.generated.fragments import CheckoutParts
from saleor_api.money import Money, read_money
from themes.writing import write_money

_SALT = "storefront.seen"


@dataclass(frozen=True, slots=True)
class SeenLine:
    """One line: variant, name, how many, price of one in minor units."""

    variant_id: str
    name: str
    quantity: int
    unit_minor: int


@dataclass(frozen=True, slots=True)
class Seen:
    """The cart as shown. `attempt` is the key of the pay button on that page."""

    attempt: uuid.UUID
    lines: tuple[SeenLine, ...]
    delivery: str
    delivery_minor: int
    total_minor: int
    currency: str


def see(checkout: CheckoutParts, *, attempt: uuid.UUID | None = None) -> Seen:
    """What a page made now shows; with a new key for its pay button unless one is to be used again."""
    method = checkout.delivery.shipping_method if checkout.delivery else None
    return Seen(
        attempt=attempt or uuid.uuid4(),
        lines=tuple(
            SeenLine(line.variant.id, line.variant.product.name, line.quantity, read_money(line.unit_price.gross).minor)
            for line in checkout.lines
        ),
        delivery=method.name if method else "",
        delivery_minor=read_money(checkout.shipping_price.gross).minor if method else 0,
        total_minor=read_money(checkout.total_price.gross).minor,
        currency=checkout.total_price.gross.currency,
    )


def sign_seen(seen: Seen) -> str:
    """The hidden field of the form."""
    lines = [[line.variant_id, line.name, line.quantity, line.unit_minor] for line in seen.lines]
    return signing.dumps(
        [seen.attempt.hex, lines, seen.delivery, seen.delivery_minor, seen.total_minor, seen.currency],
        salt=_SALT,
        compress=True,
    )


def read_seen(text: str) -> Seen | None:
    """What the form says was shown; None if it was tampered with or left out."""
    try:
        attempt, lines, delivery, delivery_minor, total_minor, currency = signing.loads(text, salt=_SALT)
        return Seen(
            uuid.UUID(attempt),
            tuple(SeenLine(*line) for line in lines),
            delivery,
            delivery_minor,
            total_minor,
            currency,
        )
    except (signing.BadSignature, ValueError, TypeError):
        return None


def tell_changes(seen: Seen | None, now: Seen) -> tuple[str, ...]:
    """Sentences on everything that is not as it was shown; empty if nothing differs."""
    if seen is None:
        return ("Please look over your order once more before you pay.",)
    before = {line.variant_id: line for line in seen.lines}
    after = {line.variant_id: line for line in now.lines}
    sentences = [f"{line.name} is no longer in your cart." for key, line in before.items() if key not in after]
    for key, line in after.items():
        shown = before.get(key)
        if shown is None:
            sentences.append(f"{line.name} was added to your cart, perhaps in another tab.")
            continue
        if shown.quantity != line.quantity:
            sentences.append(f"You now have {line.quantity} of {line.name}; the page showed {shown.quantity}.")
        if shown.unit_minor != line.unit_minor:
            old, new = _write(shown.unit_minor, seen.currency), _write(line.unit_minor, now.currency)
            sentences.append(f"The price of {line.name} is now {new}; the page showed {old}.")
    if (seen.delivery, seen.delivery_minor) != (now.delivery, now.delivery_minor) and now.delivery:
        sentences.append(f"{now.delivery} costs {_write(now.delivery_minor, now.currency)}.")
    if (seen.total_minor, seen.currency) != (now.total_minor, now.currency):
        sentences.append(f"The total is now {_write(now.total_minor, now.currency)}.")
    return tuple(sentences)


def _write(minor: int, currency: str) -> str:
    amount = Money.from_minor(minor, currency)
    return write_money(amount.amount, amount.currency)
