"""What pages and other parts are given: frozen records, ready to print."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from impact_tags.claims import EvidenceLink


@dataclass(frozen=True, slots=True)
class TagLine:
    """A tag as a product shows it."""

    slug: str
    label: str
    tier: str
    url: str


@dataclass(frozen=True, slots=True)
class LotLine:
    """A lot as a link; `made` is the day it was finished."""

    code: str
    url: str
    made: date


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document as readers see it."""

    code: str
    title: str
    kind: str
    issuer: str
    number: str
    sha256: str
    issued_on: date
    expires_on: date | None
    url: str


@dataclass(frozen=True, slots=True)
class ProductTrace:
    """The facts block of a product: who made it, of what, with which tags and lots."""

    programme_slug: str
    programme_name: str
    programme_url: str
    place: str
    tags: tuple[TagLine, ...]
    lots: tuple[LotLine, ...]
    materials: str


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """Pieces of a product in a cart; `net_minor` after discounts and without tax, 0 where it is not known."""

    product_id: str
    quantity: int
    net_minor: int = 0
    currency: str = ""


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """A sentence with what stands behind it. `value` counts in `unit`: minutes, grams or minor units."""

    metric: str
    sentence: str
    value: int
    unit: str
    value_text: str
    currency: str
    method_id: str
    method_url: str
    method_version: int
    tier: str
    basis: str
    period: tuple[date, date]
    computed_on: date
    valid_until: date
    approver: str
    wording: str
    evidence: tuple[EvidenceLink, ...]


@dataclass(frozen=True, slots=True)
class ImpactSummary:
    """What an order, cart or piece comes to, as claims that may be shown."""

    claims: tuple[ShownClaim, ...]
    confirmed: bool
    headline: str
    unconfirmed_units: int
    lots: tuple[LotLine, ...] = ()

    @property
    def line(self) -> str:
        """One sentence for a card or a thank-you page."""
        return self.claims[0].sentence if self.claims else ""


@dataclass(frozen=True, slots=True)
class ProductImpact:
    """Trace and quote of a product, for its page."""

    trace: ProductTrace
    summary: ImpactSummary | None


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A posting as staff read it."""

    posted_at: datetime
    product_id: str
    lot_code: str
    metric: str
    amount_text: str
    kind: str
    method: str
    reason: str


@dataclass(frozen=True, slots=True)
class UnconfirmedLine:
    """Pieces that were sent without a lot: a task for today."""

    order_id: str
    order_number: str
    product_id: str
    pieces: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A total with its unit and the method behind it."""

    metric: str
    title: str
    value_text: str
    method_url: str


@dataclass(frozen=True, slots=True)
class Totals:
    """Figures of a period over pooled lots; `makers` is a lower bound in words, never a sum."""

    figures: tuple[Figure, ...]
    units: int
    lots: int
    first_on: date | None
    last_on: date | None
    makers: str
    hidden_lots: int = 0


@dataclass(frozen=True, slots=True)
class SoldLine:
    """What the ledger holds for a metric."""

    figure: Figure
    orders: int


@dataclass(frozen=True, slots=True)
class QuarterRow:
    """Paid work produced and sold in a quarter, and what was set aside; empty where there was none."""

    title: str
    lots: int
    produced: str
    sold: str
    fund: str


@dataclass(frozen=True, slots=True)
class LotCard:
    """A lot in a list."""

    code: str
    url: str
    title: str
    programme_name: str
    programme_slug: str
    made: date
    units: int
    sellable: bool
    tags: Sequence[TagLine] = field(default=())
