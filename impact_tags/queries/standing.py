"""How a product stands for those who sell it: its tags, lots and figures, and when what they rest on runs out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F
from django.urls import reverse

from impact_tags.claims import Scope
from impact_tags.models import Lot, LotProduct
from impact_tags.queries.products import LiveClaim, common_tags, read_live_claims, read_lots
from impact_tags.queries.quotes import is_sellable, quote_lines
from impact_tags.shapes import QuoteLine, TagLine


@dataclass(frozen=True, slots=True)
class StandingTag:
    """A tag that every lot of the product carries; it comes down by itself on `ends_on`."""

    tag: TagLine
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class StandingLot:
    """A lot with its pieces; `has_facts` is False where hours and pay of a piece may not be shown."""

    code: str
    pieces: int
    left: int
    is_approved: bool
    is_on_sale: bool
    has_facts: bool
    url: str
    desk_url: str


@dataclass(frozen=True, slots=True)
class Ending:
    """A document or a claim that runs out, and the first day without it."""

    title: str
    ends_on: date


@dataclass(frozen=True, slots=True)
class ProductStanding:
    """All of it; `sentences` are what a buyer of one piece reads today, newest lot first in `lots`."""

    tags: tuple[StandingTag, ...]
    lots: tuple[StandingLot, ...]
    sentences: tuple[str, ...]
    endings: tuple[Ending, ...]


def read_standing(product_id: str, *, day: date) -> ProductStanding:
    """How a product stands on a day. Cost: four queries at most."""
    lots = read_lots([product_id]).get(product_id, [])
    # As the product page does: lots on sale speak for the product; where there is none, all do.
    speaking = {lot.pk for lot in lots if lot.sellable} or {lot.pk for lot in lots}
    live = read_live_claims(day=day, lot_ids=speaking) if lots else []
    tags = tuple(StandingTag(tag, _first_end(tag, live)) for tag in common_tags(speaking, live))
    quote = quote_lines([QuoteLine(product_id, 1)], scope=Scope.PRODUCT.value, day=day) if lots else None
    claims = quote.claims if quote else ()
    endings = {(link.title, link.expires_on) for claim in claims for link in claim.evidence}
    endings |= {(standing.tag.label, standing.ends_on) for standing in tags}
    return ProductStanding(
        tags=tags,
        lots=tuple(_to_standing(lot) for lot in lots),
        sentences=tuple(claim.sentence for claim in claims),
        endings=tuple(
            sorted((Ending(title, end) for title, end in endings if end), key=lambda one: (one.ends_on, one.title))
        ),
    )


def products_on_sale(product_ids: Iterable[str]) -> set[str]:
    """Those with an approved lot on sale that has a piece left. Cost: one query."""
    lots = LotProduct.objects.filter(lot__sellable=True, lot__units__gt=F("lot__units_taken"))
    found = lots.exclude(lot__approved_by="").values_list("product_id", flat=True)
    return set(found) & set(product_ids)


def _first_end(tag: TagLine, live: Sequence[LiveClaim]) -> date | None:
    ends = (claim.ends_on for claim in live if claim.tag.slug == tag.slug)
    return min((end for end in ends if end is not None), default=None)


def _to_standing(lot: Lot) -> StandingLot:
    return StandingLot(
        code=lot.code,
        pieces=lot.units,
        left=lot.free,
        is_approved=bool(lot.approved_by),
        is_on_sale=is_sellable(lot),
        has_facts=lot.unit_work_minutes is not None and lot.unit_wage_minor is not None,
        url=reverse("trace", args=[lot.code]) if lot.approved_by else "",
        desk_url=reverse("studio-lot", args=[lot.code]),
    )
