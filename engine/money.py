"""Money in whole minor units: no float, no rounding that loses a unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

# ISO 4217: currencies whose minor unit is not a hundredth.
_DIGITS = dict.fromkeys(
    ("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"), 0
) | dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of a currency in its minor units."""

    minor: int
    currency: str

    @property
    def amount(self) -> Decimal:
        """The amount in whole units, exactly."""
        return Decimal(self.minor).scaleb(-self.fraction_digits)

    @property
    def fraction_digits(self) -> int:
        """How many digits the minor unit has."""
        return _DIGITS.get(self.currency, 2)


def to_minor(amount: Decimal, currency: str) -> int:
    """An amount in minor units, half a unit rounded away from zero."""
    return int(amount.scaleb(_DIGITS.get(currency, 2)).quantize(Decimal(1), rounding=ROUND_HALF_UP))


@dataclass(frozen=True, slots=True)
class TaxedMoney:
    """A price without and with tax."""

    net: Money
    gross: Money

    def __add__(self, other: "TaxedMoney") -> "TaxedMoney":
        return taxed(self.net.minor + other.net.minor, self.gross.minor + other.gross.minor, self.currency)

    @property
    def tax(self) -> Money:
        """What lies between."""
        return Money(self.gross.minor - self.net.minor, self.gross.currency)

    @property
    def currency(self) -> str:
        """That of both."""
        return self.gross.currency


def taxed(net_minor: int, gross_minor: int, currency: str) -> TaxedMoney:
    """A taxed price from two numbers of minor units."""
    return TaxedMoney(Money(net_minor, currency), Money(gross_minor, currency))


def divide(total_minor: int, quantity: int) -> int:
    """One piece's part of a total, half a unit rounded up. For show: `quantity` times it may miss the total."""
    return (2 * total_minor + quantity) // (2 * quantity) if quantity else 0


def net_of(gross_minor: int, rate: Decimal) -> int:
    """The net of a price entered with tax; `rate` is a share with four decimals, half a unit is rounded up."""
    return divide(gross_minor * 10000, 10000 + int(rate * 10000))


def share_of(total_minor: int, percent: Decimal) -> int:
    """So many per cent (two decimals) of an amount, half a unit rounded up."""
    return divide(total_minor * int(percent * 100), 10000)


def spread(total: int, weights: Sequence[int], limits: Sequence[int]) -> list[int]:
    """Whole parts of `total` in proportion to `weights`, by largest remainder, ties to the first; they sum to it.

    No part exceeds its limit (what is over goes to the first with room). Raises: ValueError if the limits are too low.
    """
    if not 0 <= total <= sum(limits):
        raise ValueError(f"{total} cannot be spread over {sum(limits)}")
    weights = weights if sum(weights) else limits
    whole = sum(weights) or 1
    parts = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda place: -(total * weights[place] % whole))
    for place in by_remainder[: total - sum(parts)]:
        parts[place] += 1
    parts = [min(part, limit) for part, limit in zip(parts, limits, strict=True)]
    for place, limit in enumerate(limits):
        parts[place] += min(limit - parts[place], total - sum(parts))
    return parts
