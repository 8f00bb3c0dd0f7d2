"""Claims a buyer may read: approved wordings, and the rule that a claim with a gap is not shown.

Banned words and the parts of a claim: docs/impact.md. Self-made labels, scores and seals do not exist here
(Directive (EU) 2024/825).
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from impact_tags.currencies import say_money
from impact_tags.formulas import floor_to_five
from impact_tags.metrics import Basis, Metric


class Tier(StrEnum):
    """How well a claim is backed."""

    DECLARED = "declared"
    EVIDENCED = "evidenced"
    VERIFIED = "verified"


class Scope(StrEnum):
    """What a figure is about."""

    LOT = "lot"
    PRODUCT = "product"
    CART = "cart"
    ORDER = "order"
    SHOP = "shop"


class Stage(StrEnum):
    """When a sentence is said: before the order, paid but not sent, or with lots bound."""

    OFFERED = "offered"
    PAID = "paid"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Wording:
    """An approved sentence. `{subject}` is what was made, `{value}` the figure with its unit."""

    wording_id: str
    version: int
    text: str
    approved_by: str
    approved_on: date
    valid_until: date


@dataclass(frozen=True, slots=True)
class EvidenceLink:
    """A document that backs a claim; `expires_on` None means that it does not expire."""

    title: str
    url: str
    sha256: str
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure with everything that must stand behind it."""

    metric: Metric
    stage: Stage
    scope: Scope
    subject: str
    value: int
    currency: str
    method_id: str
    method_version: int
    method_url: str
    period: tuple[date, date] | None
    computed_on: date | None
    evidence: tuple[EvidenceLink, ...]
    tier: Tier
    basis: Basis | None
    approver: str
    valid_until: date | None
    third_party: str = ""
    sample_size: int = 0
    uncertainty_percent: Fraction = Fraction(0)


_BANNED = re.compile(
    r"\brescu(?:e|ed|es|ing)\b|\bsaved\b|\bfreed\b|\bslavery[- ]free\b|\bguarante(?:e|es|ed)\b|\b100\s?% ethical\b"
    r"|\bempower(?:s|ed|ing)?\b|\bfair\b(?! trade organization| payment principle)|\bfairly\b",
    re.IGNORECASE,
)


def find_banned_words(text: str) -> tuple[str, ...]:
    """Words of a text that no page of the shop may use, in the order found."""
    return tuple(match.group().lower() for match in _BANNED.finditer(text))


def list_gaps(claim: Claim, wording: Wording | None, *, today: date) -> tuple[str, ...]:
    """Names of the parts that are missing or out of date; a claim with any of them is not shown."""
    gaps = []
    if wording is None or wording.valid_until < today or wording.approved_on > today or not wording.approved_by:
        gaps.append("wording")
    if claim.value <= 0:
        gaps.append("value")
    if claim.metric in (Metric.WAGE, Metric.TRAINING_FUND) and not claim.currency:
        gaps.append("unit")
    if not (claim.method_id and claim.method_version and claim.method_url):
        gaps.append("method")
    if claim.period is None or claim.period[0] > claim.period[1]:
        gaps.append("period")
    if claim.computed_on is None or claim.computed_on > today:
        gaps.append("computed")
    if not _backed(claim, today):
        gaps.append("evidence")
    if claim.tier is Tier.VERIFIED and not claim.third_party:
        gaps.append("third party")
    if claim.basis is None or (claim.basis is Basis.SAMPLED and claim.sample_size < 1):
        gaps.append("basis")
    if claim.valid_until is None or claim.valid_until < today:
        gaps.append("valid until")
    if not claim.approver:
        gaps.append("approver")
    return tuple(gaps)


def _backed(claim: Claim, today: date) -> bool:
    """Every document must have a checksum and be in force; a document is out of force from its day of expiry."""
    return bool(claim.evidence) and all(
        link.sha256 and link.url and (link.expires_on is None or link.expires_on > today) for link in claim.evidence
    )


def render_claim(claim: Claim, wording: Wording | None, *, today: date) -> str | None:
    """The sentence, or None if any part is missing or out of date."""
    if wording is None or list_gaps(claim, wording, today=today):
        return None
    text = wording.text.format(subject=claim.subject, value=say_value(claim))
    return None if find_banned_words(text) else text[0].upper() + text[1:]


def say_value(claim: Claim) -> str:
    """The figure with its unit and how sure it is: `at least 13 h 27 min`, `about 13 h 25 min`, `INR 1,013.90`."""
    amount = claim.value
    unsure = claim.uncertainty_percent > 0
    if unsure and claim.metric in (Metric.WORK_MINUTES, Metric.TRAINING_MINUTES):
        amount = floor_to_five(amount)
    figure = say_amount(claim.metric, amount, claim.currency)
    if unsure:
        return f"about {figure}"
    floor_only = claim.stage is not Stage.CONFIRMED and claim.metric is not Metric.TRAINING_FUND
    return f"at least {figure}" if floor_only else figure


def say_amount(metric: Metric, amount: int, currency: str) -> str:
    """An amount with its unit."""
    match metric:
        case Metric.WORK_MINUTES | Metric.TRAINING_MINUTES:
            return say_duration(amount)
        case Metric.MATERIAL_GRAMS | Metric.TRACED_GRAMS:
            return say_weight(amount)
        case Metric.WAGE | Metric.TRAINING_FUND:
            return say_money(amount, currency)


def say_duration(minutes: int) -> str:
    """`13 h 27 min`; parts that are zero are left out."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours:,} h {rest} min" if rest else f"{hours:,} h"


def say_weight(grams: int) -> str:
    """`420 g` below a kilogram, else `1.68 kg` with the digits that are needed."""
    if grams < 1000:
        return f"{grams} g"
    kilograms, rest = divmod(grams, 1000)
    digits = f"{rest:03d}".rstrip("0")
    return f"{kilograms:,}.{digits} kg" if digits else f"{kilograms:,} kg"


@dataclass(frozen=True, slots=True)
class Document:
    """What the rule for tags needs to know of a piece of evidence."""

    is_certificate: bool
    has_number: bool
    is_public: bool
    expires_on: date | None


@dataclass(frozen=True, slots=True)
class TagBacking:
    """A claim that a lot carries a tag, with what it rests on."""

    tier: Tier
    valid_from: date
    expires_on: date | None
    third_party: str
    documents: tuple[Document, ...]


def may_show_tag(backing: TagBacking, *, day: date) -> bool:
    """Whether a claim holds on a day. From its day of expiry on, a document or a claim holds no longer.

    A claim never falls back to a weaker tier by itself: when its certificate expires, it comes down.
    """
    if day < backing.valid_from or not _in_force(backing.expires_on, day):
        return False
    if backing.tier is Tier.DECLARED:
        return True
    if not all(_in_force(document.expires_on, day) for document in backing.documents):
        return False
    public = [document for document in backing.documents if document.is_public]
    if backing.tier is Tier.VERIFIED:
        return bool(backing.third_party) and any(row.is_certificate and row.has_number for row in public)
    return bool(public)


def tag_ends_on(backing: TagBacking) -> date | None:
    """The first day on which a claim that holds today comes down by itself, or None: the first expiry it rests on."""
    documents = () if backing.tier is Tier.DECLARED else backing.documents
    ends = (backing.expires_on, *(document.expires_on for document in documents))
    return min((end for end in ends if end is not None), default=None)


def _in_force(expires_on: date | None, day: date) -> bool:
    return expires_on is None or day < expires_on


def weakest_tier(tiers: list[Tier]) -> Tier:
    """The tier of several claims together is the weakest of them."""
    return min(tiers, key=list(Tier).index)
