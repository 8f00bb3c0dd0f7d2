"""Money without floats: an exact decimal amount and its currency.

Saleor names each amount as an integer pair `fractionalAmount` and `fractionDigits`; that pair is what is read.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

from saleor_api.errors import CurrencyMismatch


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in units of the currency (12.50) and its ISO 4217 code; mixing currencies raises."""

    amount: Decimal
    currency: str

    @classmethod
    def from_minor(cls, fractional_amount: int, currency: str, digits: int = 2) -> "Money":
        """1250 with two digits is 12.50."""
        return cls(Decimal(fractional_amount).scaleb(-digits), currency)

    @property
    def minor(self) -> int:
        """The amount in cents (hundredths), rounded half up."""
        return int((self.amount * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))

    def __add__(self, other: "Money") -> "Money":
        return Money(self.amount + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.amount - self._same(other), self.currency)

    def __mul__(self, times: int) -> "Money":
        if not isinstance(times, int):
            raise TypeError("Money is multiplied by whole numbers only.")
        return Money(self.amount * times, self.currency)

    __rmul__ = __mul__

    def __neg__(self) -> "Money":
        return Money(-self.amount, self.currency)

    def __bool__(self) -> bool:
        return bool(self.amount)

    def __lt__(self, other: "Money") -> bool:
        return self.amount < self._same(other)

    def __le__(self, other: "Money") -> bool:
        return self.amount <= self._same(other)

    def __gt__(self, other: "Money") -> bool:
        return self.amount > self._same(other)

    def __ge__(self, other: "Money") -> bool:
        return self.amount >= self._same(other)

    def __str__(self) -> str:
        return f"{self.amount:.2f} {self.currency}"

    def _same(self, other: "Money") -> Decimal:
        if other.currency != self.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency} cannot be mixed.")
        return other.amount


class MoneyParts(Protocol):
    """Saleor's Money as the operation documents select it."""

    @property
    def currency(self) -> str: ...

    @property
    def fractional_amount(self) -> int: ...

    @property
    def fraction_digits(self) -> int: ...


def read_money(parts: MoneyParts) -> Money:
    """Our Money from Saleor's integer pair. Source: type `Money` of Saleor's schema."""
    return Money.from_minor(parts.fractional_amount, parts.currency, parts.fraction_digits)
